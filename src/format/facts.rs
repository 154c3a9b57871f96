//! What is known of the codes of a set beside titles and notes: for each
//! [`Fact`] a column with a value, or none, for every row. And the codes that the
//! list does not have, because they came later or are retired, with their days.
//!
//! A column is its different values, then for each row whether it is the value
//! that the row before (or, for a seventh character, the same one of the entry
//! before) leads to expect, and else which.

use super::coder::{Coder, Decoder, Encoder, Paused};
use super::model::{Model, hash};
use super::notes::Fact;
use super::runs::Runs;
use super::spelling::Spelling;
use super::{Fault, Manner};

/// No column has a tenth as many values, no edition as many rows or codes.
const MAX_VALUES: u32 = 1 << 16;
const MAX_CODES: u32 = 1 << 20;
/// No value.
const NONE: u32 = 0;
/// How many columns there may be at most.
const MAX_COLUMNS: u32 = 64;

/// A fact of every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Which fact.
    pub fact: Fact,
    /// Its different values; the first is empty and means none.
    pub values: Vec<String>,
    /// The number of each row's value.
    pub rows: Runs,
}

/// A code that the list does not have, and for which days it is valid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dated {
    /// The code without its dot.
    pub code: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, `YYYY-MM-DD`; empty if none is known.
    pub to: String,
}

/// Everything of one set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The columns.
    pub columns: Vec<Column>,
    /// Codes that the list does not have, in order.
    pub others: Vec<Dated>,
    /// First and last day for which validity is known, `YYYY-MM-DD`. Kept beside
    /// the edition of the file, not in its content.
    pub known: [String; 2],
}

impl Facts {
    /// Adds what another file knows of the same rows.
    pub fn join(&mut self, more: Facts) {
        let new = more.columns.into_iter();
        let known: Vec<Fact> = self.columns.iter().map(|column| column.fact).collect();
        self.columns
            .extend(new.filter(|column| !known.contains(&column.fact)));
        self.others.extend(more.others);
        for (known, more) in self.known.iter_mut().zip(more.known) {
            if known.is_empty() {
                *known = more;
            }
        }
    }

    /// Arranges the rows anew, as the entries that they are of were: for each the row
    /// that it had before, or none where nothing is known of it yet.
    pub fn arrange(&mut self, before: &[Option<usize>]) {
        for column in &mut self.columns {
            let value = |row: &Option<usize>| row.and_then(|row| column.rows.get(row));
            column.rows = before
                .iter()
                .map(|row| value(row).unwrap_or(NONE as u16))
                .collect();
        }
    }

    /// What is known of a row.
    pub fn of(&self, row: usize) -> impl Iterator<Item = (Fact, &str)> {
        self.columns.iter().filter_map(move |column| {
            let value = column.rows.get(row).filter(|&value| value != NONE as u16)?;
            Some((column.fact, column.values.get(usize::from(value))?.as_str()))
        })
    }

    /// A code that the list does not have.
    pub fn other(&self, code: &str) -> Option<&Dated> {
        let at = self
            .others
            .binary_search_by(|other| other.code.as_str().cmp(code))
            .ok()?;
        self.others.get(at)
    }
}

/// What the rows before lead to expect of the next.
#[derive(Debug, Clone)]
struct Last {
    /// The latest two values of each seventh character.
    of: [[u32; 2]; 256],
    /// The greatest value so far: the next one is often the first use of another.
    seen: u32,
}

impl Last {
    fn new() -> Self {
        Last {
            of: [[NONE; 2]; 256],
            seen: 0,
        }
    }
}

/// One function for both directions.
struct Codec {
    model: Model,
    spelling: Spelling,
}

impl Codec {
    fn new() -> Self {
        Codec {
            model: Model::new(),
            spelling: Spelling::new(Manner::Quick),
        }
    }

    fn number<C: Coder>(&mut self, coder: &mut C, what: u32, number: u32) -> u32 {
        self.model.number(coder, [what, what], number)
    }

