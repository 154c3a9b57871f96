//! Texts as sequences of form numbers, coded so that what repeats costs nearly
//! nothing.
//!
//! Official titles repeat their neighbours: "Displaced fracture of base of neck
//! of left femur" follows the same with "right". For each token a few
//! candidates are guessed (the aligned place in the texts that this one is
//! likely to resemble, and what came last after the same one, two and three
//! tokens), and one decision says whether a candidate is right. Only where all
//! guesses fail is the number itself coded.

use super::coder::Coder;
use super::mixing::Mixing;
use super::model::{Model, hash};
use super::thorough::{Place, Thorough};
use super::vocabulary::END;
use super::{Fault, Manner};

/// No official text has as many tokens; a longer one is a damaged file.
pub const MAX_TOKENS: usize = 4096;
/// No file's texts have a tenth as many tokens together. A few bytes can stand
/// for very many, because what is expected costs next to nothing.
const MAX_ALL: u32 = 1 << 23;
const HISTORY_BITS: u32 = 17;
const SOURCES: usize = 9;
/// How many bits of a number are predicted from those before and the token
/// before: words that begin alike have numbers that begin alike.
const LOW_BITS: u32 = 8;

/// Many texts in one allocation.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Texts {
    tokens: Vec<u32>,
    ends: Vec<u32>,
}

impl Texts {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The tokens of a text; none for a number that is not in use.
    pub fn get(&self, at: usize) -> &[u32] {
        let end = self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.tokens.get(start..end).unwrap_or(&[])
    }

    /// Adds a text.
    pub fn push(&mut self, tokens: &[u32]) {
        self.tokens.extend_from_slice(tokens);
        self.ends.push(self.tokens.len() as u32);
    }

    /// The first token of a text; none if it is empty or not there.
    pub fn first_mut(&mut self, at: usize) -> Option<&mut u32> {
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let end = *self.ends.get(at)?;
        self.tokens.get_mut(start as usize..end as usize)?.first_mut()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The number of tokens in all texts together.
    pub fn tokens(&self) -> usize {
        self.tokens.len()
    }
}

/// A place in a text that the present one is likely to resemble.
struct Reference<'a> {
    text: &'a [u32],
    at: usize,
    /// How the last eight guesses went, newest in the lowest bit.
    record: u32,
}

impl<'a> Reference<'a> {
    fn new(text: &'a [u32]) -> Self {
        Reference {
            text,
            at: 0,
            record: 1,
        }
    }

    fn guess(&self, ahead: usize) -> Option<u32> {
        match self.at + ahead {
            at if at < self.text.len() => self.text.get(at).copied(),
            at if at == self.text.len() => Some(END),
            _ => None,
        }
    }

    /// Moves past `token` where the reference has it soon, else by one in place.
    fn follow(&mut self, token: u32) {
        let hit = self.guess(0) == Some(token);
        self.record = (self.record << 1 | u32::from(hit)) & 0xff;
        let rest = self.text.get(self.at..).unwrap_or(&[]);
        if let Some(offset) = rest.iter().take(12).position(|&t| t == token) {
            self.at += offset + 1;
        }
    }
}

/// What came after a context, the last two different tokens.
struct History {
    last: Vec<[u32; 2]>,
}

const NONE: u32 = u32::MAX;

impl History {
    fn new() -> Self {
        History {
            last: vec![[NONE; 2]; 1 << HISTORY_BITS],
        }
    }

    fn get(&self, context: u32) -> [u32; 2] {
        let at = (context >> (32 - HISTORY_BITS)) as usize;
        self.last.get(at).copied().unwrap_or([NONE; 2])
    }

    fn learn(&mut self, context: u32, token: u32) {
        let at = (context >> (32 - HISTORY_BITS)) as usize;
        if let Some(last) = self.last.get_mut(at)
            && last[0] != token
        {
            *last = [token, last[0]];
        }
    }
}

/// Which of the sources say the same, as a number.
fn agreement(sources: &[u32; SOURCES]) -> u32 {
    sources.iter().fold(0, |known, source| {
        let first = sources.iter().position(|other| other == source);
        hash(&[known, first.map_or(0, |first| first as u32)])
    })
}

/// The model of texts; it learns from every text that it codes.
pub struct Phrases {
    model: Model,
    thorough: Option<Thorough>,
    history: History,
    bits: u32,
    /// How many tokens, and other things that take memory, may still come.
    left: u32,
}

impl Phrases {
    /// A model for texts over `forms` different forms.
    pub fn new(forms: usize, manner: Manner) -> Self {
        let bits = ((forms.max(2) as u32 - 1).ilog2() + 1).max(LOW_BITS);
        Phrases {
            model: Model::new(),
            thorough: (manner == Manner::Thorough).then(|| Thorough::new(bits, forms)),
            history: History::new(),
            bits,
            left: MAX_ALL,
        }
    }

    /// Counts things that are about to be kept in memory.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if no file holds as many.
    pub fn spend(&mut self, things: usize) -> Result<(), Fault> {
        let left = u32::try_from(things)
            .ok()
            .and_then(|things| self.left.checked_sub(things));
        self.left = left.ok_or(Fault::Damaged("it holds more than any book says"))?;
        Ok(())
    }

