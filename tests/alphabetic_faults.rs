//! Alphabetic indexes that are made up: what is wrong in a file is reported with its
//! place, and the rest is read as it is written.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::indexer::alphabetic::{read, recognise};
use medcode::indexer::report::Report;
use support::mutate;

const HEAD: &str = "<?xml version=\"1.0\"?>\n<ICD10CM.index>\n<version>2025</version>\n<title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>\n";

/// Reads a made-up index; one line an entry, and the report's lines.
fn check(xml: &str, entries: &[&str], faults: &[&str]) {
    let mut report = Report::default();
    let got: Vec<String> = match read("made-up.xml", xml.as_bytes(), &mut report) {
        Ok(source) => source.records.iter().skip(1).map(entry).collect(),
        Err(fault) => vec![fault],
    };
    assert_eq!(got, entries, "{xml}");
    assert_eq!(support::faults("made-up.xml", &report), faults, "{xml}");
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
