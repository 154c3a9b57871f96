//! Which set a table is of.

use super::columns::{Columns, said};
use super::sets::{self, SETS, Set, names, set};
use super::table::{Row, Table};
use crate::indexer::report::Report;

/// The part of the codes that must be written like those of a set for a guess,
/// in hundredths.
const MOST: usize = 90;

/// The set of the whole file; none if a column tells it of each line.
///
/// # Errors
/// Why it cannot be told, and what to do.
pub(super) fn told(
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
