//! Queries of words over titles that are nowhere written down.
//!
//! A title's words are those of its labels, so it is enough to know which labels the
//! query matches. Tables are gone through from the one that may hold the best title
//! downwards, axis by axis, and left as soon as nothing better than what is known
//! can come of them: the best titles are found exactly, in the order and with the
//! scores that they would have if all were written down. How many titles match is
//! counted for whole groups of codes.

use std::ops::Range;

use super::AxesVolume;
use super::labels::{Hope, Labels, SIDES, Tally, WORDS};
use crate::code::pcs;
use crate::engine::answer::{Hit, Reason, ReasonKind};
use crate::engine::candidates::{Lookup, Matched};
use crate::engine::kinds::Set;
use crate::engine::marks::{kin, marks};
use crate::engine::ranges::Amount;
use crate::engine::refine::{BILLABLE, Narrow, section};
use crate::engine::score::{Asked, BILLABLE_BONUS, Found, Scope, Searched, Worth};
use crate::engine::set::Row;
use crate::engine::tree::NONE;
use crate::format::axes::nodes::{END, places};
use crate::format::axes::{AXES, Key, Slot, Table, Value, at_axis};

/// Sums of the same numbers in another order may differ by as much.
const ROUNDING: f32 = 1e-5;

/// A search under way.
pub(super) struct Search<'a> {
    pub(super) volume: &'a AxesVolume,
    pub(super) asked: &'a Asked<'a>,
    pub(super) labels: Labels,
    /// The number of the file among those that are asked.
    number: usize,
    limit: usize,
    /// The sides that are wanted, as bits of labels; 0 if all are.
    sides: u32,
    /// The best so far, the best first.
    best: Vec<Found>,
}

/// A table that may hold something.
pub(super) struct Promising<'a> {
    pub(super) table: &'a Table,
    pub(super) slots: Vec<(Slot, Range<usize>)>,
    pub(super) start: Tally,
    score: f32,
}

/// How many titles match: by section, and by the sides that they name.
type Counts = Vec<[u32; 8]>;

fn count_of(counts: &mut Counts, number: usize, words: u32) -> Option<&mut u32> {
    let counts = counts.get_mut(number.checked_sub(section(b'0'))?)?;
    counts.get_mut((words >> WORDS) as usize)
}

/// What the axes of a table from each on may add.
type Rest = [Hope; AXES + 1];

/// The axis with which a slot is complete.
pub(super) fn last_axis(slot: Slot) -> usize {
    (u8::BITS - 1).saturating_sub(slot.axes.leading_zeros()) as usize
}

impl<'a> Search<'a> {
    fn tally(&self, tally: &mut Tally, slot: Slot, value: Value) {
        let terms = &self.volume.terms;
        if value & 1 == 1 {
            tally.add(self.labels.words(slot.joint));
            tally.sum += terms.sum(slot.joint);
        }
        tally.add(self.labels.words(value >> 1));
        tally.words |= self.labels.bits_of(slot, value) & SIDES;
        tally.sum += terms.sum(value >> 1);
    }

    /// The best score that may come of what is known and hoped for.
    fn bound(&self, tally: &Tally, hope: &Hope) -> Option<f32> {
        let words = tally.words | hope.words;
        if !self.is_side(words) {
            return None;
        }
        let mut worth = Worth {
            words: words & !SIDES,
            query: tally.query,
            text: tally.text,
            sum: tally.sum + hope.sum,
        };
        for word in places(u64::from(hope.words & !tally.words)) {
            worth.query += hope.query.get(word as usize).copied().unwrap_or(0.0);
            worth.text += hope.text.get(word as usize).copied().unwrap_or(0.0);
        }
        Some(self.asked.score(worth)? + BILLABLE_BONUS)
    }

