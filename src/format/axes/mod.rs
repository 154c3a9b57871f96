//! A code set whose codes are put together from axes, as ICD-10-PCS: every code
//! has seven characters, the first three name a table, and each of the others
//! has a meaning of its own there. The titles of a table are put together from
//! the labels of those meanings.
//!
//! # What is stored
//! In the order of their codes, for each table
//! - its three characters,
//! - the words with which its titles begin (`Replacement`),
//! - its *slots*: which axes each depends on, and the words that join its label
//!   to what stands before it (` of` the body part, ` with` the device, `, ` the
//!   approach),
//! - which codes there are ([`nodes`]),
//! - for each slot and each value of its axes a label, which may be empty.
//!
//! A label nearly always is the one that the same character had before, in a
//! table of the same body system or of the same operation; that takes a small
//! part of a bit. A label that is new is coded as a text ([`super::phrases`]).
//! Titles that no such rule makes follow as exceptions, whole. Last come the
//! names of sections and body systems, which are Medcode's own words unless official
//! tables were among the sources.
//!
//! # In memory
//! As it is stored: titles are put together when they are asked for.

mod codec;
pub mod nodes;
mod read;
mod write;

use std::collections::BTreeMap;
use std::ops::Range;

use super::phrases::Texts;
use super::vocabulary::Vocabulary;
use crate::code::pcs::{LENGTH, TABLE, character, place};
use nodes::{END, Nodes, places};

pub use read::Reader;
pub use write::{Draft, DraftSlot, Named, Names, encode};

/// The axes that a table leaves open: the fourth to seventh character.
pub const AXES: usize = LENGTH - TABLE;
/// Bits of a place in the alphabet, in a [`Key`].
const PLACE_BITS: usize = 8;

/// The values of some axes: of each its place in the alphabet and one more, 0 for
/// an axis that does not matter; the fourth character's in the highest byte.
pub type Key = u32;
/// A label's number, doubled; one more if the words that join come before it.
pub type Value = u32;

/// The part of a table's titles that depends on the same axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Which axes, the fourth character's in the lowest bit.
    pub axes: u8,
    /// The words that join it to what stands before, as a label's number.
    pub joint: u32,
}

/// A table: the codes with the same first three characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The three characters.
    pub code: [u8; TABLE],
    /// The words with which its titles begin, as a label's number.
    pub lead: u32,
    /// The number of its first code.
    pub first: u32,
    /// Where its codes go on.
    pub root: u32,
    /// Which layout its titles have.
    layout: u32,
    /// The number of its first slot among those of all tables.
    slots: u32,
}

/// A name: Medcode's own words, or the official label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The characters that it names.
    pub prefix: Vec<u8>,
    /// The name, as a text's number.
    label: u32,
    /// What that is, in a sentence, as a text's number.
    plain: u32,
}

/// A whole set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Axes {
    /// The words of its texts.
    pub words: Vocabulary,
    /// All labels; number 0 is empty.
    pub labels: Texts,
    /// The tables by their characters.
    pub tables: Vec<Table>,
    /// Which characters may follow which.
    pub nodes: Nodes,
    layouts: Vec<Vec<Slot>>,
    /// The keys of all slots of all tables, ascending within a slot, each slot's end.
    keys: Vec<Key>,
    values: Vec<Value>,
    slot_ends: Vec<u32>,
    /// Codes whose titles follow no rule, ascending, and their titles.
    exceptions: Vec<u32>,
    irregular: Texts,
    names: Vec<Name>,
    /// Whether the names are the official labels, of the tables that a user has
    /// brought, rather than Medcode's own words. What they are is always said in these.
    pub official_names: bool,
    /// What the names say.
    sayings: Texts,
    count: u32,
}

/// The part of a key that belongs to some axes.
pub fn masked(key: Key, axes: u8) -> Key {
    (0..AXES)
        .filter(|axis| axes >> axis & 1 == 1)
        .fold(0, |all, axis| all | key & at_axis(u32::from(u8::MAX), axis))
}

/// A number at an axis' place in a key.
pub fn at_axis(number: u32, axis: usize) -> Key {
    number << (PLACE_BITS * (AXES - 1 - axis))
}

/// The key of the characters behind a table's; none if one of them is in no code.
pub fn key(characters: &[u8]) -> Option<Key> {
    let mut key = 0;
    for (axis, &character) in characters.iter().enumerate().take(AXES) {
        key |= at_axis(place(character)? + 1, axis);
    }
    Some(key)
}

/// The place in the alphabet that a key has at an axis.
pub fn place_at(key: Key, axis: usize) -> Option<u32> {
    (key >> (PLACE_BITS * (AXES - 1 - axis)) & u32::from(u8::MAX)).checked_sub(1)
}

