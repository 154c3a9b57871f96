//! What the official tables say of each character of a procedure code, where a
//! user has brought them: what the axis is called, what the value means in the row
//! that the code is of, and how that is defined.

use serde::Serialize;

use super::notes::groups_of;
use super::page::{Link, NoteGroup, Page};
use crate::code::pcs::{self, LENGTH, TABLE};
use crate::engine::{Book, Row, TabularSet};
use crate::format::notes::Kind;

/// The sets with the tables and the definitions.
const TABLES: &str = "icd10pcs_tables";
const DEFINITIONS: &str = "icd10pcs_definitions";
/// Between the labels of a code that has no title.
const AND: &str = "; ";

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
    let parts = set(book, TABLES).and_then(|tables| Table::of(&tables, code)?.parts(code));
    let mut parts = parts.unwrap_or_default();
    if let Some(definitions) = set(book, DEFINITIONS) {
        for (place, part) in (1..).zip(&mut parts) {
            let labels = part.labels.iter();
            let terms = labels.filter_map(|label| defined(&definitions, code, place, label));
            part.groups = terms.flatten().collect();
        }
    }
    parts
}

/// Puts the official words into a page of the same edition: labels as the titles of
/// its levels, definitions among its notes. A code without a title is called by the
/// labels of its characters, which only Medcode puts beside each other.
pub(super) fn complete(book: &Book, page: &mut Page) {
    let tables = set(book, TABLES).filter(|tables| tables.about().edition == page.edition);
    let Some(tables) = tables.filter(|_| page.set == pcs::SET && page.listed) else {
        return;
    };
    let parts = parts(book, &page.code);
    let Some(table) = Table::of(&tables, &page.code).filter(|_| !parts.is_empty()) else {
        return;
    };
    // Of the levels above, the code itself says which row it is of.
    for link in &mut page.path {
        let part = link.code.len().checked_sub(1).and_then(|at| parts.get(at));
        if let Some([label]) = part.map(|part| &part.labels[..]) {
            label.clone_into(&mut link.title);
            link.own = false;
        }
    }
    let beside = [&mut page.previous, &mut page.next].into_iter().flatten();
    for Link { code, title, own, .. } in page.children.iter_mut().chain(beside) {
        name(&table, code, title, own);
    }
    name(&table, &page.code, &mut page.title, &mut page.own);
    for (piece, part) in page.anatomy.iter_mut().zip(&parts) {
        if let [label] = &part.labels[..] {
            label.clone_into(&mut piece.meaning);
            piece.own = false;
        }
    }
    let mut before = std::mem::take(&mut page.groups);
    for (at, part) in parts.into_iter().enumerate().rev() {
        let length = at + 1;
        let from = page
            .path
            .iter()
            .find(|link| link.code.len() == length && at + 1 < page.code.len());
        let said = part.groups.into_iter().map(|group| NoteGroup {
            from: from.cloned(),
            ..group
        });
        page.groups.extend(said);
        // What Medcode says of the same level comes behind it.
        let of_level = |group: &NoteGroup| {
            let code = group.from.as_ref().map_or(&page.code, |link| &link.code);
            code.len() == length
        };
        let (own, rest) = before.into_iter().partition(of_level);
        before = rest;
        page.groups
            .extend(<Vec<NoteGroup>>::into_iter(own).map(|group| NoteGroup {
                from: from.cloned(),
                ..group
            }));
    }
    page.groups.extend(before);
}

/// Calls the beginning of a code what its last character means, and a code without a
/// title what its characters mean.
fn name(table: &Table, code: &str, title: &mut String, own: &mut bool) {
    let Some(parts) = table.parts(code) else {
        return;
    };
    let labels: Vec<&str> = parts
        .iter()
        .flat_map(|part| &part.labels)
        .map(String::as_str)
        .collect();
    match parts.last().map(|part| &part.labels[..]) {
        Some([label]) if parts.len() < LENGTH => {
            label.clone_into(title);
            *own = false;
        }
        // Section and body system are said by what stands above.
        _ if parts.len() == LENGTH && *own => {
            *title = labels.get(TABLE - 1..).unwrap_or(&[]).join(AND);
        }
        _ => {}
    }
}

/// A set of entries that is open, by its name.
fn set<'a>(book: &'a Book, name: &str) -> Option<TabularSet<'a>> {
    let sets = book.sets();
    sets.iter().find(|set| set.scheme().set == name)?.tabular()
}

/// The values of a table: of three axes that name it, then of four a row.
struct Table {
    code: String,
    axes: Vec<NoteGroup>,
}

impl Table {
    /// The table of a code; of less than a table's name, the first that begins so.
    fn of(set: &TabularSet, code: &str) -> Option<Table> {
        let start = code
            .get(..TABLE.min(code.len()))
            .filter(|start| !start.is_empty())?;
        let list = set.list();
        let mut entries = set.entries();
        let entry = entries.find(|&entry| {
            let name = list.name(entry);
            name.len() == TABLE && name.starts_with(start.as_bytes())
        })?;
        let groups = groups_of(set, entry, &None).into_iter();
        Some(Table {
            code: String::from_utf8_lossy(list.name(entry)).into_owned(),
            axes: groups.filter(|group| group.kind == Kind::Values).collect(),
        })
    }

    /// The parts of a code of this table, or of a beginning of one.
    fn parts(&self, code: &str) -> Option<Vec<Part>> {
        let (start, rest) = code.split_at_checked(TABLE).unwrap_or((code, ""));
        if code.is_empty() || code.len() > LENGTH || !self.code.starts_with(start) {
            return None;
        }
        let (named, rows) = self.axes.split_at_checked(TABLE)?;
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
}

/// The parts that the characters are in a row, if it has all of them.
fn row(axes: &[NoteGroup], characters: &str) -> Option<Vec<Part>> {
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
