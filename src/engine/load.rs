//! Opening index files in steps, none of which is longer than a frame on a fast
//! machine, so that a page can draw between them.

use std::sync::Arc;

use fst::Map;

use super::axes::AxesVolume;
use super::book::Book;
use super::kinds::Volume;
use super::ordered::Ordered;
use super::plain_words::{self, PlainWords};
use super::terms::Dictionary;
use super::thesaurus::{self, Thesaurus};
use super::tree::{NONE, Tree, extensions};
use super::volume::{MAX_SETS, Own, TabularVolume};
use crate::code::cm;
use crate::code::scheme::scheme;
use crate::format::about::About;
use crate::format::axes::{self, Axes};
use crate::format::container::{self, Container};
use crate::format::facts::{self, Facts};
use crate::format::notes::{self, Notes};
use crate::format::tabular::{self, Tabular};
use crate::format::vocabulary::{self, Vocabulary};
use crate::format::{Fault, Part, Section};

/// Words, entries and keys a step: each about a millisecond of work, entries of a
/// file that is coded thoroughly about two.
const WORDS: u32 = 500;
const ENTRIES: u32 = 150;
const KEYS: usize = 5000;
const ROWS: usize = 5000;
const SHOWN: usize = 5000;
const TOKENS: usize = 600;
const PHRASES: usize = 500;
const TABLES: u32 = 40;
/// What part of the whole opening each stage is.
const SHARES: [f32; 4] = [0.1, 0.65, 0.2, 0.05];

/// A tabular file that is being opened.
pub struct Opening {
    words: Vec<u8>,
    content: Vec<u8>,
    sets: Vec<Own>,
    checksum: u32,
    part: Part,
    stage: Stage,
}

/// Where the opening stands. Each stage hands on what it has made.
enum Stage {
    Words(vocabulary::Reader),
    Entries(Box<tabular::Reader>),
    /// Codes in the book's order; then in that of their letters.
    Codes(Tabular, Tree, Ordered),
    Sorted(Tabular, Tree, Ordered),
    Terms(Tabular, Tree, Map<Vec<u8>>),
    Postings(Tabular, Tree, Map<Vec<u8>>, Dictionary),
    /// What is shown of each entry; then what it can be narrowed by.
    Shown(Box<TabularVolume>),
    Facets(Box<TabularVolume>),
    /// Of codes that are put together from axes.
    Tables(Box<axes::Reader>),
    Labels(Box<Axes>),
    Done(Volume),
    /// Only while a step is under way, or after one has failed.
    Broken,
}

impl Opening {
    /// Checks a file.
    ///
    /// # Errors
    /// A [`Fault`] that says what is wrong with the file and what to do.
    pub fn new(bytes: &[u8]) -> Result<Opening, Fault> {
        let is_axes = container::part(bytes) == Some(Part::Axes as u8);
        let part = if is_axes { Part::Axes } else { Part::Tabular };
        let container = Container::open(bytes, part)?;
        let words = container.section(Section::Words)?;
        let sets = container.sections(Section::About).map(own);
        let sets = sets.collect::<Result<Vec<Own>, Fault>>()?;
        let most = if is_axes { 1 } else { MAX_SETS };
        if sets.is_empty() || sets.len() > most {
            return Err(Fault::Damaged("it has no set, or too many"));
        }
        Ok(Opening {
            sets,
            checksum: container.checksum(),
            part,
            stage: Stage::Words(vocabulary::Reader::new(words)?),
            words: words.to_vec(),
            content: container.section(Section::Content)?.to_vec(),
        })
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        let [words, entries, codes, _] = SHARES;
        match &self.stage {
            Stage::Words(_) => 0.0,
            Stage::Entries(reader) => words + entries * reader.progress(),
            Stage::Codes(..) => words + entries,
            Stage::Sorted(_, _, ordered) => words + entries + codes * ordered.progress(),
            Stage::Terms(..) | Stage::Postings(..) | Stage::Shown(_) | Stage::Facets(_) => {
                words + entries + codes
            }
            Stage::Tables(reader) => words + (1.0 - words) * reader.progress(),
            Stage::Labels(_) | Stage::Done(_) | Stage::Broken => 1.0,
        }
    }

