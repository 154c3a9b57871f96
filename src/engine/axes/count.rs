//! How many titles a query matches: counted for all codes at once that are alike as
//! far as its words go.

use std::ops::Range;

use super::labels::SIDES;
use super::search::{Promising, Search, last_axis};
use crate::code::pcs;
use crate::format::axes::nodes::places;
use crate::format::axes::{AXES, Key, Slot, at_axis, place_at};

impl Search<'_> {
    /// Tells of titles of a table that have most of the words, which words and sides
    /// those have, as far as that matters, and how many they are.
    pub(super) fn count(&self, of: &Promising, mut tell: impl FnMut(u32, u32)) {
        let nodes = &self.volume.axes.nodes;
        let said = self.said(of);
        let [first, ..] = said.words;
        let sides = said.later.iter().chain(&first).fold(0, |all, words| all | words) & SIDES;
        if self.enough(of.start.words) && sides == 0 {
            return tell(of.start.words, nodes.count(of.table.root));
        }
        let mut front = vec![Alike {
            node: of.table.root,
            key: 0,
            words: of.start.words,
            ways: 1,
        }];
        for axis in 0..AXES {
            let keeps = said.needed >> axis & 1 == 1;
            let here = said.words.get(axis);
            let here = |place: u32| {
                here.and_then(|words| words.get(place as usize))
                    .copied()
                    .unwrap_or(0)
            };
            let later = said.later.get(axis).copied().unwrap_or(0);
            let mut next: Vec<Alike> = Vec::new();
            for alike in &front {
                for &(bits, child) in nodes.groups(alike.node) {
                    let mut left = bits;
                    while left != 0 {
                        let place = left.trailing_zeros();
                        // All characters of the group that have the same words, unless
                        // it matters which it is.
                        let same = match keeps {
                            true => 1 << place,
                            false => places(left)
                                .filter(|&other| here(other) == here(place))
                                .fold(0u64, |bits, other| bits | 1 << other),
                        };
                        left &= !same;
                        let key = match keeps {
                            true => alike.key | at_axis(place + 1, axis),
                            false => alike.key,
                        };
                        let words = alike.words | here(place) | self.complete(of, axis, key, keeps);
                        let ways = alike.ways * same.count_ones();
                        if self.enough(words) && later & SIDES == 0 {
                            tell(words, ways * nodes.count(child));
                        } else if self.enough(words | later) {
                            add(
                                &mut next,
                                Alike {
                                    node: child,
                                    key,
                                    words,
                                    ways,
                                },
                            );
                        }
                    }
                }
            }
            front = next;
        }
    }

    /// The words of the slots that depend on several axes and are complete with this.
    fn complete(&self, of: &Promising, axis: usize, key: Key, keeps: bool) -> u32 {
        let complete = |(slot, _): &&(Slot, Range<usize>)| {
            keeps && !slot.axes.is_power_of_two() && last_axis(*slot) == axis
        };
        let slots = of.slots.iter().filter(complete);
        slots.fold(0, |bits, (slot, range)| {
            let value = self.volume.axes.value(*slot, range, key).unwrap_or(0);
            bits | self.labels.bits_of(*slot, value)
        })
    }

    /// Which words the characters of a table have.
    fn said(&self, of: &Promising) -> Said {
        let mut said = Said {
            words: [[0; pcs::ALPHABET.len()]; AXES],
            needed: 0,
            later: [0; AXES],
        };
        for (slot, range) in &of.slots {
            let axis = last_axis(*slot);
            for (key, value) in self.volume.axes.values(range.clone()) {
                let bits = self.labels.bits_of(*slot, value);
                if bits == 0 {
                    continue;
                }
                for later in said.later.iter_mut().take(axis) {
                    *later |= bits;
                }
                if !slot.axes.is_power_of_two() {
                    said.needed |= slot.axes;
                    continue;
                }
                let words = place_at(key, axis).and_then(|at| said.words.get_mut(axis)?.get_mut(at as usize));
                if let Some(words) = words {
                    *words |= bits;
                }
            }
        }
        said
    }
}

/// Which words the characters of a table have, axis by axis.
struct Said {
    words: [[u32; pcs::ALPHABET.len()]; AXES],
    /// The axes whose characters must be known for slots that depend on several.
    needed: u8,
    /// The words that axes behind each may add.
    later: [u32; AXES],
}

/// Beginnings of codes that are alike as far as words go.
struct Alike {
    /// Where they go on.
    node: u32,
    /// Those of their characters that matter.
    key: Key,
    words: u32,
    /// How many they are.
    ways: u32,
}

fn add(all: &mut Vec<Alike>, one: Alike) {
    let same = |known: &&mut Alike| (known.node, known.key, known.words) == (one.node, one.key, one.words);
    match all.iter_mut().find(same) {
        Some(known) => known.ways += one.ways,
        None => all.push(one),
    }
}
