//! How the page shows where an index leads, and the values of a table.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic: that is how it fails"
)]

use std::cell::RefCell;
use std::rc::Rc;

use medcode::engine::{Book, Opening, OpeningMore};
use medcode::format::Part;
use medcode::indexer::record::Source;
use medcode::indexer::report::Report;
use medcode::indexer::{alphabetic, pcs_book, pcs_tables, write};
use medcode::ui::{App, BookHandle, Props, Rest, Start};
use yew::{Callback, LocalServerRenderer};

/// The page of an entry of a made-up set, rendered by the server.
fn page(source: &Source, code: &str) -> String {
    let files = write::volume(&source.about.set, &[source]).unwrap();
    let bytes = |part: Part| &files.iter().find(|file| file.part == part).unwrap().bytes;
    let mut book = Book::new();
    book.add(Opening::whole(bytes(Part::Tabular)).unwrap());
    let more = OpeningMore::whole(bytes(Part::Notes), &book).unwrap();
    book.add_more(more);
    let props = Props {
        book: BookHandle::new(Rc::new(RefCell::new(book)), 0),
        start: Start {
            code: code.into(),
            ..Start::default()
        },
        limit: 10,
        rest: Rest::Ready,
        whole: true,
        compact: false,
        heading_level: 2,
        today: "2026-08-01".into(),
        on_event: Callback::noop(),
        navigate: None,
    };
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(
            LocalServerRenderer::<App>::with_props(props)
                .hydratable(false)
                .render(),
        )
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
    holds(&html, &["See also", "Dust", "mc-cells"]);
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
fn the_values_of_a_row_stand_under_the_name_of_their_axis() {
    let axis = |place, code, title, label| {
        format!(
            "<axis pos=\"{place}\" values=\"1\"><title>{title}</title><label code=\"{code}\">{label}</label></axis>"
        )
    };
    let named = [
        axis(1, '0', "Section", "Work"),
        axis(2, 'A', "Place", "Bench"),
        axis(3, 'B', "Operation", "Sawing"),
    ];
    let row = [
        axis(4, '1', "Body Part", "Leg"),
        axis(5, '2', "Approach", "Open"),
        axis(6, 'Z', "Device", "No Device"),
        axis(7, 'Z', "Qualifier", "No Qualifier"),
    ];
    let xml = format!(
        "<ICD10PCS.tabular><pcsTable>{}<pcsRow codes=\"1\">{}</pcsRow></pcsTable></ICD10PCS.tabular>",
        named.concat(),
        row.concat()
    );
    let tables = pcs_tables::read("made-up.xml", xml.as_bytes(), &mut Report::default()).unwrap();
    let html = page(&pcs_book::tables(&tables, None), "icd10pcs_tables:0AB");
    holds(
        &html,
        &["Sawing", ">Body Part<", ">Leg<", ">Approach<", ">No Qualifier<"],
    );
    assert!(!html.contains(">Values<"), "{html}");
}
