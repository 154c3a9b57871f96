//! From records to index files.

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::column::Making;
use super::record::{Record, Source};
use super::seventh::{Row, rows};
use super::{SHARED, write_axes};
use crate::format::about::About;
use crate::format::container::{self, Container};
use crate::format::facts::{self, Facts};
use crate::format::notes::{self, Fact, Group, Kind};
use crate::format::tabular::{self, Entry, Labelled};
use crate::format::vocabulary::{self, Vocabulary, without_capital};
use crate::format::{Fault, Manner, Part, Section};
use crate::text::tokens;

/// The set with a file of its own that a first search waits for.
const AWAITED: &str = "icd10cm";

/// A file of the index, before it is written.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it holds.
    pub part: Part,
    /// The sets that are in it, with their editions.
    pub abouts: Vec<About>,
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The numbers of a vocabulary's forms.
pub(super) struct Numbers<'a> {
    of: HashMap<&'a str, u32>,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(words: &'a Vocabulary) -> Self {
        Numbers {
            of: words.forms().zip(0..).collect(),
        }
    }

    /// The words of texts that are not among these.
    fn more<'b>(&self, texts: impl Iterator<Item = &'b str>) -> Vocabulary {
        Vocabulary::of(
            texts
                .flat_map(tokens)
                .filter(|token| !self.of.contains_key(token)),
        )
    }

    pub(super) fn text(&self, text: &str) -> Vec<u32> {
        // Every form was put into the vocabulary that the numbers are of.
        tokens(text)
            .filter_map(|token| self.of.get(token).copied())
            .collect()
    }

    fn items(&self, items: &[(u8, String)]) -> Vec<Labelled> {
        items
            .iter()
            .map(|(label, text)| (*label, self.text(text)))
            .collect()
    }
}

fn texts(record: &Record, tabular: bool) -> impl Iterator<Item = &str> {
    let items = record
        .groups
        .iter()
        .filter(move |group| group.kind.is_tabular() == tabular)
        .flat_map(|group| &group.items);
    let names = record.names.iter().filter(move |_| tabular);
    items
        .map(|(_, text)| text.as_str())
        .chain(names.map(String::as_str))
}

/// A title as it is kept, and whether that leaves out a capital.
type Title<'a> = (Cow<'a, str>, bool);

fn title(record: &Record, manner: Manner) -> Title<'_> {
    let thorough = manner == Manner::Thorough;
    match without_capital(&record.title).filter(|_| thorough) {
        Some(title) => (title.into(), true),
        None => (record.title.as_str().into(), false),
    }
}

fn entry(record: &Record, (title, capital): &Title, numbers: &Numbers) -> Entry {
    let of = |kind| {
        record
            .groups
            .iter()
            .filter(move |group| group.kind == kind)
            .flat_map(|group| &group.items)
    };
    Entry {
        depth: record.depth,
        name: record.name.clone().into_bytes(),
        placeholder: record.placeholder,
        own: record.own,
        title: numbers.text(title),
        capital: *capital,
        terms: of(Kind::InclusionTerm)
            .map(|(_, text)| numbers.text(text))
            .collect(),
        seventh: of(Kind::SeventhCharacter)
            .map(|(label, text)| (*label, numbers.text(text)))
            .collect(),
        names: record.names.iter().map(|name| numbers.text(name)).collect(),
        missing: record.missing.clone(),
    }
}

fn groups(record: &Record, numbers: &Numbers) -> Vec<Group> {
    record
        .groups
        .iter()
        .map(|group| Group {
            kind: group.kind,
            count: group.items.len(),
            items: if group.kind.is_tabular() {
                Vec::new()
            } else {
                numbers.items(&group.items)
            },
        })
        .collect()
}

/// The files of a volume in the making: that of its codes, and those that add to it.
pub(super) struct Files {
    stem: String,
    abouts: Vec<About>,
    /// The checksum of the codes, by which the others name them.
    base: String,
    all: Vec<File>,
}

