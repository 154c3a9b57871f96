//! What the readers of the agencies' XML share: parsing, places, texts that are
//! kept whole, and editions.
//!
//! Promises: bytes that are no XML are an error with file, line and column; to
//! find a place does not take the file's length again; no element is passed over
//! without a line of the report.
//!
//! Never contains: what any element means.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::agencies::PUBLIC_DOMAIN;
use super::fiscal::{self, Term};
use super::report::{Place, Report};
use crate::format::about::About;

/// Before the root element stand a declaration and perhaps a comment.
const HEAD: usize = 4096;

/// Whether bytes begin like a file whose root element is `root`.
pub fn begins(bytes: &[u8], root: &str) -> bool {
    let start = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    start.windows(root.len() + 2).any(|window| {
        let rest = window
            .strip_prefix(b"<")
            .and_then(|rest| rest.strip_prefix(root.as_bytes()));
        matches!(rest, Some([next]) if *next == b'>' || next.is_ascii_whitespace())
    })
}

/// A file's text, if it is UTF-8.
///
/// # Errors
/// A message with the place of the first byte that is not.
pub fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, String> {
    std::str::from_utf8(bytes).map_err(|e| {
        let before = bytes.get(..e.valid_up_to()).unwrap_or(bytes);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|&&byte| byte != b'\n').count() + 1;
        format!("{file}:{line}:{column}: not UTF-8; save the file as UTF-8 or fetch it again")
    })
}

/// Parses a file's text.
///
/// # Errors
/// A message with file, line and column if it is not well-formed XML.
pub fn parse<'a>(file: &str, text: &'a str) -> Result<Document<'a>, String> {
    Document::parse(text).map_err(|e| {
        let at = e.pos();
        format!(
            "{file}:{}:{}: not well-formed XML ({e}); fetch the file again",
            at.row, at.col
        )
    })
}

/// The report of a file's reading, and where in the file things stand.
pub struct Places<'a> {
    file: &'a str,
    text: &'a str,
    /// Where all lines but the first begin: the parser's own look-up counts from
    /// the start each time.
    lines: Vec<usize>,
    report: &'a mut Report,
}

impl<'a> Places<'a> {
    /// For the file of that name and text.
    pub fn new(file: &'a str, text: &'a str, report: &'a mut Report) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Places {
            file,
            text,
            lines: newlines.map(|(at, _)| at + 1).collect(),
            report,
        }
    }

    /// The line on which an element begins, from 1.
    pub fn line(&self, node: Node) -> u32 {
        let at = node.range().start;
        self.lines.partition_point(|&start| start <= at) as u32 + 1
    }

    /// Reports what could not be used, and why.
    pub fn reject(&mut self, node: Node, why: &str) {
        let line = self.line(node);
        let start = (line as usize)
            .checked_sub(2)
            .and_then(|at| self.lines.get(at))
            .copied()
            .unwrap_or(0);
        let before = self.text.get(start..node.range().start).unwrap_or("");
        let place = Place::new(self.file, line, before.chars().count() as u32 + 1);
        self.report.rejected(&place, why);
    }

    /// Reports an element that is not foreseen where it stands.
    pub fn unknown(&mut self, node: Node) {
        let name = node.tag_name().name();
        self.reject(node, &format!("<{name}> is not known here; it was left out"));
    }

    /// The elements below a node that holds nothing else; text between them, which
    /// belongs to none, is reported.
    pub fn elements<'n, 'd>(&mut self, node: Node<'n, 'd>) -> Vec<Node<'n, 'd>> {
        let mut found = Vec::new();
        for child in node.children() {
            match child.text() {
                _ if child.is_element() => found.push(child),
                Some(text) if child.is_text() && !text.trim().is_empty() => {
                    let text = text.trim();
                    self.reject(
                        child,
                        &format!("`{text}` stands outside of any element; it was left out"),
                    );
                }
                _ => {}
            }
        }
        found
    }

    /// The whole text of an element. A part that has an element of its own, one of
    /// `parts`, is set off by a blank, as the printed book sets it.
    pub fn text(&mut self, node: Node, parts: &[&str]) -> String {
        let mut whole = String::new();
        for child in node.children() {
            if child.is_text() {
                whole.push_str(child.text().unwrap_or(""));
            } else if child.is_element() && parts.contains(&child.tag_name().name()) {
                let part = self.text(child, &[]);
                if !whole.is_empty() && !whole.ends_with(' ') && !is_ending(&part) {
                    whole.push(' ');
                }
                whole.push_str(&part);
            } else if child.is_element() {
                self.unknown(child);
            }
        }
        whole
    }
}

/// Whether a part begins with the ending of the word before it: `machine(ry)`,
/// `person(s) (accidentally)`. These are all that the index files have.
fn is_ending(part: &str) -> bool {
    ["(s)", "(es)", "(e)", "(ing)", "(ry)", "(way)"]
        .iter()
        .any(|ending| part.starts_with(ending))
}

/// Edition and origin of a file: of the set, name and owner, and of the version that
/// the file names, which is a federal fiscal year.
pub fn about(
    [set, name, owner]: [&str; 3],
    file: &str,
    bytes: &[u8],
    version: &str,
    counts: BTreeMap<String, u64>,
) -> About {
    let mut about = About {
        set: set.into(),
        name: name.into(),
        owner: owner.into(),
        licence: PUBLIC_DOMAIN.into(),
        source: file.to_owned(),
        sha256: super::write::sha256(bytes),
        counts,
        ..About::default()
    };
    match fiscal::year(version) {
        Some(year) => Term::within(year, file).write(&mut about),
        None => version.clone_into(&mut about.edition),
    }
    about
}
