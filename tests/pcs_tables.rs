//! ICD-10-PCS tables: the official file is kept exactly, and makes exactly the codes
//! that it says; what is wrong in a file is reported with its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::indexer::pcs_tables::{self, Axis};
use medcode::indexer::report::Report;
use support::mutate;
use support::pcs::{self, same, tables, tabular, texts};

#[test]
fn the_official_tables_make_exactly_the_codes_that_they_say() {
    let Some((bytes, tables)) = tables() else { return };
    assert!(pcs_tables::recognise(&bytes));
    let about = &tables.about;
    assert_eq!(
        (&about.edition[..], &about.from[..], &about.to[..]),
        ("FY 2025", "2024-10-01", "2025-09-30")
    );
    let counts: Vec<(&str, u64)> = about
        .counts
        .iter()
        .map(|(name, &count)| (&name[..], count))
        .collect();
    assert_eq!(
        counts,
        [
            ("billable", 78_948),
            ("definitions of operations", 852),
            ("rows", 2661),
            ("tables", 908)
        ]
    );
    let codes = tables.codes();
    assert_eq!(codes.len(), 78_948);
    assert!(codes.is_sorted());

    // Every title, label and definition is kept, in order.
    let mut kept = Vec::new();
    let mut keep = |axis: &Axis| {
        kept.push(axis.title.clone());
        kept.extend(axis.values.iter().map(|value| value.label.clone()));
    };
    for table in &tables.tables {
        table.axes.iter().for_each(&mut keep);
        table.rows.iter().flat_map(|row| &row.axes).for_each(&mut keep);
    }
    same(&texts(&bytes, &["title", "label"])[1..], &kept);
    let kept: Vec<String> = tables
        .tables
        .iter()
        .map(|table| table.definition.clone())
        .collect();
    let kept: Vec<String> = kept
        .into_iter()
        .filter(|definition| !definition.is_empty())
        .collect();
    same(&texts(&bytes, &["definition"]), &kept);
}

#[test]
fn a_value_means_what_its_own_row_says() {
    let Some((_, tables)) = tables() else { return };
    for (code, place, label) in [
        ("0016070", 7, Some("Nasopharynx")),
        ("0SRB0JZ", 4, Some("Hip Joint, Left")),
        ("3E01301", 7, None),
        ("0SRB0JI", 7, None),
    ] {
        let labels = tables.labels(&code.as_bytes().try_into().unwrap());
        assert_eq!(labels.map(|labels| labels[place - 1].1), label, "{code}");
    }
    // In one table, one character at one place means two things.
    let meanings = |first: &str| {
        let mut found: Vec<&str> = Vec::new();
        for code in tables
            .codes()
            .iter()
            .filter(|code| code.starts_with(first.as_bytes()) && code[6] == b'0')
        {
            found.push(tables.labels(code).unwrap()[6].1);
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    assert_eq!(meanings("3E0"), ["Autologous", "Influenza Vaccine"]);
}

/// A made-up table with rows.
fn table(rows: &str) -> String {
    pcs::table(('B', "Sawing"), rows)
}

/// A made-up row with as many values as `counts` says, from 0 on.
fn row(said: &str, counts: [usize; 4]) -> String {
    let values = [('0', "Value 0"), ('1', "Value 1")];
    let axes = [4, 5, 6, 7].map(|place| pcs::axis(place, "Axis", &values[..counts[place - 4]]));
    pcs::row(said, axes)
}

/// Reads made-up tables: the codes, and the report's lines.
fn check(xml: &str, codes: &[&str], faults: &[&str]) {
    let mut report = Report::default();
    let got: Vec<String> = match pcs_tables::read("made-up.xml", xml.as_bytes(), &mut report) {
        Ok(tables) => tables
            .codes()
            .iter()
            .map(|code| String::from_utf8_lossy(code).into_owned())
            .collect(),
        Err(fault) => vec![fault],
    };
    assert_eq!(got, codes, "{xml}");
    assert_eq!(support::faults("made-up.xml", &report), faults, "{xml}");
}

#[test]
fn codes_are_multiplied_out_within_a_row_and_never_across_rows() {
    let rows = [
        row("4", [1, 2, 1, 2]),
        row("1", [1, 1, 1, 1]).replace("code=\"0\"", "code=\"Z\""),
    ];
    check(
        &tabular(&table(&rows.concat())),
        &["0AB0000", "0AB0001", "0AB0100", "0AB0101", "0ABZZZZ"],
        &[],
    );
}

#[test]
fn what_is_wrong_in_tables_is_reported_with_its_place() {
    let good = row("1", [1, 1, 1, 1]);
    for (xml, codes, faults) in [
        (
            tabular(&table(&format!("{}\n{good}", row("5", [1, 2, 1, 2])))),
            &["0AB0000"][..],
            &["4:1: the row says that it has 5 codes, and its values make 4; it was left out"][..],
        ),
        (
            tabular(&table(&format!("{good}<rough/>"))),
            &["0AB0000"],
            &["4:356: <rough> is not known here; it was left out"],
        ),
        (
            tabular(&table(&format!(
                "{}\n{good}",
                good.replace("code=\"0\"", "code=\"I\"")
            ))),
            &["0AB0000"],
            &[],
        ),
        (
            tabular(&table(&format!(
                "{}\n{good}",
                good.replace(" pos=\"5\"", " pos=\"6\"")
            ))),
            &["0AB0000"],
            &["4:1: a row without values for the fourth to the seventh character; it was left out"],
        ),
        (
            tabular(&format!("<pcsTable>{good}</pcsTable>{}", table(&good))),
            &["0AB0000"],
            &["3:1: a table without its first three characters, one value each; it was left out"],
        ),
        (
            tabular(&format!("{}{}", table(&good), table(&good))),
            &["0AB0000"],
            &["5:12: table 0AB stands here a second time; it was left out"],
        ),
        (
            tabular(&table("<pcsRow codes=\"1\">")),
            &[
                "made-up.xml:5:1: not well-formed XML (expected 'pcsRow' tag, not 'pcsTable' at 5:1); fetch the file again",
            ],
            &[],
        ),
        (
            tabular(""),
            &["made-up.xml:1:1: holds no table; fetch the file again"],
            &[],
        ),
    ] {
        // A value that cannot be is told by each axis that has it, and then by the row.
        if xml.contains("code=\"I\"") {
            let mut report = Report::default();
            let tables = pcs_tables::read("made-up.xml", xml.as_bytes(), &mut report).unwrap();
            assert_eq!((tables.codes().len(), report.rejections()), (1, 9), "{report}");
        } else {
            check(&xml, codes, faults);
        }
    }
}

#[test]
fn damaged_tables_never_panic() {
    let tables = tabular(&table(&row("4", [1, 2, 1, 2])));
    mutate::each(tables.as_bytes(), |bytes| {
        if let Ok(tables) = pcs_tables::read("made-up.xml", bytes, &mut Report::default()) {
            tables.codes();
        }
    });
}
