//! What the official tables say of each character of a procedure code, where a
//! user has brought them: what the axis is called, what the value means in the row
//! that the code is of, and how that is defined.

use serde::Serialize;

use super::page::{Note, NoteGroup};
use super::show::groups_of;
use crate::engine::{Book, Row, TabularSet};
use crate::format::notes::Kind;

/// The sets with the tables and the definitions.
const TABLES: &str = "icd10pcs_tables";
const DEFINITIONS: &str = "icd10pcs_definitions";
/// Characters that name a table, and of a whole code.
const TABLE: usize = 3;
const LENGTH: usize = 7;

/// A character of a procedure code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What its axis is called: `Body Part`.
    pub axis: String,
    /// The character.
    pub character: char,
    /// What it means.
    pub label: String,
    /// How that is defined and what it includes; of an operation, at its table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<NoteGroup>,
}

/// The parts of a code (of seven characters; of three, those that name the table)
/// by the tables of the edition. None if there are no tables, or none that has the
/// code: no part is guessed.
pub fn parts(book: &Book, code: &str) -> Vec<Part> {
    let sets = book.sets();
    let of = |name| sets.iter().find(|set| set.scheme().set == name);
    let found = of(TABLES).and_then(|tables| {
        let table = tables.find(&[TABLES, ":", code.get(..TABLE)?].concat())?;
        let groups = groups_of(tables, table.entry, &None);
        read(&groups, code)
    });
    let mut parts = found.unwrap_or_default();
    if let Some(definitions) = of(DEFINITIONS) {
        for (at, part) in parts.iter_mut().enumerate() {
            part.groups = defined(definitions, code, at + 1, &part.label).unwrap_or_default();
        }
    }
    parts
}

/// The parts by the values of a table: three axes that name it, then four a row.
fn read(groups: &[NoteGroup], code: &str) -> Option<Vec<Part>> {
    let axes: Vec<&NoteGroup> = groups.iter().filter(|group| group.kind == Kind::Values).collect();
    let (named, rows) = axes.split_at_checked(TABLE)?;
    let (start, rest) = code.split_at_checked(TABLE)?;
    let mut parts = row(named, start)?;
    if rest.len() == LENGTH - TABLE {
        parts.extend(rows.chunks(LENGTH - TABLE).find_map(|axes| row(axes, rest))?);
    }
    Some(parts)
}

/// The parts that the characters are in a row, if it has all of them.
fn row(axes: &[&NoteGroup], characters: &str) -> Option<Vec<Part>> {
    let parts = axes.iter().zip(characters.chars()).map(|(group, character)| {
        let (axis, values) = group.named();
        let is = |note: &&Note| note.label.starts_with(character);
        Some(Part {
            axis: axis.to_owned(),
            character,
            label: values.iter().find(is)?.text.clone(),
            groups: Vec::new(),
        })
    });
    parts.collect()
}

/// What the definitions say of the value with that label, at a place of the codes of
/// a section.
fn defined(set: &TabularSet, code: &str, place: usize, label: &str) -> Option<Vec<NoteGroup>> {
    let list = set.list();
    let axis = format!("{}-{place}", code.get(..1)?);
    let mut entries = set.entries();
    let axis = entries.find(|&entry| list.name(entry) == axis.as_bytes())?;
    let mut terms = set.children(axis);
    let term = terms.find(|&term| set.title(Row::of(term)) == label)?;
    Some(groups_of(set, term, &None))
}
