//! A release that is made up, whole and with every fault that a line can have.

use super::*;
use crate::format::notes::Fact;

/// A line of the file: code, sequence, type, title, short title and, for the
/// fields behind, what stands at which column.
fn line(code: &str, sequence: u32, kind: char, long: &str, short: &str, fields: &[(usize, &str)]) -> String {
    let mut text = format!("{code:>5}{sequence:05}{kind}{long:<80}{short:<28}");
    for (column, value) in fields {
        text = format!("{text:<width$}{value}", width = column - 1);
    }
    format!("{text:<320}\r\n")
}

fn read_lines(lines: &[String]) -> (Result<Vec<Source>, String>, String) {
    let mut report = Report::default();
    let bytes = lines.concat().into_bytes();
    let found = read("HCPC2031_APR_ANWEB.txt", &bytes, &mut report);
    (found, report.to_string())
}

/// A release of a modifier and two codes, one of which goes on.
fn release() -> Vec<String> {
    vec![
        "***Disclaimers\t\t\r\n\r\n\u{a0}made up\r\n".to_owned(),
        line("QZ", 100, '7', "Made up for a test", "Made up", &[]),
        line(
            "A9901",
            100,
            '3',
            "A made-up supply, with a title that goes on and",
            "Supply",
            &[
                (120, "32"),
                (122, "21"),
                (128, "A"),
                (230, "D"),
                (257, "D1E"),
                (261, "P"),
                (262, "R"),
                (266, "  0"),
                (269, "20190101"),
                (277, "20310401"),
                (285, "20311231"),
                (293, "C"),
            ],
        ),
        line("A9901", 200, '4', "on", "", &[]),
        line("B9902", 100, '3', "Another", "Other", &[]),
    ]
}

