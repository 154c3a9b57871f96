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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::code::pcs::{TABLE, place};
use crate::format::axes::{AXES, Key, key, masked, place_at};

/// The words before which a title is cut, with the blanks around them.
const JOINTS: [&str; 12] = [
    " with ", " using ", " from ", " into ", " to ", " in ", " of ", " for ", " by ", " on ", " at ", ", ",
];
/// All axes, as bits.
const ALL: u8 = (1 << AXES) - 1;

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
/// A piece of a title: its text, and how many like it stand before it there.
type Piece<'a> = (&'a str, usize);

/// How often a piece was found to belong to a value of an axis, and to the axis,
/// by section.
type Votes<'a> = HashMap<(u8, u8, Option<u32>, &'a str), usize>;

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
    tables.into_iter().map(|table| table.grammar(&votes)).collect()
}

/// Cuts a title before each word that joins its parts.
fn cut(title: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in title.match_indices([' ', ',']).filter(|&(at, _)| at > 0) {
        let joins = title
            .get(at..)
            .is_some_and(|rest| JOINTS.iter().any(|joint| rest.starts_with(joint)));
        if joins {
            pieces.extend(title.get(start..at));
            start = at;
        }
    }
    pieces.extend(title.get(start..));
    pieces
}

/// What tables are expected to begin with alike: section and operation.
fn kind(code: &str) -> Option<(u8, u8)> {
    let code = code.as_bytes();
    code.first().copied().zip(code.get(TABLE - 1).copied())
}

/// The words with which all titles of a section's operation begin, up to the first
/// word that joins.
fn leads(titles: &[Titled]) -> HashMap<(u8, u8), &str> {
    let mut leads: HashMap<(u8, u8), &str> = HashMap::new();
    for (code, title) in titles {
        let Some((kind, first)) = kind(code).zip(cut(title).first().copied()) else {
            continue;
        };
        let lead = leads.entry(kind).or_insert(first);
        *lead = common(lead, first);
    }
    leads
}

/// The whole words with which both texts begin.
fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let ends = a.match_indices(' ').map(|(at, _)| at).chain([a.len()]);
    let shared = |&end: &usize| {
        let behind = b.get(end..);
        a.get(..end) == b.get(..end) && behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    ends.filter(shared)
        .max()
        .and_then(|end| a.get(..end))
        .unwrap_or("")
}

/// The pieces of a table's titles.
struct Pieces<'a> {
    rows: &'a [Titled],
    lead: String,
    keys: Vec<Key>,
    /// The pieces of each row, behind the lead.
    of: Vec<Vec<Piece<'a>>>,
    /// The axes that may explain each piece: one of them, or all together.
    axes: HashMap<Piece<'a>, Explained>,
    /// The rows that have each piece.
    having: HashMap<Piece<'a>, Vec<usize>>,
}

enum Explained {
    /// Each of these axes does by itself.
    Each(Vec<u8>),
    /// It takes all of these.
    Together(u8),
    /// It stands in every title, and no axis has one value only.
    Always,
}

impl<'a> Pieces<'a> {
    fn of(rows: &'a [Titled], leads: &HashMap<(u8, u8), &str>) -> Self {
        let code = rows.first().map_or("", |(code, _)| code);
        let lead = kind(code)
            .and_then(|kind| leads.get(&kind))
            .copied()
            .unwrap_or("");
        // An operation that has another name elsewhere may have one in this table.
        let firsts = rows.iter().filter_map(|(_, title)| cut(title).first().copied());
        let own = firsts.reduce(|a, b| common(a, b)).filter(|_| lead.is_empty());
        let lead = own.unwrap_or(lead);
        let mut pieces = Pieces {
            rows,
            lead: lead.to_owned(),
            keys: Vec::new(),
            of: Vec::new(),
            axes: HashMap::new(),
            having: HashMap::new(),
        };
        for (number, (code, title)) in rows.iter().enumerate() {
            let characters = code.as_bytes().get(TABLE..).unwrap_or(&[]);
            pieces.keys.push(key(characters).unwrap_or(0));
            let rest = title.strip_prefix(lead).unwrap_or(title);
            let mut row: Vec<Piece> = Vec::new();
            for text in cut_rest(rest, lead.is_empty()) {
                let before = row.iter().filter(|(known, _)| *known == text).count();
                row.push((text, before));
                pieces.having.entry((text, before)).or_default().push(number);
            }
            pieces.of.push(row);
        }
        pieces.explain();
        pieces.longer_lead();
        pieces
    }