    /// The value of the next row. `extension` is its seventh character, `last`
    /// the latest value of each.
    fn row<C: Coder>(
        &mut self,
        coder: &mut C,
        column: u32,
        bits: u32,
        extension: u8,
        last: &mut Last,
        wanted: u32,
    ) -> u32 {
        let next = last.seen.saturating_add(1);
        let [before, older] = last.of.get(usize::from(extension)).copied().unwrap_or_default();
        let plain = last.of.first().map_or(0, |values| values[0]);
        let contexts = [
            hash(&[0x71, column, before, older]),
            hash(&[0x72, column, extension.into(), u32::from(before == plain)]),
        ];
        let value = if self.model.bit(coder, contexts, wanted == before) {
            before
        } else {
            let contexts = [
                hash(&[0x75, column, extension.into()]),
                hash(&[0x76, column, before]),
            ];
            if self.model.bit(coder, contexts, wanted == next) {
                next
            } else {
                let contexts = [
                    hash(&[0x73, column, before]),
                    hash(&[0x74, column, plain, extension.into()]),
                ];
                self.model.symbol(coder, bits, contexts, wanted)
            }
        };
        if let Some(values) = last.of.get_mut(usize::from(extension)) {
            *values = [value, before];
        }
        last.seen = last.seen.max(value);
        value
    }
}

fn bits(values: usize) -> u32 {
    (values.max(2) as u32 - 1).ilog2() + 1
}

/// The facts as bytes. `extensions` has the seventh character of each row, 0 for
/// none.
pub fn encode(facts: &Facts, extensions: &[u8]) -> Vec<u8> {
    let mut coder = Encoder::default();
    let mut codec = Codec::new();
    codec.number(&mut coder, 0x61, facts.columns.len() as u32);
    for (number, column) in (0..).zip(&facts.columns) {
        codec.number(&mut coder, 0x62, column.fact as u32);
        codec.number(&mut coder, 0x63, column.values.len() as u32);
        let mut before = String::new();
        for value in &column.values {
            before = codec.spelling.word(&mut coder, &before, value);
        }
        let mut last = Last::new();
        for (&extension, value) in extensions.iter().zip(column.rows.iter()) {
            codec.row(
                &mut coder,
                number,
                bits(column.values.len()),
                extension,
                &mut last,
                value.into(),
            );
        }
    }
    codec.number(&mut coder, 0x64, facts.others.len() as u32);
    let mut before = Dated::default();
    for other in &facts.others {
        codec.spelling.word(&mut coder, &before.code, &other.code);
        codec.spelling.word(&mut coder, &before.from, &other.from);
        codec.spelling.word(&mut coder, &before.to, &other.to);
        before = other.clone();
    }
    coder.finish()
}

/// Reads facts in steps, so that no step need be longer than a frame.
pub struct Reader {
    codec: Codec,
    at: Paused,
    facts: Facts,
    columns: u32,
    last: Box<Last>,
    others: Option<u32>,
}

impl Reader {
    /// Starts reading the bytes that [`encode`] wrote.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if they promise more than any set has.
    pub fn new(bytes: &[u8]) -> Result<Self, Fault> {
        let mut coder = Decoder::new(bytes);
        let mut codec = Codec::new();
        let columns = codec.number(&mut coder, 0x61, 0);
        if columns > MAX_COLUMNS {
            return Err(Fault::Damaged("more facts than there are kinds"));
        }
        Ok(Reader {
            codec,
            at: coder.pause(),
            facts: Facts::default(),
            columns,
            last: Box::new(Last::new()),
            others: None,
        })
    }

    /// Reads up to `count` more rows or codes; `true` when all are read.
    /// `extensions` has the seventh character of each row.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the bytes are none that [`encode`] writes.
    pub fn step(&mut self, bytes: &[u8], extensions: &[u8], count: usize) -> Result<bool, Fault> {
        let mut coder = Decoder::resume(bytes, self.at);
        let mut left = count;
        while left > 0 {
            let number = self.facts.columns.len() as u32;
            let open = self
                .facts
                .columns
                .last_mut()
                .filter(|column| column.rows.len() < extensions.len());
            if let Some(column) = open {
                let bits = bits(column.values.len());
                let from = column.rows.len();
                for &extension in extensions.iter().skip(from).take(left) {
                    let value = self
                        .codec
                        .row(&mut coder, number - 1, bits, extension, &mut self.last, 0);
                    let value = u16::try_from(value).ok();
                    let value = value.filter(|&value| usize::from(value) < column.values.len());
                    column
                        .rows
                        .push(value.ok_or(Fault::Damaged("a fact has no such value"))?);
                }
                left = left.saturating_sub(column.rows.len() - from);
            } else if number < self.columns {
                let column = self.head(&mut coder)?;
                self.facts.columns.push(column);
                *self.last = Last::new();
                left -= 1;
            } else {
                if !self.other(&mut coder)? {
                    coder.finish()?;
                    return Ok(true);
                }
                left -= 1;
            }
            if coder.overran() {
                return Err(Fault::Damaged("the facts break off"));
            }
        }
        self.at = coder.pause();
        Ok(false)
    }

