//! The HCPCS file of fixed columns (`*_ANWEB.txt`): one record a line, the title
//! of a code going on in continued records.
//!
//! A word never breaks across records: CMS wraps titles at blanks and leaves
//! the blanks at the end of a record out of what it fills, so records are
//! joined by one blank. A blank at the beginning of a record is text.

use super::layout::{self, CODE, Columns, KIND, LONG, OVERFLOW, SEQUENCE, SHORT};
use super::{Item, Items, sources};
use crate::indexer::encoding::single_byte;
use crate::indexer::record::Source;
use crate::indexer::report::{Place, Report};

/// How much of a file is looked at to tell it: CMS's disclaimers before the
/// records have less than a quarter of that.
const BEGINNING: usize = 16 << 10;
/// How many records must be among that.
const RECORDS: usize = 2;
/// The last column of a title.
const WIDTH: usize = LONG.0 + LONG.1 - 1;
/// By how much the numbers of a code's records grow.
const STEP: u32 = 100;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Type {
    modifier: bool,
    first: bool,
}

impl Type {
    /// The record types of the layout.
    fn of(kind: &[u8]) -> Option<Type> {
        let (modifier, first) = match kind {
            b"3" => (false, true),
            b"4" => (false, false),
            b"7" => (true, true),
            b"8" => (true, false),
            _ => return None,
        };
        Some(Type { modifier, first })
    }
}

/// The bytes of columns, as many as the line has.
fn bytes_of(line: &[u8], (from, length): Columns) -> &[u8] {
    let end = (from - 1 + length).min(line.len());
    line.get(from - 1..end).unwrap_or(&[])
}

/// The text of columns, with its blanks.
fn raw(line: &[u8], columns: Columns) -> String {
    single_byte(bytes_of(line, columns))
}

fn text(line: &[u8], columns: Columns) -> String {
    raw(line, columns).trim().to_owned()
}

/// Whether a line has the shape of a record, whatever its type.
fn is_record(line: &[u8]) -> bool {
    let sequence = bytes_of(line, SEQUENCE);
    let code = bytes_of(line, CODE);
    sequence.len() == SEQUENCE.1
        && sequence.iter().all(u8::is_ascii_digit)
        && code
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b' ')
        && code.last().is_some_and(|last| *last != b' ')
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    // The mark that editors put before UTF-8 is no part of the first record.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes
        .split(|&byte| byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// Whether the bytes are such a file: records among its first lines.
pub fn recognise(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING.min(bytes.len())).unwrap_or(bytes);
    let found = lines(beginning)
        .filter(|line| is_record(line) && Type::of(bytes_of(line, KIND)).is_some() && line.len() >= LONG.0);
    found.take(RECORDS).count() == RECORDS
}

/// Reads a release: its codes and its modifiers.
///
/// # Errors
/// A message if the file holds no code; all else is a line of the report.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Vec<Source>, String> {
    let mut items = Items::default();
    // What a first record left out takes with it.
    let mut skipped: Option<(bool, String)> = None;
    let mut before = 0;
    let mut beyond = Vec::new();
    for (line, number) in lines(bytes).zip(1..) {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if !is_record(line) {
            // What stands before the first record is CMS's disclaimer.
            if !items.items.is_empty() || skipped.is_some() {
                let why =
                    "is no record (code in columns 1 to 5, sequence in 6 to 10, type in 11); it was left out";
                report.rejected(&Place::new(file, number, 1), why);
            }
            continue;
        }
        let code = text(line, CODE);
        let Some(kind) = Type::of(bytes_of(line, KIND)) else {
            let why = format!(
                "`{code}` has a record of type `{}`; known are 3 and 4 of codes, 7 and 8 of modifiers; it was left out",
                text(line, KIND)
            );
            report.rejected(&Place::new(file, number, KIND.0 as u32), &why);
            continue;
        };
        let name = (kind.modifier, code.clone());
        let sequence: u32 = text(line, SEQUENCE).parse().unwrap_or(0);
        if kind.first {
            skipped = None;
            let item = first(line, code, kind.modifier, number);
            if item.short.is_empty() && line.len() < SHORT.0 {
                let why = format!(
                    "the line ends before the short title of `{}`, in columns {} to {}; its title may be cut off, fetch the file again",
                    item.code,
                    SHORT.0,
                    SHORT.0 + SHORT.1 - 1
                );
                report.rejected(&Place::new(file, number, line.len() as u32 + 1), &why);
            }
            if let Err(why) = items.begin(item) {
                report.rejected(&Place::new(file, number, 1), &why);
                skipped = Some(name);
            }
        } else if skipped.as_ref() == Some(&name) {
            // The report has said that what it continues was left out.
        } else if let Some(item) = items.last(kind.modifier, &code) {
            if sequence != before + STEP {
                let place = Place::new(file, number, SEQUENCE.0 as u32);
                let why = format!(
                    "record {sequence} of `{code}` follows record {before}; its title may lack a piece, fetch the file again"
                );
                report.rejected(&place, &why);
            }
            if let Some(more) = continued(line, item) {
                beyond.push(format!("`{more}` of {code} in line {number}"));
            }
        } else {
            let why = format!("continues `{code}`, but no first record of it stands before; it was left out");
            report.rejected(&Place::new(file, number, 1), &why);
        }
        before = sequence;
    }
    if !beyond.is_empty() {
        let why = format!(
            "titles run beyond column {WIDTH}; what stands there was joined to what stands before: {}",
            beyond.join(", ")
        );
        report.remark(file, &why);
    }
    sources(file, bytes, items, report)
}

fn first(line: &[u8], code: String, modifier: bool, number: u32) -> Item {
    let fields = layout::DAYS
        .iter()
        .chain(&layout::FIELDS)
        .map(|field| (field.heading, text(line, field.columns)))
        .filter(|(_, value)| !value.is_empty());
    Item {
        code,
        modifier,
        long: raw(line, LONG).trim().to_owned(),
        short: text(line, SHORT),
        fields: fields.collect(),
        line: number,
    }
}

/// Adds what a continued record says. Given back is what stood beyond the
/// columns of the title.
fn continued(line: &[u8], item: &mut Item) -> Option<String> {
    item.long.push(' ');
    item.long.push_str(raw(line, LONG).trim_end());
    // Nothing else may stand there, so it is the text that goes on; a word that
    // ran over the edge of its columns goes on without a blank.
    let more = text(line, OVERFLOW);
    item.long.push_str(&more);
    (!more.is_empty()).then_some(more)
}

#[cfg(test)]
mod tests;
