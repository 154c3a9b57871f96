//! A tabular list: chapters, blocks, categories, subcategories and codes in the
//! book's order, each with its title and inclusion terms, and the definitions
//! of seventh characters that multiply codes out.
//!
//! Entries follow each other as in the book. An entry gives its depth, what its
//! code adds to its parent's, its title (coded beside those of its elder
//! sibling and its parent, which it nearly repeats), its inclusion terms, and
//! the seventh characters that it defines for itself and all below it.

use super::Fault;
use super::coder::{Coder, Decoder, Encoder, Paused};
use super::model::{Model, hash};
use super::phrases::{Phrases, Texts};
use super::vocabulary::Vocabulary;

/// The deepest level: set, chapter, block, category and four more characters.
pub const MAX_DEPTH: u8 = 15;
/// Depth of a category, whose code has three characters.
pub const CATEGORY: u8 = 3;
/// No edition has a tenth as many entries.
const MAX_ENTRIES: u32 = 1 << 20;
const MAX_NAME: usize = 63;
/// No entry has a tenth as many inclusion terms or seventh characters.
const MAX_ITEMS: u32 = 4096;

/// Mixing weights apart from those of [`Phrases`], which uses 0 to 9.
const MIX_NAME: usize = 10;
const MIX_SHAPE: usize = 11;
const MIX_COUNT: usize = 12;

const KIND_TITLE: u32 = 0;
const KIND_TERM: u32 = 1;
const KIND_SEVENTH: u32 = 2;

/// One item of a definition of seventh characters: the character (0 for a note
/// between them) and its meaning.
pub type Labelled = (u8, Vec<u32>);

/// One entry of the book, texts as form numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// 0 the set, 1 a chapter, 2 a block, 3 a category, and on.
    pub depth: u8,
    /// The code without its dot; a chapter's or block's name.
    pub name: Vec<u8>,
    /// Whether the code only carries the placeholder `X`.
    pub placeholder: bool,
    /// The title.
    pub title: Vec<u32>,
    /// The inclusion terms.
    pub terms: Vec<Vec<u32>>,
    /// The seventh characters defined here; empty if none are.
    pub seventh: Vec<Labelled>,
    /// Seventh characters that this code lacks though they are defined above it.
    pub missing: Vec<u8>,
}

/// A whole tabular list, in columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabular {
    /// The words of its texts.
    pub words: Vocabulary,
    /// Depth of each entry.
    pub depths: Vec<u8>,
    /// Names of the entries, one after another, and where each ends.
    pub names: Vec<u8>,
    /// Where each entry's name ends.
    pub name_ends: Vec<u32>,
    /// Title of each entry.
    pub titles: Texts,
    /// All inclusion terms.
    pub terms: Texts,
    /// Where each entry's inclusion terms end.
    pub term_ends: Vec<u32>,
    /// Entries with the placeholder mark, ascending.
    pub placeholders: Vec<u32>,
    /// The different definitions of seventh characters.
    pub definitions: Vec<Vec<Labelled>>,
    /// Which entries define seventh characters, ascending, and by which definition.
    pub defined: Vec<(u32, u32)>,
    /// Entries that lack some of the seventh characters defined above them.
    pub missing: Vec<(u32, Vec<u8>)>,
}

