//! What a search answers. The same structs become the JSON of all three doors.

use serde::Serialize;

use super::refine::Refinement;
use crate::code::scheme::address;
use crate::code::schemes::SCHEMES;

/// The answer to one query.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The query as it was typed.
    pub query: String,
    /// The hits, best first.
    pub results: Vec<Hit>,
    /// How many entries matched in all; at least the number of hits.
    pub total: usize,
    /// How many of them each set has, for sets that have any, in the order in which
    /// answers prefer the sets.
    pub sets: Vec<Count>,
    /// Words that are in no title and were taken for a similar one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Words of the query that nothing matched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<String>,
    /// What the hits can be narrowed by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refinements: Vec<Refinement>,
    /// Choices that would have left nothing, and were not followed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
    /// Abbreviations of the query that have several meanings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meanings: Vec<Meanings>,
    /// Whether nothing has what was typed, and the hits are the nearest to it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nearest: bool,
}

/// How many entries of a set answer a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The set's stable name.
    pub set: &'static str,
    /// How many.
    pub total: usize,
}

impl Answer {
    /// Counts entries of a set.
    pub(super) fn count(&mut self, set: &'static str, entries: usize) {
        self.total += entries;
        let place = |set| SCHEMES.iter().position(|scheme| scheme.set == set);
        let before = self
            .sets
            .iter()
            .take_while(|known| place(known.set) < place(set))
            .count();
        match self.sets.get_mut(before).filter(|known| known.set == set) {
            Some(known) => known.total += entries,
            None if entries > 0 => self.sets.insert(before, Count { set, total: entries }),
            None => {}
        }
    }
}

/// A phrase of the query that means several things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meanings {
    /// As it was typed.
    pub typed: String,
    /// What it may mean, the likeliest first; a search for each finds that.
    pub means: Vec<String>,
}

/// A word that was taken for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The word as typed.
    pub typed: String,
    /// The word of the index that it was taken for.
    pub used: String,
}

/// One entry that answers a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The set's stable name.
    pub set: &'static str,
    /// The code as it is written on a claim, or a chapter's or block's name.
    pub code: String,
    /// The official title, or Medcode's own words for it (`own`); empty for a code
    /// that is only recognised by its shape (`within`).
    pub title: String,
    /// Whether the title is Medcode's own words, because the official text belongs
    /// to somebody or is not in this index.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Whether the code may stand on a claim as it is.
    pub billable: bool,
    /// What kind of entry it is.
    pub level: Level,
    /// The heading that holds a code which is not in the list itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// Why it is here.
    pub reason: Reason,
    /// Which parts of the code matched, in UTF-16 units: `[start, end)`.
    pub code_marks: Vec<Mark>,
    /// Which parts of the title matched.
    pub marks: Vec<Mark>,
}

/// A heading of a list, in Medcode's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Within {
    /// Its range of codes.
    pub code: String,
    /// What it is called.
    pub title: String,
}

impl Hit {
    /// What names the entry among those of all sets.
    pub fn address(&self) -> String {
        address(self.set, &self.code)
    }
}

/// A range `[start, end)` of a text, in UTF-16 units.
pub type Mark = [u32; 2];

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A whole code set.
    Set,
    /// A chapter.
    Chapter,
    /// A block of categories.
    Block,
    /// A category, three characters.
    Category,
    /// A subcategory: a code that needs more characters.
    Subcategory,
    /// A code with nothing below it.
    Code,
}

/// Why an entry answers a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What matched.
    pub kind: ReasonKind,
    /// The inclusion term that matched.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Which parts of that text matched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// What of the query was put into other words, and into which.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<Correction>,
}

impl Reason {
    /// What matched, without a text of its own.
    pub(super) fn of(kind: ReasonKind) -> Self {
        Reason {
            kind,
            text: String::new(),
            marks: Vec::new(),
            through: Vec::new(),
        }
    }
}

/// What of an entry matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonKind {
    /// The query is the code, or its beginning.
    Code,
    /// The title.
    Title,
    /// An inclusion term.
    InclusionTerm,
    /// Another name of it, in Medcode's own words.
    Name,
}