impl Axes {
    /// A set without tables.
    fn empty(words: Vocabulary) -> Self {
        let mut labels = Texts::default();
        labels.push(&[]);
        Axes {
            words,
            labels,
            ..Axes::default()
        }
    }

    /// The number of codes.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether there are no codes.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The table with these characters.
    pub fn table(&self, code: &[u8]) -> Option<&Table> {
        let at = self
            .tables
            .binary_search_by(|table| table.code[..].cmp(code))
            .ok()?;
        self.tables.get(at)
    }

    /// The table of the code with this number.
    fn table_of(&self, number: u32) -> Option<&Table> {
        let at = self.tables.partition_point(|table| table.first <= number);
        self.tables.get(at.checked_sub(1)?)
    }

    /// The code with this number in the order of codes.
    pub fn code(&self, number: u32) -> Option<[u8; LENGTH]> {
        let table = self.table_of(number)?;
        let mut code = [0; LENGTH];
        let (start, rest) = code.split_at_mut(TABLE);
        start.copy_from_slice(&table.code);
        let (mut node, mut left) = (table.root, number.checked_sub(table.first)?);
        for slot in rest {
            let (place, child, behind) = self.nodes.nth(node, left)?;
            *slot = character(place);
            (node, left) = (child, behind);
        }
        Some(code)
    }

    /// The numbers of the codes that begin with these characters.
    pub fn range(&self, prefix: &[u8]) -> Range<u32> {
        if prefix.len() < TABLE {
            let first = |at: usize| self.tables.get(at).map_or(self.count, |table| table.first);
            let start = self.tables.partition_point(|table| table.code[..] < *prefix);
            let behind = |table: &Table| table.code.get(..prefix.len()) <= Some(prefix);
            return first(start)..first(self.tables.partition_point(behind));
        }
        match self.node(prefix) {
            Some((_, node, number)) => number..number + self.nodes.count(node),
            None => 0..0,
        }
    }

    /// The table of some characters, the node behind them and the number of the
    /// first code there.
    fn node(&self, prefix: &[u8]) -> Option<(&Table, u32, u32)> {
        let (start, rest) = prefix.split_at_checked(TABLE)?;
        let table = self.table(start)?;
        let (mut node, mut number) = (table.root, table.first);
        for &character in rest {
            let place = place(character)?;
            number += self.nodes.before(node, place);
            node = self.nodes.child(node, place)?;
        }
        Some((table, node, number))
    }

    /// The number of a whole code.
    pub fn find(&self, code: &[u8]) -> Option<u32> {
        let (_, node, number) = self.node(code)?;
        (node == END).then_some(number)
    }

    /// The characters that may follow these, in order.
    pub fn next(&self, prefix: &[u8]) -> Vec<u8> {
        if prefix.len() >= TABLE {
            let bits = self.node(prefix).map_or(0, |(_, node, _)| self.nodes.next(node));
            return places(bits).map(character).collect();
        }
        let below = |table: &&Table| table.code.starts_with(prefix);
        let next = |table: &Table| table.code.get(prefix.len()).copied();
        let start = self.tables.partition_point(|table| table.code[..] < *prefix);
        let tables = self.tables.iter().skip(start).take_while(below);
        let mut found: Vec<u8> = tables.filter_map(next).collect();
        found.dedup();
        found
    }

    /// The slots of a table, each with the range of its keys and values.
    pub fn slots(&self, table: &Table) -> impl Iterator<Item = (Slot, Range<usize>)> {
        let layout = self.layouts.get(table.layout as usize);
        let first = table.slots as usize;
        layout.into_iter().flatten().enumerate().map(move |(at, &slot)| {
            let end = |slot: usize| self.slot_ends.get(slot).copied().unwrap_or(0) as usize;
            let start = (first + at).checked_sub(1).map_or(0, end);
            (slot, start..end(first + at))
        })
    }

    /// The values of a slot with their keys.
    pub fn values(&self, range: Range<usize>) -> impl Iterator<Item = (Key, Value)> {
        let keys = self.keys.get(range.clone()).unwrap_or(&[]);
        let values = self.values.get(range).unwrap_or(&[]);
        keys.iter().copied().zip(values.iter().copied())
    }

    /// The value of a slot for the axes of a code.
    pub fn value(&self, slot: Slot, range: &Range<usize>, key: Key) -> Option<Value> {
        let keys = self.keys.get(range.clone())?;
        let at = keys.binary_search(&masked(key, slot.axes)).ok()?;
        self.values.get(range.start + at).copied()
    }

