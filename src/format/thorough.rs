//! What a thorough reading of texts does besides the guesses of `phrases.rs`: it
//! weighs more contexts, and where all guesses fail it tells words that come for
//! the first time from those that have been met, so that each is one of fewer.
//!
//! What it brings for HCPCS, whose titles took 103,900 bytes: contexts with weights
//! and words told apart 10 %, what codes that begin alike are about 0.5 %, names that
//! go on with their tens 2 %. Of the 116,100 bytes that codes and modifiers took then,
//! vocabulary included: weights by which contexts were seen 1.3 %, words numbered in
//! the order in which they are met 0.9 %, the guesses that failed as contexts 0.5 %,
//! what guesses agree and which was right before 0.4 %, twice as many groups 0.4 %,
//! titles without their capitals 1.9 %.
//!
//! Tried without gain: the elder's elder as the second text, longer histories (0.3 %
//! for a third more time), the last letters of the words around (0.3 %), odds that
//! learn from what slots say, slots of 32 bits, weights by how often each context was
//! seen, odds refined at the end (0.2 %), words spelt where they are first met instead
//! of in order, contexts that join the last word with the one expected or with the
//! title's first. Four times as many slots would bring 0.3 %, for 6 MB of memory.
//!
//! Never panics: every index is a node of a tree, by construction.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are nodes of a tree whose leaves are masked to its power of two"
)]

use super::coder::Coder;
use super::mixing::Mixing;
use super::model::hash;
use super::vocabulary::END;

/// Kinds of decisions of a thorough reading: a guess by its rank, whether a word is
/// new, the bits of its number, and from [`KIND_OTHER`] on what is not text.
const KIND_GUESS: u32 = 0;
const KIND_NEW: u32 = 16;
const KIND_NUMBER: u32 = 32;
const KIND_MEET: u32 = 64;
/// No guess had the token.
const NO_GUESS: u32 = 15;
/// Where the kinds begin that are free for what is coded between texts.
pub(super) const KIND_OTHER: u32 = 96;

/// What a thorough reading keeps besides.
pub(super) struct Thorough {
    mixing: Mixing,
    bits: u32,
    /// The forms that have been met in the texts so far, in that order: words that
    /// came first at about the same time are likely to come together again.
    met: Vec<u32>,
    /// Where each form is among them.
    places: Vec<u32>,
    unmet: Unmet,
    /// Whether the last words that no guess had were new, the latest in the lowest bit.
    new: u32,
    /// The latest that was.
    latest: u32,
    /// Which guess had the token before.
    had: u32,
    topics: [u32; 2],
}

/// What stands before and beside a token.
pub(super) struct Place {
    /// The sort of text, the token before, and what else tells which it may be.
    pub(super) contexts: [u32; 6],
    /// The one in its place in another text.
    pub(super) expected: u32,
    /// How the guesses from that text went.
    pub(super) record: u32,
}

impl Thorough {
    pub(super) fn new(bits: u32, forms: usize) -> Self {
        Thorough {
            mixing: Mixing::new(),
            bits,
            // A text's end is met from the first.
            met: vec![END],
            places: vec![0; 1 << bits],
            unmet: Unmet::new(bits, forms),
            new: 0,
            latest: END,
            had: NO_GUESS,
            topics: [0; 2],
        }
    }

    /// What texts are about from here on, the narrower first.
    pub(super) fn about(&mut self, topics: [u32; 2]) {
        self.topics = topics;
    }

    /// The model for what is not text.
    pub(super) fn mixing(&mut self) -> &mut Mixing {
        &mut self.mixing
    }

    /// Codes whether a guess of this rank is right; `agreement` tells which guesses are
    /// the same.
    pub(super) fn guess<C: Coder>(
        &mut self,
        coder: &mut C,
        rank: u32,
        [one, two, three, four]: [u32; 4],
        agreement: u32,
        right: bool,
    ) -> bool {
        let five = hash(&[0x46, rank, agreement, self.had]);
        // One that is always there: whether guesses are right at all, of late.
        let contexts = [one, two, three, four, five, 0];
        let right = self.mixing.bit(coder, KIND_GUESS + rank, contexts, right);
        if right {
            self.had = rank;
        }
        right
    }

