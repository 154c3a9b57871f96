//! An edition of ICD-10-PCS from CMS's tables: exactly their codes, with the titles
//! that a list gives and no other, and the official names of what begins a code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;

use medcode::engine::{Book, Options};
use medcode::explain::show;
use medcode::format::Part;
use medcode::format::axes::Axes;
use medcode::format::notes::Kind;
use medcode::indexer::record::{Composed, Source};
use medcode::indexer::report::Report;
use medcode::indexer::shelf::Shelf;
use medcode::indexer::{pcs_definitions, pcs_tables, pcs_titles, write};
use support::books;
use support::official::official;
use support::packages::{PROCEDURES, bytes};
use support::pcs::{axis, row, table, tabular};

/// The edition as its file gives it back.
fn opened(source: &Source) -> Axes {
    let files = write::volume("icd10pcs", &[source]).unwrap();
    let file = files.iter().find(|file| file.part == Part::Axes).unwrap();
    println!(
        "{} {}: {} bytes",
        source.about.set,
        source.about.edition,
        file.bytes.len()
    );
    books::axes(&file.bytes)
}

/// The editions of ICD-10-PCS, the newest first, made of tables and titles.
fn editions(tables: &[u8], titles: Option<Source>, report: &mut Report) -> Vec<Source> {
    let mut shelf = Shelf::default();
    titles.into_iter().for_each(|titles| shelf.add(titles));
    shelf
        .procedures
        .push(pcs_tables::read("tables.xml", tables, report).unwrap());
    let sets = shelf.sets(report).into_iter();
    sets.filter(|set| set.about.set == "icd10pcs").collect()
}

/// Proves that the file has these codes and titles, in order, and no other.
fn same(axes: &Axes, titles: &[(String, String)]) {
    assert_eq!(axes.len() as usize, titles.len());
    for (number, (code, title)) in (0..).zip(titles) {
        assert_eq!(axes.code(number).unwrap()[..], *code.as_bytes());
        assert_eq!(axes.words.text(&axes.title(number)), *title, "{code}");
    }
}

#[test]
fn the_official_tables_give_an_edition_with_the_titles_that_a_list_has() {
    let Some(tables) = official("icd10pcs/icd10pcs_tables_2025.xml") else {
        return;
    };
    let mut report = Report::default();
    let list = pcs_titles::read("icd_10_pcs.csv", &bytes(PROCEDURES), &mut report).unwrap();
    let known: BTreeMap<String, String> = list.composed.as_ref().unwrap().titles.iter().cloned().collect();
    let editions = editions(&tables, Some(list), &mut report);
    let [edition, former] = &editions[..] else {
        panic!("{} editions", editions.len())
    };
    assert_eq!(report.rejections(), 0, "{report}");
    assert_eq!(
        (&edition.about.edition[..], &former.about.edition[..]),
        ("FY 2025", "April 2024")
    );
    assert_eq!(
        (&edition.about.from[..], &edition.about.to[..]),
        ("2024-10-01", "2025-09-30")
    );
    let titles = &edition.composed.as_ref().unwrap().titles;
    let codes = pcs_tables::read("tables.xml", &tables, &mut report)
        .unwrap()
        .codes();
    assert_eq!(titles.len(), 78_948);
    assert!(
        titles
            .iter()
            .zip(&codes)
            .all(|((code, _), wanted)| code.as_bytes() == wanted)
    );
    for (code, title) in titles {
        assert_eq!(*title, known.get(code).cloned().unwrap_or_default(), "{code}");
    }
    let untitled = titles.iter().filter(|(_, title)| title.is_empty()).count();
    assert_eq!(untitled, 371);
    assert_eq!(edition.about.counts["codes without a title"], 371);
    same(&opened(edition), titles);
}

/// A book with all sets that tables and titles make.
fn book(tables: &[u8], titles: Option<Source>) -> Book {
    let mut report = Report::default();
    let mut shelf = Shelf::default();
    titles.into_iter().for_each(|titles| shelf.add(titles));
    shelf
        .procedures
        .push(pcs_tables::read("tables.xml", tables, &mut report).unwrap());
    let definitions = pcs_definitions::read("definitions.xml", DEFINITIONS.as_bytes(), &mut report);
    shelf.definitions.push(definitions.unwrap());
    let book = books::of(&shelf.sets(&mut report));
    assert_eq!(report.rejections(), 0, "{report}");
    book
}

const DEFINITIONS: &str = "<ICD10PCS.definitions><version>2025</version><section code=\"0\"><title>Work</title><axis pos=\"3\">\
    <title>Operation</title><terms><title>Gluing</title><definition>Putting parts together</definition></terms></axis>\
    <axis pos=\"4\"><title>Part</title><terms><title>Leg</title><includes>Castor</includes></terms></axis></section>\
    </ICD10PCS.definitions>";

/// Made-up tables: two operations in one place, the second with a code that no list
/// has, and a third that no list knows at all.
fn made_up() -> String {
    let row = || {
        let axes = [
            axis(4, "Part", &[('0', "Leg")]),
            axis(5, "Way", &[('0', "Open"), ('1', "Shut")]),
            axis(6, "Device", &[('Z', "No Device")]),
            axis(7, "Qualifier", &[('Z', "No Qualifier")]),
        ];
        row("2", axes)
    };
    let tables = [('1', "Sawing"), ('2', "Gluing"), ('3', "Planing")];
    tabular(&tables.map(|operation| table(operation, &row())).concat())
}

