//! A set whose codes are put together from axes, in memory: as it was read, and the
//! dictionary of its labels. No title is kept; each is put together when it is
//! asked for.

mod codes;
mod count;
mod labels;
mod search;
mod terms;

use std::sync::Arc;

use super::answer::Level;
use super::set::Row;
use super::volume::Own;
use crate::code::pcs;
use crate::code::scheme::Scheme;
use crate::format::Fault;
use crate::format::about::About;
use crate::format::axes::Axes;
use crate::format::facts::{Dated, Facts};
use crate::format::notes::Fact;
use terms::LabelTerms;

/// The character that stands for nothing at its place.
const NOTHING: u8 = b'Z';

/// A file with such a set, opened.
pub struct AxesVolume {
    pub(super) checksum: u32,
    pub(super) axes: Axes,
    terms: LabelTerms,
    pub(super) facts: Option<Arc<Facts>>,
    /// Whether a file of facts belongs to it.
    has_facts: bool,
    pub(super) own: Own,
}

impl AxesVolume {
    /// The volume of what was read.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if it has no codes, or its words make no dictionary.
    pub(super) fn new(axes: Axes, own: Own, has_facts: bool, checksum: u32) -> Result<Self, Fault> {
        if axes.is_empty() {
            return Err(Fault::Damaged("there are no codes"));
        }
        Ok(AxesVolume {
            checksum,
            terms: LabelTerms::of(&axes)?,
            axes,
            facts: None,
            has_facts,
            own,
        })
    }
}

/// A set whose codes are put together from axes. A [`Row`] is the beginning of a
/// code: the number of the first code that begins so, and how many characters.
#[derive(Clone, Copy)]
pub struct AxesSet<'a> {
    pub(super) volume: &'a AxesVolume,
}