impl Files {
    /// Begins with the codes. All names begin with `stem`.
    ///
    /// # Errors
    /// A [`Fault`] if that is no file of such a part.
    pub(super) fn of(stem: &str, part: Part, codes: Vec<u8>, abouts: Vec<About>) -> Result<Self, Fault> {
        let base = format!("{:08x}", Container::open(&codes, part)?.checksum());
        let mut files = Files {
            stem: stem.to_owned(),
            abouts,
            base,
            all: Vec::new(),
        };
        files.push("", part, codes);
        Ok(files)
    }

    fn push(&mut self, ending: &str, part: Part, bytes: Vec<u8>) {
        self.all.push(File {
            name: [&self.stem, ending, ".mcx"].concat(),
            bytes,
            part,
            abouts: self.abouts.clone(),
        });
    }

    /// Adds a file that says only to which codes it adds, and for which days.
    fn more(&mut self, ending: &str, part: Part, [from, to]: &[String; 2], content: &[(Section, &[u8])]) {
        let adding = About {
            set: self.stem.clone(),
            base: self.base.clone(),
            from: from.clone(),
            to: to.clone(),
            ..About::default()
        };
        let adding = adding.encode();
        let mut sections = vec![(Section::About, &adding[..])];
        sections.extend(content);
        self.push(ending, part, container::write(part, &sections));
    }

    /// Adds a file of facts. `extensions` has the seventh character of each row.
    pub(super) fn facts(&mut self, ending: &str, facts: &Facts, extensions: &[u8]) {
        let content = facts::encode(facts, extensions);
        let content = [(Section::Content, &content[..])];
        self.more(ending, Part::Facts, &facts.known, &content);
    }

    pub(super) fn finish(self) -> Vec<File> {
        self.all
    }
}

/// The file of a list of words, the thesaurus or plain words: it shares the words of a
/// file of codes.
///
/// # Errors
/// A [`Fault`] if the records are nothing that the layout can hold.
pub fn words(source: &Source, part: Part, base: &File) -> Result<File, Fault> {
    let codes = Container::open(&base.bytes, base.part)?;
    let bytes = codes.section(Section::Words)?;
    let mut reader = vocabulary::Reader::new(bytes)?;
    while !reader.step(bytes, u32::MAX)? {}
    let mut words = reader.finish();
    let titles = source.records.iter().map(|record| record.title.as_str());
    let names = source.records.iter().flat_map(|record| texts(record, true));
    let more = Numbers::of(&words).more(titles.chain(names));
    words.extend(&more);
    let numbers = Numbers::of(&words);
    let whole = |record: &Record| (Cow::from(record.title.clone()), false);
    let entries = source
        .records
        .iter()
        .map(|record| entry(record, &whole(record), &numbers));
    let content = tabular::encode(&entries.collect::<Vec<_>>(), words.len(), Manner::Thorough)?;
    let mut files = Files {
        stem: source.about.set.clone(),
        abouts: vec![source.about.clone()],
        base: format!("{:08x}", codes.checksum()),
        all: Vec::new(),
    };
    let forms = more.encode(Manner::Thorough);
    let content = [(Section::Words, &forms[..]), (Section::Content, &content)];
    files.more("", part, &Default::default(), &content);
    files
        .all
        .pop()
        .ok_or(Fault::Damaged("the words were not written"))
}

