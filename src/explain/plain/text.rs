//! A title in its words, and the terms that stand there.

use super::UNSPECIFIED;
use super::sentence::BILATERAL;
use crate::engine::{PlainWords, Term};
use crate::format::plain::Naming;
use crate::text::is_word_char;

/// The most words of a title's end that is a side: `unspecified lesser toe`.
const LONGEST_SIDE: usize = 5;
/// Words that stand within terms without changing what they are: `neck of right femur`.
const SIDES: [&str; 3] = ["right", "left", UNSPECIFIED];

/// A word of a text.
pub(super) struct Word {
    /// In small letters.
    pub(super) small: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A text in its words.
pub(super) struct Text<'a> {
    pub(super) terms: &'a PlainWords,
    pub(super) set: &'a str,
    pub(super) whole: &'a str,
    pub(super) words: Vec<Word>,
    /// Whether it is about an illness; see [`plain`].
    pub(super) illness: bool,
}

/// A term at a place of a text.
pub(super) struct Hit<'a> {
    pub(super) term: &'a Term,
    /// How many words of the text it takes.
    pub(super) taken: usize,
    /// The side that stands within it, by its place.
    pub(super) side: Option<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn of(terms: &'a PlainWords, set: &'a str, whole: &'a str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut from = None;
        // Hyphens, strokes and apostrophes within a word belong to it.
        let joins = |c| matches!(c, '-' | '/' | '\'');
        for (at, c) in whole.char_indices().chain([(whole.len(), ' ')]) {
            match from {
                None if is_word_char(c) => from = Some(at),
                Some(start) if !is_word_char(c) && !joins(c) => {
                    let text = whole.get(start..at).unwrap_or("").trim_end_matches(joins);
                    words.push(Word {
                        small: text.to_ascii_lowercase(),
                        start,
                        end: start + text.len(),
                    });
                    from = None;
                }
                _ => {}
            }
        }
        Text {
            terms,
            set,
            whole,
            words,
            illness: false,
        }
    }

    /// Of a whole text that is a stage of the treatment, its plain words.
    pub(super) fn stage(&self) -> Option<&'a str> {
        let words = self.words.iter().map(|word| word.small.as_str());
        let found = self.terms.longest(words, self.set)?;
        let whole = found.words == self.words.len() && found.term.naming == Naming::Encounter;
        whole.then_some(&found.term.plain)
    }

    /// Whether it is a part of the body with its side, and nothing else.
    pub(super) fn is_side(&self) -> bool {
        let sides = [BILATERAL, "right", "left", UNSPECIFIED];
        let lists = |word: &Word| matches!(word.small.as_str(), "and" | "or");
        sides.contains(&self.small(0))
            && self.words.len() <= LONGEST_SIDE
            && self.run(0) == self.words.len()
            && !self.words.iter().any(lists)
    }

    /// What stands between a word and the one before it.
    pub(super) fn between(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at));
        let from = before.map_or(0, |word| word.end);
        let to = self.words.get(at).map_or(self.whole.len(), |word| word.start);
        self.whole.get(from..to).unwrap_or("")
    }

    /// How many words from a place on have only blanks between them.
    pub(super) fn run(&self, at: usize) -> usize {
        let more = (at + 1..self.words.len()).take_while(|&next| matches!(self.between(next), " " | "' "));
        1 + more.count()
    }

    pub(super) fn small(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.small)
    }

    /// The longest term that begins at a place, a side within it or not.
    pub(super) fn term(&self, at: usize) -> Option<Hit<'a>> {
        let places = at..at + self.run(at);
        let find = |without: Option<usize>| {
            let words = places.clone().filter(|place| Some(*place) != without);
            let found = self
                .terms
                .longest(words.map(|place| self.small(place)), self.set)?;
            let side = without.filter(|side| at + found.words > *side);
            Some(Hit {
                term: found.term,
                taken: found.words + usize::from(side.is_some()),
                side,
            })
        };
        let is_side = |place: &usize| SIDES.contains(&self.small(*place));
        let side = places.clone().skip(1).find(is_side);
        let around = side.and_then(|side| find(Some(side)));
        let plain = find(None);
        match (plain, around) {
            (Some(plain), Some(around)) if around.taken <= plain.taken => Some(plain),
            (plain, around) => around.or(plain),
        }
    }
}
