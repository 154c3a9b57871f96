//! The order file itself: all codes and headings of an edition.
//!
//! Its titles lack the diacritics of the tabular list and its notes, so it is of
//! use where no tabular list of that edition is there: then it says which
//! codes there are, and their titles where they are others than before.

use std::collections::BTreeMap;

use super::{Line, Target, Wanted, apply, billable, edition, keep_titles, listed};
use crate::code::cm::{self, CATEGORY_LENGTH, MAX_LENGTH};
use crate::format::about::About;
use crate::format::tabular::CATEGORY;
use crate::indexer::agencies::{NCHS, PUBLIC_DOMAIN};
use crate::indexer::cm_tabular;
use crate::indexer::encoding;
use crate::indexer::fiscal::Term;
use crate::indexer::record::{Record, Source};
use crate::indexer::report::{Place, Report};

/// The column of the flag: before it stand order number and code.
const COLUMN: usize = 15;
const NUMBER_LENGTH: usize = 5;
/// How much of a file is looked at to tell it.
const BEGINNING: usize = 8192;

/// An order file as it was read.
#[derive(Debug, Default)]
pub struct List {
    file: String,
    sha256: String,
    lines: Vec<Line>,
}

/// Reads a line: order number, code, flag, short and long title.
fn line(text: &str, number: u32) -> Result<Line, (u32, String)> {
    let order = text.get(..NUMBER_LENGTH).unwrap_or_default();
    if order.is_empty() || !order.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err((1, "does not begin with an order number of five digits".to_owned()));
    }
    // The same fields as in the addenda, with the code before the flag.
    let code: String = text
        .chars()
        .skip(NUMBER_LENGTH + 1)
        .take(MAX_LENGTH + 1)
        .collect();
    let rest: String = text.chars().skip(COLUMN - 1).collect();
    let (flag, titles) = rest.split_at_checked(1).unwrap_or((&rest, ""));
    let turned = format!("{flag} {code:<8}{}", titles.strip_prefix(' ').unwrap_or(titles));
    Line::read(&turned, 1, number).map_err(|(column, why)| {
        let column = match column {
            1 => COLUMN,
            3 => NUMBER_LENGTH + 2,
            other => COLUMN + other as usize - 9,
        };
        (column as u32, why)
    })
}

/// Whether the bytes begin like such a file, of ICD-10-CM: all codes of
/// ICD-10-PCS have seven characters.
pub fn recognise(bytes: &[u8]) -> bool {
    let text = encoding::text(bytes.get(..BEGINNING.min(bytes.len())).unwrap_or(bytes)).unwrap_or_default();
    // The last line may be cut off here.
    let mut lines: Vec<Option<Line>> = text.lines().map(|text| line(text, 0).ok()).collect();
    lines.pop();
    let found: Vec<&Line> = lines.iter().flatten().collect();
    found.len() > 1
        && found.len() * 2 > lines.len()
        && found
            .iter()
            .any(|line| line.billable && line.code.len() < MAX_LENGTH)
}

/// Reads an order file; what is wrong in it is reported, and the rest is kept.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> List {
    let mut lines: Vec<Line> = Vec::new();
    let mut first: BTreeMap<String, u32> = BTreeMap::new();
    // Only text was recognised as such a file.
    let whole = encoding::text(bytes).unwrap_or_default();
    for (text, number) in whole.lines().zip(1..) {
        if text.trim().is_empty() {
            continue;
        }
        match line(text, number) {
            Ok(line) => match first.get(&line.code) {
                Some(known) => {
                    let why = format!(
                        "`{}` stands here a second time (the first is in line {known}); it was left out",
                        line.code
                    );
                    report.rejected(&Place::new(file, number, NUMBER_LENGTH as u32 + 2), &why);
                }
                None => {
                    first.insert(line.code.clone(), number);
                    lines.push(line);
                }
            },
            Err((column, why)) => {
                report.rejected(
                    &Place::new(file, number, column),
                    &format!("{why}; the line was left out"),
                );
            }
        }
    }
    let codes = lines.iter().filter(|line| line.billable).count() as u64;
    let counts = [("billable", codes), ("headings", lines.len() as u64 - codes)];
    report.counted(file, counts.map(|(name, count)| (name.to_owned(), count)).into());
    List {
        file: file.to_owned(),
        sha256: crate::indexer::write::sha256(bytes),
        lines,
    }
}

