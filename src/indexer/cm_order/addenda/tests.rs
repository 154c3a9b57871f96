//! A small list and what a year makes of it, whole and with every fault.

use super::*;
use crate::format::notes::Kind;
use crate::indexer::record::{Notes, Record};

fn line(start: &str, flag: u8, code: &str, title: &str) -> String {
    format!("{start:<13}{flag} {code:<7} {:<60.60} {title}\r\n", title)
}

fn record(depth: u8, name: &str) -> Record {
    Record {
        depth,
        name: name.to_owned(),
        title: format!("title of {name}"),
        ..Record::default()
    }
}

/// A small tabular list: a code, a code with children, one that takes seventh
/// characters.
fn base() -> Source {
    let mut source = Source {
        records: vec![
            record(0, "icd10cm"),
            record(1, "1"),
            record(2, "A00-A05"),
            record(3, "A00"),
            record(3, "A01"),
            record(4, "A010"),
            record(4, "A011"),
            record(3, "A02"),
            record(4, "A020"),
        ],
        ..Source::default()
    };
    source.records[7].groups.push(Notes {
        kind: Kind::SeventhCharacter,
        items: vec![(b'A', "first".to_owned()), (b'D', "later".to_owned())],
    });
    source.about.set = "icd10cm".to_owned();
    source.about.edition = "April 2030".to_owned();
    source.about.from = "2030-04-01".to_owned();
    source
}

/// What a year does to it: a code becomes a heading, one is new, one goes, one is
/// revised; and a seventh character goes.
fn lines() -> Vec<String> {
    vec![
        line("Delete:", 1, "A00", "title of A00"),
        line("Add:", 0, "A00", "title of A00"),
        line("Add:", 1, "A000", "new"),
        line("Delete:", 1, "A011", "title of A011"),
        line("Revise from:", 1, "A010", "title of A010"),
        line("Revise to:", 1, "A010", "better"),
        line("Delete:", 1, "A020XXD", "title of A020, later"),
    ]
}

fn totals(before: u32, after: u32) -> String {
    format!(
        "\r\nHeaders\r\n  3 headers in icd10cm_order_2030.txt\r\n  4 headers in icd10cm_order_2031.txt\r\n\
         \x20 1 additions\r\n  0 deletions\r\n  0 revisions\r\nof which\r\n  0 revisions to long title only\r\n\r\n\
         Codes\r\n  {before} codes in icd10cm_order_2030.txt\r\n  {after} codes in icd10cm_order_2031.txt\r\n\
         \x20 1 additions\r\n  3 deletions\r\n  1 revisions\r\nof which\r\n  1 revisions to both\r\n"
    )
}

fn made(lines: &[String], bases: &[Source]) -> (Option<Source>, String) {
    named("addenda_2031.txt", lines, bases)
}

fn named(file: &str, lines: &[String], bases: &[Source]) -> (Option<Source>, String) {
    let mut report = Report::default();
    let addenda = read(file, lines.concat().as_bytes(), &mut report);
    let source = addenda.edition(bases.iter().collect(), &mut report);
    (source, report.to_string())
}

fn names(source: &Source) -> Vec<(u8, &str, &str)> {
    let records = source.records.iter().skip(3);
    records
        .map(|record| (record.depth, record.name.as_str(), record.title.as_str()))
        .collect()
}

#[test]
fn a_year_makes_its_edition_of_the_one_before() {
    let mut lines = lines();
    lines.push(totals(5, 3));
    let (source, report) = made(&lines, &[base()]);
    assert!(report.contains("Rejected: nothing"), "{report}");
    let source = source.unwrap();
    assert_eq!(
        names(&source),
        [
            (3, "A00", "title of A00"),
            (4, "A000", "new"),
            (3, "A01", "title of A01"),
            (4, "A010", "better"),
            (3, "A02", "title of A02"),
            (4, "A020", "title of A020"),
        ]
    );
    assert_eq!(source.records[8].missing, [b'D']);
    assert_eq!(
        (source.about.from.as_str(), source.about.to.as_str()),
        ("2030-10-01", "2031-09-30")
    );
    assert_eq!(source.about.edition, "FY 2031, with the notes of April 2030");
}

#[test]
fn entries_come_between_others_and_gather_what_belongs_below_them() {
    let lines = [
        line("Add:", 0, "A03", "a category"),
        line("Add:", 1, "A030", "below it"),
        line("Add:", 1, "A06", "beyond the block"),
        totals(5, 7)
            .replace("1 additions", "2 additions")
            .replace("3 deletions", "0 deletions")
            .replace("1 revisions\r", "0 revisions\r"),
    ];
    let (source, report) = made(&lines, &[base()]);
    let source = source.unwrap();
    let tail = &names(&source)[6..];
    assert_eq!(
        tail,
        [
            (3, "A03", "a category"),
            (4, "A030", "below it"),
            (3, "A06", "beyond the block")
        ]
    );
    assert!(
        report.contains("new category `A06` belongs; it was put into A00-A05"),
        "{report}"
    );
    assert!(!report.contains("`A03`"), "{report}");
}