    /// Finds for each piece the axes that explain it.
    fn explain(&mut self) {
        let mut subsets: Vec<u8> = (1..=ALL).collect();
        subsets.sort_by_key(|axes| axes.count_ones());
        let mut counts: HashMap<u8, HashMap<Key, usize>> = HashMap::new();
        for &axes in &subsets {
            let count = counts.entry(axes).or_default();
            for &key in &self.keys {
                *count.entry(masked(key, axes)).or_default() += 1;
            }
        }
        let fits = |rows: &[usize], axes: u8| {
            let keys = rows.iter().filter_map(|&row| self.keys.get(row));
            let values: BTreeSet<Key> = keys.map(|&key| masked(key, axes)).collect();
            let all: usize = values
                .iter()
                .filter_map(|value| counts.get(&axes)?.get(value))
                .sum();
            all == rows.len()
        };
        // An axis with one value only, and not the one that stands for nothing.
        let nothing = place(b'Z').unwrap_or(0);
        let single = |axes: &u8| {
            let values = counts.get(axes);
            let first = self
                .keys
                .first()
                .and_then(|&key| place_at(key, axes.trailing_zeros() as usize));
            values.is_some_and(|values| values.len() == 1) && first != Some(nothing)
        };
        let explained = |rows: &[usize]| {
            let one = subsets.iter().copied().take(AXES);
            if rows.len() == self.rows.len() {
                let one: Vec<u8> = one.filter(single).collect();
                return if one.is_empty() {
                    Explained::Always
                } else {
                    Explained::Each(one)
                };
            }
            let one: Vec<u8> = one.filter(|&axes| fits(rows, axes)).collect();
            if !one.is_empty() {
                return Explained::Each(one);
            }
            let more = subsets.iter().copied().skip(AXES).find(|&axes| fits(rows, axes));
            Explained::Together(more.unwrap_or(ALL))
        };
        self.axes = self
            .having
            .iter()
            .map(|(&piece, rows)| (piece, explained(rows)))
            .collect();
    }

    /// What follows the lead in every title and depends on no axis belongs to it.
    fn longer_lead(&mut self) {
        while let Some(&piece) = self.of.first().and_then(|row| row.first()) {
            let everywhere = self.of.iter().all(|row| row.first() == Some(&piece));
            if !everywhere || !matches!(self.axes.get(&piece), Some(Explained::Always)) {
                return;
            }
            self.lead.push_str(piece.0);
            for row in &mut self.of {
                row.remove(0);
            }
        }
    }

    fn section(&self) -> u8 {
        let first = self.rows.first().and_then(|(code, _)| code.bytes().next());
        first.unwrap_or(0)
    }

    /// The values that an axis has in the rows with a piece.
    fn values(&self, piece: Piece, axes: u8) -> BTreeSet<u32> {
        let axis = axes.trailing_zeros() as usize;
        let rows = self.having.get(&piece).into_iter().flatten();
        let keys = rows.filter_map(|&row| self.keys.get(row));
        keys.filter_map(|&key| place_at(key, axis)).collect()
    }

    /// Adds what is beyond doubt here, for tables in which it is not.
    fn vote(&self, votes: &mut Votes<'a>) {
        let section = self.section();
        for (&piece, explained) in &self.axes {
            let Explained::Each(axes) = explained else {
                continue;
            };
            let &[axis] = &axes[..] else {
                continue;
            };
            for value in self.values(piece, axis) {
                *votes.entry((section, axis, Some(value), piece.0)).or_default() += 1;
            }
            *votes.entry((section, axis, None, piece.0)).or_default() += 1;
        }
    }

    /// The axes that a piece belongs to.
    fn axes(&self, piece: Piece, votes: &Votes) -> u8 {
        let section = self.section();
        match self.axes.get(&piece) {
            Some(Explained::Together(axes)) => *axes,
            Some(Explained::Each(axes)) => {
                let of = |axis: u8, value| votes.get(&(section, axis, value, piece.0)).copied().unwrap_or(0);
                let weight = |axis: u8| {
                    let values = self.values(piece, axis).into_iter();
                    let votes: usize = values.map(|value| of(axis, Some(value))).sum();
                    (votes, of(axis, None), std::cmp::Reverse(axis))
                };
                axes.iter().copied().max_by_key(|&axis| weight(axis)).unwrap_or(1)
            }
            Some(Explained::Always) | None => 1,
        }
    }

    fn grammar(self, votes: &Votes) -> Grammar {
        // Each title as its parts: axes, and the pieces that belong to them.
        let rows: Vec<Vec<(u8, String)>> = self
            .of
            .iter()
            .map(|row| {
                let mut parts: Vec<(u8, String)> = Vec::new();
                for &piece in row {
                    let axes = self.axes(piece, votes);
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
        for (row, &key) in rows.iter().zip(&self.keys) {
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
        let code = self.rows.first().and_then(|(code, _)| code.get(..TABLE));
        Grammar {
            code: code.unwrap_or_default().to_owned(),
            lead: self.lead.clone(),
            parts: parts.collect(),
        }
    }
}

/// The pieces behind the lead. What follows it at once is a piece of its own.
fn cut_rest(rest: &str, whole: bool) -> Vec<&str> {
    if whole || rest.is_empty() {
        return if rest.is_empty() { Vec::new() } else { cut(rest) };
    }
    let joins = JOINTS.iter().any(|joint| rest.starts_with(joint));
    let mut pieces = cut(rest);
    if joins && pieces.first() == Some(&"") {
        pieces.remove(0);
    }
    pieces
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
    fn a_title_is_cut_before_the_words_that_join() {
        let cut = cut("Drainage of Right Eye with Drainage Device, Open Approach");
        assert_eq!(
            cut,
            [
                "Drainage",
                " of Right Eye",
                " with Drainage Device",
                ", Open Approach"
            ]
        );
        assert_eq!(super::cut("Of to,no"), ["Of to,no"]);
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
