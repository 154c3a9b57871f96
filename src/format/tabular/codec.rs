//! The model of an entry, one function for both directions.

use super::{CATEGORY, Entry, Labelled, MAX_DEPTH, Tabular};
use crate::format::coder::Coder;
use crate::format::model::{Model, hash};
use crate::format::phrases::Phrases;
use crate::format::thorough::KIND_OTHER;
use crate::format::vocabulary::END;
use crate::format::{Fault, Manner};

/// No code or name of a block is longer.
const MAX_NAME: usize = 63;
/// No entry has a tenth as many inclusion terms or seventh characters.
const MAX_ITEMS: u32 = 4096;
/// No definition of seventh characters has a quarter as many items.
const MAX_LABELS: usize = 256;

const KIND_TITLE: u32 = 0;
const KIND_TERM: u32 = 1;
const KIND_SEVENTH: u32 = 2;
const KIND_NAMES: u32 = 3;

/// Kinds of decisions of a thorough reading: whether a name is the one expected, and
/// its characters.
const KIND_EXPECTED: u32 = KIND_OTHER;
const KIND_NAME: u32 = KIND_OTHER + 8;
/// A code of HCPCS: a letter and four digits.
const NUMBERED: usize = 5;

/// One function for both directions: what the entry's neighbours tell about it,
/// and the model that learns from all before it.
pub(super) struct Codec {
    pub(super) phrases: Phrases,
    /// The latest entry of each depth.
    latest: [u32; MAX_DEPTH as usize + 1],
    /// What the names of the children seen so far at each depth ended with.
    siblings: [u32; MAX_DEPTH as usize + 1],
    /// Whether some titles are Medcode's own words.
    pub(super) mixed: bool,
    /// Whether some titles leave out a capital.
    pub(super) capitals: bool,
    /// Which do.
    pub(super) capital: Vec<u32>,
    /// Whether some entries have other names.
    pub(super) named: bool,
    /// Whether the last names were those expected, the latest in the lowest bit.
    expected: u32,
    /// The entry before, for its memory.
    scratch: Entry,
}

impl Codec {
    pub(super) fn new(forms: usize, manner: Manner) -> Self {
        Codec {
            phrases: Phrases::new(forms, manner),
            mixed: false,
            capitals: false,
            capital: Vec::new(),
            named: false,
            expected: 0,
            latest: [0; MAX_DEPTH as usize + 1],
            siblings: [0; MAX_DEPTH as usize + 1],
            scratch: Entry::default(),
        }
    }

