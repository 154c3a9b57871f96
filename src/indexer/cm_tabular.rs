//! The ICD-10-CM tabular list in CDC's XML (`ICD10CM.tabular`).
//!
//! Every text is kept exactly as the file has it. What the schema does not
//! foresee is rejected with its place, and the rest is still read.

use std::collections::{BTreeMap, HashSet};

use roxmltree::{Document, Node};

use super::fiscal::Term;
use super::record::{Notes, Record, Source};
use super::report::{Place, Report};
use super::seventh;
use crate::code::cm;
use crate::code::scheme::scheme;
use crate::format::about::About;
use crate::format::notes::Kind;
use crate::format::tabular::{CATEGORY, MAX_DEPTH};

/// The name of the root element.
const ROOT: &str = "ICD10CM.tabular";

/// Who keeps ICD-10-CM.
pub(super) const OWNER: &str =
    "National Center for Health Statistics, Centers for Disease Control and Prevention";
/// Under which terms it is there.
pub(super) const LICENCE: &str = "public domain (United States government work)";

/// Whether the bytes begin like such a file.
pub fn recognise(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    start
        .windows(ROOT.len() + 1)
        .any(|window| window == b"<ICD10CM.tabular")
}

/// Reads a tabular list.
///
/// # Errors
/// A message with file, line and column if the bytes are not well-formed XML or
/// hold no chapter.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Source, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes
            .iter()
            .take(e.valid_up_to())
            .filter(|&&b| b == b'\n')
            .count()
            + 1;
        format!("{file}:{line}: not UTF-8; save the file as UTF-8 or fetch it again")
    })?;
    let document = Document::parse(text).map_err(|e| {
        let at = e.pos();
        format!(
            "{file}:{}:{}: not well-formed XML ({e}); fetch the file again",
            at.row, at.col
        )
    })?;
    let mut reader = Reader {
        file,
        document: &document,
        lines: Lines::of(text),
        report,
        records: Vec::new(),
        names: HashSet::new(),
    };
    let root = document.root_element();
    reader.set(root);
    seventh::apply_exceptions(&mut reader.records, |line, why| {
        let place = Place {
            file: file.to_owned(),
            line,
            column: 1,
        };
        reader.report.rejected(&place, why);
    });
    let records = reader.records;
    if records.len() < 2 {
        return Err(format!("{file}:1:1: holds no chapter; fetch the file again"));
    }
    let counts = count(&records);
    report.counted(file, counts.clone());
    let version = text_of(root, "version").unwrap_or("");
    let mut about = About {
        set: cm::SET.into(),
        name: "ICD-10-CM".into(),
        owner: OWNER.into(),
        licence: LICENCE.into(),
        source: file.to_owned(),
        sha256: super::write::sha256(bytes),
        counts,
        ..About::default()
    };
    date(&mut about, file, version, report);
    Ok(Source {
        about,
        records,
        ..Source::default()
    })
}

/// The text of the child element `name`.
fn text_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children()
        .find(|child| child.has_tag_name(name))
        .map(content)
}

fn content<'a>(node: Node<'a, '_>) -> &'a str {
    node.text().unwrap_or("")
}

struct Reader<'a> {
    file: &'a str,
    document: &'a Document<'a>,
    lines: Lines,
    report: &'a mut Report,
    records: Vec<Record>,
    names: HashSet<(bool, String)>,
}

/// Where lines begin: the parser's own look-up counts from the start each time.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Lines(
            text.bytes()
                .enumerate()
                .filter(|&(_, b)| b == b'\n')
                .map(|(at, _)| at + 1)
                .collect(),
        )
    }

    fn line(&self, at: usize) -> u32 {
        self.0.partition_point(|&start| start <= at) as u32 + 1
    }
}

