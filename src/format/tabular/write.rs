//! Writing a tabular list.

use super::codec::{Codec, gap, head, marks};
use super::{Entry, Tabular};
use crate::format::coder::Encoder;
use crate::format::{Fault, Manner};

/// How many seventh characters a code may lack: as many as four bits count.
const MAX_MISSING: usize = 15;

/// The entries as bytes. `forms` is the number of forms in their vocabulary.
///
/// # Errors
/// [`Fault::Damaged`] if the entries are no tree that this layout can hold.
pub fn encode(entries: &[Entry], forms: usize, manner: Manner) -> Result<Vec<u8>, Fault> {
    let mut coder = Encoder::default();
    let mixed = entries.iter().any(|entry| entry.own);
    let capitals = entries.iter().any(|entry| entry.capital);
    let mut codec = Codec::new(forms, manner.code(&mut coder));
    let named = entries.iter().any(|entry| !entry.names.is_empty());
    let mut list = Tabular::default();
    head(codec.phrases.model(), &mut coder, entries.len() as u32);
    marks(&mut codec, &mut coder, [mixed, capitals, named]);
    for entry in entries {
        codec.entry(&mut coder, &mut list, entry)?;
        // The layout takes a code's first characters from its parent's.
        if list.name(list.len() - 1) != entry.name {
            return Err(Fault::Damaged("a code does not begin as the one above it"));
        }
        if entry.missing.len() > MAX_MISSING {
            return Err(Fault::Damaged(
                "a code lacks more seventh characters than can be said",
            ));
        }
    }
    let missing: Vec<(u32, &[u8])> = (0u32..)
        .zip(entries)
        .filter(|(_, entry)| !entry.missing.is_empty())
        .map(|(number, entry)| (number, &entry.missing[..]))
        .collect();
    let model = codec.phrases.model();
    head(model, &mut coder, missing.len() as u32);
    let mut last = 0;
    for (number, labels) in missing {
        gap(model, &mut coder, labels.len(), number - last, labels);
        last = number;
    }
    Ok(coder.finish())
}
