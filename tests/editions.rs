//! Editions of a set: which of them is the current one is decided once, and the
//! engine that opens the files decides alike, whatever the editions say of their days.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::indexer;
use support::books;
use support::folder::Folder;
use support::official::{ADDENDA, RELEASE_2019, RELEASE_2025, official_path};
use support::packages::{TABULAR, package};

/// An edition by its name and its first day, and what it says of its one code.
fn list((name, from): (&str, &str)) -> Vec<u8> {
    format!("# set: carc\n# edition: {name}\n# from: {from}\ncode,long\n999,Of {name}\n").into_bytes()
}

/// An index needs a tabular list.
const MADE_UP: &[u8] = b"<ICD10CM.tabular><version>2026</version><chapter><name>1</name><desc>Made up</desc>\
    <section id=\"A00-A09\"><desc>Block</desc><diag><name>A00</name><desc>Made up</desc></diag></section></chapter>\
    </ICD10CM.tabular>";

/// Indexes editions. `kept` has the names of those that the index keeps, the current
/// one first; the report says something of the others.
fn check(test: &str, editions: &[(&str, &str)], kept: &[&str], says: &[&str]) {
    let lists = editions.iter().map(|&edition| list(edition)).zip(1..);
    let lists: Vec<(String, Vec<u8>)> = lists
        .map(|(list, number)| (format!("{number}.csv"), list))
        .collect();
    let mut brought = vec![("tabular-April-2026.xml", MADE_UP.to_vec())];
    brought.extend(lists.iter().map(|(name, list)| (name.as_str(), list.clone())));
    let folder = Folder::with(test, &brought);
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
        let book = books::of_index(&index, listed.iter().copied());
        let editions = book.editions();
        let editions = editions.iter().filter(|set| set.about().set == "carc");
        let found: Vec<(&str, bool)> = editions
            .map(|set| (&set.about().edition[..], set.is_current()))
            .collect();
        let expect: Vec<(&str, bool)> = kept.iter().zip(0..).map(|(&name, at)| (name, at == 0)).collect();
        assert_eq!(found, expect, "{:?}", files(&manifest));
        listed.reverse();
    }
    let former = listed.iter().filter(|file| file.former).count();
    assert_eq!(former, kept.len() - 1, "{:?}", files(&manifest));
}

/// The files with codes, and which are of a former edition.
fn files(manifest: &indexer::manifest::Manifest) -> Vec<(&str, bool)> {
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

#[test]
fn older_editions_stand_beside_the_newest_under_their_first_day() {
    let (Some(old), Some(new), Some(addenda)) = (
        official_path(RELEASE_2019),
        official_path(RELEASE_2025),
        official_path(ADDENDA),
    ) else {
        return;
    };
    let out = std::env::temp_dir().join(format!("medcode-editions-{}", std::process::id()));
    let (_, manifest) = indexer::index(&[old, new, addenda, package(TABULAR)], &out).unwrap();
    let editions = |set: &str| -> Vec<(&str, &str)> {
        let has = |file: &&indexer::manifest::Listed| {
            file.part == "codes" && file.sets.iter().any(|one| one == set)
        };
        let files = manifest.files.iter().filter(has);
        let mut days: Vec<&str> = manifest
            .sets
            .iter()
            .filter(|edition| edition.set == set)
            .map(|edition| edition.from.as_str())
            .collect();
        days.sort_unstable_by(|a, b| b.cmp(a));
        files.map(|file| file.name.as_str()).zip(days).collect()
    };
    for (set, expect) in [
        (
            "icd10cm",
            [
                ("icd10cm.mcx", "2026-10-01"),
                ("icd10cm-2026-04-01.mcx", "2026-04-01"),
            ],
        ),
        (
            "hcpcs",
            [
                ("hcpcs.mcx", "2025-10-01"),
                ("hcpcs-2019-01-01.mcx", "2019-01-01"),
            ],
        ),
        (
            "modifier",
            [
                ("hcpcs.mcx", "2025-10-01"),
                ("modifier-2019-01-01.mcx", "2019-01-01"),
            ],
        ),
    ] {
        assert_eq!(editions(set), expect);
    }
    let mut names: Vec<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "no file overwrites another");
    assert!(names.contains(&"hcpcs-2019-01-01-facts.mcx"), "{names:?}");
    for file in &manifest.files {
        let bytes = std::fs::read(out.join(&file.name)).unwrap();
        assert_eq!(indexer::write::sha256(&bytes), file.sha256, "{}", file.name);
    }
    std::fs::remove_dir_all(out).unwrap();
}
