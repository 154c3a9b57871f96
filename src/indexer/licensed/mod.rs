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

mod merge;
pub mod ndc;
mod sets;
mod table;

use std::collections::BTreeMap;

use super::column::Making;
use super::record::{Notes, Record, Source};
use super::report::{Place, Report};
use crate::format::about::About;
use crate::format::facts::Facts;
use crate::format::notes::{Fact, Kind};
use sets::{SETS, Set, names, set};
use table::{Row, Table};

pub(super) use merge::modifiers;

/// What the columns may be called: in lower case, without blanks and signs.
const CODE: &[&str] = &["code", "codes"];
const SHORT: &[&str] = &[
    "short",
    "shortdescription",
    "shortdescriptor",
    "shortdesc",
    "shorttitle",
];
const LONG: &[&str] = &[
    "long",
    "longdescription",
    "longdescriptor",
    "longdesc",
    "longtitle",
    "title",
    "description",
    "descriptor",
    "desc",
    "fulldescription",
    "meaning",
    "text",
    "name",
];
const SET: &[&str] = &["set", "codeset"];
const FROM: &[&str] = &[
    "from",
    "validfrom",
    "start",
    "startdate",
    "effectivedate",
    "effective",
];
const TO: &[&str] = &[
    "to",
    "validto",
    "until",
    "stop",
    "stopdate",
    "end",
    "enddate",
    "terminationdate",
];
/// How much of a file is looked at to tell it.
const BEGINNING: usize = 4096;
/// The part of the codes that must be written like those of a set for a guess,
/// in hundredths.
const MOST: usize = 90;

/// A heading without regard for case, blanks and signs.
fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Where the columns are that are read.
#[derive(Debug, Default)]
struct Columns {
    code: Option<usize>,
    short: Option<usize>,
    long: Option<usize>,
    set: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    /// The set that the heading of the codes names.
    named: Option<&'static Set>,
    /// Headings of columns that are not read.
    others: Vec<String>,
}

impl Columns {
    fn of(row: &Row) -> Columns {
        let mut columns = Columns::default();
        for (at, cell) in row.cells.iter().enumerate() {
            let heading = plain(&cell.text);
            let is = |known: &[&str]| known.contains(&heading.as_str());
            let named = SETS.iter().find(|set| is(set.headings));
            let slot = match () {
                () if is(CODE) || named.is_some() => &mut columns.code,
                () if is(SHORT) => &mut columns.short,
                () if is(LONG) => &mut columns.long,
                () if is(SET) => &mut columns.set,
                () if is(FROM) => &mut columns.from,
                () if is(TO) => &mut columns.to,
                () => {
                    columns.others.push(cell.text.clone());
                    continue;
                }
            };
            match slot {
                // Of two columns that could be it, the first is.
                Some(_) => columns.others.push(cell.text.clone()),
                None => {
                    *slot = Some(at);
                    columns.named = columns.named.or(named);
                }
            }
        }
        columns
    }

    fn is_whole(&self) -> bool {
        self.code.is_some() && (self.long.is_some() || self.short.is_some())
    }
}

/// What comment lines say, `set: cpt`, by key.
fn said<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.comments.iter().find_map(|comment| {
        let (known, value) = comment.split_once(':')?;
        (plain(known) == key).then_some(value.trim())
    })
}

/// Whether the bytes begin like such a table.
pub fn recognise(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING.min(bytes.len())).unwrap_or(bytes);
    if beginning.contains(&0) {
        return false;
    }
    let Ok(text) = table::decode(beginning) else {
        return false;
    };
    let table = table::read(&text);
    said(&table, "set").is_some() || table.rows.first().is_some_and(|row| Columns::of(row).is_whole())
}

