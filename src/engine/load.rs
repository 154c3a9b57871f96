//! Opening index files in steps, none of which is longer than a frame on a fast
//! machine, so that a page can draw between them.

use std::sync::Arc;

use fst::{Map, MapBuilder};

use super::book::Book;
use super::set::{Row, TabularSet};
use super::terms::{Dictionary, Terms};
use super::tree::Tree;
use crate::format::about::About;
use crate::format::container::Container;
use crate::format::notes::{self, Notes};
use crate::format::tabular::{self, Tabular};
use crate::format::vocabulary::Vocabulary;
use crate::format::{Fault, Part, Section};

/// Entries a step: about a millisecond or two of work.
const ENTRIES: u32 = 500;
/// What part of the whole opening the reading of entries is.
const READING: f32 = 0.8;

/// A tabular file that is being opened.
pub struct Opening {
    bytes: Vec<u8>,
    about: About,
    checksum: u32,
    stage: Stage,
}

/// Where the opening stands. Each stage hands on what it has made.
enum Stage {
    Reading(Box<tabular::Reader>),
    Numbering(Tabular),
    Coding(Tabular, Tree),
    Folding(Tabular, Tree, Map<Vec<u8>>),
    Sorting(Tabular, Tree, Map<Vec<u8>>, Dictionary),
    Done(Tabular, Tree, Map<Vec<u8>>, Terms),
    /// Only while a step is under way, or after one has failed.
    Broken,
}

impl Opening {
    /// Checks a file and reads its vocabulary.
    ///
    /// # Errors
    /// A [`Fault`] that says what is wrong with the file and what to do.
    pub fn new(bytes: Vec<u8>) -> Result<Opening, Fault> {
        let container = Container::open(&bytes, Part::Tabular)?;
        let about = About::decode(container.section(Section::About)?)?;
        let words = Vocabulary::decode(container.section(Section::Words)?)?;
        let content = container.section(Section::Content)?;
        let reader = tabular::Reader::new(content, words)?;
        let checksum = container.checksum();
        let bytes = content.to_vec();
        Ok(Opening {
            about,
            checksum,
            stage: Stage::Reading(Box::new(reader)),
            bytes,
        })
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        match &self.stage {
            Stage::Reading(reader) => reader.progress() * READING,
            Stage::Numbering(_) => READING,
            Stage::Coding(..) => READING + 0.05,
            Stage::Folding(..) => READING + 0.1,
            Stage::Sorting(..) => READING + 0.15,
            Stage::Done(..) | Stage::Broken => 1.0,
        }
    }

    /// Goes one step on; `true` when the set is ready.
    ///
    /// # Errors
    /// A [`Fault`] if the content makes no sense; every later step says so again.
    pub fn step(&mut self) -> Result<bool, Fault> {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Broken) {
            Stage::Reading(mut reader) => {
                if reader.step(&self.bytes, ENTRIES)? {
                    Stage::Numbering(reader.finish())
                } else {
                    Stage::Reading(reader)
                }
            }
            Stage::Numbering(list) => {
                if list.is_empty() {
                    return Err(Fault::Damaged("there are no entries"));
                }
                let tree = Tree::of(&list);
                Stage::Coding(list, tree)
            }
            Stage::Coding(list, tree) => {
                // The rows are numbered by a set that has no index yet.
                let set = self.set(list, tree, Map::default(), None);
                let codes = codes(&set).map_err(|_| Fault::Damaged("a code stands in it twice"))?;
                let TabularSet { list, tree, .. } = set;
                Stage::Folding(list, tree, codes)
            }
            Stage::Folding(list, tree, codes) => {
                let dictionary =
                    Dictionary::of(&list).map_err(|_| Fault::Damaged("a word stands in it twice"))?;
                Stage::Sorting(list, tree, codes, dictionary)
            }
            Stage::Sorting(list, tree, codes, dictionary) => {
                let terms = dictionary.fill(&list);
                Stage::Done(list, tree, codes, terms)
            }
            Stage::Done(list, tree, codes, terms) => Stage::Done(list, tree, codes, terms),
            Stage::Broken => return Err(Fault::Damaged("it could not be opened before")),
        };
        Ok(matches!(self.stage, Stage::Done(..)))
    }

    fn set(&self, list: Tabular, tree: Tree, codes: Map<Vec<u8>>, terms: Option<Terms>) -> TabularSet {
        TabularSet {
            about: self.about.clone(),
            checksum: self.checksum,
            list,
            tree,
            codes,
            terms: terms.unwrap_or_default(),
            notes: None,
        }
    }

    /// The set, when [`Opening::step`] has said that it is ready.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if it is not.
    pub fn finish(mut self) -> Result<TabularSet, Fault> {
        match std::mem::replace(&mut self.stage, Stage::Broken) {
            Stage::Done(list, tree, codes, terms) => Ok(self.set(list, tree, codes, Some(terms))),
            _ => Err(Fault::Damaged("it was not read to its end")),
        }
    }

    /// All steps at once, for callers with no screen to draw.
    ///
    /// # Errors
    /// As [`Opening::new`] and [`Opening::step`].
    pub fn whole(bytes: Vec<u8>) -> Result<TabularSet, Fault> {
        let mut opening = Opening::new(bytes)?;
        while !opening.step()? {}
        opening.finish()
    }
}

