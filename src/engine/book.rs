//! All code sets that are open, and the one search over them.

use super::answer::{Answer, Correction};
use super::candidates::{Matched, automaton, most_slips};
use super::load::{More, What};
use super::query::{Query, Word};
use super::score::{Asked, Found};
use super::set::TabularSet;
use super::terms::weight;
use crate::format::about::About;

/// How many hits an answer has unless told otherwise.
pub const DEFAULT_LIMIT: usize = 20;

/// What a search may be told besides the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The most hits wanted.
    pub limit: usize,
    /// Names of the sets to search; empty for all.
    pub sets: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            limit: DEFAULT_LIMIT,
            sets: Vec::new(),
        }
    }
}

/// The code sets that are open.
#[derive(Default)]
pub struct Book {
    sets: Vec<TabularSet>,
}

impl Book {
    /// A book without any set.
    pub fn new() -> Self {
        Book::default()
    }

    /// Adds a set. One of the same name is replaced.
    pub fn add(&mut self, set: TabularSet) {
        self.sets.retain(|known| known.about.set != set.about.set);
        self.sets.push(set);
    }

    /// Adds notes or facts of a set. Those of a set that is not (or no longer)
    /// here are dropped.
    pub fn add_more(&mut self, more: More) {
        let Some(set) = self.sets.iter_mut().find(|set| set.checksum == more.base) else {
            return;
        };
        match more.what {
            What::Notes(words, notes) if set.notes.is_none() => {
                set.list.words.extend(&words);
                set.notes = Some(notes);
            }
            What::Notes(..) => {}
            What::Facts(facts) => set.facts = Some(facts),
        }
    }

    pub(super) fn by_checksum(&self, checksum: u32) -> Option<&TabularSet> {
        self.sets.iter().find(|set| set.checksum == checksum)
    }

    /// The sets, in the order in which they were added.
    pub fn sets(&self) -> &[TabularSet] {
        &self.sets
    }

    /// Edition and origin of each set.
    pub fn abouts(&self) -> Vec<&About> {
        self.sets.iter().map(TabularSet::about).collect()
    }

    /// The entries that answer a query, best first.
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let mut answer = Answer {
            query: query.to_owned(),
            ..Answer::default()
        };
        let query = Query::of(query);
        let wanted = |set: &&TabularSet| options.sets.is_empty() || options.sets.contains(&set.about.set);
        let sets: Vec<&TabularSet> = self.sets.iter().filter(wanted).collect();
        if query.text.is_empty() {
            return answer;
        }
        codes(&sets, &query.text, options.limit, &mut answer);
        if answer.total == 0 {
            words(&sets, &query.words, options.limit, &mut answer);
        }
        answer
    }
}

/// Answers a query that is a code or begins one: what it names outright in any
/// set before what only begins like it.
fn codes(sets: &[&TabularSet], text: &str, limit: usize, answer: &mut Answer) {
    let exact = sets.iter().filter_map(|set| set.search_exact(text));
    answer.results.extend(exact.take(limit));
    answer.total = answer.results.len();
    for set in sets {
        set.search_prefix(text, limit, answer);
    }
    for set in sets {
        if answer.total == 0 {
            set.search_longer(text, limit, answer);
        }
    }
}

/// Answers a query of words from all sets together.
fn words(sets: &[&TabularSet], words: &[Word], limit: usize, answer: &mut Answer) {
    // For each set, what each word may stand for there.
    let mut matched: Vec<Vec<Matched>> = sets.iter().map(|_| Vec::new()).collect();
    let mut weights = Vec::new();
    let texts: usize = sets.iter().map(|set| set.terms.count()).sum();
    for word in words {
        let one = match_word(sets, word);
        let known = one.iter().any(|matched| !matched.candidates.is_empty());
        if !known {
            answer.unmatched.push(word.typed.clone());
        }
        let nearest = one.iter().max_by(|a, b| a.near.total_cmp(&b.near));
        if let Some(used) = nearest.and_then(|matched| matched.corrected.first()) {
            answer.corrections.push(Correction {
                typed: word.typed.clone(),
                used: used.clone(),
            });
        }
        let documents = one.iter().map(|matched| matched.documents).sum();
        weights.push(if known {
            weight(&word.folded, documents, texts)
        } else {
            0.0
        });
        for (matched, one) in matched.iter_mut().zip(one) {
            matched.push(one);
        }
    }
    let asked = Asked { words, weights };
    let mut found = Vec::new();
    for (number, (set, matched)) in sets.iter().zip(&matched).enumerate() {
        set.find_words(number, &asked, matched, &mut found);
    }
    answer.total = found.len();
    if found.len() > limit && limit > 0 {
        found.select_nth_unstable_by(limit - 1, Found::order);
    }
    found.truncate(limit);
    found.sort_unstable_by(Found::order);
    let hit = |found: Found| Some(sets.get(found.set)?.hit(found, &asked, matched.get(found.set)?));
    answer.results.extend(found.into_iter().filter_map(hit));
}

/// What a word may stand for in each set: terms that it begins in any of them,
/// or else terms with as few slips as any has.
fn match_word(sets: &[&TabularSet], word: &Word) -> Vec<Matched> {
    let mut matched: Vec<Matched> = sets.iter().map(|set| set.begun(word)).collect();
    for slips in 1..=most_slips(word) {
        if matched.iter().any(|matched| !matched.candidates.is_empty()) {
            break;
        }
        let automaton = automaton(word, slips);
        let resembled = sets.iter().map(|set| set.resembled(word, slips, &automaton));
        matched = resembled.collect();
    }
    matched
}
