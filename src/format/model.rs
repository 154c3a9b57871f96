//! Adaptive prediction: what makes the coded bytes few.
//!
//! A decision is predicted from two contexts at once. Each context names a slot
//! that remembers how such decisions went; the two opinions are averaged in the
//! logistic domain, each as far as its slot has seen enough to be trusted. (The
//! compressors that this is learnt from mix more opinions with weights that
//! learn; on the titles of ICD-10-CM that saves 14 % of the bytes for three to four
//! times the work, which every reader would wait for. `mixing.rs` does so for
//! what no first search needs.) All arithmetic is on integers, so
//! that every machine predicts the same.
//!
//! Never panics: every index is masked, or within a table by construction.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are masked to the table's power of two, or smaller than it by construction"
)]

use super::coder::Coder;

/// Slots of a [`Model`], as a power of two. Contexts are hashed into them
/// without a check: a collision costs a few bytes and nothing else.
const SLOT_BITS: u32 = 18;
const SLOTS: usize = 1 << SLOT_BITS;
/// A slot's probability moves by 1/(count+1.7) until the count reaches this.
/// All three numbers were found by trying on the real titles.
const COUNT_LIMIT: usize = 12;
const HASTE: i32 = 17;
/// An opinion counts as count/(count+0.4).
const DOUBT: i32 = 4;
/// The bits of a slot that hold the count.
const COUNT_MASK: u16 = 15;
/// A slot that has seen nothing: even odds.
pub(super) const UNSEEN: u16 = 1 << 15;
/// No number coded as so many times "more" is greater.
const MAX_UNARY: u32 = 32;

/// Two views of where a decision stands, as hashes.
pub type Contexts = [u32; 2];

/// A learning predictor for yes-or-no decisions.
pub struct Model {
    /// High 12 bits: probability of `true`; low 4 bits: how often seen.
    slots: Vec<u16>,
    tables: Box<Tables>,
}

/// What turns slots into odds and decisions into slots.
pub(super) struct Tables {
    /// ln(p/(1-p)) in 1/256, for p in 1/4096.
    stretch: [i16; 4096],
    /// Its inverse for -2048..2048, in 1/65536.
    squash: [u16; 4096],
    /// How far a slot moves at its n-th decision, in 1/65536.
    step: [i32; COUNT_MASK as usize + 1],
    /// How much an opinion counts that rests on n decisions: half of it, in 1/65536.
    trust: [i32; COUNT_MASK as usize + 1],
}

impl Tables {
    /// `haste` and `doubt`, in tenths: a slot moves by 1/(n+`haste`) at its n-th
    /// decision, and counts as n/(n+`doubt`) of an opinion.
    pub(super) fn new(haste: i32, doubt: i32) -> Self {
        // The logistic curve 65536/(1+e^-x) at x = -8, -7.5 … 8, then straight
        // lines between them: tables made without floating point are the same
        // everywhere.
        const KNOTS: [i32; 33] = [
            22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768,
            40793, 47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476,
            65500, 65514,
        ];
        let mut squash = [0; 4096];
        for (x, squash) in squash.iter_mut().enumerate() {
            let part = (x & 127) as i32;
            let (left, right) = (KNOTS[x >> 7], KNOTS[(x >> 7) + 1]);
            *squash = ((left * (128 - part) + right * part + 64) >> 7) as u16;
        }
        let mut stretch = [0; 4096];
        let mut x = 0;
        for (p, stretch) in stretch.iter_mut().enumerate() {
            while x < 4095 && usize::from(squash[x]) < p * 16 + 8 {
                x += 1;
            }
            *stretch = x as i16 - 2048;
        }
        let mut step = [0; COUNT_MASK as usize + 1];
        let mut trust = [0; COUNT_MASK as usize + 1];
        for (n, (step, trust)) in (0..).zip(step.iter_mut().zip(&mut trust)) {
            *step = 655_360 / (10 * n + haste);
            *trust = 327_680 * n / (10 * n + doubt);
        }
        Tables {
            stretch,
            squash,
            step,
            trust,
        }
    }

    /// What a slot says, ln(p/(1-p)) in 1/256, as far as it is to be trusted: half of
    /// it in 1/65536.
    #[inline(always)]
    pub(super) fn opinion(&self, slot: u16) -> i32 {
        i32::from(self.stretch[usize::from(slot >> 4)]) * self.trust[usize::from(slot & COUNT_MASK)]
    }

    /// The probability, in 1/65536, for -2048..2048.
    #[inline(always)]
    pub(super) fn odds(&self, opinion: i32) -> u32 {
        self.squash[(opinion + 2048) as usize & 4095].into()
    }

