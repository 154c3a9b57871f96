//! The ICD-10-PCS definitions in CMS's XML (`ICD10PCS.definitions`): for the
//! operations, approaches, body parts and devices of each section what they mean,
//! how that is to be understood, and what they include; and the table that says
//! which narrower device counts as which broader one where.
//!
//! Promises: every text is kept as the file has it, in order.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::agencies::CMS;
use super::record::Notes;
use super::report::Report;
use super::xml::{Places, about, begins, parse, utf8};
use crate::format::about::About;
use crate::format::notes::Kind;

/// The set that the definitions become.
pub const SET: &str = "icd10pcs_definitions";
/// The name of the root element.
const ROOT: &str = "ICD10PCS.definitions";

/// What is said of values of one axis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The labels of the values: several where the same is said of `Foot, Right`
    /// and `Foot, Left`.
    pub titles: Vec<String>,
    /// Definition, explanation and what is included, in the file's order.
    pub groups: Vec<Notes>,
    /// The line of the file on which it begins.
    pub line: u32,
}

/// The terms of one axis of a section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Axis {
    /// The section's character.
    pub section: u8,
    /// The section's title.
    pub section_title: String,
    /// The axis' place in a code, from 1.
    pub place: u8,
    /// What the axis is called.
    pub title: String,
    /// Its terms, in the file's order.
    pub terms: Vec<Term>,
}

/// A narrower device, and the broader one under which it is coded elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aggregate {
    /// The narrower device.
    pub device: String,
    /// For which operation: its label, or `All applicable`.
    pub operation: String,
    /// In which body systems, by their labels.
    pub systems: Vec<String>,
    /// The character of the broader device, and its label.
    pub parent: (u8, String),
}

/// All definitions of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions {
    /// Edition, origin and counts.
    pub about: About,
    /// The axes, in the file's order.
    pub axes: Vec<Axis>,
    /// The table of devices, in the file's order.
    pub devices: Vec<Aggregate>,
}

impl Definitions {
    /// What is said of the value with that label, at a place (from 1) of the codes
    /// of a section.
    pub fn of(&self, section: u8, place: u8, label: &str) -> Option<&Term> {
        let axes = self
            .axes
            .iter()
            .filter(|axis| axis.section == section && axis.place == place);
        let mut terms = axes.flat_map(|axis| &axis.terms);
        terms.find(|term| term.titles.iter().any(|title| title == label))
    }
}

/// Whether the bytes begin like such a file.
pub fn recognise(bytes: &[u8]) -> bool {
    begins(bytes, ROOT)
}

/// Reads the definitions.
///
/// # Errors
/// A message with file, line and column if the bytes are not well-formed XML or
/// define nothing.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Definitions, String> {
    let text = utf8(file, bytes)?;
    let document = parse(file, text)?;
    let mut reader = Reader {
        places: Places::new(file, text, report),
        definitions: Definitions::default(),
    };
    let version = reader.set(document.root_element());
    let mut definitions = reader.definitions;
    let terms = || definitions.axes.iter().flat_map(|axis| &axis.terms);
    if terms().next().is_none() {
        return Err(format!("{file}:1:1: defines nothing; fetch the file again"));
    }
    let of = |kind| {
        let groups = terms()
            .flat_map(|term| &term.groups)
            .filter(|group| group.kind == kind);
        groups.map(|group| group.items.len() as u64).sum()
    };
    let counts = BTreeMap::from([
        ("terms".into(), terms().count() as u64),
        ("definitions".into(), of(Kind::Definition)),
        ("explanations".into(), of(Kind::Explanation)),
        ("includes".into(), of(Kind::Includes)),
        ("aggregated devices".into(), definitions.devices.len() as u64),
    ]);
    report.counted(file, counts.clone());
    definitions.about = about(
        [SET, "ICD-10-PCS Definitions", CMS],
        file,
        bytes,
        &version,
        counts,
    );
    Ok(definitions)
}

struct Reader<'a> {
    places: Places<'a>,
    definitions: Definitions,
}

impl Reader<'_> {
    /// Reads the whole file; the version that it names.
    fn set(&mut self, root: Node) -> String {
        let mut version = String::new();
        for node in self.places.elements(root) {
            match node.tag_name().name() {
                "version" => version = self.places.text(node, &[]).trim().to_owned(),
                "title" => {}
                "section" => self.section(node),
                "deviceAggregation" => {
                    for child in self.places.elements(node) {
                        match child.tag_name().name() {
                            "aggregate" => self.aggregate(child),
                            _ => self.places.unknown(child),
                        }
                    }
                }
                _ => self.places.unknown(node),
            }
        }
        version
    }

    fn section(&mut self, node: Node) {
        let Some(&[section]) = node.attribute("code").map(str::as_bytes) else {
            return self
                .places
                .reject(node, "a section that does not say its character; it was left out");
        };
        let mut section_title = String::new();
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "title" => section_title = self.places.text(child, &[]),
                "axis" => self.axis(child, section, &section_title),
                _ => self.places.unknown(child),
            }
        }
    }

    fn axis(&mut self, node: Node, section: u8, section_title: &str) {
        let Some(place) = node.attribute("pos").and_then(|place| place.trim().parse().ok()) else {
            return self.places.reject(node, "an axis of no place; it was left out");
        };
        let mut axis = Axis {
            section,
            section_title: section_title.to_owned(),
            place,
            ..Axis::default()
        };
        for child in self.places.elements(node) {
            match child.tag_name().name() {
                "title" => axis.title = self.places.text(child, &[]),
                "terms" => axis.terms.extend(self.term(child)),
                _ => self.places.unknown(child),
            }
        }
        self.definitions.axes.push(axis);
    }

    fn term(&mut self, node: Node) -> Option<Term> {
        let mut term = Term {
            line: self.places.line(node),
            ..Term::default()
        };
        for child in self.places.elements(node) {
            let kind = match child.tag_name().name() {
                "title" => {
                    term.titles.push(self.places.text(child, &[]));
                    continue;
                }
                "definition" => Kind::Definition,
                "explanation" => Kind::Explanation,
                "includes" => Kind::Includes,
                _ => {
                    self.places.unknown(child);
                    continue;
                }
            };
            let text = self.places.text(child, &[]);
            match term.groups.last_mut() {
                Some(group) if group.kind == kind => group.items.push((0, text)),
                _ => term.groups.push(Notes {
                    kind,
                    items: vec![(0, text)],
                }),
            }
        }
        if term.titles.is_empty() || term.groups.is_empty() {
            self.places.reject(
                node,
                "a term that has no title, or of which nothing is said; it was left out",
            );
            return None;
        }
        Some(term)
    }

    fn aggregate(&mut self, node: Node) {
        let mut aggregate = Aggregate::default();
        for child in self.places.elements(node) {
            let text = self.places.text(child, &[]);
            match (
                child.tag_name().name(),
                child.attribute("value").map(str::as_bytes),
            ) {
                ("device", _) => aggregate.device = text,
                ("operation", _) => aggregate.operation = text,
                ("bodySys", _) => aggregate.systems.push(text),
                ("parent", Some([value])) => aggregate.parent = (*value, text),
                ("parent", _) => self.places.reject(child, "a device of no value; it was left out"),
                _ => self.places.unknown(child),
            }
        }
        if aggregate.device.is_empty() || aggregate.parent.1.is_empty() {
            return self.places.reject(
                node,
                "a device without its name or the one that it counts as; it was left out",
            );
        }
        self.definitions.devices.push(aggregate);
    }
}
