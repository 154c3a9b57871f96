//! How the titles of ICD-10-PCS are put together, found from codes and titles
//! alone.
//!
//! A title is cut before each of the words that join its parts (`of`, `with`,
//! `, ` …). A part belongs to an axis if it stands in exactly the titles of
//! certain values of that axis: `with Drainage Device` in all codes with a 0 at
//! the sixth place and in no other. A part that no axis explains is tried with
//! two axes, then three. What the rules so found do not make again is left to
//! the layout, which keeps such titles whole; a wrong guess costs bytes, never a
//! title.

mod cut;
mod pieces;

use std::collections::BTreeMap;

use crate::code::pcs::TABLE;
use crate::format::axes::{Key, masked};
use cut::{JOINTS, leads};
use pieces::{Pieces, Votes};

/// A table and how its titles are put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grammar {
    /// The three characters.
    pub code: String,
    /// The words with which all its titles begin.
    pub lead: String,
    /// The other parts, in order.
    pub parts: Vec<Part>,
}

/// The part of titles that depends on the same axes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Which axes, the fourth character's in the lowest bit.
    pub axes: u8,
    /// The words that join it to what stands before.
    pub joint: String,
    /// For each value whether they do, and the label.
    pub labels: BTreeMap<Key, (bool, String)>,
}

/// A code with its title.
pub type Titled = (String, String);

/// The rules of every table. `titles` are in the order of their codes.
pub fn induce(titles: &[Titled]) -> Vec<Grammar> {
    let leads = leads(titles);
    let tables: Vec<Pieces> = titles
        .chunk_by(|(a, _), (b, _)| a.get(..TABLE) == b.get(..TABLE))
        .map(|rows| Pieces::of(rows, &leads))
        .collect();
    let mut votes = Votes::new();
    for table in &tables {
        table.vote(&mut votes);
    }
    tables.iter().map(|table| grammar(table, &votes)).collect()
}

/// The rules of a table.
fn grammar(table: &Pieces, votes: &Votes) -> Grammar {
    // Each title as its parts: axes, and the pieces that belong to them.
    let rows: Vec<Vec<(u8, String)>> = table
        .of
        .iter()
        .map(|row| {
            let mut parts: Vec<(u8, String)> = Vec::new();
            for &piece in row {
                let axes = table.axes(piece, votes);
                match parts.last_mut() {
                    Some((last, text)) if *last == axes => text.push_str(piece.0),
                    _ => parts.push((axes, piece.0.to_owned())),
                }
            }
            parts
        })
        .collect();
    let order = order(&rows);
    // Which label most titles give to each value.
    let mut said: Vec<BTreeMap<Key, BTreeMap<&str, usize>>> = vec![BTreeMap::new(); order.len()];
    for (row, &key) in rows.iter().zip(&table.keys) {
        let mut rest = row.iter().peekable();
        for (&axes, said) in order.iter().zip(&mut said) {
            let here = rest.next_if(|(part, _)| *part == axes);
            let text = here.map_or("", |(_, text)| text.as_str());
            *said
                .entry(masked(key, axes))
                .or_default()
                .entry(text)
                .or_default() += 1;
        }
    }
    let parts = order.iter().zip(&said).map(|(&axes, said)| part(axes, said));
    let code = table.rows.first().and_then(|(code, _)| code.get(..TABLE));
    Grammar {
        code: code.unwrap_or_default().to_owned(),
        lead: table.lead.clone(),
        parts: parts.collect(),
    }
}

/// An order of parts that most titles keep: each that a title has, behind those
/// that it has before.
fn order(rows: &[Vec<(u8, String)>]) -> Vec<u8> {
    let mut counts: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for row in rows {
        let axes = row.iter().map(|(axes, _)| *axes).collect();
        *counts.entry(axes).or_default() += 1;
    }
    let mut counts: Vec<(Vec<u8>, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut order: Vec<u8> = Vec::new();
    for (axes, _) in counts {
        let mut at = 0;
        for part in axes {
            let known = order.iter().skip(at).position(|&known| known == part);
            at += match known {
                Some(offset) => offset,
                None => {
                    order.insert(at, part);
                    0
                }
            } + 1;
        }
    }
    order
}

/// A part with the label that most titles give to each value.
fn part(axes: u8, said: &BTreeMap<Key, BTreeMap<&str, usize>>) -> Part {
    let usual = |texts: &BTreeMap<&str, usize>| {
        let most = texts.iter().max_by_key(|(_, count)| **count);
        most.map_or(String::new(), |(text, _)| (*text).to_owned())
    };
    let labels: BTreeMap<Key, String> = said.iter().map(|(&key, texts)| (key, usual(texts))).collect();
    let joint_of = |text: &str| JOINTS.into_iter().find(|joint| text.starts_with(joint));
    let mut joints: BTreeMap<&str, usize> = BTreeMap::new();
    for joint in labels.values().filter_map(|text| joint_of(text)) {
        *joints.entry(joint).or_default() += 1;
    }
    let joint = joints
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map_or("", |(joint, _)| joint);
    let label = |text: String| match text.strip_prefix(joint).filter(|_| !joint.is_empty()) {
        Some(rest) => (true, rest.to_owned()),
        None => (false, text.strip_prefix(' ').map_or(text.clone(), str::to_owned)),
    };
    Part {
        axes,
        // A comma is a sign with its blank; around words blanks go without saying.
        joint: joint
            .strip_prefix(' ')
            .map_or(joint, |word| word.trim_end())
            .to_owned(),
        labels: labels.into_iter().map(|(key, text)| (key, label(text))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(rows: &[(&str, &str)]) -> Vec<Titled> {
        rows.iter()
            .map(|(code, title)| ((*code).into(), (*title).into()))
            .collect()
    }

    #[test]
    fn what_stands_with_one_value_of_an_axis_is_its_label() {
        let rows = titles(&[
            (
                "0890X0Z",
                "Drainage of Right Eye with Drainage Device, External Approach",
            ),
            ("0890XZZ", "Drainage of Right Eye, External Approach"),
            (
                "0891X0Z",
                "Drainage of Left Eye with Drainage Device, External Approach",
            ),
            ("0891XZZ", "Drainage of Left Eye, External Approach"),
        ]);
        let grammars = induce(&rows);
        let [grammar] = &grammars[..] else {
            panic!("one table, not {}", grammars.len())
        };
        assert_eq!(
            (grammar.code.as_str(), grammar.lead.as_str()),
            ("089", "Drainage")
        );
        let parts: Vec<(u8, &str, Vec<&str>)> = grammar
            .parts
            .iter()
            .map(|part| {
                let labels = part.labels.values().map(|(_, label)| label.as_str());
                (part.axes, part.joint.as_str(), labels.collect())
            })
            .collect();
        assert_eq!(
            parts,
            [
                (1, "of", vec!["Right Eye", "Left Eye"]),
                (4, "with", vec!["Drainage Device", ""]),
                (2, ", ", vec!["External Approach"]),
            ]
        );
    }
}
