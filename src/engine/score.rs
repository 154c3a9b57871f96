//! Queries of words: which titles and inclusion terms they match, and in what order.
//!
//! Each title and each inclusion term is judged by itself: how much of the query
//! it covers, and how much of it the query covers, words weighed by their
//! rarity. An entry is as good as the best of its texts. Equal entries stay in
//! the book's order.

use std::cmp::Ordering;

use super::answer::{Hit, Reason, ReasonKind};
use super::candidates::{Lookup, Matched, PREFIX_QUALITY};
use super::kinds::Set;
use super::marks::marks;
use super::query::Word;
use super::set::Row;
use super::tree::NONE;
use super::volume::TabularVolume;

/// The share of a score that tells how much of the text the query covers.
const CLOSENESS: f32 = 0.35;
/// An inclusion term counts a little less than a title.
const TERM_FACTOR: f32 = 0.97;
/// A code that can be billed goes before a header that is as good.
pub(super) const BILLABLE_BONUS: f32 = 0.01;
/// A word that the text denies: `without bleeding` for `bleeding`.
const DENIED_QUALITY: f32 = 0.3;
/// What a level above says counts by so much.
const CONTEXT_QUALITY: f32 = 0.5;
/// Hits whose headings are worth looking into: nearly as good as the best.
const NEAR_TOP: f32 = 0.8;
/// The seventh character of a first encounter.
const INITIAL: u8 = b'A';
/// A text with all words goes before one that lacks some.
const ALL_BONUS: f32 = 0.25;

/// What is known of a text while the words are gone through.
#[derive(Clone, Copy, Default)]
struct Tally {
    words: u32,
    query: f32,
    text: f32,
}

/// A query's words, and what each says in all sets together.
pub(super) struct Asked<'a> {
    pub(super) words: &'a [Word],
    /// How much each word says: nothing if no set has it.
    pub(super) weights: Vec<f32>,
    /// What they say together.
    pub(super) whole: f32,
    /// How many of them say anything.
    pub(super) usable: u32,
    /// Whether one of them denies others.
    pub(super) denies: bool,
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

/// A file that can be asked for words.
pub(super) trait Searched {
    /// How many texts it has, each a title or an inclusion term.
    fn texts(&self) -> usize;

    /// Its dictionary.
    fn lookup(&self) -> &dyn Lookup;

    /// Adds entries of the wanted sets with most of the words, in no order: all that
    /// are among the best `limit`, perhaps others. `number` is this file's among
    /// those that are asked. Returns how many entries of each set have most of the words.
    fn find_words(
        &self,
        number: usize,
        wanted: &[bool],
        limit: usize,
        asked: &Asked,
        matched: &[Matched],
        best: &mut Vec<Found>,
    ) -> Vec<usize>;

    /// An entry that was found, and what of it the words match.
    fn hit(&self, found: Found, asked: &Asked, matched: &[Matched]) -> Option<Hit>;
}

/// What the words of a query that a text has are worth.
#[derive(Clone, Copy, Default)]
pub(super) struct Worth {
    /// How many of the words it has.
    pub(super) words: u32,
    /// What those say.
    pub(super) query: f32,
    /// What they are in the text, and what all of the text says.
    pub(super) text: f32,
    pub(super) sum: f32,
}

impl<'a> Asked<'a> {
    pub(super) fn new(words: &'a [Word], weights: Vec<f32>) -> Self {
        Asked {
            words,
            whole: weights.iter().sum(),
            denies: words
                .iter()
                .any(|word| matches!(word.folded.as_str(), "without" | "no" | "not" | "non")),
            usable: weights.iter().filter(|&&weight| weight > 0.0).count() as u32,
            weights,
        }
    }

    /// The score of a text; none if it has less than half of the words.
    pub(super) fn score(&self, worth: Worth) -> Option<f32> {
        if worth.words * 2 < self.usable || self.whole <= 0.0 {
            return None;
        }
        let closeness = (worth.text / worth.sum.max(f32::MIN_POSITIVE)).min(1.0);
        let score = worth.query / self.whole * (1.0 - CLOSENESS + CLOSENESS * closeness);
        let all = worth.words == self.usable;
        Some(if all { score + ALL_BONUS } else { score })
    }
}