    /// Goes one step on; `true` when its sets are ready.
    ///
    /// # Errors
    /// A [`Fault`] if the content makes no sense; every later step says so again.
    pub fn step(&mut self) -> Result<bool, Fault> {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Broken) {
            Stage::Words(mut reader) => {
                if !reader.step(&self.words, WORDS)? {
                    Stage::Words(reader)
                } else if self.part == Part::Axes {
                    let reader = axes::Reader::new(&self.content, reader.finish())?;
                    Stage::Tables(Box::new(reader))
                } else {
                    let reader = tabular::Reader::new(&self.content, reader.finish())?;
                    Stage::Entries(Box::new(reader))
                }
            }
            Stage::Entries(mut reader) => {
                if reader.step(&self.content, ENTRIES)? {
                    let list = reader.finish();
                    part(&list, &mut self.sets)?;
                    let tree = Tree::of(&list, &self.sets)?;
                    let codes = codes(&list, &tree, &self.sets);
                    Stage::Codes(list, tree, codes)
                } else {
                    Stage::Entries(reader)
                }
            }
            Stage::Codes(list, tree, mut codes) => {
                codes.sort();
                Stage::Sorted(list, tree, codes)
            }
            Stage::Sorted(list, tree, mut codes) => {
                if codes.step(KEYS, "a code stands in it twice")? {
                    Stage::Terms(list, tree, codes.finish())
                } else {
                    Stage::Sorted(list, tree, codes)
                }
            }
            Stage::Terms(list, tree, codes) => {
                let dictionary = Dictionary::of(&list.words)?;
                Stage::Postings(list, tree, codes, dictionary)
            }
            Stage::Postings(list, tree, codes, dictionary) => {
                let says = |part| self.sets.iter().any(|own| own.about.has(part));
                let volume = TabularVolume {
                    // There may be no notes at all; then none are to come.
                    notes: (!says(Part::Notes)).then(Arc::default),
                    has_facts: says(Part::Facts),
                    shown: Vec::new(),
                    checksum: self.checksum,
                    terms: dictionary.fill(&list),
                    list,
                    tree,
                    codes,
                    facts: None,
                    sets: std::mem::take(&mut self.sets),
                    work: Default::default(),
                    ranges: Default::default(),
                    facets: Default::default(),
                };
                Stage::Shown(Box::new(volume))
            }
            Stage::Shown(mut volume) => match volume.show_more(SHOWN) {
                true => Stage::Facets(volume),
                false => Stage::Shown(volume),
            },
            Stage::Facets(volume) => {
                volume.facets();
                Stage::Done(Volume::Tabular(volume))
            }
            Stage::Tables(mut reader) => {
                if reader.step(&self.content, TABLES)? {
                    Stage::Labels(Box::new(reader.finish()))
                } else {
                    Stage::Tables(reader)
                }
            }
            Stage::Labels(axes) => {
                let own = self
                    .sets
                    .pop()
                    .ok_or(Fault::Damaged("it has no set, or too many"))?;
                let has_facts = own.about.has(Part::Facts);
                let volume = AxesVolume::new(*axes, own, has_facts, self.checksum)?;
                Stage::Done(Volume::Axes(Box::new(volume)))
            }
            Stage::Done(set) => Stage::Done(set),
            Stage::Broken => return Err(Fault::Damaged("it could not be opened before")),
        };
        Ok(matches!(self.stage, Stage::Done(_)))
    }

    /// The file, when [`Opening::step`] has said that it is ready.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if it is not.
    pub fn finish(self) -> Result<Volume, Fault> {
        match self.stage {
            Stage::Done(volume) => Ok(volume),
            _ => Err(Fault::Damaged("it was not read to its end")),
        }
    }

    /// All steps at once, for callers with no screen to draw.
    ///
    /// # Errors
    /// As [`Opening::new`] and [`Opening::step`].
    pub fn whole(bytes: &[u8]) -> Result<Volume, Fault> {
        let mut opening = Opening::new(bytes)?;
        while !opening.step()? {}
        opening.finish()
    }
}

