//! Every code, title and note comes back from the index as the official file
//! has it, byte for byte and in order.
//!
//! The file is read here by a walk of its own over the XML, not through the
//! importer, so that a mistake of the importer cannot hide itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::engine::{Row, TabularSet};
use medcode::format::notes::Kind;
use roxmltree::{Document, Node};

/// All texts of an entry as (element, text), in the file's order.
fn texts_in_xml(node: Node, out: &mut Vec<(String, String)>) {
    let text = |node: Node| node.text().unwrap_or("").to_owned();
    if let Some(id) = node.attribute("id") {
        out.push(("name".into(), id.into()));
    }
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "name" => out.push(("name".into(), text(child))),
            "desc" => out.push(("desc".into(), text(child))),
            "diag" | "section" | "sectionIndex" => {}
            group => {
                let leaves = child
                    .descendants()
                    .filter(|n| n.is_element() && n.children().all(|c| c.is_text()));
                for leaf in leaves {
                    let label = leaf.attribute("char").unwrap_or("");
                    out.push((format!("{group}{label}"), text(leaf)));
                }
            }
        }
    }
    for child in node
        .children()
        .filter(|n| n.has_tag_name("diag") || n.has_tag_name("section"))
    {
        texts_in_xml(child, out);
    }
}

fn element(kind: Kind) -> &'static str {
    match kind {
        Kind::Includes => "includes",
        Kind::InclusionTerm => "inclusionTerm",
        Kind::Excludes1 => "excludes1",
        Kind::Excludes2 => "excludes2",
        Kind::CodeFirst => "codeFirst",
        Kind::UseAdditionalCode => "useAdditionalCode",
        Kind::CodeAlso => "codeAlso",
        Kind::Note => "notes",
        Kind::SeventhCharacterNote => "sevenChrNote",
        Kind::SeventhCharacter => "sevenChrDef",
        Kind::VisualImpairment => "visualImpairment",
        Kind::Introduction => "introduction",
        _ => panic!("the tabular list has no such notes"),
    }
}

fn texts_in_index(set: &TabularSet, entry: usize, out: &mut Vec<(String, String)>) {
    let list = set.list();
    let words = &list.words;
    let notes = set.notes().unwrap();
    if entry > 0 {
        let name = set.code(Row::of(entry));
        out.push((
            "name".into(),
            name.strip_prefix("Chapter ").unwrap_or(&name).into(),
        ));
        out.push(("desc".into(), words.text(list.titles.get(entry))));
    }
    let mut terms = list.terms_of(entry);
    for group in notes.groups(entry) {
        let name = element(group.kind);
        match group.kind {
            Kind::InclusionTerm => {
                for term in terms.by_ref().take(group.count) {
                    out.push((name.into(), words.text(list.terms.get(term))));
                }
            }
            Kind::SeventhCharacter => {
                let at = list
                    .defined
                    .iter()
                    .position(|&(number, _)| number as usize == entry)
                    .unwrap();
                for (label, text) in &list.definitions[list.defined[at].1 as usize] {
                    let label = if *label == 0 {
                        String::new()
                    } else {
                        char::from(*label).to_string()
                    };
                    out.push((format!("{name}{label}"), words.text(text)));
                }
            }
            _ => out.extend(
                notes
                    .items(group)
                    .map(|(_, text)| (name.into(), words.text(text))),
            ),
        }
    }
    assert_eq!(terms.next(), None, "an inclusion term is in no group");
}

#[test]
fn every_code_title_and_note_comes_back_in_order() {
    let xml = std::fs::read_to_string(support::tabular_xml()).unwrap();
    let document = Document::parse(&xml).unwrap();
    let mut expected = Vec::new();
    for node in document.root_element().children().filter(Node::is_element) {
        match node.tag_name().name() {
            "version" => {}
            "introduction" => {
                let leaves = node
                    .descendants()
                    .filter(|n| n.has_tag_name("title") || n.has_tag_name("note"));
                expected
                    .extend(leaves.map(|n| ("introduction".to_owned(), n.text().unwrap_or("").to_owned())));
            }
            _ => texts_in_xml(node, &mut expected),
        }
    }
    let set = &support::book().sets()[0].tabular().unwrap();
    let mut found = Vec::new();
    for entry in set.entries() {
        texts_in_index(set, entry, &mut found);
    }
    for (at, (expected, found)) in expected.iter().zip(&found).enumerate() {
        assert_eq!(expected, found, "text {at}");
    }
    assert_eq!(expected.len(), found.len());
    assert!(found.len() > 110_000, "{} texts", found.len());
}

#[test]
fn seventh_characters_multiply_out_to_the_official_number_of_billable_codes() {
    let set = &support::book().sets()[0].tabular().unwrap();
    let mut codes = std::collections::BTreeSet::new();
    for entry in set.entries() {
        let rows = std::iter::once(Row::of(entry)).chain(
            set.extensions(entry)
                .map(|&(extension, _)| Row { entry, extension }),
        );
        for row in rows.filter(|row| set.billable(*row)) {
            let code = set.code(row);
            assert_eq!(set.find(&code), Some(row), "{code}");
            assert!(codes.insert(code));
        }
    }
    assert_eq!(codes.len(), 74_719);
    // S06 with a sixth character 7 or 8: the note that takes D and S away.
    assert!(codes.contains("S06.0XAA"));
    assert!(codes.contains("S06.377A"));
    assert!(!codes.contains("S06.377D") && !codes.contains("S06.378S"));
    assert!(codes.contains("S06.376D"));
}

#[test]
fn all_codes_of_the_package_s_own_list_are_there() {
    let list = support::tabular_xml().with_file_name("code-list-April-2026.txt");
    let Ok(list) = std::fs::read_to_string(&list) else {
        println!("skipped: {} was not unpacked", list.display());
        return;
    };
    let set = &support::book().sets()[0].tabular().unwrap();
    for code in list.lines().filter(|line| line.len() > 2 && !line.contains('-')) {
        assert!(set.find(code).is_some(), "{code}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let mut report = medcode::indexer::report::Report::default();
    let again = medcode::indexer::write::volume("icd10cm", &[&support::source(&mut report)]).unwrap();
    for (first, second) in support::files().iter().zip(&again) {
        assert!(first.bytes == second.bytes, "{} differs", first.name);
    }
    assert_eq!(report.rejections(), 0, "{report}");
}

#[test]
fn the_files_stay_within_their_budgets() {
    let [codes, notes] = support::files() else {
        panic!("an index has two files")
    };
    assert!(codes.bytes.len() <= 240_000, "{}", codes.bytes.len());
    assert!(notes.bytes.len() <= 200_000, "{}", notes.bytes.len());
}
