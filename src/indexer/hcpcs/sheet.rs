//! The HCPCS spreadsheet: the same records as the file of fixed columns, one a
//! row, titles whole unless they are longer than a cell was given.

use std::collections::HashMap;

use super::{Item, Items, layout, sources};
use crate::indexer::record::Source;
use crate::indexer::report::{Place, Report};
use crate::indexer::xlsx::{self, Row};

/// The headings that every such sheet has.
const CODE: &str = "HCPC";
const KIND: &str = "RECID";
const LONG: &str = "LONG DESCRIPTION";
const SHORT: &str = "SHORT DESCRIPTION";
const HEADINGS: [&str; 4] = [CODE, KIND, LONG, SHORT];
/// CMS's disclaimers before the headings have less than a quarter as many rows.
const BEFORE: usize = 40;

/// The headings are compared without regard for case and for underscores, which
/// some releases write.
fn heading(cell: &str) -> String {
    cell.trim().to_ascii_uppercase().replace('_', " ")
}

/// The rows below the headings, and in which column each heading is.
type Sheet = (Vec<Row>, HashMap<String, u32>);

/// The sheet that has these headings.
fn sheet(bytes: &[u8], headings: &[&str]) -> Option<Sheet> {
    xlsx::sheets(bytes)?.into_iter().find_map(|mut rows| {
        let (at, found) = rows.iter().take(BEFORE).enumerate().find_map(|(at, row)| {
            let cells = row.cells.iter();
            let found: HashMap<String, u32> = cells.map(|(column, text)| (heading(text), *column)).collect();
            let whole = headings.iter().all(|wanted| found.contains_key(*wanted));
            whole.then_some((at, found))
        })?;
        Some((rows.split_off(at + 1), found))
    })
}

/// Whether the bytes are the spreadsheet of changes that comes with a release.
pub(in crate::indexer) fn is_changes(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && sheet(bytes, &["HCPCS/MOD", "TYPE OF CHANGE"]).is_some()
}

/// Whether the bytes are a spreadsheet with such headings.
pub fn recognise(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && sheet(bytes, &HEADINGS).is_some()
}

/// Reads a release: its codes and its modifiers.
///
/// # Errors
/// A message if the sheet holds no code; all else is a line of the report.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Vec<Source>, String> {
    let (rows, headings) = sheet(bytes, &HEADINGS)
        .ok_or_else(|| format!("{file}: has no row of headings with {CODE} and {KIND}"))?;
    let mut items = Items::default();
    for row in &rows {
        let number = row.number;
        let cell = |wanted: &str| {
            let column = headings.get(&heading(wanted));
            column.map_or("", |&column| row.cell(column))
        };
        let (code, kind) = (cell(CODE).trim().to_owned(), cell(KIND).trim());
        if code.is_empty() && kind.is_empty() {
            continue;
        }
        let place = |wanted: &str| {
            let column = headings.get(&heading(wanted)).map_or(1, |&column| column);
            Place::new(file, number, column)
        };
        let modifier = matches!(kind, "7" | "8");
        match kind {
            "3" | "7" => {
                let fields = layout::DAYS
                    .iter()
                    .chain(&layout::FIELDS)
                    .map(|field| (field.heading, cell(field.heading).trim().to_owned()))
                    .filter(|(_, value)| !value.is_empty());
                let item = Item {
                    code,
                    modifier,
                    long: cell(LONG).trim().to_owned(),
                    short: cell(SHORT).trim().to_owned(),
                    fields: fields.collect(),
                    line: number,
                };
                if let Err(why) = items.begin(item) {
                    report.rejected(&place(CODE), &why);
                }
            }
            "4" | "8" => match items.last(modifier, &code) {
                Some(item) => {
                    item.long.push(' ');
                    item.long.push_str(cell(LONG).trim_end());
                }
                None => {
                    let why = format!(
                        "continues `{code}`, but no first record of it stands before; it was left out"
                    );
                    report.rejected(&place(KIND), &why);
                }
            },
            other => {
                let why = format!(
                    "`{code}` has a record of type `{other}`; known are 3 and 4 of codes, 7 and 8 of modifiers; it was left out"
                );
                report.rejected(&place(KIND), &why);
            }
        }
    }
    sources(file, bytes, items, report)
}

#[cfg(test)]
mod tests;