impl<'a> AxesSet<'a> {
    /// The codes and titles as they were read.
    pub fn codes(&self) -> &'a Axes {
        &self.volume.axes
    }

    /// Edition and origin.
    pub fn about(&self) -> &'a About {
        &self.volume.own.about
    }

    /// How the codes of the set are written.
    pub fn scheme(&self) -> &'static Scheme {
        self.volume.own.scheme
    }

    /// Whether no later edition of the set is open.
    pub fn is_current(&self) -> bool {
        self.volume.own.current
    }

    /// The row of the whole set.
    pub fn root(&self) -> Row {
        Row::of(0)
    }

    /// The row of a code's beginning; none if no code begins so.
    fn row(&self, prefix: &[u8]) -> Option<Row> {
        let range = self.volume.axes.range(prefix);
        (!range.is_empty() && prefix.len() <= pcs::LENGTH).then_some(Row {
            entry: range.start as usize,
            extension: prefix.len() as u8,
        })
    }

    /// The row of the code with this number.
    fn row_of(&self, number: u32) -> Row {
        Row {
            entry: number as usize,
            extension: pcs::LENGTH as u8,
        }
    }

    /// The characters of a row.
    fn prefix(&self, row: Row) -> Vec<u8> {
        let code = self.volume.axes.code(row.entry as u32).unwrap_or_default();
        code.iter().copied().take(row.extension.into()).collect()
    }

    /// All codes in order.
    pub fn rows(&self) -> impl Iterator<Item = Row> + use<'a> {
        let set = *self;
        (0..self.volume.axes.len()).map(move |number| set.row_of(number))
    }

    /// The row above: with one character less.
    pub fn above(&self, row: Row) -> Option<Row> {
        let mut prefix = self.prefix(row);
        prefix.pop()?;
        self.row(&prefix)
    }

    /// The rows below: with each character that may follow.
    pub fn below(&self, row: Row) -> Vec<Row> {
        let mut prefix = self.prefix(row);
        let next = self.volume.axes.next(&prefix);
        let rows = next.into_iter().filter_map(|character| {
            prefix.push(character);
            let row = self.row(&prefix);
            prefix.pop();
            row
        });
        rows.collect()
    }

    /// Whether all that there is of the set is loaded.
    pub fn is_complete(&self) -> bool {
        self.volume.facts.is_some() || !self.volume.has_facts
    }

    /// A code without a title that is, was, or will be valid, and the longest
    /// beginning of it that codes with titles have.
    pub fn unlisted(&self, text: &str) -> Option<(&'a Dated, Option<Row>)> {
        let code = self.scheme().typed(text)?;
        let dated = self.volume.facts.as_ref()?.other(&code)?;
        let above = (1..code.len())
            .rev()
            .find_map(|length| self.row(code.as_bytes().get(..length)?));
        Some((dated, above))
    }

    /// What is known of codes besides, once it is loaded.
    pub fn facts(&self) -> Option<&'a Facts> {
        self.volume.facts.as_deref()
    }

    /// What is known of a row: of whole codes only.
    pub fn facts_of(&self, row: Row) -> impl Iterator<Item = (Fact, &'a str)> + use<'a> {
        let facts = self.facts().filter(|_| self.billable(row));
        facts.into_iter().flat_map(move |facts| facts.of(row.entry))
    }

    /// The characters of a row.
    pub fn compact(&self, row: Row) -> String {
        String::from_utf8_lossy(&self.prefix(row)).into_owned()
    }

    /// The characters of a row; the set's name for the whole of it.
    pub fn code(&self, row: Row) -> String {
        match row.extension {
            0 => self.about().name.clone(),
            _ => self.compact(row),
        }
    }

    /// What the last character of a row stands for: `Body Part`.
    pub fn axis(&self, row: Row) -> &'static str {
        match self.prefix(row).first() {
            Some(&section) => pcs::axis(section, row.extension.into()),
            None => "",
        }
    }

    /// The official words for a row, if there are any. Titles name operations, body
    /// parts and what else the later characters say; only tables name sections.
    fn official(&self, row: Row) -> Option<String> {
        let axes = &self.volume.axes;
        let prefix = self.prefix(row);
        let named = axes.name(&prefix).filter(|_| axes.official_names);
        let forms = match (named, prefix.len()) {
            (Some((name, _)), _) => name.to_vec(),
            (None, pcs::LENGTH) => axes.title(row.entry as u32),
            (None, 0..pcs::TABLE) => Vec::new(),
            (None, _) => axes.label(&prefix),
        };
        (!forms.is_empty()).then(|| axes.words.text(&forms))
    }

    /// The title of a code, or the words for its parts if no list gives it one; of the
    /// beginning of a code, the official words for its last character, or else Medcode's own.
    pub fn title(&self, row: Row) -> String {
        if row.extension == 0 {
            return self.about().name.clone();
        }
        self.official(row).unwrap_or_else(|| {
            let prefix = self.prefix(row);
            if self.billable(row) {
                return self.parts(&prefix);
            }
            if let Some((name, _)) = self.volume.axes.name(&prefix) {
                return self.volume.axes.words.text(name);
            }
            self.unnamed(row, &prefix)
        })
    }

    /// What is said of a last character for which titles have no words.
    fn unnamed(&self, row: Row, prefix: &[u8]) -> String {
        let axis = self.axis(row);
        match prefix.last() {
            Some(&NOTHING) => format!("No {}", axis.to_ascii_lowercase()),
            _ => format!("{axis} that titles do not name by itself"),
        }
    }

    /// What the last character of a whole code says, and whether that is in Medcode's own
    /// words.
    pub fn value(&self, row: Row) -> (String, bool) {
        let prefix = self.prefix(row);
        let label = self.volume.axes.words.text(&self.volume.axes.label(&prefix));
        match label.is_empty() {
            true => (self.unnamed(row, &prefix), true),
            false => (label, false),
        }
    }

    /// What stands for the title of a code that has none: the official words for its
    /// operation and for each further character, as far as titles of others have them.
    fn parts(&self, code: &[u8]) -> String {
        let axes = &self.volume.axes;
        let prefixes = (pcs::TABLE..=pcs::LENGTH).filter_map(|end| code.get(..end));
        let words = prefixes.map(|prefix| match axes.name(prefix) {
            Some((name, _)) => axes.words.text(name),
            None => axes.words.text(&axes.label(prefix)),
        });
        let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        words.join("; ")
    }

    /// Whether the title is Medcode's own words, or official ones in its own order.
    pub fn is_own(&self, row: Row) -> bool {
        row.extension > 0 && self.official(row).is_none()
    }

    /// What a row is, in a sentence of Medcode's own; empty if there is none.
    pub fn plain(&self, row: Row) -> String {
        let name = self.volume.axes.name(&self.prefix(row));
        name.map_or(String::new(), |(_, plain)| self.volume.axes.words.text(plain))
    }

    /// What kind of entry a row is.
    pub fn level(&self, row: Row) -> Level {
        match usize::from(row.extension) {
            0 => Level::Set,
            1 => Level::Chapter,
            2 => Level::Block,
            pcs::TABLE => Level::Category,
            pcs::LENGTH => Level::Code,
            _ => Level::Subcategory,
        }
    }

    /// Whether the row may stand on a claim: only a whole code may.
    pub fn billable(&self, row: Row) -> bool {
        usize::from(row.extension) == pcs::LENGTH
    }

    /// The row that `text` names: a code or its beginning, or the set.
    pub fn find(&self, text: &str) -> Option<Row> {
        let text = text.trim();
        let about = self.about();
        if text.eq_ignore_ascii_case(&about.name) || text.eq_ignore_ascii_case(&about.set) {
            return Some(self.root());
        }
        self.row(self.scheme().typed(text)?.as_bytes())
    }
}
