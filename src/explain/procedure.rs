//! What the official tables say of each character of a procedure code, where a
//! user has brought them: what the axis is called, what the value means in the row
//! that the code is of, and how that is defined.

use serde::Serialize;

use super::page::NoteGroup;
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
    /// What it means. Nearly always one label; where rows of the table differ, and
    /// the characters that would tell which row are not there yet, that of each.
    pub labels: Vec<String>,
    /// How that is defined and what it includes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<NoteGroup>,
}

/// The parts of a code, or of its beginning, by the tables of the newest edition.
/// None if there are no tables, or none that has the code: no part is guessed.
pub fn parts(book: &Book, code: &str) -> Vec<Part> {
    let sets = book.sets();
    let of = |name| {
        let set = sets.iter().find(|set| set.scheme().set == name)?;
        set.tabular()
    };
    let mut parts = of(TABLES)
        .and_then(|tables| read(&tables, code))
        .unwrap_or_default();
    if let Some(definitions) = of(DEFINITIONS) {
        for (place, part) in (1..).zip(&mut parts) {
            let terms = part.labels.iter();
            let terms = terms.filter_map(|label| defined(&definitions, code, place, label));
            part.groups = terms.flatten().collect();
        }
    }
    parts
}

/// The parts by the values of the table: three axes that name it, then four a row.
fn read(set: &TabularSet, code: &str) -> Option<Vec<Part>> {
    if code.is_empty() || code.len() > LENGTH || !code.is_ascii() {
        return None;
    }
    let (start, rest) = code.split_at_checked(TABLE).unwrap_or((code, ""));
    let list = set.list();
    let mut entries = set.entries();
    let table = entries.find(|&entry| {
        let name = list.name(entry);
        name.len() == TABLE && name.starts_with(start.as_bytes())
    })?;
    let groups = groups_of(set, table, &None);
    let axes: Vec<&NoteGroup> = groups.iter().filter(|group| group.kind == Kind::Values).collect();
    let (named, rows) = axes.split_at_checked(TABLE)?;
    let mut parts = row(named, start)?;
    // The rows that have all characters that are there.
    let mut rows = rows.chunks(LENGTH - TABLE).filter_map(|axes| row(axes, rest));
    let mut open = rows.next()?;
    for other in rows {
        for (part, other) in open.iter_mut().zip(other) {
            let new = other
                .labels
                .into_iter()
                .filter(|label| !part.labels.contains(label));
            let new: Vec<String> = new.collect();
            part.labels.extend(new);
        }
    }
    parts.extend(open);
    Some(parts)
}

/// The parts that the characters are in a row, if it has all of them.
fn row(axes: &[&NoteGroup], characters: &str) -> Option<Vec<Part>> {
    let parts = axes.iter().zip(characters.chars()).map(|(group, character)| {
        let (axis, values) = group.named();
        let value = values.iter().find(|value| value.label.starts_with(character))?;
        Some(Part {
            axis: axis.to_owned(),
            character,
            labels: vec![value.text.clone()],
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
