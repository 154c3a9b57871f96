//! Prediction from many contexts, mixed with weights that learn: a tenth to a third fewer
//! bytes than [`model`](super::model) for three to four times the time, so for
//! files that no first search waits for.
//!
//! What one context says of a decision counts as much as such contexts have
//! deserved so far: each has a weight, and after a decision the weights move
//! towards those that were right. Each kind of decision has weights of its own, to
//! which is added what holds where just these contexts were seen before.
//!
//! Never panics: every index is masked, or within a table by construction.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are masked to the tables' powers of two, or smaller than a constant length"
)]

use super::coder::Coder;
use super::model::{Tables, UNSEEN, hash};

/// Slots of single decisions, as a power of two.
const SLOT_BITS: u32 = 20;
/// Groups of slots, as a power of two. The symbols of many contexts come only once:
/// with half as many groups, HCPCS takes 0.3 % more bytes, with twice as many 0.2 % fewer.
const GROUP_BITS: u32 = 17;
/// How many groups a context may be found in. With one, and no mark to tell whose it
/// is, contexts disturb each other so much that most of the gain is lost.
const SLOT_MASK: usize = (1 << SLOT_BITS) - 1;
const GROUP_MASK: usize = (1 << GROUP_BITS) - 1;
const TRIES: usize = 4;
/// The most contexts of a decision. Decisions of as many contexts share their code:
/// each other number costs the page two kilobytes.
const MOST: usize = 8;
/// A slot's probability moves by 1/(count+1.3), and its opinion counts as
/// count/(count+0.2): most contexts come a few times only.
const HASTE: i32 = 13;
const DOUBT: i32 = 2;
/// Kinds of decisions, as a power of two.
const KIND_BITS: u32 = 7;
/// So many kinds, as a power of two, share what is told of contexts that were seen.
const SHARED_BITS: u32 = 3;
/// What an opinion weighs at first, in 1/65536. Halving or doubling it changes little.
const WEIGHT: i32 = 36_000;
/// No weight is greater: so no sum overflows.
const MAX_WEIGHT: i32 = 1 << 20;
/// Odds that the coder can still tell from certainty.
const SURE: u32 = 16;

/// Slots of four bits of a symbol, by the bits before; the first holds the mark of
/// the context that they belong to.
type Group = [u16; 16];

/// How many ways there are for contexts to have been seen.
const SEEN: usize = 1 << (KIND_BITS - SHARED_BITS + MOST as u32);

/// A table whose length the compiler knows, so that masked indices are not checked.
fn boxed<T: Copy, const N: usize>(value: T) -> Box<[T; N]> {
    // It has this length, so the first one is taken.
    loop {
        if let Ok(table) = vec![value; N].try_into() {
            return table;
        }
    }
}

/// A learning predictor that weighs its contexts.
pub struct Mixing {
    slots: Box<[u16; 1 << SLOT_BITS]>,
    groups: Box<[Group; 1 << GROUP_BITS]>,
    weights: Box<[[i32; MOST]; 1 << KIND_BITS]>,
    /// What is added to them, by the symbol's kind and which of the contexts were seen
    /// before: where the narrow ones are new, the wide ones must speak for them.
    seen: Box<[[i32; MOST]; SEEN]>,
    tables: Box<Tables>,
}

impl Mixing {
    /// A predictor that knows nothing.
    pub fn new() -> Self {
        Mixing {
            slots: boxed(UNSEEN),
            groups: boxed([UNSEEN; 16]),
            weights: boxed([WEIGHT; MOST]),
            seen: boxed([0; MOST]),
            tables: Box::new(Tables::new(HASTE, DOUBT)),
        }
    }

