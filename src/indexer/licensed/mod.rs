//! Lists that somebody brings who has a licence for them: CPT, CDT, NUBC's and
//! X12's codes, as a table (CSV) whose first row names its columns. FDA's own
//! files of the NDC are read by `ndc.rs`.
//!
//! Which set it is, is told by a column `set`, by a first line `# set: cpt`, by
//! the heading of the codes, or by how most codes are written if that fits one
//! set only; the last is a guess, and the report says so.
//!
//! Promises: every line is read or rejected with line and column; the list says
//! of itself that it is not to be passed on.
//!
//! Never contains: a text of these lists.

mod columns;
mod list;
mod merge;
pub mod ndc;
mod sets;
mod table;
mod which;

use std::collections::BTreeMap;

use super::date;
use super::encoding;
use super::record::Source;
use super::report::{Place, Report};
use columns::{Columns, said};
use list::{Entry, about, source};
use sets::{Set, names, set};
use table::Row;
use which::told;

pub(super) use merge::modifiers;

/// How much of a file is looked at to tell it.
const BEGINNING: usize = 4096;
/// Whether the bytes begin like such a table.
pub fn recognise(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING.min(bytes.len())).unwrap_or(bytes);
    if beginning.contains(&0) {
        return false;
    }
    let Ok(text) = encoding::text(beginning) else {
        return false;
    };
    let table = table::read(&text);
    said(&table, "set").is_some() || table.rows.first().is_some_and(|row| Columns::of(row).is_whole())
}

/// A list that is being read.
struct Reading {
    columns: Columns,
    entries: BTreeMap<&'static str, BTreeMap<String, Entry>>,
    padded: usize,
}

/// Reads a list: one set, or several if a column tells them apart.
///
/// # Errors
/// A message with file, line, column and remedy if nothing tells the set, or the
/// first row does not name the columns.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Vec<Source>, String> {
    let text = encoding::text(bytes).map_err(|why| format!("{file}:{why}"))?;
    let table = table::read(&text);
    let remedy = "name the columns in the first row: code, short, long";
    let Some((head, rows)) = table.rows.split_first() else {
        return Err(format!("{file}:1:1: has no rows; {remedy}"));
    };
    let columns = Columns::of(head);
    let Some(code) = columns.code.filter(|_| columns.is_whole()) else {
        return Err(format!(
            "{file}:{}:1: has no heading of codes and titles; {remedy}",
            head.line
        ));
    };
    let told = told(file, &table, &columns, rows, code, report)?;
    for (line, column) in &table.open {
        let why = "a quote is opened and never closed; the line was left out, close the quote or double it";
        report.rejected(&Place::new(file, *line, *column), why);
    }
    if !columns.others.is_empty() {
        let why = format!("columns that are not read: {}", columns.others.join(", "));
        report.remark(file, &why);
    }
    for key in ["from", "to"] {
        let wrong = said(&table, key).filter(|day| date::read(day).is_none());
        if let Some(day) = wrong {
            let why = format!(
                "`# {key}: {day}` is no day like 2026-01-31 or 01/31/2026; the edition is taken as without it"
            );
            let line = text
                .lines()
                .position(|line| line.starts_with('#') && line.contains(day));
            report.rejected(&Place::new(file, line.unwrap_or(0) as u32 + 1, 1), &why);
        }
    }
    let mut reading = Reading {
        columns,
        entries: BTreeMap::new(),
        padded: 0,
    };
    for row in rows {
        if let Err((column, why)) = reading.row(row, told, code) {
            let why = format!("{why}; the line was left out");
            report.rejected(&Place::new(file, row.line, column), &why);
        }
    }
    let (entries, padded) = (reading.entries, reading.padded);
    if padded > 0 {
        let why =
            format!("{padded} codes have fewer digits than their set writes; zeros were put before them");
        report.remark(file, &why);
    }
    if entries.is_empty() {
        return Err(format!("{file}:{}:1: no line of it could be read", head.line));
    }
    let sha256 = super::write::sha256(bytes);
    let sources = entries.into_iter().filter_map(|(name, entries)| {
        let set = set(name)?;
        let about = about(file, &table, set, &sha256, entries.len());
        report.counted(
            file,
            BTreeMap::from([(format!("codes of {}", set.title), entries.len() as u64)]),
        );
        Some(source(set, about, entries.into_values().collect()))
    });
    Ok(sources.collect())
}

impl Reading {
    /// Reads a line.
    ///
    /// # Errors
    /// The column and what is wrong there.
    fn row(&mut self, row: &Row, told: Option<&'static Set>, code: usize) -> Result<(), (u32, String)> {
        let end = row.cells.last().map_or(1, |cell| cell.column);
        let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at));
        let text = |at: Option<usize>| cell(at).map_or("", |cell| cell.text.as_str());
        let column = |at: Option<usize>| cell(at).map_or(end, |cell| cell.column);
        let at = self.columns.set;
        let known = match told {
            Some(set) => set,
            None => set(&text(at).to_ascii_lowercase()).ok_or_else(|| {
                let why = format!("there is no set `{}`; known are {}", text(at), names());
                (column(at), why)
            })?,
        };
        let (name, padded) = known
            .code(text(Some(code)))
            .map_err(|why| (column(Some(code)), why))?;
        let (short, long) = (text(self.columns.short), text(self.columns.long));
        let long = if long.is_empty() { short } else { long };
        if long.is_empty() {
            let at = self.columns.long.or(self.columns.short);
            return Err((column(at), format!("`{name}` has no title")));
        }
        let mut days = [String::new(), String::new()];
        for (slot, at) in days.iter_mut().zip([self.columns.from, self.columns.to]) {
            *slot = date::read(text(at)).ok_or_else(|| {
                let why = format!("`{}` is no day like 2026-01-31 or 01/31/2026", text(at));
                (column(at), why)
            })?;
        }
        if let [from, to] = &days
            && !from.is_empty()
            && !to.is_empty()
            && from > to
        {
            let why = format!("`{name}` ends on {to}, before it begins on {from}");
            return Err((column(self.columns.to), why));
        }
        // Commas in a title that stands without quotes part it: what is cut off would be lost.
        let beyond = row.cells.get(self.columns.count..).unwrap_or_default();
        if let Some(cell) = beyond.iter().find(|cell| !cell.text.is_empty()) {
            let why = format!(
                "the row has {} cells and the first one {}; put a text with such signs between quotes",
                row.cells.len(),
                self.columns.count
            );
            return Err((cell.column, why));
        }
        let entries = self.entries.entry(known.name).or_default();
        if let Some(first) = entries.get(&name) {
            let why = format!(
                "`{name}` stands here a second time (the first is in line {})",
                first.line
            );
            return Err((column(Some(code)), why));
        }
        let [from, to] = days;
        let entry = Entry {
            code: name.clone(),
            short: if short == long {
                String::new()
            } else {
                short.to_owned()
            },
            long: long.to_owned(),
            from,
            to,
            line: row.line,
        };
        entries.insert(name, entry);
        self.padded += usize::from(padded);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
