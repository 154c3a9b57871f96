//! Medcode's own plain words about codes, from `assets/lexicon`: what a code or a
//! range of codes usually is, and what a patient can do. Tab separated, with
//! remarks on top that name the set, and the columns of [`ROWS`]; and the list of
//! the sets themselves, with the columns of [`SETS`].
//!
//! Never contains: official texts.

use super::files::Found;
use super::report::{Place, Report};
use crate::code::cm;

/// The columns of a file about the codes of one set.
const ROWS: &str = "code\tlabel\tplain\tnext";
/// The columns of the file about the sets.
const SETS: &str = "set\towner\tlicence\tplain\twhere\turl";
/// The columns of other names of diagnoses, and of codes of any set.
const NAMES: &str = "code\tnames";
const NAMES_OF_SETS: &str = "set\tcode\tnames";
/// The remark that names the set.
const SET: &str = "# set: ";

/// What is said of the codes of one set.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The set's stable name.
    pub set: String,
    /// The file, for readers.
    pub file: String,
    /// The file's SHA-256, in hexadecimal.
    pub sha256: String,
    /// What is said, in the file's order.
    pub words: Vec<Words>,
}

/// What is said of a code or a range.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The code or range.
    pub code: String,
    /// Its short name.
    pub label: String,
    /// What it usually is.
    pub plain: String,
    /// What a patient can do; may be empty.
    pub next: String,
    /// The line of the file.
    pub line: u32,
}

/// Other names of a code.
#[derive(Debug)]
pub struct Names {
    /// Where they stand.
    pub place: Place,
    /// The set's stable name.
    pub set: String,
    /// The code as its records have it, without a dot.
    pub code: String,
    /// They themselves.
    pub names: Vec<String>,
}

/// What is said of a whole set.
#[derive(Debug, Clone, Default)]
pub struct Keeper {
    /// The set's stable name.
    pub set: String,
    /// Who keeps it.
    pub owner: String,
    /// Under which terms.
    pub licence: String,
    /// What it is.
    pub plain: String,
    /// Where to look its texts up.
    pub lookup: String,
    /// The address of that place; may be empty.
    pub url: String,
}

/// The lines that are no remarks, each with its number from 1.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    (1..)
        .zip(bytes.split(|&byte| byte == b'\n'))
        .map(|(number, line)| (number, line.strip_suffix(b"\r").unwrap_or(line)))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with(b"#"))
}

pub(super) fn has_columns(bytes: &[u8], columns: &str) -> bool {
    let first = lines(bytes.get(..bytes.len().min(8192)).unwrap_or(bytes)).next();
    first.is_some_and(|(_, line)| line == columns.as_bytes())
}

/// Whether a file has the columns of words about codes.
pub fn recognise(bytes: &[u8]) -> bool {
    has_columns(bytes, ROWS)
}

/// Whether a file has the columns of other names of codes.
pub fn recognise_names(bytes: &[u8]) -> bool {
    has_columns(bytes, NAMES) || has_columns(bytes, NAMES_OF_SETS)
}

/// Whether a file has the columns of the list of sets.
pub fn recognise_sets(bytes: &[u8]) -> bool {
    has_columns(bytes, SETS)
}

/// The cells of the lines after the first; a line that has not `N` of them, or
/// is no UTF-8, is reported and left out.
pub(super) fn cells<const N: usize>(
    file: &str,
    bytes: &[u8],
    report: &mut Report,
) -> Vec<(u32, [String; N])> {
    let mut found = Vec::new();
    for (line, text) in lines(bytes).skip(1) {
        let cells: Vec<&[u8]> = text.split(|&byte| byte == b'\t').collect();
        let texts = cells.iter().map(|cell| std::str::from_utf8(cell));
        let wrong = texts.clone().position(|text| text.is_err());
        let texts: Vec<String> = texts.flatten().map(|text| text.trim().to_owned()).collect();
        let count = cells.len();
        match <[String; N]>::try_from(texts) {
            Ok(cells) => found.push((line, cells)),
            Err(_) => {
                let before = wrong.unwrap_or(0);
                let column = cells
                    .iter()
                    .take(before)
                    .map(|cell| cell.len() + 1)
                    .sum::<usize>()
                    + 1;
                let why = match wrong {
                    Some(_) => "this cell is no UTF-8; save the file as UTF-8".to_owned(),
                    None => format!("the line has {count} cells, not {N}; part them by tabs"),
                };
                let place = Place::new(file, line, column as u32);
                report.rejected(&place, &why);
            }
        }
    }
    found
}

/// The set that a remark names.
///
/// # Errors
/// A message with the file if none does.
pub(super) fn set(file: &Found) -> Result<&str, String> {
    let remarks = file.bytes.split(|&byte| byte == b'\n');
    let named = remarks
        .filter_map(|line| std::str::from_utf8(line).ok()?.strip_prefix(SET))
        .next();
    named.map(str::trim).ok_or_else(|| {
        format!(
            "{}:1:1: no remark names the set; begin the file with `{SET}` and its name",
            file.name
        )
    })
}

/// Reads words about the codes of a set.
///
/// # Errors
/// A message with the file if no remark names the set.
pub fn read(file: &Found, report: &mut Report) -> Result<Lexicon, String> {
    let set = set(file)?;
    let rows = cells(&file.name, &file.bytes, report);
    let words = rows.into_iter().map(|(line, [code, label, plain, next])| Words {
        code,
        label,
        plain,
        next,
        line,
    });
    Ok(Lexicon {
        set: set.to_owned(),
        file: file.name.clone(),
        sha256: super::write::sha256(&file.bytes),
        words: words.collect(),
    })
}

/// Reads other names of codes.
pub fn read_names(file: &Found, report: &mut Report) -> Vec<Names> {
    let rows: Vec<(u32, [String; 3])> = if has_columns(&file.bytes, NAMES_OF_SETS) {
        cells(&file.name, &file.bytes, report)
    } else {
        let rows = cells(&file.name, &file.bytes, report).into_iter();
        rows.map(|(line, [code, names])| (line, [cm::SET.to_owned(), code.replace('.', ""), names]))
            .collect()
    };
    rows.into_iter()
        .map(|(line, [set, code, names])| Names {
            place: Place::new(&file.name, line, 1),
            set,
            code,
            names: names.split('|').map(|name| name.trim().to_owned()).collect(),
        })
        .collect()
}

/// Reads the list of sets.
pub fn read_sets(file: &Found, report: &mut Report) -> Vec<Keeper> {
    let rows = cells(&file.name, &file.bytes, report);
    rows.into_iter()
        .map(|(_, [set, owner, licence, plain, lookup, url])| Keeper {
            set,
            owner,
            licence,
            plain,
            lookup,
            url,
        })
        .collect()
}

/// What is said of a type of bill digit by digit becomes what is said of each
/// whole one: `011?` for the facility and the care, `0??1` for the last character.
pub fn multiply(words: Vec<Words>) -> Vec<Words> {
    let (endings, facilities): (Vec<Words>, Vec<Words>) =
        words.into_iter().partition(|row| row.code.starts_with("0??"));
    let mut all = Vec::new();
    for facility in facilities {
        let heading = facility.code.replace('?', "x");
        if facility.code.matches('?').count() == 1 {
            for ending in &endings {
                let last = ending.code.trim_start_matches("0??");
                all.push(Words {
                    code: facility.code.replace('?', last),
                    label: format!("{}: {}", facility.label, ending.label),
                    ..ending.clone()
                });
            }
        }
        all.push(Words {
            code: heading,
            ..facility
        });
    }
    all
}
