//! Writing a set of axes.

use std::collections::{BTreeMap, HashMap};

use super::codec::{Codec, KIND_NAME, KIND_PLAIN, KIND_TITLE};
use super::nodes::{END, Group, Nodes};
use super::{AXES, Axes, Key};
use crate::code::pcs::{TABLE, place};
use crate::format::Fault;
use crate::format::coder::Encoder;
use crate::format::vocabulary::Vocabulary;

/// A table before it is written, texts as form numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its three characters.
    pub code: [u8; TABLE],
    /// The words with which its titles begin.
    pub lead: Vec<u32>,
    /// The parts of its titles, in order.
    pub slots: Vec<DraftSlot>,
    /// What follows the three characters in each of its codes, ascending, and the
    /// title.
    pub codes: Vec<([u8; AXES], Vec<u32>)>,
}

/// A part of a table's titles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftSlot {
    /// Which axes it depends on, the fourth character's in the lowest bit.
    pub axes: u8,
    /// The words that join it to what stands before.
    pub joint: Vec<u32>,
    /// For each value of its axes whether they do, and the label.
    pub values: BTreeMap<Key, (bool, Vec<u32>)>,
}

/// The names of what begins codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// In the order of their prefixes.
    pub all: Vec<Named>,
    /// Whether they are official labels rather than Medcode's own words.
    pub official: bool,
}

/// A name, and in Medcode's own words what it is, as form numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The characters that it names.
    pub prefix: Vec<u8>,
    /// The name.
    pub label: Vec<u32>,
    /// What that is, in a sentence.
    pub plain: Vec<u32>,
}

/// Nodes, each made only once.
#[derive(Default)]
struct Shapes {
    nodes: Nodes,
    made: HashMap<Vec<Group>, u32>,
}

impl Shapes {
    /// The node of codes that are the same up to `axis`.
    fn of(&mut self, codes: &[([u8; AXES], Vec<u32>)], axis: usize) -> Result<u32, Fault> {
        if axis == AXES {
            return match codes {
                [_] => Ok(END),
                _ => Err(Fault::Damaged("a code stands in it twice")),
            };
        }
        let at = |code: &[u8; AXES]| code.get(axis).copied().and_then(place);
        let mut groups: Vec<Group> = Vec::new();
        for run in codes.chunk_by(|(a, _), (b, _)| at(a) == at(b)) {
            let place = run.first().and_then(|(code, _)| at(code));
            let place = place.ok_or(Fault::Damaged("a code has a character that none has"))?;
            let child = self.of(run, axis + 1)?;
            match groups.iter_mut().find(|(_, known)| *known == child) {
                Some((bits, _)) => *bits |= 1 << place,
                None => groups.push((1 << place, child)),
            }
        }
        if let Some(&known) = self.made.get(&groups) {
            return Ok(known);
        }
        let node = self.nodes.push(&groups)?;
        self.made.insert(groups, node);
        Ok(node)
    }
}

/// The tables and names as bytes. Titles that the drafts' slots do not make become
/// exceptions.
///
/// # Errors
/// [`Fault::Damaged`] if they are nothing that this layout can hold.
pub fn encode(drafts: &[Draft], names: &Names, words: &Vocabulary) -> Result<Vec<u8>, Fault> {
    let mut coder = Encoder::default();
    let mut codec = Codec::new(words.len());
    let mut axes = Axes::empty(words.clone());
    codec.count(&mut coder, 0x01, drafts.len());
    let mut shapes = Shapes::default();
    let roots: Vec<u32> = drafts
        .iter()
        .map(|draft| shapes.of(&draft.codes, 0))
        .collect::<Result<_, _>>()?;
    for (draft, root) in drafts.iter().zip(roots) {
        codec.table(&mut coder, &mut axes, draft, &shapes.nodes, root)?;
    }
    let titles = drafts
        .iter()
        .flat_map(|draft| draft.codes.iter().map(|(_, title)| title));
    // The same text may be cut otherwise where parts of it meet.
    let irregular: Vec<(u32, &Vec<u32>)> = (0..)
        .zip(titles)
        .filter(|(number, title)| words.text(&axes.composed(*number)) != words.text(title))
        .collect();
    codec.count(&mut coder, 0x02, irregular.len());
    let mut last = 0;
    let mut out = Vec::new();
    for (number, title) in irregular {
        codec.count(&mut coder, 0x03, (number - last) as usize);
        let like = axes.composed(number);
        codec
            .phrases
            .text(&mut coder, KIND_TITLE, [&like, &[]], title, &mut out)?;
        last = number;
    }
    codec.count(&mut coder, 0x04, names.all.len());
    codec.count(&mut coder, 0x08, names.official.into());
    for name in &names.all {
        codec.prefix(&mut coder, &name.prefix)?;
        for (kind, text) in [(KIND_NAME, &name.label), (KIND_PLAIN, &name.plain)] {
            codec.phrases.text(&mut coder, kind, [&[], &[]], text, &mut out)?;
        }
    }
    Ok(coder.finish())
}
