//! Queries of words: which titles and inclusion terms they match, and in what order.
//!
//! Each title and each inclusion term is judged by itself: how much of the query
//! it covers, and how much of it the query covers, words weighed by their
//! rarity. An entry is as good as the best of its texts. Equal entries stay in
//! the book's order.

use std::cmp::Ordering;

use fst::Automaton;
use fst::automaton::Str;
use levenshtein_automata::{DFA, LevenshteinAutomatonBuilder};

use super::answer::{Answer, Correction, Hit, Mark, Reason, ReasonKind};
use super::query::{Query, Word};
use super::set::{NONE, Row, TabularSet};
use crate::code::cm;
use crate::text::{fold, is_word};

/// A word that only begins a term counts by how much of the term it is, but at
/// least this much.
const PREFIX_QUALITY: f32 = 0.6;
/// A term that is one slip, or two, away from the word.
const SLIP_QUALITY: [f32; 3] = [1.0, 0.75, 0.55];
/// Words shorter than this must be right: too many short words are alike.
const SHORTEST_WITH_SLIP: usize = 4;
const SHORTEST_WITH_TWO: usize = 8;
/// The share of a score that tells how much of the text the query covers.
const CLOSENESS: f32 = 0.35;
/// An inclusion term counts a little less than a title.
const TERM_FACTOR: f32 = 0.97;
/// A code that can be billed goes before a header that is as good.
const BILLABLE_BONUS: f32 = 0.01;
/// A text with all words goes before one that lacks some.
const ALL_BONUS: f32 = 0.25;

/// A term that a word may stand for.
struct Candidate {
    term: u32,
    quality: f32,
}

/// A word with all terms that it may stand for, best first.
struct Matched<'a> {
    word: &'a Word,
    candidates: Vec<Candidate>,
    /// Terms that it was corrected to; empty if it was right.
    corrected: Vec<String>,
    weight: f32,
}

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

    fn candidates<'a>(&self, word: &'a Word) -> Matched<'a> {
        let folded = word.folded.as_str();
        let mut candidates = Vec::new();
        let length = folded.chars().count();
        let mut corrected: Vec<(f32, f32, String)> = Vec::new();
        self.terms.each(Str::new(folded).starts_with(), |term, number| {
            let part = length as f32 / term.chars().count().max(1) as f32;
            candidates.push(Candidate {
                term: number,
                quality: PREFIX_QUALITY + (1.0 - PREFIX_QUALITY) * part,
            });
        });
        if candidates.is_empty()
            && length >= SHORTEST_WITH_SLIP
            && !folded.bytes().any(|b| b.is_ascii_digit())
        {
            let most = if length >= SHORTEST_WITH_TWO { 2 } else { 1 };
            for slips in 1..=most {
                let dfa = automaton(folded, slips, word.open);
                self.terms.each(&dfa, |term, number| {
                    let quality = SLIP_QUALITY.get(usize::from(slips)).copied().unwrap_or(0.0);
                    let part = (length as f32 / term.chars().count().max(1) as f32).min(1.0);
                    candidates.push(Candidate {
                        term: number,
                        quality: quality * part,
                    });
                    corrected.push((
                        quality * part,
                        self.terms.documents(number).len() as f32,
                        term.to_owned(),
                    ));
                });
                if !candidates.is_empty() {
                    break;
                }
            }
        }
        candidates.sort_by(|a, b| b.quality.total_cmp(&a.quality).then(a.term.cmp(&b.term)));
        corrected.sort_by(|a, b| (b.0 + b.1.ln_1p() / 100.0).total_cmp(&(a.0 + a.1.ln_1p() / 100.0)));
        // What a word says is what its commonest meaning says; of a word that
        // stands whole in the dictionary, only that one counts.
        let exact = self.terms.exact(folded).map(|term| self.terms.weight(term));
        let commonest = candidates
            .iter()
            .map(|c| self.terms.weight(c.term))
            .min_by(f32::total_cmp);
        Matched {
            word,
            weight: exact.or(commonest).unwrap_or(0.0),
            candidates,
            corrected: corrected.into_iter().map(|(_, _, term)| term).collect(),
        }
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

/// The automaton for a word with at most `slips` slips (a transposition is one);
/// of an open word it accepts every continuation, too.
fn automaton(word: &str, slips: u8, open: bool) -> DFA {
    let builder = LevenshteinAutomatonBuilder::new(slips, true);
    if open {
        builder.build_prefix_dfa(word)
    } else {
        builder.build_dfa(word)
    }
}

/// Which parts of a text the words match: what was typed of a word that was
/// right, the whole of one that was corrected.
fn marks(text: &str, matched: &[Matched]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0u32;
    for (is_word_part, part) in parts(text) {
        let length = part.encode_utf16().count() as u32;
        if is_word_part && is_word(part) {
            let folded = fold(part);
            let end = matched
                .iter()
                .filter_map(|word| {
                    if folded.starts_with(&word.word.folded) {
                        Some((word.word.folded.encode_utf16().count() as u32).min(length))
                    } else {
                        word.corrected.contains(&folded).then_some(length)
                    }
                })
                .max();
            if let Some(end) = end {
                marks.push([at, at + end]);
            }
        }
        at += length;
    }
    marks
}

/// A text's words and what is between them, all of it.
fn parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = crate::text::is_word_char(rest.chars().next()?);
        let end = rest
            .find(|c| crate::text::is_word_char(c) != word)
            .unwrap_or(rest.len());
        let (part, tail) = rest.split_at(end);
        rest = tail;
        Some((word, part))
    })
}