#[test]
fn codes_of_seven_characters_that_nothing_multiplies_are_entries() {
    let lines = [
        line("Delete:", 1, "A010", "title of A010"),
        line("Add:", 0, "A010", "title of A010"),
        line("Add:", 0, "A010X", "x"),
        line("Add:", 0, "A010X1", "x1"),
        line("Add:", 1, "A010X12", "its own"),
        line("Add:", 1, "A020XXS", "title of A020, sequela"),
    ];
    let (source, _) = made(&lines, &[base()]);
    let source = source.unwrap();
    assert!(
        names(&source).contains(&(7, "A010X12", "its own")),
        "{:?}",
        names(&source)
    );
    // A seventh character that is not defined makes entries of all of them.
    for name in ["A020XXA", "A020XXD", "A020XXS"] {
        assert!(
            names(&source)
                .iter()
                .any(|(depth, known, _)| (*depth, *known) == (5, name)),
            "{name}"
        );
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_the_rest_is_done() {
    for (at, wrong, says) in [
        (
            0,
            line("Delete:", 1, "A09", "nothing"),
            "addenda_2031.txt:1:14: deletes `A09`, which April 2030 does not have",
        ),
        (
            3,
            line("Delete:", 0, "A011", "x"),
            ":4:14: deletes `A011` as a heading, but it is a billable code",
        ),
        (
            2,
            line("Add:", 1, "A020", "x"),
            ":3:14: adds `A020`, which is there already",
        ),
        (
            2,
            line("Add:", 7, "A000", "x"),
            ":3:14: `7` is neither 0 (a heading) nor 1",
        ),
        (
            2,
            line("Add:", 1, "a000", "x"),
            ":3:16: `a000` is not written like an ICD-10-CM code",
        ),
        (
            2,
            "Add:         1 A000    short\r\n".to_owned(),
            ":3:85: `A000` has no long title",
        ),
        (
            2,
            "Add:         1 A0\r\n".to_owned(),
            ":3:16: `A0` is not written",
        ),
        (
            2,
            "Addition of A000\r\n".to_owned(),
            ":3:1: begins with none of Add:",
        ),
        (
            5,
            line("Add:", 1, "A012", "x"),
            ":5:1: `A010` is revised, but no line `Revise to:` follows",
        ),
        (
            4,
            line("Add:", 1, "A012", "x"),
            ":6:1: no line `Revise from:` of `A010` stands before",
        ),
        (
            5,
            line("Revise to:", 1, "A011", "x"),
            ":6:1: no line `Revise from:` of `A011`",
        ),
    ] {
        let mut lines = lines();
        // A deletion that fails would make the addition behind it fail as well.
        if at == 3 {
            lines.remove(4);
            lines.remove(4);
        }
        lines[at] = wrong;
        let (source, report) = made(&lines, &[base()]);
        assert!(report.contains(says), "{says}\n{report}");
        assert!(source.is_none_or(|source| names(&source).iter().any(|(_, name, _)| *name == "A020")));
    }
}

#[test]
fn the_totals_choose_the_list_before_and_check_the_one_after() {
    let mut whole = lines();
    whole.push(totals(6, 4));
    let (source, report) = made(&whole, &[base()]);
    assert!(source.is_none());
    assert!(
        report.contains(
            "changes a list of 6 billable codes, which no tabular list here has (April 2030 has 5)"
        ),
        "{report}"
    );
    let (_, report) = made(&whole, &[]);
    assert!(report.contains("(there is none)"), "{report}");

    let mut cut = lines();
    cut.remove(2);
    cut.push(totals(5, 3));
    let (_, report) = made(&cut, &[base()]);
    assert!(
        report.contains("counts 1 additions of codes at its end, but 0 were read"),
        "{report}"
    );
    assert!(
        report.contains("should come to 3 billable codes, but comes to 2"),
        "{report}"
    );

    let (_, report) = made(&lines(), &[base()]);
    assert!(report.contains("does not count its codes at its end"), "{report}");
    let (_, report) = named("addenda.txt", &lines(), &[base()]);
    assert!(
        report.contains("neither its end nor its name says for which fiscal year"),
        "{report}"
    );
}

#[test]
fn a_year_builds_upon_the_year_before_and_gives_way_to_its_tabular_list() {
    let mut first = lines();
    first.push(totals(5, 3));
    let (made_first, _) = made(&first, &[base()]);
    let second = [
        line("Add:", 1, "A03", "a category"),
        totals(3, 4)
            .replace("2031", "2032")
            .replace("2030", "2031")
            .replace("3 deletions", "0 deletions")
            .replace("1 revisions\r", "0 revisions\r"),
    ];
    let (source, report) = made(&second, &[base(), made_first.unwrap()]);
    let source = source.unwrap();
    assert_eq!(
        source.about.edition, "FY 2032, with the notes of April 2030",
        "{report}"
    );
    assert_eq!(source.about.from, "2031-10-01");

    let mut tabular = base();
    tabular.about.from = "2030-10-01".to_owned();
    let (source, report) = made(&first, &[base(), tabular]);
    assert!(
        source.is_none() && report.contains("the tabular list of FY 2031 is there itself"),
        "{report}"
    );
}

#[test]
fn only_addenda_of_diagnoses_are_recognised() {
    assert!(recognise(lines().concat().as_bytes()));
    let procedures = [line("Add:", 1, "02BC0ZX", "x"), line("Add:", 1, "02BC3ZX", "x")];
    assert!(!recognise(procedures.concat().as_bytes()));
    assert!(!recognise(b"Add: one and\nAdd: another"));
}

proptest::proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_panic(changes in proptest::collection::vec((0usize..900, proptest::num::u8::ANY), 0..20), cut in 0usize..1400) {
        let mut text = lines();
        text.push(totals(5, 3));
        let mut bytes = text.concat().into_bytes();
        for (at, byte) in changes {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        bytes.truncate(cut);
        recognise(&bytes);
        let mut report = Report::default();
        let addenda = read("icd10cm_2031.txt", &bytes, &mut report);
        let base = base();
        addenda.edition(vec![&base], &mut report);
    }
}
