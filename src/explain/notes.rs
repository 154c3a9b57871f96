//! The notes of an entry, and those of each level above that apply to it.

use super::page::{Link, Note, NoteGroup};
use super::references::references;
use super::show::link;
use crate::engine::{AxesSet, Level, Row, Set, TabularSet};
use crate::format::notes::{GroupView, Kind, Notes};

/// The notes that apply: the entry's own, then those of each level above. A
/// note above about something else than what lies below it (its own inclusion
/// terms, where the index leads from it) is not repeated. `from` is
/// the entry itself if the page is that of something else.
pub(super) fn groups(set: &Set, row: Row, from: Option<Link>) -> Vec<NoteGroup> {
    match set {
        Set::Tabular(list) => noted(set, list, row, from),
        Set::Axes(axes) => named(set, axes, row),
    }
}

#[inline(never)]
fn noted(set: &Set, list: &TabularSet, row: Row, from: Option<Link>) -> Vec<NoteGroup> {
    let mut all = Vec::new();
    let mut level = Some(row.entry);
    while let Some(entry) = level {
        let own = entry == row.entry;
        let from = if own {
            from.clone()
        } else {
            Some(link(set, Row::of(entry)))
        };
        if own || set.level(Row::of(entry)) != Level::Set {
            all.extend(
                groups_of(list, entry, &from)
                    .into_iter()
                    .filter(|group| group.kind != Kind::Fact && (own || !group.kind.stays())),
            );
        }
        level = list.parent(entry);
    }
    all
}

/// What Medcode says of the levels that it names itself, the nearest first.
fn named(set: &Set, axes: &AxesSet, row: Row) -> Vec<NoteGroup> {
    let levels = std::iter::successors(Some(row), |&row| set.above(row));
    let group = |level: Row| {
        let text = axes.plain(level);
        let note = Note {
            label: String::new(),
            text,
            references: Vec::new(),
        };
        (!note.text.is_empty()).then(|| NoteGroup {
            kind: Kind::Plain,
            from: (level != row).then(|| link(set, level)),
            notes: vec![note],
        })
    };
    levels.filter_map(group).collect()
}

/// The groups under one entry, in the book's order. Without the notes, only
/// those that a search needs.
pub(super) fn groups_of(set: &TabularSet, entry: usize, from: &Option<Link>) -> Vec<NoteGroup> {
    let mut terms = set.list().terms_of(entry);
    let group = |kind, notes| NoteGroup {
        kind,
        from: from.clone(),
        notes,
    };
    let Some(notes) = set.notes() else {
        let terms: Vec<Note> = terms
            .map(|term| note(set, 0, set.list().terms.get(term)))
            .collect();
        let mut groups = Vec::new();
        if !terms.is_empty() {
            groups.push(group(Kind::InclusionTerm, terms));
        }
        if let Some(items) = seventh(set, entry) {
            groups.push(group(Kind::SeventhCharacter, items));
        }
        return groups;
    };
    notes
        .groups(entry)
        .map(|view| {
            let items = match view.kind {
                Kind::InclusionTerm => terms
                    .by_ref()
                    .take(view.count)
                    .map(|term| note(set, 0, set.list().terms.get(term)))
                    .collect(),
                Kind::SeventhCharacter => seventh(set, entry).unwrap_or_default(),
                _ => items(set, notes, view),
            };
            group(view.kind, items)
        })
        .collect()
}

fn items(set: &TabularSet, notes: &Notes, view: GroupView) -> Vec<Note> {
    let items = notes.items(view).map(|(label, text)| note(set, label, text));
    if view.kind != Kind::IndexCode {
        return items.collect();
    }
    // The cells of a table say what their columns are for.
    let headings = headings(set, notes);
    let named = |mut note: Note| {
        let heading = headings.iter().find(|heading| heading.label == note.label);
        note.label = heading.map(|heading| heading.text.clone()).unwrap_or_default();
        note
    };
    items.map(named).collect()
}

/// The headings of a table's columns, which stand at its set.
fn headings(set: &TabularSet, notes: &Notes) -> Vec<Note> {
    let columns = notes
        .groups(set.root().entry)
        .filter(|view| view.kind == Kind::Column);
    columns.flat_map(|view| items(set, notes, view)).collect()
}

/// The seventh characters that an entry defines, each with its meaning.
fn seventh(set: &TabularSet, entry: usize) -> Option<Vec<Note>> {
    let list = set.list();
    let at = list
        .defined
        .binary_search_by_key(&(entry as u32), |&(number, _)| number)
        .ok()?;
    let &(_, definition) = list.defined.get(at)?;
    let items = list.definitions.get(definition as usize)?;
    Some(
        items
            .iter()
            .map(|(label, text)| note(set, *label, text))
            .collect(),
    )
}

pub(super) fn note(set: &TabularSet, label: u8, text: &[u32]) -> Note {
    let text = set.list().words.text(text);
    let references = references(set, &text);
    let label = if label == 0 {
        String::new()
    } else {
        char::from(label).to_string()
    };
    Note {
        label,
        text,
        references,
    }
}
