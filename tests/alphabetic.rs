//! Alphabetic indexes: every title, code and reference of the official files is
//! kept exactly and in order; what is wrong in a file is reported with its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/official.rs"]
mod official;

use medcode::engine::{Book, Opening, OpeningMore};
use medcode::explain::show;
use medcode::format::Part;
use medcode::format::notes::Kind;
use medcode::indexer::alphabetic::{read, recognise};
use medcode::indexer::record::{Notes, Source};
use medcode::indexer::report::Report;
use medcode::indexer::write;
use official::official;

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

const HEAD: &str = "<?xml version=\"1.0\"?>\n<ICD10CM.index>\n<version>2025</version>\n<title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>\n";

/// Reads a made-up index; one line an entry, and the report's lines.
fn check(xml: &str, entries: &[&str], faults: &[&str]) {
    let mut report = Report::default();
    let got: Vec<String> = match read("made-up.xml", xml.as_bytes(), &mut report) {
        Ok(source) => source.records.iter().skip(1).map(entry).collect(),
        Err(fault) => vec![fault],
    };
    assert_eq!(got, entries, "{xml}");
    let report = report.to_string();
    let found: Vec<&str> = report
        .lines()
        .filter_map(|line| line.strip_prefix("  made-up.xml:"))
        .collect();
    assert_eq!(found, faults, "{xml}");
}

fn entry(record: &medcode::indexer::record::Record) -> String {
    let groups = record.groups.iter().map(|group| {
        let items = group.items.iter().map(|(label, text)| match label {
            0 => text.clone(),
            _ => format!("{}={text}", char::from(*label)),
        });
        format!(" | {:?}: {}", group.kind, items.collect::<Vec<_>>().join("; "))
    });
    let title = if record.depth == 1 {
        &record.name
    } else {
        &record.title
    };
    format!("{} {title}{}", record.depth, groups.collect::<String>())
}

#[test]
fn a_made_up_index_is_read_as_it_is_written() {
    check(
        &format!(
            "{HEAD}<letter><title>B</title><mainTerm><title>Bite<nemod>(s) (of)</nemod>, any</title><seeAlso>Sting</seeAlso>\
             <code>B00.-</code><manif>B01</manif><term level=\"1\"><title>deep<nemod>(red)</nemod></title><see>Wound</see>\
             </term></mainTerm></letter></ICD10CM.index>"
        ),
        &[
            "1 B",
            "2 Bite(s) (of), any | SeeAlso: Sting | IndexCode: B00.- | Manifestation: B01",
            "3 deep (red) | See: Wound",
        ],
        &[],
    );
    check(
        "<ICD10CM.index><indexHeading><head col=\"1\">Substance</head><head col=\"2\">Poisoning</head><head \
         col=\"3\">Effect</head></indexHeading><letter><title>A</title><mainTerm><title>Ash</title><cell \
         col=\"2\">T00.1</cell><cell col=\"3\">--</cell></mainTerm></letter></ICD10CM.index>",
        &["1 A", "2 Ash | IndexCode: 2=T00.1; 3=--"],
        &[],
    );
    check(
        "<ICD10PCS.index><letter><title>C</title><mainTerm><title>Cut</title><use>Knife<tab>0A1</tab></use><term \
         level=\"1\"><see>Slice<codes>0A1B</codes></see></term><term level=\"1\"><title>deep</title><codes>0A2B</codes>\
         </term></mainTerm></letter></ICD10PCS.index>",
        &[
            "1 C",
            "2 Cut | Use: Knife 0A1 | See: Slice 0A1B",
            "3 deep | IndexCode: 0A2B",
        ],
        &[],
    );
}

#[test]
fn what_is_wrong_in_a_file_is_reported_with_its_place() {
    let within = |terms: &str| format!("{HEAD}<letter><title>A</title>\n{terms}\n</letter></ICD10CM.index>");
    for (xml, entries, faults) in [
        (
            within("<mainTerm><title>Ant</title><code>A00</code>"),
            &[
                "made-up.xml:7:1: not well-formed XML (expected 'mainTerm' tag, not 'letter' at 7:1); fetch the file again",
            ][..],
            &[][..],
        ),
        (
            within(
                "<mainTerm><title>Ant</title><kode>A00</kode></mainTerm>\n<mainTerm><title>Bee</title></mainTerm>",
            ),
            &["1 A", "2 Ant", "2 Bee"],
            &["6:29: <kode> is not known here; it was left out"],
        ),
        (
            within("<mainTerm><title>Ant</title><code></code><code>A01</code></mainTerm>"),
            &["1 A", "2 Ant | IndexCode: A01"],
            &["6:29: <code> is empty; it was left out"],
        ),
        (
            within("<mainTerm><code>A00</code></mainTerm><mainTerm><title>Bee</title></mainTerm>"),
            &["1 A", "2 Bee"],
            &["6:1: a term without a title; it and all below it were left out"],
        ),
        (
            within("<mainTerm><title>Ant</title>A00<cell col=\"2\">A00</cell><cell>A01</cell></mainTerm>"),
            &["1 A", "2 Ant | IndexCode: 2=A00"],
            &[
                "6:29: `A00` stands outside of any element; it was left out",
                "6:32: its column has no heading; it was kept",
                "6:56: a cell of no column; it was left out",
            ],
        ),
        (
            within("<mainTerm><title>Ant</title><term level=\"2\"><title>red</title></term></mainTerm>"),
            &["1 A", "2 Ant", "3 red"],
            &["6:29: its level is not that of the place where it stands; it was kept there"],
        ),
        (
            within("<mainTerm><title>Ant <b>x</b></title><title>Bee</title></mainTerm>"),
            &["1 A", "2 Ant "],
            &[
                "6:22: <b> is not known here; it was left out",
                "6:38: <title> is not known here; it was left out",
            ],
        ),
        (
            format!("{HEAD}</ICD10CM.index>"),
            &["made-up.xml:1:1: holds no letter; fetch the file again"],
            &[],
        ),
        (
            "<ICD10CM.index isAddenda=\"true\"></ICD10CM.index>".into(),
            &["made-up.xml:1:1: lists the changes to an index only; fetch the whole index of the same year"],
            &[],
        ),
        (
            "<ICD10CM.index><letter><title>A</title></letter></ICD10CM.index>".into(),
            &[
                "made-up.xml:1:1: neither a title nor a heading says which index this is; fetch the file again",
            ],
            &[],
        ),
    ] {
        check(&xml, entries, faults);
    }
}

