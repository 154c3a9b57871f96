//! The words that texts are written with, each with the letter cases in which
//! it occurs.
//!
//! Words stand in order, so a word says only how much of the one before it
//! repeats and then its own letters, each predicted from those before it.
//! `fracture`, `Fracture` and `FRACTURE` are one word in three forms. Texts
//! name forms by number: 0 ends a text, then the separators, then the words'
//! forms.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use super::coder::{Coder, Decoder, Encoder};
use super::model::{Model, hash};
use crate::text::{is_word, join};

/// The number that ends a text; it names no form.
pub const END: u32 = 0;
/// No word of a medical code set is longer; a longer one is a damaged file.
const MAX_WORD: usize = 200;
const MAX_FORMS: u32 = 1 << 20;

const LOWER: u32 = 1;
const CAPITAL: u32 = 2;
const UPPER: u32 = 4;
const MIXED: u32 = 8;

/// Forms by number. Number 0 is the empty form that ends a text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
    separators: u32,
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|c| c.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

impl Vocabulary {
    /// How many forms there are, the empty one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no form at all, not even the empty one.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The form with this number; empty for 0 and for a number that is not in use.
    pub fn form(&self, number: u32) -> &str {
        let at = number as usize;
        let end = self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.letters.get(start..end).unwrap_or("")
    }

    /// Adds the forms of `more` behind these; their numbers go on from here.
    pub fn extend(&mut self, more: &Vocabulary) {
        for form in more.forms().skip(1) {
            self.push(form);
        }
    }

    /// The text that these forms spell.
    pub fn text(&self, forms: &[u32]) -> String {
        join(forms.iter().map(|&form| self.form(form)))
    }

    /// All forms by number.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.form(number))
    }

    fn push(&mut self, form: &str) {
        self.letters.push_str(form);
        self.ends.push(self.letters.len() as u32);
    }

    /// The vocabulary that holds `forms`, and each form's number.
    pub fn of<'a>(forms: impl IntoIterator<Item = &'a str>) -> Vocabulary {
        let mut separators = BTreeSet::new();
        let mut words: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for form in forms {
            if is_word(form) {
                words.entry(form.to_lowercase()).or_default().insert(form);
            } else if !form.is_empty() {
                separators.insert(form);
            }
        }
        let mut vocabulary = Vocabulary::default();
        vocabulary.push("");
        vocabulary.separators = separators.len() as u32;
        for separator in separators {
            vocabulary.push(separator);
        }
        for (word, mut forms) in words {
            // The same order as `decode`: the regular cases, then the others.
            for regular in [word.clone(), capital(&word), word.to_uppercase()] {
                if forms.remove(regular.as_str()) {
                    vocabulary.push(&regular);
                }
            }
            for form in forms {
                vocabulary.push(form);
            }
        }
        vocabulary
    }

    /// The vocabulary as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut coder = Encoder::default();
        let mut spelling = Spelling::new();
        let mut forms = self.forms().skip(1);
        spelling.count(&mut coder, self.separators);
        let mut before = String::new();
        for separator in forms.by_ref().take(self.separators as usize) {
            before = spelling.word(&mut coder, &before, separator);
        }
        let mut words: Vec<(String, Vec<&str>)> = Vec::new();
        for form in forms {
            let word = form.to_lowercase();
            match words.last_mut() {
                Some((last, forms)) if *last == word => forms.push(form),
                _ => words.push((word, vec![form])),
            }
        }
        spelling.count(&mut coder, words.len() as u32);
        before.clear();
        for (word, forms) in words {
            before = spelling.word(&mut coder, &before, &word);
            let (title, upper) = (capital(&word), word.to_uppercase());
            let mut cases = 0;
            let mut mixed = Vec::new();
            for form in forms {
                cases |= match form {
                    form if form == word => LOWER,
                    form if form == title => CAPITAL,
                    form if form == upper => UPPER,
                    form => {
                        mixed.push(form);
                        MIXED
                    }
                };
            }
            spelling.cases(&mut coder, &word, cases);
            if cases & MIXED != 0 {
                spelling.count(&mut coder, mixed.len() as u32);
                for form in mixed {
                    spelling.word(&mut coder, &word, form);
                }
            }
        }
        coder.finish()
    }

    /// Reads what [`Vocabulary::encode`] wrote.
    ///
    /// # Errors
    /// [`Fault::Damaged`] for bytes that no vocabulary encodes to.
    pub fn decode(bytes: &[u8]) -> Result<Vocabulary, Fault> {
        let mut coder = Decoder::new(bytes);
        let mut spelling = Spelling::new();
        let mut vocabulary = Vocabulary::default();
        vocabulary.push("");
        vocabulary.separators = spelling.count(&mut coder, 0);
        let mut before = String::new();
        for _ in 0..vocabulary.separators {
            before = spelling.checked(&mut coder, &before)?;
            vocabulary.push(&before);
        }
        let words = spelling.count(&mut coder, 0);
        if vocabulary.separators.saturating_add(words) > MAX_FORMS {
            return Err(Fault::Damaged("more words than any code set has"));
        }
        before.clear();
        for _ in 0..words {
            before = spelling.checked(&mut coder, &before)?;
            let cases = spelling.cases(&mut coder, &before, 0);
            if cases & LOWER != 0 {
                vocabulary.push(&before);
            }
            if cases & CAPITAL != 0 {
                vocabulary.push(&capital(&before));
            }
            if cases & UPPER != 0 {
                vocabulary.push(&before.to_uppercase());
            }
            if cases & MIXED != 0 {
                for _ in 0..spelling.count(&mut coder, 0) {
                    let form = spelling.checked(&mut coder, &before)?;
                    vocabulary.push(&form);
                }
            }
        }
        coder.finish()?;
        Ok(vocabulary)
    }
}