impl Reader<'_> {
    fn reject(&mut self, node: Node, why: &str) {
        let at = self.document.text_pos_at(node.range().start);
        let place = Place {
            file: self.file.to_owned(),
            line: at.row,
            column: at.col,
        };
        self.report.rejected(&place, why);
    }

    fn set(&mut self, root: Node) {
        let mut record = Record {
            name: cm::SET.to_owned(),
            line: 1,
            ..Record::default()
        };
        for node in root.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "introduction" => record.groups.push(introduction(node)),
                "version" => {}
                "chapter" => {}
                other => self.reject(node, &format!("<{other}> is not known here")),
            }
        }
        self.records.push(record);
        for chapter in root.children().filter(|n| n.has_tag_name("chapter")) {
            self.entry(chapter, 1, "");
        }
    }

    fn entry(&mut self, node: Node, depth: u8, parent: &str) {
        let element = node.tag_name().name();
        let name = if element == "section" {
            node.attribute("id")
        } else {
            text_of(node, "name")
        };
        let (Some(name), Some(title)) = (name, text_of(node, "desc")) else {
            return self.reject(
                node,
                &format!("<{element}> without a name or a title; it and all below it were left out"),
            );
        };
        let name = match self.name(depth, name, parent) {
            Ok(name) => name,
            Err(why) => return self.reject(node, &why),
        };
        if depth >= MAX_DEPTH {
            return self.reject(
                node,
                "deeper than any code is long; it and all below it were left out",
            );
        }
        let mut record = Record {
            depth,
            title: title.to_owned(),
            placeholder: node.attribute("placeholder") == Some("true"),
            line: self.lines.line(node.range().start),
            name: name.clone(),
            ..Record::default()
        };
        for child in node.children().filter(Node::is_element) {
            if let Some(kind) = kind(child.tag_name().name()) {
                let items = self.items(child, kind);
                record.groups.push(Notes { kind, items });
            } else if !matches!(
                child.tag_name().name(),
                "name" | "desc" | "diag" | "section" | "sectionIndex"
            ) {
                self.reject(child, &format!("<{}> is not known here", child.tag_name().name()));
            }
        }
        self.records.push(record);
        for child in node
            .children()
            .filter(|n| n.has_tag_name("section") || n.has_tag_name("diag"))
        {
            let depth = if child.has_tag_name("section") {
                2
            } else {
                (depth + 1).max(CATEGORY)
            };
            self.entry(child, depth, &name);
        }
    }

    /// The name as the index keeps it, or why there can be no such name.
    fn name(&mut self, depth: u8, name: &str, parent: &str) -> Result<String, String> {
        let compact = if depth < CATEGORY {
            name.to_owned()
        } else {
            name.replace('.', "")
        };
        if depth >= CATEGORY {
            if !cm::is_compact(&compact)
                || scheme(cm::SET).is_none_or(|scheme| scheme.written(&compact) != name)
            {
                return Err(format!(
                    "`{name}` is not written like a code; it and all below it were left out"
                ));
            }
            if depth > CATEGORY && !compact.starts_with(parent) {
                return Err(format!(
                    "`{name}` does not begin with its parent `{parent}`; it and all below it were left out"
                ));
            }
        }
        // A block of one category bears that category's name.
        if !self.names.insert((depth < CATEGORY, compact.clone())) {
            return Err(format!(
                "`{name}` stands here a second time; it and all below it were left out"
            ));
        }
        Ok(compact)
    }

    fn items(&mut self, group: Node, kind: Kind) -> Vec<(u8, String)> {
        if kind == Kind::VisualImpairment {
            return cells(group);
        }
        let mut items = Vec::new();
        for node in group.children().filter(Node::is_element) {
            let label = match (node.tag_name().name(), node.attribute("char").map(str::as_bytes)) {
                ("note", _) => 0,
                ("extension", Some([label])) if kind == Kind::SeventhCharacter => *label,
                (other, _) => {
                    self.reject(node, &format!("<{other}> is not known here"));
                    continue;
                }
            };
            items.push((label, content(node).to_owned()));
        }
        items
    }
}

/// The kind of a group by its element.
fn kind(element: &str) -> Option<Kind> {
    Some(match element {
        "includes" => Kind::Includes,
        "inclusionTerm" => Kind::InclusionTerm,
        "excludes1" => Kind::Excludes1,
        "excludes2" => Kind::Excludes2,
        "codeFirst" => Kind::CodeFirst,
        "useAdditionalCode" => Kind::UseAdditionalCode,
        "codeAlso" => Kind::CodeAlso,
        "notes" => Kind::Note,
        "sevenChrNote" => Kind::SeventhCharacterNote,
        "sevenChrDef" => Kind::SeventhCharacter,
        "visualImpairment" => Kind::VisualImpairment,
        _ => return None,
    })
}

/// The introduction: titles (label `t`) and instructions (label `n`).
fn introduction(node: Node) -> Notes {
    let items = node
        .descendants()
        .filter(|n| n.has_tag_name("title") || n.has_tag_name("note"))
        .map(|n| {
            (
                if n.has_tag_name("title") { b't' } else { b'n' },
                content(n).to_owned(),
            )
        })
        .collect();
    Notes {
        kind: Kind::Introduction,
        items,
    }
}

/// The table of visual impairment: category `c`, maximum `x`, minimum `m`,
/// range `r`; capitals for headings.
fn cells(group: Node) -> Vec<(u8, String)> {
    group
        .descendants()
        .filter(|n| n.has_tag_name("heading") || n.has_tag_name("value"))
        .map(|n| {
            let column = match n.parent().map(|parent| parent.tag_name().name()) {
                Some("visCategory") => b'c',
                Some("visMax") => b'x',
                Some("visMin") => b'm',
                _ => b'r',
            };
            let label = if n.has_tag_name("heading") {
                column.to_ascii_uppercase()
            } else {
                column
            };
            (label, content(n).to_owned())
        })
        .collect()
}

/// How many of each kind there are; `billable` with seventh characters multiplied out.
pub(super) fn count(records: &[Record]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let mut add = |name: &str, count: u64| *counts.entry(name.to_owned()).or_insert(0) += count;
    for record in records {
        match record.depth {
            0 => {}
            1 => add("chapters", 1),
            2 => add("blocks", 1),
            CATEGORY => add("categories", 1),
            _ => add("subcategories and codes", 1),
        }
        for group in &record.groups {
            match group.kind {
                Kind::InclusionTerm => add("inclusion terms", group.items.len() as u64),
                Kind::SeventhCharacter => add("definitions of seventh characters", 1),
                _ => add("other notes", group.items.len() as u64),
            }
        }
    }
    add("billable", seventh::billable(records));
    counts
}

/// The edition by the file's name where that tells a month, because the file
/// itself says the fiscal year only.
fn date(about: &mut About, file: &str, version: &str, report: &mut Report) {
    let year = version
        .trim()
        .parse()
        .ok()
        .filter(|year| (2000..2100).contains(year));
    let named = Term::named(file).filter(|term| !term.name.starts_with("FY") || year.is_none());
    match (named, year) {
        (Some(term), _) => term.write(about),
        (None, Some(year)) => {
            let term = Term::of_year(year);
            let why = format!(
                "says fiscal year {year} and no month, so it was taken to be in force from {} to {}; \
                 an edition of April has its month in its name, as in icd10cm-tabular-April-1-2026.xml",
                term.from, term.to
            );
            report.remark(file, &why);
            term.write(about);
        }
        (None, None) => {
            report.remark(file, "neither its version nor its name says its fiscal year");
            version.clone_into(&mut about.edition);
        }
    }
}
