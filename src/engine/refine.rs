//! What hits can be narrowed by besides their set: chapter, side, encounter, and
//! whether they can be billed; and how many each would leave.
//!
//! Of each entry of a list it is worked out once, when words are first searched for,
//! in two bytes, from the words of titles and of seventh characters. Counted are all
//! hits, not only those that are shown. What is counted for a choice leaves out what
//! was chosen of its own kind, so that the others beside it say what they would bring.
//!
//! Never contains: what these things are called on a screen.

use serde::Serialize;

use super::answer::Answer;
use super::candidates::Lookup;
use super::kinds::Set;
use super::score::Found;
use super::set::Row;
use super::shown::INITIAL;
use super::volume::TabularVolume;
use crate::code::scheme::address;
use crate::code::{cm, pcs};

/// What can be chosen besides a chapter: its kind and its value, in the order of the
/// bits that stand for it.
const CHOICES: [(&str, &str); 8] = [
    ("side", "right"),
    ("side", "left"),
    ("side", "bilateral"),
    ("side", "unspecified"),
    ("encounter", "initial"),
    ("encounter", "subsequent"),
    ("encounter", "sequela"),
    ("billable", "true"),
];
/// Of the same order, the words that tell it, and one that two of them need beside it.
const WORDS: [(&str, u16); 10] = [
    ("right", RIGHT),
    ("left", LEFT),
    ("bilateral", BILATERAL),
    ("unspecified", UNSPECIFIED),
    ("initial", FIRST),
    ("subsequent", SUBSEQUENT),
    ("sequela", SEQUELA),
    ("sequelae", SEQUELA),
    ("sequelas", SEQUELA),
    ("encounter", MET),
];
pub(super) const RIGHT: u16 = 1;
pub(super) const LEFT: u16 = 1 << 1;
pub(super) const BILATERAL: u16 = 1 << 2;
const UNSPECIFIED: u16 = 1 << 3;
const FIRST: u16 = 1 << 4;
const SUBSEQUENT: u16 = 1 << 5;
const SEQUELA: u16 = 1 << 6;
pub(super) const BILLABLE: u16 = 1 << 7;
/// Only while marks are made.
const MET: u16 = 1 << 15;
/// The bits of each kind of choice.
const KINDS: [u16; 3] = [SIDES, ENCOUNTERS, BILLABLE];
const ENCOUNTERS: u16 = FIRST | SUBSEQUENT | SEQUELA;
const SIDES: u16 = RIGHT | LEFT | BILATERAL | UNSPECIFIED;
const CHAPTER: &str = "chapter";
/// Above the bits stands the number of the chapter, 0 for none.
const CHAPTER_SHIFT: u32 = 8;
/// Sections of ICD-10-PCS count on from here: more chapters no edition has.
const SECTIONS: usize = 32;
/// All numbers of chapters and sections.
const CHAPTERS: usize = SECTIONS + pcs::ALPHABET.len() + 1;

/// How many hits each choice would leave: bits, then chapters.
type Counts = [u32; CHOICES.len() + CHAPTERS];

/// Something that hits can be narrowed by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refinement {
    /// `chapter`, `side`, `encounter` or `billable`.
    pub by: &'static str,
    /// `19`, `icd10pcs:0`; `right`, `left`, `bilateral`, `unspecified`; `initial`,
    /// `subsequent`, `sequela`; `true`.
    pub value: String,
    /// The official title of a chapter or section.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// How many hits it would leave.
    pub total: usize,
    /// Whether it is chosen.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub chosen: bool,
}

impl Refinement {
    /// As [`super::Options::refine`] has it: `side=right`.
    pub fn choice(&self) -> String {
        [self.by, "=", &self.value].concat()
    }
}

/// Whether a text is something that hits can be narrowed to.
pub fn is_choice(text: &str) -> bool {
    Narrow::of(&mut vec![text.to_owned()]).is_chosen()
}

