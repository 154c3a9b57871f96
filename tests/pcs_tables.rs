//! ICD-10-PCS tables and definitions: the official files are kept exactly, and
//! make exactly the codes that they say; what is wrong is reported with its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/official.rs"]
mod official;

use medcode::engine::{Book, Opening, OpeningMore};
use medcode::explain::parts;
use medcode::format::Part;
use medcode::format::notes::Kind;
use medcode::indexer::pcs_book;
use medcode::indexer::pcs_definitions::{self, Definitions};
use medcode::indexer::pcs_tables::{self, Axis, Tables};
use medcode::indexer::record::{Notes, Source};
use medcode::indexer::report::Report;
use medcode::indexer::write;
use official::official;

const TABLES: &str = "icd10pcs/icd10pcs_tables_2025.xml";
const DEFINITIONS: &str = "icd10pcs/icd10pcs_definitions_2025.xml";

fn tables() -> Option<(Vec<u8>, Tables)> {
    let bytes = official(TABLES)?;
    let mut report = Report::default();
    let tables = pcs_tables::read(TABLES, &bytes, &mut report).unwrap();
    assert_eq!(report.rejections(), 0, "{report}");
    Some((bytes, tables))
}

fn definitions() -> Option<(Vec<u8>, Definitions)> {
    let bytes = official(DEFINITIONS)?;
    let mut report = Report::default();
    let definitions = pcs_definitions::read(DEFINITIONS, &bytes, &mut report).unwrap();
    assert_eq!(report.rejections(), 0, "{report}");
    Some((bytes, definitions))
}

/// The texts of all elements with one of these names, in order: these files have
/// an element a line.
fn texts(bytes: &[u8], elements: &[&str]) -> Vec<String> {
    let lines = std::str::from_utf8(bytes).unwrap().lines().map(str::trim);
    let texts = lines.filter_map(|line| {
        let (tag, rest) = line.strip_prefix('<')?.split_once('>')?;
        let element = tag.split(' ').next()?;
        let text = rest.strip_suffix(&format!("</{element}>"))?;
        elements.contains(&element).then(|| {
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        })
    });
    texts.collect()
}

/// Says the first text that is not kept, rather than all.
fn same(said: &[String], kept: &[String]) {
    let differ = said.iter().zip(kept).find(|(said, kept)| said != kept);
    assert_eq!(differ, None);
    assert_eq!(said.len(), kept.len());
}

#[test]
fn the_official_tables_make_exactly_the_codes_that_they_say() {
    let Some((bytes, tables)) = tables() else { return };
    assert!(pcs_tables::recognise(&bytes));
    let about = &tables.about;
    assert_eq!(
        (&about.edition[..], &about.from[..], &about.to[..]),
        ("FY 2025", "2024-10-01", "2025-09-30")
    );
    let counts: Vec<(&str, u64)> = about
        .counts
        .iter()
        .map(|(name, &count)| (&name[..], count))
        .collect();
    assert_eq!(
        counts,
        [
            ("billable", 78_948),
            ("definitions of operations", 852),
            ("rows", 2661),
            ("tables", 908)
        ]
    );
    let codes = tables.codes();
    assert_eq!(codes.len(), 78_948);
    assert!(codes.is_sorted());

    // Every title, label and definition is kept, in order.
    let mut kept = Vec::new();
    let mut keep = |axis: &Axis| {
        kept.push(axis.title.clone());
        kept.extend(axis.values.iter().map(|value| value.label.clone()));
    };
    for table in &tables.tables {
        table.axes.iter().for_each(&mut keep);
        table.rows.iter().flat_map(|row| &row.axes).for_each(&mut keep);
    }
    same(&texts(&bytes, &["title", "label"])[1..], &kept);
    let kept: Vec<String> = tables
        .tables
        .iter()
        .map(|table| table.definition.clone())
        .collect();
    let kept: Vec<String> = kept
        .into_iter()
        .filter(|definition| !definition.is_empty())
        .collect();
    same(&texts(&bytes, &["definition"]), &kept);
}