/// What a set has for itself; which entries, its list says.
fn own(about: &[u8]) -> Result<Own, Fault> {
    let about = About::decode(about)?;
    let scheme =
        scheme(&about.set).ok_or(Fault::Damaged("its code set is not one that this program knows"))?;
    Ok(Own {
        scheme,
        about,
        entries: 0..0,
        current: true,
    })
}

/// Parts the list among its sets: each begins with an entry at the top.
fn part(list: &Tabular, sets: &mut [Own]) -> Result<(), Fault> {
    let roots = list.depths.iter().enumerate().filter(|(_, depth)| **depth == 0);
    let starts: Vec<usize> = roots.map(|(entry, _)| entry).collect();
    if starts.len() != sets.len() {
        return Err(Fault::Damaged("it does not have the sets that it names"));
    }
    let ends = starts.iter().skip(1).copied().chain([list.len()]);
    for (own, (&start, end)) in sets.iter_mut().zip(starts.iter().zip(ends)) {
        own.entries = start..end;
    }
    Ok(())
}

/// All codes, seventh characters multiplied out, with the numbers of their rows.
fn codes(list: &Tabular, tree: &Tree, sets: &[Own]) -> Ordered {
    let mut codes = Ordered::with_capacity(tree.rows() as usize);
    let mut row = 0;
    for (number, own) in (0u8..).zip(sets) {
        for entry in own.entries.clone() {
            let name = list.name(entry);
            let depth = list.depths.get(entry).copied().unwrap_or(0);
            if own.scheme.is_code(depth, name) && !name.is_empty() {
                codes.add(row, |key| {
                    key.push(number);
                    key.extend_from_slice(name);
                });
            }
            row += 1;
            let definition = tree.definitions.get(entry).copied().unwrap_or(NONE);
            for &(extension, _) in extensions(list, definition, entry) {
                codes.add(row, |key| {
                    key.push(number);
                    cm::extend(key, name, extension);
                });
                row += 1;
            }
        }
    }
    codes
}

/// A file that adds to a set, notes or facts, and that is being opened.
pub struct OpeningMore {
    bytes: Vec<u8>,
    content: Vec<u8>,
    part: Part,
    /// The file to which it adds, or whose words it shares.
    base: u32,
    /// First and last day of the file.
    days: [String; 2],
    stage: MoreStage,
}

enum MoreStage {
    Words(vocabulary::Reader),
    Notes(Vocabulary, Box<notes::Reader>),
    Facts(Vec<u8>, Box<facts::Reader>),
    /// The entries of a list of words; then what they say.
    List(Box<tabular::Reader>),
    Phrases(Box<Tabular>, thesaurus::Reader),
    Plain(Box<Tabular>, plain_words::Reader),
    Done(What),
    Broken,
}

/// What was read for a set, for [`Book::add_more`].
pub struct More {
    pub(super) base: u32,
    pub(super) what: What,
}

pub(super) enum What {
    /// Notes, and the words that only they use.
    Notes(Vocabulary, Arc<Notes>),
    Facts(Arc<Facts>),
    Thesaurus(Thesaurus),
    Plain(PlainWords),
}

impl OpeningMore {
    /// Checks a file of notes or facts against the set that it belongs to.
    ///
    /// # Errors
    /// A [`Fault`], [`Fault::OtherBase`] among them if `book` has no such set.
    pub fn new(bytes: &[u8], book: &Book) -> Result<OpeningMore, Fault> {
        let named = container::part(bytes);
        let adding = [Part::Facts, Part::Thesaurus, Part::Plain];
        let part = adding.into_iter().find(|part| named == Some(*part as u8));
        let part = part.unwrap_or(Part::Notes);
        let container = Container::open(bytes, part)?;
        let about = About::decode(container.section(Section::About)?)?;
        let base = u32::from_str_radix(&about.base, 16).map_err(|_| Fault::OtherBase)?;
        let volume = book.by_checksum(base).ok_or(Fault::OtherBase)?;
        let content = container.section(Section::Content)?;
        let (words, stage) = if part == Part::Facts {
            let reader = Box::new(facts::Reader::new(content)?);
            (&[][..], MoreStage::Facts(volume.row_extensions(), reader))
        } else {
            let words = container.section(Section::Words)?;
            (words, MoreStage::Words(vocabulary::Reader::new(words)?))
        };
        Ok(OpeningMore {
            part,
            stage,
            bytes: words.to_vec(),
            content: content.to_vec(),
            base,
            days: [about.from, about.to],
        })
    }

