//! Medical words of official texts in plain words.

use crate::format::plain::{Naming, headings};
use crate::format::tabular::{MEANS, Tabular};

/// The most words of a term: how long somebody was unconscious is told in twenty.
const LONGEST: usize = 20;

/// Terms with their plain words.
#[derive(Debug, Default)]
pub struct PlainWords {
    /// In the order of their names; a term that is one of several sets stands there for each.
    terms: Vec<Term>,
}

/// A term.
#[derive(Debug)]
pub struct Term {
    /// Itself, in small letters.
    name: String,
    /// The set whose titles have it.
    set: &'static str,
    /// What it names.
    pub naming: Naming,
    /// Plain words that can stand in its place.
    pub plain: String,
    /// What it is, where those do not tell; or empty.
    pub meaning: String,
}

impl Term {
    /// Whether everybody knows it: there is nothing to say of it.
    pub fn is_everyday(&self) -> bool {
        self.meaning.is_empty() && self.plain == self.name
    }
}

/// A term in a text.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// How many words it takes.
    pub words: usize,
    /// It.
    pub term: &'a Term,
}

impl PlainWords {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The longest term with which a text begins, as it is understood in titles of a
    /// set. `words` are those of the text, in small letters.
    pub fn longest<'a>(&self, words: impl Iterator<Item = &'a str>, set: &str) -> Option<Found<'_>> {
        let mut found = None;
        let mut name = String::new();
        for (at, word) in (1..=LONGEST).zip(words) {
            if at > 1 {
                name.push(' ');
            }
            name.push_str(word);
            let from = self.terms.partition_point(|term| term.name < name);
            let with = self.terms.get(from..).unwrap_or(&[]).iter();
            let mut with = with.take_while(|term| term.name.starts_with(&name)).peekable();
            if with.peek().is_none() {
                break;
            }
            // What an operation is called is another thing elsewhere: `destruction of`.
            let fits = |term: &&Term| term.set == set || term.naming != Naming::Procedure;
            let same = with.take_while(|term| term.name == name).filter(fits);
            // Of a term of several sets that of the title's own, else any.
            let term = same.min_by_key(|term| term.set != set);
            found = term.map(|term| Found { words: at, term }).or(found);
        }
        found
    }
}

/// Plain words that are being made of a file.
#[derive(Default)]
pub(super) struct Reader {
    words: PlainWords,
    /// The next entry, and how many headings there were.
    entry: usize,
    headings: usize,
}

impl Reader {
    /// Adds `count` further entries; `true` when all are there.
    #[inline(never)]
    pub(super) fn step(&mut self, list: &Tabular, count: usize) -> bool {
        let text = |text: &[u32]| list.words.text(text);
        let to = list.len().min(self.entry.saturating_add(count));
        for entry in self.entry..to {
            match list.depths.get(entry) {
                Some(0) => {}
                Some(1) => self.headings += 1,
                _ => {
                    let heading = self.headings.checked_sub(1).and_then(|at| headings().nth(at));
                    let Some((set, naming)) = heading else {
                        continue;
                    };
                    let said = text(list.titles.get(entry));
                    let (plain, meaning) = said.split_once(MEANS).unwrap_or((&said, ""));
                    for name in list.names_of(entry) {
                        self.words.terms.push(Term {
                            name: text(list.terms.get(name)),
                            set,
                            naming,
                            plain: plain.to_owned(),
                            meaning: meaning.to_owned(),
                        });
                    }
                }
            }
        }
        self.entry = to;
        to == list.len()
    }

    /// What was read, in order.
    pub(super) fn finish(self) -> PlainWords {
        let mut words = self.words;
        let by_name = |term: &Term, other: &Term| term.name.cmp(&other.name);
        words.terms.sort_unstable_by(by_name);
        words
    }
}
