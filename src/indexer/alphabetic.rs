//! Alphabetic indexes in the agencies' XML: CDC's for ICD-10-CM (`ICD10CM.index`:
//! diseases and injuries, external causes, and the tables of drugs and of
//! neoplasms, which are indexes with columns), CMS's for ICD-10-PCS
//! (`ICD10PCS.index`).
//!
//! A letter is an entry of depth 1, a main term of depth 2, and so on. A term
//! has no name: its place is what names it. Its title is the file's, with what
//! the book prints in parentheses set off by a blank; where it leads are notes.
//! What the form does not foresee is rejected with its place, and the rest is
//! still read.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::agencies::{CMS, NCHS};
use super::record::{Notes, Record, Source};
use super::report::Report;
use super::xml::{Places, about, begins, parse, utf8};
use crate::format::notes::Kind;
use crate::format::tabular::MAX_DEPTH;

/// The names of the root elements.
const CM_ROOT: &str = "ICD10CM.index";
const PCS_ROOT: &str = "ICD10PCS.index";
/// Depth of a letter and of a main term.
const LETTER: u8 = 1;
const MAIN_TERM: u8 = 2;
/// What a cell or a code without any code is made of.
const NONE: char = '-';

/// An index that becomes a set.
struct Index {
    set: &'static str,
    name: &'static str,
    /// What its title says, or the heading of its first column, in lower case.
    told_by: &'static str,
}

const CM_INDEXES: [Index; 4] = [
    Index {
        set: "icd10cm_external",
        name: "ICD-10-CM Index to External Causes",
        told_by: "external cause",
    },
    Index {
        set: "icd10cm_drugs",
        name: "ICD-10-CM Table of Drugs and Chemicals",
        told_by: "substance",
    },
    Index {
        set: "icd10cm_neoplasms",
        name: "ICD-10-CM Table of Neoplasms",
        told_by: "neoplasm",
    },
    Index {
        set: "icd10cm_index",
        name: "ICD-10-CM Index to Diseases and Injuries",
        told_by: "index",
    },
];
const PCS_INDEX: Index = Index {
    set: "icd10pcs_index",
    name: "ICD-10-PCS Index",
    told_by: "",
};

/// Whether the bytes begin like such a file.
pub fn recognise(bytes: &[u8]) -> bool {
    begins(bytes, CM_ROOT) || begins(bytes, PCS_ROOT)
}

/// Reads an index.
///
/// # Errors
/// A message with file, line and column if the bytes are not well-formed XML, or
/// are of no index that becomes a set, or hold no letter.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Source, String> {
    let text = utf8(file, bytes)?;
    let document = parse(file, text)?;
    let root = document.root_element();
    let procedures = root.has_tag_name(PCS_ROOT);
    if root.attribute("isAddenda") == Some("true") {
        return Err(format!(
            "{file}:1:1: lists the changes to an index only; fetch the whole index of the same year"
        ));
    }
    let mut reader = Reader {
        places: Places::new(file, text, report),
        procedures,
        records: Vec::new(),
        columns: Vec::new(),
    };
    let version = reader.set(root);
    let Reader {
        mut records, columns, ..
    } = reader;
    let index = if procedures {
        &PCS_INDEX
    } else {
        let said = [
            records.first().map(|set| &set.title),
            columns.first().map(|(_, heading)| heading),
        ];
        let said: Vec<String> = said
            .into_iter()
            .flatten()
            .map(|text| text.to_lowercase())
            .collect();
        CM_INDEXES
            .iter()
            .find(|index| said.iter().any(|text| text.contains(index.told_by)))
            .ok_or_else(|| {
                format!(
                    "{file}:1:1: neither a title nor a heading says which index this is; fetch the file again"
                )
            })?
    };
    if records.len() < 2 {
        return Err(format!("{file}:1:1: holds no letter; fetch the file again"));
    }
    if let Some(set) = records.first_mut() {
        index.set.clone_into(&mut set.name);
    }
    let counts = count(&records);
    report.counted(file, counts.clone());
    let owner = if procedures { CMS } else { NCHS };
    let about = about([index.set, index.name, owner], file, bytes, &version, counts);
    Ok(Source {
        about,
        records,
        ..Source::default()
    })
}

struct Reader<'a> {
    places: Places<'a>,
    /// Whether the file is of ICD-10-PCS.
    procedures: bool,
    records: Vec<Record>,
    /// The table's columns by number, with their headings.
    columns: Vec<(u8, String)>,
}