/// A line that is read.
#[derive(Debug, Clone, Default)]
struct Entry {
    code: String,
    short: String,
    long: String,
    from: String,
    to: String,
    line: u32,
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
    let text = table::decode(bytes).map_err(|why| format!("{file}:{why}"))?;
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

/// The set of the whole file; none if a column tells it of each line.
///
/// # Errors
/// Why it cannot be told, and what to do.
fn told(
    file: &str,
    table: &Table,
    columns: &Columns,
    rows: &[Row],
    code: usize,
    report: &mut Report,
) -> Result<Option<&'static Set>, String> {
    if columns.set.is_some() {
        return Ok(None);
    }
    if let Some(name) = said(table, "set") {
        return match set(&name.to_ascii_lowercase()) {
            Some(set) => Ok(Some(set)),
            None => Err(format!(
                "{file}:1:1: there is no set `{name}`; known are {}",
                names()
            )),
        };
    }
    if columns.named.is_some() {
        return Ok(columns.named);
    }
    let codes: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.cells.get(code))
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let fits = |set: &&Set| {
        // As they stand: zeros that are not there tell nothing.
        let fitting = codes.iter().filter(|text| {
            let code = text.to_ascii_uppercase();
            (set.fits)(&code) || set.name == "ndc" && sets::eleven(&code).is_ok()
        });
        fitting.count() * 100 >= codes.len() * MOST
    };
    let fitting: Vec<&Set> = SETS.iter().filter(fits).filter(|_| !codes.is_empty()).collect();
    let remedy = format!(
        "write `# set: NAME` into the first line, or a column `set`; known are {}",
        names()
    );
    match fitting.as_slice() {
        [set] => {
            let why = format!(
                "nothing says which set it is; {MOST} % of its codes or more are written like {}, so it was taken for that; \
                 to be sure, {remedy}",
                set.title
            );
            report.remark(file, &why);
            Ok(Some(set))
        }
        [] => Err(format!(
            "{file}:1:1: nothing says which set it is, and its codes are written like those of none; {remedy}"
        )),
        several => {
            let several: Vec<&str> = several.iter().map(|set| set.name).collect();
            Err(format!(
                "{file}:1:1: nothing says which set it is, and its codes could be those of {}; {remedy}",
                several.join(", ")
            ))
        }
    }
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
        for (day, at) in days.iter_mut().zip([self.columns.from, self.columns.to]) {
            *day = iso(text(at)).ok_or_else(|| {
                let why = format!("`{}` is no day like 2026-01-31 or 01/31/2026", text(at));
                (column(at), why)
            })?;
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

/// A day as `2026-01-31`, of that, `20260131` or `1/31/2026`; empty stays empty.
fn iso(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let (year, month, day) = match parts.as_slice() {
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?)
        }
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [month, day, year] if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    let [year, month, day]: [u32; 3] = [year.parse().ok()?, month.parse().ok()?, day.parse().ok()?];
    let holds = (1..=12).contains(&month) && (1..=31).contains(&day);
    holds.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn about(file: &str, table: &Table, set: &Set, sha256: &str, count: usize) -> About {
    let day = |key: &str| said(table, key).and_then(iso).unwrap_or_default();
    let owner = said(table, "owner").unwrap_or(set.owner);
    About {
        set: set.name.into(),
        name: set.title.into(),
        edition: said(table, "edition").unwrap_or("as brought").to_owned(),
        from: day("from"),
        to: day("to"),
        owner: owner.to_owned(),
        licence: licence(owner),
        source: file.to_owned(),
        sha256: sha256.to_owned(),
        counts: BTreeMap::from([("codes".into(), count as u64)]),
        ..About::default()
    }
}

/// Under which terms such a list is in an index.
fn licence(owner: &str) -> String {
    format!("licensed from {owner} by whoever built this index; not to be passed on")
}

/// The set: its codes in order, below headings without titles where it has such.
fn source(set: &Set, about: About, mut entries: Vec<Entry>) -> Source {
    let family = |entry: &Entry| (set.family)(&entry.code);
    entries.sort_by(|a, b| (family(a), &a.code).cmp(&(family(b), &b.code)));
    let mut records = vec![Record::default()];
    let mut rows: Vec<Option<&Entry>> = vec![None];
    for entries in entries.chunk_by(|a, b| family(a) == family(b)) {
        let heading = entries.first().and_then(family);
        let depth = if heading.is_some() { 2 } else { 1 };
        if let Some(name) = heading {
            records.push(Record {
                depth: 1,
                name,
                ..Record::default()
            });
            rows.push(None);
        }
        for entry in entries {
            records.push(record(entry, depth));
            rows.push(Some(entry));
        }
    }
    let columns = [Fact::From, Fact::Until].into_iter().map(|fact| {
        let mut column = Making::new(fact);
        for row in &rows {
            let day = row.map(|entry| match fact {
                Fact::From => entry.from.as_str(),
                _ => entry.to.as_str(),
            });
            column.push(day.unwrap_or_default());
        }
        column.finish()
    });
    let columns: Vec<_> = columns.filter(|column| column.values.len() > 1).collect();
    let facts = (!columns.is_empty()).then(|| Facts {
        columns,
        others: Vec::new(),
        known: [about.from.clone(), about.to.clone()],
    });
    Source {
        about,
        records,
        facts,
        ..Source::default()
    }
}

fn record(entry: &Entry, depth: u8) -> Record {
    let short = Notes {
        kind: Kind::Fact,
        items: vec![(Fact::ShortTitle as u8, entry.short.clone())],
    };
    Record {
        depth,
        name: entry.code.clone(),
        title: entry.long.clone(),
        groups: if entry.short.is_empty() {
            Vec::new()
        } else {
            vec![short]
        },
        line: entry.line,
        ..Record::default()
    }
}

#[cfg(test)]
mod tests;
