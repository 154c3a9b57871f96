//! A spreadsheet that is made up, whole and with faults.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::format::notes::Fact;

/// A cell of text; blank ones are left out as spreadsheets leave them out.
fn cell(column: usize, row: usize, text: &str) -> String {
    let letter = char::from(b'A' + column as u8);
    let text = text.replace('&', "&amp;");
    format!("<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

const HEADS: [&str; 8] = [
    "HCPC",
    "SEQNUM",
    "RECID",
    "LONG DESCRIPTION",
    "SHORT DESCRIPTION",
    "PRICE1",
    "ADD DT",
    "ACT EFF DT",
];

fn sheet_xml(rows: &[[&str; 8]]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    xml += &format!("<row r=\"1\">{}</row>", cell(0, 1, "***Disclaimers"));
    for (at, cells) in std::iter::once(&HEADS).chain(rows).enumerate() {
        let row = at + 3;
        xml += &format!("<row r=\"{row}\">");
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            xml += &cell(column, row, text);
        }
        xml += "</row>";
    }
    xml + "</sheetData></worksheet>"
}

fn workbook(sheet: &[u8]) -> Vec<u8> {
    const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>";
    const BOOK: &str = "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    const RELATIONS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    const ROOT: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const ROWS: [[&str; 8]; 4] = [
    ["   QZ", "0010", "7", "Made up", "Made up", "", "", ""],
    [
        "A9901",
        "0010",
        "3",
        "A made-up supply, & more",
        "Supply",
        "32",
        "20190101",
        "20310401",
    ],
    ["A9901", "0020", "4", "of it", "", "", "", ""],
    ["B9902", "0010", "3", "Another", "Other", "", "", ""],
];

#[test]
fn a_sheet_is_read_by_its_headings() {
    let bytes = workbook(sheet_xml(&ROWS).as_bytes());
    assert!(recognise(&bytes));
    let mut report = Report::default();
    let sets = read("a.xlsx", &bytes, &mut report).unwrap();
    assert_eq!(report.rejections(), 0, "{report}");
    let codes = &sets[0];
    assert_eq!(codes.records[2].title, "A made-up supply, & more of it");
    assert_eq!(codes.about.edition, "April 2031");
    let facts = codes.facts.as_ref().unwrap();
    assert!(facts.of(2).any(|fact| fact == (Fact::From, "2019-01-01")));
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_the_rest_is_read() {
    for (wrong, says) in [
        (
            ["B9902", "", "5", "Another", "", "", "", ""],
            "a.xlsx:7:3: `B9902` has a record of type `5`",
        ),
        (
            ["B9902", "", "4", "another", "", "", "", ""],
            ":7:3: continues `B9902`, but no first record",
        ),
        (
            ["A9901", "", "3", "Again", "", "", "", ""],
            ":7:1: `A9901` stands here a second time",
        ),
        (
            ["B9902", "", "3", "", "", "", "", ""],
            ":7:1: `B9902` has no title",
        ),
        (
            ["Bad", "", "3", "Another", "", "", "", ""],
            ":7:1: `Bad` is not a letter and four digits",
        ),
    ] {
        let mut rows = ROWS;
        rows[3] = wrong;
        let mut report = Report::default();
        let sets = read("a.xlsx", &workbook(sheet_xml(&rows).as_bytes()), &mut report).unwrap();
        let report = report.to_string();
        assert!(
            report.contains(says) && report.contains("Rejected: 1\n"),
            "{says}\n{report}"
        );
        assert_eq!(sets[0].records[2].name, "A9901");
    }
}

proptest::proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_panic(changes in proptest::collection::vec((0usize..3000, proptest::num::u8::ANY), 0..6), cut in 1000usize..4000) {
        let mut xml = sheet_xml(&ROWS).into_bytes();
        for (at, byte) in changes {
            if let Some(found) = xml.get_mut(at) {
                *found = byte;
            }
        }
        xml.truncate(cut);
        let bytes = workbook(&xml);
        if recognise(&bytes) {
            let _ = read("a.xlsx", &bytes, &mut Report::default());
        }
    }
}
