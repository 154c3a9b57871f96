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
const OPEN_SITE: &str = "not said which";
const NOT_SAID: &str = "not said";
/// The most words of what ends a title without a comma before it.
const LONGEST_END: usize = 20;
/// The most words of a title's end that is a side: `unspecified lesser toe`.
const LONGEST_SIDE: usize = 5;
/// So many words of a sentence about an illness stand before what comes with it.
const FEW: usize = 4;
/// What begins the sentence about that.
const COMES: &str = ". It comes";
/// The same as what is left open, at the end of a title.
const NO_MORE: &str = "The code gives no more detail.";
/// Of both sides: in front of a noun, of several things, and elsewhere.
const BILATERAL: &str = "bilateral";
const TWO_SIDED: &str = "two-sided";
const BOTH: &str = "both";
const BOTH_SIDES: &str = "both sides";
/// Words that stand within terms without changing what they are: `neck of right femur`.
const SIDES: [&str; 3] = ["right", "left", UNSPECIFIED];
/// Where what is unspecified ends.
const BOUNDARIES: [&str; 41] = [
    "acting",
    "affecting",
    "and",
    "as",
    "associated",
    "at",
    "between",
    "by",
    "causing",
    "complicating",
    "due",
    "during",
    "eaten",
    "except",
    "following",
    "for",
    "from",
    "in",
    "injured",
    "injuring",
    "into",
    "involving",
    "not",
    "of",
    "on",
    "or",
    "overturning",
    "primarily",
    "secondary",
    "sinking",
    "striking",
    "that",
    "through",
    "to",
    "under",
    "unspecified",
    "whether",
    "which",
    "while",
    "with",
    "without",
];
/// Behind which the part of the body is named, the nearest first.
const BEFORE_SITES: [&str; 7] = [" of ", " in ", " inside ", " at ", " behind ", " over ", " from "];
/// Parts of the body of which everybody has two.
const PAIRED: [&str; 20] = [
    "ankle", "arm", "calf", "ear", "elbow", "eye", "finger", "foot", "forearm", "hand", "heel", "hip",
    "knee", "leg", "shin", "shoulder", "thigh", "thumb", "toe", "wrist",
];
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
/// `illness` says that it is about an illness, of which what comes with it is told by
/// itself: in other titles the words behind that may belong to what stands before.
pub fn plain(words: &PlainWords, set: &str, title: &str, illness: bool) -> String {
    let text = |part| Text::of(words, set, part);
    let mut body = title;
    let mut after: Vec<String> = Vec::new();
    // What stands at the end for stage, side and circumstance is told by itself.
    while let Some((before, sentence)) = peeled(&text, body) {
        after.push(sentence);
        body = before;
    }
    let mut body = text(body);
    body.illness = illness;
    let said = body.said();
    if said == title {
        return String::new();
    }
    let mut all = String::new();
    for sentence in std::iter::once(&said).chain(after.iter().rev()) {
        let mut rest = sentence.chars();
        all.extend(rest.next().map(|first| first.to_ascii_uppercase()));
        all.push_str(rest.as_str());
        all.push_str(if sentence.ends_with('.') { " " } else { ". " });
    }
    all.truncate(all.trim_end().len());
    all
}