    /// Codes `wanted` as the next entry of `list`, and appends it.
    pub(super) fn entry<C: Coder>(
        &mut self,
        coder: &mut C,
        list: &mut Tabular,
        wanted: &Entry,
    ) -> Result<(), Fault> {
        let number = list.len();
        let before = list.depths.last().copied().unwrap_or(0);
        let last = number
            .checked_sub(1)
            .and_then(|i| list.name(i).last().copied())
            .unwrap_or(0);
        let run = self.siblings.get(usize::from(before)).copied().unwrap_or(0);
        let contexts = [
            hash(&[0xd2, before.into(), last.into()]),
            hash(&[0xd3, before.into(), run]),
        ];
        // How many levels the entry stands above a child of the one before.
        let deepest = if number == 0 { 0 } else { before + 1 };
        let wanted_up = deepest.checked_sub(wanted.depth);
        let up = self
            .phrases
            .model()
            .unary(coder, contexts, wanted_up.map_or(u32::MAX, u32::from));
        let depth = match u32::from(deepest).checked_sub(up) {
            Some(depth) if depth <= u32::from(MAX_DEPTH) => depth as u8,
            _ => return Err(Fault::Damaged("an entry has no parent")),
        };
        let level = usize::from(depth);
        // A parent's children begin anew; deeper levels are closed.
        for (deeper, (latest, siblings)) in self.latest.iter_mut().zip(&mut self.siblings).enumerate() {
            if deeper > level {
                (*latest, *siblings) = (u32::MAX, 0);
            }
        }
        let slot = |latest: &[u32; 16], level: usize| latest.get(level).copied().unwrap_or(u32::MAX);
        let elder = slot(&self.latest, level) as usize;
        let parent = level.checked_sub(1).map_or(u32::MAX, |up| slot(&self.latest, up)) as usize;

        let mut entry = std::mem::take(&mut self.scratch);
        entry.depth = depth;
        self.name(coder, list, depth, [elder, parent], &wanted.name, &mut entry.name)?;
        let ending = entry.name.last().copied().unwrap_or(0);
        let contexts = [hash(&[0xd5, ending.into()]), hash(&[0xd6, depth.into()])];
        let model = self.phrases.model();
        entry.placeholder = model.bit(coder, contexts, wanted.placeholder);
        let before = u32::from(entry.own);
        let contexts = [hash(&[0xd7, before]), hash(&[0xd8, before, depth.into()])];
        entry.own = self.mixed && model.bit(coder, contexts, wanted.own);
        let like = if elder < number {
            [list.titles.get(elder), list.titles.get(parent)]
        } else {
            [list.titles.get(parent), &[]]
        };
        self.phrases.about(topics(&entry.name));
        self.phrases
            .text(coder, KIND_TITLE, like, &wanted.title, &mut entry.title)?;
        let first = entry.title.first().copied().unwrap_or(END);
        let contexts = [hash(&[0xd9, first]), hash(&[0xda, depth.into()])];
        let model = self.phrases.model();
        entry.capital = self.capitals && model.bit(coder, contexts, wanted.capital);
        if entry.capital {
            self.capital.push(number as u32);
        }

        let count = self.count(coder, 0xe1, depth, wanted.terms.len())?;
        entry.terms.clear();
        for i in 0..count {
            let mut term = Vec::new();
            let like = [entry.terms.last().unwrap_or(&entry.title), &entry.title];
            let text = wanted.terms.get(i).map_or(&[][..], |term| term);
            self.phrases
                .text(coder, KIND_TERM, like.map(|text| &text[..]), text, &mut term)?;
            entry.terms.push(term);
        }
        entry.names.clear();
        let count = match self.named {
            true => self.count(coder, 0xe4, depth, wanted.names.len())?,
            false => 0,
        };
        for i in 0..count {
            let mut name = Vec::new();
            let like = [entry.names.last().unwrap_or(&entry.title), &entry.title];
            let text = wanted.names.get(i).map_or(&[][..], |name| name);
            self.phrases
                .text(coder, KIND_NAMES, like.map(|text| &text[..]), text, &mut name)?;
            entry.names.push(name);
        }
        entry.seventh = self.seventh(coder, list, depth, ending, &wanted.seventh)?;

        if let Some(latest) = self.latest.get_mut(level) {
            *latest = number as u32;
        }
        if let Some(siblings) = self.siblings.get_mut(level) {
            *siblings = hash(&[*siblings, ending.into()]);
        }
        list.push(&entry);
        self.scratch = entry;
        Ok(())
    }

    fn count<C: Coder>(&mut self, coder: &mut C, what: u32, depth: u8, count: usize) -> Result<usize, Fault> {
        let contexts = [hash(&[what]), hash(&[what, depth.into()])];
        let count = self.phrases.model().number(coder, contexts, count as u32);
        if count > MAX_ITEMS {
            return Err(Fault::Damaged("an entry has more items than any book gives one"));
        }
        Ok(count as usize)
    }

