//! HCPCS Level II: codes and modifiers from a release of CMS, as the file of
//! fixed columns (`fixed.rs`) or as the spreadsheet of the same release
//! (`sheet.rs`).
//!
//! Promises: a title is the official one, put together from its records; what
//! the columns behind the titles say is kept as facts.

mod edition;
pub mod fixed;
mod layout;
mod meanings;
pub mod sheet;

use std::collections::BTreeMap;

use super::agencies::{CMS, PUBLIC_DOMAIN};
use super::column::Making;
use super::date;
use super::record::{Notes, Record, Source};
use super::report::{Place, Report};
use crate::code::shape;
use crate::format::about::About;
use crate::format::facts::{Column, Facts};
use crate::format::notes::{Fact, Kind};
use edition::Release;
use layout::{ADDED, CHANGED, ENDED, FIELDS};

/// The sets that a release becomes, and what readers call them.
pub(super) const CODES: (&str, &str) = ("hcpcs", "HCPCS Level II");
pub(super) const MODIFIERS: (&str, &str) = ("modifier", "HCPCS Level II modifiers");
/// What is between the values of a fact.
const BETWEEN: &str = "; ";

/// A code or a modifier of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Item {
    code: String,
    modifier: bool,
    long: String,
    short: String,
    /// What stands in the fields behind the titles, by heading; none are blank.
    fields: BTreeMap<&'static str, String>,
    line: u32,
}

impl Item {
    fn field(&self, heading: &str) -> &str {
        self.fields.get(heading).map_or("", String::as_str)
    }

    /// A day of the file, `20190101`, as `2019-01-01`; empty if there is none.
    fn day(&self, heading: &str) -> String {
        date::read_digits(self.field(heading)).unwrap_or_default()
    }

    /// What the fields of a fact say: each value with its meaning.
    fn fact(&self, fact: Fact) -> String {
        match fact {
            Fact::From => return self.day(ADDED),
            Fact::Until => return self.day(ENDED),
            Fact::ActionDate => return self.day(CHANGED),
            // No code is anesthesia that has no units.
            Fact::AnesthesiaUnits if self.field("ANEST_BU").trim_start_matches('0').is_empty() => {
                return String::new();
            }
            _ => {}
        }
        let values = FIELDS
            .iter()
            .filter(|field| field.fact == fact)
            .map(|field| self.field(field.heading))
            .filter(|value| !value.is_empty())
            .map(|value| {
                format!("{value} {}", meanings::meaning(fact, value))
                    .trim_end()
                    .to_owned()
            });
        values.collect::<Vec<_>>().join(BETWEEN)
    }
}

/// What is read of a release: its items by code, and in which line each began.
#[derive(Default)]
struct Items {
    items: Vec<Item>,
    lines: BTreeMap<(bool, String), u32>,
}

impl Items {
    /// Adds an item that begins.
    ///
    /// # Errors
    /// Why it cannot be one; it and what continues it are left out.
    fn begin(&mut self, item: Item) -> Result<(), String> {
        let (fits, shape) = if item.modifier {
            (shape::is(&item.code, "**"), "two letters or digits")
        } else {
            (shape::is(&item.code, "L####"), "a letter and four digits")
        };
        if !fits {
            return Err(format!("`{}` is not {shape}; it was left out", item.code));
        }
        if item.long.trim().is_empty() {
            return Err(format!("`{}` has no title; it was left out", item.code));
        }
        let key = (item.modifier, item.code.clone());
        if let Some(line) = self.lines.get(&key) {
            return Err(format!(
                "`{}` stands here a second time (the first is in line {line}); this one was left out",
                item.code
            ));
        }
        self.lines.insert(key, item.line);
        self.items.push(item);
        Ok(())
    }

    /// The item that a continued record goes on with.
    fn last(&mut self, modifier: bool, code: &str) -> Option<&mut Item> {
        self.items
            .last_mut()
            .filter(|item| item.modifier == modifier && item.code == code)
    }
}

