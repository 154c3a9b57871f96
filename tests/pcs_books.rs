//! The books of ICD-10-PCS tables and definitions: nothing of the official files is left
//! out, and what they say of a code is what its own row says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::explain::parts;
use medcode::format::notes::Kind;
use medcode::indexer::pcs_book;
use medcode::indexer::pcs_tables::Axis;
use support::books;
use support::pcs::{definitions, tables};

#[test]
fn the_books_of_tables_and_definitions_leave_nothing_out() {
    let (Some((_, tables)), Some((_, definitions))) = (tables(), definitions()) else {
        return;
    };
    let source = pcs_book::tables(&tables, Some(&definitions));
    // Every axis of every table and row, in order.
    let values = |axis: &Axis| {
        let values = axis.values.iter().map(|value| (value.code, value.label.clone()));
        std::iter::once((0, axis.title.clone()))
            .chain(values)
            .collect::<Vec<_>>()
    };
    let wanted: Vec<_> = tables
        .tables
        .iter()
        .flat_map(|table| {
            table
                .axes
                .iter()
                .chain(table.rows.iter().flat_map(|row| &row.axes))
        })
        .map(values)
        .collect();
    let groups = source.records.iter().flat_map(|record| &record.groups);
    let kept: Vec<_> = groups
        .filter(|group| group.kind == Kind::Values)
        .map(|group| group.items.clone())
        .collect();
    assert_eq!(wanted.len(), 3 * 908 + 4 * 2661);
    assert!(wanted == kept, "a value is lost");
    let named = |depth| {
        source
            .records
            .iter()
            .filter(|record| record.depth == depth)
            .count()
    };
    assert_eq!([named(1), named(2), named(3)], [17, 114, 908]);
    let terms = pcs_book::definitions(&definitions);
    assert_eq!(terms.records.len(), 1 + 16 + 31 + 1066 + 1 + 60);
    let book = books::of([&source, &terms]);
    books::gives_back(&book, &source);
    books::gives_back(&book, &terms);

    // What the tables say of a code is what its own row says.
    for code in tables.codes().iter().step_by(997) {
        let found = parts(&book, std::str::from_utf8(code).unwrap());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|part| (&part.axis[..], &part.labels[0][..]))
            .collect();
        assert_eq!(found, tables.labels(code).unwrap());
    }
    let none: &[&str] = &[];
    for (code, place, axis, labels, kind) in [
        (
            "0SRB0JZ",
            3,
            "Operation",
            &["Replacement"][..],
            Some(Kind::Definition),
        ),
        (
            "0SRB0JZ",
            4,
            "Body Part",
            &["Hip Joint, Left"],
            Some(Kind::Includes),
        ),
        ("0SRB0JZ", 7, "Qualifier", &["No Qualifier"], None),
        (
            "GZ10ZZZ",
            4,
            "Qualifier",
            &["Developmental"],
            Some(Kind::Definition),
        ),
        ("0SRB", 4, "Body Part", &["Hip Joint, Left"], Some(Kind::Includes)),
        ("0SR", 3, "Operation", &["Replacement"], Some(Kind::Definition)),
        ("F0", 2, "Section Qualifier", &["Rehabilitation"], None),
        ("0", 1, "Section", &["Medical and Surgical"], None),
        // Which it is, only the last character says.
        (
            "XW03366",
            6,
            "Device / Substance / Technology",
            &["Lefamulin Anti-infective"],
            Some(Kind::Includes),
        ),
        ("0SRB0JI", 7, "", none, None),
        ("0SRB0JZZ", 7, "", none, None),
        ("0SRZ", 1, "", none, None),
        ("ZZZ", 1, "", none, None),
        ("", 1, "", none, None),
        ("é", 1, "", none, None),
    ] {
        let parts = parts(&book, code);
        let part = parts.get(place - 1);
        let said = part.map_or(("", Vec::new(), None), |part| {
            let labels = part.labels.iter().map(String::as_str).collect();
            (
                &part.axis[..],
                labels,
                part.groups.first().map(|group| group.kind),
            )
        });
        assert_eq!(said, (axis, labels.to_vec(), kind), "{code}");
    }
    let open = parts(&book, "XW0336");
    assert!(open[5].labels.len() > 1, "{:?}", open[5].labels);
}
