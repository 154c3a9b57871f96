//! What a title's own words, and the notes of its chapter, say about its use.

use serde::Serialize;

use super::page::Page;
use crate::code::cm;
use crate::format::notes::Kind;

/// Titles of manifestations end so: section I.A.13 of the official guidelines.
pub(super) const MANIFESTATION: &str = "diseases classified elsewhere";
/// The first letters of external causes, of the book's chapter 20.
pub(super) const CAUSES: [char; 4] = ['V', 'W', 'X', 'Y'];
/// What the note at the head of that chapter says of them.
pub(super) const SECONDARY: &str = "secondary to";

/// What is to be known before a code is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What it is about, in Medcode's words.
    pub about: &'static str,
    /// It, in Medcode's words.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub says: &'static str,
    /// The official words on which it rests.
    pub quote: String,
}

const ORDER: &str = "Place on a claim";
const NEVER_FIRST: &str = "never first, never alone: the disease that led to it comes before it";
const NOT_PRINCIPAL: &str = "never the principal diagnosis: it tells how an injury happened";
const SEX: &str = "Word for sex in the title";
const AGE: &str = "Word for age in the title";
const SEXES: [&str; 8] = [
    "female", "females", "woman", "women", "male", "males", "man", "men",
];
const AGES: [&str; 16] = [
    "adolescence",
    "adolescent",
    "adult",
    "adults",
    "age-related",
    "child",
    "childhood",
    "children",
    "infancy",
    "infant",
    "infantile",
    "juvenile",
    "neonatal",
    "newborn",
    "perinatal",
    "senile",
];

/// The remarks on a page's code.
pub(super) fn remarks(page: &Page) -> Vec<Remark> {
    let mut all = Vec::new();
    if page.set != cm::SET {
        return all;
    }
    let mut add = |about, says, quote: &str| {
        all.push(Remark {
            about,
            says,
            quote: quote.to_owned(),
        });
    };
    if page.title.contains(MANIFESTATION) {
        add(ORDER, NEVER_FIRST, MANIFESTATION);
    }
    if page.code.starts_with(CAUSES) {
        let groups = page.groups.iter().filter(|group| group.kind == Kind::Note);
        let mut notes = groups.flat_map(|group| &group.notes);
        if let Some(note) = notes.find(|note| note.text.contains(SECONDARY)) {
            add(ORDER, NOT_PRINCIPAL, &note.text);
        }
    }
    let find = |known: &[&str]| {
        let mut words = page.title.split([' ', ',', '(', ')']);
        words.find(|word| known.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    if let Some(word) = find(&SEXES) {
        add(SEX, "", word);
    }
    if let Some(word) = find(&AGES) {
        add(AGE, "", word);
    }
    all
}
