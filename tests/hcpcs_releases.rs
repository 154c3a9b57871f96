//! Releases of HCPCS Level II that stand beside the project: what the importers make of
//! them, against a reading of their own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use medcode::format::facts::Facts;
use medcode::format::notes::Fact;
use medcode::indexer::record::Source;
use medcode::indexer::{self, report::Report};
use support::official::{RELEASE_2019, RELEASE_2025, edition, official_path, read};

fn member(archive: &Path, name: &str) -> Vec<u8> {
    let bytes = std::fs::read(archive).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

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
    let (Some(old), Some(new)) = (official_path(RELEASE_2019), official_path(RELEASE_2025)) else {
        return;
    };
    let (sets, report) = read(&[old.clone(), new.clone()]);
    assert_eq!(report.rejections(), 0, "{report}");
    // CMS: October 2025.
    assert_eq!(codes(edition(&sets, "hcpcs", "2025-10-01")).len(), 8_463);
    assert_eq!(codes(edition(&sets, "modifier", "2025-10-01")).len(), 383);
    for (bytes, from, to) in [
        (std::fs::read(new).unwrap(), "2025-10-01", "2025-12-31"),
        (
            member(&old, "HCPC2019_CONTR_ANWEB.txt"),
            "2019-01-01",
            "2019-12-31",
        ),
    ] {
        let mut found = codes(edition(&sets, "hcpcs", from));
        found.extend(codes(edition(&sets, "modifier", from)));
        assert_eq!(edition(&sets, "hcpcs", from).about.to, to);
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
    let Some(old) = official_path(RELEASE_2019) else {
        return;
    };
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
    let Some(old) = official_path(RELEASE_2019) else {
        return;
    };
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
