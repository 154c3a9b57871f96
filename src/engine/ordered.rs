//! An ordered map that is built in steps.

use fst::{Map, MapBuilder};

use crate::format::Fault;

/// Keys in any order, each with its number, on their way into an `fst` map.
pub(super) struct Ordered {
    bytes: Vec<u8>,
    /// Where each key begins and ends, and its number.
    keys: Vec<(u32, u32, u32)>,
    next: usize,
    builder: MapBuilder<Vec<u8>>,
}

impl Ordered {
    pub(super) fn with_capacity(keys: usize) -> Self {
        Ordered {
            bytes: Vec::with_capacity(keys * 8),
            keys: Vec::with_capacity(keys),
            next: 0,
            builder: MapBuilder::memory(),
        }
    }

    /// Adds a key, which is what `write` appends.
    pub(super) fn add(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len() as u32;
        write(&mut self.bytes);
        self.keys.push((start, self.bytes.len() as u32, number));
    }

    /// Puts the keys in order. They nearly are, which this sort makes use of.
    pub(super) fn sort(&mut self) {
        let bytes = &self.bytes;
        let key = |&(start, end, _): &(u32, u32, u32)| bytes.get(start as usize..end as usize);
        self.keys.sort_by(|a, b| key(a).cmp(&key(b)));
    }

    /// The keys in order with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.keys.iter().map(|&(start, end, number)| {
            let key = self.bytes.get(start as usize..end as usize);
            (key.unwrap_or(&[]), number)
        })
    }

    /// Takes up to `count` more keys into the map, if they are sorted; `true`
    /// when all are in it.
    ///
    /// # Errors
    /// `twice` if a key is there twice.
    pub(super) fn step(&mut self, count: usize, twice: &'static str) -> Result<bool, Fault> {
        for &(start, end, number) in self.keys.iter().skip(self.next).take(count) {
            let key = self.bytes.get(start as usize..end as usize).unwrap_or(&[]);
            self.builder
                .insert(key, number.into())
                .map_err(|_| Fault::Damaged(twice))?;
        }
        self.next += count;
        Ok(self.next >= self.keys.len())
    }

    /// How many of the keys are in the map, from 0 to 1.
    pub(super) fn progress(&self) -> f32 {
        self.next as f32 / self.keys.len().max(1) as f32
    }

    pub(super) fn finish(self) -> Map<Vec<u8>> {
        self.builder.into_map()
    }
}
