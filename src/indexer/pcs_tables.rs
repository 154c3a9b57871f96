//! The ICD-10-PCS tables in CMS's XML (`ICD10PCS.tabular`): which characters may
//! follow which, and what each means there.
//!
//! A table is named by the first three characters. A row of it gives for each of
//! the other four the values that go together: the codes are every combination
//! within a row, and none across rows. What a value is called may differ from row
//! to row of one table (`XW0`, sixth character `2`), so each row keeps its own.
//!
//! Promises: the counts that the file gives are checked, and a row that does not
//! have as many codes as it says is left out with a line of the report; codes are
//! not multiplied out without bound.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::agencies::CMS;
use super::report::Report;
use super::xml::{Places, about, begins, parse, utf8};
use crate::format::about::About;

/// The name of the root element.
const ROOT: &str = "ICD10PCS.tabular";
/// Characters that name a table, and that a row gives values for.
pub const TABLE: usize = 3;
/// See [`TABLE`].
pub const OPEN: usize = 4;
/// No edition has a tenth as many codes (the fiscal year 2025 has 78,948).
const MAX_CODES: u64 = 1 << 20;

/// A value that a character can have, and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// The character.
    pub code: u8,
    /// The official label.
    pub label: String,
}

/// One of the seven axes of classification, with its values in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Axis {
    /// What the axis is called here: `Body Part`, `Duration`.
    pub title: String,
    /// Its values, in the file's order.
    pub values: Vec<Value>,
}

/// Values that go together, each with each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The fourth to the seventh axis.
    pub axes: [Axis; OPEN],
    /// The line of the file on which it begins.
    pub line: u32,
}

/// The codes with the same first three characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The three characters.
    pub code: [u8; TABLE],
    /// What the first three axes are called, each with its one value.
    pub axes: [Axis; TABLE],
    /// The definition of the operation; empty if the file gives none.
    pub definition: String,
    /// The rows, in the file's order.
    pub rows: Vec<Row>,
}

/// A code.
pub type Code = [u8; TABLE + OPEN];

/// All tables of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// Edition, origin and counts.
    pub about: About,
    /// The tables, in the file's order.
    pub tables: Vec<Table>,
}

impl Row {
    /// How many codes it has.
    pub fn count(&self) -> u64 {
        let values = self.axes.iter().map(|axis| axis.values.len() as u64);
        values.fold(1, u64::saturating_mul)
    }

    /// Its codes, for a table with these characters.
    fn codes(&self, table: [u8; TABLE]) -> impl Iterator<Item = Code> {
        let [four, five, six, seven] = &self.axes;
        let codes = |axis: &'_ Axis| axis.values.iter().map(|value| value.code).collect::<Vec<u8>>();
        let (four, five, six, seven) = (codes(four), codes(five), codes(six), codes(seven));
        let [a, b, c] = table;
        four.into_iter().flat_map(move |d| {
            let (six, seven) = (six.clone(), seven.clone());
            five.clone().into_iter().flat_map(move |e| {
                let seven = seven.clone();
                six.clone().into_iter().flat_map(move |f| {
                    let seven = seven.clone();
                    seven.into_iter().map(move |g| [a, b, c, d, e, f, g])
                })
            })
        })
    }
}

impl Tables {
    /// All codes, in their order, each once.
    pub fn codes(&self) -> Vec<Code> {
        let rows = |table: &'_ Table| {
            let codes = table.rows.iter().map(|row| row.codes(table.code));
            codes.flatten().collect::<Vec<Code>>()
        };
        let mut codes: Vec<Code> = self.tables.iter().flat_map(rows).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The row that a code is of, with its table.
    pub fn row(&self, code: &Code) -> Option<(&Table, &Row)> {
        let tables = self.tables.iter().filter(|table| code.starts_with(&table.code));
        let mut rows = tables.flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.find(|(_, row)| {
            let open = row.axes.iter().zip(code.iter().skip(TABLE));
            open.into_iter()
                .all(|(axis, code)| axis.values.iter().any(|value| value.code == *code))
        })
    }

