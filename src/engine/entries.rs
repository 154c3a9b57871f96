//! Queries of words over the entries of a list.
//!
//! The words are gone through from the one that says the most. Once what is left
//! says too little to make a text an answer, words only add to texts that are known
//! already: so the commonest ones, that half of all texts have, cost little.

use super::answer::{Hit, Reason, ReasonKind};
use super::candidates::{Lookup, Matched, PREFIX_QUALITY};
use super::kinds::Set;
use super::marks::{kin, marks};
use super::opposites::Chosen;
use super::ranges::Amount;
use super::refine::Narrow;
use super::score::{Asked, BILLABLE_BONUS, Found, Scope, Searched, Worth};
use super::scratch::Scratch;
use super::set::Row;
use super::shown::Remainder;
use super::volume::TabularVolume;

/// A text that chooses otherwise than the query: see [`Opposites`](super::opposites::Opposites).
const OPPOSED: f32 = 0.6;
/// An inclusion term counts a little less than a title.
const TERM_FACTOR: f32 = 0.995;
/// A word that the text denies: `without bleeding` for `bleeding`.
const DENIED_QUALITY: f32 = 0.3;
/// A text of the side that was asked for goes before one of any other, if it has nearly
/// all else that was asked: of a text about something else the side says nothing.
pub(super) const SIDE_BONUS: f32 = 0.3;
/// So much faster than what else a text has the bonus for its side falls.
const SIDE_FALLS: i32 = 4;
/// What a level above says counts by so much.
const CONTEXT_QUALITY: f32 = 0.6;
/// What people have everyday names for is commoner than what they have none for.
const COMMON_BONUS: f32 = 0.045;
/// The code for what is not said, if nothing more is said; that for something else, if
/// something is said that no text has.
const REMAINDER_BONUS: f32 = 0.012;
/// Hits whose headings are worth looking into: nearly as good as the best.
const NEAR_TOP: f32 = 0.8;
/// What is known of a text while the words are gone through.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    words: u32,
    query: f32,
    text: f32,
}

/// What the words are in the texts of a list.
#[derive(Debug, Default)]
struct Tallies {
    all: Scratch<Tally>,
    /// The texts that may be answers.
    touched: Vec<u32>,
}

/// What a search works with.
#[derive(Debug, Default)]
pub(super) struct Work {
    tallies: Tallies,
    above: Above,
    /// Of each entry that was found, the place among them.
    places: Scratch<u32>,
}

/// What levels above entries say.
#[derive(Debug, Default)]
struct Above {
    /// Of each entry the words that it and those above it have, once they are known.
    words: Scratch<u32>,
}

impl Searched for TabularVolume {
    fn texts(&self) -> usize {
        self.terms.count()
    }

    fn lookup(&self) -> &dyn Lookup {
        &self.terms
    }

    fn means(&self, amount: Amount) -> bool {
        self.ranges().with(amount).next().is_some()
    }

