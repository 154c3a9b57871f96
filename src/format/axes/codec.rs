//! The model of a table, one function for both directions.

use std::collections::BTreeMap;

use super::nodes::{END, Group, Nodes, places};
use super::write::Draft;
use super::{AXES, Axes, Key, Slot, Table, Value, at_axis};
use crate::code::pcs::{ALPHABET, TABLE, character, place};
use crate::format::coder::Coder;
use crate::format::model::hash;
use crate::format::phrases::Phrases;
use crate::format::{Fault, Manner};

/// Titles of no table have half as many parts.
const MAX_SLOTS: u32 = 15;
/// No edition has a quarter as many layouts.
const MAX_LAYOUTS: u32 = 512;
/// Nor has any a fifth as many labels with their keys.
const MAX_KEYS: usize = 1 << 17;
/// How many of the nodes used last are asked for before a new one is described.
const RECENT: usize = 24;
/// Places for what had a context before, as a power of two.
const MEMORY_BITS: u32 = 15;

const KIND_LABEL: u32 = 0;
const KIND_JOINT: u32 = 1;
const KIND_LEAD: u32 = 2;
pub(super) const KIND_TITLE: u32 = 3;
pub(super) const KIND_NAME: u32 = 4;
pub(super) const KIND_PLAIN: u32 = 5;

/// Bits of a character's place in the alphabet.
const PLACE_BITS: u32 = 6;

/// No number.
const NONE: u32 = u32::MAX;

/// What came in a context, the last two different numbers. Contexts that share a
/// place by accident cost a few bits and nothing else.
struct Memory(Vec<[u32; 2]>);

impl Memory {
    fn new() -> Self {
        Memory(vec![[NONE; 2]; 1 << MEMORY_BITS])
    }

    fn get(&self, context: u32) -> [u32; 2] {
        let at = (context.wrapping_mul(0x9e37_79b1) >> (32 - MEMORY_BITS)) as usize;
        self.0.get(at).copied().unwrap_or([NONE; 2])
    }

    fn learn(&mut self, context: u32, number: u32) {
        let at = (context.wrapping_mul(0x9e37_79b1) >> (32 - MEMORY_BITS)) as usize;
        if let Some(last) = self.0.get_mut(at)
            && last[0] != number
        {
            *last = [number, last[0]];
        }
    }
}

/// A table as numbers by which others are expected to resemble it.
#[derive(Clone, Copy)]
struct Kin {
    section: u32,
    system: u32,
    operation: u32,
}

impl Kin {
    fn of([section, system, operation]: [u8; TABLE]) -> Self {
        Kin {
            section: section.into(),
            system: u32::from(section) << 8 | u32::from(system),
            operation: u32::from(section) << 8 | u32::from(operation),
        }
    }
}

/// What the tables before tell about the next.
pub(super) struct Codec {
    pub(super) phrases: Phrases,
    memory: Memory,
    /// The number of each label.
    known: BTreeMap<Vec<u32>, u32>,
    /// For each axis the nodes used last, the latest first.
    recent: [Vec<u32>; AXES],
    /// Which number a node of the draft has, if it was coded.
    coded: Vec<u32>,
    /// How the last guesses of labels went, the newest in the lowest bit.
    record: u32,
}

impl Codec {
    pub(super) fn new(forms: usize) -> Self {
        Codec {
            phrases: Phrases::new(forms, Manner::Quick),
            memory: Memory::new(),
            known: BTreeMap::from([(Vec::new(), 0)]),
            recent: Default::default(),
            coded: Vec::new(),
            record: 0,
        }
    }

    /// How many of something follow.
    pub(super) fn count<C: Coder>(&mut self, coder: &mut C, what: u32, count: usize) -> u32 {
        self.phrases
            .model()
            .number(coder, [what, what], count.min(NONE as usize) as u32)
    }

    /// The characters that a name names: at most three.
    pub(super) fn prefix<C: Coder>(&mut self, coder: &mut C, wanted: &[u8]) -> Result<Vec<u8>, Fault> {
        let count = self.count(coder, 0x05, wanted.len()) as usize;
        if count > TABLE {
            return Err(Fault::Damaged("a name is for more than a table"));
        }
        let mut prefix = Vec::new();
        for at in 0..count {
            let contexts = [hash(&[0x06, at as u32]), hash(&[0x07, count as u32])];
            let letter = wanted.get(at).copied().unwrap_or(0).into();
            prefix.push(self.phrases.model().symbol(coder, 8, contexts, letter) as u8);
        }
        Ok(prefix)
    }

