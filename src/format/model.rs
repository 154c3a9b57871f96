//! Adaptive prediction: what makes the coded bytes few.
//!
//! A decision is predicted from several contexts at once. Each context names a
//! slot that remembers how such decisions went; the slots' opinions are mixed
//! in the logistic domain with weights that learn which of them to trust (the
//! method is the common one of context-mixing compressors). All arithmetic is
//! on integers, so that every machine predicts the same.
//!
//! Never panics: every index is masked or a table's own length by construction.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are masked to the table's power of two, and loops run over arrays of fixed length"
)]

use super::coder::Coder;

/// Slots of a [`Model`], as a power of two. Contexts are hashed into them
/// without a check: a collision costs a few bytes and nothing else.
const SLOT_BITS: u32 = 19;
/// The most opinions that one decision may mix.
const MAX_INPUTS: usize = 8;
/// A slot's probability moves by 1/(count+1.5) until the count reaches this.
const COUNT_LIMIT: usize = 15;
/// The bits of a slot that hold the count.
const COUNT_MASK: u16 = COUNT_LIMIT as u16;
/// The sets of mixing weights.
pub const MIXERS: usize = 16;
/// Weights are in 1/65536; this bound keeps their sums within 32 bits.
const MAX_WEIGHT: i32 = 1 << 19;
/// What each opinion counts before anything is learnt.
const FIRST_WEIGHT: i32 = 20_000;
/// No number coded so is greater.
const MAX_UNARY: u32 = 32;
const SLOT_MASK: usize = (1 << SLOT_BITS) - 1;
/// Learning rate of the mixing weights: of error times opinion, in 1/16384.
/// Found by trying 4 to 20 on the real titles; the bytes differ by 0.6 %.
const RATE: i32 = 6;

/// A learning predictor for yes-or-no decisions.
pub struct Model {
    /// High 12 bits: probability of `true`; low 4 bits: how often seen.
    slots: Box<[u16; SLOT_MASK + 1]>,
    weights: [[i32; MAX_INPUTS]; MIXERS],
    tables: Box<Tables>,
}

struct Tables {
    /// ln(p/(1-p)) in 1/256, for p in 1/4096.
    stretch: [i16; 4096],
    /// Its inverse, for -2047..=2047.
    squash: [u16; 4096],
    /// 65536/(n+1.5): how far a slot moves at its n-th decision.
    step: [i32; COUNT_LIMIT + 1],
    /// How much an opinion counts that rests on n decisions, in 1/256.
    trust: [i32; COUNT_LIMIT + 1],
}

impl Tables {
    fn new() -> Self {
        // The logistic curve at 33 points, then straight lines between them:
        // tables made without floating point are the same everywhere.
        const KNOTS: [i32; 33] = [
            1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348,
            3607, 3785, 3901, 3975, 4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
        ];
        let mut squash = [4095; 4096];
        for (x, squash) in (-2047i32..=2047).zip(&mut squash) {
            let position = x + 2048;
            let low = (position >> 7) as usize;
            let part = position & 127;
            let left = KNOTS.get(low).copied().unwrap_or(4094);
            let right = KNOTS.get(low + 1).copied().unwrap_or(4095);
            *squash = ((left * (128 - part) + right * part + 64) >> 7) as u16;
        }
        let mut stretch = [2047i16; 4096];
        let mut from = 0usize;
        for (x, &p) in (-2047i16..=2047).zip(&squash) {
            let to = usize::from(p);
            for value in stretch.iter_mut().take(to + 1).skip(from) {
                *value = x;
            }
            from = from.max(to + 1);
        }
        let mut step = [0; COUNT_LIMIT + 1];
        let mut trust = [0; COUNT_LIMIT + 1];
        for (n, (step, trust)) in step.iter_mut().zip(&mut trust).enumerate() {
            *step = (131_072 / (2 * n + 3)) as i32;
            *trust = (256 * n / (n + 1)) as i32 + if n > 0 { 64 } else { 0 };
        }
        Tables {
            stretch,
            squash,
            step,
            trust,
        }
    }
}

/// Mixes a few numbers into one context. Order matters.
#[inline(always)]
pub fn hash(parts: &[u32]) -> u32 {
    const ODD: [u32; 6] = [0x9e37_79b1, 0x85eb_ca6b, 0xc2b2_ae35, 0x27d4_eb2f, 0x1656_67b1, 0xd3a2_646d];
    let mut h = 0u32;
    for (&part, odd) in parts.iter().zip(ODD) {
        h = h.wrapping_add(part.wrapping_add(odd).wrapping_mul(odd));
        h = h.rotate_left(9);
    }
    h ^= h >> 15;
    h.wrapping_mul(0x2c1b_3c6d)
}

/// The slot of a context that stands `i`th among those of its decision.
#[inline(always)]
fn place(context: u32, i: usize) -> usize {
    (context.wrapping_add(i as u32).wrapping_mul(0x9e37_79b1) >> (32 - SLOT_BITS)) as usize
}

