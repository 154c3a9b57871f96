//! Addenda of the order file: what a year adds, deletes and revises, and at its
//! end how many codes and headings there were before and are after.
//!
//! A code that becomes a heading is deleted as the one and added as the other, so
//! all deletions come before all additions, whatever their order in the file.

use std::collections::BTreeMap;

use super::{Line, Target, apply, billable, edition, keep_titles, listed, report_composed};
use crate::indexer::encoding;
use crate::indexer::fiscal::Term;
use crate::indexer::record::Source;
use crate::indexer::report::{Place, Report};

/// How lines begin, and in which column what they say begins.
const ADD: &str = "Add:";
const DELETE: &str = "Delete:";
const FROM: &str = "Revise from:";
const TO: &str = "Revise to:";
const COLUMN: usize = 14;
/// How much of a file is looked at to tell it.
const BEGINNING: usize = 4096;

/// What the file says at its end of codes, or of headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Totals {
    before: Option<usize>,
    after: Option<usize>,
    additions: Option<usize>,
    deletions: Option<usize>,
    revisions: Option<usize>,
    /// The edition of the list after, by its name.
    term: Option<Term>,
}

/// Addenda as they were read.
#[derive(Debug, Default)]
pub struct Addenda {
    file: String,
    sha256: String,
    added: Vec<Line>,
    deleted: Vec<Line>,
    /// The lines after; those before are only compared.
    revised: Vec<Line>,
    codes: Totals,
    headings: Totals,
}

/// Whether the bytes begin like such a file, of ICD-10-CM: all codes of
/// ICD-10-PCS have seven characters.
pub fn recognise(bytes: &[u8]) -> bool {
    let text = encoding::text(bytes.get(..BEGINNING.min(bytes.len())).unwrap_or(bytes)).unwrap_or_default();
    let lines = text.lines().filter_map(|line| {
        let told = [ADD, DELETE, FROM, TO]
            .into_iter()
            .any(|start| line.starts_with(start));
        told.then(|| Line::read(line, COLUMN, 0).ok()).flatten()
    });
    let found: Vec<Line> = lines.collect();
    found.len() > 1 && found.iter().any(|line| line.billable && line.code.len() < 7)
}

/// Reads addenda; what is wrong in them is reported, and the rest is kept.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Addenda {
    let mut addenda = Addenda {
        file: file.to_owned(),
        sha256: crate::indexer::write::sha256(bytes),
        ..Addenda::default()
    };
    let mut from: Option<Line> = None;
    let mut of_headings = None;
    let mut ended = false;
    // Only text was recognised as such a file.
    let whole = encoding::text(bytes).unwrap_or_default();
    for (text, number) in whole.lines().zip(1..) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            continue;
        }
        let start = [ADD, DELETE, FROM, TO]
            .into_iter()
            .find(|start| text.starts_with(start));
        if let Some(before) = from.take_if(|_| start != Some(TO)) {
            let why = format!(
                "`{}` is revised, but no line `{TO}` follows; it was left out",
                before.code
            );
            report.rejected(&Place::new(file, before.line, 1), &why);
        }
        let Some(start) = start else {
            match trimmed {
                "Headers" => (of_headings, ended) = (Some(true), false),
                "Codes" => (of_headings, ended) = (Some(false), false),
                "of which" => ended = true,
                _ if ended => {}
                _ => match of_headings {
                    Some(true) => addenda.headings.read(trimmed),
                    Some(false) => addenda.codes.read(trimmed),
                    None => {
                        let why = format!("begins with none of {ADD} {DELETE} {FROM} {TO}; it was left out");
                        report.rejected(&Place::new(file, number, 1), &why);
                    }
                },
            }
            continue;
        };
        let line = match Line::read(text, COLUMN, number) {
            Ok(line) => line,
            Err((column, why)) => {
                report.rejected(
                    &Place::new(file, number, column),
                    &format!("{why}; the line was left out"),
                );
                continue;
            }
        };
        match start {
            ADD => addenda.added.push(line),
            DELETE => addenda.deleted.push(line),
            FROM => from = Some(line),
            _ => match from.take() {
                Some(before) if before.code == line.code => addenda.revised.push(line),
                _ => {
                    let why = format!(
                        "no line `{FROM}` of `{}` stands before; it was left out",
                        line.code
                    );
                    report.rejected(&Place::new(file, number, 1), &why);
                }
            },
        }
    }
    addenda.count(report);
    addenda
}

impl Totals {
    /// Reads `74719 codes in icd10cm_order_2026.txt` or `190 additions`.
    fn read(&mut self, text: &str) {
        let Some((number, what)) = text.split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse() else { return };
        let slot = match what {
            "additions" => &mut self.additions,
            "deletions" => &mut self.deletions,
            "revisions" => &mut self.revisions,
            _ if what.contains(" in ") && self.before.is_none() => &mut self.before,
            _ if what.contains(" in ") => {
                self.term = what.split_once(" in ").and_then(|(_, name)| Term::named(name));
                &mut self.after
            }
            _ => return,
        };
        *slot = Some(number);
    }
}

