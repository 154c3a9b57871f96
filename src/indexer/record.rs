//! What an importer makes of an official file: rows of text, before anything is
//! compressed.

use crate::format::about::About;
use crate::format::facts::Facts;
use crate::format::notes::Kind;

/// A code set as it was read.
#[derive(Debug, Default)]
pub struct Source {
    /// Its edition, its origin and what was counted.
    pub about: About,
    /// Its entries in the book's order, the first for the whole set.
    pub records: Vec<Record>,
    /// Codes and titles of a set whose codes are put together from axes; such a set
    /// has no records.
    pub composed: Option<Composed>,
    /// What is known of its codes besides, if anything is.
    pub facts: Option<Facts>,
    /// What stood for its codes in the set before it: much, and rarely asked for.
    pub equivalents: Option<Facts>,
}

/// Codes that are put together from axes, as ICD-10-PCS.
#[derive(Debug, Default)]
pub struct Composed {
    /// Codes in order, each with its title; empty if no list here has one.
    pub titles: Vec<(String, String)>,
    /// The official labels of codes that have no title: of the operation, and of each
    /// further character. By them such a code is found.
    pub labels: Vec<(String, Vec<String>)>,
    /// What the beginnings of codes are called: prefix, name, and what that is in
    /// a sentence. In the order of the prefixes.
    pub names: Vec<[String; 3]>,
    /// Whether the names are the official labels of the tables. What they are is said
    /// in Medcode's own words all the same.
    pub official_names: bool,
}

/// One entry of a tabular list, as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// 0 the set, 1 a chapter, 2 a block, 3 a category, and on.
    pub depth: u8,
    /// The code without its dot; a chapter's or block's name.
    pub name: String,
    /// The title.
    pub title: String,
    /// Other names by which it is looked for, in Medcode's own words.
    pub names: Vec<String>,
    /// Whether the title is Medcode's own words rather than official.
    pub own: bool,
    /// Whether the file marks the code as one that only carries a placeholder.
    pub placeholder: bool,
    /// The groups of notes, in the file's order.
    pub groups: Vec<Notes>,
    /// Seventh characters that the code lacks though a level above defines them.
    pub missing: Vec<u8>,
    /// The line of the file on which the entry begins.
    pub line: u32,
}

/// Notes of one kind that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notes {
    /// Their kind.
    pub kind: Kind,
    /// Label (a seventh character, the cell of a table; 0 for none) and text.
    pub items: Vec<(u8, String)>,
}
