//! Reading a tabular list in steps.

use super::codec::{Codec, gap, head, marks};
use super::{Entry, Tabular};
use crate::format::coder::{Decoder, Paused};
use crate::format::vocabulary::Vocabulary;
use crate::format::{Fault, Manner};

/// No edition has a tenth as many entries.
const MAX_ENTRIES: u32 = 1 << 20;

/// Reads a tabular list in steps, so that no step need be longer than a frame.
pub struct Reader {
    codec: Codec,
    at: Paused,
    list: Tabular,
    left: u32,
}

impl Reader {
    /// Starts reading the bytes that [`encode`] wrote.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if they promise more entries than any edition has.
    pub fn new(bytes: &[u8], words: Vocabulary) -> Result<Self, Fault> {
        let mut coder = Decoder::new(bytes);
        let mut codec = Codec::new(words.len(), Manner::Quick.code(&mut coder));
        let left = head(codec.phrases.model(), &mut coder, 0);
        marks(&mut codec, &mut coder, [false; 3]);
        if left > MAX_ENTRIES {
            return Err(Fault::Damaged("more entries than any edition has"));
        }
        Ok(Reader {
            codec,
            at: coder.pause(),
            list: Tabular {
                words,
                ..Tabular::default()
            },
            left,
        })
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        let done = self.list.len() as f32;
        done / (done + self.left as f32).max(1.0)
    }

    /// Reads up to `entries` more from the same bytes; `true` when all are read.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the bytes are none that [`encode`] writes.
    pub fn step(&mut self, bytes: &[u8], entries: u32) -> Result<bool, Fault> {
        let mut coder = Decoder::resume(bytes, self.at);
        let nothing = Entry::default();
        for _ in 0..entries.min(self.left) {
            self.codec.entry(&mut coder, &mut self.list, &nothing)?;
            if coder.overran() {
                return Err(Fault::Damaged("the entries break off"));
            }
            self.left -= 1;
        }
        self.at = coder.pause();
        if self.left > 0 {
            return Ok(false);
        }
        let model = self.codec.phrases.model();
        let count = head(model, &mut coder, 0);
        let mut last = 0u32;
        for rule in 0..count {
            let (distance, labels) = gap(model, &mut coder, 0, 0, &[]);
            last = last.saturating_add(distance);
            // Each names a later entry, so that they are in order and not
            // more than there are entries.
            if coder.overran() || last as usize >= self.list.len() || (rule > 0 && distance == 0) {
                return Err(Fault::Damaged("a rule names no entry"));
            }
            self.list.missing.push((last, labels));
        }
        coder.finish()?;
        Ok(true)
    }

    /// The list, when [`Reader::step`] has said that it is complete.
    pub fn finish(mut self) -> Tabular {
        self.list.capitalise(&self.codec.capital);
        self.list
    }
}
