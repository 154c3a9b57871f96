//! What a thorough reading of texts does besides the guesses of `phrases.rs`: it
//! weighs more contexts, and where all guesses fail it tells words that come for
//! the first time from those that have been met, so that each is one of fewer.
//!
//! What it brings for HCPCS, whose titles took 103,900 bytes: contexts with weights
//! and words told apart 10 %, what codes that begin alike are about 0.5 %, names that
//! go on with their tens 2 %. Tried without gain: the elder's elder as the second text,
//! longer histories (0.3 % for a third more time), leaving out the guesses that failed
//! (0.2 %), the last letters of the words around (0.3 %), odds that learn from what
//! slots say.
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
/// Where the kinds begin that are free for what is coded between texts.
pub(super) const KIND_OTHER: u32 = 96;

/// What a thorough reading keeps besides.
pub(super) struct Thorough {
    mixing: Mixing,
    met: Met,
    /// Whether the last words that no guess had were new, the latest in the lowest bit.
    new: u32,
    /// The latest that was.
    latest: u32,
    topics: [u32; 2],
}

impl Thorough {
    pub(super) fn new(bits: u32, forms: usize) -> Self {
        Thorough {
            mixing: Mixing::new(),
            met: Met::new(bits, forms),
            new: 0,
            latest: END,
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

    /// Codes whether a guess of this rank is right.
    pub(super) fn guess<C: Coder>(
        &mut self,
        coder: &mut C,
        rank: u32,
        contexts: [u32; 6],
        right: bool,
    ) -> bool {
        self.mixing.bit(coder, KIND_GUESS + rank, contexts, right)
    }

    /// Codes a number that no guess had: whether it is new, and which it is of those
    /// that are new, or of those that have been met.
    pub(super) fn number<C: Coder>(
        &mut self,
        coder: &mut C,
        bits: u32,
        contexts: [u32; 6],
        [record, expected]: [u32; 2],
        wanted: u32,
    ) -> u32 {
        let [kind, before, beside, ..] = contexts;
        let [narrow, wide] = self.topics;
        let signs = [
            kind,
            before,
            beside,
            hash(&[0x61, record]),
            hash(&[0x62, self.new]),
            hash(&[0x63, narrow]),
        ];
        let new = self.met.has_new() && self.mixing.bit(coder, KIND_NEW, signs, self.met.is_new(wanted));
        self.new = (self.new << 1 | u32::from(new)) & 15;
        if new {
            let beside = [self.latest, expected];
            self.latest = self.met.meet(&mut self.mixing, coder, KIND_MEET, beside, wanted);
            return self.latest;
        }
        let [one, two, three, four, five, six] = contexts;
        let contexts = [
            one,
            two,
            three,
            four,
            five,
            six,
            hash(&[0x64, narrow]),
            hash(&[0x65, wide]),
        ];
        self.mixing
            .symbol(coder, KIND_NUMBER, bits, contexts, self.met.met(), wanted)
    }
}

/// Which forms have been met in the texts so far, as counts for each node of the tree
/// of their numbers.
struct Met {
    bits: u32,
    /// Those that have been met.
    met: Vec<u32>,
    /// Those that have not.
    unmet: Vec<u32>,
}

impl Met {
    /// None of `forms` is met but the one that ends a text.
    fn new(bits: u32, forms: usize) -> Self {
        let mut met = Met {
            bits,
            met: vec![0; 2 << bits],
            unmet: vec![0; 2 << bits],
        };
        for node in met.path(0) {
            met.met[node] += 1;
        }
        for form in 1..forms.min(1 << bits) as u32 {
            for node in met.path(form) {
                met.unmet[node] += 1;
            }
        }
        met
    }

    /// The nodes from a form's own up to the root.
    fn path(&self, form: u32) -> impl Iterator<Item = usize> + use<> {
        let leaf = 1usize << self.bits | (form as usize & ((1 << self.bits) - 1));
        (0..=self.bits).map(move |up| leaf >> up)
    }

    /// Counts of the forms that have been met.
    fn met(&self) -> &[u32] {
        &self.met
    }

    /// Whether a form has not been met.
    fn is_new(&self, form: u32) -> bool {
        self.path(form).next().is_some_and(|leaf| self.unmet[leaf] > 0)
    }

    /// Whether there is a form that has not been met.
    fn has_new(&self) -> bool {
        self.unmet[1] > 0
    }

    /// Codes a form that is met for the first time: each of those left is as likely,
    /// but for those near the ones `beside` it, the one met before it and the one in
    /// its place in another text. (In alphabetic indexes new words come in order.)
    fn meet<C: Coder>(
        &mut self,
        mixing: &mut Mixing,
        coder: &mut C,
        kind: u32,
        beside: [u32; 2],
        form: u32,
    ) -> u32 {
        let mut node = 1usize;
        for i in (0..self.bits).rev() {
            let (all, right) = (self.unmet[node], self.unmet[2 * node + 1]);
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
                mixing.bit_beside(coder, kind + i, contexts, odds as u32, form >> i & 1 == 1)
            };
            node = 2 * node + usize::from(bit);
        }
        let form = node as u32 & ((1 << self.bits) - 1);
        for node in self.path(form) {
            self.unmet[node] -= 1;
            self.met[node] += 1;
        }
        form
    }
}