    /// Codes one text. `kind` tells texts of different sorts apart (title, term,
    /// each kind of note); `like` are up to two texts that it may resemble, the
    /// likelier first. A coder that reads gets the text into `out` and is given
    /// an empty `text`.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the text is longer than any official one.
    // Browsers compile well what is called often, a function at a time: small
    // ones come first.
    #[inline(never)]
    pub fn text<C: Coder>(
        &mut self,
        coder: &mut C,
        kind: u32,
        like: [&[u32]; 2],
        text: &[u32],
        out: &mut Vec<u32>,
    ) -> Result<(), Fault> {
        out.clear();
        let [first, second] = like;
        let mut first = Reference::new(first);
        let mut second = Reference::new(second);
        let (mut a, mut b, mut c) = (END, END, END);
        loop {
            let wanted = text.get(out.len()).copied().unwrap_or(END);
            let start = if out.is_empty() { kind + 1 } else { 0 };
            let near = [
                hash(&[0x31, a, start]),
                hash(&[0x32, a, b, start]),
                hash(&[0x33, a, b, c, start]),
            ];
            let [one, two, three] = near.map(|context| self.history.get(context));
            let sources: [u32; SOURCES] = [
                first.guess(0).unwrap_or(NONE),
                three[0],
                second.guess(0).unwrap_or(NONE),
                two[0],
                first.guess(1).unwrap_or(NONE),
                two[1],
                one[0],
                second.guess(1).unwrap_or(NONE),
                one[1],
            ];
            let agreement = match self.thorough {
                Some(_) => agreement(&sources),
                None => 0,
            };
            let mut token = NONE;
            for (rank, &candidate) in sources.iter().enumerate() {
                if candidate == NONE {
                    continue;
                }
                // Which sources say so; if one before did, it was asked already.
                let mut agreed = 0u32;
                for (at, &source) in sources.iter().enumerate() {
                    agreed |= u32::from(source == candidate) << at;
                }
                if agreed.trailing_zeros() < rank as u32 {
                    continue;
                }
                // The likeliest guess is judged by how the text has followed its
                // reference so far, the others by what speaks for them.
                let followed = || {
                    [
                        hash(&[0x41, agreed, first.record, second.record & 3]),
                        hash(&[0x42, agreed, candidate]),
                    ]
                };
                let spoken = || {
                    [
                        hash(&[0x43, agreed, first.record & 7, kind]),
                        hash(&[0x44, agreed, a]),
                    ]
                };
                let right = if let Some(thorough) = &mut self.thorough {
                    let rank = rank as u32;
                    let [[one, two], [_, three]] = [followed(), spoken()];
                    let contexts = [one, two, three, hash(&[0x45, rank, candidate, a])];
                    thorough.guess(coder, rank, contexts, agreement, candidate == wanted)
                } else {
                    let contexts = if rank == 0 { followed() } else { spoken() };
                    self.model.bit(coder, contexts, candidate == wanted)
                };
                if right {
                    token = candidate;
                    break;
                }
            }
            if token == NONE
                && let Some(thorough) = &mut self.thorough
            {
                let began = out.first().copied().unwrap_or(END);
                let place = Place {
                    contexts: [
                        hash(&[0x51, kind, start]),
                        hash(&[0x52, a]),
                        hash(&[0x53, one[0]]),
                        hash(&[0x54, b]),
                        hash(&[0x55, two[0]]),
                        hash(&[0x56, began]),
                    ],
                    expected: sources[0],
                    record: first.record,
                };
                token = thorough.number(coder, &place, wanted);
            } else if token == NONE {
                let contexts = [
                    hash(&[0x51, kind, out.len().min(3) as u32]),
                    hash(&[0x52, sources[0]]),
                ];
                let high = self
                    .model
                    .symbol(coder, self.bits - LOW_BITS, contexts, wanted >> LOW_BITS);
                let contexts = [hash(&[0x53, high]), hash(&[0x54, high, a])];
                let low = self
                    .model
                    .symbol(coder, LOW_BITS, contexts, wanted & ((1 << LOW_BITS) - 1));
                token = high << LOW_BITS | low;
            }
            for context in near {
                self.history.learn(context, token);
            }
            if token == END {
                return self.spend(out.len() + 1);
            }
            if out.len() == MAX_TOKENS {
                return Err(Fault::Damaged("a text does not end"));
            }
            out.push(token);
            first.follow(token);
            second.follow(token);
            (a, b, c) = (token, a, b);
        }
    }

    /// Says what the texts that follow are about, the narrower first: where the manner
    /// is thorough, their words are expected again in others about the same.
    pub fn about(&mut self, topics: [u32; 2]) {
        if let Some(thorough) = &mut self.thorough {
            thorough.about(topics);
        }
    }

    /// Where the manner is thorough, its model for what is not text.
    pub(super) fn mixing(&mut self) -> Option<&mut Mixing> {
        self.thorough.as_mut().map(Thorough::mixing)
    }

    /// The model for what is not text but coded between texts.
    pub fn model(&mut self) -> &mut Model {
        &mut self.model
    }
}
