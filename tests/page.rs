//! The page of a code: its parts, the codes around it, the notes that name it, two codes
//! side by side, and copies of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::engine::{Book, Set};
use medcode::explain::{Asked, Copy, Page, compare, copy, show, show_on};
use medcode::format::notes::Kind;
use support::shipped::shipped;

fn book() -> &'static Book {
    &shipped().0
}

fn page(code: &str) -> Page {
    show(book(), code).unwrap_or_else(|| panic!("{code} is not known"))
}

/// Text, name and meaning of each part.
fn parts(code: &str) -> Vec<(String, String, String)> {
    let parts = page(code).anatomy.into_iter();
    parts.map(|part| (part.text, part.name, part.meaning)).collect()
}

fn has_parts(code: &str, expected: &[(&str, &str, &str)]) {
    let parts = parts(code);
    let parts: Vec<(&str, &str, &str)> = parts
        .iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
        .collect();
    assert_eq!(parts, expected, "{code}");
}

#[test]
fn diagnoses_are_taken_apart() {
    has_parts(
        "S72.042A",
        &[
            ("S72", "category", "Fracture of femur"),
            ("0", "site", "Fracture of head and neck of femur"),
            ("4", "site", "Fracture of base of neck of femur"),
            (
                "2",
                "kind and side",
                "Displaced fracture of base of neck of left femur",
            ),
            ("A", "encounter", "initial encounter for closed fracture"),
        ],
    );
    let filled = "An empty place, filled so that the next character stands where it belongs.";
    has_parts(
        "W56.21XD",
        &[
            ("W56", "category", "Contact with nonvenomous marine animal"),
            ("2", "detail", "Contact with orca"),
            ("1", "detail", "Bitten by orca"),
            ("X", "placeholder", filled),
            ("D", "encounter", "subsequent encounter"),
        ],
    );
    // Together they are the code, whichever it is.
    for set in sets("icd10cm") {
        for row in set.rows().step_by(211) {
            let code = set.code(row);
            let text: String = parts(&code).into_iter().map(|(text, ..)| text).collect();
            assert_eq!(text, code.replace('.', ""), "{code}");
        }
    }
}

fn sets(name: &str) -> impl Iterator<Item = Set<'static>> {
    book()
        .sets()
        .into_iter()
        .filter(move |set| set.scheme().set == name)
}

#[test]
fn codes_of_other_sets_are_taken_apart() {
    has_parts(
        "tob:0111",
        &[
            ("0", "leading zero", "Always 0, and often left out."),
            ("1", "facility", "Hospital bill"),
            ("1", "care", "Hospital, inpatient"),
            ("1", "bill in its series", "whole stay or course of care"),
        ],
    );
    has_parts(
        "J1885",
        &[
            ("J", "section", "Drugs by shot, vein or machine"),
            ("1885", "number in it", "Ketorolac (Toradol), 15 mg"),
        ],
    );
    has_parts(
        "revenue:0450",
        &[
            ("045", "category", "Emergency room"),
            ("0", "detail", "Emergency room visit"),
        ],
    );
    let names: Vec<String> = parts("ndc:0002-8215-01")
        .into_iter()
        .map(|(text, name, _)| text + " " + &name)
        .collect();
    assert_eq!(names, ["00002 labeler", "8215 product", "01 package"]);
    let group = parts("msdrg:470");
    assert_eq!(group[1].0, "MDC 08");
    assert_eq!(
        (group[2].1.as_str(), group[2].2.as_str()),
        ("kind of stay", "Surgical")
    );
    assert_eq!(group[3].0, "without MCC");
    assert!(page("Chapter 2").anatomy.is_empty() && page("carc:45").anatomy.is_empty());
}

