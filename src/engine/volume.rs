//! A file of codes in memory: the list as it was read, what follows from it, and
//! the notes and facts that came later. One set may have it for itself; several
//! small ones share it and its words.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use fst::Map;

use super::entries::Work;
use super::ranges::Ranges;
use super::refine::Facets;
use super::scratch::Kept;
use super::set::{Row, TabularSet};
use super::shown::Shown;
use super::terms::Terms;
use super::tree::{NONE, Tree, extensions};
use crate::code::scheme::Scheme;
use crate::format::about::About;
use crate::format::facts::Facts;
use crate::format::notes::{Fact, Notes};
use crate::format::tabular::{Labelled, Tabular};

/// The most sets of one file: their number is the first byte of a code's key,
/// which must be a character by itself.
pub(super) const MAX_SETS: usize = 100;

/// A file of codes, opened.
pub struct TabularVolume {
    pub(super) checksum: u32,
    pub(super) list: Tabular,
    pub(super) tree: Tree,
    /// Codes, seventh characters multiplied out, to rows. A key is the number of
    /// its set in this file, as a byte, and the code without its dot.
    pub(super) codes: Map<Vec<u8>>,
    pub(super) terms: Terms,
    pub(super) notes: Option<Arc<Notes>>,
    pub(super) facts: Option<Arc<Facts>>,
    /// Whether a file of facts belongs to it.
    pub(super) has_facts: bool,
    pub(super) sets: Vec<Own>,
    /// What is shown of each entry.
    pub(super) shown: Vec<Shown>,
    /// What a search works with.
    pub(super) work: Kept<Work>,
    /// What numbers its texts mean; made when one is first asked for.
    pub(super) ranges: OnceLock<Ranges>,
    /// What entries can be narrowed by; made as the last step of opening.
    pub(super) facets: OnceLock<Facets>,
}

/// What a set has for itself.
pub(super) struct Own {
    pub(super) scheme: &'static Scheme,
    pub(super) about: About,
    /// Its entries; the first stands for the whole set.
    pub(super) entries: Range<usize>,
    /// Whether no later edition of the set is open.
    pub(super) current: bool,
}

impl TabularVolume {
    /// The set with this number.
    pub(super) fn set(&self, number: usize) -> Option<TabularSet<'_>> {
        let own = self.sets.get(number)?;
        Some(TabularSet {
            volume: self,
            number: number as u8,
            own,
        })
    }

    /// What its entries can be narrowed by.
    pub(super) fn facets(&self) -> &Facets {
        self.facets.get_or_init(|| Facets::of(self))
    }

    /// What numbers its texts mean without writing them.
    pub(super) fn ranges(&self) -> &Ranges {
        let says = |form| {
            self.terms
                .of_form(form)
                .map_or(0.0, |term| self.terms.weight(term))
        };
        self.ranges.get_or_init(|| Ranges::of(&self.list, says))
    }

    /// The number of the set that an entry belongs to.
    pub(super) fn set_of(&self, entry: usize) -> usize {
        self.sets.partition_point(|own| own.entries.end <= entry)
    }

    /// The number of entries, those for whole sets included.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// How many forms the vocabulary had when the file was opened; notes count on
    /// from there.
    pub(super) fn words_before_notes(&self) -> usize {
        self.terms.forms()
    }

    /// The entry above.
    pub(super) fn parent(&self, entry: usize) -> Option<usize> {
        self.tree
            .parents
            .get(entry)
            .copied()
            .filter(|&parent| parent != NONE)
            .map(|parent| parent as usize)
    }

    /// The entries directly below, in the book's order.
    pub(super) fn children(&self, entry: usize) -> impl Iterator<Item = usize> {
        let end = self.end(entry);
        let mut next = entry + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.end(child);
            (child < end).then_some(child)
        })
    }

    /// The number of the first entry behind all those below `entry`.
    fn end(&self, entry: usize) -> usize {
        self.tree
            .ends
            .get(entry)
            .map_or(self.len(), |&end| end as usize)
            .max(entry + 1)
    }

    pub(super) fn is_leaf(&self, entry: usize) -> bool {
        self.end(entry) == entry + 1
    }

    /// The seventh characters that an entry's codes take, in the book's order,
    /// with their meanings; none for an entry that takes none.
    pub(super) fn extensions(&self, entry: usize) -> impl Iterator<Item = &Labelled> {
        extensions(&self.list, self.definition(entry), entry)
    }

    pub(super) fn definition(&self, entry: usize) -> u32 {
        self.tree.definitions.get(entry).copied().unwrap_or(NONE)
    }

    /// Whether an entry's title is Medcode's own words.
    pub(super) fn is_own(&self, entry: usize) -> bool {
        self.list.own.get(entry).copied().unwrap_or(false)
    }

    /// What is known of a row.
    pub(super) fn facts_of(&self, row: Row) -> impl Iterator<Item = (Fact, &str)> {
        let first = self.tree.first_rows.get(row.entry).copied().unwrap_or(0) as usize;
        let extension = self
            .extensions(row.entry)
            .position(|(label, _)| *label == row.extension);
        let number = first + extension.map_or(0, |at| at + 1);
        self.facts.iter().flat_map(move |facts| facts.of(number))
    }

    /// The seventh character of each row, 0 for none, in the rows' order.
    pub(super) fn row_extensions(&self) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.tree.rows() as usize);
        for entry in 0..self.len() {
            all.push(0);
            all.extend(self.extensions(entry).map(|(label, _)| *label));
        }
        all
    }

    /// The row with this number.
    pub(super) fn row(&self, number: u32) -> Row {
        let entry = self
            .tree
            .first_rows
            .partition_point(|&first| first <= number)
            .saturating_sub(1);
        let first = self.tree.first_rows.get(entry).copied().unwrap_or(0);
        let extension = match number.checked_sub(first + 1) {
            Some(offset) => self
                .extensions(entry)
                .nth(offset as usize)
                .map_or(0, |(label, _)| *label),
            None => 0,
        };
        Row { entry, extension }
    }
}
