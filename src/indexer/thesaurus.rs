//! The lists of `assets/lexicon/search`: other words for what official texts say.
//! Tab separated, with remarks on top. A list of families has one column, words
//! that mean the same, parted by `|`; all others have what is said and what it may
//! mean, parted likewise, the likeliest first. What means nothing is a word that
//! says nothing.
//!
//! Never contains: official texts, other people's lists.

use std::collections::BTreeMap;

use super::files::Found;
use super::lexicon;
use super::record::{Record, Source};
use super::report::Report;
use crate::format::about::About;
use crate::format::tabular::MEANS;
use crate::text;

/// The name of its file, which is that of no code set.
pub const SET: &str = "thesaurus";
/// The columns of a list of families.
const FAMILY: &str = "same";
/// The columns of the lists of phrases: of such as everybody uses, of Spanish ones,
/// and of those that are read so only beside Spanish ones.
const PHRASES: [&str; 3] = [
    "said\tmeans",
    "said in Spanish\tmeans",
    "said among Spanish\tmeans",
];

/// What was read of all lists.
#[derive(Debug, Default)]
pub struct Thesaurus {
    families: Vec<Vec<String>>,
    phrases: [BTreeMap<String, Vec<String>>; PHRASES.len()],
}

/// Whether a file is one of the lists.
pub fn recognise(bytes: &[u8]) -> bool {
    let mut all = PHRASES.iter().chain([&FAMILY]);
    all.any(|columns| lexicon::has_columns(bytes, columns))
}

/// The words of a text as they are compared.
fn words(text: &str) -> String {
    let words: Vec<String> = text::words(text).into_iter().map(|word| word.folded).collect();
    words.join(" ")
}

fn parts(cell: &str) -> impl Iterator<Item = String> {
    cell.split('|').map(words).filter(|part| !part.is_empty())
}

impl Thesaurus {
    /// Reads a list.
    pub fn read(&mut self, file: &Found, report: &mut Report) {
        let size = |thesaurus: &Thesaurus| {
            let phrases = thesaurus.phrases.iter().map(BTreeMap::len).sum::<usize>();
            (thesaurus.families.len(), phrases)
        };
        let before = size(self);
        if lexicon::has_columns(&file.bytes, FAMILY) {
            let rows = lexicon::cells(&file.name, &file.bytes, report);
            self.families
                .extend(rows.into_iter().map(|(_, [family])| parts(&family).collect()));
        }
        let lists = PHRASES.iter().zip(&mut self.phrases);
        for (_, phrases) in lists.filter(|(columns, _)| lexicon::has_columns(&file.bytes, columns)) {
            for (_, [said, means]) in lexicon::cells(&file.name, &file.bytes, report) {
                // Of several lists that have a phrase, each adds what it may mean.
                let known = phrases.entry(words(&said)).or_default();
                for meaning in parts(&means) {
                    if !known.contains(&meaning) {
                        known.push(meaning);
                    }
                }
            }
        }
        let counts = [
            ("families of words", size(self).0 - before.0),
            ("phrases", size(self).1 - before.1),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        report.counted(
            &file.name,
            counts.map(|(name, count)| (name.into(), count as u64)).collect(),
        );
    }

    /// The lists as a source of records: below one heading the families, below
    /// others the phrases; the title is the first word of a family or what is said,
    /// other names the rest.
    pub fn source(self) -> Option<Source> {
        if self.families.is_empty() && self.phrases.iter().all(BTreeMap::is_empty) {
            return None;
        }
        let record = |depth: u8, title: String, names: Vec<String>| Record {
            depth,
            title,
            names,
            own: true,
            ..Record::default()
        };
        let mut records = vec![record(0, String::new(), Vec::new())];
        records.push(record(1, String::new(), Vec::new()));
        for family in self.families {
            let mut words = family.into_iter();
            if let Some(first) = words.next() {
                records.push(record(2, first, words.collect()));
            }
        }
        for phrases in self.phrases {
            records.push(record(1, String::new(), Vec::new()));
            // What means the same stands together, so that it is told once.
            let mut said_of: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
            for (said, means) in phrases {
                said_of.entry(means).or_default().push(said);
            }
            records.extend(
                said_of
                    .into_iter()
                    .map(|(means, said)| record(2, means.join(MEANS), said)),
            );
        }
        Some(Source {
            about: About {
                set: SET.to_owned(),
                ..About::default()
            },
            records,
            ..Source::default()
        })
    }
}