    /// A code below a category says what it adds to its parent's; all other
    /// names are spelt out beside the one before at their depth.
    fn name<C: Coder>(
        &mut self,
        coder: &mut C,
        list: &Tabular,
        depth: u8,
        [elder, parent]: [usize; 2],
        wanted: &[u8],
        name: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        let above = list.name(parent);
        let below_code = depth > CATEGORY && !above.contains(&b'-');
        let kept = if below_code { above } else { &[] };
        // Terms of an index have no names at all.
        let nameless = elder < list.len() && list.name(elder).is_empty();
        let elder = if elder < list.len() { list.name(elder) } else { &[] };
        let run = self.siblings.get(usize::from(depth)).copied().unwrap_or(0);
        expect(below_code, elder, above, name);
        if nameless {
            name.clear();
        }
        let contexts = [
            hash(&[0xa4, depth.into(), run]),
            hash(&[0xa5, depth.into(), name.last().copied().unwrap_or(0).into()]),
        ];
        let hit = wanted == *name;
        let hit = match self.phrases.mixing() {
            None => self.phrases.model().bit(coder, contexts, hit),
            Some(mixing) => {
                let [one, two] = contexts;
                let last = name.last().copied().unwrap_or(0);
                let [narrow, _] = topics(elder);
                let contexts = [
                    one,
                    two,
                    hash(&[0xa6, depth.into(), self.expected]),
                    hash(&[0xa7, depth.into(), self.expected & 7, last.into()]),
                    hash(&[0xa8, narrow]),
                    hash(&[0xa9, depth.into()]),
                ];
                mixing.bit(coder, KIND_EXPECTED, contexts, hit)
            }
        };
        self.expected = (self.expected << 1 | u32::from(hit)) & 0xff;
        if hit {
            return Ok(());
        }
        name.clear();
        let empty = [
            hash(&[0xa8, depth.into()]),
            hash(&[0xa9, above.len().min(8) as u32]),
        ];
        if self.phrases.model().bit(coder, empty, wanted.is_empty()) {
            return Ok(());
        }
        name.extend_from_slice(kept);
        let mut same = true;
        loop {
            let at = name.len();
            let beside = elder.get(at).copied().unwrap_or(0);
            let behind = name.last().copied().unwrap_or(0);
            let new = (at - kept.len()).min(3) as u32;
            let contexts = [
                hash(&[0xa1, depth.into(), new, beside.into(), same.into()]),
                hash(&[0xa3, new, run, behind.into()]),
            ];
            let letter = wanted.get(at).copied().unwrap_or(0).into();
            let byte = match self.phrases.mixing() {
                None => self.phrases.model().symbol(coder, 8, contexts, letter),
                Some(mixing) => {
                    let [one, two] = contexts;
                    let next = elder.get(at + 1).copied().unwrap_or(0);
                    let beside = [0xab, at as u32, same.into(), beside.into()];
                    let contexts = [
                        one,
                        two,
                        hash(&beside),
                        hash(&[hash(&beside), behind.into()]),
                        hash(&[hash(&beside), 0x100, next.into()]),
                    ];
                    mixing.symbol(coder, KIND_NAME, 8, contexts, 1 << 8, letter)
                }
            } as u8;
            if name.len() >= MAX_NAME {
                return Err(Fault::Damaged("a code does not end"));
            }
            same &= byte == beside;
            name.push(byte);
            let contexts = [
                hash(&[0xa6, depth.into(), new, at.min(8) as u32]),
                hash(&[0xa7, depth.into(), byte.into()]),
            ];
            if self
                .phrases
                .model()
                .bit(coder, contexts, name.len() >= wanted.len())
            {
                return Ok(());
            }
        }
    }

