//! ICD-10-CM order files: the list of all codes and headings with short and
//! long titles that NCHS and CMS publish beside the tabular list (`list.rs`), and
//! its yearly addenda (`addenda.rs`). Neither has notes.
//!
//! Promises: an edition that is made from them is built upon the records of an
//! earlier tabular list (`apply.rs`), says so, and is checked against the
//! totals that the file gives.

pub mod addenda;
mod apply;
pub mod list;

use std::collections::{BTreeMap, BTreeSet};

use super::cm_tabular;
use super::fiscal::Term;
use super::record::{Record, Source};
use super::report::{Place, Report};
use super::seventh;
use crate::code::cm;
use crate::format::about::About;
use crate::format::tabular::CATEGORY;
use crate::text::fold;
use addenda::Addenda;
use list::List;

/// What a list of an edition says of a code or heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Wanted {
    /// Whether it may stand on a claim; a heading otherwise.
    billable: bool,
    /// Its title, where it is another than the earlier list's.
    title: Option<String>,
}

/// All codes and headings of an edition.
type Target = BTreeMap<String, Wanted>;

/// The codes and headings of a tabular list, with seventh characters multiplied
/// out, as an order file has them.
fn listed(records: &[Record]) -> Target {
    let rows = seventh::rows(records);
    let mut entries = records.iter();
    let mut depth = 0;
    let mut found = Target::new();
    for row in rows {
        if row.extension == 0 {
            depth = entries.next().map_or(0, |record| record.depth);
        }
        if depth >= CATEGORY {
            let wanted = Wanted {
                billable: row.billable,
                title: None,
            };
            found.insert(row.code, wanted);
        }
    }
    found
}

fn billable(target: &Target) -> BTreeSet<&str> {
    let codes = target.iter().filter(|(_, wanted)| wanted.billable);
    codes.map(|(code, _)| code.as_str()).collect()
}

/// Leaves the titles of an earlier list where those of the later one differ only
/// in what an order file cannot write.
fn keep_titles(target: &mut Target, records: &[Record]) {
    for record in records.iter().filter(|record| record.depth >= CATEGORY) {
        let Some(wanted) = target.get_mut(&record.name) else {
            continue;
        };
        if wanted.title.as_deref().map(fold) == Some(fold(&record.title)) {
            wanted.title = None;
        }
    }
}

/// What stands between an edition's own name and that of its notes.
const NOTES_OF: &str = ", with the notes of ";

/// An edition that is built upon another: what the other gives, and what was
/// read of the file.
fn edition(base: &Source, records: Vec<Record>, file: &str, sha256: &str, term: Term) -> Source {
    let mut about = About {
        source: format!("{}, {file}", base.about.source),
        sha256: format!("{}, {sha256}", base.about.sha256),
        counts: cm_tabular::count(&records),
        ..base.about.clone()
    };
    term.write(&mut about);
    // What a base has of an earlier one it hands on.
    let notes_of = base.about.edition.rsplit(NOTES_OF).next().unwrap_or_default();
    about.edition = format!("{}{NOTES_OF}{notes_of}", about.edition);
    Source {
        about,
        records,
        ..Source::default()
    }
}

/// Makes the editions that order files and addenda tell of, beside the tabular
/// lists that are there.
pub(super) fn editions(
    sets: &mut Vec<Source>,
    lists: Vec<List>,
    mut addenda: Vec<Addenda>,
    report: &mut Report,
) {
    for list in lists {
        let bases = sets.iter().filter(|set| set.about.set == cm::SET);
        if let Some(set) = list.edition(bases.collect(), report) {
            sets.push(set);
        }
    }
    // One year's may build upon what the year before comes to.
    addenda.sort_by_key(Addenda::first_day);
    for addenda in addenda {
        let bases = sets.iter().filter(|set| set.about.set == cm::SET);
        if let Some(set) = addenda.edition(bases.collect(), report) {
            sets.push(set);
        }
    }
}

/// A line of an order file or its addenda, behind what says which it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Line {
    billable: bool,
    code: String,
    long: String,
    line: u32,
}

impl Line {
    /// Reads flag, code, short and long title, of which the flag stands in
    /// `column` (from 1), the code two columns further, the titles 10 and 71.
    ///
    /// # Errors
    /// The column and what is wrong there.
    fn read(text: &str, column: usize, line: u32) -> Result<Line, (u32, String)> {
        const CODE: usize = 2;
        const CODE_LENGTH: usize = 7;
        const SHORT: usize = 10;
        const LONG: usize = 71;
        let part = |from: usize, to: usize| -> String {
            let from = column - 1 + from;
            text.chars()
                .skip(from)
                .take(column - 1 + to - from)
                .collect::<String>()
                .trim()
                .to_owned()
        };
        let at = |offset: usize| (column + offset) as u32;
        let billable = match part(0, CODE).as_str() {
            "0" => false,
            "1" => true,
            other => {
                return Err((
                    at(0),
                    format!("`{other}` is neither 0 (a heading) nor 1 (a billable code)"),
                ));
            }
        };
        let code = part(CODE, CODE + CODE_LENGTH + 1);
        if !cm::is_compact(&code) {
            return Err((
                at(CODE),
                format!("`{code}` is not written like an ICD-10-CM code"),
            ));
        }
        let (short, long) = (part(SHORT, LONG), part(LONG, usize::MAX / 2));
        if long.is_empty() {
            let why = format!("`{code}` has no long title; the line may be cut off, fetch the file again");
            let column = if short.is_empty() { at(SHORT) } else { at(LONG) };
            return Err((column, why));
        }
        Ok(Line {
            billable,
            code,
            long,
            line,
        })
    }
}

/// Says what the titles of codes with seventh characters come to: they are
/// composed, so one that a file words otherwise cannot be kept.
fn report_composed(file: &str, records: &[Record], wanted: &[Line], report: &mut Report) {
    let composed = apply::composed(records);
    for line in wanted {
        let Some(title) = composed.get(&line.code) else {
            continue;
        };
        if fold(title) != fold(&line.long) {
            let place = Place::new(file, line.line, 1);
            let why = format!(
                "the title of `{}` is composed of its base and its seventh character, `{title}`; the file words it `{}`",
                line.code, line.long
            );
            report.remark(&place.to_string(), &why);
        }
    }
}