/// Of each entry of a list, what it can be narrowed by.
pub(super) struct Facets {
    of_entry: Vec<u16>,
    /// The same of the seventh characters of each definition.
    of_labels: Vec<Vec<(u8, u16)>>,
    /// The entries of the chapters.
    chapters: Vec<u32>,
}

impl Facets {
    #[inline(never)]
    pub(super) fn of(volume: &TabularVolume) -> Self {
        let terms: Vec<(u32, u16)> = WORDS
            .iter()
            .filter_map(|(word, bit)| Some((volume.terms.map().get(word)? as u32, *bit)))
            .collect();
        let mut of_entry = vec![0u16; volume.len()];
        for &(term, bit) in &terms {
            for (document, denied) in volume.terms.documents(term) {
                if let Some(bits) = of_entry.get_mut(document as usize).filter(|_| !denied) {
                    *bits |= bit;
                }
            }
        }
        let label = |(label, meaning): &(u8, Vec<u32>)| {
            let known = meaning.iter().filter_map(|&form| volume.terms.of_form(form));
            let bits = known.fold(0, |bits, term| {
                let of = terms.iter().filter(|(one, _)| *one == term);
                of.fold(bits, |bits, (_, bit)| bits | bit)
            });
            (*label, bits)
        };
        let of_labels = volume.list.definitions.iter().map(|labels| {
            let mut all: Vec<(u8, u16)> = labels.iter().filter(|(c, _)| *c != 0).map(label).collect();
            let sided = is_sided(all.iter().fold(0, |bits, (_, more)| bits | one_sided(*more)));
            for (_, bits) in &mut all {
                *bits = settled(*bits, sided);
            }
            all
        });
        let of_labels: Vec<Vec<(u8, u16)>> = of_labels.collect();
        // A side is one only where a sibling has the other: not that of a right heart failure.
        let mut below = vec![0u16; volume.len()];
        for (entry, bits) in of_entry.iter().enumerate() {
            if let Some(below) = volume.parent(entry).and_then(|parent| below.get_mut(parent)) {
                *below |= one_sided(*bits);
            }
        }
        let mut chapters = Vec::new();
        let mut chapter = 0;
        for entry in 0..volume.len() {
            let parent = volume.parent(entry);
            let siblings = parent.and_then(|parent| below.get(parent)).copied();
            let above = parent.and_then(|parent| of_entry.get(parent)).copied();
            let set = volume.set(volume.set_of(entry));
            let depth = volume.list.depths.get(entry).copied();
            let is_cm = set.is_some_and(|set| set.scheme().set == cm::SET);
            chapter = match depth {
                Some(1) if is_cm => {
                    chapters.push(entry as u32);
                    (chapter + 1).min(SECTIONS as u16 - 1)
                }
                Some(0) => 0,
                _ => chapter,
            };
            let Some(bits) = of_entry.get_mut(entry) else {
                continue;
            };
            *bits = if is_sided(siblings.unwrap_or(0)) {
                settled(*bits, true)
            } else {
                settled(*bits, false) | above.unwrap_or(0) & SIDES
            };
            let labels = of_labels.get(volume.definition(entry) as usize);
            *bits |= all(labels.map_or(&[], Vec::as_slice));
            if volume.shown(entry).is_some_and(|shown| shown.billable) {
                *bits |= BILLABLE;
            }
            *bits |= chapter << CHAPTER_SHIFT;
        }
        Facets {
            of_entry,
            of_labels,
            chapters,
        }
    }
}

fn all(labels: &[(u8, u16)]) -> u16 {
    labels.iter().fold(0, |bits, (_, more)| bits | more)
}

/// A text of both sides tells neither from the other.
fn one_sided(bits: u16) -> u16 {
    if is_sided(bits) { 0 } else { bits }
}

/// Whether among texts that stand beside each other there is one for each side.
fn is_sided(bits: u16) -> bool {
    bits & RIGHT != 0 && bits & LEFT != 0
}

