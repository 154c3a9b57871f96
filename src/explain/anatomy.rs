//! How a code is built: its characters or groups of them, what each is called and what
//! it says.

use serde::Serialize;

use super::page::{Link, Page};
use super::plain::about;
use super::sides::side_of;
use crate::code::{cm, pcs};
use crate::engine::{Level, PlainWords};
use crate::format::notes::{Fact, Kind};
use crate::format::plain::Naming;

/// A part of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its characters, as they are written.
    pub text: String,
    /// What it is called, in Medcode's words, or the official name of an axis.
    pub name: String,
    /// What it says.
    pub meaning: String,
    /// Whether that is in Medcode's own words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// Fills an empty place before the seventh character.
const PLACEHOLDER: &str = "X";
const PLACEHOLDER_SAYS: &str = "An empty place, filled so that the next character stands where it belongs.";

fn piece(text: &str, name: &str, meaning: &str, own: bool) -> Piece {
    Piece {
        text: text.to_owned(),
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        own,
    }
}

fn titled(text: &str, name: &str, link: &Link) -> Piece {
    piece(text, name, &link.title, link.own)
}

/// The parts of a page's code; none of a heading, and of a code whose characters say
/// nothing each.
pub(super) fn anatomy(words: &PlainWords, page: &Page) -> Vec<Piece> {
    if matches!(page.level, Level::Set | Level::Chapter | Level::Block) && page.set != pcs::SET {
        return Vec::new();
    }
    match page.set {
        cm::SET => diagnosis(words, page),
        pcs::SET => procedure(page),
        "hcpcs" => service(page),
        "msdrg" => group(page),
        "tob" => bill(page),
        "revenue" => revenue(page),
        "ndc" => drug(page),
        _ => Vec::new(),
    }
}

/// Category, a part for each character behind the dot, seventh character.
fn diagnosis(words: &PlainWords, page: &Page) -> Vec<Piece> {
    /// Of a code with its dot: where the seventh character stands.
    const SEVENTH: usize = 7;
    let own = page.link();
    let levels: Vec<&Link> = page.path.iter().chain([&own]).collect();
    // Some codes are as long without one.
    let extended = || {
        page.groups
            .iter()
            .any(|group| group.kind == Kind::SeventhCharacter)
    };
    let longest = if extended() { SEVENTH } else { usize::MAX };
    let mut pieces = Vec::new();
    let mut above = "";
    for link in levels.iter().filter(|link| link.code.len() <= longest) {
        let text = link.code.get(pieces_length(&pieces)..).unwrap_or("");
        let text = text.trim_start_matches('.');
        match link.level {
            Level::Set | Level::Chapter | Level::Block => continue,
            _ if pieces.is_empty() => pieces.push(titled(text, "category", link)),
            _ => {
                let side = side_of(&link.title).filter(|_| side_of(above).is_none());
                pieces.push(titled(
                    text,
                    name(words, &link.title, above, side.is_some()),
                    link,
                ));
            }
        }
        above = &link.title;
    }
    let Some((before, seventh)) = page.code.split_at_checked(SEVENTH).filter(|_| extended()) else {
        return pieces;
    };
    let missing = before.get(pieces_length(&pieces)..).unwrap_or("");
    for _ in missing.trim_start_matches('.').chars() {
        pieces.push(piece(PLACEHOLDER, "placeholder", PLACEHOLDER_SAYS, true));
    }
    let groups = page
        .groups
        .iter()
        .filter(|group| group.kind == Kind::SeventhCharacter);
    let mut notes = groups.flat_map(|group| &group.notes);
    if let Some(note) = notes.find(|note| !seventh.is_empty() && note.label == seventh) {
        let name = match note.text.contains("encounter") || note.text.contains("sequela") {
            true => "encounter",
            false => "7th character",
        };
        pieces.push(piece(seventh, name, &note.text, false));
    }
    pieces
}

/// How long a code of these parts is, with its dot.
fn pieces_length(pieces: &[Piece]) -> usize {
    let length: usize = pieces.iter().map(|piece| piece.text.len()).sum();
    length + usize::from(pieces.len() > 1)
}

/// What a character is called by what the title of its level adds to that above.
fn name(words: &PlainWords, title: &str, above: &str, side: bool) -> &'static str {
    let added = about(words, cm::SET, title);
    let known = about(words, cm::SET, above);
    let is_new = |naming: Naming| {
        let of = |all: &[(Naming, String)]| -> Vec<String> {
            let named = all.iter().filter(|(kind, _)| *kind == naming);
            named.map(|(_, term)| term.clone()).collect()
        };
        let known = of(&known);
        of(&added).iter().any(|term| !known.contains(term))
    };
    let site = is_new(Naming::Site);
    let kind = is_new(Naming::Condition) || is_new(Naming::Quality);
    match (site, kind, side) {
        (_, _, _) if title.contains("trimester") && !above.contains("trimester") => "trimester",
        (true, true, true) => "kind, site and side",
        (true, true, false) => "kind and site",
        (true, false, true) => "site and side",
        (true, false, false) => "site",
        (false, true, true) => "kind and side",
        (false, false, true) => "side",
        _ => "detail",
    }
}

