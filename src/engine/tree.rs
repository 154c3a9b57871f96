//! What follows from the order and depth of a list's entries: who is whose
//! parent, and which codes seventh characters multiply.

use crate::code::cm;
use crate::format::Fault;
use crate::format::tabular::{Labelled, Tabular};

use super::volume::Own;

/// No parent, no definition.
pub(super) const NONE: u32 = u32::MAX;
/// No edition has a tenth as many codes, seventh characters multiplied out.
const MAX_ROWS: u32 = 1 << 20;

/// What follows from the order and depth of the entries.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) parents: Vec<u32>,
    /// Number of the first entry after all below this one.
    pub(super) ends: Vec<u32>,
    /// For an entry whose codes take a seventh character: its definition.
    pub(super) definitions: Vec<u32>,
    /// Row number of each entry; its extensions follow it.
    pub(super) first_rows: Vec<u32>,
    rows: u32,
}

impl Tree {
    /// # Errors
    /// [`Fault::Damaged`] if seventh characters make more codes than any edition
    /// has: a small file could name millions.
    pub(super) fn of(list: &Tabular, sets: &[Own]) -> Result<Self, Fault> {
        let count = list.len();
        let mut tree = Tree {
            parents: Vec::with_capacity(count),
            ends: vec![count as u32; count],
            definitions: vec![NONE; count],
            first_rows: Vec::with_capacity(count),
            rows: 0,
        };
        let mut above: Vec<(u32, u32)> = Vec::new();
        let mut sets = sets.iter().peekable();
        for entry in 0..count {
            sets.next_if(|own| own.entries.end <= entry);
            let depth = usize::from(list.depths.get(entry).copied().unwrap_or(0));
            for (closed, _) in above.drain(depth.min(above.len())..) {
                if let Some(end) = tree.ends.get_mut(closed as usize) {
                    *end = entry as u32;
                }
            }
            let (parent, inherited) = above.last().copied().unwrap_or((NONE, NONE));
            let own = list
                .defined
                .binary_search_by_key(&(entry as u32), |&(number, _)| number);
            let definition = own
                .ok()
                .and_then(|at| list.defined.get(at))
                .map_or(inherited, |&(_, definition)| definition);
            tree.parents.push(parent);
            above.push((entry as u32, definition));
            tree.first_rows.push(tree.rows);
            tree.rows += 1;
            let leaf = list
                .depths
                .get(entry + 1)
                .is_none_or(|&next| usize::from(next) <= depth);
            if leaf
                && definition != NONE
                && list.name(entry).len() < cm::MAX_LENGTH
                && sets
                    .peek()
                    .is_some_and(|own| depth >= usize::from(own.scheme.first_code))
            {
                if let Some(slot) = tree.definitions.get_mut(entry) {
                    *slot = definition;
                }
                tree.rows += extensions(list, definition, entry).count() as u32;
            }
            if tree.rows > MAX_ROWS {
                return Err(Fault::Damaged("more codes than any edition has"));
            }
        }
        Ok(tree)
    }

    /// The number of rows, extensions included.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }
}

/// The seventh characters of an entry with their meanings.
pub(super) fn extensions(list: &Tabular, definition: u32, entry: usize) -> impl Iterator<Item = &Labelled> {
    let missing = list
        .missing
        .binary_search_by_key(&(entry as u32), |(number, _)| *number);
    let missing = missing
        .ok()
        .and_then(|at| list.missing.get(at))
        .map_or(&[][..], |(_, labels)| labels);
    let items = list
        .definitions
        .get(definition as usize)
        .map_or(&[][..], |items| items);
    items
        .iter()
        .filter(move |(label, _)| *label != 0 && !missing.contains(label))
}
