//! The set that the lines of a table become.

use std::collections::BTreeMap;

use super::columns::said;
use super::sets::Set;
use super::table::Table;
use crate::format::about::About;
use crate::format::facts::Facts;
use crate::format::notes::{Fact, Kind};
use crate::indexer::column::Making;
use crate::indexer::date;
use crate::indexer::record::{Notes, Record, Source};

/// A line that is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) code: String,
    pub(super) short: String,
    pub(super) long: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) line: u32,
}

/// What the list says of itself.
pub(super) fn about(file: &str, table: &Table, set: &Set, sha256: &str, count: usize) -> About {
    let of = |key: &str| said(table, key).and_then(date::read).unwrap_or_default();
    let owner = said(table, "owner").unwrap_or(set.owner);
    About {
        set: set.name.into(),
        name: set.title.into(),
        edition: said(table, "edition").unwrap_or("as brought").to_owned(),
        from: of("from"),
        to: of("to"),
        owner: owner.to_owned(),
        licence: licence(owner),
        source: file.to_owned(),
        sha256: sha256.to_owned(),
        counts: BTreeMap::from([("codes".into(), count as u64)]),
        ..About::default()
    }
}

/// Under which terms such a list is in an index.
fn licence(owner: &str) -> String {
    format!("licensed from {owner} by whoever built this index; not to be passed on")
}

/// The set: its codes in order, below headings without titles where it has such.
pub(super) fn source(set: &Set, about: About, mut entries: Vec<Entry>) -> Source {
    let family = |entry: &Entry| (set.family)(&entry.code);
    entries.sort_by(|a, b| (family(a), &a.code).cmp(&(family(b), &b.code)));
    let mut records = vec![Record::default()];
    let mut rows: Vec<Option<&Entry>> = vec![None];
    for entries in entries.chunk_by(|a, b| family(a) == family(b)) {
        let heading = entries.first().and_then(family);
        let depth = if heading.is_some() { 2 } else { 1 };
        if let Some(name) = heading {
            records.push(Record {
                depth: 1,
                name,
                ..Record::default()
            });
            rows.push(None);
        }
        for entry in entries {
            records.push(record(entry, depth));
            rows.push(Some(entry));
        }
    }
    let columns = [Fact::From, Fact::Until].into_iter().map(|fact| {
        let mut column = Making::new(fact);
        for row in &rows {
            let day = row.map(|entry| match fact {
                Fact::From => entry.from.as_str(),
                _ => entry.to.as_str(),
            });
            column.push(day.unwrap_or_default());
        }
        column.finish()
    });
    let columns: Vec<_> = columns.filter(|column| column.values.len() > 1).collect();
    let facts = (!columns.is_empty()).then(|| Facts {
        columns,
        others: Vec::new(),
        known: [about.from.clone(), about.to.clone()],
    });
    Source {
        about,
        records,
        facts,
        ..Source::default()
    }
}

fn record(entry: &Entry, depth: u8) -> Record {
    let short = Notes {
        kind: Kind::Fact,
        items: vec![(Fact::ShortTitle as u8, entry.short.clone())],
    };
    Record {
        depth,
        name: entry.code.clone(),
        title: entry.long.clone(),
        groups: if entry.short.is_empty() {
            Vec::new()
        } else {
            vec![short]
        },
        line: entry.line,
        ..Record::default()
    }
}
