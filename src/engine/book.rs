//! All code sets that are open, and the one search over them.

use super::answer::Answer;
use super::load::LoadedNotes;
use super::query::Query;
use super::set::TabularSet;
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

    /// Adds the notes of a set. Notes of a set that is not (or no longer) here
    /// are dropped.
    pub fn add_notes(&mut self, loaded: LoadedNotes) {
        if let Some(set) = self.sets.iter_mut().find(|set| set.checksum == loaded.base)
            && set.notes.is_none()
        {
            set.list.words.extend(&loaded.words);
            set.notes = Some(loaded.notes);
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

    /// Whether every set has its notes.
    pub fn has_notes(&self) -> bool {
        self.sets.iter().all(|set| set.notes.is_some())
    }

    /// The entries that answer a query, best first.
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let mut answer = Answer {
            query: query.to_owned(),
            ..Answer::default()
        };
        let query = Query::of(query);
        for set in &self.sets {
            if options.sets.is_empty() || options.sets.contains(&set.about.set) {
                set.search(&query, options.limit, &mut answer);
            }
        }
        answer.results.truncate(options.limit);
        answer
    }
}
