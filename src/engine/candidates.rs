//! Which terms of the dictionary a typed word may stand for.

use fst::automaton::Str;
use fst::{Automaton, IntoStreamer, Map, Streamer};
use levenshtein_automata::{DFA, LevenshteinAutomatonBuilder};

use super::query::Word;
use super::ranges::Amount;
use super::sounds::Sounds;
use crate::text::stem;

/// A word that only begins a term counts by how much of the term it is, but at
/// least this much.
pub(super) const PREFIX_QUALITY: f32 = 0.6;
/// Words shorter than this must be right: too many short words are alike.
const SHORTEST_WITH_SLIP: usize = 4;
const SHORTEST_WITH_TWO: usize = 6;
/// Another form of the word: `fractured` for `fracture`.
const FORM_QUALITY: f32 = 0.95;
/// Another word that means the same.
pub(super) const KIN_QUALITY: f32 = 0.9;
/// A term that the word nearly is, but for letters at the end.
const WHOLE_PREFIX: f32 = 0.9;
/// A term that ends with the word: `polyneuropathy` for `neuropathy`.
const END_QUALITY: f32 = 0.7;
/// A word that is only begun, though it does not grow any more.
const CLOSED_PREFIX: f32 = 0.5;
/// A term of which the word is a misspelling, less for each slip; more if it sounds
/// like it.
const SLIP_FREE: f32 = 0.95;
const SLIP_COST: f32 = 0.14;
const SOUND_BONUS: f32 = 0.1;
/// The most terms that a beginning of one letter, of two and of more stands for.
const MOST_BEGUN: [usize; 3] = [12, 24, 48];
/// Stems and ends of words that are shorter belong to too many.
const SHORTEST_STEM: usize = 3;
const SHORTEST_END: usize = 5;
/// What stands in front of words and makes another of the same kind.
const FRONTS: [&str; 24] = [
    "poly", "mono", "pan", "peri", "endo", "cardio", "neuro", "hyper", "hypo", "post", "pre", "micro",
    "macro", "osteo", "naso", "pharyngo", "gastro", "broncho", "kerato", "thrombo", "myo", "fibro", "adeno",
    "angio",
];
/// A term that a word may stand for.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) term: u32,
    pub(super) quality: f32,
}

/// A word with all terms of a file that it may stand for, best first.
#[derive(Clone, Default)]
pub(super) struct Matched {
    pub(super) candidates: Vec<Candidate>,
    /// Terms that it was corrected to, the nearest first; empty if it was right.
    pub(super) corrected: Vec<String>,
    /// How near the nearest of them is.
    pub(super) near: f32,
    /// The stem of the word, and those of words that mean the same.
    pub(super) stems: Vec<String>,
    /// Whether the word, a form of it or one that means the same is a term.
    pub(super) whole: bool,
    /// The number that it is, if a text means it without writing it.
    pub(super) number: Option<Amount>,
    /// The documents of the term that it most likely stands for.
    pub(super) documents: usize,
}

/// How many slips a word may have: a transposition is one.
pub(super) fn most_slips(word: &Word) -> u8 {
    match word.folded.chars().count() {
        _ if word.folded.bytes().any(|b| b.is_ascii_digit()) => 0,
        length if length < SHORTEST_WITH_SLIP => 0,
        length if length < SHORTEST_WITH_TWO => 1,
        _ => 2,
    }
}

/// A dictionary that words are looked up in.
pub(super) trait Lookup {
    /// Folded terms to their numbers, which count up in the terms' order.
    fn map(&self) -> &Map<Vec<u8>>;
    /// How many texts have a term.
    fn uses(&self, term: u32) -> usize;
    /// Whether a term says next to nothing.
    fn is_faint(&self, term: u32) -> bool;
    /// How many letters a term has.
    fn letters(&self, term: u32) -> usize;
    /// Its terms by their sound.
    fn sounds(&self) -> &Sounds;
}

/// Calls `found` for each term that an automaton accepts.
fn each<A: Automaton>(lookup: &dyn Lookup, automaton: A, mut found: impl FnMut(&str, u32)) {
    let mut stream = lookup.map().search(automaton).into_stream();
    while let Some((term, number)) = stream.next() {
        if let Ok(term) = std::str::from_utf8(term) {
            found(term, number as u32);
        }
    }
}