    /// What each character of a code means: the axis' title and the value's label.
    pub fn labels(&self, code: &Code) -> Option<[(&str, &str); TABLE + OPEN]> {
        let (table, row) = self.row(code)?;
        let mut labels = [("", ""); TABLE + OPEN];
        let axes = table.axes.iter().chain(&row.axes);
        for ((slot, axis), code) in labels.iter_mut().zip(axes).zip(code) {
            let value = axis.values.iter().find(|value| value.code == *code)?;
            *slot = (&axis.title, &value.label);
        }
        Some(labels)
    }
}

/// Whether the bytes begin like such a file.
pub fn recognise(bytes: &[u8]) -> bool {
    begins(bytes, ROOT)
}

/// Reads the tables.
///
/// # Errors
/// A message with file, line and column if the bytes are not well-formed XML,
/// hold no table, or more codes than any edition.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Tables, String> {
    let text = utf8(file, bytes)?;
    let document = parse(file, text)?;
    let root = document.root_element();
    let mut reader = Reader {
        places: Places::new(file, text, report),
        tables: Vec::new(),
    };
    let version = reader.set(root);
    let tables = reader.tables;
    if tables.is_empty() {
        return Err(format!("{file}:1:1: holds no table; fetch the file again"));
    }
    let rows = || tables.iter().flat_map(|table| &table.rows);
    let codes = rows().map(Row::count).fold(0, u64::saturating_add);
    if codes > MAX_CODES {
        return Err(format!(
            "{file}:1:1: its rows have {codes} codes, more than any edition; fetch the file again"
        ));
    }
    let counts = BTreeMap::from([
        ("tables".to_owned(), tables.len() as u64),
        ("rows".to_owned(), rows().count() as u64),
        ("billable".to_owned(), codes),
        (
            "definitions of operations".to_owned(),
            tables.iter().filter(|table| !table.definition.is_empty()).count() as u64,
        ),
    ]);
    let about = about(["icd10pcs", "ICD-10-PCS", CMS], file, bytes, &version, counts);
    report.counted(file, about.counts.clone());
    Ok(Tables { about, tables })
}

struct Reader<'a> {
    places: Places<'a>,
    tables: Vec<Table>,
}

/// An axis as it is read: its place from 1, and its definition.
struct Placed {
    place: usize,
    axis: Axis,
    definition: String,
}

