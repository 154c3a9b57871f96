//! The two kinds of sets: lists that are written down entry by entry, and codes
//! that are put together from axes. What everybody else asks of a set, whatever its
//! kind, is here.

use super::answer::{Answer, Hit, Level, Reason, ReasonKind};
use super::axes::{AxesSet, AxesVolume};
use super::refine::Narrow;
use super::score::Searched;
use super::set::{Row, TabularSet};
use super::volume::{Own, TabularVolume};
use crate::code::scheme::Scheme;
use crate::format::about::About;
use crate::format::facts::{Dated, Facts};
use crate::format::notes::Fact;

/// A file of codes, opened.
pub enum Volume {
    /// Lists of entries.
    Tabular(Box<TabularVolume>),
    /// Codes that are put together from axes.
    Axes(Box<AxesVolume>),
}

impl Volume {
    /// The set with this number in the file.
    pub(super) fn set(&self, number: usize) -> Option<Set<'_>> {
        match self {
            Volume::Tabular(volume) => volume.set(number).map(Set::Tabular),
            Volume::Axes(volume) => (number == 0).then_some(Set::Axes(AxesSet { volume })),
        }
    }

    /// What its sets have for themselves.
    pub(super) fn owns(&self) -> &[Own] {
        match self {
            Volume::Tabular(volume) => &volume.sets,
            Volume::Axes(volume) => std::slice::from_ref(&volume.own),
        }
    }

    /// See [`Volume::owns`].
    pub(super) fn owns_mut(&mut self) -> &mut [Own] {
        match self {
            Volume::Tabular(volume) => &mut volume.sets,
            Volume::Axes(volume) => std::slice::from_mut(&mut volume.own),
        }
    }

    /// The checksum of the file, by which those that add to it name it.
    pub(super) fn checksum(&self) -> u32 {
        match self {
            Volume::Tabular(volume) => volume.checksum,
            Volume::Axes(volume) => volume.checksum,
        }
    }

    /// The file as it is asked for words.
    pub(super) fn searched(&self) -> &dyn Searched {
        match self {
            Volume::Tabular(volume) => &**volume,
            Volume::Axes(volume) => &**volume,
        }
    }

    /// The lists of entries, if it is a file of those.
    pub(super) fn tabular(&self) -> Option<&TabularVolume> {
        match self {
            Volume::Tabular(volume) => Some(volume),
            Volume::Axes(_) => None,
        }
    }

    /// The seventh character of each row, 0 for none, in the rows' order.
    pub(super) fn row_extensions(&self) -> Vec<u8> {
        match self {
            Volume::Tabular(volume) => volume.row_extensions(),
            Volume::Axes(volume) => vec![0; volume.axes.len() as usize],
        }
    }
}

