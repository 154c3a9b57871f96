//! Folders of files that somebody names: what is in them is told by its content,
//! whatever it is called, and the report says what became of each file.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::io::{Cursor, Write};

use medcode::indexer::record::Source;
use support::folder::Folder;
use support::packages::{GROUPS, WEIGHTS, bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A HCPCS file with a code of each title.
fn hcpcs(titles: &[(&str, &str)]) -> Vec<u8> {
    let line = |(code, title): &(&str, &str)| format!("{code:>5}001003{title:<80}{:<28}\r\n", "Short");
    titles.iter().map(line).collect::<String>().into_bytes()
}

fn about(sets: &[Source]) -> Vec<(&str, &str, usize)> {
    let sets = sets.iter();
    sets.map(|set| (set.about.set.as_str(), set.about.from.as_str(), set.records.len()))
        .collect()
}

#[test]
fn a_file_is_told_by_its_content_and_not_by_its_name() {
    let list = b"# set: carc\ncode,long\n999,Made up\n".to_vec();
    let inner = archive(&[(
        "picture.png",
        &hcpcs(&[("A9901", "Made up"), ("A9902", "Another")]),
    )]);
    let folder = Folder::with(
        "content",
        &[
            ("a/photo.jpg", list),
            (
                "b/letter.doc",
                archive(&[("deeper/x.zip", &inner), ("note.txt", b"Hello")]),
            ),
            ("c/table.csv", b"neither,of,these\n1,2,3\n".to_vec()),
        ],
    );
    let (sets, report) = folder.read();
    assert_eq!(about(&sets), [("hcpcs", "", 4), ("carc", "", 2)]);
    assert_eq!(sets[0].about.source, "letter.doc/deeper/x.zip/picture.png");
    let report = report.to_string();
    for says in [
        "Read photo.jpg: list of codes (CSV)\n        1 codes of Claim adjustment reason codes",
        "Rejected: nothing",
        "letter.doc/note.txt: no format that this indexer reads",
        "table.csv: no format that this indexer reads",
    ] {
        assert!(report.contains(says), "{says}\n{report}");
    }
}

#[test]
fn of_an_edition_that_is_given_twice_the_file_that_has_more_is_taken() {
    let (few, more) = (
        hcpcs(&[("A9901", "Few"), ("A9902", "Few")]),
        hcpcs(&[("A9901", "More"), ("A9902", "More"), ("A9903", "More")]),
    );
    for files in [
        [
            ("1/HCPC2031_JAN.txt", few.clone()),
            ("2/HCPC2031_JAN_v2.txt", more.clone()),
        ],
        [("1/HCPC2031_JAN_v2.txt", more), ("2/HCPC2031_JAN.txt", few)],
    ] {
        let folder = Folder::with("twice", &files);
        let (sets, report) = folder.read();
        assert_eq!(about(&sets), [("hcpcs", "2031-01-01", 5)]);
        assert!(
            report.to_string().contains("Passed over: HCPC2031_JAN.txt: HCPCS Level II January 2031 is given twice; taken was HCPC2031_JAN_v2.txt, which has 5 entries"),
            "{report}"
        );
    }
}

#[test]
fn a_file_that_is_broken_does_not_keep_the_others_from_being_read() {
    let folder = Folder::with(
        "broken",
        &[
            ("1.zip", archive(&[("a.txt", b"some text")])[..60].to_vec()),
            ("2.xml", b"<ICD10CM.tabular>\n <chapter></x>".to_vec()),
            ("3.csv", b"# set: nothing\ncode,long\n1,2\n".to_vec()),
            (
                "4.csv",
                b"# set: rarc\ncode,long\nM999,Made up\nbad,Bad\n".to_vec(),
            ),
        ],
    );
    let (sets, report) = folder.read();
    assert_eq!(about(&sets), [("rarc", "", 2)]);
    let json = serde_json::to_value(&report).unwrap();
    let rejected = json["rejected"].as_array().unwrap();
    assert_eq!(rejected.len(), 4, "{report}");
    assert_eq!(
        (rejected[3]["file"].as_str(), rejected[3]["line"].as_u64()),
        (Some("4.csv"), Some(4))
    );
    for says in [
        "1.zip: no sound zip archive",
        "2.xml:2:11: not well-formed",
        "there is no set `nothing`; known are",
        "4.csv:4:1: `bad` is no code",
    ] {
        assert!(report.to_string().contains(says), "{says}\n{report}");
    }
}

#[test]
fn table_5_is_read_from_the_archive_in_which_it_is_published() {
    let table = bytes(WEIGHTS);
    let groups = bytes(GROUPS);
    let older = String::from_utf8_lossy(&table)
        .replace("FY 2026", "FY 2025")
        .into_bytes();
    let folder = Folder::with(
        "table5",
        &[
            ("1.zip", archive(&[("CMS Table 5.txt", &table)])),
            ("2.zip", archive(&[("CMS Table 5.txt", &older)])),
            ("3.mdb", groups),
        ],
    );
    let (sets, report) = folder.read();
    assert_eq!(report.rejections(), 0, "{report}");
    assert_eq!(
        sets[0].about.source, "3.mdb, 1.zip/CMS Table 5.txt",
        "the later year's weights"
    );
    assert!(
        report
            .to_string()
            .contains("2.zip/CMS Table 5.txt: the weights of fiscal year 2025; those of 1.zip/CMS Table 5.txt were taken"),
        "{report}"
    );
}
