//! Every word of the interface, in Medcode's own wording. Official text never
//! stands here.

use crate::engine::Level;
use crate::format::notes::Kind;

/// The label of the search box.
pub const SEARCH: &str = "Search codes or diagnoses";
/// What the search box suggests.
pub const PLACEHOLDER: &str = "E11.9, fracture wrist, asthma …";
/// The button that empties the search box.
pub const CLEAR: &str = "Clear the search";
/// The button one step back.
pub const BACK: &str = "Back";
/// The button one step forward.
pub const FORWARD: &str = "Forward";
/// The button to the tree of chapters.
pub const BROWSE: &str = "Browse";
/// The name of the list of results.
pub const RESULTS: &str = "Results";
/// The button for more results.
pub const MORE: &str = "Show more results";
/// How Medcode's own words are marked.
pub const OWN_WORDS: &str = "In Medcode’s words";
/// The name of the path to an entry.
pub const PATH: &str = "Where this code stands";
/// The button that copies a code.
pub const COPY: &str = "Copy code";
/// Shown after copying.
pub const COPIED: &str = "Copied";
/// A code that may stand on a claim.
pub const BILLABLE: &str = "Billable";
/// A code that may not.
pub const NOT_BILLABLE: &str = "Not billable";
/// The heading of the welcome.
pub const WELCOME: &str = "What would you like to look up?";
/// What the welcome says.
pub const WELCOME_TEXT: &str = "Type a code as it stands on a bill or in a chart, with or without its dot, or \
    the words of a diagnosis. Nothing that you type leaves this device.";
/// The heading above the examples.
pub const EXAMPLES: &str = "For example";
/// Queries that show what can be typed.
pub const EXAMPLE_QUERIES: [&str; 5] = [
    "E11.9",
    "asthma",
    "fracture lower end radius",
    "panic attack",
    "s72001a",
];
/// The heading of the list of chapters.
pub const CHAPTERS: &str = "Browse by chapter";
/// The heading of the answer without results.
pub const NOTHING: &str = "Nothing found";
/// What may help then.
pub const NOTHING_HELP: [&str; 3] = [
    "Check the spelling, or try fewer or other words: the official titles often use the medical word.",
    "A code can be typed without its dot; the first three characters are enough to see its family.",
    "Only ICD-10-CM diagnosis codes are in this edition. A five-digit number on a bill is usually a procedure code (CPT), which is not among them.",
];
/// The heading of a page that is not known.
pub const UNKNOWN: &str = "This code is not known";
/// What is said of it.
pub const UNKNOWN_HELP: &str = "It is not in the edition that is loaded here. It may be mistyped, retired, newer \
    than this edition, or from another code set.";
/// The heading above the entries below one.
pub const BELOW: &str = "Below it";
/// The heading above codes with a seventh character.
pub const WITH_SEVENTH: &str = "Choose the seventh character";
/// While the notes are on their way.
pub const NOTES_LOADING: &str = "Notes are loading …";
/// When they could not be had.
pub const NOTES_FAILED: &str = "The notes could not be loaded. Codes and titles are complete.";
/// The button that tries again.
pub const RETRY: &str = "Try again";
/// The summary of where the data is from.
pub const ABOUT: &str = "About the data";

/// How many results there are, for the live region and the eye.
pub fn count(total: usize) -> String {
    match total {
        0 => NOTHING.into(),
        1 => "1 result".into(),
        _ => format!("{total} results"),
    }
}

/// What a marker says of an entry that is not billable.
pub fn not_billable(level: Level) -> &'static str {
    match level {
        Level::Set => "Code set",
        Level::Chapter => "Chapter",
        Level::Block => "Block",
        _ => "Not billable",
    }
}

/// What a page says about billing.
pub fn billing(billable: bool, needs_seventh: bool, level: Level, below: usize) -> String {
    match (billable, level) {
        (true, _) => "Billable: this code is complete and may stand on a claim.".into(),
        (false, Level::Set | Level::Chapter | Level::Block) => "A heading, not a code.".into(),
        _ if needs_seventh => "Not billable yet: it needs a seventh character.".into(),
        _ => format!("Not billable: choose one of the {below} entries below."),
    }
}

/// What a correction is introduced with.
pub const SHOWING: &str = "Showing results for";
/// What was typed instead.
pub const INSTEAD: &str = "instead of";
/// Words that nothing matched.
pub const UNMATCHED: &str = "Not found in any title:";
/// Why an entry is here, if not for its title.
pub const INCLUSION_TERM: &str = "inclusion term";

/// The book's name of a kind of notes.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Includes => "Includes",
        Kind::InclusionTerm => "Inclusion terms",
        Kind::Excludes1 => "Excludes1",
        Kind::Excludes2 => "Excludes2",
        Kind::CodeFirst => "Code first",
        Kind::UseAdditionalCode => "Use additional code",
        Kind::CodeAlso => "Code also",
        Kind::Note => "Note",
        Kind::SeventhCharacterNote => "Seventh character",
        Kind::SeventhCharacter => "Seventh characters",
        Kind::VisualImpairment => "Categories of visual impairment",
        Kind::Introduction => "Introduction",
    }
}

/// What a kind of notes means.
pub fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Includes => "These conditions belong to this part of the list.",
        Kind::InclusionTerm => "Other names of conditions that get this code. The list is not complete.",
        Kind::Excludes1 => "Do not use the two codes together: these conditions are coded elsewhere instead.",
        Kind::Excludes2 => "These are not part of this code. If the patient has both, both may be coded.",
        Kind::CodeFirst => "The underlying condition comes first on the claim, this code after it.",
        Kind::UseAdditionalCode => "Add one of these codes if it applies; it comes after this one.",
        Kind::CodeAlso => "A second code may be needed. Which comes first depends on the visit.",
        Kind::Note => "A remark of the official list.",
        Kind::SeventhCharacterNote | Kind::SeventhCharacter => {
            "The last character says, for most injuries, at which stage of care the visit was."
        }
        Kind::VisualImpairment => "How much sight is left decides the category.",
        Kind::Introduction => "How the official list uses its own terms.",
    }
}

/// From which level inherited notes come.
pub const FROM: &str = "From";

/// What is said of an edition: its dates, and whether they are over.
pub fn validity(from: &str, to: &str) -> String {
    match (from.is_empty(), to.is_empty()) {
        (false, false) => format!("valid for visits from {from} to {to}"),
        (false, true) => format!("valid from {from}"),
        _ => "dates not stated by its source".into(),
    }
}

/// The warning about an edition that is over.
pub const OUTDATED: &str = "This edition’s time is over. Codes may have been added, changed or retired since: \
    check the current edition before billing.";
