//! One or several tabular lists: chapters, blocks, categories, subcategories and codes in the
//! book's order, each with its title and inclusion terms, and the definitions
//! of seventh characters that multiply codes out.
//!
//! Each list begins with an entry of depth 0 that stands for its set.
//! Entries follow each other as in the book. An entry gives its depth, what its
//! code adds to its parent's, its title (coded beside those of its elder
//! sibling and its parent, which it nearly repeats), its inclusion terms, and
//! the seventh characters that it defines for itself and all below it. Titles may
//! leave out the capital of their first word: a mark says so, and the reader puts
//! the word with a capital behind the vocabulary.

mod codec;
mod read;
mod write;

use super::phrases::Texts;
use super::vocabulary::Vocabulary;

pub(super) use codec::topics;
pub use read::Reader;
pub use write::encode;

/// What parts several meanings in a thesaurus.
pub const MEANS: &str = " | ";
/// The deepest level: set, chapter, block, category and four more characters.
pub const MAX_DEPTH: u8 = 15;
/// Depth of a category, whose code has three characters.
pub const CATEGORY: u8 = 3;
/// One item of a definition of seventh characters: the character (0 for a note
/// between them) and its meaning.
pub type Labelled = (u8, Vec<u32>);

/// One entry of the book, texts as form numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// 0 the set, 1 a chapter, 2 a block, 3 a category, and on.
    pub depth: u8,
    /// The code without its dot; a chapter's or block's name.
    pub name: Vec<u8>,
    /// Whether the code only carries the placeholder `X`.
    pub placeholder: bool,
    /// The title.
    pub title: Vec<u32>,
    /// Whether the title's first word has a capital that `title` leaves out: nearly
    /// all have one where they begin, and it would make other words of them.
    pub capital: bool,
    /// Whether the title is Medcode's own words.
    pub own: bool,
    /// The inclusion terms.
    pub terms: Vec<Vec<u32>>,
    /// Other names, in Medcode's own words.
    pub names: Vec<Vec<u32>>,
    /// The seventh characters defined here; empty if none are.
    pub seventh: Vec<Labelled>,
    /// Seventh characters that this code lacks though they are defined above it.
    pub missing: Vec<u8>,
}

/// A whole tabular list, in columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabular {
    /// The words of its texts.
    pub words: Vocabulary,
    /// Depth of each entry.
    pub depths: Vec<u8>,
    /// Names of the entries, one after another, and where each ends.
    pub names: Vec<u8>,
    /// Where each entry's name ends.
    pub name_ends: Vec<u32>,
    /// Title of each entry.
    pub titles: Texts,
    /// Whether the title of each entry is Medcode's own words; empty if none is.
    pub own: Vec<bool>,
    /// All inclusion terms, and behind those of each entry its other names.
    pub terms: Texts,
    /// Where each entry's inclusion terms end.
    pub official_ends: Vec<u32>,
    /// Where each entry's other names end.
    pub term_ends: Vec<u32>,
    /// Entries with the placeholder mark, ascending.
    pub placeholders: Vec<u32>,
    /// The different definitions of seventh characters.
    pub definitions: Vec<Vec<Labelled>>,
    /// Which entries define seventh characters, ascending, and by which definition.
    pub defined: Vec<(u32, u32)>,
    /// Entries that lack some of the seventh characters defined above them.
    pub missing: Vec<(u32, Vec<u8>)>,
}

impl Tabular {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.depths.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.depths.is_empty()
    }

    /// An entry's name.
    pub fn name(&self, entry: usize) -> &[u8] {
        let end = self.name_ends.get(entry).copied().unwrap_or(0) as usize;
        let start = match entry.checked_sub(1) {
            Some(before) => self.name_ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.names.get(start..end).unwrap_or(&[])
    }

    /// The numbers of an entry's other names, which are Medcode's own words.
    pub fn names_of(&self, entry: usize) -> std::ops::Range<usize> {
        let end = self.term_ends.get(entry).copied().unwrap_or(0) as usize;
        self.terms_of(entry).end..end
    }

    /// The numbers of an entry's inclusion terms.
    pub fn terms_of(&self, entry: usize) -> std::ops::Range<usize> {
        let end = self.official_ends.get(entry).copied().unwrap_or(0) as usize;
        let start = match entry.checked_sub(1) {
            Some(before) => self.term_ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        start..end
    }

    /// Gives the titles of these entries their capitals.
    fn capitalise(&mut self, entries: &[u32]) {
        let mut known: Vec<Option<u32>> = vec![None; self.words.len()];
        for &entry in entries {
            let Some(first) = self.titles.first_mut(entry as usize) else {
                continue;
            };
            if let Some(known) = known.get_mut(*first as usize) {
                *first = *known.get_or_insert_with(|| self.words.capital(*first));
            }
        }
    }

    fn push(&mut self, entry: &Entry) {
        let number = self.depths.len() as u32;
        self.depths.push(entry.depth);
        self.names.extend_from_slice(&entry.name);
        self.name_ends.push(self.names.len() as u32);
        self.titles.push(&entry.title);
        if entry.own || !self.own.is_empty() {
            self.own.resize(self.depths.len(), false);
            if let Some(own) = self.own.last_mut() {
                *own = entry.own;
            }
        }
        for term in &entry.terms {
            self.terms.push(term);
        }
        self.official_ends.push(self.terms.len() as u32);
        for name in &entry.names {
            self.terms.push(name);
        }
        self.term_ends.push(self.terms.len() as u32);
        if entry.placeholder {
            self.placeholders.push(number);
        }
        if !entry.seventh.is_empty() {
            let definition = match self.definitions.iter().position(|known| *known == entry.seventh) {
                Some(known) => known,
                None => {
                    self.definitions.push(entry.seventh.clone());
                    self.definitions.len() - 1
                }
            };
            self.defined.push((number, definition as u32));
        }
        if !entry.missing.is_empty() {
            self.missing.push((number, entry.missing.clone()));
        }
    }
}
