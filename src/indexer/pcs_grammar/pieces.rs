//! The pieces of a table's titles, and which axes explain each of them.

use std::collections::{BTreeSet, HashMap};

use super::Titled;
use super::cut::{common, cut, cut_rest, kind};
use crate::code::pcs::{TABLE, place};
use crate::format::axes::{AXES, Key, key, masked, place_at};

/// All axes, as bits.
const ALL: u8 = (1 << AXES) - 1;

/// A piece of a title: its text, and how many like it stand before it there.
type Piece<'a> = (&'a str, usize);

/// How often a piece was found to belong to a value of an axis, and to the axis,
/// by section.
pub(super) type Votes<'a> = HashMap<(u8, u8, Option<u32>, &'a str), usize>;

/// The pieces of a table's titles.
pub(super) struct Pieces<'a> {
    pub(super) rows: &'a [Titled],
    pub(super) lead: String,
    pub(super) keys: Vec<Key>,
    /// The pieces of each row, behind the lead.
    pub(super) of: Vec<Vec<Piece<'a>>>,
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
    pub(super) fn of(rows: &'a [Titled], leads: &HashMap<(u8, u8), &str>) -> Self {
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
    pub(super) fn vote(&self, votes: &mut Votes<'a>) {
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
    pub(super) fn axes(&self, piece: Piece, votes: &Votes) -> u8 {
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
}