    /// In how many titles each label stands.
    pub fn label_uses(&self) -> Vec<u32> {
        let mut uses = vec![0u32; self.labels.len()];
        let mut add = |label: u32, more: u32| {
            if let Some(uses) = uses.get_mut(label as usize) {
                *uses = uses.saturating_add(more);
            }
        };
        for table in &self.tables {
            add(table.lead, self.nodes.count(table.root));
            let counts = self.nodes.uses(table.root);
            for (slot, range) in self.slots(table) {
                let single = slot
                    .axes
                    .is_power_of_two()
                    .then(|| slot.axes.trailing_zeros() as usize);
                let several = match single {
                    Some(_) => BTreeMap::new(),
                    None => codec::keys(&self.nodes, table.root, slot.axes),
                };
                for (key, value) in self.values(range) {
                    let count = match single {
                        Some(axis) => place_at(key, axis)
                            .and_then(|place| counts.get(axis)?.get(place as usize))
                            .copied(),
                        None => several.get(&key).copied(),
                    };
                    let count = count.unwrap_or(0);
                    add(value >> 1, count);
                    if value & 1 == 1 {
                        add(slot.joint, count);
                    }
                }
            }
        }
        uses
    }

    /// The official title of the code with this number, as form numbers.
    pub fn title(&self, number: u32) -> Vec<u32> {
        if let Ok(at) = self.exceptions.binary_search(&number) {
            return self.irregular.get(at).to_vec();
        }
        self.composed(number)
    }

    /// The codes whose titles follow no rule, ascending.
    pub fn exceptions(&self) -> &[u32] {
        &self.exceptions
    }

    /// The titles of those codes; empty for a code that no list gives one.
    pub fn irregular(&self) -> impl Iterator<Item = &[u32]> {
        self.irregular.iter()
    }

    /// The table of a code, and its characters behind the table's as a key.
    pub fn place(&self, number: u32) -> Option<(&Table, Key)> {
        let code = self.code(number)?;
        Some((self.table_of(number)?, key(code.get(TABLE..)?)?))
    }

    /// The title that the labels of a code make, whether it is the official one or not.
    pub fn composed(&self, number: u32) -> Vec<u32> {
        let mut title = Vec::new();
        let Some((table, key)) = self.place(number) else {
            return title;
        };
        self.join(&mut title, self.labels.get(table.lead as usize));
        for (slot, range) in self.slots(table) {
            let value = self.value(slot, &range, key).unwrap_or(0);
            if value & 1 == 1 {
                self.join(&mut title, self.labels.get(slot.joint as usize));
            }
            self.join(&mut title, self.labels.get(value as usize >> 1));
        }
        title
    }

    /// Adds words to a title: behind a sign a blank must be said.
    fn join(&self, title: &mut Vec<u32>, more: &[u32]) {
        if let (Some(&last), Some(&first)) = (title.last(), more.first())
            && self.words.is_sign(last)
            && !self.words.is_sign(first)
            && !self.words.form(last).ends_with(' ')
        {
            title.push(self.words.blank());
        }
        title.extend_from_slice(more);
    }

    /// The official words for the last of these characters, as they stand in the
    /// titles of their table; empty if the titles do not name it, or not by itself.
    pub fn label(&self, prefix: &[u8]) -> Vec<u32> {
        let mut label = Vec::new();
        let Some((start, rest)) = prefix.split_at_checked(TABLE) else {
            return label;
        };
        let Some((table, key)) = self.table(start).zip(key(rest)) else {
            return label;
        };
        if rest.is_empty() {
            label.extend_from_slice(self.labels.get(table.lead as usize));
        }
        for (slot, range) in self.slots(table) {
            // The last axis of the slot is the one asked for.
            if slot.axes >> rest.len() != 0 || slot.axes >> rest.len().saturating_sub(1) != 1 {
                continue;
            }
            let value = self.value(slot, &range, key).unwrap_or(0);
            let words = self.labels.get(value as usize >> 1);
            if !label.is_empty() && value & 1 == 1 {
                self.join(&mut label, self.labels.get(slot.joint as usize));
            }
            self.join(&mut label, words);
        }
        label
    }

    /// What Medcode calls these characters, and what that is in a sentence.
    pub fn name(&self, prefix: &[u8]) -> Option<(&[u32], &[u32])> {
        let at = self
            .names
            .binary_search_by(|name| name.prefix[..].cmp(prefix))
            .ok()?;
        let name = self.names.get(at)?;
        Some((
            self.sayings.get(name.label as usize),
            self.sayings.get(name.plain as usize),
        ))
    }

    /// All names.
    pub fn names(&self) -> &[Name] {
        &self.names
    }
}