/// What the words of a text come to.
fn settled(bits: u16, sided: bool) -> u16 {
    let side = match (sided, bits & (RIGHT | LEFT)) {
        (false, _) => 0,
        _ if bits & BILATERAL != 0 => BILATERAL,
        (_, 0) => bits & UNSPECIFIED,
        (_, RIGHT) => RIGHT,
        (_, LEFT) => LEFT,
        _ => BILATERAL,
    };
    let met = if bits & MET != 0 { FIRST | SUBSEQUENT } else { 0 };
    side | bits & (met | SEQUELA)
}

/// What is chosen, and what was counted.
pub(super) struct Narrow {
    /// The wanted bits; of a kind of which none is wanted, all will do.
    wanted: u16,
    /// The number of the wanted chapter or section, 0 if all will do.
    chapter: usize,
    counts: Counts,
    /// What was counted before, and the most of each file.
    before: Counts,
    most: Vec<Counts>,
}

impl Narrow {
    /// What is chosen; drops from the choices what is none.
    #[inline(never)]
    pub(super) fn of(choices: &mut Vec<String>) -> Self {
        let mut narrow = Narrow {
            wanted: 0,
            chapter: 0,
            counts: [0; _],
            before: [0; _],
            most: Vec::new(),
        };
        choices.retain(|choice| {
            let (by, value) = choice.split_once('=').unwrap_or((choice, ""));
            if by == CHAPTER {
                narrow.chapter = chapter_of(value);
                return narrow.chapter > 0;
            }
            let at = CHOICES.iter().position(|known| *known == (by, value));
            narrow.wanted |= at.map_or(0, |at| 1 << at);
            at.is_some()
        });
        narrow
    }

    pub(super) fn is_chosen(&self) -> bool {
        self.wanted != 0 || self.chapter != 0
    }

    /// Of the wanted sides those that a title of axes can have.
    pub(super) fn sides(&self) -> u16 {
        self.wanted & SIDES
    }

    /// Whether a section of codes that are put together from axes may hold what is
    /// wanted: no procedure belongs to an encounter.
    pub(super) fn is_section(&self, section: usize) -> bool {
        (self.chapter == 0 || self.chapter == section) && self.wanted & ENCOUNTERS == 0
    }

    /// Counts hits that are alike; says whether they are what is wanted.
    #[inline(never)]
    pub(super) fn see(&mut self, bits: u16, chapter: usize, hits: u32) -> bool {
        let mut misses = 0;
        let mut open = u16::MAX;
        for kind in KINDS {
            if self.wanted & kind != 0 && self.wanted & kind & bits == 0 {
                misses += 1;
                open = kind;
            }
        }
        let elsewhere = self.chapter != 0 && self.chapter != chapter;
        if elsewhere {
            misses += 1;
            open = 0;
        }
        if misses > 1 {
            return false;
        }
        // Without a branch: this is done for thousands of hits at every key.
        let counted = bits & open;
        for (bit, count) in self.counts.iter_mut().take(CHOICES.len()).enumerate() {
            *count += hits * u32::from(counted >> bit & 1);
        }
        if (misses == 0 || elsewhere)
            && let Some(count) = self.counts.get_mut(CHOICES.len() + chapter)
        {
            *count += hits;
        }
        misses == 0
    }

    /// Counts the entries that were found from a place on, and leaves those that are
    /// wanted, with the seventh character that is.
    #[inline(never)]
    pub(super) fn keep(&mut self, volume: &TabularVolume, from: usize, best: &mut Vec<Found>) {
        let facets = volume.facets();
        let mut at = 0;
        best.retain_mut(|found| {
            at += 1;
            at <= from || self.keeps(facets, volume, found)
        });
    }

