//! Titles in plain words, by rules: the longest terms that have plain words give way to
//! them; what a title leaves open is said behind what it is about; the stage of the
//! treatment becomes a sentence of its own.
//!
//! Never contains: the plain words themselves, which are data.

use serde::Serialize;

use crate::code::pcs;
use crate::engine::{PlainWords, Term};
use crate::format::plain::Naming;
use crate::text::{is_word_char, units};

/// What the book says of what the record leaves open.
const UNSPECIFIED: &str = "unspecified";
const COMMA: &str = ", ";
/// The same, behind what it is said of.
const KIND_OPEN: &str = " (kind not said)";
const WHICH_OPEN: &str = " (not said which)";
const OPEN: &str = "kind not said";
/// The same, at the end of a title.
const NO_MORE: &str = "The code gives no more detail.";
/// Of both sides: in front of a noun, of several things, and elsewhere.
const BILATERAL: &str = "bilateral";
const TWO_SIDED: &str = "two-sided";
const BOTH: &str = "both";
const BOTH_SIDES: &str = "both sides";
/// Words that stand within terms without changing what they are: `neck of right femur`.
const SIDES: [&str; 3] = ["right", "left", UNSPECIFIED];
/// Where what is unspecified ends.
const BOUNDARIES: [&str; 31] = [
    "affecting",
    "and",
    "as",
    "at",
    "between",
    "by",
    "complicating",
    "due",
    "during",
    "except",
    "following",
    "for",
    "from",
    "in",
    "into",
    "involving",
    "not",
    "of",
    "on",
    "or",
    "secondary",
    "that",
    "through",
    "to",
    "under",
    "unspecified",
    "which",
    "whether",
    "while",
    "with",
    "without",
];
/// Behind which the part of the body is named, the nearest first.
const BEFORE_SITES: [&str; 4] = [" of ", " in ", " at ", " on "];
const ARTICLES: [&str; 3] = ["the ", "an ", "a "];

/// A term in a text, with its plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gloss {
    /// The term as it stands there.
    pub term: String,
    /// Where it stands, `[start, end)` in UTF-16 units.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// What it is in plain words, Medcode's own.
    pub plain: String,
    /// What it is, where those do not tell; or empty. Medcode's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub meaning: String,
}

/// The terms of a text, in its order.
pub fn glosses(words: &PlainWords, set: &str, text: &str) -> Vec<Gloss> {
    let text = Text::of(words, set, text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let Some(hit) = text.term(at) else {
            at += 1;
            continue;
        };
        // Everyday words are in the lists only for what is said beside them.
        if hit.term.is_everyday() {
            at += hit.taken;
            continue;
        }
        let span = text.words.get(at).zip(text.words.get(at + hit.taken - 1));
        found.extend(span.map(|(first, last)| Gloss {
            term: text.whole.get(first.start..last.end).unwrap_or("").to_owned(),
            start: units(text.whole, first.start),
            end: units(text.whole, last.end),
            plain: hit.term.plain.clone(),
            meaning: hit.term.meaning.clone(),
        }));
        at += hit.taken;
    }
    found
}

/// What the terms of a text name, each with its plain words.
pub(super) fn about(words: &PlainWords, set: &str, text: &str) -> Vec<(Naming, String)> {
    let text = Text::of(words, set, text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let hit = text.term(at);
        at += hit.as_ref().map_or(1, |hit| hit.taken);
        found.extend(hit.map(|hit| (hit.term.naming, hit.term.plain.clone())));
    }
    found
}

/// A title in plain words, in one sentence or more; empty if there are none plainer.
/// `without` is the title without what its seventh character adds, or the same.
pub fn plain(words: &PlainWords, set: &str, title: &str, without: &str) -> String {
    let added = title
        .strip_prefix(without)
        .and_then(|added| added.strip_prefix(COMMA));
    let stage = added.and_then(|added| Text::of(words, set, added).stage());
    let title = if stage.is_some() { without } else { title };
    let open = title
        .strip_suffix(UNSPECIFIED)
        .and_then(|title| title.strip_suffix(COMMA));
    let body = open.unwrap_or(title);
    let said = Text::of(words, set, body).said();
    if said == title && stage.is_none() {
        return String::new();
    }
    let mut all = String::new();
    for sentence in [Some(said.as_str()), stage].into_iter().flatten() {
        let mut rest = sentence.chars();
        all.extend(rest.next().map(|first| first.to_ascii_uppercase()));
        all.push_str(rest.as_str());
        all.push_str(". ");
    }
    if open.is_some() {
        all.push_str(NO_MORE);
    }
    all.trim_end().to_owned()
}

/// A word of a text.
struct Word {
    /// In small letters.
    small: String,
    start: usize,
    end: usize,
}

/// A text in its words.
struct Text<'a> {
    terms: &'a PlainWords,
    set: &'a str,
    whole: &'a str,
    words: Vec<Word>,
}

/// A term at a place of a text.
struct Hit<'a> {
    term: &'a Term,
    /// How many words of the text it takes.
    taken: usize,
    /// The side that stands within it, by its place.
    side: Option<usize>,
}

