//! Everything about one entry, ready to be shown or printed as JSON.

use serde::Serialize;

use super::anatomy::Piece;
use super::mentions::Mention;
use super::plain::Gloss;
use super::remarks::Remark;
use super::sides::{Side, Variants};
use crate::code::scheme::address;
use crate::engine::Level;
use crate::format::notes::{Fact, Kind};

/// One entry with its surroundings and its notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The set's stable name.
    pub set: &'static str,
    /// The code as it is written on a claim, or a chapter's or block's name.
    pub code: String,
    /// The title: the official one, or Medcode's own words (`own`); empty if the code
    /// is not in the edition.
    pub title: String,
    /// Whether the title is Medcode's own words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The title in plain words, Medcode's own; empty if it has none plainer than the
    /// official ones. `None` for sets without such words, or while they are not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plain: Option<String>,
    /// The medical words of its title, explained in Medcode's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Gloss>,
    /// What the last character of the code stands for, in a set whose codes are put
    /// together from axes: `Body Part`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub axis: &'static str,
    /// What kind of entry it is.
    pub level: Level,
    /// Whether the code may stand on a claim as it is.
    pub billable: bool,
    /// Whether the list has the code. One that it has not is known by its days only
    /// (it came later or is retired), or recognised by its shape.
    pub listed: bool,
    /// Whether it is valid on the day that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<On>,
    /// The same characters as codes of other sets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Link>,
    /// What was written beside the code: the modifiers of a procedure, the group of an
    /// adjustment.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Link>,
    /// The way down to this entry: set, chapter, block, category …
    pub path: Vec<Link>,
    /// The entries below it, in the book's order. For a code that needs a
    /// seventh character, these are the codes with it.
    pub children: Vec<Link>,
    /// Whether the children differ only in the seventh character.
    pub needs_seventh: bool,
    /// What is known of the code besides: weights, days, former titles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Known>,
    /// Notes: the entry's own first, then those of each level above, nearest first.
    pub groups: Vec<NoteGroup>,
    /// Whether notes were at hand; if not, `groups` has only what a search needs.
    pub complete: bool,
    /// What is to be known before the code is used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// How the code is built.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub anatomy: Vec<Piece>,
    /// The code for each side, its own among them, if it differs from others only so; of a
    /// group of MS-DRG, that for each severity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Side>,
    /// Codes beside it that leave something open which it says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wider: Vec<Link>,
    /// Codes beside it that say what it leaves open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closer: Vec<Link>,
    /// Of a whole procedure code, what else each of its characters may be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variants>,
    /// Notes elsewhere that name the code, those that name the fewest others first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// The entry before and after at the same level, in the book's order.
    pub previous: Option<Link>,
    /// See `previous`.
    pub next: Option<Link>,
    /// The edition, for readers.
    pub edition: String,
    /// Whether a later edition of the set is open.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// Who keeps the set.
    pub keeper: Keeper,
}

impl Page {
    /// Of a code that has no title, because the list has it not: the heading or the
    /// code that it falls under.
    pub fn family(&self) -> Option<&Link> {
        let nearest = self.path.last().filter(|_| !self.listed);
        nearest.filter(|link| link.level != Level::Set)
    }

    /// The entry as others name it.
    pub fn link(&self) -> Link {
        Link {
            set: self.set,
            code: self.code.clone(),
            title: self.title.clone(),
            own: self.own,
            axis: self.axis,
            level: self.level,
            billable: self.billable,
            recognised: !self.listed,
        }
    }

    /// The value of a fact; empty if it is not known.
    pub fn fact(&self, wanted: Fact) -> &str {
        let known = self.facts.iter().find(|known| known.fact == wanted);
        known.map_or("", |known| &known.value)
    }
}

/// Who keeps a set, and where to look its texts up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Keeper {
    /// The set's name for readers.
    pub name: String,
    /// Who keeps it.
    pub owner: String,
    /// What its codes are, in Medcode's own words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub plain: String,
    /// Where to look up the official text, in Medcode's own words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lookup: String,
    /// The address of that place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// A day of service, and whether a code is valid on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct On {
    /// The day as it was asked for.
    pub date: String,
    /// `None` if that is not known: the day lies outside of what the index knows,
    /// is no date, or the entry is no code.
    pub valid: Option<bool>,
}

/// Something that is known of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// What it is.
    pub fact: Fact,
    /// Its value as the source has it.
    pub value: String,
}

/// An entry as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The set's stable name.
    pub set: &'static str,
    /// The code as it is written on a claim, or a chapter's or block's name;
    /// [`crate::explain::show`] takes it.
    pub code: String,
    /// The title: the official one, or Medcode's own words (`own`).
    pub title: String,
    /// Whether the title is Medcode's own words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// What the last character of the code stands for, in a set whose codes are put
    /// together from axes: `Body Part`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub axis: &'static str,
    /// What kind of entry it is.
    pub level: Level,
    /// Whether the code may stand on a claim as it is.
    pub billable: bool,
    /// Whether only a heading is known that the code falls in: then the title is empty.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
}

impl Link {
    /// What names the entry among those of all sets; [`crate::explain::show`] takes it.
    pub fn address(&self) -> String {
        address(self.set, &self.code)
    }
}

/// Notes of one kind from one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteGroup {
    /// Their kind.
    pub kind: Kind,
    /// The level above that they come from; `None` for the entry's own.
    pub from: Option<Link>,
    /// The notes, in the book's order.
    pub notes: Vec<Note>,
}

impl NoteGroup {
    /// What the group is called, and its notes. Those that say what a character may
    /// be begin with what the axis is called.
    pub fn named(&self) -> (&str, &[Note]) {
        match self.notes.split_first() {
            Some((axis, values)) if self.kind == Kind::Values => (&axis.text, values),
            _ => (self.kind.name(), &self.notes),
        }
    }
}

/// One note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A seventh character, the cell of a table, or the heading of its column; empty
    /// for most notes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The official text.
    pub text: String,
    /// The codes that the text names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// A code or a range of codes named in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Where it stands, `[start, end)` in UTF-16 units.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// The code, or the first of a range; one that the index has.
    pub code: String,
    /// The last code of a range; empty for a single code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last: String,
}