    /// A table, if a title of it may have most of the words.
    fn promise(&self, table: &'a Table) -> Option<Promising<'a>> {
        let axes = &self.volume.axes;
        let mut words = self.labels.bits(table.lead);
        for (slot, range) in axes.slots(table) {
            words |= self.labels.bits(slot.joint);
            for (_, value) in axes.values(range) {
                words |= self.labels.bits(value >> 1);
            }
        }
        if words & !SIDES == 0 || !self.enough(words) {
            return None;
        }
        let mut start = Tally::default();
        self.tally(&mut start, Slot { axes: 0, joint: 0 }, table.lead << 1);
        let slots: Vec<(Slot, Range<usize>)> = axes.slots(table).collect();
        let mut hope = Hope::default();
        for (slot, range) in &slots {
            hope.join(&self.hope(*slot, range));
        }
        Some(Promising {
            table,
            slots,
            start,
            score: self.bound(&start, &hope)?,
        })
    }

    /// What a slot may add.
    fn hope(&self, slot: Slot, range: &Range<usize>) -> Hope {
        let mut hope = Hope {
            sum: f32::MAX,
            ..Hope::default()
        };
        let (labels, terms) = (&self.labels, &self.volume.terms);
        let joint = terms.sum(slot.joint);
        for (_, value) in self.volume.axes.values(range.clone()) {
            let mut sum = terms.sum(value >> 1);
            hope.words |= labels.bits_of(slot, value) & SIDES;
            if labels.bits(value >> 1) != 0 {
                hope.see(labels.words(value >> 1));
            }
            if value & 1 == 1 {
                sum += joint;
                hope.see(labels.words(slot.joint));
            }
            hope.sum = hope.sum.min(sum);
        }
        hope
    }

    /// What the axes of a table from each on may add.
    fn rest(&self, of: &Promising) -> Rest {
        let mut rest = Rest::default();
        for (slot, range) in &of.slots {
            let hope = self.hope(*slot, range);
            for rest in rest.iter_mut().take(last_axis(*slot) + 1) {
                rest.join(&hope);
            }
        }
        rest
    }

    /// Whether something with this score could still be among the best.
    fn is_wanted(&self, score: f32) -> bool {
        match self.best.last().filter(|_| self.best.len() >= self.limit) {
            Some(last) => score + ROUNDING > last.score,
            None => self.limit > 0,
        }
    }

    /// Goes through the codes of a table from an axis on.
    fn walk(
        &mut self,
        of: &Promising,
        rest: &Rest,
        (axis, node, key): (usize, u32, Key),
        first: u32,
        tally: Tally,
    ) {
        if node == END {
            if self.volume.axes.exceptions().binary_search(&first).is_err() {
                self.keep(first, tally);
            }
            return;
        }
        let mut number = first;
        for place in places(self.volume.axes.nodes.next(node)) {
            let Some(child) = self.volume.axes.nodes.child(node, place) else {
                return;
            };
            let key = key | at_axis(place + 1, axis);
            let mut tally = tally;
            for (slot, range) in of.slots.iter().filter(|(slot, _)| last_axis(*slot) == axis) {
                let value = self.volume.axes.value(*slot, range, key).unwrap_or(0);
                self.tally(&mut tally, *slot, value);
            }
            let [.., last] = rest;
            let hope = rest.get(axis + 1).unwrap_or(last);
            if self
                .bound(&tally, hope)
                .is_some_and(|score| self.is_wanted(score))
            {
                self.walk(of, rest, (axis + 1, child, key), number, tally);
            }
            number += self.volume.axes.nodes.count(child);
        }
    }

    /// Keeps a title if it is among the best.
    fn keep(&mut self, number: u32, tally: Tally) {
        let score = self.asked.score(tally.worth());
        let Some(score) = score.filter(|_| self.is_side(tally.words)) else {
            return;
        };
        let found = Found {
            score: score + BILLABLE_BONUS,
            volume: self.number,
            entry: number,
            document: NONE,
            extension: pcs::LENGTH as u8,
        };
        let at = self.best.partition_point(|known| known.order(&found).is_lt());
        if at < self.limit {
            self.best.insert(at, found);
            self.best.truncate(self.limit);
        }
    }

    /// Goes through the codes whose titles follow no rule, and counts those that match.
    fn irregular(&mut self, narrow: &Narrow, counts: &mut Counts) {
        let volume = self.volume;
        for (number, terms, sum) in volume.terms.irregular() {
            let mut tally = Tally {
                sum,
                ..Tally::default()
            };
            for &term in terms {
                tally.add(self.labels.of_term(term));
                tally.words |= self.labels.side_of_term(term);
            }
            let section = volume.axes.code(number).map_or(0, |[first, ..]| section(first));
            if self.enough(tally.words) {
                if let Some(count) = count_of(counts, section, tally.words) {
                    *count += 1;
                }
                if narrow.is_section(section) {
                    self.keep(number, tally);
                }
            }
        }
    }

    /// Takes back those of these codes that were counted for what their labels say.
    fn miscounted(&self, counts: &mut Counts) {
        let axes = &self.volume.axes;
        let words = |&number: &u32| {
            let (table, key) = axes.place(number)?;
            let slots = axes.slots(table).map(|(slot, range)| {
                let value = axes.value(slot, &range, key).unwrap_or(0);
                self.labels.bits_of(slot, value)
            });
            let words = slots.fold(self.labels.bits(table.lead), |all, bits| all | bits);
            let [first, ..] = table.code;
            Some((section(first), words))
        };
        for (section, words) in axes.exceptions().iter().filter_map(words) {
            if let Some(count) = count_of(counts, section, words).filter(|_| self.enough(words)) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Whether a title with these sides is wanted, or may be.
    fn is_side(&self, words: u32) -> bool {
        self.sides == 0 || self.sides & words != 0
    }

    /// Whether so many of the words make a title an answer.
    pub(super) fn enough(&self, words: u32) -> bool {
        self.asked.enough(words & !SIDES)
    }
}

impl Searched for AxesVolume {
    fn texts(&self) -> usize {
        self.axes.len() as usize
    }

    fn lookup(&self) -> &dyn Lookup {
        &self.terms
    }

    fn means(&self, _: Amount) -> bool {
        false
    }

    fn find_words(
        &self,
        &Scope { number, limit, .. }: &Scope,
        asked: &Asked,
        matched: &[Matched],
        narrow: &mut Narrow,
        best: &mut Vec<Found>,
    ) -> Vec<usize> {
        if asked.whole <= 0.0 || matched.iter().all(Matched::is_empty) {
            return vec![0];
        }
        let mut search = Search {
            volume: self,
            asked,
            labels: Labels::of(self, asked, matched),
            number,
            limit,
            sides: u32::from(narrow.sides()) << WORDS,
            best: Vec::new(),
        };
        let mut counts = vec![[0; _]; pcs::ALPHABET.len()];
        let tables = self.axes.tables.iter();
        let mut tables: Vec<Promising> = tables.filter_map(|table| search.promise(table)).collect();
        for of in &tables {
            let [first, ..] = of.table.code;
            search.count(of, |words, ways| {
                if let Some(count) = count_of(&mut counts, section(first), words) {
                    *count += ways;
                }
            });
        }
        search.miscounted(&mut counts);
        search.irregular(narrow, &mut counts);
        let mut count = 0;
        for (&character, counts) in pcs::ALPHABET.iter().zip(&counts) {
            for (sides, &ways) in (0u16..).zip(counts) {
                if ways > 0 && narrow.see(BILLABLE | sides, section(character), ways) {
                    count += ways as usize;
                }
            }
        }
        tables.retain(|of| {
            let [first, ..] = of.table.code;
            narrow.is_section(section(first))
        });
        tables.sort_by(|a, b| b.score.total_cmp(&a.score));
        for of in &tables {
            if !search.is_wanted(of.score) {
                break;
            }
            let rest = search.rest(of);
            search.walk(of, &rest, (0, of.table.root, 0), of.table.first, of.start);
        }
        best.append(&mut search.best);
        vec![count]
    }

    fn hit(&self, found: Found, asked: &Asked, matched: &[Matched]) -> Option<Hit> {
        let row = Row {
            entry: found.entry as usize,
            extension: found.extension,
        };
        let hit = Set::Axes(super::AxesSet { volume: self }).hit(row);
        Some(Hit {
            marks: marks(&hit.title, asked.words, matched),
            reason: Reason {
                through: kin(&[&hit.title], asked.words, matched),
                ..Reason::of(ReasonKind::Title)
            },
            ..hit
        })
    }
}
