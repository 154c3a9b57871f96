//! Order files that are made up, whole and with every fault that a line can have.

use super::*;

fn line(number: u32, code: &str, flag: u8, title: &str) -> String {
    format!("{number:05} {code:<7} {flag} {:<60.60} {title}\n", "short")
}

fn lines() -> Vec<String> {
    vec![
        line(1, "A00", 0, "A category"),
        line(2, "A000", 1, "A code"),
        line(3, "A001", 1, "Another"),
        line(4, "B20", 1, "A category that is a code"),
    ]
}

#[test]
fn a_list_alone_has_every_code_below_its_category() {
    let mut report = Report::default();
    let list = read("icd10cm_order_2031.txt", lines().concat().as_bytes(), &mut report);
    let source = list.edition(Vec::new(), &mut report).unwrap();
    let found: Vec<(u8, &str)> = source
        .records
        .iter()
        .map(|record| (record.depth, record.name.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (0, "icd10cm"),
            (1, "A"),
            (2, "A00-A99"),
            (3, "A00"),
            (4, "A000"),
            (4, "A001"),
            (1, "B"),
            (2, "B00-B99"),
            (3, "B20"),
        ]
    );
    assert_eq!(source.about.counts["billable"], 3);
    assert_eq!(
        (source.about.edition.as_str(), source.about.from.as_str()),
        ("FY 2031", "2030-10-01")
    );
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_the_rest_is_read() {
    for (wrong, says) in [
        (
            "A001 Another\n".to_owned(),
            "2031.txt:3:1: does not begin with an order number",
        ),
        (line(3, "A001", 2, "Another"), ":3:15: `2` is neither 0"),
        (line(3, "A-01", 1, "Another"), ":3:7: `A-01` is not written like"),
        (
            line(3, "A000", 1, "Another"),
            ":3:7: `A000` stands here a second time (the first is in line 2)",
        ),
        (
            "00003 A001    1 Anoth\n".to_owned(),
            ":3:78: `A001` has no long title",
        ),
        ("00003 A001    1\n".to_owned(), ":3:17: `A001` has no long title"),
    ] {
        let mut lines = lines();
        lines[2] = wrong;
        let mut report = Report::default();
        let list = read("icd10cm_order_2031.txt", lines.concat().as_bytes(), &mut report);
        let text = report.to_string();
        assert!(
            text.contains(says) && text.contains("Rejected: 1\n"),
            "{says}\n{text}"
        );
        assert_eq!(list.lines.len(), 3);
    }
}

#[test]
fn only_lists_of_diagnoses_are_recognised() {
    let mut whole = lines();
    whole.push(line(5, "B21", 1, "cut off here"));
    assert!(recognise(whole.concat().as_bytes()));
    let procedures = [
        line(1, "001", 0, "x"),
        line(2, "0016070", 1, "x"),
        line(3, "0016071", 1, "x"),
    ];
    assert!(!recognise(procedures.concat().as_bytes()));
}

proptest::proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_panic(changes in proptest::collection::vec((0usize..400, proptest::num::u8::ANY), 0..20), cut in 0usize..400) {
        let mut bytes = lines().concat().into_bytes();
        for (at, byte) in changes {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        bytes.truncate(cut);
        recognise(&bytes);
        let mut report = Report::default();
        read("icd10cm_2031.txt", &bytes, &mut report).edition(Vec::new(), &mut report);
    }
}