    #[inline(never)]
    fn keeps(&mut self, facets: &Facets, volume: &TabularVolume, found: &mut Found) -> bool {
        let entry = found.entry as usize;
        let mut bits = facets.of_entry.get(entry).copied().unwrap_or(0);
        let labels = facets.of_labels.get(volume.definition(entry) as usize);
        if let Some(labels) = labels.filter(|_| self.wanted != 0 || found.extension > INITIAL) {
            let of = all(labels);
            // Another than the first was asked for in words.
            if found.extension != 0 && found.extension != INITIAL {
                let same = labels.iter().find(|(label, _)| *label == found.extension);
                bits = bits & !of | same.map_or(0, |(_, bits)| *bits);
            } else if self.wanted & of != 0 {
                let fits = |bits: u16| {
                    KINDS.iter().all(|kind| {
                        let wanted = self.wanted & kind & of;
                        wanted == 0 || wanted & bits != 0
                    })
                };
                let has = |label: u8| volume.extensions(entry).any(|(known, _)| *known == label);
                let mut fitting = labels.iter().filter(|(label, bits)| fits(*bits) && has(*label));
                found.extension = fitting.next().map_or(found.extension, |(label, _)| *label);
            }
            if found.extension != 0 {
                bits |= BILLABLE;
            }
        }
        self.see(bits, usize::from(bits >> CHAPTER_SHIFT), 1)
    }

    /// Counts a row; says whether it is wanted.
    #[inline(never)]
    pub(super) fn row(&mut self, volume: &TabularVolume, row: Row) -> bool {
        let facets = volume.facets();
        let mut bits = facets.of_entry.get(row.entry).copied().unwrap_or(0);
        if let Some(labels) = facets.of_labels.get(volume.definition(row.entry) as usize) {
            let same = labels.iter().find(|(label, _)| *label == row.extension);
            bits = bits & !(all(labels) | BILLABLE) | same.map_or(0, |(_, bits)| bits | BILLABLE);
        }
        self.see(bits, usize::from(bits >> CHAPTER_SHIFT), 1)
    }

    /// Counts the hits that the query names outright, so many at the front of an answer,
    /// and takes out those that are not wanted.
    #[inline(never)]
    pub(super) fn outright(&mut self, sets: &[Set], hits: usize, answer: &mut Answer) {
        let mut at = 0;
        let Answer {
            results,
            total,
            sets: counts,
            ..
        } = answer;
        results.retain(|hit| {
            at += 1;
            if at > hits {
                return true;
            }
            let set = sets.iter().find(|set| set.scheme().set == hit.set);
            let row = set.and_then(|set| Some((set, set.find(&hit.code)?)));
            let wanted = match row {
                Some((Set::Tabular(set), row)) => self.row(set.volume, row),
                Some((Set::Axes(_), _)) => {
                    let first = hit.code.bytes().next().map_or(0, section);
                    self.see(if hit.billable { BILLABLE } else { 0 }, first, 1)
                }
                None => self.see(0, 0, 1),
            };
            if !wanted {
                *total -= 1;
                for count in counts.iter_mut().filter(|count| count.set == hit.set) {
                    count.total -= 1;
                }
            }
            wanted
        });
        counts.retain(|count| count.total > 0);
    }

    /// A file was gone through for a reading of the query: of several readings the one
    /// that finds most counts.
    #[inline(never)]
    pub(super) fn counted(&mut self, file: usize) {
        while self.most.len() <= file {
            self.most.push([0; _]);
        }
        for (most, count) in self
            .most
            .get_mut(file)
            .into_iter()
            .flatten()
            .zip(&mut self.counts)
        {
            *most = (*most).max(std::mem::take(count));
        }
    }

    /// What was counted so far counts beside what comes.
    #[inline(never)]
    pub(super) fn settle(&mut self) {
        for (before, count) in self.before.iter_mut().zip(&mut self.counts) {
            *before += std::mem::take(count);
        }
    }

    /// All counts together.
    #[inline(never)]
    fn sum(&self) -> Counts {
        let mut sum = self.before;
        for most in self.most.iter().chain([&self.counts]) {
            for (sum, count) in sum.iter_mut().zip(most) {
                *sum += count;
            }
        }
        sum
    }