impl Searched for TabularVolume {
    fn texts(&self) -> usize {
        self.terms.count()
    }

    fn lookup(&self) -> &dyn Lookup {
        &self.terms
    }

    #[inline(never)]
    fn find_words(
        &self,
        number: usize,
        wanted: &[bool],
        _: usize,
        asked: &Asked,
        matched: &[Matched],
        best: &mut Vec<Found>,
    ) -> Vec<usize> {
        let before = best.len();
        let mut counts = vec![0; self.sets.len()];
        if asked.whole <= 0.0 || matched.iter().all(|word| word.candidates.is_empty()) {
            return counts;
        }
        let mut tallies = vec![Tally::default(); self.terms.count()];
        let mut touched: Vec<u32> = Vec::new();
        for (bit, (word, &weight)) in matched.iter().zip(&asked.weights).enumerate() {
            for candidate in &word.candidates {
                for (document, denied) in self.terms.documents(candidate.term) {
                    // What is denied is no answer to who asks for it.
                    let denied = denied && !asked.denies;
                    let Some(tally) = tallies.get_mut(document as usize) else {
                        continue;
                    };
                    if tally.words == 0 {
                        touched.push(document);
                    }
                    if tally.words >> bit & 1 == 0 {
                        tally.words |= 1 << bit;
                        let quality = if denied { DENIED_QUALITY } else { candidate.quality };
                        tally.query += weight * quality;
                        tally.text += self.terms.weight(candidate.term) * quality;
                    }
                }
            }
        }
        let extensions = self.extension_words(asked, matched);
        let titles = self.len() as u32;
        let mut place = vec![NONE; self.len()];
        for document in touched {
            let Some(tally) = tallies.get(document as usize) else {
                continue;
            };
            let entry = if document < titles {
                document
            } else {
                self.owner(document - titles)
            };
            let mut words = tally.words;
            let mut query = tally.query;
            let mut label = 0;
            // What the levels above say is said of the entry, too.
            let mut above = if document < titles {
                self.parent(entry as usize)
            } else {
                Some(entry as usize)
            };
            while let Some(title) = above {
                let has = tallies.get(title).map_or(0, |tally| tally.words) & !words;
                if has != 0 {
                    for (bit, weight) in asked.weights.iter().enumerate() {
                        if has >> bit & 1 == 1 {
                            query += weight * CONTEXT_QUALITY;
                        }
                    }
                    words |= has;
                }
                above = self.parent(title);
            }
            if let Some((extension, bits)) = extensions
                .get(self.definition(entry as usize) as usize)
                .copied()
                .flatten()
            {
                for (bit, weight) in asked.weights.iter().enumerate() {
                    if bits & !words & (1 << bit) != 0 {
                        query += weight * PREFIX_QUALITY;
                        words |= 1 << bit;
                        label = extension;
                    }
                }
            }
            let worth = Worth {
                words: words.count_ones(),
                query,
                text: tally.text,
                sum: self.terms.sum(document),
            };
            let Some(mut score) = asked.score(worth) else {
                continue;
            };
            if document >= titles {
                score *= TERM_FACTOR;
            }
            let has = |wanted: u8| self.extensions(entry as usize).any(|(known, _)| *known == wanted);
            let extension = if label != 0 && has(label) {
                label
            } else if has(INITIAL) {
                INITIAL
            } else {
                0
            };
            let row = Row {
                entry: entry as usize,
                extension,
            };
            let set = self.set_of(row.entry);
            if wanted.get(set) != Some(&true) {
                continue;
            }
            if self.set(set).is_some_and(|set| set.billable(row)) {
                score += BILLABLE_BONUS;
            }
            let found = Found {
                score,
                volume: number,
                entry,
                document,
                extension,
            };
            let Some(at) = place.get_mut(entry as usize) else {
                continue;
            };
            match best.get_mut(*at as usize) {
                Some(known) if known.score >= score => {}
                Some(known) => *known = found,
                None => {
                    *at = best.len() as u32;
                    best.push(found);
                }
            }
        }
        self.add_defaults(before, &place, best);
        for found in best.iter().skip(before) {
            if let Some(count) = counts.get_mut(self.set_of(found.entry as usize)) {
                *count += 1;
            }
        }
        counts
    }

