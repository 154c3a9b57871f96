//! Alphabetic indexes: every title, code and reference of the official files is
//! kept exactly and in order, by the importer and by the files of the index.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::explain::show;
use medcode::format::notes::Kind;
use medcode::indexer::alphabetic::{read, recognise};
use medcode::indexer::record::Source;
use medcode::indexer::report::Report;
use support::books;
use support::official::official;

/// What stands on one line of an official file: an element, and its texts
/// between the tags.
type Said = (String, Vec<String>);

/// What an official file says, line by line: these files have an element a line.
fn lines(text: &str) -> Vec<Said> {
    let mut said = Vec::new();
    let mut above = String::new();
    for line in text.lines().map(str::trim) {
        let Some((tag, rest)) = line.strip_prefix('<').and_then(|line| line.split_once('>')) else {
            continue;
        };
        if rest.is_empty() {
            above = tag.to_owned();
            continue;
        }
        let (element, column) = tag.split_once(" col=").unwrap_or((tag, ""));
        let place = match element {
            "version" => continue,
            "title" => above.replace(['"', '='], " "),
            _ => column.replace('"', ""),
        };
        let content = rest.strip_suffix(&format!("</{element}>")).unwrap();
        let parts = content.split(['<', '>']).enumerate();
        let texts = parts.filter(|&(at, text)| at % 2 == 0 && !text.is_empty());
        said.push((
            format!("{element} {place}"),
            texts.map(|(_, text)| text.replace("&amp;", "&")).collect(),
        ));
    }
    said
}

/// The same as the importer has it.
fn records(source: &Source) -> Vec<(String, String)> {
    let mut kept = Vec::new();
    for record in &source.records {
        let title = match record.depth {
            0 => Some(("title ICD", &record.title)).filter(|(_, title)| !title.is_empty()),
            1 => Some(("title letter", &record.name)),
            2 => Some(("title mainTerm", &record.title)),
            _ => None,
        };
        kept.extend(title.map(|(element, title)| (element.to_owned(), title.clone())));
        if record.depth > 2 {
            assert!(!record.title.is_empty());
            kept.push((
                format!("title term level  {} ", record.depth - 2),
                record.title.clone(),
            ));
        }
        assert!(record.depth < 2 || record.name.is_empty());
        for group in &record.groups {
            let element = match group.kind {
                Kind::Column => "head",
                Kind::IndexCode => "code",
                Kind::See => "see",
                Kind::SeeAlso => "seeAlso",
                Kind::SeeCategory => "seecat",
                Kind::SeeSubcategory => "subcat",
                Kind::Manifestation => "manif",
                Kind::Use => "use",
                other => panic!("an index has no {other:?}"),
            };
            for (label, text) in &group.items {
                let column = if *label == 0 {
                    String::new()
                } else {
                    char::from(*label).to_string()
                };
                kept.push((format!("{element} {column}"), text.clone()));
            }
        }
    }
    kept
}

/// Whether a text has these parts and nothing else but one blank between them.
fn is_made_of(text: &str, parts: &[String]) -> bool {
    let mut rest = text;
    parts.iter().enumerate().all(|(at, part)| {
        let spaced = rest
            .strip_prefix(' ')
            .filter(|_| at > 0 && !rest.starts_with(part.as_str()));
        match spaced.unwrap_or(rest).strip_prefix(part.as_str()) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        }
    }) && rest.is_empty()
}