impl Tabular {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.depths.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.depths.is_empty()
    }

    /// An entry's name.
    pub fn name(&self, entry: usize) -> &[u8] {
        let end = self.name_ends.get(entry).copied().unwrap_or(0) as usize;
        let start = match entry.checked_sub(1) {
            Some(before) => self.name_ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.names.get(start..end).unwrap_or(&[])
    }

    /// The numbers of an entry's inclusion terms.
    pub fn terms_of(&self, entry: usize) -> std::ops::Range<usize> {
        let end = self.term_ends.get(entry).copied().unwrap_or(0) as usize;
        let start = match entry.checked_sub(1) {
            Some(before) => self.term_ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        start..end
    }

    fn push(&mut self, entry: &Entry) {
        let number = self.depths.len() as u32;
        self.depths.push(entry.depth);
        self.names.extend_from_slice(&entry.name);
        self.name_ends.push(self.names.len() as u32);
        self.titles.push(&entry.title);
        for term in &entry.terms {
            self.terms.push(term);
        }
        self.term_ends.push(self.terms.len() as u32);
        if entry.placeholder {
            self.placeholders.push(number);
        }
        if !entry.seventh.is_empty() {
            let definition = match self.definitions.iter().position(|known| *known == entry.seventh) {
                Some(known) => known,
                None => {
                    self.definitions.push(entry.seventh.clone());
                    self.definitions.len() - 1
                }
            };
            self.defined.push((number, definition as u32));
        }
        if !entry.missing.is_empty() {
            self.missing.push((number, entry.missing.clone()));
        }
    }
}

/// One function for both directions: what the entry's neighbours tell about it,
/// and the model that learns from all before it.
struct Codec {
    phrases: Phrases,
    /// The latest entry of each depth.
    latest: [u32; MAX_DEPTH as usize + 1],
    /// What the names of the children seen so far at each depth ended with.
    siblings: [u32; MAX_DEPTH as usize + 1],
}

impl Codec {
    fn new(forms: usize) -> Self {
        Codec {
            phrases: Phrases::new(forms),
            latest: [0; MAX_DEPTH as usize + 1],
            siblings: [0; MAX_DEPTH as usize + 1],
        }
    }

    /// Codes `wanted` as the next entry of `list`, and appends it.
    fn entry<C: Coder>(&mut self, coder: &mut C, list: &mut Tabular, wanted: &Entry) -> Result<(), Fault> {
        let number = list.len();
        let before = list.depths.last().copied().unwrap_or(0);
        let last = number
            .checked_sub(1)
            .and_then(|i| list.name(i).last().copied())
            .unwrap_or(0);
        let run = self.siblings.get(usize::from(before)).copied().unwrap_or(0);
        let contexts = [
            hash(&[0xd1, before.into()]),
            hash(&[0xd2, before.into(), last.into()]),
            hash(&[0xd3, before.into(), run]),
        ];
        let depth = self
            .phrases
            .model()
            .symbol(coder, MIX_SHAPE, 4, contexts, wanted.depth.into()) as u8;
        if depth > before + 1 || (number > 0 && depth == 0) {
            return Err(Fault::Damaged("an entry has no parent"));
        }
        let level = usize::from(depth);
        // A parent's children begin anew; deeper levels are closed.
        for (deeper, (latest, siblings)) in self.latest.iter_mut().zip(&mut self.siblings).enumerate() {
            if deeper > level {
                (*latest, *siblings) = (u32::MAX, 0);
            }
        }
        let slot = |latest: &[u32; 16], level: usize| latest.get(level).copied().unwrap_or(u32::MAX);
        let elder = slot(&self.latest, level) as usize;
        let parent = level.checked_sub(1).map_or(u32::MAX, |up| slot(&self.latest, up)) as usize;

        let name = self.name(coder, list, depth, elder, parent, &wanted.name)?;
        let ending = name.last().copied().unwrap_or(0);
        let placeholder = {
            let contexts = [hash(&[0xd5, ending.into()])];
            self.phrases
                .model()
                .bit(coder, MIX_SHAPE, contexts, wanted.placeholder)
        };
        let chapter = slot(&self.latest, 1);
        let area = slot(&self.latest, 2).wrapping_add(chapter);
        let mut title = Vec::new();
        let like = if elder < number {
            [list.titles.get(elder), list.titles.get(parent)]
        } else {
            [list.titles.get(parent), &[]]
        };
        self.phrases
            .text(coder, KIND_TITLE, area, like, &wanted.title, &mut title)?;

        let count = self.count(coder, 0xe1, depth, wanted.terms.len())?;
        let mut terms: Vec<Vec<u32>> = Vec::with_capacity(count);
        for i in 0..count {
            let mut term = Vec::new();
            let like = [terms.last().map_or(&title[..], |term| term), &title];
            let text = wanted.terms.get(i).map_or(&[][..], |term| term);
            self.phrases.text(coder, KIND_TERM, area, like, text, &mut term)?;
            terms.push(term);
        }
        let seventh = self.seventh(coder, list, depth, area, &wanted.seventh)?;

        if let Some(latest) = self.latest.get_mut(level) {
            *latest = number as u32;
        }
        if let Some(siblings) = self.siblings.get_mut(level) {
            *siblings = hash(&[*siblings, ending.into()]);
        }
        list.push(&Entry {
            depth,
            name,
            placeholder,
            title,
            terms,
            seventh,
            missing: Vec::new(),
        });
        Ok(())
    }

    fn count<C: Coder>(&mut self, coder: &mut C, what: u32, depth: u8, count: usize) -> Result<usize, Fault> {
        let contexts = [hash(&[what]), hash(&[what, depth.into()])];
        let count = self
            .phrases
            .model()
            .number(coder, MIX_COUNT, contexts, count as u32);
        if count > MAX_ITEMS {
            return Err(Fault::Damaged("an entry has more items than any book gives one"));
        }
        Ok(count as usize)
    }

    /// A code below a category says what it adds to its parent's; all other
    /// names are spelt out beside the one before at their depth.
    fn name<C: Coder>(
        &mut self,
        coder: &mut C,
        list: &Tabular,
        depth: u8,
        elder: usize,
        parent: usize,
        wanted: &[u8],
    ) -> Result<Vec<u8>, Fault> {
        let kept = if depth > CATEGORY { list.name(parent) } else { &[] };
        let elder = if elder < list.len() { list.name(elder) } else { &[] };
        let run = self.siblings.get(usize::from(depth)).copied().unwrap_or(0);
        let mut name = kept.to_vec();
        let mut same = true;
        loop {
            let at = name.len();
            let beside = elder.get(at).copied().unwrap_or(0);
            let behind = name.last().copied().unwrap_or(0);
            let new = (at - kept.len()).min(3) as u32;
            let contexts = [
                hash(&[0xa1, depth.into(), new, beside.into(), same.into()]),
                hash(&[0xa2, depth.into(), new, beside.into(), behind.into()]),
                hash(&[0xa3, new, run, behind.into()]),
            ];
            let byte = self.phrases.model().symbol(
                coder,
                MIX_NAME,
                8,
                contexts,
                wanted.get(at).copied().unwrap_or(0).into(),
            ) as u8;
            if byte == 0 {
                return Ok(name);
            }
            if name.len() == MAX_NAME {
                return Err(Fault::Damaged("a code does not end"));
            }
            same &= byte == beside;
            name.push(byte);
        }
    }

    fn seventh<C: Coder>(
        &mut self,
        coder: &mut C,
        list: &Tabular,
        depth: u8,
        area: u32,
        wanted: &[Labelled],
    ) -> Result<Vec<Labelled>, Fault> {
        let contexts = [hash(&[0xf1, depth.into()]), hash(&[0xf1, depth.into(), area])];
        if !self
            .phrases
            .model()
            .bit(coder, MIX_SHAPE, contexts, !wanted.is_empty())
        {
            return Ok(Vec::new());
        }
        let known = list
            .definitions
            .iter()
            .position(|known| known == wanted)
            .unwrap_or(list.definitions.len());
        let known = self.count(coder, 0xf2, depth, known)?;
        if let Some(definition) = list.definitions.get(known) {
            return Ok(definition.clone());
        }
        let count = self.count(coder, 0xf3, 0, wanted.len())?;
        if count == 0 {
            return Err(Fault::Damaged("a definition of seventh characters is empty"));
        }
        let mut items: Vec<Labelled> = Vec::with_capacity(count);
        for i in 0..count {
            let (label, text) = wanted.get(i).map_or((0, &[][..]), |(label, text)| (*label, text));
            let before = items.last().map_or(0, |(label, _)| *label);
            let contexts = [hash(&[0xf4, before.into()])];
            let label = self
                .phrases
                .model()
                .symbol(coder, MIX_SHAPE, 8, contexts, label.into()) as u8;
            let like = [items.last().map_or(&[][..], |(_, text)| text), &[]];
            let mut out = Vec::new();
            self.phrases
                .text(coder, KIND_SEVENTH, area, like, text, &mut out)?;
            items.push((label, out));
        }
        Ok(items)
    }
}

/// The entries as bytes. `forms` is the number of forms in their vocabulary.
///
/// # Errors
/// [`Fault::Damaged`] if the entries are no tree that this layout can hold.
pub fn encode(entries: &[Entry], forms: usize) -> Result<Vec<u8>, Fault> {
    let mut coder = Encoder::default();
    let mut codec = Codec::new(forms);
    let mut list = Tabular::default();
    head(codec.phrases.model(), &mut coder, entries.len() as u32);
    for entry in entries {
        codec.entry(&mut coder, &mut list, entry)?;
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

fn head<C: Coder>(model: &mut Model, coder: &mut C, count: u32) -> u32 {
    model.number(coder, MIX_COUNT, [0xb1], count)
}

fn gap<C: Coder>(
    model: &mut Model,
    coder: &mut C,
    count: usize,
    distance: u32,
    labels: &[u8],
) -> (u32, Vec<u8>) {
    let distance = model.number(coder, MIX_COUNT, [0xb2], distance);
    let count = model.symbol(coder, MIX_COUNT, 4, [0xb3], count as u32);
    let mut out = Vec::new();
    for i in 0..count as usize {
        let before = out.last().copied().unwrap_or(0);
        let contexts = [hash(&[0xb4, u32::from(before)])];
        out.push(model.symbol(
            coder,
            MIX_NAME,
            8,
            contexts,
            labels.get(i).copied().unwrap_or(0).into(),
        ) as u8);
    }
    (distance, out)
}

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
        let mut codec = Codec::new(words.len());
        let left = head(codec.phrases.model(), &mut coder, 0);
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
        for _ in 0..count {
            let (distance, labels) = gap(model, &mut coder, 0, 0, &[]);
            last = last.saturating_add(distance);
            if coder.overran() || last as usize >= self.list.len() {
                return Err(Fault::Damaged("a rule names no entry"));
            }
            self.list.missing.push((last, labels));
        }
        coder.finish()?;
        Ok(true)
    }

    /// The list, when [`Reader::step`] has said that it is complete.
    pub fn finish(self) -> Tabular {
        self.list
    }
}