    #[inline(never)]
    fn find_words(
        &self,
        scope: &Scope,
        asked: &Asked,
        matched: &[Matched],
        narrow: &mut Narrow,
        best: &mut Vec<Found>,
    ) -> Vec<usize> {
        let before = best.len();
        let mut counts = vec![0; self.sets.len()];
        if asked.whole <= 0.0 || matched.iter().all(Matched::is_empty) {
            return counts;
        }
        let mut work = self.work.take();
        let Work {
            tallies,
            above,
            places,
        } = &mut work;
        self.tally(asked, matched, tallies);
        above.words.clear(self.len());
        places.clear(self.len());
        let extensions = self.extension_words(asked, matched);
        let chosen = self.terms.opposites.chosen(asked, matched);
        let titles = self.len() as u32;
        for &document in &tallies.touched {
            let tally = tallies.of(document);
            let is_title = document < titles;
            let entry = if is_title {
                document
            } else {
                self.owner(document - titles)
            };
            let mut words = tally.words;
            let mut query = tally.query;
            if words != asked.every {
                // What the levels above say is said of the entry, too, but for numbers: those
                // are of each level by itself.
                let level = if is_title {
                    self.parent(entry as usize)
                } else {
                    Some(entry as usize)
                };
                let more = level.map_or(0, |level| above.of(self, tallies, level)) & !words & !asked.numbers;
                query += asked.said(more) * CONTEXT_QUALITY;
                words |= more;
            }
            let definition = extensions.get(self.definition(entry as usize) as usize);
            let mut label = 0;
            if let Some((extension, bits)) = definition.copied().flatten()
                && bits & !words != 0
            {
                query += asked.said(bits & !words) * PREFIX_QUALITY;
                words |= bits;
                label = extension;
            }
            let worth = Worth {
                words,
                query,
                text: tally.text,
                sum: self.terms.sum(document),
            };
            let Some(mut score) = asked.score(worth) else {
                continue;
            };
            for _ in 0..self.terms.opposites.opposed(document, &chosen) {
                score *= OPPOSED;
            }
            if !is_title {
                score *= TERM_FACTOR;
            }
            let set = self.set_of(entry as usize);
            if scope.wanted.get(set) != Some(&true) {
                continue;
            }
            let Some(shown) = self.shown(entry as usize) else {
                continue;
            };
            let extension = match label {
                0 => shown.extension,
                _ => self.shown_with(entry as usize, label).unwrap_or(shown.extension),
            };
            if words & asked.sides != 0 {
                let share = asked.said(words & !asked.sides) / asked.said(asked.every & !asked.sides);
                // Of a side alone it is no number.
                score += SIDE_BONUS
                    * if share.is_finite() {
                        share.powi(SIDE_FALLS)
                    } else {
                        1.0
                    };
            }
            if shown.billable {
                score += BILLABLE_BONUS;
            }
            // Names of what is for something else are those of some things in it.
            if shown.common && !(is_title && shown.rest == Some(Remainder::Other)) {
                score += COMMON_BONUS;
            }
            if shown.rest
                == Some(if asked.unknown {
                    Remainder::Other
                } else {
                    Remainder::Unspecified
                })
            {
                score += REMAINDER_BONUS;
            }
            let found = Found {
                score,
                volume: scope.number,
                entry,
                document,
                extension,
            };
            let known = places
                .get(entry as usize)
                .and_then(|at| best.get_mut(at as usize));
            match known {
                Some(known) if known.score >= score => {}
                Some(known) => *known = found,
                None => {
                    if let Some(at) = places.slot(entry as usize) {
                        *at = best.len() as u32;
                        best.push(found);
                    }
                }
            }
        }
        self.add_defaults(before, places, (tallies, asked.numbers), &chosen, best);
        self.work.bring(work);
        narrow.keep(self, before, best);
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
            let number = found.document as usize - self.len();
            let owner = self.owner(number as u32) as usize;
            let own = self.list.names_of(owner).contains(&number);
            reason.kind = if own {
                ReasonKind::Name
            } else {
                ReasonKind::InclusionTerm
            };
            reason.text = self.list.words.text(self.list.terms.get(number));
            reason.marks = marks(&reason.text, asked.words, matched);
        }
        reason.through = kin(&[&title, &reason.text], asked.words, matched);
        Some(Hit {
            marks: marks(&title, asked.words, matched),
            reason,
            ..Set::Tabular(set).hit(row)
        })
    }
}

impl Tallies {
    fn of(&self, document: u32) -> Tally {
        self.all.get(document as usize).unwrap_or_default()
    }
}

impl Above {
    /// The words that an entry and those above it have.
    fn of(&mut self, volume: &TabularVolume, tallies: &Tallies, entry: usize) -> u32 {
        if let Some(words) = self.words.get(entry) {
            return words;
        }
        let parent = volume.parent(entry);
        // Lists have few levels: see `Tabular`.
        let upper = parent.map_or(0, |parent| self.of(volume, tallies, parent));
        let terms = |entry: usize| {
            let terms = volume.terms_of(entry).map(|term| tallies.of(term).words);
            terms.fold(0, |all, words| all | words)
        };
        // What its default code is called, the other codes may be called, too.
        let usual = volume.default_child(entry).filter(|child| volume.is_leaf(*child));
        let words = upper | tallies.of(entry as u32).words | terms(entry) | usual.map_or(0, terms);
        if let Some(known) = self.words.slot(entry) {
            *known = words;
        }
        words
    }
}