/// The model of letters.
struct Spelling {
    model: Model,
}

impl Spelling {
    fn new() -> Self {
        Spelling { model: Model::new() }
    }

    fn count<C: Coder>(&mut self, coder: &mut C, count: u32) -> u32 {
        self.model.number(coder, 0, [0xc0], count)
    }

    fn cases<C: Coder>(&mut self, coder: &mut C, word: &str, cases: u32) -> u32 {
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        let end = word.len().saturating_sub(2);
        let ending = word.bytes().skip(end).fold(0, |h, b| h << 8 | u32::from(b));
        let length = word.len().min(15) as u32;
        let contexts = [0xca, hash(&[0xca, length, digits.into()]), hash(&[0xcb, ending])];
        self.model.symbol(coder, 1, 4, contexts, cases)
    }

    /// Codes `word` as the count of bytes that it shares with `before`, then its
    /// other bytes and a zero.
    fn bytes<C: Coder>(&mut self, coder: &mut C, before: &[u8], word: &[u8]) -> Vec<u8> {
        let shared = before.iter().zip(word).take_while(|(a, b)| a == b).count();
        let contexts = [hash(&[0x51, before.len().min(31) as u32]), hash(&[0x52])];
        let shared = self.model.symbol(coder, 2, 5, contexts, shared.min(31) as u32) as usize;
        let mut out: Vec<u8> = before.iter().copied().take(shared).collect();
        let mut rest = word.iter().copied().skip(shared);
        while out.len() <= MAX_WORD {
            let back = |n: usize| {
                out.len()
                    .checked_sub(n)
                    .and_then(|i| out.get(i))
                    .map_or(0, |&b| u32::from(b))
            };
            let (a, b, c, d) = (back(1), back(2), back(3), back(4));
            // The first byte after the shared ones is greater than the old one there.
            let above = if out.len() == shared {
                before.get(shared).map_or(1, |&b| u32::from(b))
            } else {
                0
            };
            let contexts = [
                hash(&[1, a, above]),
                hash(&[2, a, b]),
                hash(&[3, a, b, c]),
                hash(&[4, a, b, c, d]),
                hash(&[5, a, b, c, d, back(5)]),
                hash(&[6, out.len().min(12) as u32, a]),
            ];
            let mixer = 3 + out.len().min(4);
            let byte =
                self.model
                    .symbol(coder, mixer, 8, contexts, rest.next().unwrap_or(0).into()) as u8;
            if byte == 0 {
                break;
            }
            out.push(byte);
        }
        out
    }

    fn word<C: Coder>(&mut self, coder: &mut C, before: &str, word: &str) -> String {
        self.bytes(coder, before.as_bytes(), word.as_bytes());
        word.to_owned()
    }

    fn checked(&mut self, coder: &mut Decoder<'_>, before: &str) -> Result<String, Fault> {
        let bytes = self.bytes(coder, before.as_bytes(), &[]);
        if coder.overran() || bytes.len() > MAX_WORD {
            return Err(Fault::Damaged("the vocabulary breaks off"));
        }
        String::from_utf8(bytes).map_err(|_| Fault::Damaged("a word is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_comes_back_with_every_form() {
        let forms = [
            "fracture",
            "Fracture",
            "HIV",
            "pH",
            "IgA",
            "a",
            "A",
            "é",
            "Ménière",
            ", ",
            " (",
            ")",
            "2",
            "S72",
            "X-",
            "x",
        ];
        let vocabulary = Vocabulary::of(forms);
        for form in forms.iter().filter(|f| **f != "X-") {
            assert!(vocabulary.forms().any(|known| known == *form), "{form}");
        }
        let read = Vocabulary::decode(&vocabulary.encode());
        assert_eq!(read.as_ref(), Ok(&vocabulary));
    }
}