/// Whether an automaton accepts a term.
pub(super) fn accepts(lookup: &dyn Lookup, automaton: &DFA) -> bool {
    lookup.map().search(automaton).into_stream().next().is_some()
}

/// Whether a term begins with a word.
pub(super) fn begins_any(lookup: &dyn Lookup, word: &str) -> bool {
    let mut stream = lookup.map().range().ge(word).into_stream();
    stream
        .next()
        .is_some_and(|(term, _)| term.starts_with(word.as_bytes()))
}

/// What a word may stand for as it was typed: itself, its other forms, words that
/// mean the same; if it is still growing, terms that it begins.
#[inline(never)]
pub(super) fn known(lookup: &dyn Lookup, word: &Word, family: &[&str]) -> Matched {
    let folded = word.folded.as_str();
    let mut matched = Matched::default();
    let exact = lookup.map().get(folded).map(|number| number as u32);
    matched.add(exact, 1.0);
    forms(lookup, folded, FORM_QUALITY, &mut matched);
    for other in family {
        let number = lookup.map().get(other).map(|number| number as u32);
        matched.add(number, KIN_QUALITY);
        forms(lookup, other, KIN_QUALITY * FORM_QUALITY, &mut matched);
    }
    matched.whole = !matched.candidates.is_empty();
    if word.open {
        begun(lookup, folded, true, &mut matched);
    }
    ordered(lookup, matched, exact)
}

/// What a word may stand for that is no term and has no form that is one: it begins
/// some, ends them, or is misspelt.
#[inline(never)]
pub(super) fn resembled(lookup: &dyn Lookup, word: &Word, slips: Option<(u8, &DFA)>) -> Matched {
    let folded = word.folded.as_str();
    let mut matched = Matched::default();
    begun(lookup, folded, word.open, &mut matched);
    if folded.len() >= SHORTEST_END {
        for front in FRONTS {
            let whole = [front, folded].concat();
            let number = lookup.map().get(&whole).map(|number| number as u32);
            matched.add(number, END_QUALITY);
        }
    }
    if let Some((most, automaton)) = slips {
        let mut near: Vec<(f32, String, u32)> = Vec::new();
        // A slip in a longer word leaves more of it.
        let cost = SLIP_COST * (SHORTEST_WITH_TWO as f32 / folded.len() as f32).min(1.0);
        let uses = |number: u32| (lookup.uses(number) as f32).ln_1p() / 100.0;
        each(lookup, automaton, |term, number| {
            let slips = distance(folded, term, word.open);
            if slips <= u32::from(most) {
                near.push((
                    SLIP_FREE - cost * slips as f32 + uses(number),
                    term.to_owned(),
                    number,
                ));
            }
        });
        for (term, number) in lookup.sounds().like(folded) {
            let slips = distance(folded, term, false);
            // What sounds alike is written alike, the more so in short words.
            let most = if folded.len() > SHORTEST_WITH_TWO {
                1 + folded.len() / 3
            } else {
                2
            };
            if slips as usize <= most {
                let quality = SLIP_FREE + SOUND_BONUS - cost * slips as f32 + uses(number);
                near.push((quality, term.to_owned(), number));
            }
        }
        near.sort_unstable_by(|(a, ..), (b, ..)| b.total_cmp(a));
        let best = near.first().map_or(0.0, |(quality, ..)| *quality);
        for (quality, term, number) in near {
            if quality >= best - SLIP_COST * 0.7 && quality > 0.2 {
                matched.add(Some(number), quality.min(0.9));
                if !matched.corrected.contains(&term) {
                    matched.corrected.push(term);
                }
                matched.near = matched.near.max(quality);
            }
        }
    }
    ordered(lookup, matched, None)
}