#[test]
fn codes_and_modifiers_are_read_with_their_titles_and_facts() {
    let (sets, report) = read_lines(&release());
    let [codes, modifiers] = &sets.unwrap()[..] else {
        panic!("a release is two sets")
    };
    assert!(
        report.contains("2 codes") && report.contains("Rejected: nothing"),
        "{report}"
    );
    let names: Vec<(u8, &str)> = codes
        .records
        .iter()
        .map(|record| (record.depth, record.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            (0, ""),
            (1, "A0000-A9999"),
            (2, "A9901"),
            (1, "B0000-B9999"),
            (2, "B9902")
        ]
    );
    assert_eq!(
        codes.records[2].title,
        "A made-up supply, with a title that goes on and on"
    );
    assert_eq!(
        codes.records[2].groups[0].items,
        [(Fact::ShortTitle as u8, "Supply".to_owned())]
    );
    assert_eq!(
        (codes.about.edition.as_str(), codes.about.to.as_str()),
        ("April 2031", "2031-06-30")
    );
    let name = |row: usize| modifiers.records[row].name.as_str();
    assert_eq!((name(1), name(2)), ("Q0-QZ", "QZ"));
    let facts: Vec<(Fact, &str)> = codes.facts.as_ref().unwrap().of(2).collect();
    assert_eq!(
        facts[..2],
        [(Fact::From, "2019-01-01"), (Fact::Until, "2031-12-31")]
    );
    let of = |wanted| {
        facts
            .iter()
            .find(|(fact, _)| *fact == wanted)
            .map(|(_, value)| *value)
    };
    assert_eq!(
        of(Fact::Pricing),
        Some(
            "32 Inexpensive & routinely purchased DME (price subject to floors and ceilings); 21 Price subject to national limitation amount"
        )
    );
    assert_eq!(of(Fact::Betos), Some("D1E Other DME"));
    assert_eq!(
        of(Fact::ServiceType),
        Some("P Lump sum purchase of DME, prosthetics, orthotics; R Rental of DME")
    );
    assert_eq!(
        of(Fact::AnesthesiaUnits),
        None,
        "none is said where there is none"
    );
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_the_rest_is_read() {
    for (at, wrong, says) in [
        (
            4,
            line("B9902", 100, '5', "Another", "Other", &[]),
            "ANWEB.txt:7:11: `B9902` has a record of type `5`",
        ),
        (
            4,
            line("A9901", 100, '3', "Again", "Other", &[]),
            ":7:1: `A9901` stands here a second time (the first is in line 5)",
        ),
        (
            4,
            line("B9902", 200, '4', "another", "", &[]),
            ":7:1: continues `B9902`, but no first record",
        ),
        (
            4,
            line("B99O2", 100, '3', "Another", "Other", &[]),
            ":7:1: `B99O2` is not a letter and four digits",
        ),
        (
            4,
            line("B9902", 100, '3', "", "Other", &[]),
            ":7:1: `B9902` has no title",
        ),
        (
            3,
            line("A9901", 300, '4', "on", "", &[]),
            ":6:6: record 300 of `A9901` follows record 100",
        ),
        (
            4,
            "B990200100\r\n".to_owned(),
            ":7:11: `B9902` has a record of type ``",
        ),
        (
            4,
            "B9902001003Anoth\r\n".to_owned(),
            ":7:17: the line ends before the short title of `B9902`",
        ),
        (4, "B9902 Another\r\n".to_owned(), ":7:1: is no record"),
        (
            4,
            line("B9902", 100, '3', "Another", "Other", &[(269, "20191301")]),
            ":7:269: `20191301` is no day",
        ),
    ] {
        let mut lines = release();
        lines[at] = wrong;
        lines.push(line("C9903", 100, '3', "The rest", "Rest", &[]));
        let (sets, report) = read_lines(&lines);
        assert!(
            report.contains(says) && report.contains("Rejected: 1\n"),
            "{says}\n{report}"
        );
        let titles: Vec<String> = sets.unwrap()[0]
            .records
            .iter()
            .map(|record| record.title.clone())
            .collect();
        assert!(titles.iter().any(|title| title == "The rest"), "{titles:?}");
    }
}

#[test]
fn what_continues_a_record_that_was_left_out_is_left_out_with_it() {
    let mut lines = release();
    lines.push(line("A9901", 100, '3', "Again", "Other", &[]));
    lines.push(line("A9901", 200, '4', "and again", "", &[]));
    let (sets, report) = read_lines(&lines);
    assert!(report.contains("Rejected: 1\n"), "{report}");
    assert!(sets.unwrap()[0].records[2].title.ends_with("goes on and on"));
}

#[test]
fn a_word_that_ran_over_the_edge_of_its_columns_is_whole_again() {
    let mut lines = release();
    let long = "x".repeat(74) + " wor";
    lines[3] = line("A9901", 200, '4', &long, "d", &[]);
    let (sets, report) = read_lines(&lines);
    assert!(sets.unwrap()[0].records[2].title.ends_with("x word"));
    assert!(
        report.contains("titles run beyond column 91; what stands there was joined to what stands before: `d` of A9901 in line 6"),
        "{report}"
    );
}

#[test]
fn characters_beyond_ascii_are_latin_1() {
    let mut report = Report::default();
    let mut bytes = release().concat().into_bytes();
    let at = bytes.windows(7).position(|window| window == b"Another").unwrap();
    bytes[at] = 0xC9;
    let sets = read("a.txt", &bytes, &mut report).unwrap();
    assert_eq!(sets[0].records[4].title, "Énother");
}

#[test]
fn only_such_a_file_is_recognised() {
    assert!(recognise(release().concat().as_bytes()));
    for other in ["", "code,short\nA9901,x\n", "A9901001003\r\n", "<xml/>"] {
        assert!(!recognise(other.as_bytes()), "{other}");
    }
    let (found, _) = read_lines(&["A9901 nothing\r\n".to_owned()]);
    assert!(
        found
            .unwrap_err()
            .starts_with("HCPC2031_APR_ANWEB.txt:1:1: holds no code")
    );
}

proptest::proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_panic(changes in proptest::collection::vec((0usize..1700, proptest::num::u8::ANY), 0..20), cut in 0usize..1700) {
        let mut bytes = release().concat().into_bytes();
        for (at, byte) in changes {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        bytes.truncate(cut);
        recognise(&bytes);
        let _ = read("a.txt", &bytes, &mut Report::default());
    }
}

#[test]
fn the_mark_of_utf_8_takes_no_record_away() {
    let marked = |lines: &[String]| {
        let mut report = Report::default();
        let bytes = [b"\xEF\xBB\xBF", lines.concat().as_bytes()].concat();
        read("HCPC2031_APR_ANWEB.txt", &bytes, &mut report).unwrap()[1]
            .records
            .len()
    };
    // The first line is a modifier: without a disclaimer, the mark stands before it.
    let lines = &release()[1..];
    let (plain, _) = read_lines(lines);
    assert_eq!(marked(lines), plain.unwrap()[1].records.len());
}