#[test]
fn a_value_means_what_its_own_row_says() {
    let Some((_, tables)) = tables() else { return };
    for (code, place, label) in [
        ("0016070", 7, Some("Nasopharynx")),
        ("0SRB0JZ", 4, Some("Hip Joint, Left")),
        ("3E01301", 7, None),
        ("0SRB0JI", 7, None),
    ] {
        let labels = tables.labels(&code.as_bytes().try_into().unwrap());
        assert_eq!(labels.map(|labels| labels[place - 1].1), label, "{code}");
    }
    // In one table, one character at one place means two things.
    let meanings = |first: &str| {
        let mut found: Vec<&str> = Vec::new();
        for code in tables
            .codes()
            .iter()
            .filter(|code| code.starts_with(first.as_bytes()) && code[6] == b'0')
        {
            found.push(tables.labels(code).unwrap()[6].1);
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    assert_eq!(meanings("3E0"), ["Autologous", "Influenza Vaccine"]);
}

#[test]
fn the_official_definitions_are_kept_in_order_and_found_by_value() {
    let Some((bytes, definitions)) = definitions() else {
        return;
    };
    let mut kept = Vec::new();
    let mut section = 0;
    for axis in &definitions.axes {
        if axis.section != section {
            kept.push(axis.section_title.clone());
            section = axis.section;
        }
        kept.push(axis.title.clone());
        for term in &axis.terms {
            kept.extend(term.titles.iter().cloned());
            let items = term.groups.iter().flat_map(|group| &group.items);
            kept.extend(items.map(|(_, text)| text.clone()));
        }
    }
    for device in &definitions.devices {
        kept.extend([device.device.clone(), device.operation.clone()]);
        kept.extend(device.systems.iter().cloned());
        kept.push(device.parent.1.clone());
    }
    let wanted = [
        "title",
        "definition",
        "explanation",
        "includes",
        "device",
        "operation",
        "bodySys",
        "parent",
    ];
    same(&texts(&bytes, &wanted)[1..], &kept);
    assert_eq!((definitions.axes.len(), definitions.devices.len()), (31, 60));

    let says = |section, place, label| {
        let term = definitions.of(section, place, label)?;
        Some(term.groups[0].items[0].1.as_str())
    };
    assert_eq!(
        says(b'0', 3, "Detachment"),
        Some("Cutting off all or a portion of the upper or lower extremities")
    );
    assert_eq!(says(b'0', 4, "1st Toe, Right"), Some("Hallux"));
    assert_eq!(says(b'1', 4, "1st Toe, Right"), None);
}

#[test]
fn operations_are_defined_alike_by_both_files() {
    let (Some((_, tables)), Some((_, definitions))) = (tables(), definitions()) else {
        return;
    };
    for table in tables.tables.iter().filter(|table| !table.definition.is_empty()) {
        let operation = &table.axes[2].values[0];
        let term = definitions.of(table.code[0], 3, &operation.label).unwrap();
        assert_eq!(term.groups[0].items[0].1, table.definition, "{}", operation.label);
    }
}

const HEAD: &str = "<?xml version=\"1.0\"?>\n<ICD10PCS.tabular><version>2025</version>\n";

/// A made-up table with rows.
fn table(rows: &str) -> String {
    let axis = |place, code, title, label| {
        format!(
            "<axis pos=\"{place}\" values=\"1\"><title>{title}</title><label code=\"{code}\">{label}</label></axis>"
        )
    };
    let named = [
        axis(1, '0', "Section", "Work"),
        axis(2, 'A', "Place", "Bench"),
        axis(3, 'B', "Operation", "Sawing"),
    ];
    format!("<pcsTable>{}\n{rows}\n</pcsTable>", named.concat())
}

/// A made-up row with as many values as `counts` says, from 0 on.
fn row(said: &str, counts: [usize; 4]) -> String {
    let axes = counts.iter().zip(4..).map(|(&count, place)| {
        let labels = (0..count).map(|at| format!("<label code=\"{at}\">Value {at}</label>"));
        let labels = labels.collect::<String>();
        format!("<axis pos=\"{place}\" values=\"{count}\"><title>Axis</title>{labels}</axis>")
    });
    format!("<pcsRow codes=\"{said}\">{}</pcsRow>", axes.collect::<String>())
}

/// Reads made-up tables: the codes, and the report's lines.
fn check(xml: &str, codes: &[&str], faults: &[&str]) {
    let mut report = Report::default();
    let got: Vec<String> = match pcs_tables::read("made-up.xml", xml.as_bytes(), &mut report) {
        Ok(tables) => tables
            .codes()
            .iter()
            .map(|code| String::from_utf8_lossy(code).into_owned())
            .collect(),
        Err(fault) => vec![fault],
    };
    assert_eq!(got, codes, "{xml}");
    let report = report.to_string();
    let found: Vec<&str> = report
        .lines()
        .filter_map(|line| line.strip_prefix("  made-up.xml:"))
        .collect();
    assert_eq!(found, faults, "{xml}");
}

#[test]
fn codes_are_multiplied_out_within_a_row_and_never_across_rows() {
    let rows = [
        row("4", [1, 2, 1, 2]),
        row("1", [1, 1, 1, 1]).replace("code=\"0\"", "code=\"Z\""),
    ];
    check(
        &format!("{HEAD}{}</ICD10PCS.tabular>", table(&rows.concat())),
        &["0AB0000", "0AB0001", "0AB0100", "0AB0101", "0ABZZZZ"],
        &[],
    );
}

#[test]
fn what_is_wrong_in_tables_is_reported_with_its_place() {
    let whole = |tables: &str| format!("{HEAD}{tables}</ICD10PCS.tabular>");
    let good = row("1", [1, 1, 1, 1]);
    for (xml, codes, faults) in [
        (
            whole(&table(&format!("{}\n{good}", row("5", [1, 2, 1, 2])))),
            &["0AB0000"][..],
            &["4:1: the row says that it has 5 codes, and its values make 4; it was left out"][..],
        ),
        (
            whole(&table(&format!("{good}<rough/>"))),
            &["0AB0000"],
            &["4:356: <rough> is not known here; it was left out"],
        ),
        (
            whole(&table(&format!(
                "{}\n{good}",
                good.replace("code=\"0\"", "code=\"I\"")
            ))),
            &["0AB0000"],
            &[],
        ),
        (
            whole(&table(&format!(
                "{}\n{good}",
                good.replace(" pos=\"5\"", " pos=\"6\"")
            ))),
            &["0AB0000"],
            &["4:1: a row without values for the fourth to the seventh character; it was left out"],
        ),
        (
            whole(&format!("<pcsTable>{good}</pcsTable>{}", table(&good))),
            &["0AB0000"],
            &["3:1: a table without its first three characters, one value each; it was left out"],
        ),
        (
            whole(&format!("{}{}", table(&good), table(&good))),
            &["0AB0000"],
            &["5:12: table 0AB stands here a second time; it was left out"],
        ),
        (
            whole(&table("<pcsRow codes=\"1\">")),
            &[
                "made-up.xml:5:1: not well-formed XML (expected 'pcsRow' tag, not 'pcsTable' at 5:1); fetch the file again",
            ],
            &[],
        ),
        (
            whole(""),
            &["made-up.xml:1:1: holds no table; fetch the file again"],
            &[],
        ),
    ] {
        // A value that cannot be is told by each axis that has it, and then by the row.
        if xml.contains("code=\"I\"") {
            let mut report = Report::default();
            let tables = pcs_tables::read("made-up.xml", xml.as_bytes(), &mut report).unwrap();
            assert_eq!((tables.codes().len(), report.rejections()), (1, 9), "{report}");
        } else {
            check(&xml, codes, faults);
        }
    }
}

#[test]
fn what_is_wrong_in_definitions_is_reported_with_its_place() {
    let whole = |terms: &str| {
        format!(
            "<ICD10PCS.definitions><section code=\"0\"><title>Work</title><axis pos=\"3\"><title>Operation</title>\n{terms}\n\
             </axis></section></ICD10PCS.definitions>"
        )
    };
    let good = "<terms><title>Sawing</title><definition>Parting wood</definition></terms>";
    for (xml, terms, faults) in [
        (whole(good), 1, &[][..]),
        (
            whole(&format!("<terms><title>Gluing</title></terms>\n{good}")),
            1,
            &["2:1: a term that has no title, or of which nothing is said; it was left out"],
        ),
        (
            whole(&good.replace("</terms>", "<rough>x</rough></terms>")),
            1,
            &["2:66: <rough> is not known here; it was left out"],
        ),
    ] {
        let mut report = Report::default();
        let definitions = pcs_definitions::read("made-up.xml", xml.as_bytes(), &mut report).unwrap();
        assert_eq!(definitions.axes[0].terms.len(), terms, "{xml}");
        let report = report.to_string();
        let found: Vec<&str> = report
            .lines()
            .filter_map(|line| line.strip_prefix("  made-up.xml:"))
            .collect();
        assert_eq!(found, faults, "{xml}");
    }
    let fault = pcs_definitions::read("made-up.xml", whole("<terms>").as_bytes(), &mut Report::default());
    assert_eq!(
        fault.unwrap_err(),
        "made-up.xml:3:1: not well-formed XML (expected 'terms' tag, not 'axis' at 3:1); fetch the file again"
    );
}

#[test]
fn damaged_files_never_panic() {
    let tables = format!("{HEAD}{}</ICD10PCS.tabular>", table(&row("4", [1, 2, 1, 2])));
    mutate::each(tables.as_bytes(), |bytes| {
        if let Ok(tables) = pcs_tables::read("made-up.xml", bytes, &mut Report::default()) {
            tables.codes();
        }
    });
    let definitions = "<ICD10PCS.definitions><section code=\"0\"><title>A</title><axis pos=\"3\"><title>B</title><terms><title>C\
        </title><definition>D</definition></terms></axis></section><deviceAggregation><aggregate><device>E</device><parent \
        value=\"7\">F</parent></aggregate></deviceAggregation></ICD10PCS.definitions>";
    mutate::each(definitions.as_bytes(), |bytes| {
        let _ = pcs_definitions::read("made-up.xml", bytes, &mut Report::default());
    });
}

/// Adds a set to a book by way of its files, and proves that they give back every
/// record.
fn add(book: &mut Book, source: &Source) {
    let files = write::volume(&source.about.set, &[source]).unwrap();
    let bytes = |part: Part| &files.iter().find(|file| file.part == part).unwrap().bytes;
    println!(
        "{}: {} bytes, {} of notes",
        source.about.set,
        bytes(Part::Tabular).len(),
        bytes(Part::Notes).len()
    );
    book.add(Opening::whole(bytes(Part::Tabular)).unwrap());
    let notes = OpeningMore::whole(bytes(Part::Notes), book).unwrap();
    book.add_more(notes);
    let set = book
        .sets()
        .iter()
        .find(|set| set.scheme().set == source.about.set)
        .and_then(|set| set.tabular())
        .unwrap();
    let (list, notes) = (set.list(), set.notes().unwrap());
    assert_eq!(list.len(), source.records.len());
    for (entry, record) in source.records.iter().enumerate() {
        assert_eq!(list.name(entry), record.name.as_bytes());
        assert_eq!(list.words.text(list.titles.get(entry)), record.title);
        let groups = notes.groups(entry).map(|view| Notes {
            kind: view.kind,
            items: notes
                .items(view)
                .map(|(label, text)| (label, list.words.text(text)))
                .collect(),
        });
        assert_eq!(groups.collect::<Vec<_>>(), record.groups, "{}", record.name);
    }
}

#[test]
fn the_books_of_tables_and_definitions_leave_nothing_out() {
    let (Some((_, tables)), Some((_, definitions))) = (tables(), definitions()) else {
        return;
    };
    let mut book = Book::new();
    let source = pcs_book::tables(&tables, Some(&definitions));
    // Every axis of every table and row, in order.
    let values = |axis: &Axis| {
        let values = axis.values.iter().map(|value| (value.code, value.label.clone()));
        std::iter::once((0, axis.title.clone()))
            .chain(values)
            .collect::<Vec<_>>()
    };
    let wanted: Vec<_> = tables
        .tables
        .iter()
        .flat_map(|table| {
            table
                .axes
                .iter()
                .chain(table.rows.iter().flat_map(|row| &row.axes))
        })
        .map(values)
        .collect();
    let groups = source.records.iter().flat_map(|record| &record.groups);
    let kept: Vec<_> = groups
        .filter(|group| group.kind == Kind::Values)
        .map(|group| group.items.clone())
        .collect();
    assert_eq!(wanted.len(), 3 * 908 + 4 * 2661);
    assert!(wanted == kept, "a value is lost");
    let named = |depth| {
        source
            .records
            .iter()
            .filter(|record| record.depth == depth)
            .count()
    };
    assert_eq!([named(1), named(2), named(3)], [17, 114, 908]);
    add(&mut book, &source);
    let source = pcs_book::definitions(&definitions);
    assert_eq!(source.records.len(), 1 + 16 + 31 + 1066 + 1 + 60);
    add(&mut book, &source);

    // What the tables say of a code is what its own row says.
    for code in tables.codes().iter().step_by(997) {
        let found = parts(&book, std::str::from_utf8(code).unwrap());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|part| (&part.axis[..], &part.labels[0][..]))
            .collect();
        assert_eq!(found, tables.labels(code).unwrap());
    }
    let none: &[&str] = &[];
    for (code, place, axis, labels, kind) in [
        (
            "0SRB0JZ",
            3,
            "Operation",
            &["Replacement"][..],
            Some(Kind::Definition),
        ),
        (
            "0SRB0JZ",
            4,
            "Body Part",
            &["Hip Joint, Left"],
            Some(Kind::Includes),
        ),
        ("0SRB0JZ", 7, "Qualifier", &["No Qualifier"], None),
        (
            "GZ10ZZZ",
            4,
            "Qualifier",
            &["Developmental"],
            Some(Kind::Definition),
        ),
        ("0SRB", 4, "Body Part", &["Hip Joint, Left"], Some(Kind::Includes)),
        ("0SR", 3, "Operation", &["Replacement"], Some(Kind::Definition)),
        ("F0", 2, "Section Qualifier", &["Rehabilitation"], None),
        ("0", 1, "Section", &["Medical and Surgical"], None),
        // Which it is, only the last character says.
        (
            "XW03366",
            6,
            "Device / Substance / Technology",
            &["Lefamulin Anti-infective"],
            Some(Kind::Includes),
        ),
        ("0SRB0JI", 7, "", none, None),
        ("0SRB0JZZ", 7, "", none, None),
        ("0SRZ", 1, "", none, None),
        ("ZZZ", 1, "", none, None),
        ("", 1, "", none, None),
        ("é", 1, "", none, None),
    ] {
        let parts = parts(&book, code);
        let part = parts.get(place - 1);
        let said = part.map_or(("", Vec::new(), None), |part| {
            let labels = part.labels.iter().map(String::as_str).collect();
            (
                &part.axis[..],
                labels,
                part.groups.first().map(|group| group.kind),
            )
        });
        assert_eq!(said, (axis, labels.to_vec(), kind), "{code}");
    }
    let open = parts(&book, "XW0336");
    assert!(open[5].labels.len() > 1, "{:?}", open[5].labels);
}
