//! Which codes there are: what may follow each character, shared wherever the
//! same may follow.
//!
//! A node says which characters may stand at one axis, in groups that lead to
//! the same node for the next axis. Many tables, and many body parts of a table,
//! share their nodes, so 78,638 codes are some 2,300 of them.

use super::AXES;
use crate::code::pcs::ALPHABET;
use crate::format::Fault;

/// The node behind the last character.
pub const END: u32 = 0;
/// No edition has a third as many codes.
pub(super) const MAX_CODES: u32 = 1 << 18;
/// Nor has any a tenth as many nodes or groups.
const MAX_GROUPS: usize = 1 << 16;

/// Characters (by their places in the alphabet, as bits) that lead to a node.
pub type Group = (u64, u32);

/// Nodes by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nodes {
    groups: Vec<Group>,
    /// Where each node's groups end.
    ends: Vec<u32>,
    /// How many codes go on from each node.
    counts: Vec<u32>,
}

impl Default for Nodes {
    fn default() -> Self {
        Nodes {
            groups: Vec::new(),
            ends: vec![0],
            counts: vec![1],
        }
    }
}

/// The places that bits stand for, ascending.
pub fn places(bits: u64) -> impl Iterator<Item = u32> {
    let mut left = bits;
    std::iter::from_fn(move || {
        let place = left.trailing_zeros();
        left &= left.checked_sub(1)?;
        Some(place)
    })
}

impl Nodes {
    /// Adds a node.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if more codes would go on from it than any edition has.
    pub fn push(&mut self, groups: &[Group]) -> Result<u32, Fault> {
        let mut count = 0u32;
        for &(bits, child) in groups {
            let more = bits.count_ones().saturating_mul(self.count(child));
            count = count.saturating_add(more);
        }
        if count > MAX_CODES || self.groups.len() + groups.len() > MAX_GROUPS {
            return Err(Fault::Damaged("more codes than any edition has"));
        }
        self.groups.extend_from_slice(groups);
        self.ends.push(self.groups.len() as u32);
        self.counts.push(count);
        Ok(self.counts.len() as u32 - 1)
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there is no node but the last.
    pub fn is_empty(&self) -> bool {
        self.counts.len() <= 1
    }

    /// The groups of a node.
    pub fn groups(&self, node: u32) -> &[Group] {
        let end = self.ends.get(node as usize).copied().unwrap_or(0) as usize;
        let start = match (node as usize).checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.groups.get(start..end).unwrap_or(&[])
    }

    /// All characters that may follow, as bits.
    pub fn next(&self, node: u32) -> u64 {
        self.groups(node).iter().fold(0, |all, (bits, _)| all | bits)
    }

    /// The node behind a character.
    pub fn child(&self, node: u32, place: u32) -> Option<u32> {
        let group = self.groups(node).iter().find(|(bits, _)| bits >> place & 1 == 1);
        group.map(|&(_, child)| child)
    }

    /// How many codes go on from a node.
    pub fn count(&self, node: u32) -> u32 {
        self.counts.get(node as usize).copied().unwrap_or(0)
    }

    /// How many of them go on with a lesser character.
    pub fn before(&self, node: u32, place: u32) -> u32 {
        let lesser = (1u64 << place) - 1;
        let of = |&(bits, child): &Group| (bits & lesser).count_ones() * self.count(child);
        self.groups(node).iter().map(of).sum()
    }

    /// The characters that the codes behind a node have, axis by axis, as bits.
    pub fn reach(&self, root: u32) -> [u64; AXES] {
        let mut reach = [0; AXES];
        let mut front = vec![root];
        for reach in &mut reach {
            let mut next: Vec<u32> = Vec::new();
            for &(bits, child) in front.iter().flat_map(|&node| self.groups(node)) {
                *reach |= bits;
                if !next.contains(&child) {
                    next.push(child);
                }
            }
            front = next;
        }
        reach
    }

    /// How many of the codes behind a node have each character, axis by axis.
    pub fn uses(&self, root: u32) -> [[u32; ALPHABET.len()]; AXES] {
        let mut uses = [[0; ALPHABET.len()]; AXES];
        let mut front = vec![(root, 1u32)];
        for uses in &mut uses {
            let mut next: Vec<(u32, u32)> = Vec::new();
            for (node, ways) in front {
                for &(bits, child) in self.groups(node) {
                    for place in places(bits) {
                        if let Some(count) = uses.get_mut(place as usize) {
                            *count += ways * self.count(child);
                        }
                    }
                    let ways = ways * bits.count_ones();
                    match next.iter_mut().find(|(known, _)| *known == child) {
                        Some((_, known)) => *known += ways,
                        None => next.push((child, ways)),
                    }
                }
            }
            front = next;
        }
        uses
    }

    /// The character by which the code with this number among those of a node goes
    /// on, the node behind it, and the number among that one's.
    pub fn nth(&self, node: u32, number: u32) -> Option<(u32, u32, u32)> {
        let mut left = number;
        for place in places(self.next(node)) {
            let child = self.child(node, place)?;
            match left.checked_sub(self.count(child)) {
                Some(rest) => left = rest,
                None => return Some((place, child, left)),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_belong_together() {
        let mut nodes = Nodes::default();
        let last = nodes.push(&[(0b1010, END)]).unwrap();
        let other = nodes.push(&[(0b1, END)]).unwrap();
        // Characters 0 and 5 have two codes each, character 3 one.
        let first = nodes.push(&[(0b10_0001, last), (0b1000, other)]).unwrap();
        assert_eq!(nodes.count(first), 5);
        let spelt: Vec<(u32, u32)> = (0..5)
            .map(|number| {
                let (one, node, rest) = nodes.nth(first, number).unwrap();
                let (two, end, left) = nodes.nth(node, rest).unwrap();
                assert_eq!((end, left), (END, 0));
                let back = nodes.before(first, one) + nodes.before(node, two);
                assert_eq!(back, number);
                (one, two)
            })
            .collect();
        assert_eq!(spelt, [(0, 1), (0, 3), (3, 0), (5, 1), (5, 3)]);
        assert_eq!(nodes.nth(first, 5), None);
        assert_eq!(places(nodes.next(first)).collect::<Vec<_>>(), [0, 3, 5]);
    }

    #[test]
    fn a_few_nodes_do_not_stand_for_millions_of_codes() {
        let mut nodes = Nodes::default();
        let mut node = END;
        let fault = (0..4).find_map(|_| match nodes.push(&[((1 << 34) - 1, node)]) {
            Ok(next) => {
                node = next;
                None
            }
            Err(fault) => Some(fault),
        });
        assert_eq!(fault, Some(Fault::Damaged("more codes than any edition has")));
    }
}
