//! An edition of ICD-10-PCS from CMS's tables: exactly their codes, under their
//! official names for sections, body systems and operations. A code has the title
//! that a list of titles gives it. One that came after the list has none, because
//! nobody but CMS can say how it is worded; what its characters mean is in the
//! tables.
//!
//! Never contains: titles put together from labels.

use std::collections::BTreeMap;

use super::pcs_tables::{TABLE, Table, Tables};
use super::record::{Composed, Source};

/// The count of codes that no list of titles has.
const UNTITLED: &str = "codes without a title";

/// The edition; titles are those of `known`, in the order of codes.
pub fn source(tables: &Tables, known: Option<&Source>) -> Source {
    let lists = known.and_then(|known| known.composed.as_ref());
    let list: BTreeMap<&str, &str> = lists
        .into_iter()
        .flat_map(|composed| &composed.titles)
        .map(|(code, title)| (code.as_str(), title.as_str()))
        .collect();
    let titles: Vec<(String, String)> = tables
        .codes()
        .iter()
        .map(|code| {
            let code = String::from_utf8_lossy(code).into_owned();
            let title = list.get(code.as_str()).copied().unwrap_or_default().to_owned();
            (code, title)
        })
        .collect();
    let untitled = titles.iter().filter(|(_, title)| title.is_empty());
    let labels: Vec<(String, Vec<String>)> = untitled
        .filter_map(|(code, _)| {
            let labels = tables.labels(code.as_bytes().try_into().ok()?)?;
            let labels = labels.iter().skip(TABLE - 1);
            Some((
                code.clone(),
                labels.map(|(_, label)| (*label).to_owned()).collect(),
            ))
        })
        .collect();
    let mut about = tables.about.clone();
    about.counts = BTreeMap::from([
        ("codes".into(), titles.len() as u64),
        ("tables".into(), tables.tables.len() as u64),
        (UNTITLED.into(), labels.len() as u64),
    ]);
    if let Some(known) = known {
        about.source = format!("{}, with titles of {}", about.source, known.about.source);
    }
    Source {
        about,
        composed: Some(Composed {
            titles,
            labels,
            ..Composed::default()
        }),
        ..Source::default()
    }
}

/// Puts the official names in the place of Medcode's own; what these say of a
/// prefix stays.
pub fn name(composed: &mut Composed, tables: &Tables) {
    let own: BTreeMap<String, String> = std::mem::take(&mut composed.names)
        .into_iter()
        .map(|[prefix, _, plain]| (prefix, plain))
        .collect();
    let of = |table: &Table| {
        let labels = table.axes.iter().filter_map(|axis| axis.values.first());
        let prefixes = (1..=TABLE).filter_map(|end| table.code.get(..end));
        let named = prefixes.zip(labels).map(|(prefix, value)| {
            let prefix = String::from_utf8_lossy(prefix).into_owned();
            (prefix, value.label.clone())
        });
        named.collect::<Vec<_>>()
    };
    let names: BTreeMap<String, String> = tables.tables.iter().flat_map(of).collect();
    composed.names = names
        .into_iter()
        .map(|(prefix, label)| {
            let plain = own.get(&prefix).cloned().unwrap_or_default();
            [prefix, label, plain]
        })
        .collect();
    composed.official_names = true;
}