/// What a title ends with, if that can be told by itself, and what stands before.
fn peeled<'a, 't>(text: &impl Fn(&'a str) -> Text<'t>, title: &'a str) -> Option<(&'a str, String)>
where
    'a: 't,
{
    let commas = title.match_indices(COMMA).map(|(at, _)| at);
    for at in commas {
        let (before, part) = title.split_at_checked(at)?;
        let part = part.get(COMMA.len()..)?;
        let part_text = text(part);
        if let Some(stage) = part_text.stage() {
            return Some((before, stage.to_owned()));
        }
        if part == UNSPECIFIED {
            return Some((before, NO_MORE.to_owned()));
        }
        if part_text.is_side() {
            return Some((before, part_text.said()));
        }
    }
    // Without a comma before it.
    let whole = text(title);
    let start = (1..whole.words.len()).rev().take(LONGEST_END).find(|&at| {
        let rest = whole.words.get(at).and_then(|word| title.get(word.start..));
        rest.is_some_and(|rest| whole.between(at) == " " && text(rest).stage().is_some())
    })?;
    let (before, rest) = title.split_at_checked(whole.words.get(start)?.start)?;
    Some((before.trim_end(), text(rest).stage()?.to_owned()))
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
    /// Whether it is about an illness; see [`plain`].
    illness: bool,
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
    fn stage(&self) -> Option<&'a str> {
        let words = self.words.iter().map(|word| word.small.as_str());
        let found = self.terms.longest(words, self.set)?;
        let whole = found.words == self.words.len() && found.term.naming == Naming::Encounter;
        whole.then_some(&found.term.plain)
    }

    /// Whether it is a part of the body with its side, and nothing else.
    fn is_side(&self) -> bool {
        let sides = [BILATERAL, "right", "left", UNSPECIFIED];
        let lists = |word: &Word| matches!(word.small.as_str(), "and" | "or");
        sides.contains(&self.small(0))
            && self.words.len() <= LONGEST_SIDE
            && self.run(0) == self.words.len()
            && !self.words.iter().any(lists)
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
        let more = (at + 1..self.words.len()).take_while(|&next| matches!(self.between(next), " " | "' "));
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

    /// Where the phrase ends that begins at a place: with what stands beside a part of the
    /// body (`ankle and foot`).
    fn phrase(&self, at: usize) -> usize {
        let rest = at..at + self.run(at);
        let ends = |place: &usize| BOUNDARIES.contains(&self.small(*place));
        let end = rest.clone().find(ends).unwrap_or(rest.end);
        let more = end < rest.end && self.small(end) == "and" && self.is_site(end + 1);
        if more { self.phrase(end + 1) } else { end }
    }

    /// Whether a part of the body begins at a place.
    fn is_site(&self, at: usize) -> bool {
        at < self.words.len() && self.term(at).is_some_and(|hit| hit.term.naming == Naming::Site)
    }

    /// The text in plain words.
    fn said(&self) -> String {
        let mut said = Said::default();
        let mut at = 0;
        while at < self.words.len() {
            said.settle(at, self.between(at));
            let hit = self.term(at);
            if hit.is_some() || self.small(at) != UNSPECIFIED {
                if hit.is_none() && self.comes_with(at, &said.text) {
                    said.text.push_str(COMES);
                }
                said.text.push_str(self.between(at));
                at += self.say(&mut said, at, hit);
            } else if self.run(at) > 1 && self.phrase(at + 1) > at + 1 {
                // What it is said of stands in its place.
                said.text.push_str(self.between(at));
                said.open = Some((self.phrase(at + 1), WHICH_OPEN));
                at += 1;
                let hit = self.term(at);
                at += self.say(&mut said, at, hit);
            } else {
                said.text.push_str(self.between(at));
                said.text.push_str(match (self.between(at), said.site) {
                    (" ", _) => NOT_SAID,
                    (_, true) => OPEN_SITE,
                    (_, false) => OPEN,
                });
                at += 1;
            }
        }
        said.settle(at, self.between(at));
        said.text.push_str(self.between(self.words.len()));
        said.once()
    }

    /// Whether what comes with an illness begins at a place, and what was said of it so
    /// far is long enough for a sentence.
    fn comes_with(&self, at: usize, said: &str) -> bool {
        let sentence = said.rsplit(". ").next().unwrap_or(said);
        let before = at.checked_sub(1).map_or("", |before| self.small(before));
        self.illness
            && matches!(self.small(at), "with" | "without")
            && !matches!(before, "and" | "or")
            && self.between(at) == " "
            && sentence.split(' ').count() >= FEW
            && said.matches('(').count() == said.matches(')').count()
    }

    /// Says what stands at a place; how many words that were.
    fn say(&self, said: &mut Said, at: usize, hit: Option<Hit>) -> usize {
        let Some(hit) = hit else {
            let word = self.words.get(at);
            let word = word
                .and_then(|word| self.whole.get(word.start..word.end))
                .unwrap_or("");
            // Every word of a procedure's title has a capital.
            let of_procedure = self.set == pcs::SET;
            let is_name = word.bytes().skip(1).any(|byte| !byte.is_ascii_lowercase());
            let last = self
                .phrase(at + 1)
                .checked_sub(1)
                .map_or("", |last| self.small(last));
            let plural = last.ends_with('s') && !["ss", "is", "us"].iter().any(|end| last.ends_with(end));
            said.text.push_str(match self.small(at) {
                BILATERAL if self.run(at) == 1 => BOTH_SIDES,
                BILATERAL if plural => BOTH,
                BILATERAL => TWO_SIDED,
                small if of_procedure && !is_name => small,
                _ => word,
            });
            said.site = false;
            return 1;
        };
        said.site = hit.term.naming == Naming::Site;
        if let Some((_, note)) = &mut said.open {
            *note = if said.site || hit.term.naming == Naming::Person {
                WHICH_OPEN
            } else {
                KIND_OPEN
            };
        }
        let plain = &hit.term.plain;
        let side = hit.side.map_or("", |side| self.small(side));
        // `left tibial vein` is a vein of the left leg.
        let before = at.checked_sub(1).map_or("", |before| self.small(before));
        let moved = side.is_empty() && said.site && matches!(before, "right" | "left") && is_paired(plain);
        if moved && let Some(rest) = said.text.strip_suffix([before, " "].concat().as_str()) {
            said.text.truncate(rest.len());
        }
        match if moved { before } else { side } {
            "" => said.term(plain),
            UNSPECIFIED => {
                said.term(plain);
                said.text.push_str(WHICH_OPEN);
            }
            side => {
                let (before, site) = plain.split_at_checked(place(plain)).unwrap_or(("", plain));
                said.term(&[before, side, " ", site].concat());
            }
        }
        hit.taken
    }
}

/// What is being said.
#[derive(Default)]
struct Said {
    text: String,
    /// What is left open, and before which place that is to be told.
    open: Option<(usize, &'static str)>,
    /// Whether a part of the body was said last.
    site: bool,
}

impl Said {
    /// Tells what is left open, if its place has come: behind the plural's ending, and
    /// before a preposition that belongs to what follows.
    fn settle(&mut self, at: usize, between: &str) {
        if between.starts_with("(s") || between.starts_with("(e") {
            return;
        }
        let Some((_, note)) = self.open.take_if(|(end, _)| *end <= at) else {
            return;
        };
        let ends = BEFORE_SITES.iter().chain(&[" with ", " to "]);
        let of = ends
            .map(|end| end.trim_end())
            .find(|end| self.text.ends_with(end))
            .unwrap_or("");
        self.text.truncate(self.text.len() - of.len());
        self.text.push_str(note);
        self.text.push_str(of);
    }

    /// Says plain words, with the article before them that they take.
    fn term(&mut self, plain: &str) {
        let vowel = plain.starts_with(['a', 'e', 'i', 'o', 'u']);
        for (article, other) in [(" a ", " an "), (" an ", " a ")] {
            if self.text.ends_with(article) && vowel == (article == " a ") {
                self.text.truncate(self.text.len() - article.len());
                self.text.push_str(other);
                break;
            }
        }
        self.text.push_str(plain);
    }

    /// The text, without brackets that repeat what stands before them.
    fn once(self) -> String {
        let mut text = self.text;
        for (open, close) in [(" [", ']'), (" (", ')')] {
            let Some((before, rest)) = text.split_once(open) else {
                continue;
            };
            let Some((within, after)) = rest.split_once(close) else {
                continue;
            };
            let from = before.len().saturating_sub(within.len());
            let same = before
                .get(from..)
                .is_some_and(|end| end.eq_ignore_ascii_case(within));
            if same && !within.is_empty() {
                text = [before, after].concat();
            }
        }
        text
    }
}

/// Whether plain words name a part of a limb or of what else there is two of, behind what
/// is said of it.
fn is_paired(plain: &str) -> bool {
    let site = plain.get(place(plain)..).unwrap_or("");
    place(plain) > 0 && site.split([' ', '-']).any(|word| PAIRED.contains(&word))
}

/// Where a side belongs in plain words: before the part of the body.
fn place(plain: &str) -> usize {
    let after = |word: &&str| Some(plain.rfind(*word)? + word.len());
    let whole_body = |at: &usize| plain.get(*at..).is_some_and(|rest| rest.starts_with("the body"));
    let mut places = BEFORE_SITES.iter().filter_map(after).filter(|at| !whole_body(at));
    let at = places.next().unwrap_or(0);
    let rest = plain.get(at..).unwrap_or("");
    let article = ARTICLES.iter().find(|article| rest.starts_with(**article));
    at + article.map_or(0, |article| article.len())
}
