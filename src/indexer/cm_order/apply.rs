//! Building the records of an edition upon those of an earlier one: what the
//! edition has no more goes, what is new takes its place below what its code
//! begins with, titles are revised, and notes stay with the entries that stay.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Target, billable, listed};
use crate::code::cm::{BASE_LENGTH, CATEGORY_LENGTH, MAX_LENGTH, PLACEHOLDER, extend};
use crate::format::notes::Kind;
use crate::format::tabular::CATEGORY;
use crate::indexer::record::Record;
use crate::indexer::report::Report;

/// How often entries may be put in place of multiplied codes: each time makes
/// codes explicit that were not, and one level is all there is.
const ROUNDS: usize = 3;

/// What was made, and what could not be.
pub(super) struct Applied {
    pub(super) records: Vec<Record>,
    /// Categories whose block does not name them, with the block.
    pub(super) blocks: Vec<(String, String)>,
    /// Billable codes that the edition should have and has not, and the other
    /// way round.
    pub(super) lacking: Vec<String>,
    pub(super) extra: Vec<String>,
}

/// The records of the edition that `target` lists.
pub(super) fn apply(base: &[Record], target: &Target) -> Applied {
    let mut records: Vec<Record> = base
        .iter()
        .filter(|record| record.depth < CATEGORY || target.contains_key(&record.name))
        .cloned()
        .collect();
    for record in &mut records {
        let wanted = target.get(&record.name).filter(|_| record.depth >= CATEGORY);
        if let Some(title) = wanted.and_then(|wanted| wanted.title.clone()) {
            record.title = title;
        }
    }
    let mut blocks = Vec::new();
    let known: HashSet<String> = names(&records);
    for (code, _) in target.iter().filter(|(code, _)| code.len() < MAX_LENGTH) {
        if !known.contains(code) {
            insert(&mut records, code, target, &mut blocks);
        }
    }
    nest(&mut records);
    // A code of seven characters is either multiplied out of one that stands
    // there or an entry of its own.
    for _ in 0..ROUNDS {
        let made = listed(&records);
        let lacking: Vec<&String> = target
            .keys()
            .filter(|code| code.len() == MAX_LENGTH && !made.contains_key(*code))
            .collect();
        if lacking.is_empty() {
            break;
        }
        for code in lacking {
            insert(&mut records, code, target, &mut blocks);
        }
        nest(&mut records);
    }
    leave_out(&mut records, target);
    let made = listed(&records);
    let (made, wanted) = (billable(&made), billable(target));
    Applied {
        lacking: wanted.difference(&made).map(|code| (*code).to_owned()).collect(),
        extra: made.difference(&wanted).map(|code| (*code).to_owned()).collect(),
        records,
        blocks,
    }
}

fn names(records: &[Record]) -> HashSet<String> {
    let codes = records.iter().filter(|record| record.depth >= CATEGORY);
    codes.map(|record| record.name.clone()).collect()
}

/// Puts an entry where its code belongs.
fn insert(records: &mut Vec<Record>, code: &str, target: &Target, blocks: &mut Vec<(String, String)>) {
    let wanted = target.get(code).cloned().unwrap_or_default();
    let record = Record {
        depth: CATEGORY,
        name: code.to_owned(),
        title: wanted.title.unwrap_or_default(),
        placeholder: !wanted.billable && code.as_bytes().last() == Some(&PLACEHOLDER),
        ..Record::default()
    };
    // Behind the last entry that begins as it does and stands before it; of a
    // new category, behind all of the category before.
    let above = |known: &Record| {
        known.depth >= CATEGORY && code.starts_with(&known.name) && known.name.len() < code.len()
    };
    let start = match records.iter().rposition(above) {
        Some(parent) => parent,
        None => {
            let before = records
                .iter()
                .enumerate()
                .filter(|(_, known)| known.name.len() == CATEGORY_LENGTH && known.depth == CATEGORY)
                .filter(|(_, known)| known.name.as_str() < code)
                .max_by(|(_, a), (_, b)| a.name.cmp(&b.name));
            let Some((at, _)) = before else { return };
            let block = records.iter().take(at).rev().find(|known| known.depth < CATEGORY);
            if let Some(block) = block.filter(|block| !covers(&block.name, code)) {
                blocks.push((code.to_owned(), block.name.clone()));
            }
            at
        }
    };
    let Some(anchor) = records.get(start).map(|known| known.name.clone()) else {
        return;
    };
    let behind = records
        .iter()
        .enumerate()
        .skip(start + 1)
        .find(|(_, known)| {
            known.depth < CATEGORY || !known.name.starts_with(&anchor) || known.name.as_str() > code
        })
        .map_or(records.len(), |(at, _)| at);
    records.insert(behind, record);
}