#[test]
fn a_damaged_file_never_panics() {
    let terms = "<mainTerm><title>Ant<nemod>(s)</nemod> NEC</title><see>Bee</see><code>A00.-</code><term level=\"1\"><title>red\
        </title><cell col=\"2\">A00</cell></term></mainTerm>";
    for root in ["ICD10CM.index", "ICD10PCS.index"] {
        let xml = format!("{HEAD}<letter><title>A</title>{terms}</letter></ICD10CM.index>")
            .replace("ICD10CM.index", root);
        mutate::each(xml.as_bytes(), |bytes| {
            let _ = recognise(bytes);
            let _ = read("made-up.xml", bytes, &mut Report::default());
        });
    }
}

/// What the index files give back, record by record, must be what was read.
fn kept_by_the_index(source: Source) {
    let files = write::volume(&source.about.set, &[&source]).unwrap();
    let bytes = |part: Part| &files.iter().find(|file| file.part == part).unwrap().bytes;
    let mut book = Book::new();
    book.add(Opening::whole(bytes(Part::Tabular)).unwrap());
    let notes = OpeningMore::whole(bytes(Part::Notes), &book).unwrap();
    book.add_more(notes);
    let set = book.sets()[0].tabular().unwrap();
    let (list, notes) = (set.list(), set.notes().unwrap());

    assert_eq!(list.len(), source.records.len());
    for (entry, record) in source.records.iter().enumerate() {
        assert_eq!(list.words.text(list.titles.get(entry)), record.title);
        let groups = notes.groups(entry).map(|view| Notes {
            kind: view.kind,
            items: notes
                .items(view)
                .map(|(label, text)| (label, list.words.text(text)))
                .collect(),
        });
        assert_eq!(groups.collect::<Vec<_>>(), record.groups, "{}", record.title);
    }
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
        kept_by_the_index(read(path, &bytes, &mut Report::default()).unwrap());
    }
    let xml = "<ICD10CM.index><title>Index</title><letter><title>A</title><mainTerm><title>Ash</title><see>Dust</see><code>T00.-\
        </code><term level=\"1\"><title>hot</title></term></mainTerm></letter></ICD10CM.index>";
    kept_by_the_index(read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap());
}

#[test]
fn a_cell_says_what_its_column_is_for_and_is_not_passed_on() {
    let xml = "<ICD10CM.index><indexHeading><head col=\"1\">Substance</head><head col=\"2\">Poisoning</head></indexHeading><letter>\
        <title>A</title><mainTerm><title>Ash</title><cell col=\"2\">T00.1</cell><term level=\"1\"><title>hot</title></term>\
        </mainTerm></letter></ICD10CM.index>";
    let source = read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap();
    let files = write::volume("icd10cm_drugs", &[&source]).unwrap();
    let mut book = Book::new();
    book.add(
        Opening::whole(
            &files
                .iter()
                .find(|file| file.part == Part::Tabular)
                .unwrap()
                .bytes,
        )
        .unwrap(),
    );
    let notes = files.iter().find(|file| file.part == Part::Notes).unwrap();
    let notes = OpeningMore::whole(&notes.bytes, &book).unwrap();
    book.add_more(notes);
    let page = show(&book, "icd10cm_drugs:2").unwrap();
    let note = &page.groups[0].notes[0];
    assert_eq!(
        (&page.title[..], &note.label[..], &note.text[..]),
        ("Ash", "Poisoning", "T00.1")
    );
    let below = show(&book, "icd10cm_drugs:3").unwrap();
    assert_eq!((&below.title[..], below.groups.len()), ("hot", 0));
}

#[test]
fn terms_within_terms_without_end_are_no_danger() {
    const LEVELS: usize = 50_000;
    let terms = "<term level=\"1\"><title>x</title>".repeat(LEVELS);
    let xml = format!(
        "<ICD10CM.index><title>Index</title><letter><title>A</title><mainTerm><title>Ash</title>{terms}"
    );
    assert!(read("made-up.xml", xml.as_bytes(), &mut Report::default()).is_err());
    let xml = format!(
        "{xml}{}</mainTerm></letter></ICD10CM.index>",
        "</term>".repeat(LEVELS)
    );
    let mut report = Report::default();
    match read("made-up.xml", xml.as_bytes(), &mut report) {
        Ok(source) => assert!(source.records.len() < 20 && report.rejections() > 0),
        Err(fault) => assert!(fault.starts_with("made-up.xml:"), "{fault}"),
    }
}