/// A part for each character, by the axes.
fn procedure(page: &Page) -> Vec<Piece> {
    let own = page.link();
    let levels = page
        .path
        .iter()
        .chain([&own])
        .filter(|link| !link.axis.is_empty());
    let last = |code: &str| code.get(code.len().saturating_sub(1)..).unwrap_or("").to_owned();
    let pieces = levels.map(|link| titled(&last(&link.code), link.axis, link));
    pieces.collect()
}

/// The heading that is the nearest above a code.
fn heading(page: &Page) -> Option<&Link> {
    let mut above = page.path.iter().rev();
    above.find(|link| matches!(link.level, Level::Chapter | Level::Block))
}

/// HCPCS Level II: the letter, and the number in its section.
fn service(page: &Page) -> Vec<Piece> {
    let mut sections = page.path.iter();
    let section = sections.find(|link| matches!(link.level, Level::Chapter | Level::Block));
    let (Some(section), Some((letter, number))) = (section, page.code.split_at_checked(1)) else {
        return Vec::new();
    };
    let meaning = if page.title.is_empty() {
        section
    } else {
        &page.link()
    };
    vec![
        titled(letter, "section", section),
        titled(number, "number in it", meaning),
    ]
}

/// How the titles of groups name what else the patient has, the longest first.
pub(super) const SEVERITY: [(&str, &str); 5] = [
    (
        "without CC/MCC",
        "The patient has no other diagnosis that counts as a complication.",
    ),
    (
        "without MCC",
        "The patient has no other diagnosis that counts as a major complication.",
    ),
    (
        "with CC/MCC",
        "The patient has another diagnosis that counts as a complication, major or not.",
    ),
    (
        "with MCC",
        "The patient has another diagnosis that counts as a major complication.",
    ),
    (
        "with CC",
        "The patient has another diagnosis that counts as a complication, but as no major one.",
    ),
];

/// MS-DRG: the number says nothing; what the list says of it does.
fn group(page: &Page) -> Vec<Piece> {
    const SAYS: &str = "The digits have no meaning of their own: together they are the number of a group.";
    let mut pieces = vec![piece(&page.code, "number", SAYS, true)];
    let chapter = heading(page).map(|link| titled(&link.code, "body system (MDC)", link));
    pieces.extend(chapter);
    let kind = page.fact(Fact::Type);
    if !kind.is_empty() {
        pieces.push(piece("", "kind of stay", kind, false));
    }
    let severity = SEVERITY.iter().find(|(ending, _)| page.title.ends_with(ending));
    pieces.extend(severity.map(|(ending, says)| piece(ending, "severity", says, true)));
    pieces
}

/// Type of bill: a zero, facility, care, and what the bill is in its series.
fn bill(page: &Page) -> Vec<Piece> {
    const ZERO: &str = "Always 0, and often left out.";
    let mut blocks = page.path.iter().filter(|link| link.level == Level::Block);
    let mut characters = page
        .code
        .char_indices()
        .map(|(at, c)| page.code.get(at..at + c.len_utf8()));
    let mut next = || characters.next().flatten().unwrap_or("");
    let mut pieces = vec![piece(next(), "leading zero", ZERO, true)];
    for name in ["facility", "care"] {
        pieces.extend(blocks.next().map(|link| titled(next(), name, link)));
    }
    let last = page
        .title
        .rsplit_once(": ")
        .map_or(page.title.as_str(), |(_, last)| last);
    pieces.push(piece(next(), "bill in its series", last, page.own));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Revenue code: the category, and the detail within it.
fn revenue(page: &Page) -> Vec<Piece> {
    let (Some(heading), Some((category, detail))) = (heading(page), page.code.split_at_checked(3)) else {
        return Vec::new();
    };
    vec![
        titled(category, "category", heading),
        piece(detail, "detail", &page.title, page.own),
    ]
}

/// National Drug Code: who makes it, what it is, how it is packed.
fn drug(page: &Page) -> Vec<Piece> {
    const PARTS: [(&str, &str); 3] = [
        (
            "labeler",
            "The firm that makes, packs or sells it. The FDA gives this number.",
        ),
        (
            "product",
            "The drug, its strength and its form. The firm gives this number.",
        ),
        (
            "package",
            "The size and kind of the package. The firm gives this number.",
        ),
    ];
    let parts = page.code.split('-').zip(PARTS);
    parts
        .map(|(text, (name, says))| piece(text, name, says, true))
        .collect()
}