/// How many slips part two words: letters that are wrong, missing, too many or
/// exchanged with their neighbour. Of an open word, what follows is no slip.
fn distance(one: &str, other: &str, open: bool) -> u32 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut before = vec![0u32; width];
    let mut last: Vec<u32> = (0..width as u32).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i as u32 + 1; width];
        for (j, b) in other.iter().enumerate() {
            let at = |row: &[u32], j: usize| row.get(j).copied().unwrap_or(u32::MAX / 2);
            let mut least = (at(&last, j) + u32::from(a != b))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            if i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a) {
                least = least.min(at(&before, j - 1) + 1);
            }
            if let Some(slot) = row.get_mut(j + 1) {
                *slot = least;
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    let whole = last.last().copied().unwrap_or(0);
    if open {
        // A term that goes on is a little further than one that ends.
        let begun = last.iter().copied().min().unwrap_or(0);
        whole.min(begun + u32::from(begun < whole && begun > 0 && whole > begun + 3))
    } else {
        whole
    }
}

/// Other forms of a word.
fn forms(lookup: &dyn Lookup, word: &str, quality: f32, matched: &mut Matched) {
    let wanted = stem(word);
    // Its last letter may stand for another ending.
    let Some(start) = wanted
        .get(..wanted.len().saturating_sub(1))
        .filter(|start| start.len() >= SHORTEST_STEM)
    else {
        return;
    };
    each(lookup, Str::new(start).starts_with(), |term, number| {
        if term != word && stem(term) == wanted {
            matched.add(Some(number), quality);
        }
    });
}

/// The terms that a word begins; of a word that is hardly begun, those that most texts
/// have.
fn begun(lookup: &dyn Lookup, folded: &str, open: bool, matched: &mut Matched) {
    let length = folded.chars().count();
    if length < 2 && !open {
        return;
    }
    let least = if open { PREFIX_QUALITY } else { CLOSED_PREFIX };
    // The terms that it begins stand together.
    let first = |key: &[u8]| {
        let mut terms = lookup.map().range().ge(key).into_stream();
        terms
            .next()
            .map_or(lookup.map().len() as u32, |(_, number)| number as u32)
    };
    let behind = [folded.as_bytes(), &[u8::MAX]].concat();
    let itself = u32::from(lookup.map().contains_key(folded));
    let mut begun: Vec<u32> = (first(folded.as_bytes()) + itself..first(&behind)).collect();
    begun.retain(|&term| !lookup.is_faint(term));
    let [.., longest] = MOST_BEGUN;
    let most = MOST_BEGUN
        .get(length.saturating_sub(1))
        .copied()
        .unwrap_or(longest);
    if begun.len() > most {
        begun.select_nth_unstable_by_key(most, |&term| std::cmp::Reverse(lookup.uses(term)));
        begun.truncate(most);
    }
    for term in begun {
        let part = length as f32 / lookup.letters(term).max(1) as f32;
        matched.add(Some(term), least + (WHOLE_PREFIX - least) * part);
    }
}

impl Matched {
    /// Whether no text has the word.
    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty() && self.number.is_none()
    }

    fn add(&mut self, term: Option<u32>, quality: f32) {
        self.candidates
            .extend(term.map(|term| Candidate { term, quality }));
    }
}

/// What a word says is what its commonest meaning says; of a word that stands
/// whole in the dictionary, only that one counts.
fn ordered(lookup: &dyn Lookup, mut matched: Matched, exact: Option<u32>) -> Matched {
    let candidates = &mut matched.candidates;
    candidates.sort_unstable_by(|a, b| a.term.cmp(&b.term).then(b.quality.total_cmp(&a.quality)));
    candidates.dedup_by_key(|candidate| candidate.term);
    candidates.sort_unstable_by(|a, b| b.quality.total_cmp(&a.quality).then(a.term.cmp(&b.term)));
    matched.documents = match exact {
        Some(term) => lookup.uses(term),
        None => candidates.iter().map(|c| lookup.uses(c.term)).max().unwrap_or(0),
    };
    matched
}

/// The automaton for a word with at most `slips` slips (a transposition is one);
/// of an open word it accepts every continuation, too.
pub(super) fn automaton(word: &Word, slips: u8) -> DFA {
    let builder = LevenshteinAutomatonBuilder::new(slips, true);
    if word.open {
        builder.build_prefix_dfa(&word.folded)
    } else {
        builder.build_dfa(&word.folded)
    }
}
