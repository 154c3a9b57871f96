//! The ICD-10-PCS tables and definitions as sets: a book of tables by section,
//! body system and operation, each with its definition and its rows; and a book of
//! definitions by section and axis.
//!
//! Nothing is put into other words: titles are the official labels, and each row
//! of a table keeps its own.

use super::pcs_definitions::{Aggregate, Definitions, Term};
use super::pcs_tables::{self, Table, Tables};
use super::record::{Notes, Record, Source};
use crate::format::about::About;
use crate::format::notes::Kind;

/// The set that the tables become.
pub const TABLES: &str = "icd10pcs_tables";
/// Depth of a table, whose name has as many characters, and of a term.
const TABLE_DEPTH: u8 = 3;
const TERM_DEPTH: u8 = 3;
/// The operation's place in a code.
const OPERATION: u8 = 3;
/// What the part of the definitions is called that has the table of devices.
const DEVICES: &str = "Device Aggregation";
/// Labels a value that has no character of its own.
const BLANK: u8 = b' ';

/// The tables as a set; what is said of operations is taken from the definitions.
pub fn tables(tables: &Tables, definitions: Option<&Definitions>) -> Source {
    let mut records = vec![Record {
        name: TABLES.to_owned(),
        ..Record::default()
    }];
    let mut sorted: Vec<&Table> = tables.tables.iter().collect();
    sorted.sort_by_key(|table| table.code);
    let mut above: &[u8] = &[];
    for table in sorted {
        // Section and body system, where they begin.
        for (depth, axis) in (1..TABLE_DEPTH).zip(&table.axes) {
            let prefix = table.code.get(..usize::from(depth)).unwrap_or(&[]);
            if above.starts_with(prefix) {
                continue;
            }
            records.push(Record {
                depth,
                name: String::from_utf8_lossy(prefix).into_owned(),
                title: label(axis),
                ..Record::default()
            });
        }
        above = &table.code;
        records.push(record(table, definitions));
    }
    Source {
        about: About {
            set: TABLES.into(),
            name: "ICD-10-PCS Tables".into(),
            ..tables.about.clone()
        },
        records,
        ..Source::default()
    }
}

/// The one value of an axis that names a table.
fn label(axis: &pcs_tables::Axis) -> String {
    axis.values
        .first()
        .map(|value| value.label.clone())
        .unwrap_or_default()
}

fn record(table: &Table, definitions: Option<&Definitions>) -> Record {
    let [section, _, operation] = &table.axes;
    let title = label(operation);
    let term = section
        .values
        .first()
        .and_then(|section| definitions?.of(section.code, OPERATION, &title));
    let mut groups = Vec::new();
    let defined = term.is_some_and(|term| said(term, &table.definition));
    if !table.definition.is_empty() && !defined {
        groups.push(Notes {
            kind: Kind::Definition,
            items: vec![(0, table.definition.clone())],
        });
    }
    groups.extend(term.into_iter().flat_map(|term| term.groups.iter().cloned()));
    let rows = table.rows.iter().flat_map(|row| &row.axes);
    groups.extend(table.axes.iter().chain(rows).map(values));
    Record {
        depth: TABLE_DEPTH,
        name: String::from_utf8_lossy(&table.code).into_owned(),
        title,
        groups,
        ..Record::default()
    }
}

/// Whether a term has this definition.
fn said(term: &Term, definition: &str) -> bool {
    let mut items = term.groups.iter().flat_map(|group| &group.items);
    items.any(|(_, text)| text == definition)
}

fn values(axis: &pcs_tables::Axis) -> Notes {
    let values = axis.values.iter().map(|value| (value.code, value.label.clone()));
    Notes {
        kind: Kind::Values,
        items: std::iter::once((0, axis.title.clone())).chain(values).collect(),
    }
}

/// The definitions as a set: a section, its axes (`0-4` is the fourth character in
/// section 0), and for each value an entry, though the file may say the same of
/// several together.
pub fn definitions(definitions: &Definitions) -> Source {
    let mut records = vec![Record {
        name: definitions.about.set.clone(),
        ..Record::default()
    }];
    let heading = |depth, name: String, title: &str| Record {
        depth,
        name,
        title: title.to_owned(),
        ..Record::default()
    };
    let mut section = None;
    for axis in &definitions.axes {
        if section != Some(axis.section) {
            section = Some(axis.section);
            let name = char::from(axis.section).to_string();
            records.push(heading(1, name, &axis.section_title));
        }
        let name = format!("{}-{}", char::from(axis.section), axis.place);
        records.push(heading(2, name, &axis.title));
        for term in &axis.terms {
            records.extend(term.titles.iter().map(|title| Record {
                depth: TERM_DEPTH,
                title: title.clone(),
                groups: term.groups.clone(),
                line: term.line,
                ..Record::default()
            }));
        }
    }
    if !definitions.devices.is_empty() {
        records.push(heading(1, DEVICES.to_owned(), ""));
        records.extend(definitions.devices.iter().map(device));
    }
    Source {
        about: definitions.about.clone(),
        records,
        ..Source::default()
    }
}

/// A narrower device, under the names that the tables give their axes.
fn device(aggregate: &Aggregate) -> Record {
    let values = |axis: &str, values: Vec<(u8, String)>| Notes {
        kind: Kind::Values,
        items: std::iter::once((0, axis.to_owned())).chain(values).collect(),
    };
    let systems = aggregate.systems.iter().map(|system| (BLANK, system.clone()));
    Record {
        depth: 2,
        title: aggregate.device.clone(),
        groups: vec![
            values("Operation", vec![(BLANK, aggregate.operation.clone())]),
            values("Body System", systems.collect()),
            values("Device", vec![aggregate.parent.clone()]),
        ],
        ..Record::default()
    }
}