impl Reader<'_> {
    /// Reads the whole file; the version that it names.
    fn set(&mut self, root: Node) -> String {
        let mut record = Record {
            line: 1,
            ..Record::default()
        };
        let mut version = String::new();
        let mut letters = Vec::new();
        for node in self.places.elements(root) {
            match node.tag_name().name() {
                "version" => version = self.places.text(node, &[]),
                "title" => record.title = self.title(node),
                "indexHeading" if !self.procedures => self.headings(node),
                "letter" => letters.push(node),
                _ => self.places.unknown(node),
            }
        }
        if !self.columns.is_empty() {
            record.groups.push(Notes {
                kind: Kind::Column,
                items: self.columns.clone(),
            });
        }
        self.records.push(record);
        for letter in letters {
            self.letter(letter);
        }
        version.trim().to_owned()
    }

    fn title(&mut self, node: Node) -> String {
        self.places
            .text(node, if self.procedures { &[] } else { &["nemod"] })
    }

    fn headings(&mut self, node: Node) {
        for head in self.places.elements(node) {
            match (head.tag_name().name(), column(head)) {
                ("head", Some(column)) => {
                    let heading = self.places.text(head, &[]);
                    self.columns.push((column, heading));
                }
                ("head", None) => self
                    .places
                    .reject(head, "a heading of no column; it was left out"),
                _ => self.places.unknown(head),
            }
        }
    }

    fn letter(&mut self, node: Node) {
        let mut name = None;
        let mut terms = Vec::new();
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "title" => name = Some(self.title(child)),
                "mainTerm" => terms.push(child),
                _ => self.places.unknown(child),
            }
        }
        let name = name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| {
            self.places.reject(
                node,
                "a letter that does not say which; its terms stand under `?`",
            );
            "?".to_owned()
        });
        self.records.push(Record {
            depth: LETTER,
            line: self.places.line(node),
            name,
            ..Record::default()
        });
        for term in terms {
            self.term(term, MAIN_TERM);
        }
    }

    /// Reads a term and those below it.
    fn term(&mut self, node: Node, depth: u8) {
        if depth >= MAX_DEPTH {
            return self.places.reject(
                node,
                "deeper than any index goes; this term and all below it were left out",
            );
        }
        let mut record = Record {
            depth,
            line: self.places.line(node),
            ..Record::default()
        };
        let level = node.attribute("level").map(str::trim);
        if depth > MAIN_TERM && level != Some(&(depth - MAIN_TERM).to_string()) {
            self.places.reject(
                node,
                "its level is not that of the place where it stands; it was kept there",
            );
        }
        let mut titled = false;
        let mut below = Vec::new();
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "title" if !titled => {
                    record.title = self.title(child);
                    titled = !record.title.trim().is_empty();
                }
                "term" => below.push(child),
                _ => self.leads(child, &mut record.groups),
            }
        }
        if titled {
            self.records.push(record);
            below.into_iter().for_each(|term| self.term(term, depth + 1));
            return;
        }
        // A term of the procedures' index that has no title of its own gives its
        // parent one more place to look in.
        let parent = self.records.iter_mut().rfind(|known| known.depth < depth);
        let parent = parent.filter(|_| self.procedures && depth > MAIN_TERM && below.is_empty());
        match parent {
            Some(parent) if !record.groups.is_empty() => {
                record
                    .groups
                    .into_iter()
                    .for_each(|group| add(&mut parent.groups, group));
            }
            _ => self
                .places
                .reject(node, "a term without a title; it and all below it were left out"),
        }
    }

    /// Reads where a term leads.
    fn leads(&mut self, node: Node, groups: &mut Vec<Notes>) {
        let element = node.tag_name().name();
        let Some((kind, parts)) = kind(element, self.procedures) else {
            return self.places.unknown(node);
        };
        let mut label = 0;
        if element == "cell" {
            let known = |column: &u8| self.columns.iter().any(|(known, _)| known == column);
            match column(node) {
                Some(column) => {
                    label = column;
                    if !known(&column) {
                        self.places.reject(node, "its column has no heading; it was kept");
                    }
                }
                None => return self.places.reject(node, "a cell of no column; it was left out"),
            }
        }
        let text = self.places.text(node, parts);
        if text.trim().is_empty() {
            return self
                .places
                .reject(node, &format!("<{element}> is empty; it was left out"));
        }
        add(
            groups,
            Notes {
                kind,
                items: vec![(label, text)],
            },
        );
    }
}

/// Appends notes, to the last group if that is of their kind.
fn add(groups: &mut Vec<Notes>, notes: Notes) {
    match groups.last_mut() {
        Some(last) if last.kind == notes.kind => last.items.extend(notes.items),
        _ => groups.push(notes),
    }
}

/// The column that an element belongs to, as a digit.
fn column(node: Node) -> Option<u8> {
    match node.attribute("col").map(str::as_bytes) {
        Some([column @ b'1'..=b'9']) => Some(*column),
        _ => None,
    }
}

/// What kind of note an element is, and what it may have within its text.
fn kind(element: &str, procedures: bool) -> Option<(Kind, &'static [&'static str])> {
    Some(match (element, procedures) {
        ("code", _) => (Kind::IndexCode, &[]),
        ("see", true) => (Kind::See, &["codes", "tab"]),
        ("use", true) => (Kind::Use, &["tab"]),
        // The first characters of codes, and of a table.
        ("codes" | "tab", true) => (Kind::IndexCode, &[]),
        ("cell", false) => (Kind::IndexCode, &[]),
        ("see", false) => (Kind::See, &[]),
        ("seeAlso", false) => (Kind::SeeAlso, &[]),
        ("seecat", false) => (Kind::SeeCategory, &[]),
        ("subcat", false) => (Kind::SeeSubcategory, &[]),
        ("manif", false) => (Kind::Manifestation, &[]),
        ("warning", false) => (Kind::Note, &[]),
        _ => return None,
    })
}

/// How many of each kind there are.
fn count(records: &[Record]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let mut add = |name: &str, count: usize| *counts.entry(name.to_owned()).or_insert(0) += count as u64;
    for record in records {
        match record.depth {
            0 => {}
            LETTER => add("letters", 1),
            MAIN_TERM => add("main terms", 1),
            _ => add("subterms", 1),
        }
        for Notes { kind, items } in &record.groups {
            let name = match kind {
                Kind::IndexCode => {
                    let none = |(_, text): &&(u8, String)| text.trim().chars().all(|c| c == NONE);
                    let none = items.iter().filter(none).count();
                    if none > 0 {
                        add("cells without a code", none);
                    }
                    add("codes", items.len() - none);
                    continue;
                }
                Kind::See => "see",
                Kind::SeeAlso => "see also",
                Kind::SeeCategory => "see category",
                Kind::SeeSubcategory => "see subcategory",
                Kind::Manifestation => "manifestations",
                Kind::Use => "use",
                Kind::Column => "columns",
                _ => "other notes",
            };
            add(name, items.len());
        }
    }
    counts
}