    /// A slot after a decision.
    #[inline(always)]
    pub(super) fn learn(&self, slot: u16, bit: bool) -> u16 {
        let goal: i32 = if bit { 4095 } else { 0 };
        let (old, count) = (i32::from(slot >> 4), slot & COUNT_MASK);
        let new = old + (((goal - old) * self.step[usize::from(count)] + 0x8000) >> 16);
        (new as u16) << 4 | (count + u16::from(count < COUNT_LIMIT as u16))
    }

    /// A slot that says these odds, in 1/65536, and is trusted.
    pub(super) fn certain(odds: u32) -> u16 {
        (odds.min(0xffff) as u16) & !COUNT_MASK | COUNT_LIMIT as u16
    }

    /// How often a slot has been decided.
    pub(super) fn count(slot: u16) -> u16 {
        slot & COUNT_MASK
    }
}

/// Mixes a few numbers into one context. Order matters.
#[inline(always)]
pub fn hash(parts: &[u32]) -> u32 {
    let mut h = 0x9e37_79b9u32;
    for &part in parts {
        h = (h ^ part).wrapping_mul(0x85eb_ca6b);
        h ^= h >> 15;
    }
    h
}

/// The slot of a context; the two of a decision never share one by sharing a hash.
#[inline(always)]
fn place([one, two]: Contexts) -> [usize; 2] {
    let at = |context: u32| (context.wrapping_mul(0x9e37_79b1) >> (32 - SLOT_BITS)) as usize;
    [at(one), at(two.wrapping_add(1))]
}

impl Default for Model {
    fn default() -> Self {
        Model::new()
    }
}

impl Model {
    /// A model that knows nothing.
    pub fn new() -> Self {
        Model {
            slots: vec![UNSEEN; SLOTS],
            tables: Box::new(Tables::new(HASTE, DOUBT)),
        }
    }

    /// Codes one decision.
    #[inline(always)]
    pub fn bit<C: Coder>(&mut self, coder: &mut C, contexts: Contexts, bit: bool) -> bool {
        self.decide(coder, place(contexts), bit)
    }

    /// Codes one decision from the opinions of the slots at `one` and `two`.
    #[inline(always)]
    fn decide<C: Coder>(&mut self, coder: &mut C, [one, two]: [usize; 2], bit: bool) -> bool {
        // The length is said here, so that no index below is checked.
        let Some(slots) = self.slots.first_chunk_mut::<SLOTS>() else {
            return bit;
        };
        let tables = &*self.tables;
        let (a, b) = (slots[one & (SLOTS - 1)], slots[two & (SLOTS - 1)]);
        let mean = (tables.opinion(a) + tables.opinion(b)) >> 16;
        let bit = coder.bit(tables.odds(mean), bit);
        slots[one & (SLOTS - 1)] = tables.learn(a, bit);
        slots[two & (SLOTS - 1)] = tables.learn(b, bit);
        bit
    }

    /// Codes a symbol of `bits` bits, high bit first, each bit predicted from
    /// the contexts joined with the bits before it. The slots of four bits lie
    /// side by side, so that a context is hashed, and memory visited, once for
    /// the four.
    // Browsers compile well what is called often, a function at a time: small
    // ones come first.
    #[inline(never)]
    pub fn symbol<C: Coder>(&mut self, coder: &mut C, bits: u32, contexts: Contexts, symbol: u32) -> u32 {
        let mut done = 1u32;
        let mut left = bits;
        while left > 0 {
            let group = if left.is_multiple_of(4) { 4 } else { left % 4 };
            let [one, two] = place(contexts.map(|context| hash(&[context, done]))).map(|base| base & !15);
            let mut node = 1usize;
            for i in (left - group..left).rev() {
                let bit = self.decide(coder, [one + node, two + node], symbol >> i & 1 == 1);
                node = node << 1 | usize::from(bit);
            }
            done = done << group | (node as u32 & ((1 << group) - 1));
            left -= group;
        }
        done & ((1 << bits) - 1)
    }

    /// Codes a small number as so many times "more".
    pub fn unary<C: Coder>(&mut self, coder: &mut C, contexts: Contexts, number: u32) -> u32 {
        let mut done = 0;
        while done < MAX_UNARY {
            let at = contexts.map(|context| hash(&[context, done]));
            if !self.bit(coder, at, number > done) {
                break;
            }
            done += 1;
        }
        done
    }

    /// Codes a number below 2^32: how many bits it has, then those bits. Small
    /// numbers are cheap, and there is no upper limit to get wrong.
    pub fn number<C: Coder>(&mut self, coder: &mut C, contexts: Contexts, number: u32) -> u32 {
        let wanted = 32 - number.leading_zeros();
        let length = self.unary(coder, contexts, wanted);
        if length <= 1 {
            return length;
        }
        let mut value = 1u32;
        for i in (0..length - 1).rev() {
            let bit = hash(&[0x6e75, length, value.min(255)]);
            let at = [bit, hash(&[bit, contexts[0]])];
            value = value << 1 | u32::from(self.bit(coder, at, number >> i & 1 == 1));
        }
        value
    }
}
