//! Editions of a set: which of them is the current one is decided once, and the
//! engine that opens the files decides alike, whatever the editions say of their days.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/folder.rs"]
mod folder;

use folder::Folder;
use medcode::engine::{Book, Opening};
use medcode::indexer;

/// An edition by its name and its first day, and what it says of its one code.
fn list((name, from): (&str, &str)) -> Vec<u8> {
    format!("# set: carc\n# edition: {name}\n# from: {from}\ncode,long\n999,Of {name}\n").into_bytes()
}

/// An index needs a tabular list.
const TABULAR: &[u8] = b"<ICD10CM.tabular><version>2026</version><chapter><name>1</name><desc>Made up</desc>\
    <section id=\"A00-A09\"><desc>Block</desc><diag><name>A00</name><desc>Made up</desc></diag></section></chapter>\
    </ICD10CM.tabular>";

/// Indexes editions. `kept` has the names of those that the index keeps, the current
/// one first; the report says something of the others.
fn check(test: &str, editions: &[(&str, &str)], kept: &[&str], says: &[&str]) {
    let lists = editions.iter().map(|&edition| list(edition)).zip(1..);
    let lists: Vec<(String, Vec<u8>)> = lists
        .map(|(list, number)| (format!("{number}.csv"), list))
        .collect();
    let mut files = vec![("tabular-April-2026.xml", TABULAR.to_vec())];
    files.extend(lists.iter().map(|(name, list)| (name.as_str(), list.clone())));
    let folder = Folder::with(test, &files);
    let index = folder.0.join("index");
    let (report, manifest) = indexer::index(std::slice::from_ref(&folder.0), &index).unwrap();
    let report = report.to_string();
    for says in says {
        assert!(report.contains(says), "{says}\n{report}");
    }
    let remarks = report.lines().filter(|line| line.contains(".csv: "));
    let remarks = remarks.filter(|line| !line.starts_with("Read ")).count();
    assert_eq!(remarks, says.len(), "{report}");

    // The files as they come, in any order.
    let mut listed: Vec<_> = manifest
        .files
        .iter()
        .filter(|file| file.part == "codes")
        .collect();
    for _ in 0..2 {
        let mut book = Book::new();
        for file in &listed {
            let bytes = std::fs::read(index.join(&file.name)).unwrap();
            book.add(Opening::whole(&bytes).unwrap());
        }
        let editions = book.editions();
        let editions = editions.iter().filter(|set| set.about().set == "carc");
        let found: Vec<(&str, bool)> = editions
            .map(|set| (&set.about().edition[..], set.is_current()))
            .collect();
        let expect: Vec<(&str, bool)> = kept.iter().zip(0..).map(|(&name, at)| (name, at == 0)).collect();
        assert_eq!(
            found,
            expect,
            "{editions:?}",
            editions = self::editions(&manifest)
        );
        listed.reverse();
    }
    let former = listed.iter().filter(|file| file.former).count();
    assert_eq!(former, kept.len() - 1, "{:?}", self::editions(&manifest));
}

/// The files with codes, and which are of a former edition.
fn editions(manifest: &indexer::manifest::Manifest) -> Vec<(&str, bool)> {
    let files = manifest.files.iter().filter(|file| file.part == "codes");
    files.map(|file| (file.name.as_str(), file.former)).collect()
}

#[test]
fn the_edition_that_begins_last_is_the_current_one_whatever_its_name() {
    check(
        "days",
        &[("b", "2029-01-01"), ("c", "2028-01-01"), ("a", "2030-01-01")],
        &["a", "b", "c"],
        &[],
    );
    check("alone", &[("b", "")], &["b"], &[]);
}

#[test]
fn an_edition_without_days_stands_behind_one_that_has_days_and_that_is_said() {
    check(
        "one-without",
        &[("2031", ""), ("2030", "2030-01-01")],
        &["2030", "2031"],
        &[
            "1.csv: does not say its first day, so Claim adjustment reason codes 2030, which does, was taken for the current edition",
        ],
    );
}

#[test]
fn of_several_editions_without_days_the_one_whose_name_is_last_is_kept_and_that_is_said() {
    check(
        "two-without",
        &[("2030", ""), ("2031", "")],
        &["2031"],
        &[
            "Passed over: 1.csv: does not say its first day, nor does Claim adjustment reason codes 2031, which was taken",
        ],
    );
    check(
        "two-without-one-with",
        &[("2030", ""), ("2031", ""), ("2020", "2020-01-01")],
        &["2020", "2031"],
        &[
            "2.csv: does not say its first day, so",
            "1.csv: does not say its first day, nor does",
        ],
    );
}