    /// Where nothing is left: drops a choice without which there is something, or else
    /// all, from the choices and says which.
    #[inline(never)]
    pub(super) fn relax(&self, choices: &mut Vec<String>) -> Vec<String> {
        let sum = self.sum();
        let counted = |choice: &String| {
            let by = choice.split_once('=').map_or("", |(by, _)| by);
            let mut bits = CHOICES.iter().zip(&sum).filter(|((kind, _), _)| *kind == by);
            bits.any(|(_, count)| *count > 0)
                || by == CHAPTER && sum.iter().skip(CHOICES.len()).any(|count| *count > 0)
        };
        match choices.iter().position(counted) {
            Some(at) => vec![choices.remove(at)],
            None => std::mem::take(choices),
        }
    }

    /// What the hits of an answer can be narrowed by: only what parts them, or is chosen.
    #[inline(never)]
    pub(super) fn offer(&self, sets: &[Set], answer: &mut Answer) {
        let sum = self.sum();
        let total = answer.total;
        for kind in KINDS {
            let chosen = self.wanted & kind;
            let bits = (0..CHOICES.len()).filter(|bit| kind >> bit & 1 == 1);
            let some = bits.filter_map(|bit| {
                let count = *sum.get(bit)? as usize;
                let (by, value) = CHOICES.get(bit)?;
                let chosen = chosen >> bit & 1 == 1;
                let parts = kind != BILLABLE || chosen || count < total;
                (count > 0 && parts).then(|| Refinement {
                    by,
                    value: (*value).to_owned(),
                    title: String::new(),
                    total: count,
                    chosen,
                })
            });
            let some: Vec<Refinement> = some.collect();
            if some.len() > 1 || chosen != 0 || kind == BILLABLE {
                answer.refinements.extend(some);
            }
        }
        let chapters = sum.iter().skip(CHOICES.len()).enumerate().skip(1);
        let chapters = chapters.filter(|(_, count)| **count > 0);
        let chapters = chapters.filter_map(|(chapter, &count)| {
            let (of, name) = chapter_name(chapter);
            let set = sets.iter().find(|set| set.scheme().set == of)?;
            let row = match set {
                // Not by its name, for which the whole list would be gone through.
                Set::Tabular(set) => {
                    let entry = set.volume.facets().chapters.get(chapter.checked_sub(1)?);
                    entry.map(|&entry| Row::of(entry as usize))
                }
                Set::Axes(set) => set.find(&name),
            };
            Some(Refinement {
                by: CHAPTER,
                title: row.map_or(String::new(), |row| set.title(row)),
                value: address(of, &name),
                total: count as usize,
                chosen: self.chapter == chapter,
            })
        });
        let chapters: Vec<Refinement> = chapters.collect();
        if chapters.len() > 1 || self.chapter != 0 {
            answer.refinements.extend(chapters);
        }
    }
}

/// The number of a section of ICD-10-PCS.
pub(super) fn section(character: u8) -> usize {
    SECTIONS + pcs::place(character).map_or(0, |place| place as usize + 1)
}

/// The number of a chapter or section that is named; 0 for none.
fn chapter_of(name: &str) -> usize {
    let section_of = |name: &str| name.bytes().next().map(|c| section(c.to_ascii_uppercase()));
    match name
        .strip_prefix(pcs::SET)
        .and_then(|name| name.strip_prefix(':'))
    {
        Some(name) => section_of(name).unwrap_or(0),
        None => name.parse().ok().filter(|&number| number < SECTIONS).unwrap_or(0),
    }
}

/// The set of a chapter or section, and its name there.
fn chapter_name(chapter: usize) -> (&'static str, String) {
    match chapter.checked_sub(SECTIONS + 1) {
        Some(place) => (pcs::SET, char::from(pcs::character(place as u32)).to_string()),
        None => (cm::SET, chapter.to_string()),
    }
}
