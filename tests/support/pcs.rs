//! ICD-10-PCS tables and definitions: the official ones, and made-up ones.

use medcode::indexer::pcs_definitions::{self, Definitions};
use medcode::indexer::pcs_tables::{self, Tables};
use medcode::indexer::report::Report;

use super::official::official;

const TABLES: &str = "icd10pcs/icd10pcs_tables_2025.xml";
const DEFINITIONS: &str = "icd10pcs/icd10pcs_definitions_2025.xml";

/// The official tables: the file, and what is read of it.
pub fn tables() -> Option<(Vec<u8>, Tables)> {
    let bytes = official(TABLES)?;
    let mut report = Report::default();
    let tables = pcs_tables::read(TABLES, &bytes, &mut report).unwrap();
    assert_eq!(report.rejections(), 0, "{report}");
    Some((bytes, tables))
}

/// The official definitions: the file, and what is read of it.
pub fn definitions() -> Option<(Vec<u8>, Definitions)> {
    let bytes = official(DEFINITIONS)?;
    let mut report = Report::default();
    let definitions = pcs_definitions::read(DEFINITIONS, &bytes, &mut report).unwrap();
    assert_eq!(report.rejections(), 0, "{report}");
    Some((bytes, definitions))
}

/// The texts of all elements with one of these names, in order: these files have
/// an element a line.
pub fn texts(bytes: &[u8], elements: &[&str]) -> Vec<String> {
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
pub fn same(said: &[String], kept: &[String]) {
    let differ = said.iter().zip(kept).find(|(said, kept)| said != kept);
    assert_eq!(differ, None);
    assert_eq!(said.len(), kept.len());
}

/// A made-up axis at a place from 1, with its values.
pub fn axis(place: usize, title: &str, values: &[(char, &str)]) -> String {
    let labels = values
        .iter()
        .map(|(code, label)| format!("<label code=\"{code}\">{label}</label>"));
    let (count, labels) = (values.len(), labels.collect::<String>());
    format!("<axis pos=\"{place}\" values=\"{count}\"><title>{title}</title>{labels}</axis>")
}

/// A made-up row of so many codes.
pub fn row(codes: &str, axes: [String; 4]) -> String {
    format!("<pcsRow codes=\"{codes}\">{}</pcsRow>", axes.concat())
}

/// A made-up table of an operation.
pub fn table(operation: (char, &str), rows: &str) -> String {
    let named = [
        axis(1, "Section", &[('0', "Work")]),
        axis(2, "Place", &[('A', "Bench")]),
        axis(3, "Operation", &[operation]),
    ];
    format!("<pcsTable>{}\n{rows}\n</pcsTable>", named.concat())
}

/// A made-up file of tables.
pub fn tabular(tables: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<ICD10PCS.tabular><version>2025</version>\n{tables}</ICD10PCS.tabular>")
}
