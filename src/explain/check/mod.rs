//! A claim's codes, checked against each other by what the book's notes say.
//!
//! Nothing is found that no note says: each finding quotes the official text it rests
//! on, and the level of the book at which that stands. What a note leaves open
//! (`if applicable`, `such as`) is told as a question and not as a fault.

mod read;
mod rules;

use serde::Serialize;

use super::page::{Link, Note, Page};
use crate::code::cm;
use crate::engine::Book;
use crate::format::notes::Kind;
pub use read::is_list;
use read::read;
use rules::{alone, before, together};

/// The most codes that are checked together. A claim has at most 25 diagnoses: the
/// institutional form (UB-04) has 18 places for them, and its electronic form 25.
pub const MOST: usize = 100;

/// What a list of codes was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The day of service, `YYYY-MM-DD`, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The codes in the order in which they were given: the first is the principal one.
    pub codes: Vec<Checked>,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// What was in the text besides codes that are known, as typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
    /// Whether the notes of all codes were at hand.
    pub complete: bool,
}

/// A code of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// As typed.
    pub typed: String,
    /// What it is; `None` if no set has it.
    pub code: Option<Link>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// The book says that it must not be so.
    Error,
    /// The book asks for something that is not there.
    Warning,
    /// The book leaves it to what the record says.
    Advice,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// No set has the code.
    Unknown,
    /// It is not valid on the day of service.
    NotValid,
    /// It lacks its seventh character.
    NeedsSeventh,
    /// It is a heading; only codes below it can be billed.
    NotBillable,
    /// It stands there twice.
    Duplicate,
    /// Two codes that an Excludes1 note sets against each other.
    Excludes1,
    /// A manifestation in the first place.
    ManifestationFirst,
    /// The cause of an injury in the first place.
    CauseFirst,
    /// What is to be coded first stands behind.
    Order,
    /// What is to be coded first is not there.
    FirstMissing,
    /// What is to be added stands before.
    AdditionalBefore,
    /// What is to be added is not there.
    AdditionalMissing,
    /// What is to be coded also is not there.
    AlsoMissing,
    /// Two codes of which an Excludes2 note says that both may be used.
    Excludes2,
}

impl Gravity {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Gravity::Error => "Error",
            Gravity::Warning => "Look at this",
            Gravity::Advice => "Good to know",
        }
    }
}

impl Problem {
    /// What it means, in Medcode's own words.
    pub fn says(self) -> &'static str {
        match self {
            Problem::Unknown => "No code set here has this code. Check how it is written.",
            Problem::NotValid => "This code is not valid on the date of service.",
            Problem::NeedsSeventh => "This code is not complete: it needs a seventh character.",
            Problem::NotBillable => "This is a heading. Choose one of the more specific codes below it.",
            Problem::Duplicate => {
                "This code stands in the list more than once. A diagnosis is reported once."
            }
            Problem::Excludes1 => {
                "An Excludes1 note: these two are not reported together for the same condition. Only if they have nothing to do with each other may both stay."
            }
            Problem::ManifestationFirst => {
                "This code names what another disease has caused, so it is never the first. The disease itself comes before it."
            }
            Problem::CauseFirst => {
                "This code says how an injury came about. It follows the code of the injury and is never the first."
            }
            Problem::Order => "By this note the other code comes first.",
            Problem::FirstMissing => {
                "This note asks for another code before this one. None of those that it names is in the list."
            }
            Problem::AdditionalBefore => "By this note the other code comes after this one.",
            Problem::AdditionalMissing => {
                "This note asks for a further code. None of those that it names is in the list."
            }
            Problem::AlsoMissing => {
                "This note says that a second code may be needed. None of those that it names is in the list."
            }
            Problem::Excludes2 => {
                "An Excludes2 note: one does not contain the other. Both may be reported if the patient has both."
            }
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is.
    pub problem: Problem,
    /// How grave that is.
    pub gravity: Gravity,
    /// The places in the list, from 0, that it is about; the code whose note it is, first.
    pub codes: Vec<usize>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
}

/// What is said of codes about which no note says anything, in Medcode's own words.
pub const NOTHING_AGAINST: &str = "The notes of these codes have nothing against them.";

impl Quote {
    /// What the text is called.
    pub fn name(&self) -> &'static str {
        self.kind.map_or("Title", Kind::name)
    }
}

/// An official text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The kind of note; `None` for a title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Where it stands: the code itself, or a level above it.
    pub from: Link,
    /// The lines of the note, with the codes that they name.
    pub notes: Vec<Note>,
}

/// Checks the codes of a text: pasted, one a line or parted by blanks or commas, with
/// or without their titles.
pub fn check(book: &Book, text: &str, date: Option<&str>) -> Check {
    let mut check = Check {
        date: date.map(str::to_owned),
        codes: Vec::new(),
        findings: Vec::new(),
        unread: Vec::new(),
        complete: true,
    };
    let mut pages: Vec<Option<Page>> = Vec::new();
    read(book, text, &mut check, &mut pages, date);
    for (at, page) in pages.iter().enumerate() {
        match page {
            Some(page) => alone(&mut check, at, page, &pages),
            None => check.add(Problem::Unknown, Gravity::Error, vec![at], Vec::new()),
        }
    }
    check.complete = pages.iter().flatten().all(|page| page.complete);
    for at in 0..pages.len() {
        if let Some(page) = pages.get(at).and_then(Option::as_ref)
            && page.set == cm::SET
            // A code that stands there twice says once what it has to say.
            && before(&pages, at, page).is_none()
        {
            for group in &page.groups {
                together(&mut check, at, page, group, &pages);
            }
        }
    }
    // Three passes: a sort of its own would cost the page more.
    let found = std::mem::take(&mut check.findings);
    for gravity in [Gravity::Error, Gravity::Warning, Gravity::Advice] {
        let these = found.iter().filter(|finding| finding.gravity == gravity);
        check.findings.extend(these.cloned());
    }
    check
}

impl Check {
    /// How many of its codes are diagnoses of the list.
    pub fn diagnoses(&self) -> usize {
        let links = self.codes.iter().filter_map(|one| one.code.as_ref());
        links.filter(|link| link.set == cm::SET).count()
    }

    fn add(&mut self, problem: Problem, gravity: Gravity, codes: Vec<usize>, quotes: Vec<Quote>) {
        self.findings.push(Finding {
            problem,
            gravity,
            codes,
            quotes,
        });
    }
}
