//! The notes of a tabular list: for each entry the groups of notes that the
//! book prints under it, in the book's order.
//!
//! Inclusion terms and seventh characters are told by the tabular part, because
//! a search needs them; here only their place among the other groups is kept.

mod codec;
mod fact;
mod kind;

use super::phrases::Texts;
use super::tabular::Labelled;

pub use codec::{Reader, encode};
pub use fact::Fact;
pub use kind::Kind;

/// Notes of one kind that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their kind.
    pub kind: Kind,
    /// How many there are; for a tabular kind, how many of that part's texts.
    pub count: usize,
    /// Their texts as form numbers, each with its label (0 for none).
    pub items: Vec<Labelled>,
}

/// All groups of a tabular list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    groups: Vec<(Kind, u32)>,
    /// Where each entry's groups end.
    ends: Vec<u32>,
    /// Number of the first text of each group.
    starts: Vec<u32>,
    texts: Texts,
    labels: Vec<u8>,
}

/// A group as it is read: kind, count, and the range of its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupView {
    /// The kind of its notes.
    pub kind: Kind,
    /// How many there are.
    pub count: usize,
    first: usize,
}

impl Notes {
    /// The groups of an entry, in the book's order.
    pub fn groups(&self, entry: usize) -> impl Iterator<Item = GroupView> {
        let end = self.ends.get(entry).copied().unwrap_or(0) as usize;
        let start = match entry.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        let groups = self.groups.get(start..end).unwrap_or(&[]);
        let starts = self.starts.get(start..end).unwrap_or(&[]);
        groups
            .iter()
            .zip(starts)
            .map(|(&(kind, count), &first)| GroupView {
                kind,
                count: count as usize,
                first: first as usize,
            })
    }

    /// The texts of a group with their labels; none for a tabular kind.
    pub fn items(&self, group: GroupView) -> impl Iterator<Item = (u8, &[u32])> {
        let count = if group.kind.is_tabular() { 0 } else { group.count };
        (group.first..group.first + count)
            .map(|at| (self.labels.get(at).copied().unwrap_or(0), self.texts.get(at)))
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