    #[inline(never)]
    fn hit(&self, found: Found, asked: &Asked, matched: &[Matched]) -> Option<Hit> {
        let row = Row {
            entry: found.entry as usize,
            extension: found.extension,
        };
        let set = self.set(self.set_of(row.entry))?;
        let title = set.title(row);
        let mut reason = Reason::of(ReasonKind::Title);
        if found.document >= self.len() as u32 {
            let term = self.list.terms.get(found.document as usize - self.len());
            let owner = self.owner(found.document - self.len() as u32) as usize;
            let own = self
                .list
                .names_of(owner)
                .contains(&(found.document as usize - self.len()));
            reason.kind = if own {
                ReasonKind::Name
            } else {
                ReasonKind::InclusionTerm
            };
            reason.text = self.list.words.text(term);
            reason.marks = marks(&reason.text, asked.words, matched);
        }
        Some(Hit {
            marks: marks(&title, asked.words, matched),
            reason,
            ..Set::Tabular(set).hit(row)
        })
    }
}

impl TabularVolume {
    /// For each definition of seventh characters, the one whose meaning has the
    /// most of the query, and which words that are.
    #[inline(never)]
    fn extension_words(&self, asked: &Asked, matched: &[Matched]) -> Vec<Option<(u8, u32)>> {
        let score = |bits: u32| -> f32 {
            let said = asked.weights.iter().enumerate();
            said.filter(|(bit, _)| bits >> bit & 1 == 1)
                .map(|(_, weight)| weight)
                .sum()
        };
        let best = |items: &Vec<(u8, Vec<u32>)>| {
            let mut best: Option<(u8, u32)> = None;
            for (label, text) in items.iter().filter(|(label, _)| *label != 0) {
                let terms: Vec<u32> = text.iter().filter_map(|&form| self.terms.of_form(form)).collect();
                let mut bits = 0;
                for (bit, word) in matched.iter().enumerate() {
                    if word
                        .candidates
                        .iter()
                        .any(|candidate| terms.contains(&candidate.term))
                    {
                        bits |= 1 << bit;
                    }
                }
                if bits != 0 && best.is_none_or(|(_, known)| score(bits) > score(known)) {
                    best = Some((*label, bits));
                }
            }
            best
        };
        self.list.definitions.iter().map(best).collect()
    }

    /// Puts the code that a coder takes for a heading when nothing more is known
    /// before the heading.
    fn add_defaults(&self, before: usize, place: &[u32], best: &mut Vec<Found>) {
        let top = best
            .iter()
            .skip(before)
            .map(|found| found.score)
            .fold(0.0, f32::max);
        let mut more = Vec::new();
        for found in best
            .iter()
            .skip(before)
            .filter(|found| found.score > top * NEAR_TOP)
        {
            let set = self.set_of(found.entry as usize);
            let headers = self.sets.get(set).is_some_and(|own| own.scheme.has_headers);
            if !headers || self.is_leaf(found.entry as usize) {
                continue;
            }
            let mut entry = found.entry as usize;
            while let Some(child) = self.default_child(entry) {
                entry = child;
            }
            let extension = self.extensions(entry).any(|(known, _)| *known == INITIAL);
            more.push(Found {
                score: found.score + BILLABLE_BONUS,
                entry: entry as u32,
                extension: if extension { INITIAL } else { 0 },
                ..*found
            });
        }
        for found in more {
            let at = place.get(found.entry as usize).copied().unwrap_or(NONE);
            match best.get_mut(at as usize) {
                Some(known) if known.score >= found.score => {}
                Some(known) => {
                    *known = Found {
                        document: known.document,
                        ..found
                    }
                }
                None => best.push(found),
            }
        }
    }

    /// The child that says the least more than the entry itself.
    fn default_child(&self, entry: usize) -> Option<usize> {
        let more = |child: &usize| self.terms.sum(*child as u32);
        self.children(entry).min_by(|a, b| more(a).total_cmp(&more(b)))
    }

    /// The entry that an inclusion term belongs to.
    fn owner(&self, term: u32) -> u32 {
        self.list.term_ends.partition_point(|&end| end <= term) as u32
    }
}
