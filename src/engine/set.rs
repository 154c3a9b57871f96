//! A code set: what can be asked of its codes.

use std::ops::Range;

use super::answer::Level;
use super::tree::NONE;
use super::volume::{Own, TabularVolume};
use crate::code::cm;
use crate::code::range;
use crate::code::scheme::Scheme;
use crate::format::about::About;
use crate::format::facts::{Dated, Facts};
use crate::format::notes::{Fact, Notes};
use crate::format::tabular::{Labelled, Tabular};

/// A code set that can be searched: its part of a [`TabularVolume`].
#[derive(Clone, Copy)]
pub struct TabularSet<'a> {
    pub(super) volume: &'a TabularVolume,
    /// Its number in the volume.
    pub(super) number: u8,
    pub(super) own: &'a Own,
}

/// A place in a set: of a tabular list an entry, or the code that a seventh
/// character makes of it; of codes put together from axes, the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The entry's number in the book's order; or that of the first code that
    /// begins so.
    pub entry: usize,
    /// The seventh character, 0 for the entry itself; or the number of characters.
    pub extension: u8,
}

impl Row {
    /// The row of an entry itself.
    pub fn of(entry: usize) -> Self {
        Row { entry, extension: 0 }
    }
}

impl<'a> TabularSet<'a> {
    /// Edition and origin.
    pub fn about(&self) -> &'a About {
        &self.own.about
    }

    /// How the codes of the set are written.
    pub fn scheme(&self) -> &'static Scheme {
        self.own.scheme
    }

    /// Whether no later edition of the set is open.
    pub fn is_current(&self) -> bool {
        self.own.current
    }

    /// The numbers of its entries in [`TabularSet::list`]; the first is the one
    /// for the whole set.
    pub fn entries(&self) -> Range<usize> {
        self.own.entries.clone()
    }

    /// The row of the whole set.
    pub fn root(&self) -> Row {
        Row::of(self.own.entries.start)
    }

    /// The list of the file that the set is in, as it was read.
    pub fn list(&self) -> &'a Tabular {
        &self.volume.list
    }

    /// The notes of that file, once they are loaded.
    pub fn notes(&self) -> Option<&'a Notes> {
        self.volume.notes.as_deref()
    }

    /// The entry above.
    pub fn parent(&self, entry: usize) -> Option<usize> {
        self.volume.parent(entry)
    }

    /// The entries directly below, in the book's order.
    pub fn children(&self, entry: usize) -> impl Iterator<Item = usize> + use<'a> {
        self.volume.children(entry)
    }

    /// The seventh characters that an entry's codes take, in the book's order,
    /// with their meanings; none for an entry that takes none.
    pub fn extensions(&self, entry: usize) -> impl Iterator<Item = &'a Labelled> + use<'a> {
        self.volume.extensions(entry)
    }

    /// All codes in the book's order, seventh characters multiplied out;
    /// headings are none.
    pub fn rows(&self) -> impl Iterator<Item = Row> + use<'a> {
        let set = *self;
        let codes = self.entries().filter(move |&entry| set.is_code(entry));
        codes.flat_map(move |entry| {
            let extended = set
                .extensions(entry)
                .map(move |&(extension, _)| Row { entry, extension });
            std::iter::once(Row::of(entry)).chain(extended)
        })
    }

    /// The row above.
    pub fn above(&self, row: Row) -> Option<Row> {
        if row.extension != 0 {
            return Some(Row::of(row.entry));
        }
        self.parent(row.entry).map(Row::of)
    }

    /// The rows directly below, in the book's order: if the entry takes seventh
    /// characters, the codes with each of them.
    pub fn below(&self, row: Row) -> Vec<Row> {
        if row.extension != 0 {
            return Vec::new();
        }
        let entry = row.entry;
        let extended = |&(extension, _): &Labelled| Row { entry, extension };
        let extended: Vec<Row> = self.extensions(entry).map(extended).collect();
        if extended.is_empty() {
            return self.children(entry).map(Row::of).collect();
        }
        extended
    }

    /// Whether all that there is of the set is loaded.
    pub fn is_complete(&self) -> bool {
        self.volume.notes.is_some() && (self.volume.facts.is_some() || !self.volume.has_facts)
    }

    /// A code that the list does not have though it is, was, or will be valid; and
    /// the row of the entry that is nearest above it.
    pub fn unlisted(&self, text: &str) -> Option<(&'a Dated, Option<Row>)> {
        let code = self.own.scheme.typed(text)?;
        let dated = self.volume.facts.as_ref()?.other(&code)?;
        let above = (self.own.scheme.shortest..code.len())
            .rev()
            .find_map(|length| self.row_of(code.get(..length)?));
        Some((dated, above))
    }

    /// The code that a text has the shape of, though the list does not have it, and
    /// the narrowest heading that holds it. Of a set with its official list only a
    /// code that is named with its set: the list has no codes of other editions.
    #[inline(never)]
    pub fn recognised(&self, text: &str) -> Option<(String, Row)> {
        let scheme = self.own.scheme;
        let code = scheme.whole(text)?;
        if self.is_own(self.root()) {
            let holds = |entry: &usize| {
                let name = std::str::from_utf8(self.volume.list.name(*entry)).unwrap_or_default();
                // Two free characters say too little of a code to tell it.
                !self.is_code(*entry) && !name.ends_with("xx") && range::holds(name, &code)
            };
            // A heading within another comes later in the list.
            if let Some(entry) = self.entries().rev().find(holds) {
                return Some((code, Row::of(entry)));
            }
        }
        (scheme.is_named(text, &code) && self.row_of(&code).is_none()).then(|| (code, self.root()))
    }

    /// What is known of codes besides, once it is loaded.
    pub fn facts(&self) -> Option<&'a Facts> {
        self.volume.facts.as_deref()
    }

    /// What is known of a row.
    pub fn facts_of(&self, row: Row) -> impl Iterator<Item = (Fact, &'a str)> + use<'a> {
        self.volume.facts_of(row)
    }

    /// The row of a code without its dot.
    pub(super) fn row_of(&self, code: &str) -> Option<Row> {
        let number = self.volume.codes.get(self.key(code))?;
        Some(self.volume.row(number as u32))
    }

    /// What stands for a code in the map of all codes of the file.
    pub(super) fn key(&self, code: &str) -> String {
        [char::from(self.number).encode_utf8(&mut [0; 4]), code].concat()
    }

    fn is_code(&self, entry: usize) -> bool {
        let depth = self.volume.list.depths.get(entry).copied().unwrap_or(0);
        self.own.scheme.is_code(depth, self.volume.list.name(entry))
    }

    /// The code without its dot; a heading's name.
    pub fn compact(&self, row: Row) -> String {
        let mut code = Vec::new();
        match (self.volume.list.name(row.entry), row.extension) {
            ([], _) if self.own.scheme.numbered => {
                return (row.entry - self.own.entries.start.min(row.entry)).to_string();
            }
            (name, 0) => code.extend_from_slice(name),
            (name, extension) => cm::extend(&mut code, name, extension),
        }
        String::from_utf8_lossy(&code).into_owned()
    }

    /// The code as it is written: with its dot; `Chapter 4`; `A00-A09`.
    #[inline(never)]
    pub fn code(&self, row: Row) -> String {
        let compact = || self.compact(row);
        match self.level(row) {
            Level::Set => self.own.about.name.clone(),
            Level::Chapter => [self.own.scheme.chapter, " ", &compact()].concat(),
            Level::Block => compact(),
            _ => self.own.scheme.written(&compact()).into_owned(),
        }
    }

    /// The title: the official one, unless [`TabularSet::is_own`]. With a seventh
    /// character it is the title, a comma and the character's meaning, as in CMS's
    /// order file.
    #[inline(never)]
    pub fn title(&self, row: Row) -> String {
        let words = &self.volume.list.words;
        if row == self.root() {
            return self.own.about.name.clone();
        }
        let title = words.text(self.volume.list.titles.get(row.entry));
        match self
            .extensions(row.entry)
            .find(|(label, _)| row.extension != 0 && *label == row.extension)
        {
            Some((_, meaning)) => format!("{title}, {}", words.text(meaning)),
            None => title,
        }
    }

    /// Whether the title is Medcode's own words.
    pub fn is_own(&self, row: Row) -> bool {
        self.volume.is_own(row.entry)
    }

    /// What kind of entry a row is.
    pub fn level(&self, row: Row) -> Level {
        let first = self.own.scheme.first_code;
        match self.volume.list.depths.get(row.entry).copied().unwrap_or(0) {
            0 => Level::Set,
            1 if first > 1 => Level::Chapter,
            _ if !self.is_code(row.entry) => Level::Block,
            _ if self.billable(row) => Level::Code,
            // A term of an index with nothing below it.
            _ if self.own.scheme.numbered && self.volume.is_leaf(row.entry) => Level::Code,
            depth if depth == first => Level::Category,
            _ => Level::Subcategory,
        }
    }

    /// Whether the row may stand on a claim: nothing is below it, and its
    /// seventh character is there if it needs one.
    pub fn billable(&self, row: Row) -> bool {
        self.is_code(row.entry)
            && !self.own.scheme.numbered
            && self.volume.is_leaf(row.entry)
            && (row.extension != 0 || self.volume.definition(row.entry) == NONE)
    }

    /// The row that `text` names: a code however it is typed, a heading, or the set.
    #[inline(never)]
    pub fn find(&self, text: &str) -> Option<Row> {
        let scheme = self.own.scheme;
        let text = text.trim();
        let codes = [scheme.typed(text), scheme.whole(text)];
        if let Some(row) = codes.into_iter().flatten().find_map(|code| self.row_of(&code)) {
            return Some(row);
        }
        if text.eq_ignore_ascii_case(&self.own.about.name) || text.eq_ignore_ascii_case(&self.own.about.set) {
            return Some(self.root());
        }
        let named = scheme.unnamed(text);
        if scheme.numbered {
            let number = named.and_then(|number| number.trim().parse::<usize>().ok());
            if let Some(number) = number {
                let entry = self.own.entries.start.checked_add(number)?;
                return self.own.entries.contains(&entry).then_some(Row::of(entry));
            }
        }
        self.heading(named.unwrap_or(text))
    }

    fn heading(&self, text: &str) -> Option<Row> {
        // Most of what is typed is words: no heading is named without a digit.
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let wanted = text
            .to_ascii_uppercase()
            .replace(' ', "")
            .replace('\u{2013}', "-");
        let chapter = self.own.scheme.chapter.to_ascii_uppercase();
        let numbered = wanted.strip_prefix(&chapter).filter(|_| !chapter.is_empty());
        if numbered.is_none() && !range::is_range(&wanted.to_ascii_lowercase()) {
            return None;
        }
        let wanted = numbered.unwrap_or(&wanted);
        // Manuals write a family of revenue codes as `045X`; the list has its ends.
        let family = wanted
            .strip_suffix('X')
            .filter(|start| start.bytes().all(|c| c.is_ascii_digit()));
        let family = family.map(|start| format!("{start:0>3}0-{start:0>3}9"));
        let entry = self.entries().find(|&entry| {
            let depth = self.volume.list.depths.get(entry).copied().unwrap_or(0);
            (depth == 1 || numbered.is_none())
                && !self.is_code(entry)
                && [Some(wanted), family.as_deref()]
                    .into_iter()
                    .flatten()
                    .any(|name| self.volume.list.name(entry).eq_ignore_ascii_case(name.as_bytes()))
        });
        entry.map(Row::of)
    }
}