    /// Codes the next table. `shape` is the number among `shapes` of the node with
    /// which its codes go on.
    pub(super) fn table<C: Coder>(
        &mut self,
        coder: &mut C,
        axes: &mut Axes,
        wanted: &Draft,
        shapes: &Nodes,
        shape: u32,
    ) -> Result<(), Fault> {
        let before = axes.tables.last().map_or([0; TABLE], |table| table.code);
        let code = self.code(coder, before, wanted.code);
        if code <= before {
            return Err(Fault::Damaged("the tables are not in order"));
        }
        let kin = Kin::of(code);
        let lead = self.lead(coder, axes, kin, &wanted.lead)?;
        let layout = self.layout(coder, axes, kin, wanted)?;
        self.coded.resize(shapes.len(), NONE);
        let root = self.node(coder, &mut axes.nodes, (shapes, shape), kin, 0)?;
        self.memory.learn(hash(&[0x20, kin.system]), root);
        let table = Table {
            code,
            lead,
            layout,
            root,
            first: axes.count,
            slots: axes.slot_ends.len() as u32,
        };
        axes.count = axes.count.saturating_add(axes.nodes.count(root));
        // The same limit as for one table.
        if axes.count > super::nodes::MAX_CODES {
            return Err(Fault::Damaged("more codes than any edition has"));
        }
        axes.tables.push(table);
        let reach = axes.nodes.reach(root);
        let slots = axes.layouts.get(layout as usize).cloned().unwrap_or_default();
        for (at, slot) in slots.into_iter().enumerate() {
            let mut latest = NONE;
            let keys: Vec<Key> = match reach.get(slot.axes.trailing_zeros() as usize) {
                Some(&bits) if slot.axes.is_power_of_two() => {
                    let axis = slot.axes.trailing_zeros() as usize;
                    places(bits).map(|place| at_axis(place + 1, axis)).collect()
                }
                _ => keys(&axes.nodes, root, slot.axes).into_keys().collect(),
            };
            if axes.keys.len() + keys.len() > MAX_KEYS {
                return Err(Fault::Damaged("more labels than any edition has"));
            }
            for key in keys {
                let labels = wanted.slots.get(at).and_then(|slot| slot.values.get(&key));
                let (joined, words) = labels.map_or((false, &[][..]), |(joined, words)| (*joined, words));
                latest = self.value(coder, axes, kin, slot, key, latest, joined, words)?;
                axes.keys.push(key);
                axes.values.push(latest);
            }
            axes.slot_ends.push(axes.keys.len() as u32);
        }
        Ok(())
    }

    fn code<C: Coder>(&mut self, coder: &mut C, before: [u8; TABLE], wanted: [u8; TABLE]) -> [u8; TABLE] {
        let mut code = [0; TABLE];
        let mut same = true;
        let mut above = 0;
        for ((at, slot), (old, new)) in (0..).zip(&mut code).zip(before.into_iter().zip(wanted)) {
            let contexts = [
                hash(&[0x11, at, same.into(), old.into()]),
                hash(&[0x12, at, same.into(), if same { above } else { 0 }]),
            ];
            let wanted = place(new).unwrap_or(0);
            let place = self.phrases.model().symbol(coder, PLACE_BITS, contexts, wanted);
            *slot = character(place);
            same &= *slot == old;
            above = above << 8 | u32::from(*slot);
        }
        code
    }

    fn lead<C: Coder>(
        &mut self,
        coder: &mut C,
        axes: &mut Axes,
        kin: Kin,
        wanted: &[u32],
    ) -> Result<u32, Fault> {
        let context = hash(&[0x21, kin.operation]);
        let [expected, _] = self.memory.get(context);
        let number = self.known.get(wanted).copied();
        let mut lead = expected;
        let contexts = [
            hash(&[0x22, u32::from(expected == NONE)]),
            hash(&[0x23, kin.section]),
        ];
        let model = self.phrases.model();
        if expected == NONE || !model.bit(coder, contexts, number == Some(expected)) {
            let like = [axes.labels.get(expected as usize), &[]];
            let mut out = Vec::new();
            self.phrases.text(coder, KIND_LEAD, like, wanted, &mut out)?;
            lead = self.label(axes, out);
        }
        self.memory.learn(context, lead);
        Ok(lead)
    }

    /// The number of a label.
    fn label(&mut self, axes: &mut Axes, words: Vec<u32>) -> u32 {
        if let Some(&number) = self.known.get(&words) {
            return number;
        }
        let number = axes.labels.len() as u32;
        axes.labels.push(&words);
        self.known.insert(words, number);
        number
    }

