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
use crate::code::pcs;
use crate::engine::answer::{Hit, Reason, ReasonKind};
use crate::engine::candidates::{Lookup, Matched};
use crate::engine::marks::marks;
use crate::engine::score::{Asked, BILLABLE_BONUS, Found, Searched, Worth};
use crate::engine::set::Row;
use crate::engine::tree::NONE;
use crate::format::axes::nodes::{END, places};
use crate::format::axes::{AXES, Key, Slot, Table, Value, at_axis, place_at};

/// The most words of a query.
const WORDS: usize = 16;
/// Sums of the same numbers in another order may differ by as much.
const ROUNDING: f32 = 1e-5;

/// A word that a label has: its number in the query, and what it adds to what the
/// title has of the query, and to what the query has of the title.
#[derive(Clone, Copy)]
struct Has {
    word: u8,
    query: f32,
    text: f32,
}

/// Which words the labels have.
struct Labels {
    /// Of each label the number of its words in `having`, and one more; 0 for none.
    numbers: Vec<u16>,
    having: Vec<Vec<Has>>,
    /// Of each label its words, as bits.
    bits: Vec<u32>,
}

impl Labels {
    fn of(volume: &AxesVolume, asked: &Asked, matched: &[Matched]) -> Self {
        let mut labels = Labels {
            numbers: vec![0; volume.axes.labels.len()],
            having: Vec::new(),
            bits: vec![0; volume.axes.labels.len()],
        };
        for (word, (matched, &weight)) in (0u8..).zip(matched.iter().zip(&asked.weights)).take(WORDS) {
            for candidate in &matched.candidates {
                let has = Has {
                    word,
                    query: weight * candidate.quality,
                    text: volume.terms.weight(candidate.term) * candidate.quality,
                };
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

    fn bits(&self, label: u32) -> u32 {
        self.bits.get(label as usize).copied().unwrap_or(0)
    }

    /// The words of a value of a slot, with those that join it.
    fn bits_of(&self, slot: Slot, value: Value) -> u32 {
        let joint = if value & 1 == 1 { self.bits(slot.joint) } else { 0 };
        joint | self.bits(value >> 1)
    }

    fn words(&self, label: u32) -> &[Has] {
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
struct Tally {
    words: u32,
    query: f32,
    text: f32,
    sum: f32,
}

impl Tally {
    fn add(&mut self, having: &[Has]) {
        for has in having.iter().filter(|has| self.words >> has.word & 1 == 0) {
            self.query += has.query;
            self.text += has.text;
        }
        self.words |= bits(having);
    }
}

fn bits(having: &[Has]) -> u32 {
    having.iter().fold(0, |bits, has| bits | 1 << has.word)
}

/// The best that some parts of a title may add.
#[derive(Clone, Copy, Default)]
struct Hope {
    words: u32,
    query: [f32; WORDS],
    text: [f32; WORDS],
    /// The least that they say together.
    sum: f32,
}

impl Hope {
    fn see(&mut self, having: &[Has]) {
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
    fn join(&mut self, other: &Hope) {
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

/// A search under way.
struct Search<'a> {
    volume: &'a AxesVolume,
    asked: &'a Asked<'a>,
    labels: Labels,
    /// The number of the file among those that are asked.
    number: usize,
    limit: usize,
    /// The best so far, the best first.
    best: Vec<Found>,
}

/// A table that may hold something.
struct Promising<'a> {
    table: &'a Table,
    slots: Vec<(Slot, Range<usize>)>,
    start: Tally,
    score: f32,
}

/// What the axes of a table from each on may add.
type Rest = [Hope; AXES + 1];

/// The axis with which a slot is complete.
fn last_axis(slot: Slot) -> usize {
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
        tally.sum += terms.sum(value >> 1);
    }

    /// The best score that may come of what is known and hoped for.
    fn bound(&self, tally: &Tally, hope: &Hope) -> Option<f32> {
        let mut worth = Worth {
            words: (tally.words | hope.words).count_ones(),
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
        let enough = |words: u32| words.count_ones() * 2 >= self.asked.usable;
        let mut words = self.labels.bits(table.lead);
        for (slot, range) in axes.slots(table) {
            words |= self.labels.bits(slot.joint);
            for (_, value) in axes.values(range) {
                words |= self.labels.bits(value >> 1);
            }
        }
        if words == 0 || !enough(words) {
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
            self.keep(first, tally);
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
        let worth = Worth {
            words: tally.words.count_ones(),
            query: tally.query,
            text: tally.text,
            sum: tally.sum,
        };
        let Some(score) = self.asked.score(worth) else {
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

    /// How many titles of a table have most of the words.
    fn count(&self, of: &Promising) -> u32 {
        let nodes = &self.volume.axes.nodes;
        let enough = |words: u32| words.count_ones() * 2 >= self.asked.usable;
        if enough(of.start.words) {
            return nodes.count(of.table.root);
        }
        let said = self.said(of);
        let mut count = 0;
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
                        if enough(words) {
                            count += ways * nodes.count(child);
                        } else if enough(words | later) {
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
        count
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

impl Searched for AxesVolume {
    fn texts(&self) -> usize {
        self.axes.len() as usize
    }

    fn lookup(&self) -> &dyn Lookup {
        &self.terms
    }

    fn find_words(
        &self,
        number: usize,
        _: &[bool],
        limit: usize,
        asked: &Asked,
        matched: &[Matched],
        best: &mut Vec<Found>,
    ) -> Vec<usize> {
        if asked.whole <= 0.0 || matched.iter().all(|word| word.candidates.is_empty()) {
            return vec![0];
        }
        let mut search = Search {
            volume: self,
            asked,
            labels: Labels::of(self, asked, matched),
            number,
            limit,
            best: Vec::new(),
        };
        let tables = self.axes.tables.iter();
        let mut tables: Vec<Promising> = tables.filter_map(|table| search.promise(table)).collect();
        let count = tables.iter().map(|table| search.count(table) as usize).sum();
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
        let set = super::AxesSet { volume: self };
        let row = Row {
            entry: found.entry as usize,
            extension: found.extension,
        };
        let hit = set.hit(row);
        Some(Hit {
            marks: marks(&hit.title, asked.words, matched),
            reason: Reason {
                kind: ReasonKind::Title,
                text: String::new(),
                marks: Vec::new(),
            },
            ..hit
        })
    }
}