/// The map from all codes, seventh characters multiplied out, to their rows.
fn codes(set: &TabularSet) -> Result<Map<Vec<u8>>, fst::Error> {
    let mut keys: Vec<(String, u32)> = Vec::with_capacity(set.tree.rows() as usize);
    let mut row = 0;
    for entry in 0..set.len() {
        if set
            .list
            .depths
            .get(entry)
            .is_some_and(|&depth| depth >= tabular::CATEGORY)
        {
            keys.push((set.compact(Row::of(entry)), row));
        }
        row += 1;
        for &(extension, _) in set.extensions(entry) {
            keys.push((set.compact(Row { entry, extension }), row));
            row += 1;
        }
    }
    keys.sort();
    let mut builder = MapBuilder::memory();
    for (code, row) in keys {
        builder.insert(code, row.into())?;
    }
    Ok(builder.into_map())
}

/// A notes file that is being opened.
pub struct OpeningNotes {
    bytes: Vec<u8>,
    base: u32,
    words: Vocabulary,
    reader: notes::Reader,
    done: bool,
}

/// Notes that were read, and the words that only they use.
pub struct LoadedNotes {
    pub(super) base: u32,
    pub(super) words: Vocabulary,
    pub(super) notes: Arc<Notes>,
}

impl OpeningNotes {
    /// Checks a notes file against the set that it belongs to.
    ///
    /// # Errors
    /// A [`Fault`], [`Fault::OtherBase`] among them if `book` has no such set.
    pub fn new(bytes: Vec<u8>, book: &Book) -> Result<OpeningNotes, Fault> {
        let container = Container::open(&bytes, Part::Notes)?;
        let about = About::decode(container.section(Section::About)?)?;
        let base = u32::from_str_radix(&about.base, 16).map_err(|_| Fault::OtherBase)?;
        let set = book.by_checksum(base).ok_or(Fault::OtherBase)?;
        let words = Vocabulary::decode(container.section(Section::Words)?)?;
        let forms = set.words_before_notes() + words.len() - 1;
        let content = container.section(Section::Content)?;
        let reader = notes::Reader::new(content, forms);
        let bytes = content.to_vec();
        Ok(OpeningNotes {
            bytes,
            base,
            words,
            reader,
            done: false,
        })
    }

    /// Goes one step on; `true` when the notes are ready.
    ///
    /// # Errors
    /// A [`Fault`] if the content makes no sense.
    pub fn step(&mut self, book: &Book) -> Result<bool, Fault> {
        if !self.done {
            let set = book.by_checksum(self.base).ok_or(Fault::OtherBase)?;
            self.done = self.reader.step(&self.bytes, &set.list, ENTRIES as usize)?;
        }
        Ok(self.done)
    }

    /// The notes, for [`Book::add_notes`].
    ///
    /// # Errors
    /// [`Fault::Damaged`] if they are not complete.
    pub fn finish(self) -> Result<LoadedNotes, Fault> {
        if !self.done {
            return Err(Fault::Damaged("it was not read to its end"));
        }
        Ok(LoadedNotes {
            base: self.base,
            words: self.words,
            notes: Arc::new(self.reader.finish()),
        })
    }
}
