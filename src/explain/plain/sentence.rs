//! What a title says, in plain words, term by term.

use super::UNSPECIFIED;
use super::said::{Said, is_paired, place};
use super::text::{Hit, Text};
use crate::code::pcs;
use crate::format::plain::Naming;

/// The same, behind what it is said of.
const KIND_OPEN: &str = " (kind not said)";
const WHICH_OPEN: &str = " (not said which)";
const OPEN: &str = "kind not said";
const OPEN_SITE: &str = "not said which";
const NOT_SAID: &str = "not said";
/// So many words of a sentence about an illness stand before what comes with it.
const FEW: usize = 4;
/// What begins the sentence about that.
const COMES: &str = ". It comes";
/// Of both sides: in front of a noun, of several things, and elsewhere.
pub(super) const BILATERAL: &str = "bilateral";
const TWO_SIDED: &str = "two-sided";
const BOTH: &str = "both";
const BOTH_SIDES: &str = "both sides";
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

impl Text<'_> {
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
    pub(super) fn said(&self) -> String {
        let mut said = Said::default();
        let mut at = 0;
        while at < self.words.len() {
            let blank = self.settled(&mut said, at);
            let hit = self.term(at);
            if hit.is_some() || self.small(at) != UNSPECIFIED {
                if hit.is_none() && self.comes_with(at, &said.text) {
                    said.text.push_str(COMES);
                }
                said.text.push_str(blank);
                at += self.say(&mut said, at, hit);
            } else if self.run(at) > 1 && self.phrase(at + 1) > at + 1 {
                // What it is said of stands in its place.
                said.text.push_str(blank);
                said.open = Some((self.phrase(at + 1), WHICH_OPEN));
                at += 1;
                let hit = self.term(at);
                at += self.say(&mut said, at, hit);
            } else {
                said.text.push_str(blank);
                said.text.push_str(match (blank, said.site) {
                    (" ", _) => NOT_SAID,
                    (_, true) => OPEN_SITE,
                    (_, false) => OPEN,
                });
                at += 1;
            }
        }
        let rest = self.settled(&mut said, at);
        said.text.push_str(rest);
        said.once()
    }

    /// Tells what is left open before a place, behind the ending of a plural (`finger(s)`);
    /// what else stands between that and the word.
    fn settled(&self, said: &mut Said, at: usize) -> &str {
        let is_ending = |at: usize| matches!(self.small(at), "s" | "es");
        let between = self.between(at);
        if between == "(" && is_ending(at) {
            return between;
        }
        let rest = between
            .strip_prefix(')')
            .filter(|_| at.checked_sub(1).is_some_and(is_ending));
        if rest.is_some() {
            said.text.push(')');
        }
        said.settle(at);
        rest.unwrap_or(between)
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
                let which = hit.side.is_some_and(|side| self.is_site(side + 1));
                said.text.push_str(if which { WHICH_OPEN } else { KIND_OPEN });
            }
            side => {
                let (before, site) = plain.split_at_checked(place(plain)).unwrap_or(("", plain));
                said.term(&[before, side, " ", site].concat());
            }
        }
        hit.taken
    }
}