    fn layout<C: Coder>(
        &mut self,
        coder: &mut C,
        axes: &mut Axes,
        kin: Kin,
        wanted: &Draft,
    ) -> Result<u32, Fault> {
        let joint = |words: &Vec<u32>| self.known.get(words).copied().unwrap_or(NONE);
        let slots: Vec<Slot> = wanted
            .slots
            .iter()
            .map(|slot| Slot {
                axes: slot.axes,
                joint: joint(&slot.joint),
            })
            .collect();
        let known = axes.layouts.iter().position(|layout| *layout == slots);
        let wanted_layout = known.unwrap_or(axes.layouts.len()) as u32;
        let context = hash(&[0x25, kin.operation]);
        let mut layout = NONE;
        for (at, guess) in (0..).zip(self.memory.get(context)) {
            let contexts = [hash(&[0x26, at]), hash(&[0x27, at, kin.section])];
            let model = self.phrases.model();
            if guess != NONE && model.bit(coder, contexts, guess == wanted_layout) {
                layout = guess;
                break;
            }
        }
        if layout == NONE {
            layout = self
                .phrases
                .model()
                .number(coder, [hash(&[0x28]), hash(&[0x28])], wanted_layout);
        }
        if layout > axes.layouts.len() as u32 || layout > MAX_LAYOUTS {
            return Err(Fault::Damaged("titles are put together in too many ways"));
        }
        if layout == axes.layouts.len() as u32 {
            let slots = self.slots(coder, axes, wanted)?;
            axes.layouts.push(slots);
        }
        self.memory.learn(context, layout);
        Ok(layout)
    }

    fn slots<C: Coder>(
        &mut self,
        coder: &mut C,
        axes: &mut Axes,
        wanted: &Draft,
    ) -> Result<Vec<Slot>, Fault> {
        let count = self.count(coder, 0x2a, wanted.slots.len());
        if count > MAX_SLOTS {
            return Err(Fault::Damaged("a title has more parts than any has"));
        }
        let mut slots: Vec<Slot> = Vec::new();
        for at in 0..count as usize {
            let slot = wanted.slots.get(at);
            let before = slots.last().map_or(0, |slot| u32::from(slot.axes));
            let contexts = [hash(&[0x2b, before]), hash(&[0x2c, at as u32])];
            let bits = slot.map_or(0, |slot| slot.axes.into());
            let bits = self.phrases.model().symbol(coder, AXES as u32, contexts, bits) as u8;
            let mut words = Vec::new();
            let joint = slot.map_or(&[][..], |slot| &slot.joint);
            self.phrases
                .text(coder, KIND_JOINT, [&[], &[]], joint, &mut words)?;
            slots.push(Slot {
                axes: bits,
                joint: self.label(axes, words),
            });
        }
        Ok(slots)
    }

    /// The node for the axis `depth`: one of those used lately, or a new one.
    fn node<C: Coder>(
        &mut self,
        coder: &mut C,
        nodes: &mut Nodes,
        (shapes, shape): (&Nodes, u32),
        kin: Kin,
        depth: usize,
    ) -> Result<u32, Fault> {
        if depth == AXES {
            return Ok(END);
        }
        let axis = depth as u32;
        let wanted = self.coded.get(shape as usize).copied().unwrap_or(NONE);
        let usual = self.memory.get(hash(&[0x30, axis, kin.operation]));
        let recent = self.recent.get(depth).cloned().unwrap_or_default();
        let mut candidates: Vec<u32> = usual.into_iter().filter(|&node| node != NONE).collect();
        candidates.extend(recent.iter().filter(|node| !usual.contains(node)));
        let mut found = NONE;
        for (rank, &candidate) in (0..).zip(&candidates) {
            let contexts = [
                hash(&[0x31, axis, rank, usual.contains(&candidate).into()]),
                hash(&[0x32, candidate, kin.section]),
            ];
            if self.phrases.model().bit(coder, contexts, candidate == wanted) {
                found = candidate;
                break;
            }
        }
        if found == NONE {
            found = self.new_node(coder, nodes, (shapes, shape), kin, depth)?;
        }
        if let Some(coded) = self.coded.get_mut(shape as usize) {
            *coded = found;
        }
        self.memory.learn(hash(&[0x30, axis, kin.operation]), found);
        if let Some(recent) = self.recent.get_mut(depth) {
            recent.retain(|&node| node != found);
            recent.insert(0, found);
            recent.truncate(RECENT);
        }
        Ok(found)
    }