impl Reader<'_> {
    /// Reads the whole file; the version that it names.
    fn set(&mut self, root: Node) -> String {
        let mut version = String::new();
        for node in self.places.elements(root) {
            match node.tag_name().name() {
                "version" => version = self.places.text(node, &[]),
                "title" => {}
                "pcsTable" => self.table(node),
                _ => self.places.unknown(node),
            }
        }
        version.trim().to_owned()
    }

    fn table(&mut self, node: Node) {
        let mut named = Vec::new();
        let mut rows = Vec::new();
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "axis" => named.extend(self.axis(child)),
                "pcsRow" => rows.push(child),
                _ => self.places.unknown(child),
            }
        }
        let definition = named
            .iter()
            .map(|placed| placed.definition.as_str())
            .collect::<Vec<_>>()
            .concat();
        let axes: Option<[Axis; TABLE]> = in_order(named, 1);
        let Some((axes, code)) = axes
            .and_then(|axes| Some((code_of(&axes)?, axes)))
            .map(|(code, axes)| (axes, code))
        else {
            return self.places.reject(
                node,
                "a table without its first three characters, one value each; it was left out",
            );
        };
        if self.tables.iter().any(|known| known.code == code) {
            let code = String::from_utf8_lossy(&code).into_owned();
            return self.places.reject(
                node,
                &format!("table {code} stands here a second time; it was left out"),
            );
        }
        let rows = rows.into_iter().filter_map(|row| self.row(row)).collect();
        self.tables.push(Table {
            code,
            axes,
            definition,
            rows,
        });
    }

    fn row(&mut self, node: Node) -> Option<Row> {
        let mut named = Vec::new();
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "axis" => named.extend(self.axis(child)),
                _ => self.places.unknown(child),
            }
        }
        let Some(axes) = in_order(named, TABLE + 1) else {
            self.places.reject(
                node,
                "a row without values for the fourth to the seventh character; it was left out",
            );
            return None;
        };
        let row = Row {
            axes,
            line: self.places.line(node),
        };
        let said = node.attribute("codes").unwrap_or("");
        if said.trim().parse() != Ok(row.count()) {
            self.places.reject(
                node,
                &format!(
                    "the row says that it has {} codes, and its values make {}; it was left out",
                    if said.is_empty() { "no number of" } else { said },
                    row.count()
                ),
            );
            return None;
        }
        Some(row)
    }

    fn axis(&mut self, node: Node) -> Option<Placed> {
        let place = node.attribute("pos").and_then(|place| place.trim().parse().ok());
        let mut axis = Axis::default();
        let mut definition = String::new();
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "title" => axis.title = self.places.text(child, &[]),
                "definition" => definition = self.places.text(child, &[]),
                "label" => axis.values.extend(self.value(child, &axis.values)),
                _ => self.places.unknown(child),
            }
        }
        let Some(place) = place else {
            self.places.reject(node, "an axis of no place; it was left out");
            return None;
        };
        let said = node.attribute("values").unwrap_or("");
        if said.trim().parse() != Ok(axis.values.len()) {
            self.places.reject(
                node,
                &format!(
                    "the axis says that it has {said} values, and has {}; they were kept",
                    axis.values.len()
                ),
            );
        }
        Some(Placed {
            place,
            axis,
            definition,
        })
    }

    fn value(&mut self, node: Node, known: &[Value]) -> Option<Value> {
        let label = self.places.text(node, &[]);
        let code = match node.attribute("code").map(str::as_bytes) {
            Some([code]) if is_value(*code) => *code,
            _ => {
                self.places.reject(
                    node,
                    "a value that is no digit and no letter but I and O; it was left out",
                );
                return None;
            }
        };
        if label.trim().is_empty() {
            self.places
                .reject(node, "a value that says nothing; it was left out");
            return None;
        }
        if known.iter().any(|value| value.code == code) {
            self.places.reject(
                node,
                &format!(
                    "value {} stands here a second time; it was left out",
                    char::from(code)
                ),
            );
            return None;
        }
        Some(Value { code, label })
    }
}

/// Whether a character can be a value of a code (ICD-10-PCS Official Guidelines,
/// A2: digits and letters, but not I and O, which look like 1 and 0).
fn is_value(code: u8) -> bool {
    (code.is_ascii_digit() || code.is_ascii_uppercase()) && !matches!(code, b'I' | b'O')
}

/// The axes, if they are those from `first` on, in order.
fn in_order<const COUNT: usize>(named: Vec<Placed>, first: usize) -> Option<[Axis; COUNT]> {
    let ordered = named
        .iter()
        .zip(first..)
        .all(|(placed, place)| placed.place == place);
    let axes: Vec<Axis> = named.into_iter().map(|placed| placed.axis).collect();
    let full = axes.iter().all(|axis| !axis.values.is_empty());
    axes.try_into().ok().filter(|_| ordered && full)
}

/// The characters of a table, whose axes have one value each.
fn code_of(axes: &[Axis; TABLE]) -> Option<[u8; TABLE]> {
    let mut code = [0; TABLE];
    for (slot, axis) in code.iter_mut().zip(axes) {
        let [value] = &axis.values[..] else { return None };
        *slot = value.code;
    }
    Some(code)
}