#[test]
fn a_procedure_is_taken_apart_and_each_other_choice_is_a_code() {
    let axes: Vec<String> = parts("0SR90J9")
        .into_iter()
        .map(|(text, name, _)| text + " " + &name)
        .collect();
    let expected = [
        "0 Section",
        "S Body System",
        "R Operation",
        "9 Body Part",
        "0 Approach",
        "J Device",
        "9 Qualifier",
    ];
    assert_eq!(axes, expected);
    let last = parts("0SR90J9").pop().unwrap();
    assert_eq!(last.2, "Cemented");
    let variants = page("0SR90J9").variants;
    let qualifiers: Vec<&str> = variants
        .last()
        .unwrap()
        .codes
        .iter()
        .map(|(value, _)| value.title.as_str())
        .collect();
    assert_eq!(qualifiers, ["Uncemented", "No qualifier"]);
    let body_parts: Vec<&str> = variants[0]
        .codes
        .iter()
        .map(|(value, _)| value.title.as_str())
        .collect();
    assert_eq!(variants[0].axis, "Body Part");
    assert!(body_parts.contains(&"Left Hip Joint") && !body_parts.contains(&"Right Hip Joint"));
    let mut seen = 0;
    for set in sets("icd10pcs") {
        for row in set.rows().step_by(997) {
            let code = set.code(row);
            for (value, whole) in page(&code).variants.iter().flat_map(|variants| &variants.codes) {
                let differing = code
                    .chars()
                    .zip(whole.code.chars())
                    .filter(|(one, other)| one != other)
                    .count();
                assert_eq!(differing, 1, "{code} {}", whole.code);
                assert!(
                    whole.billable && whole.code.starts_with(&value.code),
                    "{code} {}",
                    whole.code
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn the_same_code_of_another_side_is_one_step_away() {
    let sides = |code: &str| -> Vec<(&str, String)> {
        page(code)
            .sides
            .into_iter()
            .map(|one| (one.side, one.link.code))
            .collect()
    };
    let expect = |pairs: &[(&'static str, &str)]| -> Vec<(&str, String)> {
        pairs
            .iter()
            .map(|&(side, code)| (side, code.to_owned()))
            .collect()
    };
    let hip = expect(&[
        ("right", "S72.001A"),
        ("left", "S72.002A"),
        ("unspecified", "S72.009A"),
    ]);
    assert_eq!(sides("S72.001A"), hip);
    assert_eq!(sides("S72.009A"), hip);
    let eye = expect(&[
        ("right", "E11.3211"),
        ("left", "E11.3212"),
        ("bilateral", "E11.3213"),
        ("unspecified", "E11.3219"),
    ]);
    assert_eq!(sides("E11.3212"), eye);
    let severity = expect(&[("with MCC", "469"), ("without MCC", "470")]);
    assert_eq!(sides("msdrg:470"), severity);
    let three = expect(&[("with MCC", "193"), ("with CC", "194"), ("without CC/MCC", "195")]);
    assert_eq!(sides("msdrg:194"), three);
    assert!(sides("I21.9").is_empty() && sides("E11.9").is_empty());
    // A displaced fracture is no side of one that is not.
    assert!(
        !sides("S72.041A")
            .iter()
            .any(|(_, code)| code.starts_with("S72.04") && code > &"S72.043Z".to_owned())
    );
}

#[test]
fn codes_that_say_more_or_less_stand_beside() {
    let codes = |links: Vec<medcode::explain::Link>| -> Vec<String> {
        links.into_iter().map(|link| link.code).collect()
    };
    assert!(codes(page("I21.9").closer).contains(&"I21.4".to_owned()));
    assert!(codes(page("E11.42").wider).contains(&"E11.40".to_owned()));
    assert!(page("I21.4").closer.is_empty());
}

#[test]
fn notes_elsewhere_that_name_a_code_are_found_and_stand_there() {
    let mentions = page("E11.40").mentions;
    assert!(mentions.len() > 20);
    for one in &mentions {
        let there = page(&one.from.address());
        let own = there
            .groups
            .iter()
            .filter(|group| group.from.is_none() && group.kind == one.kind);
        let stands = own
            .flat_map(|group| &group.notes)
            .any(|note| note.text == one.note.text);
        assert!(stands, "{} {}", one.from.code, one.note.text);
    }
    // Those that name this very category come before whole chapters.
    assert!(mentions[0].note.text.contains("E11"), "{}", mentions[0].note.text);
    let last = &mentions.last().unwrap().note.text;
    assert!(last.contains("A00-R94"), "{last}");
    // Every note of the list that names the category by itself is among them.
    let mut report = medcode::indexer::report::Report::default();
    let source = support::source(&mut report);
    let texts = source.records.iter().flat_map(|record| &record.groups);
    let texts = texts.flat_map(|group| &group.items).map(|(_, text)| text);
    let mut met = 0;
    for text in texts.filter(|text| text.contains("E11.-")) {
        assert!(mentions.iter().any(|one| one.note.text == *text), "{text}");
        met += 1;
    }
    assert!(met >= 3, "{met}");
    let insulin = page("Z79.4").mentions;
    assert!(
        insulin
            .iter()
            .any(|one| one.from.code == "E11" && one.kind == Kind::UseAdditionalCode)
    );
}

#[test]
fn what_the_title_says_of_its_use_is_told_with_its_words() {
    let said = |code: &str| -> Vec<(&str, String)> {
        page(code)
            .remarks
            .into_iter()
            .map(|one| (one.about, one.quote))
            .collect()
    };
    assert!(said("H42").contains(&("Place on a claim", "diseases classified elsewhere".to_owned())));
    assert_eq!(said("W56.21XD")[0].0, "Place on a claim");
    assert!(said("C50.411").contains(&("Word for sex in the title", "female".to_owned())));
    assert!(said("P22.0").contains(&("Word for age in the title", "newborn".to_owned())));
    assert!(said("E11.9").is_empty());
}

#[test]
fn two_codes_stand_side_by_side() {
    let compared = compare(book(), ["E11.40", "E11.65"], "").unwrap();
    let row = |asked| {
        compared
            .rows
            .iter()
            .find(|row| row.asked == asked)
            .unwrap()
            .values
            .clone()
    };
    assert_eq!(row(Asked::Billable), ["yes", "yes"]);
    assert!(row(Asked::Within)[0].starts_with("E11.4 ") && row(Asked::Within)[1].starts_with("E11.6 "));
    assert!(compared.shared > 10);
    let parted = compare(book(), ["E11.9", "E10.9"], "").unwrap();
    assert!(parted.only[0].iter().any(|one| one.note.text.contains("E10.-")));
    assert!(!parted.check.findings.is_empty());
    assert!(compare(book(), ["E11.9", "nothing"], "").is_none());
}

#[test]
fn a_code_is_copied_in_four_forms() {
    let page = page("S72.042A");
    assert_eq!(copy(&page, Copy::Code), "S72.042A");
    let text = copy(&page, Copy::Text);
    assert!(
        text.starts_with("S72.042A Displaced fracture of base of neck of left femur, initial encounter"),
        "{text}"
    );
    assert!(text.contains("ICD-10-CM, April 2026 edition, billable"), "{text}");
    assert!(
        text.contains("In plain words (Medcode’s): Out-of-place break"),
        "{text}"
    );
    assert!(copy(&page, Copy::Markdown).starts_with("**S72.042A** "));
    assert!(copy(&page, Copy::Html).starts_with("<p><strong>S72.042A</strong> "));
    let table = copy(&page, Copy::Csv);
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].starts_with("ICD-10-CM,April 2026,S72.042A,\"Displaced fracture of base"),
        "{table}"
    );
    // Signs of the forms themselves are no signs in a title.
    let mut odd = page;
    odd.title = "a <b> & \"c\", *d*".into();
    odd.plain = None;
    assert!(copy(&odd, Copy::Html).contains("a &lt;b&gt; &amp; &quot;c&quot;, *d*"));
    assert!(copy(&odd, Copy::Markdown).contains("a \\<b\\> & \"c\", \\*d\\*"));
    assert!(copy(&odd, Copy::Csv).contains("\"a <b> & \"\"c\"\", *d*\""));
}

#[test]
fn a_page_of_a_day_has_all_that_the_page_of_today_has() {
    let today = page("S72.042A");
    let then = show_on(book(), "S72.042A", "2026-05-01").unwrap();
    assert_eq!(then.on.as_ref().unwrap().valid, Some(true));
    assert_eq!(
        (then.plain, then.anatomy, then.sides),
        (today.plain, today.anatomy, today.sides)
    );
}
