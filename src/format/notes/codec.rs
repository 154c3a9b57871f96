//! The model of the notes, one function for both directions; writing, and reading in
//! steps.

use super::{Group, Kind, Notes};
use crate::format::coder::{Coder, Decoder, Encoder, Paused};
use crate::format::model::{Contexts, hash};
use crate::format::phrases::Phrases;
use crate::format::tabular::{Labelled, Tabular, topics};
use crate::format::{Fault, Manner};

/// No entry has a tenth as many groups or notes.
const MAX_ITEMS: u32 = 4096;
/// Bits of a kind's number.
const KIND_BITS: u32 = 5;
/// Kinds of texts that the tabular part uses.
const KINDS_BEFORE: u32 = 3;
/// How many texts with labels are remembered, as a power of two.
const LABELLED_BITS: u32 = 12;
/// What stands for the kind before the first.
const NO_KIND: u32 = (1 << KIND_BITS) - 1;

struct Codec {
    phrases: Phrases,
    /// How many groups the entry before had.
    before: u32,
    /// The number of the latest text of each kind.
    latest: [usize; Kind::ALL.len()],
    /// The number of the latest text with a label, in a group that begins alike; as
    /// the hash of these says.
    labelled: Vec<u32>,
}

impl Codec {
    fn new(forms: usize, manner: Manner) -> Self {
        Codec {
            phrases: Phrases::new(forms, manner),
            before: 0,
            latest: [usize::MAX; Kind::ALL.len()],
            labelled: vec![u32::MAX; 1 << LABELLED_BITS],
        }
    }

    /// Codes the groups of the next entry, and appends them to `notes`.
    fn entry<C: Coder>(
        &mut self,
        coder: &mut C,
        notes: &mut Notes,
        tabular: &Tabular,
        wanted: &[Group],
    ) -> Result<(), Fault> {
        let entry = notes.ends.len();
        self.phrases.about(topics(tabular.name(entry)));
        let depth = u32::from(tabular.depths.get(entry).copied().unwrap_or(0));
        let terms = tabular.terms_of(entry).len().min(2) as u32;
        let defines = tabular
            .defined
            .binary_search_by_key(&(entry as u32), |&(number, _)| number)
            .is_ok();
        let contexts = [
            hash(&[1, depth, terms, defines.into()]),
            hash(&[2, depth, self.before]),
        ];
        let count = self.number(coder, contexts, wanted.len())?;
        self.before = count.min(3) as u32;
        let mut last = NO_KIND;
        for i in 0..count {
            let group = wanted.get(i);
            let contexts = [
                hash(&[3, last, terms, defines.into()]),
                hash(&[5, count as u32, i as u32, terms, last]),
            ];
            let number =
                self.phrases
                    .model()
                    .symbol(coder, KIND_BITS, contexts, group.map_or(0, |g| g.kind as u32));
            let kind = *Kind::ALL
                .get(number as usize)
                .ok_or(Fault::Damaged("a note is of no known kind"))?;
            let contexts = [hash(&[6, number]), hash(&[7, number, depth])];
            let items = self.number(coder, contexts, group.map_or(0, |g| g.count))?;
            self.phrases.spend(1)?;
            notes.groups.push((kind, items as u32));
            notes.starts.push(notes.texts.len() as u32);
            last = number;
            if !kind.is_tabular() {
                self.items(coder, notes, kind, items, group.map_or(&[][..], |g| &g.items))?;
            }
        }
        notes.ends.push(notes.groups.len() as u32);
        Ok(())
    }

    fn number<C: Coder>(&mut self, coder: &mut C, contexts: Contexts, number: usize) -> Result<usize, Fault> {
        let number = self.phrases.model().number(coder, contexts, number as u32);
        if number > MAX_ITEMS {
            return Err(Fault::Damaged("an entry has more notes than any book gives one"));
        }
        Ok(number as usize)
    }