/// Whether a block's name, `A00-A09` or `QA0`, covers a category.
fn covers(block: &str, code: &str) -> bool {
    let (first, last) = block.split_once('-').unwrap_or((block, block));
    (first..=last).contains(&code)
}

/// Gives each entry its depth: below the nearest one that its code begins with.
fn nest(records: &mut [Record]) {
    let mut above: Vec<(String, u8)> = Vec::new();
    for record in records.iter_mut().filter(|record| record.depth >= CATEGORY) {
        while above
            .last()
            .is_some_and(|(name, _)| !record.name.starts_with(name.as_str()))
        {
            above.pop();
        }
        record.depth = above.last().map_or(CATEGORY, |(_, depth)| depth + 1);
        above.push((record.name.clone(), record.depth));
    }
}

/// Takes seventh characters from the entries of which the edition has no such
/// code.
fn leave_out(records: &mut [Record], target: &Target) {
    let made = listed(records);
    let extra: HashSet<&str> = made
        .keys()
        .filter(|code| code.len() == MAX_LENGTH && !target.contains_key(*code))
        .map(String::as_str)
        .collect();
    if extra.is_empty() {
        return;
    }
    for record in records.iter_mut().filter(|record| record.depth >= CATEGORY) {
        let base = padded(&record.name);
        for code in &extra {
            let label = code.strip_prefix(base.as_str()).map(str::as_bytes);
            if let Some(&[label]) = label
                && !record.missing.contains(&label)
            {
                record.missing.push(label);
            }
        }
    }
}

/// The code with placeholders up to the seventh character.
fn padded(code: &str) -> String {
    let fill = BASE_LENGTH.saturating_sub(code.len());
    let mut text = code.to_owned();
    text.extend(std::iter::repeat_n(char::from(PLACEHOLDER), fill));
    text
}

/// The titles of all codes that seventh characters make, as the tabular list
/// composes them: title, comma, definition.
pub(super) fn composed(records: &[Record]) -> HashMap<String, String> {
    let mut above: BTreeMap<u8, &[(u8, String)]> = BTreeMap::new();
    let mut found = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        let depth = record.depth;
        above.retain(|&known, _| known < depth);
        let own = record
            .groups
            .iter()
            .find(|group| group.kind == Kind::SeventhCharacter);
        if let Some(group) = own {
            above.insert(depth, &group.items);
        }
        let leaf = records.get(at + 1).is_none_or(|next| next.depth <= depth);
        let Some((_, items)) = above.last_key_value().filter(|_| leaf && depth >= CATEGORY) else {
            continue;
        };
        for (label, text) in items.iter().filter(|(label, _)| *label != 0) {
            let mut code = Vec::new();
            extend(&mut code, record.name.as_bytes(), *label);
            let title = format!("{}, {text}", record.title);
            found.insert(String::from_utf8_lossy(&code).into_owned(), title);
        }
    }
    found
}

impl Applied {
    /// Says what could not be made as the file wants it.
    pub(super) fn report(&self, file: &str, report: &mut Report) {
        for (codes, what) in [
            (&self.lacking, "should be billable and could not be put in place"),
            (&self.extra, "should not be billable and could not be taken away"),
        ] {
            for code in codes {
                report.rejected_file(file.as_ref(), &format!("`{code}` {what}"));
            }
        }
        for (code, block) in &self.blocks {
            let why = format!(
                "does not say to which block the new category `{code}` belongs; it was put into {block}"
            );
            report.remark(file, &why);
        }
    }
}