    /// Codes one decision of a kind, that of a bit within the symbol of a kind, from
    /// what its contexts' slots say; they learn.
    #[inline(always)]
    fn decide<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        [kind, whole]: [u32; 2],
        slots: &mut [u16; N],
        bit: bool,
    ) -> bool {
        let mut seen = (whole as usize & ((1 << KIND_BITS) - 1)) >> SHARED_BITS << MOST;
        for (at, &mut slot) in slots.iter_mut().enumerate() {
            seen |= usize::from(Tables::count(slot) > 0) << at;
        }
        let weights = &mut self.weights[kind as usize & ((1 << KIND_BITS) - 1)];
        let more = &mut self.seen[seen & (SEEN - 1)];
        let opinions = slots.map(|slot| self.tables.opinion(slot) >> 16);
        let mut sum = 0;
        for ((&weight, &more), opinion) in weights.iter().zip(&*more).zip(opinions) {
            sum += i64::from(weight + more) * i64::from(opinion);
        }
        let one = self.tables.odds((sum >> 16).clamp(-2047, 2047) as i32);
        let bit = coder.bit(one.clamp(SURE, (1 << 16) - SURE), bit);
        let missed = (i32::from(bit) << 16) - one as i32;
        for ((weight, more), opinion) in weights.iter_mut().zip(more).zip(opinions) {
            // lpaq's step: 7/4 of what was missed, as far as the opinion had a part in it.
            let step = (opinion * (missed * 7 / 4) + 0x8000) >> 16;
            *weight = (*weight + step).clamp(-MAX_WEIGHT, MAX_WEIGHT);
            *more = (*more + step).clamp(-MAX_WEIGHT, MAX_WEIGHT);
        }
        for slot in slots {
            *slot = self.tables.learn(*slot, bit);
        }
        bit
    }

    /// Codes one decision of a kind.
    #[inline(never)]
    pub fn bit<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        kind: u32,
        contexts: [u32; N],
        bit: bool,
    ) -> bool {
        let places = contexts.map(|context| (hash(&[context]) >> (32 - SLOT_BITS)) as usize);
        let mut slots = places.map(|place| self.slots[place & SLOT_MASK]);
        let bit = self.decide(coder, [kind; 2], &mut slots, bit);
        for (place, slot) in places.into_iter().zip(slots) {
            self.slots[place & SLOT_MASK] = slot;
        }
        bit
    }

    /// Codes one decision of a kind that has odds of its own, in 1/65536.
    pub fn bit_beside<C: Coder>(
        &mut self,
        coder: &mut C,
        kind: u32,
        contexts: [u32; 2],
        odds: u32,
        bit: bool,
    ) -> bool {
        let places = contexts.map(|context| (hash(&[context]) >> (32 - SLOT_BITS)) as usize);
        let [one, two] = places.map(|place| self.slots[place & SLOT_MASK]);
        let mut slots = [one, two, Tables::certain(odds)];
        let bit = self.decide(coder, [kind; 2], &mut slots, bit);
        for (place, slot) in places.into_iter().zip(slots) {
            self.slots[place & SLOT_MASK] = slot;
        }
        bit
    }

    /// The group of a context: its own, or that of the least use among those where it
    /// may be, which it takes over.
    fn group(&mut self, context: u32) -> usize {
        let first = (context >> (32 - GROUP_BITS)) as usize;
        let mark = context as u16;
        let mut least = (u16::MAX, first);
        for at in (0..TRIES).map(|i| first ^ i) {
            let group = &self.groups[at & GROUP_MASK];
            if group[0] == mark {
                return at;
            }
            least = least.min((Tables::count(group[1]), at));
        }
        let (_, at) = least;
        let group = &mut self.groups[at & GROUP_MASK];
        *group = [UNSEEN; 16];
        group[0] = mark;
        at
    }

    /// Codes a symbol of `bits` bits that is smaller than `end`, high bit first. Each
    /// bit is a kind of its own, from `kind` on.
    #[inline(never)]
    pub fn symbol<C: Coder, const N: usize>(
        &mut self,
        coder: &mut C,
        kind: u32,
        bits: u32,
        contexts: [u32; N],
        end: u32,
        symbol: u32,
    ) -> u32 {
        let mut done = 1usize;
        let mut left = bits;
        while left > 0 {
            let group = if left.is_multiple_of(4) { 4 } else { left % 4 };
            let top = done as u32;
            let mut groups = None;
            let mut node = 1usize;
            for i in (left - group..left).rev() {
                // The least symbol with this bit.
                let least = ((2 * done + 1) << i) - (1 << bits);
                let bit = least < end as usize && {
                    let groups = *groups
                        .get_or_insert_with(|| contexts.map(|context| self.group(hash(&[context, top]))));
                    let mut slots = groups.map(|group| self.groups[group & GROUP_MASK][node & 15]);
                    let bit = self.decide(coder, [kind + i, kind], &mut slots, symbol >> i & 1 == 1);
                    for (group, slot) in groups.into_iter().zip(slots) {
                        self.groups[group & GROUP_MASK][node & 15] = slot;
                    }
                    bit
                };
                node = node << 1 | usize::from(bit);
                done = done << 1 | usize::from(bit);
            }
            left -= group;
        }
        done as u32 & ((1 << bits) - 1)
    }
}
