//! Which terms of the dictionary a typed word may stand for.

use fst::automaton::Str;
use fst::{Automaton, IntoStreamer, Map, Streamer};
use levenshtein_automata::{DFA, LevenshteinAutomatonBuilder};

use super::query::Word;

/// A word that only begins a term counts by how much of the term it is, but at
/// least this much.
pub(super) const PREFIX_QUALITY: f32 = 0.6;
/// A term that is one slip, or two, away from the word.
const SLIP_QUALITY: [f32; 3] = [1.0, 0.75, 0.55];
/// Words shorter than this must be right: too many short words are alike.
const SHORTEST_WITH_SLIP: usize = 4;
const SHORTEST_WITH_TWO: usize = 8;
/// A term that a word may stand for.
pub(super) struct Candidate {
    pub(super) term: u32,
    pub(super) quality: f32,
}

/// A word with all terms of a file that it may stand for, best first.
#[derive(Default)]
pub(super) struct Matched {
    pub(super) candidates: Vec<Candidate>,
    /// Terms that it was corrected to, the nearest first; empty if it was right.
    pub(super) corrected: Vec<String>,
    /// How near the nearest of them is.
    pub(super) near: f32,
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
    /// Folded terms to their numbers.
    fn map(&self) -> &Map<Vec<u8>>;
    /// How many texts have a term.
    fn uses(&self, term: u32) -> usize;
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

/// The terms that a word begins.
#[inline(never)]
pub(super) fn begun(lookup: &dyn Lookup, word: &Word) -> Matched {
    let folded = word.folded.as_str();
    let length = folded.chars().count();
    let mut matched = Matched::default();
    each(lookup, Str::new(folded).starts_with(), |term, number| {
        let part = length as f32 / term.chars().count().max(1) as f32;
        matched.candidates.push(Candidate {
            term: number,
            quality: PREFIX_QUALITY + (1.0 - PREFIX_QUALITY) * part,
        });
    });
    let exact = lookup.map().get(folded).map(|number| number as u32);
    ordered(lookup, matched, exact)
}

/// The terms that the automaton for so many slips accepts.
#[inline(never)]
pub(super) fn resembled(lookup: &dyn Lookup, word: &Word, slips: u8, automaton: &DFA) -> Matched {
    let length = word.folded.chars().count();
    let quality = SLIP_QUALITY.get(usize::from(slips)).copied().unwrap_or(0.0);
    let mut matched = Matched::default();
    each(lookup, automaton, |term, number| {
        let part = (length as f32 / term.chars().count().max(1) as f32).min(1.0);
        matched.candidates.push(Candidate {
            term: number,
            quality: quality * part,
        });
        // Of terms as near, the one that is used more.
        let near = quality * part + (lookup.uses(number) as f32).ln_1p() / 100.0;
        matched.corrected.push(term.to_owned());
        if near > matched.near {
            matched.near = near;
            let last = matched.corrected.len() - 1;
            matched.corrected.swap(0, last);
        }
    });
    ordered(lookup, matched, None)
}

/// What a word says is what its commonest meaning says; of a word that stands
/// whole in the dictionary, only that one counts.
fn ordered(lookup: &dyn Lookup, mut matched: Matched, exact: Option<u32>) -> Matched {
    let candidates = &mut matched.candidates;
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