    fn items<C: Coder>(
        &mut self,
        coder: &mut C,
        notes: &mut Notes,
        kind: Kind,
        count: usize,
        wanted: &[Labelled],
    ) -> Result<(), Fault> {
        let mut out = Vec::new();
        let mut before = 0u8;
        let mut axis = 0;
        for i in 0..count {
            let (label, text) = wanted.get(i).map_or((0, &[][..]), |(label, text)| (*label, text));
            let label = if kind.is_labelled() {
                let place = [count, i].map(|number| number.min(u8::MAX.into()) as u32);
                let contexts = [
                    hash(&[8, before.into(), axis]),
                    hash(&[9, kind as u32, place[0], place[1]]),
                ];
                self.phrases.model().symbol(coder, 8, contexts, label.into()) as u8
            } else {
                0
            };
            before = label;
            let latest = self.latest.get(kind as usize).copied().unwrap_or(usize::MAX);
            let of_label = hash(&[kind as u32, label.into(), axis]) >> (32 - LABELLED_BITS);
            let alike = if kind.is_table() {
                self.labelled.get(of_label as usize).copied().unwrap_or(u32::MAX)
            } else {
                u32::MAX
            };
            let like = [latest, alike as usize].map(|number| notes.texts.get(number));
            let like = match (kind, like) {
                // What a value means is said again more often than what stands before it.
                (Kind::Values, [before, again @ [_, ..]]) => [again, before],
                _ => like,
            };
            self.phrases
                .text(coder, KINDS_BEFORE + kind as u32, like, text, &mut out)?;
            if let Some(latest) = self.latest.get_mut(kind as usize) {
                *latest = notes.texts.len();
            }
            if let Some(slot) = self.labelled.get_mut(of_label as usize) {
                *slot = notes.texts.len() as u32;
            }
            if i == 0 && kind == Kind::Values {
                axis = hash(&out);
            }
            notes.texts.push(&out);
            notes.labels.push(label);
        }
        Ok(())
    }
}

/// The notes of all entries as bytes; `groups` has one element an entry of
/// `tabular`, `forms` is the size of the vocabulary of the notes.
///
/// # Errors
/// [`Fault::Damaged`] if a note is longer than any official one.
pub fn encode(
    groups: &[Vec<Group>],
    tabular: &Tabular,
    forms: usize,
    manner: Manner,
) -> Result<Vec<u8>, Fault> {
    let mut coder = Encoder::default();
    let mut codec = Codec::new(forms, manner.code(&mut coder));
    let mut notes = Notes::default();
    for groups in groups {
        codec.entry(&mut coder, &mut notes, tabular, groups)?;
    }
    Ok(coder.finish())
}

/// Reads notes in steps, so that no step need be longer than a frame.
pub struct Reader {
    codec: Codec,
    at: Paused,
    notes: Notes,
}

impl Reader {
    /// Starts reading the bytes that [`encode`] wrote.
    pub fn new(bytes: &[u8], forms: usize) -> Self {
        let mut coder = Decoder::new(bytes);
        Reader {
            codec: Codec::new(forms, Manner::Quick.code(&mut coder)),
            at: coder.pause(),
            notes: Notes::default(),
        }
    }

    /// Reads up to `entries` more from the same bytes, beside the same tabular part, or
    /// until their texts have some `tokens`; `true` when all are read.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the bytes are none that [`encode`] writes.
    pub fn step(
        &mut self,
        bytes: &[u8],
        tabular: &Tabular,
        entries: usize,
        tokens: usize,
    ) -> Result<bool, Fault> {
        let mut coder = Decoder::resume(bytes, self.at);
        let most = self.notes.texts.tokens().saturating_add(tokens);
        for _ in 0..entries.min(tabular.len() - self.notes.ends.len().min(tabular.len())) {
            self.codec.entry(&mut coder, &mut self.notes, tabular, &[])?;
            if coder.overran() {
                return Err(Fault::Damaged("the notes break off"));
            }
            if self.notes.texts.tokens() >= most {
                break;
            }
        }
        self.at = coder.pause();
        if self.notes.ends.len() < tabular.len() {
            return Ok(false);
        }
        coder.finish()?;
        Ok(true)
    }

    /// The notes, when [`Reader::step`] has said that they are complete.
    pub fn finish(self) -> Notes {
        self.notes
    }
}
