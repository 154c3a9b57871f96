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
use super::coder::{Decoder, Encoder};
use super::spelling::Spelling;
use crate::text::{is_word, join};

/// The number that ends a text; it names no form.
pub const END: u32 = 0;
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