    /// Goes one step on; `true` when all is read.
    ///
    /// # Errors
    /// A [`Fault`] if the content makes no sense.
    pub fn step(&mut self, book: &Book) -> Result<bool, Fault> {
        let volume = || book.by_checksum(self.base).ok_or(Fault::OtherBase);
        self.stage = match std::mem::replace(&mut self.stage, MoreStage::Broken) {
            MoreStage::Words(mut reader) => {
                if !reader.step(&self.bytes, WORDS)? {
                    MoreStage::Words(reader)
                } else {
                    let words = reader.finish();
                    // Only lists of entries have notes, and share their words.
                    let volume = volume()?.tabular().ok_or(Fault::OtherBase)?;
                    if self.part != Part::Notes {
                        let mut all = volume.list.words.first(volume.words_before_notes());
                        all.extend(&words);
                        let reader = tabular::Reader::new(&self.content, all)?;
                        self.stage = MoreStage::List(Box::new(reader));
                        return Ok(false);
                    }
                    let forms = volume.words_before_notes() + words.len() - 1;
                    let reader = notes::Reader::new(&self.content, forms);
                    MoreStage::Notes(words, Box::new(reader))
                }
            }
            MoreStage::List(mut reader) => match reader.step(&self.content, ENTRIES)? {
                false => MoreStage::List(reader),
                true => {
                    let list = Box::new(reader.finish());
                    match self.part {
                        Part::Plain => MoreStage::Plain(list, plain_words::Reader::default()),
                        _ => MoreStage::Phrases(list, thesaurus::Reader::default()),
                    }
                }
            },
            MoreStage::Phrases(list, mut reader) => match reader.step(&list, PHRASES) {
                true => MoreStage::Done(What::Thesaurus(reader.finish())),
                false => MoreStage::Phrases(list, reader),
            },
            MoreStage::Plain(list, mut reader) => match reader.step(&list, PHRASES) {
                true => MoreStage::Done(What::Plain(reader.finish())),
                false => MoreStage::Plain(list, reader),
            },
            MoreStage::Notes(words, mut reader) => {
                let volume = volume()?.tabular().ok_or(Fault::OtherBase)?;
                if reader.step(&self.content, &volume.list, ENTRIES as usize, TOKENS)? {
                    MoreStage::Done(What::Notes(words, Arc::new(reader.finish())))
                } else {
                    MoreStage::Notes(words, reader)
                }
            }
            MoreStage::Facts(extensions, mut reader) => {
                if reader.step(&self.content, &extensions, ROWS)? {
                    MoreStage::Done(What::Facts(Arc::new(reader.finish(self.days.clone()))))
                } else {
                    MoreStage::Facts(extensions, reader)
                }
            }
            MoreStage::Done(what) => MoreStage::Done(what),
            MoreStage::Broken => return Err(Fault::Damaged("it could not be opened before")),
        };
        Ok(matches!(self.stage, MoreStage::Done(_)))
    }

    /// What was read, for [`Book::add_more`].
    ///
    /// # Errors
    /// [`Fault::Damaged`] if it is not complete.
    pub fn finish(self) -> Result<More, Fault> {
        match self.stage {
            MoreStage::Done(what) => Ok(More {
                base: self.base,
                what,
            }),
            _ => Err(Fault::Damaged("it was not read to its end")),
        }
    }

    /// All steps at once, for callers with no screen to draw.
    ///
    /// # Errors
    /// As [`OpeningMore::new`] and [`OpeningMore::step`].
    pub fn whole(bytes: &[u8], book: &Book) -> Result<More, Fault> {
        let mut opening = OpeningMore::new(bytes, book)?;
        while !opening.step(book)? {}
        opening.finish()
    }
}