/// The sets of a release. Dates that are none are reported.
///
/// # Errors
/// A message if the file has no code.
fn sources(file: &str, bytes: &[u8], items: Items, report: &mut Report) -> Result<Vec<Source>, String> {
    let mut items = items.items;
    if items.is_empty() {
        return Err(format!("{file}:1:1: holds no code; fetch the file again"));
    }
    for item in &mut items {
        for field in layout::DAYS.iter().chain(&FIELDS) {
            let dated = matches!(field.fact, Fact::From | Fact::Until | Fact::ActionDate);
            let value = item.field(field.heading);
            if dated && !value.is_empty() && date::read_digits(value).is_none() {
                let place = Place::new(file, item.line, field.columns.0 as u32);
                let why = format!("`{value}` is no day like 20190101; it was left out");
                report.rejected(&place, &why);
                item.fields.remove(field.heading);
            }
        }
    }
    items.sort_by(|a, b| a.code.cmp(&b.code));
    let release = Release::of(file, &items, report);
    let (modifiers, codes): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| item.modifier);
    let counts = [("codes", codes.len()), ("modifiers", modifiers.len())];
    report.counted(
        file,
        counts
            .iter()
            .map(|&(name, count)| (name.to_owned(), count as u64))
            .collect(),
    );
    let sha256 = super::write::sha256(bytes);
    let sets = [(CODES, codes), (MODIFIERS, modifiers)];
    Ok(sets
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|((set, name), items)| Source {
            about: About {
                set: set.into(),
                name: name.into(),
                edition: release.name.clone(),
                from: release.from.clone(),
                to: release.to.clone(),
                owner: CMS.into(),
                licence: PUBLIC_DOMAIN.into(),
                source: file.to_owned(),
                sha256: sha256.clone(),
                counts: BTreeMap::from([("codes".into(), items.len() as u64)]),
                ..About::default()
            },
            facts: facts(&items, &release),
            records: records(&items),
            ..Source::default()
        })
        .collect())
}

/// The set, a heading for each first letter, and the codes below it. The
/// headings have no official titles.
fn records(items: &[Item]) -> Vec<Record> {
    let mut records = vec![Record::default()];
    let initial = |item: &Item| item.code.get(..1).map(str::to_owned);
    for family in items.chunk_by(|a, b| initial(a) == initial(b)) {
        let Some((first, letter)) = family
            .first()
            .and_then(|first| Some((first, first.code.get(..1)?)))
        else {
            continue;
        };
        let name = if first.modifier {
            format!("{letter}0-{letter}Z")
        } else {
            format!("{letter}0000-{letter}9999")
        };
        records.push(Record {
            depth: 1,
            name,
            ..Record::default()
        });
        records.extend(family.iter().map(record));
    }
    records
}

fn record(item: &Item) -> Record {
    let short = Notes {
        kind: Kind::Fact,
        items: vec![(Fact::ShortTitle as u8, item.short.clone())],
    };
    Record {
        depth: 2,
        name: item.code.clone(),
        title: item.long.clone(),
        groups: if item.short.is_empty() {
            Vec::new()
        } else {
            vec![short]
        },
        line: item.line,
        ..Record::default()
    }
}

/// What the fields say of each row: of the set, of each heading (nothing), and of
/// each code.
fn facts(items: &[Item], release: &Release) -> Option<Facts> {
    let by_code: BTreeMap<&str, &Item> = items.iter().map(|item| (item.code.as_str(), item)).collect();
    let mut known: Vec<Fact> = layout::DAYS
        .iter()
        .chain(&FIELDS)
        .map(|field| field.fact)
        .collect();
    known.dedup();
    let columns: Vec<Column> = known
        .into_iter()
        .map(|fact| {
            let mut column = Making::new(fact);
            for record in records(items) {
                let item = by_code.get(record.name.as_str()).filter(|_| record.depth == 2);
                column.push(&item.map(|item| item.fact(fact)).unwrap_or_default());
            }
            column.finish()
        })
        .filter(|column| column.values.len() > 1)
        .collect();
    (!columns.is_empty()).then(|| Facts {
        columns,
        others: Vec::new(),
        known: [release.from.clone(), release.to.clone()],
    })
}
