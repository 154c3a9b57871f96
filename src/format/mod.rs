//! The byte layout of the index, both directions: specified here once, written
//! and read by the code beside it.
//!
//! # A file
//! | offset | bytes | content |
//! |---|---|---|
//! | 0 | 8 | magic, `89 4D 45 44 43 4F 44 45` (`\x89MEDCODE`) |
//! | 8 | 2 | [`VERSION`] of the layout |
//! | 10 | 1 | [`Part`] |
//! | 11 | 1 | 0 |
//! | 12 | 4 | length of the whole file |
//! | 16 | 4 | CRC-32 (ISO-HDLC) of everything from offset 20 |
//! | 20 | | sections, each: 1 byte [`Section`], 4 bytes length, content |
//!
//! Numbers are little-endian. Every file begins with a section `About`
//! for each of its sets (plain text: set, edition, dates, source, licence, counts; see
//! [`about::About`]), then `Words` ([`vocabulary`]), then its content
//! ([`tabular`], [`axes`], [`notes`] or, without words, [`facts`]). Files of notes and facts
//! name the checksum of the tabular file that they belong to and are refused
//! beside any other.
//!
//! Content is compressed in itself: what is regular is a rule (seventh
//! characters multiply out from their definitions), what repeats is predicted
//! ([`phrases`], [`model`]), and what is left goes through an arithmetic coder
//! ([`coder`]). Words, lists and notes each begin with one bit that says in which
//! [`Manner`] they are coded. Nothing relies on a host that compresses.
//!
//! # Promises
//! Opening checks magic, version, length and checksum before anything else.
//! No bytes make a reader panic, loop for ever or allocate without bound: a
//! file with a valid checksum and nonsense inside is a [`Fault`]. The same
//! records give the same bytes.
//!
//! Never contains: files, network, ranking.

pub mod about;
pub mod axes;
pub mod coder;
pub mod container;
pub mod facts;
mod mixing;
pub mod model;
pub mod notes;
pub mod phrases;
pub mod plain;
pub mod runs;
mod spelling;
pub mod tabular;
mod thorough;
pub mod vocabulary;

use std::fmt;

/// The first eight bytes of every index file. The first is no text character,
/// so that a page of HTML sent in a file's stead is never taken for one.
pub const MAGIC: [u8; 8] = *b"\x89MEDCODE";
/// The version of the layout. Any change to how bytes are read raises it.
pub const VERSION: u16 = 6;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// Codes, titles, inclusion terms and seventh characters: what a search needs.
    Tabular = 1,
    /// Every other note of the same set.
    Notes = 2,
    /// What is known of its codes besides.
    Facts = 3,
    /// Codes and titles of a set whose codes are put together from axes.
    Axes = 4,
    /// Other words for what the texts of all sets say.
    Thesaurus = 5,
    /// Medical words of official texts in plain words.
    Plain = 6,
}

impl Part {
    /// Whether it is what a search needs rather than what adds to it.
    pub fn has_codes(self) -> bool {
        matches!(self, Part::Tabular | Part::Axes)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Part::Tabular | Part::Axes => "codes",
            Part::Notes => "notes",
            Part::Facts => "facts",
            Part::Thesaurus => "thesaurus",
            Part::Plain => "plain words",
        }
    }
}

/// How words and texts are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// So that reading is quick: what a first search waits for.
    Quick,
    /// In a tenth to a third fewer bytes, which take three to four times as long to read.
    Thorough,
}

impl Manner {
    /// Codes the manner itself.
    fn code<C: coder::Coder>(self, coder: &mut C) -> Manner {
        if coder.bit(1 << 15, self == Manner::Thorough) {
            Manner::Thorough
        } else {
            Manner::Quick
        }
    }
}

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Section {
    /// Edition, source and counts.
    About = 1,
    /// The vocabulary.
    Words = 2,
    /// The coded content.
    Content = 3,
}

/// Why bytes could not be read. The message says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The bytes do not begin like an index file; often an error page.
    NotAnIndex,
    /// The layout is of another version than this program reads.
    Version {
        /// The version that the file names.
        found: u16,
    },
    /// The file holds another part than the one asked for.
    Part {
        /// The part that the file names.
        found: u8,
    },
    /// Fewer or more bytes than the file says it has.
    Length {
        /// Bytes that the file says it has.
        expected: u64,
        /// Bytes that there are.
        found: u64,
    },
    /// The bytes were changed on the way.
    Checksum,
    /// The notes belong to another edition of the codes.
    OtherBase,
    /// The checksum is right and the content still makes no sense.
    Damaged(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotAnIndex => write!(
                f,
                "this is not a Medcode index file (perhaps an error page was sent in its place); check the address of the index"
            ),
            Fault::Version { found } => write!(
                f,
                "the index has layout version {found}, this program reads version {VERSION}; use program and index of one release"
            ),
            Fault::Part { found } => write!(
                f,
                "the file holds part {found} of an index, not the part asked for; check the file names"
            ),
            Fault::Length { expected, found } => write!(
                f,
                "the file should have {expected} bytes but {found} arrived; load it again"
            ),
            Fault::Checksum => write!(f, "the file was changed or damaged on its way; load it again"),
            Fault::OtherBase => write!(
                f,
                "the notes belong to another edition of the codes; use files of one release"
            ),
            Fault::Damaged(what) => write!(f, "the file is damaged ({what}); build the index again"),
        }
    }
}

impl std::error::Error for Fault {}