impl List {
    /// The edition that the list tells of, unless a tabular list here has the same
    /// codes.
    pub(super) fn edition(&self, bases: Vec<&Source>, report: &mut Report) -> Option<Source> {
        let mut target: Target = self
            .lines
            .iter()
            .map(|line| {
                let wanted = Wanted {
                    billable: line.billable,
                    title: Some(line.long.clone()),
                };
                (line.code.clone(), wanted)
            })
            .collect();
        for base in &bases {
            if billable(&listed(&base.records)) == billable(&target) {
                let why = format!(
                    "lists the {} billable codes of the tabular list of {}, which was taken because it has notes",
                    billable(&target).len(),
                    base.about.edition
                );
                report.passed_over(self.file.as_ref(), &why);
                return None;
            }
        }
        let Some(term) = Term::named(&self.file) else {
            let why =
                "its name does not say for which fiscal year it is; name it like icd10cm_order_2027.txt";
            report.rejected_file(self.file.as_ref(), why);
            return None;
        };
        report.remark(&self.file, &format!("its name says the edition, {}", term.name));
        let base = bases
            .into_iter()
            .filter(|base| base.about.from < term.to)
            .max_by(|a, b| a.about.from.cmp(&b.about.from));
        let Some(base) = base else {
            return Some(self.alone(term, report));
        };
        keep_titles(&mut target, &base.records);
        let made = apply::apply(&base.records, &target);
        made.report(&self.file, report);
        Some(edition(base, made.records, &self.file, &self.sha256, term))
    }

    /// The list by itself: without chapters and blocks, which it does not name,
    /// so the first letter stands for both.
    fn alone(&self, term: Term, report: &mut Report) -> Source {
        report.remark(
            &self.file,
            "no tabular list is there to build upon, so there are no chapters, blocks and notes",
        );
        let mut lines: Vec<&Line> = self.lines.iter().collect();
        lines.sort_by(|a, b| a.code.cmp(&b.code));
        let mut records = vec![Record {
            name: cm::SET.to_owned(),
            ..Record::default()
        }];
        let letter = |line: &&Line| line.code.get(..1).unwrap_or_default().to_owned();
        for family in lines.chunk_by(|a, b| letter(a) == letter(b)) {
            let name = family.first().map(letter).unwrap_or_default();
            let range = format!("{name}00-{name}99");
            for (depth, name) in [(1, name), (2, range)] {
                records.push(Record {
                    depth,
                    name,
                    ..Record::default()
                });
            }
            let mut above: Vec<&str> = Vec::new();
            for line in family {
                while above.last().is_some_and(|code| !line.code.starts_with(code)) {
                    above.pop();
                }
                if above.is_empty() && line.code.len() != CATEGORY_LENGTH {
                    let place = Place::new(&self.file, line.line, NUMBER_LENGTH as u32 + 2);
                    let why = format!("`{}` has no category before it; it was left out", line.code);
                    report.rejected(&place, &why);
                    continue;
                }
                records.push(Record {
                    depth: CATEGORY + above.len() as u8,
                    name: line.code.clone(),
                    title: line.long.clone(),
                    line: line.line,
                    ..Record::default()
                });
                above.push(&line.code);
            }
        }
        let mut about = About {
            set: cm::SET.into(),
            name: "ICD-10-CM".into(),
            owner: NCHS.into(),
            licence: PUBLIC_DOMAIN.into(),
            source: self.file.clone(),
            sha256: self.sha256.clone(),
            counts: cm_tabular::count(&records),
            ..About::default()
        };
        term.write(&mut about);
        Source {
            about,
            records,
            ..Source::default()
        }
    }
}

#[cfg(test)]
mod tests;
