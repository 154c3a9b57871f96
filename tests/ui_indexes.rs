//! How the page shows where an index leads, and the values of a table.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic: that is how it fails"
)]

mod support;
#[path = "support/views.rs"]
mod views;

use medcode::indexer::record::Source;
use medcode::indexer::report::Report;
use medcode::indexer::{alphabetic, pcs_book, pcs_tables};
use medcode::ui::Rest;
use support::books;
use support::pcs::{axis, row, table, tabular};

/// The page of an entry of a made-up set.
fn page(source: &Source, code: &str) -> String {
    views::render(views::props(books::of([source]), views::at(code), Rest::Ready))
}

fn holds(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part:?} is missing in: {html}");
    }
}

#[test]
fn a_cell_stands_beside_the_heading_of_its_column() {
    let xml = "<ICD10CM.index><indexHeading><head col=\"1\">Substance</head><head col=\"2\">Poisoning</head><head col=\"3\">Effect\
        </head></indexHeading><letter><title>A</title><mainTerm><title>Ash</title><seeAlso>Dust</seeAlso><cell col=\"2\">T00.1\
        </cell><cell col=\"3\">--</cell></mainTerm></letter></ICD10CM.index>";
    let source = alphabetic::read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap();
    let html = page(&source, "icd10cm_drugs:2");
    holds(&html, &["See also", "Dust", "mc-cells", ">Notes<"]);
    // A place in an index is no code: nobody is to copy it or take it for one.
    for never in ["mc-hero", "mc-copy", "Notes at 2"] {
        assert!(!html.contains(never), "{never} in: {html}");
    }
    let cells = html.split("<div class=\"mc-cell\">").skip(1).map(|cell| {
        let texts = cell
            .split('>')
            .filter_map(|part| part.split_once('<').map(|(text, _)| text));
        texts.filter(|text| !text.is_empty()).take(2).collect::<Vec<_>>()
    });
    assert_eq!(
        cells.collect::<Vec<_>>(),
        [["Poisoning", "T00.1"], ["Effect", "--"]]
    );
}

#[test]
fn a_code_of_an_index_leads_to_the_tabular_list() {
    let xml = "<ICD10CM.index><indexHeading><head col=\"1\">Substance</head><head col=\"2\">Poisoning</head></indexHeading>\
        <letter><title>A</title><mainTerm><title>Ash</title><cell col=\"2\">T39.011</cell></mainTerm></letter></ICD10CM.index>";
    let source = alphabetic::read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap();
    let cm = support::source(&mut Report::default());
    let book = books::of([&cm, &source]);
    let page = medcode::explain::show(&book, "icd10cm_drugs:2").unwrap();
    let notes = page.groups.iter().flat_map(|group| &group.notes);
    let codes: Vec<&str> = notes
        .flat_map(|note| &note.references)
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["T39.011"]);
    assert!(page.also.is_empty());
}

#[test]
fn the_values_of_a_row_stand_under_the_name_of_their_axis() {
    let row = row(
        "1",
        [
            axis(4, "Body Part", &[('1', "Leg")]),
            axis(5, "Approach", &[('2', "Open")]),
            axis(6, "Device", &[('Z', "No Device")]),
            axis(7, "Qualifier", &[('Z', "No Qualifier")]),
        ],
    );
    let xml = tabular(&table(('B', "Sawing"), &row));
    let tables = pcs_tables::read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap();
    let html = page(&pcs_book::tables(&tables, None), "icd10pcs_tables:0AB");
    holds(
        &html,
        &["Sawing", ">Body Part<", ">Leg<", ">Approach<", ">No Qualifier<"],
    );
    assert!(!html.contains(">Values<"), "{html}");
}