impl TabularVolume {
    /// Goes through the words.
    #[inline(never)]
    fn tally(&self, asked: &Asked, matched: &[Matched], tallies: &mut Tallies) {
        let mut order: Vec<usize> = (0..matched.len()).collect();
        let weight = |at: &usize| asked.weights.get(*at).copied().unwrap_or(0.0);
        order.sort_unstable_by(|a, b| weight(b).total_cmp(&weight(a)));
        tallies.all.clear(self.terms.count());
        tallies.touched.clear();
        let known = |at: &usize| matched.get(*at).is_some_and(|word| !word.is_empty());
        // What the words say that are still to come.
        let mut left: f32 = order.iter().filter(|at| known(at)).map(weight).sum();
        let mut opening = 0;
        for at in order {
            let Some(word) = matched.get(at).filter(|word| !word.is_empty()) else {
                continue;
            };
            let opens = left >= asked.least;
            left -= weight(&at);
            let bit = 1 << at;
            for candidate in &word.candidates {
                let says = self.terms.weight(candidate.term);
                for (document, denied) in self.terms.documents(candidate.term) {
                    let Some(tally) = tallies.all.slot(document as usize) else {
                        continue;
                    };
                    if tally.words & bit != 0 {
                        continue;
                    }
                    if opens && tally.words & opening == 0 {
                        tallies.touched.push(document);
                    }
                    // What is denied is no answer to who asks for it, nor what is there
                    // to who denies it.
                    let amiss = if asked.denied & bit != 0 {
                        !denied
                    } else {
                        denied && !asked.denies
                    };
                    let quality = if amiss { DENIED_QUALITY } else { candidate.quality };
                    tally.words |= bit;
                    tally.query += weight(&at) * quality;
                    tally.text += says * quality;
                }
            }
            for ranged in word.number.iter().flat_map(|&amount| self.ranges().with(amount)) {
                let Some(tally) = tallies.all.slot(ranged.document as usize) else {
                    continue;
                };
                if tally.words & bit != 0 {
                    continue;
                }
                if opens && tally.words & opening == 0 {
                    tallies.touched.push(ranged.document);
                }
                tally.words |= bit;
                tally.query += weight(&at) * ranged.quality();
                tally.text += ranged.says * ranged.quality();
            }
            if opens {
                opening |= bit;
            }
        }
    }

    /// For each definition of seventh characters, the one whose meaning has the
    /// most of the query, and which words that are.
    #[inline(never)]
    fn extension_words(&self, asked: &Asked, matched: &[Matched]) -> Vec<Option<(u8, u32)>> {
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
                if bits != 0 && best.is_none_or(|(_, known)| asked.said(bits) > asked.said(known)) {
                    best = Some((*label, bits));
                }
            }
            best
        };
        self.list.definitions.iter().map(best).collect()
    }

    /// Puts the code that a coder takes for a heading when nothing more is known
    /// before the heading.
    fn add_defaults(
        &self,
        before: usize,
        places: &Scratch<u32>,
        (tallies, numbers): (&Tallies, u32),
        chosen: &Chosen,
        best: &mut Vec<Found>,
    ) {
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
            // What excludes the asked is no default: then it is what says the least else.
            let opposed = |entry: &usize| self.terms.opposites.opposed(*entry as u32, chosen);
            while let Some(child) = self.default_child(entry) {
                let excluded = opposed(&child) > opposed(&entry);
                let other = || self.children(entry).find(|child| opposed(child) == 0);
                entry = excluded.then(other).flatten().unwrap_or(child);
            }
            // Another number than was asked for is no default either.
            let has = |document: u32| tallies.of(document).words & numbers;
            if has(found.document) & !has(entry as u32) != 0 {
                continue;
            }
            more.push(Found {
                score: found.score + BILLABLE_BONUS,
                entry: entry as u32,
                extension: self.shown(entry).map_or(0, |shown| shown.extension),
                ..*found
            });
        }
        for found in more {
            let at = places.get(found.entry as usize);
            match at.and_then(|at| best.get_mut(at as usize)) {
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

    /// The documents that are its inclusion terms and other names.
    fn terms_of(&self, entry: usize) -> impl Iterator<Item = u32> {
        let end = |entry: usize| self.list.term_ends.get(entry).copied().unwrap_or(0);
        let start = entry.checked_sub(1).map_or(0, end);
        let titles = self.len() as u32;
        (start..end(entry)).map(move |term| titles + term)
    }

    /// The entry that an inclusion term belongs to.
    fn owner(&self, term: u32) -> u32 {
        self.list.term_ends.partition_point(|&end| end <= term) as u32
    }
}