impl Default for Model {
    fn default() -> Self {
        Model::new()
    }
}

impl Model {
    /// A model that knows nothing, with `mixers` independent sets of weights.
    pub fn new() -> Self {
        Model {
            slots: vec![1 << 15; 1 << SLOT_BITS].try_into().unwrap_or_else(|_| unreachable!()),
            weights: [[FIRST_WEIGHT; MAX_INPUTS]; MIXERS],
            tables: Box::new(Tables::new()),
        }
    }

    /// Codes one decision predicted from `contexts` (hashes), the opinions
    /// weighed by weight set `mixer`.
    #[inline(always)]
    pub fn bit<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        mixer: usize,
        contexts: [u32; N],
        bit: bool,
    ) -> bool {
        let mut at = [0; N];
        for (i, (at, context)) in at.iter_mut().zip(contexts).enumerate() {
            *at = place(context, i);
        }
        self.mix(coder, mixer, at, bit)
    }

    /// Codes one decision from the opinions of the slots at `at`.
    #[inline(always)]
    fn mix<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        mixer: usize,
        at: [usize; N],
        bit: bool,
    ) -> bool {
        let weights = &mut self.weights[mixer & (MIXERS - 1)];
        let mut opinion = [0i32; N];
        let mut sum = 0i32;
        for i in 0..N {
            let value = self.slots[at[i] & SLOT_MASK];
            let stretched = i32::from(self.tables.stretch[(value >> 4) as usize]);
            opinion[i] = (stretched * self.tables.trust[(value & COUNT_MASK) as usize]) >> 8;
            sum += (opinion[i] * weights[i]) >> 6;
        }
        let p = u32::from(self.tables.squash[((sum >> 10).clamp(-2047, 2047) + 2047) as usize]);
        let bit = coder.bit(p << 4 | 8, bit);
        let error = ((i32::from(bit) << 12) - p as i32) * RATE;
        let goal: i32 = if bit { 4095 } else { 0 };
        for i in 0..N {
            weights[i] = (weights[i] + ((opinion[i] * error + 0x2000) >> 14)).clamp(-MAX_WEIGHT, MAX_WEIGHT);
            let value = &mut self.slots[at[i] & SLOT_MASK];
            let count = *value & COUNT_MASK;
            let old = i32::from(*value >> 4);
            let moved = old + (((goal - old) * self.tables.step[usize::from(count)] + 0x8000) >> 16);
            *value = (moved as u16) << 4 | (count + u16::from(count < COUNT_LIMIT as u16));
        }
        bit
    }

    /// Codes a symbol of `bits` bits, high bit first, each bit predicted from
    /// `contexts` joined with the bits before it. The slots of four bits lie
    /// side by side, so that a context is hashed, and memory visited, once for
    /// the four.
    pub fn symbol<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        mixer: usize,
        bits: u32,
        contexts: [u32; N],
        symbol: u32,
    ) -> u32 {
        let mut done = 1u32;
        let mut left = bits;
        while left > 0 {
            let group = if left.is_multiple_of(4) { 4 } else { left % 4 };
            let mut base = [0; N];
            for (i, (base, context)) in base.iter_mut().zip(contexts).enumerate() {
                *base = place(hash(&[context, done]), i) & !15;
            }
            let mut node = 1usize;
            for i in (left - group..left).rev() {
                let bit = self.mix(coder, mixer, base.map(|base| base + node), symbol >> i & 1 == 1);
                node = node << 1 | usize::from(bit);
            }
            done = done << group | (node as u32 & ((1 << group) - 1));
            left -= group;
        }
        done & ((1 << bits) - 1)
    }

    /// Codes a small number as so many times "more"; at most [`MAX_UNARY`].
    pub fn unary<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        mixer: usize,
        contexts: [u32; N],
        number: u32,
    ) -> u32 {
        let mut done = 0;
        while done < MAX_UNARY {
            let at = contexts.map(|context| hash(&[context, done]));
            if !self.bit(coder, mixer, at, number > done) {
                break;
            }
            done += 1;
        }
        done
    }

    /// Codes a number below 2^32: how many bits it has, then those bits. Small
    /// numbers are cheap, and there is no upper limit to get wrong.
    pub fn number<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        mixer: usize,
        contexts: [u32; N],
        number: u32,
    ) -> u32 {
        let wanted = 32 - number.leading_zeros();
        let length = self.unary(coder, mixer, contexts, wanted).min(32);
        if length <= 1 {
            return length;
        }
        let mut value = 1u32;
        for i in (0..length - 1).rev() {
            let context = hash(&[0x6e75, length, value.min(255), contexts[0]]);
            let bit = self.bit(coder, mixer, [context], number >> i & 1 == 1);
            value = value << 1 | u32::from(bit);
        }
        value
    }
}
