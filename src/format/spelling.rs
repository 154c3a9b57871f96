//! The model of letters: how the vocabulary's words are spelt.

use super::coder::{Coder, Decoder};
use super::mixing::Mixing;
use super::model::{Model, hash};
use super::{Fault, Manner};

/// No word of a medical code set, nor what a fact says, is longer; a longer one
/// is a damaged file.
const MAX_WORD: usize = 1000;
/// Kinds of decisions, each with room for the bits of a symbol: how much is shared,
/// the first letter that is not, and the others.
const KIND_SHARED: u32 = 0;
const KIND_FIRST: u32 = 8;
const KIND_LETTER: u32 = 16;

/// The model of letters.
pub(super) struct Spelling {
    model: Model,
    /// For the letters, where the manner is thorough.
    mixing: Option<Mixing>,
    /// How much the word before shared with the one before it.
    shared: u32,
}

impl Spelling {
    pub(super) fn new(manner: Manner) -> Self {
        Spelling {
            model: Model::new(),
            mixing: (manner == Manner::Thorough).then(Mixing::new),
            shared: 0,
        }
    }

    pub(super) fn count<C: Coder>(&mut self, coder: &mut C, count: u32) -> u32 {
        self.model.number(coder, [0xc0, 0xc0], count)
    }

    pub(super) fn cases<C: Coder>(&mut self, coder: &mut C, word: &str, cases: u32) -> u32 {
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        let end = word.len().saturating_sub(2);
        let ending = word.bytes().skip(end).fold(0, |h, b| h << 8 | u32::from(b));
        let length = word.len().min(15) as u32;
        let contexts = [hash(&[0xca, length, digits.into()]), hash(&[0xcb, ending])];
        self.model.symbol(coder, 4, contexts, cases)
    }

    /// Codes `word` as the count of bytes that it shares with `before`, then its
    /// other bytes and a zero.
    fn bytes<C: Coder>(&mut self, coder: &mut C, before: &[u8], word: &[u8]) -> Vec<u8> {
        let shared = before.iter().zip(word).take_while(|(a, b)| a == b).count();
        let length = before.len().min(31) as u32;
        let contexts = [hash(&[0x51, length]), hash(&[0x52])];
        let wanted = shared.min(31) as u32;
        let shared = match &mut self.mixing {
            None => self.model.symbol(coder, 5, contexts, wanted),
            Some(mixing) => {
                let [one, two] = contexts;
                let first = before.first().map_or(0, |&b| u32::from(b));
                let contexts = [
                    one,
                    two,
                    hash(&[0x53, self.shared]),
                    hash(&[0x54, self.shared, length]),
                    hash(&[0x55, self.shared, first]),
                ];
                mixing.symbol(coder, KIND_SHARED, 5, contexts, 1 << 5, wanted)
            }
        } as usize;
        self.shared = shared as u32;
        let mut out: Vec<u8> = before.iter().copied().take(shared).collect();
        let mut rest = word.iter().copied().skip(shared);
        while out.len() <= MAX_WORD {
            let back = |n: usize| {
                out.len()
                    .checked_sub(n)
                    .and_then(|i| out.get(i))
                    .map_or(0, |&b| u32::from(b))
            };
            let (a, b) = (back(1), back(2));
            // The first byte after the shared ones is greater than the old one there.
            let above = if out.len() == shared {
                before.get(shared).map_or(1, |&b| u32::from(b))
            } else {
                0
            };
            let wanted: u32 = rest.next().unwrap_or(0).into();
            let byte = match &mut self.mixing {
                None => {
                    let contexts = [hash(&[1, a, above]), hash(&[2, a, b])];
                    self.model.symbol(coder, 8, contexts, wanted)
                }
                Some(mixing) => {
                    let (c, d) = (back(3), back(4));
                    let contexts = [
                        hash(&[1, a, above]),
                        hash(&[2, a, b]),
                        hash(&[3, a, b, c]),
                        hash(&[4, a, b, c, d]),
                        hash(&[5, above, out.len().min(20) as u32]),
                        hash(&[6, a]),
                        hash(&[7, a, b, c, d, back(5)]),
                    ];
                    let kind = if above > 0 { KIND_FIRST } else { KIND_LETTER };
                    mixing.symbol(coder, kind, 8, contexts, 1 << 8, wanted)
                }
            } as u8;
            if byte == 0 {
                break;
            }
            out.push(byte);
        }
        out
    }

    pub(super) fn word<C: Coder>(&mut self, coder: &mut C, before: &str, word: &str) -> String {
        self.bytes(coder, before.as_bytes(), word.as_bytes());
        word.to_owned()
    }

    pub(super) fn checked(&mut self, coder: &mut Decoder<'_>, before: &str) -> Result<String, Fault> {
        let bytes = self.bytes(coder, before.as_bytes(), &[]);
        if coder.overran() || bytes.len() > MAX_WORD {
            return Err(Fault::Damaged("the vocabulary breaks off"));
        }
        String::from_utf8(bytes).map_err(|_| Fault::Damaged("a word is not UTF-8"))
    }
}
