//! A tabular code set in memory: the list as it was read, and what is derived
//! from it once at opening.

use std::sync::Arc;

use fst::Map;

use super::answer::Level;
use super::terms::Terms;
use super::tree::{NONE, Tree, extensions};
use crate::code::cm;
use crate::code::scheme::Scheme;
use crate::format::about::{About, FACTS};
use crate::format::facts::{Dated, Facts};
use crate::format::notes::{Fact, Notes};
use crate::format::tabular::{Labelled, Tabular};

/// A code set that can be searched.
pub struct TabularSet {
    pub(super) scheme: &'static Scheme,
    pub(super) about: About,
    pub(super) checksum: u32,
    pub(super) list: Tabular,
    pub(super) tree: Tree,
    /// Compact codes, seventh characters multiplied out, to rows.
    pub(super) codes: Map<Vec<u8>>,
    pub(super) terms: Terms,
    pub(super) notes: Option<Arc<Notes>>,
    pub(super) facts: Option<Arc<Facts>>,
}

/// An entry, or the code that a seventh character makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The entry's number in the book's order.
    pub entry: usize,
    /// The seventh character, 0 for the entry itself.
    pub extension: u8,
}

impl Row {
    /// The row of an entry itself.
    pub fn of(entry: usize) -> Self {
        Row { entry, extension: 0 }
    }
}

impl TabularSet {
    /// Edition and origin.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The number of entries, the one for the whole set included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The list as it was read.
    pub fn list(&self) -> &Tabular {
        &self.list
    }

    /// How many forms the vocabulary had when the set was opened; notes count on
    /// from there.
    pub(super) fn words_before_notes(&self) -> usize {
        self.terms.forms()
    }

    /// The notes, once they are loaded.
    pub fn notes(&self) -> Option<&Notes> {
        self.notes.as_deref()
    }

    /// The entry above.
    pub fn parent(&self, entry: usize) -> Option<usize> {
        self.tree
            .parents
            .get(entry)
            .copied()
            .filter(|&parent| parent != NONE)
            .map(|parent| parent as usize)
    }

