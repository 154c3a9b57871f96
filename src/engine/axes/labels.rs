//! Which words of a query the labels have, and what that is worth.

use std::collections::BTreeMap;

use super::AxesVolume;
use crate::engine::candidates::{Lookup, Matched};
use crate::engine::score::{Asked, Worth};
use crate::format::axes::{Slot, Value};

/// The most words of a query.
pub(super) const WORDS: usize = 16;
/// Above the bits of the words stand those of the sides that a label names.
pub(super) const SIDES: u32 = 7 << WORDS;
/// Which words name them, in the order of their bits.
const SIDE_WORDS: [&str; 3] = ["right", "left", "bilateral"];
/// A word that a label has: its number in the query, and what it adds to what the
/// title has of the query, and to what the query has of the title.
#[derive(Clone, Copy)]
pub(super) struct Has {
    pub(super) word: u8,
    pub(super) query: f32,
    pub(super) text: f32,
}

/// Which words the labels have.
pub(super) struct Labels {
    /// Of each label the number of its words in `having`, and one more; 0 for none.
    numbers: Vec<u16>,
    having: Vec<Vec<Has>>,
    /// Of each label its words, as bits.
    bits: Vec<u32>,
    /// Of each term the words that may stand for it.
    terms: BTreeMap<u32, Vec<Has>>,
    /// The terms that name sides, and their bits.
    sides: Vec<(u32, u32)>,
}

impl Labels {
    pub(super) fn of(volume: &AxesVolume, asked: &Asked, matched: &[Matched]) -> Self {
        let mut labels = Labels {
            numbers: vec![0; volume.axes.labels.len()],
            having: Vec::new(),
            bits: vec![0; volume.axes.labels.len()],
            terms: BTreeMap::new(),
            sides: Vec::new(),
        };
        for (bit, word) in (WORDS..).zip(SIDE_WORDS) {
            let Some(term) = volume.terms.map().get(word) else {
                continue;
            };
            labels.sides.push((term as u32, 1 << bit));
            for &label in volume.terms.labels(term as u32) {
                if let Some(bits) = labels.bits.get_mut(label as usize) {
                    *bits |= 1 << bit;
                }
            }
        }
        for (word, (matched, &weight)) in (0u8..).zip(matched.iter().zip(&asked.weights)).take(WORDS) {
            for candidate in &matched.candidates {
                let has = Has {
                    word,
                    query: weight * candidate.quality,
                    text: volume.terms.weight(candidate.term) * candidate.quality,
                };
                labels.terms.entry(candidate.term).or_default().push(has);
                for &label in volume.terms.labels(candidate.term) {
                    labels.add(label, has);
                }
            }
        }
        labels
    }

    /// Adds a word to a label, unless it has it already: the better come first.
    fn add(&mut self, label: u32, has: Has) {
        let Some(number) = self.numbers.get_mut(label as usize) else {
            return;
        };
        if *number == 0 {
            // There are fewer labels than a u16 counts, or the rest goes unseen.
            let Ok(next) = u16::try_from(self.having.len() + 1) else {
                return;
            };
            self.having.push(Vec::new());
            *number = next;
        }
        if let Some(having) = self.having.get_mut(usize::from(*number) - 1)
            && having.iter().all(|known| known.word != has.word)
        {
            having.push(has);
            if let Some(bits) = self.bits.get_mut(label as usize) {
                *bits |= 1 << has.word;
            }
        }
    }

    /// The words that a term may be.
    pub(super) fn of_term(&self, term: u32) -> &[Has] {
        self.terms.get(&term).map_or(&[], |having| having)
    }

    /// The side that a term names, as a bit.
    pub(super) fn side_of_term(&self, term: u32) -> u32 {
        let side = self.sides.iter().find(|(known, _)| *known == term);
        side.map_or(0, |(_, bit)| *bit)
    }

    /// The words of a label, and the sides that it names.
    pub(super) fn bits(&self, label: u32) -> u32 {
        self.bits.get(label as usize).copied().unwrap_or(0)
    }

    /// The words of a value of a slot, with those that join it.
    pub(super) fn bits_of(&self, slot: Slot, value: Value) -> u32 {
        let joint = if value & 1 == 1 { self.bits(slot.joint) } else { 0 };
        joint | self.bits(value >> 1)
    }

    pub(super) fn words(&self, label: u32) -> &[Has] {
        let number = self.numbers.get(label as usize).copied().unwrap_or(0);
        let having = usize::from(number)
            .checked_sub(1)
            .and_then(|at| self.having.get(at));
        having.map_or(&[], |having| having)
    }
}

/// What is known of a title, or of the beginning of one, while its parts are gone
/// through.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) words: u32,
    pub(super) query: f32,
    pub(super) text: f32,
    pub(super) sum: f32,
}

impl Tally {
    pub(super) fn add(&mut self, having: &[Has]) {
        for has in having.iter().filter(|has| self.words >> has.word & 1 == 0) {
            self.query += has.query;
            self.text += has.text;
        }
        self.words |= bits(having);
    }

    pub(super) fn worth(&self) -> Worth {
        Worth {
            words: self.words & !SIDES,
            query: self.query,
            text: self.text,
            sum: self.sum,
        }
    }
}

pub(super) fn bits(having: &[Has]) -> u32 {
    having.iter().fold(0, |bits, has| bits | 1 << has.word)
}

/// The best that some parts of a title may add.
#[derive(Clone, Copy, Default)]
pub(super) struct Hope {
    pub(super) words: u32,
    pub(super) query: [f32; WORDS],
    pub(super) text: [f32; WORDS],
    /// The least that they say together.
    pub(super) sum: f32,
}

impl Hope {
    pub(super) fn see(&mut self, having: &[Has]) {
        for has in having {
            self.words |= 1 << has.word;
            let at = usize::from(has.word);
            for (known, more) in [(&mut self.query, has.query), (&mut self.text, has.text)] {
                if let Some(known) = known.get_mut(at) {
                    *known = known.max(more);
                }
            }
        }
    }

    /// Joins what other parts may add.
    pub(super) fn join(&mut self, other: &Hope) {
        self.words |= other.words;
        for (known, more) in self.query.iter_mut().zip(other.query) {
            *known = known.max(more);
        }
        for (known, more) in self.text.iter_mut().zip(other.text) {
            *known = known.max(more);
        }
        self.sum += other.sum;
    }
}