    /// Codes a number that no guess had: whether it is new, and which it is of those
    /// that are new, or of those that have been met.
    pub(super) fn number<C: Coder>(&mut self, coder: &mut C, place: &Place, wanted: u32) -> u32 {
        self.had = NO_GUESS;
        let [kind, before, ..] = place.contexts;
        let [narrow, wide] = self.topics;
        let signs = [
            kind,
            before,
            hash(&[0x60, place.expected]),
            hash(&[0x61, place.record]),
            hash(&[0x62, self.new]),
            hash(&[0x63, narrow]),
        ];
        let new = self.unmet.any() && self.mixing.bit(coder, KIND_NEW, signs, self.unmet.has(wanted));
        self.new = (self.new << 1 | u32::from(new)) & 15;
        let mask = (1 << self.bits) - 1;
        if new {
            let beside = [self.latest, place.expected];
            self.latest = self.unmet.take(&mut self.mixing, coder, beside, wanted);
            self.places[self.latest as usize & mask] = self.met.len() as u32;
            self.met.push(self.latest);
            return self.latest;
        }
        let [one, two, three, four, five, six] = place.contexts;
        let contexts = [one, two, three, four, five, six, hash(&[0x65, wide])];
        let end = self.met.len() as u32;
        let wanted = self.places[wanted as usize & mask];
        let at = self
            .mixing
            .symbol(coder, KIND_NUMBER, self.bits, contexts, end, wanted);
        self.met[at as usize]
    }
}

/// Which forms have not been met in the texts so far, as counts for each node of the
/// tree of their numbers: the root is 1, the children of n are 2n and 2n+1.
struct Unmet {
    bits: u32,
    counts: Vec<u32>,
}

impl Unmet {
    /// All of `forms` but the one that ends a text.
    fn new(bits: u32, forms: usize) -> Self {
        let mut unmet = Unmet {
            bits,
            counts: vec![0; 2 << bits],
        };
        for form in 1..forms.min(1 << bits) as u32 {
            for node in unmet.path(form) {
                unmet.counts[node] += 1;
            }
        }
        unmet
    }

    /// The nodes from a form's own up to the root.
    fn path(&self, form: u32) -> impl Iterator<Item = usize> + use<> {
        let leaf = 1usize << self.bits | (form as usize & ((1 << self.bits) - 1));
        (0..=self.bits).map(move |up| leaf >> up)
    }

    fn has(&self, form: u32) -> bool {
        self.path(form).next().is_some_and(|leaf| self.counts[leaf] > 0)
    }

    fn any(&self) -> bool {
        self.counts[1] > 0
    }

    /// Codes a form that is met for the first time: each of those left is as likely,
    /// but for those near the ones `beside` it, the one met before it and the one in
    /// its place in another text. (In alphabetic indexes new words come in order.)
    fn take<C: Coder>(&mut self, mixing: &mut Mixing, coder: &mut C, beside: [u32; 2], form: u32) -> u32 {
        let mut node = 1usize;
        for i in (0..self.bits).rev() {
            let (all, right) = (self.counts[node], self.counts[2 * node + 1]);
            let bit = if right == 0 || right == all {
                right > 0
            } else {
                // Whether the bits so far are those of the form beside, and its next.
                let mut which = 0;
                let contexts = beside.map(|other| {
                    which += 1;
                    let path = 1usize << self.bits | other as usize;
                    let next = (path >> (i + 1) == node).then_some(path >> i & 1);
                    hash(&[0x71, which, i, next.map_or(2, |next| next as u32)])
                });
                let odds = (u64::from(right) << 16) / u64::from(all);
                mixing.bit_beside(coder, KIND_MEET + i, contexts, odds as u32, form >> i & 1 == 1)
            };
            node = 2 * node + usize::from(bit);
        }
        let form = node as u32 & ((1 << self.bits) - 1);
        for node in self.path(form) {
            self.counts[node] -= 1;
        }
        form
    }
}
