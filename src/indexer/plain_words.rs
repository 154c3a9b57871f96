//! The lists of `assets/lexicon/plain`: medical words of official titles in plain
//! words. Tab separated, with remarks on top that name the set, and the columns of
//! [`COLUMNS`]: the term as titles have it, what it names, the plain words that can
//! stand in its place, and what it is where those do not tell.
//!
//! Never contains: official texts, other people's words.

use std::collections::BTreeMap;

use super::files::Found;
use super::lexicon;
use super::record::{Record, Source};
use super::report::{Place, Report};
use crate::format::about::About;
use crate::format::plain::{NAMINGS, Naming, SETS, headings};
use crate::format::tabular::MEANS;

/// The name of its file, which is that of no code set.
pub const SET: &str = "plain";
/// The columns of a list.
const COLUMNS: &str = "term\tkind\tplain\tmeaning";

/// What was read of all lists.
#[derive(Debug, Default)]
pub struct PlainWords {
    /// Of each set: terms, each with what it names, its plain words and its meaning.
    terms: [BTreeMap<String, (Naming, String)>; SETS.len()],
}

/// Whether a file is one of the lists.
pub fn recognise(bytes: &[u8]) -> bool {
    lexicon::has_columns(bytes, COLUMNS)
}

impl PlainWords {
    /// Reads a list. A line whose kind is none, or whose term another line has, is
    /// reported and left out.
    ///
    /// # Errors
    /// A message with the file if no remark names a set that has plain words.
    pub fn read(&mut self, file: &Found, report: &mut Report) -> Result<(), String> {
        let set = lexicon::set(file)?;
        let known = SETS.iter().zip(&mut self.terms).find(|(known, _)| **known == set);
        let Some((_, terms)) = known else {
            let sets = SETS.join("` or `");
            return Err(format!(
                "{}:1:1: the set of plain words is `{sets}`, not `{set}`",
                file.name
            ));
        };
        let before = terms.len();
        for (line, [term, kind, plain, meaning]) in lexicon::cells(&file.name, &file.bytes, report) {
            let place = Place::new(&file.name, line, 1);
            // As the words of titles are cut: `colles' fracture` without its apostrophe.
            let term = term.replace("' ", " ");
            let naming = NAMINGS.iter().find(|(_, name)| *name == kind);
            match naming {
                None => report.rejected(&place, &format!("`{kind}` is no kind of term")),
                Some(_) if terms.contains_key(&term) => {
                    report.rejected(
                        &place,
                        &format!("`{term}` stands there already; keep one line of it"),
                    );
                }
                Some(&(naming, _)) => {
                    let said = [plain.as_str(), MEANS, &meaning].concat();
                    terms.insert(term, (naming, said.trim_end_matches(MEANS).to_owned()));
                }
            }
        }
        let count = (terms.len() - before) as u64;
        report.counted(&file.name, [("terms in plain words".into(), count)].into());
        Ok(())
    }

    /// The lists as a source of records, as [`crate::format::plain`] says.
    pub fn source(self) -> Option<Source> {
        if self.terms.iter().all(BTreeMap::is_empty) {
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
        for (set, naming) in headings() {
            records.push(record(1, String::new(), Vec::new()));
            // What is said in the same words stands together, so that it is told once.
            let mut said_of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            let of_set = SETS.iter().zip(&self.terms).filter(|(known, _)| **known == set);
            for (term, (_, said)) in of_set
                .flat_map(|(_, terms)| terms)
                .filter(|(_, (kind, _))| *kind == naming)
            {
                said_of.entry(said).or_default().push(term.clone());
            }
            let entries = said_of.into_iter();
            records.extend(entries.map(|(said, terms)| record(2, said.to_owned(), terms)));
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