#[test]
fn official_indexes_are_kept_exactly_and_in_order() {
    for (path, set, edition, counts) in [
        (
            "icd10cm/icd-10-cm-eindex-2025.xml",
            "icd10cm_external",
            "FY 2025",
            &[
                ("letters", 22),
                ("main terms", 314),
                ("subterms", 7750),
                ("codes", 6650),
                ("see", 790),
                ("see also", 98),
                ("see category", 3),
                ("see subcategory", 11),
            ][..],
        ),
        (
            "icd10cm/icd-10-cm-drug-2025.xml",
            "icd10cm_drugs",
            "FY 2025",
            &[
                ("letters", 27),
                ("columns", 7),
                ("main terms", 5177),
                ("subterms", 2251),
                ("codes", 43_212 - 3186),
                ("cells without a code", 3186),
                ("see", 97),
                ("see also", 35),
            ],
        ),
        (
            "icd10cm/icd-10-cm-neoplasm-2025.xml",
            "icd10cm_neoplasms",
            "FY 2025",
            &[
                ("letters", 1),
                ("columns", 7),
                ("main terms", 1),
                ("subterms", 1938),
                ("codes", 10_916 - 1898),
                ("cells without a code", 1898),
                ("see", 67),
                ("see also", 120),
                ("manifestations", 1),
            ],
        ),
        (
            "icd10pcs/icd10pcs_index_2025.xml",
            "icd10pcs_index",
            "FY 2025",
            &[
                ("letters", 27),
                ("main terms", 3215),
                // 2,283 of 21,269 `term` have no title and belong to the term above.
                ("subterms", 18_986),
                ("codes", 231 + 2563 + 14 + 11_690 + 94 + 119),
                ("see", 1785),
                ("use", 2342),
            ],
        ),
    ] {
        let Some(bytes) = official(path) else { continue };
        assert!(recognise(&bytes), "{path}");
        let mut report = Report::default();
        let source = read(path, &bytes, &mut report).unwrap();
        assert_eq!(report.rejections(), 0, "{report}");
        assert_eq!((&source.about.set[..], &source.about.edition[..]), (set, edition));
        assert_eq!(source.about.from, "2024-10-01");
        assert_eq!(source.about.to, "2025-09-30");
        let found: Vec<(&str, u64)> = source
            .about
            .counts
            .iter()
            .map(|(name, &count)| (&name[..], count))
            .collect();
        let mut counts = counts.to_vec();
        counts.sort_unstable();
        assert_eq!(found, counts, "{path}");

        let said = lines(std::str::from_utf8(&bytes).unwrap());
        let kept = records(&source);
        assert!(said.len() > 2000, "{path}: {} lines", said.len());
        for ((element, parts), (kind, text)) in said.iter().zip(&kept) {
            // What stands on a cell's and a table's place is a code.
            let element = element
                .replace("cell ", "code ")
                .replace("codes ", "code ")
                .replace("tab ", "code ");
            let element = if element.starts_with("title ICD") {
                "title ICD"
            } else {
                &element
            };
            assert!(
                element == kind && is_made_of(text, parts),
                "{path}: `{parts:?}` ({element}) became `{text}` ({kind})"
            );
        }
        assert_eq!(said.len(), kept.len(), "{path}");
    }
}

/// What the index files give back, record by record, must be what was read.
fn gives_back(source: &Source) {
    books::gives_back(&books::of([source]), source);
}

#[test]
fn the_index_gives_back_what_was_read() {
    for path in [
        "icd10cm/icd-10-cm-eindex-2025.xml",
        "icd10cm/icd-10-cm-drug-2025.xml",
        "icd10cm/icd-10-cm-neoplasm-2025.xml",
        "icd10pcs/icd10pcs_index_2025.xml",
    ] {
        let Some(bytes) = official(path) else { continue };
        gives_back(&read(path, &bytes, &mut Report::default()).unwrap());
    }
    let xml = "<ICD10CM.index><title>Index</title><letter><title>A</title><mainTerm><title>Ash</title><see>Dust</see><code>T00.-\
        </code><term level=\"1\"><title>hot</title></term></mainTerm></letter></ICD10CM.index>";
    gives_back(&read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap());
}

#[test]
fn a_cell_says_what_its_column_is_for_and_is_not_passed_on() {
    let xml = "<ICD10CM.index><indexHeading><head col=\"1\">Substance</head><head col=\"2\">Poisoning</head></indexHeading><letter>\
        <title>A</title><mainTerm><title>Ash</title><cell col=\"2\">T00.1</cell><term level=\"1\"><title>hot</title></term>\
        </mainTerm></letter></ICD10CM.index>";
    let source = read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap();
    let book = books::of([&source]);
    let page = show(&book, "icd10cm_drugs:2").unwrap();
    let note = &page.groups[0].notes[0];
    assert_eq!(
        (&page.title[..], &note.label[..], &note.text[..]),
        ("Ash", "Poisoning", "T00.1")
    );
    let below = show(&book, "icd10cm_drugs:3").unwrap();
    assert_eq!((&below.title[..], below.groups.len()), ("hot", 0));
}