/// Titles of some codes of those tables, and of one that they do not have.
fn list() -> Source {
    let titles = [
        ("0A100ZZ", "Sawing of leg, open"),
        ("0A101ZZ", "Sawing of leg, shut"),
        ("0A200ZZ", "Gluing of leg, open"),
        ("0A999ZZ", "Retired"),
    ];
    let mut list = Source {
        composed: Some(Composed {
            titles: titles.map(|(code, title)| (code.into(), title.into())).into(),
            ..Composed::default()
        }),
        ..Source::default()
    };
    list.about.set = "icd10pcs".into();
    list.about.source = "titles.csv".into();
    list
}

#[test]
fn a_page_has_the_official_words_for_each_character() {
    let book = book(made_up().as_bytes(), Some(list()));
    let page = show(&book, "0A201ZZ").unwrap();
    // No list has its title: its labels stand beside each other, as Medcode's own.
    assert_eq!(
        (&page.title[..], page.own),
        ("Gluing; Leg; Shut; No Device; No Qualifier", true)
    );
    assert!(page.billable);
    let path: Vec<(&str, bool)> = page
        .path
        .iter()
        .skip(1)
        .map(|link| (&link.title[..], link.own))
        .collect();
    let official = ["Work", "Bench", "Gluing", "Leg", "Shut", "No Device"];
    assert_eq!(path, official.map(|title| (title, false)));
    let groups = page.groups.iter().map(|group| {
        let from = group.from.as_ref().map_or("", |link| &link.code[..]);
        (group.kind, from, &group.notes[0].text[..])
    });
    assert_eq!(
        groups.collect::<Vec<_>>(),
        [
            (Kind::Includes, "0A20", "Castor"),
            (Kind::Definition, "0A2", "Putting parts together"),
        ]
    );
    // A code with a title keeps it; the beginning of a code is called by its label.
    for (code, title, own) in [
        ("0A200ZZ", "Gluing of leg, open", false),
        ("0A20", "Leg", false),
        ("0A2", "Gluing", false),
        ("0A", "Bench", false),
        ("0", "Work", false),
    ] {
        let page = show(&book, &format!("icd10pcs:{code}")).unwrap();
        assert_eq!((&page.title[..], page.own), (title, own), "{code}");
    }
    let below = show(&book, "0A201Z").unwrap().children;
    assert_eq!(
        (&below[0].title[..], below[0].own),
        ("Gluing; Leg; Shut; No Device; No Qualifier", true)
    );
}

#[test]
fn a_code_without_a_title_is_found_by_its_labels() {
    let book = book(made_up().as_bytes(), Some(list()));
    for (query, code) in [
        ("planing leg shut", "0A301ZZ"),
        ("sawing shut", "0A101ZZ"),
        ("gluing shut", "0A201ZZ"),
    ] {
        let options = Options {
            sets: vec!["icd10pcs".into()],
            ..Options::default()
        };
        let answer = book.search(query, &options);
        assert_eq!(
            answer.results.first().map(|hit| &hit.code[..]),
            Some(code),
            "{query}"
        );
    }
}

#[test]
fn a_code_that_no_list_has_is_there_without_a_title() {
    let mut report = Report::default();
    let editions = editions(made_up().as_bytes(), Some(list()), &mut report);
    let edition = editions
        .iter()
        .find(|edition| edition.about.edition == "FY 2025")
        .unwrap();
    let wanted = [
        ("0A100ZZ", "Sawing of leg, open"),
        ("0A101ZZ", "Sawing of leg, shut"),
        ("0A200ZZ", "Gluing of leg, open"),
        ("0A201ZZ", ""),
        ("0A300ZZ", ""),
        ("0A301ZZ", ""),
    ];
    let wanted: Vec<(String, String)> = wanted.map(|(code, title)| (code.into(), title.into())).into();
    let axes = opened(edition);
    same(&axes, &wanted);
    assert_eq!(edition.about.source, "tables.xml, with titles of titles.csv");
    assert!(report.to_string().contains("3 codes without a title"), "{report}");

    // The names are the official labels, and the file says so.
    assert!(axes.official_names);
    let name = |prefix: &str| {
        axes.name(prefix.as_bytes())
            .map(|(label, _)| axes.words.text(label))
    };
    for (prefix, expect) in [
        ("0", Some("Work")),
        ("0A", Some("Bench")),
        ("0A3", Some("Planing")),
        ("0A4", None),
    ] {
        assert_eq!(name(prefix).as_deref(), expect, "{prefix}");
    }
}

#[test]
fn without_any_list_the_codes_are_still_there() {
    let mut report = Report::default();
    let editions = editions(made_up().as_bytes(), None, &mut report);
    let [edition] = &editions[..] else {
        panic!("{} editions", editions.len())
    };
    let titles = &edition.composed.as_ref().unwrap().titles;
    assert_eq!(titles.len(), 6);
    assert!(titles.iter().all(|(_, title)| title.is_empty()));
    same(&opened(edition), titles);
}
