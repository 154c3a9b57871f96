//! Which notes of the book name a code, or a range around it.

use std::cmp::Ordering;

use serde::Serialize;

use super::names;
use super::notes::note;
use super::page::{Link, Note, Page};
use super::show::link;
use crate::code::cm;
use crate::engine::{Level, Row, Set, TabularSet};
use crate::format::notes::Kind;

/// A note elsewhere that names a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// The entry that it stands at.
    pub from: Link,
    /// Its kind.
    pub kind: Kind,
    /// It.
    pub note: Note,
}

/// The notes that name the code of a page, those that name the fewest other codes first.
/// Notes that stand at the code or above it are on its page anyway.
pub(super) fn mentions(set: &Set, list: &TabularSet, row: Row, page: &Page) -> Vec<Mention> {
    let Some(notes) = list
        .notes()
        .filter(|_| !matches!(page.level, Level::Set | Level::Chapter | Level::Block))
    else {
        return Vec::new();
    };
    let Some(category) = page.code.get(..cm::CATEGORY_LENGTH) else {
        return Vec::new();
    };
    let words = &list.list().words;
    // Only texts with this category, or with one before and one behind it, can name it.
    let ranks: Vec<Option<Ordering>> = words.forms().map(|form| rank(form, category)).collect();
    let may_name = |text: &[u32]| {
        let orders = || {
            text.iter()
                .filter_map(|&form| ranks.get(form as usize).copied().flatten())
        };
        let has = |wanted: Ordering| orders().any(|order| order == wanted);
        has(Ordering::Equal) || (has(Ordering::Less) && has(Ordering::Greater))
    };
    let mut above = vec![row.entry];
    above.extend(std::iter::successors(list.parent(row.entry), |&entry| {
        list.parent(entry)
    }));
    let mut found: Vec<(usize, usize, Mention)> = Vec::new();
    for entry in list.entries().filter(|entry| !above.contains(entry)) {
        for view in notes.groups(entry) {
            if view.kind.is_own() || view.kind.is_tabular() || view.kind == Kind::Fact {
                continue;
            }
            for (label, text) in notes.items(view).filter(|(_, text)| may_name(text)) {
                let note = note(list, label, text);
                let Some(width) = names::width(&note, &page.code) else {
                    continue;
                };
                let mention = Mention {
                    from: link(set, Row::of(entry)),
                    kind: view.kind,
                    note,
                };
                found.push((width, found.len(), mention));
            }
        }
    }
    found.sort_unstable_by_key(|&(width, at, _)| (width, at));
    found.into_iter().map(|(_, _, mention)| mention).collect()
}

/// How a word that is a category stands to another in the order of the book.
fn rank(form: &str, category: &str) -> Option<Ordering> {
    let mut bytes = form.bytes();
    let is_category = form.len() == cm::CATEGORY_LENGTH
        && bytes.next().is_some_and(|first| first.is_ascii_uppercase())
        && bytes.next().is_some_and(|second| second.is_ascii_digit());
    is_category.then(|| form.cmp(category))
}