    fn seventh<C: Coder>(
        &mut self,
        coder: &mut C,
        list: &Tabular,
        depth: u8,
        ending: u8,
        wanted: &[Labelled],
    ) -> Result<Vec<Labelled>, Fault> {
        let contexts = [
            hash(&[0xf1, depth.into()]),
            hash(&[0xf2, depth.into(), ending.into()]),
        ];
        if !self.phrases.model().bit(coder, contexts, !wanted.is_empty()) {
            return Ok(Vec::new());
        }
        let known = list
            .definitions
            .iter()
            .position(|known| known == wanted)
            .unwrap_or(list.definitions.len());
        let known = self.count(coder, 0xf2, depth, known)?;
        if let Some(definition) = list.definitions.get(known) {
            self.phrases
                .spend(definition.iter().map(|(_, text)| text.len() + 1).sum())?;
            return Ok(definition.clone());
        }
        let count = self.count(coder, 0xf3, 0, wanted.len())?;
        if count == 0 || count > MAX_LABELS {
            return Err(Fault::Damaged(
                "a definition of seventh characters is empty or endless",
            ));
        }
        let mut items: Vec<Labelled> = Vec::with_capacity(count);
        for i in 0..count {
            let (label, text) = wanted.get(i).map_or((0, &[][..]), |(label, text)| (*label, text));
            let before = items.last().map_or(0, |(label, _)| *label);
            let contexts = [
                hash(&[0xf4, before.into()]),
                hash(&[0xf5, count as u32, i as u32]),
            ];
            let label = self.phrases.model().symbol(coder, 8, contexts, label.into()) as u8;
            let like = [items.last().map_or(&[][..], |(_, text)| text), &[]];
            let mut out = Vec::new();
            self.phrases.text(coder, KIND_SEVENTH, like, text, &mut out)?;
            items.push((label, out));
        }
        Ok(items)
    }
}

/// What codes that begin alike are about.
pub(in crate::format) fn topics(name: &[u8]) -> [u32; 2] {
    let start = |length| name.iter().take(length).fold(0, |h, &c| h << 8 | u32::from(c));
    [start(3), start(2)]
}

/// Puts the name that most often comes next into `name`: the one after the elder
/// sibling's, or else the first below the parent.
fn expect(below_code: bool, elder: &[u8], parent: &[u8], name: &mut Vec<u8>) {
    name.clear();
    name.extend_from_slice(elder);
    let nines = name.iter().rev().take_while(|&&c| c == b'9').count();
    if !below_code && name.len() == NUMBERED && nines > 0 && nines < NUMBERED {
        // A number goes on with its tens.
        for digit in name.iter_mut().rev().take(nines + 1) {
            *digit = if *digit == b'9' {
                b'0'
            } else {
                digit.wrapping_add(1)
            };
        }
    } else if let Some(last) = name.last_mut() {
        *last = if *last == b'9' { b'A' } else { last.wrapping_add(1) };
    } else if below_code {
        name.extend_from_slice(parent);
        name.push(b'0');
    } else {
        // A block's name is its first category, a hyphen and its last.
        name.extend(parent.iter().take_while(|&&c| c != b'-'));
    }
}

/// What some entries have: titles in own words, titles that leave out a capital,
/// other names.
pub(super) fn marks<C: Coder>(codec: &mut Codec, coder: &mut C, [mixed, capitals, named]: [bool; 3]) {
    let wanted = u32::from(mixed) | u32::from(capitals) << 1 | u32::from(named) << 2;
    let marks = head(codec.phrases.model(), coder, wanted);
    (codec.mixed, codec.capitals, codec.named) = (marks & 1 != 0, marks & 2 != 0, marks & 4 != 0);
}

/// How many entries, or exceptions, follow.
pub(super) fn head<C: Coder>(model: &mut Model, coder: &mut C, count: u32) -> u32 {
    model.number(coder, [0xb1, 0xb1], count)
}

/// An exception: how far behind the one before, and the seventh characters that
/// the code lacks.
pub(super) fn gap<C: Coder>(
    model: &mut Model,
    coder: &mut C,
    count: usize,
    distance: u32,
    labels: &[u8],
) -> (u32, Vec<u8>) {
    let distance = model.number(coder, [0xb2, 0xb2], distance);
    let count = model.symbol(coder, 4, [0xb3, 0xb3], count as u32);
    let mut out = Vec::new();
    for i in 0..count as usize {
        let before = out.last().copied().unwrap_or(0);
        let contexts = [hash(&[0xb4, u32::from(before)]), hash(&[0xb5, i as u32])];
        out.push(model.symbol(coder, 8, contexts, labels.get(i).copied().unwrap_or(0).into()) as u8);
    }
    (distance, out)
}