    /// The entries directly below, in the book's order.
    pub fn children(&self, entry: usize) -> impl Iterator<Item = usize> {
        let end = self.end(entry);
        let mut next = entry + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.end(child);
            (child < end).then_some(child)
        })
    }

    /// The number of the first entry behind all those below `entry`.
    fn end(&self, entry: usize) -> usize {
        self.tree
            .ends
            .get(entry)
            .map_or(self.len(), |&end| end as usize)
            .max(entry + 1)
    }

    /// The seventh characters that an entry's codes take, in the book's order,
    /// with their meanings; none for an entry that takes none.
    pub fn extensions(&self, entry: usize) -> impl Iterator<Item = &Labelled> {
        extensions(&self.list, self.definition(entry), entry)
    }

    /// All codes in the book's order, seventh characters multiplied out;
    /// chapters and blocks are none.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let codes = (0..self.len()).filter(|&entry| {
            self.list
                .depths
                .get(entry)
                .is_some_and(|&depth| depth >= self.scheme.first_code)
        });
        codes.flat_map(|entry| {
            let extended = self
                .extensions(entry)
                .map(move |&(extension, _)| Row { entry, extension });
            std::iter::once(Row::of(entry)).chain(extended)
        })
    }

    /// Whether all that there is of the set is loaded.
    pub fn is_complete(&self) -> bool {
        self.notes.is_some() && (self.facts.is_some() || !self.about.counts.contains_key(FACTS))
    }

    /// A code that the list does not have though it is, was, or will be valid; and
    /// the row of the entry that is nearest above it.
    pub fn unlisted(&self, text: &str) -> Option<(&Dated, Option<Row>)> {
        let code = self.scheme.typed(text)?;
        let dated = self.facts.as_ref()?.other(&code)?;
        let above = (self.scheme.shortest..code.len()).rev().find_map(|length| {
            let number = self.codes.get(code.get(..length)?)?;
            Some(self.row(number as u32))
        });
        Some((dated, above))
    }

    /// What is known of codes besides, once it is loaded.
    pub fn facts(&self) -> Option<&Facts> {
        self.facts.as_deref()
    }

    /// What is known of a row.
    pub fn facts_of(&self, row: Row) -> impl Iterator<Item = (Fact, &str)> {
        let first = self.tree.first_rows.get(row.entry).copied().unwrap_or(0) as usize;
        let extension = self
            .extensions(row.entry)
            .position(|(label, _)| *label == row.extension);
        let number = first + extension.map_or(0, |at| at + 1);
        self.facts.iter().flat_map(move |facts| facts.of(number))
    }

    /// The seventh character of each row, 0 for none, in the rows' order.
    pub(super) fn row_extensions(&self) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.tree.rows() as usize);
        for entry in 0..self.len() {
            all.push(0);
            all.extend(self.extensions(entry).map(|(label, _)| *label));
        }
        all
    }

    pub(super) fn definition(&self, entry: usize) -> u32 {
        self.tree.definitions.get(entry).copied().unwrap_or(NONE)
    }

    /// The row with this number.
    pub(super) fn row(&self, number: u32) -> Row {
        let entry = self
            .tree
            .first_rows
            .partition_point(|&first| first <= number)
            .saturating_sub(1);
        let first = self.tree.first_rows.get(entry).copied().unwrap_or(0);
        let extension = match number.checked_sub(first + 1) {
            Some(offset) => self
                .extensions(entry)
                .nth(offset as usize)
                .map_or(0, |(label, _)| *label),
            None => 0,
        };
        Row { entry, extension }
    }

    /// The code without its dot; a chapter's or block's name.
    pub fn compact(&self, row: Row) -> String {
        let mut code = Vec::new();
        match (self.list.name(row.entry), row.extension) {
            (name, 0) => code.extend_from_slice(name),
            (name, extension) => cm::extend(&mut code, name, extension),
        }
        String::from_utf8_lossy(&code).into_owned()
    }

    /// How the codes of the set are written.
    pub fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// The code as it is written: with its dot; `Chapter 4`; `A00-A09`.
    pub fn code(&self, row: Row) -> String {
        match self.level(row) {
            Level::Set => self.about.name.clone(),
            Level::Chapter => [self.scheme.chapter, " ", &self.compact(row)].concat(),
            Level::Block => self.compact(row),
            _ => self.scheme.written(&self.compact(row)),
        }
    }

    /// The official title. With a seventh character it is the title, a comma and
    /// the character's meaning, as in CMS's order file.
    pub fn title(&self, row: Row) -> String {
        let words = &self.list.words;
        if row.entry == 0 {
            return self.about.name.clone();
        }
        let title = words.text(self.list.titles.get(row.entry));
        match self
            .extensions(row.entry)
            .find(|(label, _)| row.extension != 0 && *label == row.extension)
        {
            Some((_, meaning)) => format!("{title}, {}", words.text(meaning)),
            None => title,
        }
    }

    /// What kind of entry a row is.
    pub fn level(&self, row: Row) -> Level {
        let first = self.scheme.first_code;
        match self.list.depths.get(row.entry).copied().unwrap_or(0) {
            0 => Level::Set,
            1 if first > 1 => Level::Chapter,
            depth if depth < first => Level::Block,
            _ if self.billable(row) => Level::Code,
            depth if depth == first => Level::Category,
            _ => Level::Subcategory,
        }
    }

    fn is_leaf(&self, entry: usize) -> bool {
        self.end(entry) == entry + 1
    }

    /// Whether the row may stand on a claim: nothing is below it, and its
    /// seventh character is there if it needs one.
    pub fn billable(&self, row: Row) -> bool {
        let code = self
            .list
            .depths
            .get(row.entry)
            .is_some_and(|&depth| depth >= self.scheme.first_code);
        code && self.is_leaf(row.entry) && (row.extension != 0 || self.definition(row.entry) == NONE)
    }

    /// The row that `text` names: a code however it is typed, a block, a
    /// chapter, or the set.
    pub fn find(&self, text: &str) -> Option<Row> {
        let text = text.trim();
        if let Some(number) = self.scheme.typed(text).and_then(|code| self.codes.get(code)) {
            return Some(self.row(number as u32));
        }
        if text.eq_ignore_ascii_case(&self.about.name) || text.eq_ignore_ascii_case(&self.about.set) {
            return Some(Row::of(0));
        }
        let wanted = text
            .to_ascii_uppercase()
            .replace(' ', "")
            .replace('\u{2013}', "-");
        let chapter = self.scheme.chapter.to_ascii_uppercase();
        let (depth, wanted) = match wanted.strip_prefix(&chapter).filter(|_| !chapter.is_empty()) {
            Some(number) => (1, number),
            None if wanted.contains('-') => (2, &wanted[..]),
            None => return None,
        };
        let entry = (0..self.len()).find(|&entry| {
            depth < self.scheme.first_code
                && self.list.depths.get(entry) == Some(&depth)
                && self.list.name(entry) == wanted.as_bytes()
        });
        entry.map(Row::of)
    }
}
