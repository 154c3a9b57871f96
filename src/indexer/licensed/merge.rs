//! Modifiers that somebody brings (CPT's) beside those of HCPCS Level II: bills
//! have both in the same place, so they are one set.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::format::notes::Kind;
use crate::indexer::hcpcs::MODIFIERS;
use crate::indexer::record::{Notes, Record, Source};
use crate::indexer::report::Report;

/// The depth of a modifier; above it stand headings.
const DEPTH: u8 = 2;

/// Puts the modifiers that were brought into every release of HCPCS that is
/// there. Where none is, they stay a set of their own.
pub(in crate::indexer) fn modifiers(sets: &mut Vec<Source>, report: &mut Report) {
    let is = |set: &Source| set.about.set == MODIFIERS.0;
    let brought = |set: &mut Source| is(set) && set.about.name != MODIFIERS.1;
    if !sets.iter().any(|set| is(set) && set.about.name == MODIFIERS.1) {
        return;
    }
    let lists: Vec<Source> = sets.extract_if(.., brought).collect();
    for list in &lists {
        for set in sets.iter_mut().filter(|set| is(set)) {
            merge(set, list, report);
        }
    }
}

fn merge(set: &mut Source, list: &Source, report: &mut Report) {
    let old = std::mem::take(&mut set.records);
    let rows: BTreeMap<(u8, String), usize> = old
        .iter()
        .enumerate()
        .map(|(row, record)| ((record.depth, record.name.clone()), row))
        .collect();
    // Sorted by heading and code; what the agency publishes comes first.
    let mut codes: BTreeMap<(String, u8, String), Record> = BTreeMap::new();
    let mut came = 0;
    for records in [&old, &with_days(list)] {
        let mut heading = String::new();
        for record in records.iter().filter(|record| record.depth > 0) {
            if record.depth < DEPTH {
                heading.clone_from(&record.name);
            }
            let key = (heading.clone(), record.depth, record.name.clone());
            if let Entry::Vacant(slot) = codes.entry(key) {
                came += u64::from(record.depth == DEPTH && !rows.contains_key(&(DEPTH, record.name.clone())));
                slot.insert(record.clone());
            }
        }
    }
    let set_itself = old.first().cloned().unwrap_or_default();
    set.records = std::iter::once(set_itself).chain(codes.into_values()).collect();
    if let Some(facts) = &mut set.facts {
        // Facts go with their records; what was brought has none of these.
        let before = |record: &Record| rows.get(&(record.depth, record.name.clone())).copied();
        facts.arrange(&set.records.iter().map(before).collect::<Vec<_>>());
    }
    report.remark(
        &list.about.source,
        &format!(
            "{came} modifiers were put beside those of {} {}",
            set.about.name, set.about.edition
        ),
    );
    let about = &mut set.about;
    *about.counts.entry("codes".into()).or_insert(0) += came;
    about.source = format!("{}, {}", about.source, list.about.source);
    about.sha256 = format!("{}, {}", about.sha256, list.about.sha256);
    about.owner = format!("{}; of {came} modifiers {}", about.owner, list.about.owner);
    about.licence = format!("{}; {came} modifiers {}", about.licence, list.about.licence);
}

/// The records of a list, with the days that it brings as notes: its rows are not
/// those of the set that they come into.
fn with_days(list: &Source) -> Vec<Record> {
    let with = |(row, record): (usize, &Record)| {
        let mut record = record.clone();
        let facts = list.facts.iter().flat_map(|facts| facts.of(row));
        let items: Vec<(u8, String)> = facts.map(|(fact, day)| (fact as u8, day.to_owned())).collect();
        if !items.is_empty() {
            record.groups.push(Notes {
                kind: Kind::Fact,
                items,
            });
        }
        record
    };
    list.records.iter().enumerate().map(with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::notes::Fact;

    #[test]
    fn modifiers_that_are_brought_stand_among_those_of_the_agency() {
        let mut report = Report::default();
        let release =
            |code: &str, title: &str| format!("{code:>5}001007{title:<80}{title:<28}{:<149}20310101\r\n", "");
        let text = [release("QA", "Official"), release("2X", "Another")].concat();
        let mut sets =
            crate::indexer::hcpcs::fixed::read("HCPC2031_JAN.txt", text.as_bytes(), &mut report).unwrap();
        let list = "# set: modifier\ncode,short,long,from\n25,Short,Brought,2030-01-01\nQA,,Not taken,\n";
        sets.extend(super::super::read("list.csv", list.as_bytes(), &mut report).unwrap());
        modifiers(&mut sets, &mut report);
        let [set] = &sets[..] else {
            panic!("one set is left")
        };
        let found: Vec<(u8, &str, &str)> = set
            .records
            .iter()
            .map(|record| (record.depth, record.name.as_str(), record.title.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (0, "", ""),
                (1, "20-2Z", ""),
                (2, "25", "Brought"),
                (2, "2X", "Another"),
                (1, "Q0-QZ", ""),
                (2, "QA", "Official"),
            ]
        );
        let facts = set.facts.as_ref().unwrap();
        assert_eq!(facts.of(3).collect::<Vec<_>>(), [(Fact::From, "2031-01-01")]);
        assert_eq!(facts.of(2).count(), 0);
        let day = (Fact::From as u8, "2030-01-01".to_owned());
        assert!(
            set.records[2]
                .groups
                .iter()
                .any(|group| group.items.contains(&day))
        );
        assert!(
            set.about
                .licence
                .contains("1 modifiers licensed from American Medical Association")
        );
        assert!(
            report
                .to_string()
                .contains("1 modifiers were put beside those of HCPCS"),
            "{report}"
        );
    }
}
