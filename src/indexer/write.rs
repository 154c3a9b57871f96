//! From records to index files.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::record::{Record, Source};
use super::seventh::rows;
use super::write_axes;
use crate::format::about::About;
use crate::format::container::{self, Container};
use crate::format::facts::{self, Facts};
use crate::format::notes::{self, Group, Kind};
use crate::format::tabular::{self, Entry, Labelled};
use crate::format::vocabulary::Vocabulary;
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
    let title = tabular.then_some(record.title.as_str());
    title.into_iter().chain(items.map(|(_, text)| text.as_str()))
}

fn entry(record: &Record, numbers: &Numbers) -> Entry {
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
        title: numbers.text(&record.title),
        terms: of(Kind::InclusionTerm)
            .map(|(_, text)| numbers.text(text))
            .collect(),
        seventh: of(Kind::SeventhCharacter)
            .map(|(label, text)| (*label, numbers.text(text)))
            .collect(),
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
    let manner = match sources {
        [source] if source.about.set != AWAITED => Manner::Thorough,
        _ => Manner::Quick,
    };
    let records = || sources.iter().flat_map(|source| &source.records);
    let mut words = Vocabulary::of(records().flat_map(|record| texts(record, true)).flat_map(tokens));
    let numbers = Numbers::of(&words);
    let entries: Vec<Entry> = records().map(|record| entry(record, &numbers)).collect();
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
        let mut reader = tabular::Reader::new(&content, words.clone())?;
        reader.step(&content, u32::MAX)?;
        let list = reader.finish();
        let more = Vocabulary::of(
            records()
                .flat_map(|record| texts(record, false))
                .flat_map(tokens)
                .filter(|token| !numbers.of.contains_key(token)),
        );
        words.extend(&more);
        let numbers = Numbers::of(&words);
        let groups: Vec<Vec<Group>> = records().map(|record| groups(record, &numbers)).collect();
        let notes = notes::encode(&groups, &list, words.len(), Manner::Thorough)?;
        let forms = more.encode(Manner::Thorough);
        let content = [(Section::Words, &forms[..]), (Section::Content, &notes)];
        files.more("-notes", Part::Notes, &Default::default(), &content);
    }
    if let [source] = sources {
        let extensions: Vec<u8> = rows(&source.records).iter().map(|row| row.extension).collect();
        let parts = [("-facts", &source.facts), ("-equivalents", &source.equivalents)];
        for (ending, facts) in parts {
            if let Some(facts) = facts {
                files.facts(ending, facts, &extensions);
            }
        }
    }
    Ok(files.finish())
}

/// What a set's file says about it.
pub(super) fn about(source: &Source, noted: bool) -> About {
    let mut about = source.about.clone();
    let parts = [(Part::Notes, noted), (Part::Facts, source.facts.is_some())];
    let there = parts.into_iter().filter(|(_, there)| *there);
    about.more = there.map(|(part, _)| part.name()).collect::<Vec<_>>().join(" ");
    about
}
