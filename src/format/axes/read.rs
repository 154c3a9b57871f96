//! Reading a set of axes in steps.

use super::codec::{Codec, KIND_NAME, KIND_PLAIN, KIND_TITLE};
use super::nodes::Nodes;
use super::write::Draft;
use super::{Axes, Name};
use crate::format::Fault;
use crate::format::coder::{Decoder, Paused};
use crate::format::vocabulary::Vocabulary;

/// As many as three characters can name.
const MAX_TABLES: u32 = 34 * 34 * 34;

/// And as many as name all levels down to a table.
const MAX_NAMES: u32 = MAX_TABLES + 34 * 34 + 34;

/// Reads a set in steps, so that no step need be longer than a frame.
pub struct Reader {
    codec: Codec,
    at: Paused,
    axes: Axes,
    left: u32,
}

impl Reader {
    /// Starts reading the bytes that [`super::encode`] wrote.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if they promise more tables than there can be.
    pub fn new(bytes: &[u8], words: Vocabulary) -> Result<Self, Fault> {
        let mut coder = Decoder::new(bytes);
        let mut codec = Codec::new(words.len());
        let left = codec.count(&mut coder, 0x01, 0);
        if left > MAX_TABLES {
            return Err(Fault::Damaged("more tables than any edition has"));
        }
        Ok(Reader {
            codec,
            at: coder.pause(),
            axes: Axes::empty(words),
            left,
        })
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        let done = self.axes.tables.len() as f32;
        done / (done + self.left as f32).max(1.0)
    }

    /// Reads up to `tables` more from the same bytes; `true` when all is read.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the bytes are none that [`super::encode`] writes.
    pub fn step(&mut self, bytes: &[u8], tables: u32) -> Result<bool, Fault> {
        let mut coder = Decoder::resume(bytes, self.at);
        let (nothing, shapes) = (Draft::default(), Nodes::default());
        for _ in 0..tables.min(self.left) {
            self.codec
                .table(&mut coder, &mut self.axes, &nothing, &shapes, u32::MAX)?;
            if coder.overran() {
                return Err(Fault::Damaged("the tables break off"));
            }
            self.left -= 1;
        }
        self.at = coder.pause();
        if self.left > 0 {
            return Ok(false);
        }
        self.exceptions(&mut coder)?;
        self.names(&mut coder)?;
        coder.finish()?;
        Ok(true)
    }

    fn exceptions(&mut self, coder: &mut Decoder<'_>) -> Result<(), Fault> {
        let count = self.codec.count(coder, 0x02, 0);
        let mut last = 0u32;
        for number in 0..count {
            let distance = self.codec.count(coder, 0x03, 0);
            last = last.saturating_add(distance);
            // Each names a later code, so that they are in order and not more
            // than there are codes.
            if coder.overran() || last >= self.axes.count || (number > 0 && distance == 0) {
                return Err(Fault::Damaged("an exception names no code"));
            }
            let like = self.axes.composed(last);
            self.codec.phrases.spend(like.len())?;
            let mut title = Vec::new();
            self.codec
                .phrases
                .text(coder, KIND_TITLE, [&like, &[]], &[], &mut title)?;
            self.axes.exceptions.push(last);
            self.axes.irregular.push(&title);
        }
        Ok(())
    }

    fn names(&mut self, coder: &mut Decoder<'_>) -> Result<(), Fault> {
        let count = self.codec.count(coder, 0x04, 0);
        if count > MAX_NAMES {
            return Err(Fault::Damaged("more names than there are levels"));
        }
        self.axes.official_names = self.codec.count(coder, 0x08, 0) != 0;
        for _ in 0..count {
            let prefix = self.codec.prefix(coder, &[])?;
            let in_order = self.axes.names.last().is_none_or(|name| name.prefix < prefix);
            if coder.overran() || !in_order {
                return Err(Fault::Damaged("the names are not in order"));
            }
            let first = self.axes.sayings.len() as u32;
            for kind in [KIND_NAME, KIND_PLAIN] {
                let mut text = Vec::new();
                self.codec.phrases.text(coder, kind, [&[], &[]], &[], &mut text)?;
                self.axes.sayings.push(&text);
            }
            self.axes.names.push(Name {
                prefix,
                label: first,
                plain: first + 1,
            });
        }
        Ok(())
    }

    /// The set, when [`Reader::step`] has said that it is complete.
    pub fn finish(self) -> Axes {
        self.axes
    }
}