    /// A column without its rows.
    fn head(&mut self, coder: &mut Decoder<'_>) -> Result<Column, Fault> {
        let label = self.codec.number(coder, 0x62, 0);
        let fact = u8::try_from(label).ok().and_then(Fact::of);
        let count = self.codec.number(coder, 0x63, 0);
        if count > MAX_VALUES {
            return Err(Fault::Damaged("a fact has more values than any has"));
        }
        let mut values: Vec<String> = Vec::new();
        for _ in 0..count {
            let before = values.last().map_or("", |value| value);
            values.push(self.codec.spelling.checked(coder, before)?);
        }
        Ok(Column {
            fact: fact.ok_or(Fault::Damaged("a fact is of no known kind"))?,
            values,
            rows: Runs::default(),
        })
    }

    /// The next code that the list does not have; `false` if there is none.
    fn other(&mut self, coder: &mut Decoder<'_>) -> Result<bool, Fault> {
        let left = match self.others {
            Some(left) => left,
            None => self.codec.number(coder, 0x64, 0),
        };
        if left > MAX_CODES {
            return Err(Fault::Damaged("more codes than any edition has"));
        }
        self.others = Some(left.saturating_sub(1));
        if left == 0 {
            return Ok(false);
        }
        let before = self.facts.others.last().cloned().unwrap_or_default();
        let mut word = |before: &str| self.codec.spelling.checked(coder, before);
        let other = Dated {
            code: word(&before.code)?,
            from: word(&before.from)?,
            to: word(&before.to)?,
        };
        self.facts.others.push(other);
        Ok(true)
    }

    /// The facts, when [`Reader::step`] has said that they are complete. `known`
    /// are the days for which validity is known.
    pub fn finish(self, known: [String; 2]) -> Facts {
        Facts { known, ..self.facts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_go_with_the_entries_that_they_are_of() {
        let column = |fact, values: [&str; 3], rows: [u16; 3]| Column {
            fact,
            values: values.map(String::from).to_vec(),
            rows: rows.into_iter().collect(),
        };
        let mut facts = Facts {
            columns: vec![
                column(Fact::Type, ["", "CC", "MCC"], [0, 1, 2]),
                column(Fact::From, ["", "2026-04-01", "2026-10-01"], [0, 0, 1]),
            ],
            ..Facts::default()
        };
        // An entry is left out, the others change places, a new one comes between them.
        facts.arrange(&[Some(2), None, Some(0), Some(7)]);
        let of = |row| facts.of(row).collect::<Vec<_>>();
        assert_eq!(of(0), [(Fact::Type, "MCC"), (Fact::From, "2026-04-01")]);
        for row in 1..5 {
            assert_eq!(of(row), [], "{row}");
        }
        assert_eq!(facts.columns[0].rows.len(), 4);
    }

    #[test]
    fn facts_come_back() {
        let extensions: Vec<u8> = (0..300)
            .map(|row| if row % 4 == 0 { 0 } else { b'A' + row as u8 % 4 })
            .collect();
        let facts = Facts {
            columns: vec![
                Column {
                    fact: Fact::Type,
                    values: ["", "CC", "MCC"].map(String::from).to_vec(),
                    rows: (0..300).map(|row| row / 7 % 3).collect(),
                },
                Column {
                    fact: Fact::From,
                    values: ["", "2026-10-01"].map(String::from).to_vec(),
                    rows: (0..300).map(|row| u16::from(row > 290)).collect(),
                },
            ],
            others: vec![
                Dated {
                    code: "A000".into(),
                    from: "2015-10-01".into(),
                    to: "2016-09-30".into(),
                },
                Dated {
                    code: "A001".into(),
                    from: "2026-10-01".into(),
                    to: String::new(),
                },
            ],
            known: Default::default(),
        };
        let bytes = encode(&facts, &extensions);
        let mut reader = Reader::new(&bytes).unwrap();
        while !reader.step(&bytes, &extensions, 7).unwrap() {}
        assert_eq!(reader.finish(Default::default()), facts);
    }
}