impl<'a> Text<'a> {
    fn of(terms: &'a PlainWords, set: &'a str, whole: &'a str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut from = None;
        // Hyphens and apostrophes within a word belong to it.
        let joins = |c| matches!(c, '-' | '\'');
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
        }
    }

    /// Of a whole text that is a stage of the treatment, its plain words.
    fn stage(&self) -> Option<&'a str> {
        let words = self.words.iter().map(|word| word.small.as_str());
        let found = self.terms.longest(words, self.set)?;
        let whole = found.words == self.words.len() && found.term.naming == Naming::Encounter;
        whole.then_some(&found.term.plain)
    }

    /// What stands between a word and the one before it.
    fn between(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at));
        let from = before.map_or(0, |word| word.end);
        let to = self.words.get(at).map_or(self.whole.len(), |word| word.start);
        self.whole.get(from..to).unwrap_or("")
    }

    /// How many words from a place on have only blanks between them.
    fn run(&self, at: usize) -> usize {
        let more = (at + 1..self.words.len()).take_while(|&next| self.between(next) == " ");
        1 + more.count()
    }

    fn small(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.small)
    }

    /// The longest term that begins at a place, a side within it or not.
    fn term(&self, at: usize) -> Option<Hit<'a>> {
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

    /// Where the phrase ends that begins at a place.
    fn phrase(&self, at: usize) -> usize {
        let rest = at..at + self.run(at);
        let ends = |place: &usize| BOUNDARIES.contains(&self.small(*place));
        rest.clone().find(ends).unwrap_or(rest.end)
    }

    /// The text in plain words.
    fn said(&self) -> String {
        let mut said = String::new();
        // What is to be said at which place.
        let mut open: Option<(usize, &str)> = None;
        let mut at = 0;
        while at < self.words.len() {
            if let Some((_, note)) = open.take_if(|(end, _)| *end <= at) {
                said.push_str(note);
            }
            let hit = self.term(at);
            let is_open = hit.is_none() && self.small(at) == UNSPECIFIED;
            let ends = self.run(at) == 1 || self.phrase(at + 1) == at + 1;
            if is_open && !ends {
                said.push_str(self.between(at));
                open = Some((self.phrase(at + 1), WHICH_OPEN));
                at += 1;
                said.truncate(said.trim_end().len() + usize::from(said.ends_with(' ')));
                // The blank before the next word is that before this one.
                let hit = self.term(at);
                at += self.say(&mut said, at, hit, &mut open, "");
                continue;
            }
            if is_open {
                said.push_str(self.between(at));
                said.push_str(OPEN);
                at += 1;
                continue;
            }
            at += self.say(&mut said, at, hit, &mut open, self.between(at));
        }
        if let Some((_, note)) = open {
            said.push_str(note);
        }
        said.push_str(self.between(self.words.len()));
        said
    }

    /// Says what stands at a place, behind `blank`; how many words that were.
    fn say(
        &self,
        said: &mut String,
        at: usize,
        hit: Option<Hit>,
        open: &mut Option<(usize, &str)>,
        blank: &str,
    ) -> usize {
        said.push_str(blank);
        let Some(hit) = hit else {
            let word = self
                .words
                .get(at)
                .and_then(|word| self.whole.get(word.start..word.end));
            let word = word.unwrap_or("");
            // Every word of a procedure's title has a capital.
            let of_procedure = self.set == pcs::SET;
            let is_name = word.bytes().skip(1).any(|byte| !byte.is_ascii_lowercase());
            said.push_str(match self.small(at) {
                BILATERAL if self.run(at) == 1 => BOTH_SIDES,
                BILATERAL if of_procedure => BOTH,
                BILATERAL => TWO_SIDED,
                small if of_procedure && !is_name => small,
                _ => word,
            });
            return 1;
        };
        if let Some((_, note)) = open {
            *note = left_open(hit.term);
        }
        match hit.side.map(|side| self.small(side)) {
            None => said.push_str(&hit.term.plain),
            Some(UNSPECIFIED) => {
                said.push_str(&hit.term.plain);
                said.push_str(left_open(hit.term));
            }
            Some(side) => {
                let plain = &hit.term.plain;
                let (before, site) = plain.split_at_checked(place(plain)).unwrap_or(("", plain));
                for part in [before, side, " ", site] {
                    said.push_str(part);
                }
            }
        }
        hit.taken
    }
}

/// What is said behind a term of which the record leaves something open.
fn left_open(term: &Term) -> &'static str {
    match term.naming {
        Naming::Site | Naming::Person => WHICH_OPEN,
        _ => KIND_OPEN,
    }
}

/// Where a side belongs in plain words: before the part of the body.
fn place(plain: &str) -> usize {
    let after = |word: &&str| Some(plain.rfind(*word)? + word.len());
    let at = BEFORE_SITES.iter().find_map(after).unwrap_or(0);
    let rest = plain.get(at..).unwrap_or("");
    let article = ARTICLES.iter().find(|article| rest.starts_with(**article));
    at + article.map_or(0, |article| article.len())
}
