//! The ICD-10-CM tabular list in CDC's XML (`ICD10CM.tabular`).
//!
//! Every text is kept exactly as the file has it. What the schema does not
//! foresee is rejected with its place, and the rest is still read.

use std::collections::{BTreeMap, HashSet};

use roxmltree::Node;

use super::agencies::NCHS;
use super::fiscal::{self, Term};
use super::record::{Notes, Record, Source};
use super::report::{Place, Report};
use super::seventh;
use super::xml::{Places, about, begins, parse, utf8};
use crate::code::cm;
use crate::code::scheme::scheme;
use crate::format::about::About;
use crate::format::notes::Kind;
use crate::format::tabular::{CATEGORY, MAX_DEPTH};

/// The name of the root element.
const ROOT: &str = "ICD10CM.tabular";

/// Whether the bytes begin like such a file.
pub fn recognise(bytes: &[u8]) -> bool {
    begins(bytes, ROOT)
}

/// Reads a tabular list.
///
/// # Errors
/// A message with file, line and column if the bytes are not well-formed XML or
/// hold no chapter.
pub fn read(file: &str, bytes: &[u8], report: &mut Report) -> Result<Source, String> {
    let text = utf8(file, bytes)?;
    let document = parse(file, text)?;
    let mut reader = Reader {
        places: Places::new(file, text, report),
        records: Vec::new(),
        names: HashSet::new(),
    };
    let root = document.root_element();
    reader.set(root);
    let mut records = reader.records;
    seventh::apply_exceptions(&mut records, |line, why| {
        report.rejected(&Place::new(file, line, 1), why);
    });
    if records.len() < 2 {
        return Err(format!("{file}:1:1: holds no chapter; fetch the file again"));
    }
    let counts = count(&records);
    report.counted(file, counts.clone());
    let version = text_of(root, "version").unwrap_or("");
    let about = about([cm::SET, "ICD-10-CM", NCHS], file, bytes, version, counts);
    Ok(Source {
        about: dated(about, version, report),
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
    places: Places<'a>,
    records: Vec<Record>,
    names: HashSet<(bool, String)>,
}

impl Reader<'_> {
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
                _ => self.places.unknown(node),
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
            return self.places.reject(
                node,
                &format!("<{element}> without a name or a title; it and all below it were left out"),
            );
        };
        let name = match self.name(depth, name, parent) {
            Ok(name) => name,
            Err(why) => return self.places.reject(node, &why),
        };
        if depth >= MAX_DEPTH {
            return self.places.reject(
                node,
                "deeper than any code is long; it and all below it were left out",
            );
        }
        let mut record = Record {
            depth,
            title: title.to_owned(),
            placeholder: node.attribute("placeholder") == Some("true"),
            line: self.places.line(node),
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
                self.places.unknown(child);
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
                _ => {
                    self.places.unknown(node);
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

/// The edition. Where the file does not tell its month, or not even its year, the report
/// says for what it was taken.
fn dated(mut about: About, version: &str, report: &mut Report) -> About {
    let file = about.source.clone();
    match fiscal::year(version) {
        Some(year) => {
            let whole = Term::of_year(year);
            if about.edition == whole.name {
                let why = format!(
                    "says fiscal year {year} and no month, so it was taken to be in force from {} to {}; \
                     an edition of April has its month in its name, as in icd10cm-tabular-April-1-2026.xml",
                    whole.from, whole.to
                );
                report.remark(&file, &why);
            }
        }
        None => match Term::named(&file) {
            Some(term) => term.write(&mut about),
            None => report.remark(&file, "neither its version nor its name says its fiscal year"),
        },
    }
    about
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a made-up list of one chapter; the edition, and the report's lines.
    fn check(file: &str, version: &str, entries: &str, edition: [&str; 3], said: &[&str]) {
        let xml = format!(
            "<ICD10CM.tabular>\n<version>{version}</version>\n<chapter><name>1</name><desc>Made up</desc>\n{entries}\n\
             </chapter></ICD10CM.tabular>"
        );
        assert!(recognise(xml.as_bytes()));
        let mut report = Report::default();
        let about = read(file, xml.as_bytes(), &mut report).unwrap().about;
        assert_eq!(
            [&about.edition[..], &about.from, &about.to],
            edition,
            "{file} {version}"
        );
        let report = report.to_string();
        let lines = report.lines().filter_map(|line| {
            let line = line.strip_prefix("Note: ").unwrap_or(line.trim_start());
            line.strip_prefix(file)?.strip_prefix(':')
        });
        assert_eq!(lines.map(str::trim_start).collect::<Vec<_>>(), said, "{report}");
    }

    #[test]
    fn the_edition_is_told_by_the_year_in_the_file_and_the_month_in_its_name() {
        let year = ["FY 2027", "2026-10-01", "2027-09-30"];
        check(
            "tabular-April-1-2026.xml",
            "2026",
            "",
            ["April 2026", "2026-04-01", "2026-09-30"],
            &[],
        );
        check(
            "tabular.xml",
            "2027",
            "",
            year,
            &[
                "says fiscal year 2027 and no month, so it was taken to be in force from 2026-10-01 to 2027-09-30; \
               an edition of April has its month in its name, as in icd10cm-tabular-April-1-2026.xml",
            ],
        );
        check("tabular-2027.xml", "", "", year, &[]);
        check(
            "tabular.xml",
            "draft",
            "",
            ["draft", "", ""],
            &["neither its version nor its name says its fiscal year"],
        );
    }

    #[test]
    fn what_cannot_be_used_is_said_with_its_place() {
        let april = ["April 2026", "2026-04-01", "2026-09-30"];
        let good = "<section id=\"A00-A09\"><desc>Block</desc><diag><name>A00</name><desc>Made up</desc></diag></section>";
        for (entries, said) in [
            (good.to_owned(), &[][..]),
            (
                format!("é<rough/>{good}"),
                &["4:2: <rough> is not known here; it was left out"],
            ),
            (
                format!("{good}\n <diag><name>A0</name><desc>Made up</desc></diag>"),
                &["5:2: `A0` is not written like a code; it and all below it were left out"],
            ),
            (
                good.replace(
                    "</diag>",
                    "<includes><note>a</note><kote>b</kote></includes></diag>",
                ),
                &["4:107: <kote> is not known here; it was left out"],
            ),
        ] {
            check("tabular-April-2026.xml", "2026", &entries, april, said);
        }
        let fault = read("a.xml", b"<ICD10CM.tabular>\nA\xff", &mut Report::default());
        assert_eq!(
            fault.unwrap_err(),
            "a.xml:2:2: not UTF-8; save the file as UTF-8 or fetch it again"
        );
    }
}