impl Addenda {
    /// Says what was read, and where that is not what the file counts itself.
    fn count(&self, report: &mut Report) {
        let kinds = [
            ("additions", &self.added),
            ("deletions", &self.deleted),
            ("revisions", &self.revised),
        ];
        let counts: BTreeMap<String, u64> = kinds
            .iter()
            .map(|(name, lines)| ((*name).to_owned(), lines.len() as u64))
            .collect();
        report.counted(&self.file, counts);
        for (totals, of_codes) in [(&self.codes, true), (&self.headings, false)] {
            let told = [totals.additions, totals.deletions, totals.revisions];
            for ((name, lines), told) in kinds.iter().zip(told) {
                let read = lines.iter().filter(|line| line.billable == of_codes).count();
                if told.is_some_and(|told| told != read) {
                    let what = if of_codes { "codes" } else { "headings" };
                    let why = format!(
                        "counts {} {name} of {what} at its end, but {read} were read; fetch the file again",
                        told.unwrap_or_default()
                    );
                    report.rejected_file(self.file.as_ref(), &why);
                }
            }
        }
        if self.codes.after.is_none() {
            report.remark(
                &self.file,
                "does not count its codes at its end, so nothing tells whether it is whole",
            );
        }
    }

    /// The edition by the file's end, or else by its name.
    fn term(&self) -> Option<Term> {
        self.codes.term.clone().or_else(|| Term::named(&self.file))
    }

    /// The first day of the edition; empty if nothing tells it.
    pub(super) fn first_day(&self) -> String {
        self.term().map(|term| term.from).unwrap_or_default()
    }

    /// The edition that comes of the list that has as many codes as the file
    /// says there were before, or else of the newest.
    pub(super) fn edition(&self, bases: Vec<&Source>, report: &mut Report) -> Option<Source> {
        let Some(term) = self.term() else {
            let why = "neither its end nor its name says for which fiscal year it is; name it like \
                       icd10cm_order_addenda_2027.txt";
            report.rejected_file(self.file.as_ref(), why);
            return None;
        };
        if self.codes.term.is_none() {
            report.remark(&self.file, &format!("its name says the edition, {}", term.name));
        }
        if bases.iter().any(|base| base.about.from == term.from) {
            let why = format!("the tabular list of {} is there itself", term.name);
            report.passed_over(self.file.as_ref(), &why);
            return None;
        }
        let mut bases: Vec<(&Source, Target)> = bases
            .into_iter()
            .map(|base| (base, listed(&base.records)))
            .collect();
        bases.sort_by(|(a, _), (b, _)| b.about.from.cmp(&a.about.from));
        let fits = |(_, target): &&(&Source, Target)| {
            self.codes
                .before
                .is_none_or(|before| billable(target).len() == before)
        };
        let Some((base, old)) = bases.iter().find(fits) else {
            let known: Vec<String> = bases
                .iter()
                .map(|(base, target)| format!("{} has {}", base.about.edition, billable(target).len()))
                .collect();
            let why = format!(
                "changes a list of {} billable codes, which no tabular list here has ({}); add the tabular list \
                 (XML) of the year before to the sources",
                self.codes.before.unwrap_or_default(),
                if known.is_empty() {
                    "there is none".to_owned()
                } else {
                    known.join(", ")
                }
            );
            report.rejected_file(self.file.as_ref(), &why);
            return None;
        };
        let mut target = self.target(old, &base.about.edition, report);
        keep_titles(&mut target, &base.records);
        let made = apply::apply(&base.records, &target);
        self.check(&target, &made, report);
        report_composed(&self.file, &made.records, &self.added, report);
        Some(edition(base, made.records, &self.file, &self.sha256, term))
    }

    /// What the year makes of a list.
    fn target(&self, old: &Target, edition: &str, report: &mut Report) -> Target {
        let mut target = old.clone();
        let mut reject = |line: &Line, why: &str| {
            let place = Place::new(&self.file, line.line, COLUMN as u32);
            report.rejected(&place, &format!("{why}; the line was left out"));
        };
        let kind = |billable| if billable { "a billable code" } else { "a heading" };
        for line in &self.deleted {
            let code = &line.code;
            match target.get(code) {
                Some(known) if known.billable == line.billable => {
                    target.remove(code);
                }
                Some(known) => {
                    let (is, told) = (kind(known.billable), kind(line.billable));
                    reject(
                        line,
                        &format!("deletes `{code}` as {told}, but it is {is} in {edition}"),
                    );
                }
                None => reject(line, &format!("deletes `{code}`, which {edition} does not have")),
            }
        }
        for line in &self.added {
            if target.contains_key(&line.code) {
                reject(line, &format!("adds `{}`, which is there already", line.code));
                continue;
            }
            let wanted = super::Wanted {
                billable: line.billable,
                title: Some(line.long.clone()),
            };
            target.insert(line.code.clone(), wanted);
        }
        for line in &self.revised {
            match target.get_mut(&line.code) {
                Some(known) => known.title = Some(line.long.clone()),
                None => reject(line, &format!("revises `{}`, which is not there", line.code)),
            }
        }
        target
    }

    /// Says where what was made is not what the file says.
    fn check(&self, target: &Target, made: &apply::Applied, report: &mut Report) {
        let codes = billable(target).len();
        let headings = target.len() - codes;
        for (told, is, what) in [
            (self.codes.after, codes, "billable codes"),
            (self.headings.after, headings, "headings"),
        ] {
            if let Some(told) = told.filter(|&told| told != is) {
                let why = format!("should come to {told} {what}, but comes to {is}; fetch the file again");
                report.rejected_file(self.file.as_ref(), &why);
            }
        }
        made.report(&self.file, report);
    }
}

#[cfg(test)]
mod tests;