    fn new_node<C: Coder>(
        &mut self,
        coder: &mut C,
        nodes: &mut Nodes,
        (shapes, shape): (&Nodes, u32),
        kin: Kin,
        depth: usize,
    ) -> Result<u32, Fault> {
        let axis = depth as u32;
        // The node that this one is likely to resemble.
        let like = if depth == 0 {
            self.memory.get(hash(&[0x20, kin.system]))[0]
        } else {
            self.memory.get(hash(&[0x30, axis, kin.operation]))[0]
        };
        let like = if like == NONE { 0 } else { nodes.next(like) };
        let system = if depth == 0 { kin.system } else { kin.operation };
        let wanted = shapes.next(shape);
        let mut bits = 0u64;
        let (mut before, mut run) = (0u32, 0u32);
        for place in 0..ALPHABET.len() as u32 {
            let there = (like >> place & 1) as u32;
            let contexts = [
                hash(&[0x33, axis, place, there, run]),
                hash(&[0x34, system, place, before]),
            ];
            let model = self.phrases.model();
            let has = model.bit(coder, contexts, wanted >> place & 1 == 1);
            bits |= u64::from(has) << place;
            before = (before << 1 | u32::from(has)) & 3;
            run = (run << 1 | u32::from(u32::from(has) != there)) & 3;
        }
        let mut groups: Vec<Group> = Vec::new();
        let mut last = NONE;
        let mut last_shape = NONE;
        for place in places(bits) {
            let wanted = shapes.child(shape, place).unwrap_or(NONE);
            let same = last != NONE && {
                let contexts = [hash(&[0x35, axis, place]), hash(&[0x36, axis, kin.operation])];
                let model = self.phrases.model();
                depth + 1 == AXES || model.bit(coder, contexts, wanted == last_shape)
            };
            if !same {
                last = self.node(coder, nodes, (shapes, wanted), kin, depth + 1)?;
                last_shape = wanted;
            }
            match groups.iter_mut().find(|(_, child)| *child == last) {
                Some((bits, _)) => *bits |= 1 << place,
                None => groups.push((1 << place, last)),
            }
        }
        nodes.push(&groups)
    }

    /// The label of a slot for a key, beside what it was elsewhere.
    #[expect(clippy::too_many_arguments, reason = "all of it tells what the label is")]
    fn value<C: Coder>(
        &mut self,
        coder: &mut C,
        axes: &mut Axes,
        kin: Kin,
        slot: Slot,
        key: Key,
        before: Value,
        joined: bool,
        words: &[u32],
    ) -> Result<Value, Fault> {
        let wanted = match self.known.get(words) {
            Some(number) => number << 1 | u32::from(joined),
            None => NONE,
        };
        let part = u32::from(slot.axes);
        let near = [
            hash(&[0x40, kin.system, part, key]),
            hash(&[0x41, kin.operation, part, key]),
            hash(&[0x42, kin.section, part, key]),
            hash(&[0x43, kin.section, part, before]),
        ];
        let [system, operation, section, behind] = near.map(|context| self.memory.get(context));
        let sources = [
            system[0],
            operation[0],
            behind[0],
            section[0],
            before,
            system[1],
            section[1],
            operation[1],
            behind[1],
        ];
        let mut value = NONE;
        for (rank, &candidate) in sources.iter().enumerate() {
            let mut agreed = 0u32;
            for (at, &source) in sources.iter().enumerate() {
                agreed |= u32::from(source == candidate) << at;
            }
            if candidate == NONE || agreed.trailing_zeros() < rank as u32 {
                continue;
            }
            let contexts = [
                hash(&[0x44, agreed, self.record & 7]),
                hash(&[0x45, candidate, part, rank.min(2) as u32]),
            ];
            if self.phrases.model().bit(coder, contexts, candidate == wanted) {
                value = candidate;
                break;
            }
        }
        self.record = self.record << 1 | u32::from(value != NONE);
        if value == NONE {
            let of = |value: Value| axes.labels.get(value as usize >> 1);
            let second = sources
                .into_iter()
                .find(|&source| source != NONE && source != before);
            let like = [of(before), of(second.unwrap_or(NONE))];
            let mut out = Vec::new();
            self.phrases.text(coder, KIND_LABEL, like, words, &mut out)?;
            let contexts = [hash(&[0x46, part]), hash(&[0x47, part, slot.joint])];
            let model = self.phrases.model();
            let joined = model.bit(coder, contexts, joined);
            value = self.label(axes, out) << 1 | u32::from(joined);
        }
        for context in near {
            self.memory.learn(context, value);
        }
        Ok(value)
    }
}

/// All values of some axes that the codes behind a node have, ascending, each with
/// the number of codes that have it.
pub(super) fn keys(nodes: &Nodes, root: u32, axes: u8) -> BTreeMap<Key, u32> {
    let mut front = BTreeMap::from([((0, root), 1u32)]);
    for axis in 0..AXES {
        let mut next: BTreeMap<(Key, u32), u32> = BTreeMap::new();
        for ((key, node), ways) in front {
            for &(bits, child) in nodes.groups(node) {
                if axes >> axis & 1 == 0 {
                    *next.entry((key, child)).or_default() += ways * bits.count_ones();
                    continue;
                }
                for place in places(bits) {
                    *next.entry((key | at_axis(place + 1, axis), child)).or_default() += ways;
                }
            }
        }
        front = next;
    }
    // All lead to the one node behind the last axis.
    front.into_iter().map(|((key, _), ways)| (key, ways)).collect()
}
