//! From records to index files and the manifest that names them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::record::{Record, Source};
use super::seventh::rows;
use crate::format::about::{About, FACTS, NO_NOTES};
use crate::format::container::{self, Container};
use crate::format::facts;
use crate::format::notes::{self, Group, Kind};
use crate::format::tabular::{self, Entry, Labelled};
use crate::format::vocabulary::Vocabulary;
use crate::format::{Fault, Part, Section};
use crate::text::tokens;

/// The name of the file that lists the others.
pub const MANIFEST: &str = "manifest.json";

/// A file of the index, before it is written.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it holds.
    pub part: Part,
    /// What it says about itself.
    pub about: About,
}

/// What the index consists of. The page's loader and the command line read it first.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub version: u16,
    /// The files, those that a first search needs before the others.
    pub files: Vec<Listed>,
}

/// A file of the index, as the manifest lists it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Listed {
    /// Its name, beside the manifest.
    pub name: String,
    /// The set that it belongs to.
    pub set: String,
    /// `codes` for what a search needs; `notes` and `facts` may come later.
    pub part: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// The edition, for readers.
    pub edition: String,
    /// First day for which the edition is valid; empty if unknown.
    pub from: String,
    /// Last day for which the edition is valid; empty if unknown.
    pub to: String,
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

struct Numbers<'a> {
    of: HashMap<&'a str, u32>,
}

impl<'a> Numbers<'a> {
    fn of(words: &'a Vocabulary) -> Self {
        Numbers {
            of: words.forms().zip(0..).collect(),
        }
    }

    fn text(&self, text: &str) -> Vec<u32> {
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

/// The two files of a tabular list: what a search needs, and the notes.
///
/// # Errors
/// A [`Fault`] if the records are nothing that the layout can hold.
pub fn tabular(source: &Source) -> Result<Vec<File>, Fault> {
    let mut words = Vocabulary::of(
        source
            .records
            .iter()
            .flat_map(|record| texts(record, true))
            .flat_map(tokens),
    );
    let numbers = Numbers::of(&words);
    let entries: Vec<Entry> = source
        .records
        .iter()
        .map(|record| entry(record, &numbers))
        .collect();
    let content = tabular::encode(&entries, words.len())?;
    let mut about = source.about.clone();
    let noted = source.records.iter().any(|record| !record.groups.is_empty());
    if !noted {
        about.counts.insert(NO_NOTES.into(), 0);
    }
    if let Some(facts) = &source.facts {
        about.counts.insert(FACTS.into(), facts.columns.len() as u64);
    }
    let codes = container::write(
        Part::Tabular,
        &[
            (Section::About, &about.encode()),
            (Section::Words, &words.encode()),
            (Section::Content, &content),
        ],
    );
    let checksum = Container::open(&codes, Part::Tabular)?.checksum();

    let mut reader = tabular::Reader::new(&content, words.clone())?;
    reader.step(&content, u32::MAX)?;
    let list = reader.finish();
    let more = Vocabulary::of(
        source
            .records
            .iter()
            .flat_map(|record| texts(record, false))
            .flat_map(tokens)
            .filter(|token| !numbers.of.contains_key(token)),
    );
    words.extend(&more);
    let numbers = Numbers::of(&words);
    let groups: Vec<Vec<Group>> = source
        .records
        .iter()
        .map(|record| groups(record, &numbers))
        .collect();
    let content = notes::encode(&groups, &list, words.len())?;
    let about_notes = About {
        base: format!("{checksum:08x}"),
        counts: BTreeMap::new(),
        ..about.clone()
    };
    let notes = container::write(
        Part::Notes,
        &[
            (Section::About, &about_notes.encode()),
            (Section::Words, &more.encode()),
            (Section::Content, &content),
        ],
    );
    let file = |name, bytes, part, about| File {
        name,
        bytes,
        part,
        about,
    };
    let set = &about.set;
    let mut files = vec![file(format!("{set}.mcx"), codes, Part::Tabular, about.clone())];
    if noted {
        files.push(file(format!("{set}-notes.mcx"), notes, Part::Notes, about_notes));
    }
    if let Some(facts) = &source.facts {
        let extensions: Vec<u8> = rows(&source.records).iter().map(|row| row.extension).collect();
        let [from, to] = facts.known.clone();
        let about = About {
            from,
            to,
            base: format!("{checksum:08x}"),
            counts: BTreeMap::new(),
            ..about.clone()
        };
        let content = facts::encode(facts, &extensions);
        let bytes = container::write(
            Part::Facts,
            &[(Section::About, &about.encode()), (Section::Content, &content)],
        );
        files.push(file(format!("{set}-facts.mcx"), bytes, Part::Facts, about));
    }
    Ok(files)
}

/// Writes the files and the manifest into a folder, which is made if need be.
///
/// # Errors
/// Those of the file system.
pub fn files(out: &Path, files: &[File]) -> std::io::Result<Manifest> {
    std::fs::create_dir_all(out)?;
    let listed = files
        .iter()
        .map(|file| Listed {
            name: file.name.clone(),
            set: file.about.set.clone(),
            part: match file.part {
                Part::Tabular => "codes",
                Part::Notes => "notes",
                Part::Facts => "facts",
            }
            .into(),
            bytes: file.bytes.len() as u64,
            sha256: sha256(&file.bytes),
            edition: file.about.edition.clone(),
            from: file.about.from.clone(),
            to: file.about.to.clone(),
        })
        .collect();
    let manifest = Manifest {
        version: crate::format::VERSION,
        files: listed,
    };
    for file in files {
        std::fs::write(out.join(&file.name), &file.bytes)?;
    }
    let json = serde_json::to_string_pretty(&manifest).map_err(std::io::Error::other)?;
    std::fs::write(out.join(MANIFEST), json + "\n")?;
    Ok(manifest)
}