/// The files of one set, or of several that share their words: what a search
/// needs, and the notes and facts if there are any. Their names begin with `stem`.
///
/// # Errors
/// A [`Fault`] if the records are nothing that the layout can hold.
pub fn volume(stem: &str, sources: &[&Source]) -> Result<Vec<File>, Fault> {
    if let [source] = sources
        && let Some(composed) = &source.composed
    {
        return write_axes::files(stem, source, composed);
    }
    // A first search waits for the diagnoses and for the small sets.
    let awaited = stem == SHARED || sources.iter().any(|source| source.about.set == AWAITED);
    let manner = if awaited { Manner::Quick } else { Manner::Thorough };
    let records = || sources.iter().flat_map(|source| &source.records);
    let titles: Vec<Title> = records().map(|record| title(record, manner)).collect();
    let more = records().flat_map(|record| texts(record, true));
    let all = titles.iter().map(|(title, _)| &title[..]).chain(more);
    let words = Vocabulary::of(all.flat_map(tokens));
    let numbers = Numbers::of(&words);
    let entries: Vec<Entry> = records()
        .zip(&titles)
        .map(|(record, title)| entry(record, title, &numbers))
        .collect();
    let content = tabular::encode(&entries, words.len(), manner)?;
    let noted = records().any(|record| !record.groups.is_empty());
    let abouts: Vec<About> = sources.iter().map(|source| about(source, noted)).collect();
    let encoded: Vec<Vec<u8>> = abouts.iter().map(About::encode).collect();
    let mut sections: Vec<(Section, &[u8])> = encoded
        .iter()
        .map(|about| (Section::About, about.as_slice()))
        .collect();
    let forms = words.encode(manner);
    sections.extend([(Section::Words, &forms[..]), (Section::Content, &content)]);
    let codes = container::write(Part::Tabular, &sections);
    let mut files = Files::of(stem, Part::Tabular, codes, abouts)?;
    if noted {
        let mut reader = tabular::Reader::new(&content, words)?;
        reader.step(&content, u32::MAX)?;
        let list = reader.finish();
        let mut words = list.words.clone();
        let more = Numbers::of(&words).more(records().flat_map(|record| texts(record, false)));
        words.extend(&more);
        let numbers = Numbers::of(&words);
        let groups: Vec<Vec<Group>> = records().map(|record| groups(record, &numbers)).collect();
        let notes = notes::encode(&groups, &list, words.len(), Manner::Thorough)?;
        let forms = more.encode(Manner::Thorough);
        let content = [(Section::Words, &forms[..]), (Section::Content, &notes)];
        files.more("-notes", Part::Notes, &Default::default(), &content);
    }
    let rows: Vec<Vec<Row>> = sources.iter().map(|source| rows(&source.records)).collect();
    let extensions: Vec<u8> = rows.iter().flatten().map(|row| row.extension).collect();
    let side_by_side = |facts: fn(&Source) -> Option<&Facts>| {
        beside(
            sources
                .iter()
                .zip(&rows)
                .map(|(source, rows)| (facts(source), rows.len())),
        )
    };
    let parts = [
        ("-facts", side_by_side(|source| source.facts.as_ref())),
        ("-equivalents", side_by_side(|source| source.equivalents.as_ref())),
    ];
    for (ending, facts) in parts {
        if let Some(facts) = facts {
            files.facts(ending, &facts, &extensions);
        }
    }
    Ok(files.finish())
}

/// What is known of the sets of a file, whose rows follow each other: the facts of
/// each, if there are any, and how many rows it has.
fn beside<'a>(sets: impl Iterator<Item = (Option<&'a Facts>, usize)> + Clone) -> Option<Facts> {
    let all = || sets.clone().filter_map(|(facts, _)| facts);
    if sets.clone().count() == 1 {
        return all().next().cloned();
    }
    let mut known: Vec<Fact> = Vec::new();
    for column in all().flat_map(|facts| &facts.columns) {
        if !known.contains(&column.fact) {
            known.push(column.fact);
        }
    }
    let column = |fact: Fact| {
        let mut making = Making::new(fact);
        for (facts, rows) in sets.clone() {
            let mut columns = facts.iter().flat_map(|facts| &facts.columns);
            let own = columns.find(|column| column.fact == fact);
            for row in 0..rows {
                let value = own.and_then(|column| column.values.get(usize::from(column.rows.get(row)?)));
                making.push(value.map_or("", String::as_str));
            }
        }
        making.finish()
    };
    Some(Facts {
        known: all().next()?.known.clone(),
        columns: known.into_iter().map(column).collect(),
        others: all().flat_map(|facts| facts.others.iter().cloned()).collect(),
    })
}

/// What a set's file says about it.
pub(super) fn about(source: &Source, noted: bool) -> About {
    let mut about = source.about.clone();
    let parts = [(Part::Notes, noted), (Part::Facts, source.facts.is_some())];
    let there = parts.into_iter().filter(|(_, there)| *there);
    about.more = there.map(|(part, _)| part.name()).collect::<Vec<_>>().join(" ");
    about
}
