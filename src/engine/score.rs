//! Queries of words: which titles and inclusion terms they match, and in what order.
//!
//! Each title and each inclusion term is judged by itself: how much of the query
//! it covers, and how much of it the query covers, words weighed by their
//! rarity. An entry is as good as the best of its texts. Equal entries stay in
//! the book's order.

use std::cmp::Ordering;

use super::answer::{Answer, Correction, Hit, Reason, ReasonKind};
use super::candidates::{Matched, PREFIX_QUALITY};
use super::marks::marks;
use super::query::Query;
use super::set::{Row, TabularSet};
use super::tree::NONE;
use crate::code::cm;

/// The share of a score that tells how much of the text the query covers.
const CLOSENESS: f32 = 0.35;
/// An inclusion term counts a little less than a title.
const TERM_FACTOR: f32 = 0.97;
/// A code that can be billed goes before a header that is as good.
const BILLABLE_BONUS: f32 = 0.01;
/// A text with all words goes before one that lacks some.
const ALL_BONUS: f32 = 0.25;

/// What is known of a text while the words are gone through.
#[derive(Clone, Copy, Default)]
struct Tally {
    words: u32,
    query: f32,
    text: f32,
}

/// An entry that answers the query.
#[derive(Clone, Copy)]
struct Found {
    score: f32,
    entry: u32,
    document: u32,
    extension: u8,
}

impl Found {
    /// The better first; equal ones in the book's order.
    fn order(&self, other: &Found) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.entry.cmp(&other.entry))
    }
}

impl TabularSet {
    /// Adds this set's hits for a query to an answer.
    pub(super) fn search(&self, query: &Query, limit: usize, answer: &mut Answer) {
        if query.text.is_empty() || self.search_codes(&query.text, limit, answer) {
            return;
        }
        let matched: Vec<Matched> = query.words.iter().map(|word| self.candidates(word)).collect();
        for word in &matched {
            if word.candidates.is_empty() {
                answer.unmatched.push(word.word.typed.clone());
            }
            if let Some(used) = word.corrected.first() {
                answer.corrections.push(Correction {
                    typed: word.word.typed.clone(),
                    used: used.clone(),
                });
            }
        }
        let mut found = self.found(&matched);
        answer.total += found.len();
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, Found::order);
            found.truncate(limit);
        }
        found.sort_unstable_by(Found::order);
        answer
            .results
            .extend(found.iter().take(limit).map(|found| self.hit(*found, &matched)));
    }

    /// All entries with most of the words, in no order.
    fn found(&self, matched: &[Matched]) -> Vec<Found> {
        let whole: f32 = matched.iter().map(|word| word.weight).sum();
        if whole <= 0.0 {
            return Vec::new();
        }
        let mut tallies = vec![Tally::default(); self.terms.count()];
        let mut touched: Vec<u32> = Vec::new();
        for (bit, word) in matched.iter().enumerate() {
            for candidate in &word.candidates {
                for &document in self.terms.documents(candidate.term) {
                    let Some(tally) = tallies.get_mut(document as usize) else {
                        continue;
                    };
                    if tally.words == 0 {
                        touched.push(document);
                    }
                    if tally.words >> bit & 1 == 0 {
                        tally.words |= 1 << bit;
                        tally.query += word.weight * candidate.quality;
                        tally.text += self.terms.weight(candidate.term) * candidate.quality;
                    }
                }
            }
        }
        let extensions = self.extension_words(matched);
        let titles = self.len() as u32;
        let mut best: Vec<Found> = Vec::new();
        let mut place = vec![NONE; self.len()];
        let usable = matched.iter().filter(|word| !word.candidates.is_empty()).count() as u32;
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
            if let Some((extension, bits)) = extensions
                .get(self.definition(entry as usize) as usize)
                .copied()
                .flatten()
            {
                for (bit, word) in matched.iter().enumerate() {
                    if bits & !words & (1 << bit) != 0 {
                        query += word.weight * PREFIX_QUALITY;
                        words |= 1 << bit;
                        label = extension;
                    }
                }
            }
            if words.count_ones() * 2 < usable {
                continue;
            }
            let closeness = (tally.text / self.terms.sum(document).max(f32::MIN_POSITIVE)).min(1.0);
            let mut score = query / whole * (1.0 - CLOSENESS + CLOSENESS * closeness);
            if words.count_ones() == usable {
                score += ALL_BONUS;
            }
            if document >= titles {
                score *= TERM_FACTOR;
            }
            let extension = if self.extensions(entry as usize).any(|(known, _)| *known == label) {
                label
            } else {
                0
            };
            if self.billable(Row {
                entry: entry as usize,
                extension,
            }) {
                score += BILLABLE_BONUS;
            }
            let found = Found {
                score,
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
        best
    }

    /// For each definition of seventh characters, the one whose meaning has the
    /// most of the query, and which words that are.
    fn extension_words(&self, matched: &[Matched]) -> Vec<Option<(u8, u32)>> {
        let score = |bits: u32| -> f32 {
            matched
                .iter()
                .enumerate()
                .filter(|(bit, _)| bits >> bit & 1 == 1)
                .map(|(_, word)| word.weight)
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

    /// The entry that an inclusion term belongs to.
    fn owner(&self, term: u32) -> u32 {
        self.list.term_ends.partition_point(|&end| end <= term) as u32
    }

    fn hit(&self, found: Found, matched: &[Matched]) -> Hit {
        let row = Row {
            entry: found.entry as usize,
            extension: found.extension,
        };
        let title = self.title(row);
        let mut reason = Reason {
            kind: ReasonKind::Title,
            text: String::new(),
            marks: Vec::new(),
        };
        if found.document >= self.len() as u32 {
            let term = self.list.terms.get(found.document as usize - self.len());
            reason.kind = ReasonKind::InclusionTerm;
            reason.text = self.list.words.text(term);
            reason.marks = marks(&reason.text, matched);
        }
        Hit {
            set: cm::SET,
            code: self.code(row),
            marks: marks(&title, matched),
            title,
            billable: self.billable(row),
            level: self.level(row),
            reason,
            code_marks: Vec::new(),
        }
    }
}