/// A code set of either kind.
#[derive(Clone, Copy)]
pub enum Set<'a> {
    /// A list of entries.
    Tabular(TabularSet<'a>),
    /// Codes that are put together from axes.
    Axes(AxesSet<'a>),
}

/// Asks the set of whichever kind it is.
macro_rules! either {
    ($set:expr, $inner:ident => $ask:expr) => {
        match $set {
            Set::Tabular($inner) => $ask,
            Set::Axes($inner) => $ask,
        }
    };
}

impl<'a> Set<'a> {
    /// The list of entries, if it is one.
    pub fn tabular(&self) -> Option<TabularSet<'a>> {
        match self {
            Set::Tabular(set) => Some(*set),
            Set::Axes(_) => None,
        }
    }

    /// The codes from axes, if they are that.
    pub fn axes(&self) -> Option<AxesSet<'a>> {
        match self {
            Set::Axes(set) => Some(*set),
            Set::Tabular(_) => None,
        }
    }

    /// Edition and origin.
    pub fn about(&self) -> &'a About {
        either!(self, set => set.about())
    }

    /// How the codes of the set are written.
    pub fn scheme(&self) -> &'static Scheme {
        either!(self, set => set.scheme())
    }

    /// Whether no later edition of the set is open.
    pub fn is_current(&self) -> bool {
        either!(self, set => set.is_current())
    }

    /// The row of the whole set.
    pub fn root(&self) -> Row {
        either!(self, set => set.root())
    }

    /// All codes in the book's order; headings are none.
    pub fn rows(&self) -> Box<dyn Iterator<Item = Row> + 'a> {
        match self {
            Set::Tabular(set) => Box::new(set.rows()),
            Set::Axes(set) => Box::new(set.rows()),
        }
    }

    /// The row above.
    pub fn above(&self, row: Row) -> Option<Row> {
        either!(self, set => set.above(row))
    }

    /// The rows directly below, in the book's order.
    pub fn below(&self, row: Row) -> Vec<Row> {
        either!(self, set => set.below(row))
    }

    /// Whether all that there is of the set is loaded.
    pub fn is_complete(&self) -> bool {
        either!(self, set => set.is_complete())
    }

    /// A code that the list does not have though it is, was, or will be valid; and
    /// the row of the entry that is nearest above it.
    pub fn unlisted(&self, text: &str) -> Option<(&'a Dated, Option<Row>)> {
        either!(self, set => set.unlisted(text))
    }

    /// The code that a text has the shape of, though the list does not have it, and
    /// the narrowest heading that holds it. Only of a set without its official list.
    pub fn recognised(&self, text: &str) -> Option<(String, Row)> {
        self.tabular()?.recognised(text)
    }

    /// What is known of codes besides, once it is loaded.
    pub fn facts(&self) -> Option<&'a Facts> {
        either!(self, set => set.facts())
    }

    /// What is known of a row.
    pub fn facts_of(&self, row: Row) -> Vec<(Fact, &'a str)> {
        either!(self, set => set.facts_of(row).collect())
    }

    /// The code without its dot; a heading's name.
    pub fn compact(&self, row: Row) -> String {
        either!(self, set => set.compact(row))
    }

    /// The code as it is written.
    pub fn code(&self, row: Row) -> String {
        either!(self, set => set.code(row))
    }

    /// The title: the official one, unless [`Set::is_own`].
    pub fn title(&self, row: Row) -> String {
        either!(self, set => set.title(row))
    }

    /// Whether the title is Medcode's own words.
    pub fn is_own(&self, row: Row) -> bool {
        either!(self, set => set.is_own(row))
    }

    /// What the last character of a code's beginning stands for, in a set of axes:
    /// `Body Part`.
    pub fn axis(&self, row: Row) -> &'static str {
        self.axes().map_or("", |set| set.axis(row))
    }

    /// What kind of entry a row is.
    pub fn level(&self, row: Row) -> Level {
        either!(self, set => set.level(row))
    }

    /// Whether the row may stand on a claim.
    pub fn billable(&self, row: Row) -> bool {
        either!(self, set => set.billable(row))
    }

    /// The row that `text` names: a code however it is typed, a heading, or the set.
    pub fn find(&self, text: &str) -> Option<Row> {
        either!(self, set => set.find(text))
    }

    /// An entry as an answer has it, for the time being as if its code was asked for.
    #[inline(never)]
    pub(super) fn hit(&self, row: Row) -> Hit {
        Hit {
            set: self.scheme().set,
            code: self.code(row),
            title: self.title(row),
            own: self.is_own(row),
            billable: self.billable(row),
            level: self.level(row),
            within: None,
            reason: Reason::of(ReasonKind::Code),
            code_marks: Vec::new(),
            marks: Vec::new(),
        }
    }

    pub(super) fn search_exact(&self, text: &str) -> Option<Hit> {
        either!(self, set => set.search_exact(text))
    }

    pub(super) fn search_recognised(&self, text: &str) -> Option<Hit> {
        self.tabular()?.search_recognised(text)
    }

    pub(super) fn search_prefix(&self, text: &str, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        either!(self, set => set.search_prefix(text, limit, narrow, answer));
    }

    pub(super) fn search_longer(&self, text: &str, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        either!(self, set => set.search_longer(text, limit, narrow, answer));
    }
}
