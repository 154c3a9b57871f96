//! Spreadsheets (Office Open XML): the cells of every sheet as text, and nothing
//! else of them. (The libraries for it lay a sheet out as a table of all cells
//! between the first and the last, which a damaged file can make larger than
//! any memory.)
//!
//! Layout after ECMA-376, part 1, sections 18.3 and 18.4: `xl/sharedStrings.xml`
//! numbers the texts, `xl/worksheets/*.xml` has rows of cells, each with its place
//! (`B7`), the type of its value, and the value.

use std::io::Cursor;

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::archive::{Limits, member};

const STRINGS: &str = "xl/sharedStrings.xml";
const SHEETS: &str = "xl/worksheets/";
/// The last column that a sheet may have (`XFD`).
const COLUMNS: u32 = 16_384;

/// A row of a sheet: its number, and its cells by column, both from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) cells: Vec<(u32, String)>,
}

impl Row {
    /// The text in a column; empty if there is none.
    pub(super) fn cell(&self, column: u32) -> &str {
        let cell = self.cells.iter().find(|(known, _)| *known == column);
        cell.map_or("", |(_, text)| text)
    }
}

/// The rows of every sheet, in the order of the sheets' files; none if the bytes
/// are no spreadsheet.
pub(super) fn sheets(bytes: &[u8]) -> Option<Vec<Vec<Row>>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut limits = Limits::default();
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .filter(|name| name.starts_with(SHEETS) && name.ends_with(".xml"))
        .collect();
    names.sort();
    let mut text = |name: &str| -> Option<String> {
        let at = archive.index_for_name(name)?;
        let bytes = member(&mut archive, at, &mut limits).ok()??;
        String::from_utf8(bytes).ok()
    };
    let strings = text(STRINGS).map_or(Some(Vec::new()), |xml| strings(&xml))?;
    let mut sheets = Vec::new();
    for name in names {
        sheets.push(rows(&text(&name)?, &strings)?);
    }
    (!sheets.is_empty()).then_some(sheets)
}

/// The texts that cells name by number.
fn strings(xml: &str) -> Option<Vec<String>> {
    let document = Document::parse(xml).ok()?;
    let items = document.root_element().children();
    Some(items.filter(|node| is(*node, "si")).map(text_of).collect())
}

fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// All runs of a text, without how it is pronounced.
fn text_of(node: Node) -> String {
    let runs = node.descendants().filter(|run| is(*run, "t"));
    let spoken = |run: &Node| run.ancestors().any(|above| is(above, "rPh"));
    runs.filter(|run| !spoken(run))
        .filter_map(|run| run.text())
        .collect()
}

fn rows(xml: &str, strings: &[String]) -> Option<Vec<Row>> {
    let document = Document::parse(xml).ok()?;
    let mut rows: Vec<Row> = Vec::new();
    for node in document.descendants().filter(|node| is(*node, "row")) {
        let next = rows.last().map_or(1, |row| row.number.saturating_add(1));
        let told = node.attribute("r").and_then(|number| number.parse().ok());
        let mut row = Row {
            number: told.unwrap_or(next),
            cells: Vec::new(),
        };
        for cell in node.children().filter(|cell| is(*cell, "c")) {
            let next = row.cells.last().map_or(1, |(column, _)| column + 1);
            let column = cell.attribute("r").map_or(Some(next), column);
            let Some(column) = column.filter(|column| *column <= COLUMNS) else {
                continue;
            };
            row.cells.push((column, value(cell, strings)));
        }
        rows.push(row);
    }
    Some(rows)
}

/// The column of a place: 28 of `AB7`.
fn column(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters
        .take(4)
        .fold(0u32, |number, letter| number * 26 + u32::from(letter - b'A') + 1);
    (number > 0).then_some(number)
}

/// What a cell shows, but for the way in which numbers are written.
fn value(cell: Node, strings: &[String]) -> String {
    let value = || {
        let value = cell.children().find(|child| is(*child, "v"));
        value.and_then(|value| value.text()).unwrap_or_default()
    };
    match cell.attribute("t") {
        Some("s") => {
            let number = value().trim().parse::<usize>().ok();
            number
                .and_then(|number| strings.get(number))
                .cloned()
                .unwrap_or_default()
        }
        Some("inlineStr") => text_of(cell),
        Some(_) => value().to_owned(),
        None => number(value()),
    }
}

/// A number as people write it: `20190101`, where a program wrote `2.0190101E7`.
fn number(text: &str) -> String {
    /// Up to here every whole number is exact (IEEE 754, binary64).
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match text.parse::<f64>() {
        Ok(number) if number.fract() == 0.0 && number.abs() < EXACT => format!("{number:.0}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_column_and_their_text() {
        let strings = strings(
            "<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>x</t></rPh></si></sst>",
        )
        .unwrap();
        assert_eq!(strings, ["one", "two"]);
        let xml = "<worksheet><sheetData><row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"AB3\"><v>2.0190101E7</v></c>\
                   <c><v>1.5</v></c></row><row><c t=\"inlineStr\"><is><t>in</t></is></c><c t=\"s\"><v>9</v></c>\
                   <c r=\"ZZZZZ1\"><v>1</v></c></row></sheetData></worksheet>";
        let rows = rows(xml, &strings).unwrap();
        let cells = |row: usize| -> Vec<(u32, &str)> {
            rows[row]
                .cells
                .iter()
                .map(|(column, text)| (*column, text.as_str()))
                .collect()
        };
        assert_eq!((rows[0].number, rows[1].number), (3, 4));
        assert_eq!(cells(0), [(2, "two"), (28, "20190101"), (29, "1.5")]);
        assert_eq!(cells(1), [(1, "in"), (2, "")]);
        assert_eq!(rows[0].cell(28), "20190101");
    }
}
