//! Queries of words: which titles and inclusion terms they match, and in what order.
//!
//! Each title and each inclusion term is judged by itself: how much of the query
//! it covers, and how much of it the query covers, words weighed by their
//! rarity. An entry is as good as the best of its texts. Equal entries stay in
//! the book's order.

use std::cmp::Ordering;

use super::answer::Hit;
use super::candidates::{Lookup, Matched};
use super::persons::{Age, age};
use super::query::Word;
use super::ranges::{Amount, number};
use super::refine::Narrow;

/// The share of a score that tells how much of the text the query covers.
const CLOSENESS: f32 = 0.35;
/// A code that can be billed goes before a header that is as good.
pub(super) const BILLABLE_BONUS: f32 = 0.01;
/// An answer has at least this much of what the known words of a query say.
const MOST: f32 = 0.3;
/// Sums of the same numbers in another order differ.
const NEARLY: f32 = 0.999;
/// A text with all words goes before one that lacks some.
const ALL_BONUS: f32 = 0.25;

/// A query's words, and what each says in all sets together.
pub(super) struct Asked<'a> {
    pub(super) words: &'a [Word],
    /// How much each word says; words that no set has, too.
    pub(super) weights: Vec<f32>,
    /// All of them, as bits.
    pub(super) every: u32,
    /// What they say together.
    pub(super) whole: f32,
    /// What the words of a text have to say for it to be an answer.
    pub(super) least: f32,
    /// Whether no set has one of them.
    pub(super) unknown: bool,
    /// Whether one of them denies others.
    pub(super) denies: bool,
    /// Those that name a side, as bits.
    pub(super) sides: u32,
    /// Those that are numbers, as bits.
    pub(super) numbers: u32,
    /// Those that are denied, as bits: what stands behind one that denies.
    pub(super) denied: u32,
    /// How old it says that somebody is.
    pub(super) age: Option<Age>,
}

/// An entry that answers the query.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) score: f32,
    /// The number of its file among those that were asked.
    pub(super) volume: usize,
    pub(super) entry: u32,
    pub(super) document: u32,
    pub(super) extension: u8,
}

impl Found {
    /// The better first; equal ones in the order of the sets and of their books.
    pub(super) fn order(&self, other: &Found) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.volume.cmp(&other.volume))
            .then(self.entry.cmp(&other.entry))
    }
}

/// What is asked of a file.
pub(super) struct Scope<'a> {
    /// The number of the file among those that are asked.
    pub(super) number: usize,
    /// Which of its sets are wanted.
    pub(super) wanted: &'a [bool],
    /// How many hits are.
    pub(super) limit: usize,
}

/// A file that can be asked for words.
pub(super) trait Searched {
    /// How many texts it has, each a title or an inclusion term.
    fn texts(&self) -> usize;

    /// Its dictionary.
    fn lookup(&self) -> &dyn Lookup;

    /// Whether a text means a number without writing it.
    fn means(&self, amount: Amount) -> bool;

    /// Adds entries of the wanted sets with most of the words, in no order: all that
    /// are among the best `limit`, perhaps others. Returns how many entries of each set have most of the words.
    /// Only what is wanted is found and returned; `narrow` counts the rest, too.
    fn find_words(
        &self,
        scope: &Scope,
        asked: &Asked,
        matched: &[Matched],
        narrow: &mut Narrow,
        best: &mut Vec<Found>,
    ) -> Vec<usize>;

    /// An entry that was found, and what of it the words match.
    fn hit(&self, found: Found, asked: &Asked, matched: &[Matched]) -> Option<Hit>;
}

/// Whether a word denies what follows.
fn denies(word: &Word) -> bool {
    matches!(word.folded.as_str(), "without" | "no" | "not" | "non" | "denies")
}

/// The words that are denied, as bits: all behind a denial, up to a `with`.
fn denied(words: &[Word]) -> u32 {
    let mut denied = 0;
    let mut reaches = false;
    for (at, word) in words.iter().enumerate() {
        reaches &= word.folded != "with";
        if reaches {
            denied |= 1 << at;
        }
        reaches |= denies(word);
    }
    denied
}

/// Whether a word names a side.
fn is_side(word: &Word) -> bool {
    matches!(word.folded.as_str(), "right" | "left" | "bilateral" | "both")
}

/// The words of which something is so, as bits.
fn bits(words: &[Word], is: impl Fn(&Word) -> bool) -> u32 {
    let some = words.iter().enumerate().filter(|(_, word)| is(word));
    some.fold(0, |bits, (at, _)| bits | 1 << at)
}

/// What the words of a query that a text has are worth.
#[derive(Clone, Copy, Default)]
pub(super) struct Worth {
    /// Which of the words it has, as bits.
    pub(super) words: u32,
    /// What those say.
    pub(super) query: f32,
    /// What they are in the text, and what all of the text says.
    pub(super) text: f32,
    pub(super) sum: f32,
}

impl<'a> Asked<'a> {
    /// `known` tells which of the words any set has, as bits.
    pub(super) fn new(words: &'a [Word], weights: Vec<f32>, known: u32) -> Self {
        let mut asked = Asked {
            words,
            every: (1 << weights.len()) - 1,
            whole: weights.iter().sum(),
            least: 0.0,
            unknown: false,
            denies: words.iter().any(denies),
            denied: denied(words),
            sides: bits(words, is_side),
            numbers: bits(words, |word| number(&word.folded).is_some()),
            age: age(words),
            weights,
        };
        asked.unknown = asked.said(asked.every & !known) > 0.0;
        // The word that says the most is always enough: some text has it.
        let words = asked.weights.iter().enumerate();
        let heaviest = words
            .filter(|(at, _)| known >> at & 1 == 1)
            .map(|(_, weight)| *weight);
        asked.least = (asked.said(known) * MOST).min(heaviest.fold(0.0, f32::max) * NEARLY);
        asked
    }

    /// What some of the words say.
    pub(super) fn said(&self, words: u32) -> f32 {
        let mut left = words;
        let mut said = 0.0;
        while left != 0 {
            let weight = self.weights.get(left.trailing_zeros() as usize);
            said += weight.copied().unwrap_or(0.0);
            left &= left - 1;
        }
        said
    }

    /// Whether so many of the words make a text an answer.
    pub(super) fn enough(&self, words: u32) -> bool {
        words != 0 && self.said(words) >= self.least
    }

    /// The score of a text; none if it has too few of the words.
    pub(super) fn score(&self, worth: Worth) -> Option<f32> {
        let all = worth.words == self.every;
        if !all && !self.enough(worth.words) {
            return None;
        }
        let closeness = (worth.text / worth.sum.max(f32::MIN_POSITIVE)).min(1.0);
        let score = worth.query / self.whole * (1.0 - CLOSENESS + CLOSENESS * closeness);
        Some(if all { score + ALL_BONUS } else { score })
    }
}
