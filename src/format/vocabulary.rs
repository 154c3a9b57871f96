//! The words that texts are written with, each with the letter cases in which
//! it occurs.
//!
//! Words stand in order, so a word says only how much of the one before it
//! repeats and then its own letters, each predicted from those before it.
//! `fracture`, `Fracture` and `FRACTURE` are one word in three forms. Texts
//! name forms by number: 0 ends a text, then the separators, then the words'
//! forms.

use std::collections::{BTreeMap, BTreeSet};

use super::coder::{Decoder, Encoder, Paused};
use super::spelling::Spelling;
use super::{Fault, Manner};
use crate::text::{is_word, join, tokens};

/// The number that ends a text; it names no form.
pub const END: u32 = 0;
const MAX_FORMS: u32 = 1 << 20;
/// No vocabulary has a tenth as many letters.
const MAX_LETTERS: usize = 1 << 23;

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

/// The word with its first letter in upper case. Only ASCII letters have cases
/// here: words that begin with another letter are few, and are spelt out.
fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// The text without the capital of its first word, if [`Vocabulary::capital`] gives
/// it back.
pub fn without_capital(text: &str) -> Option<String> {
    let first = tokens(text).next()?;
    let lower = first.to_ascii_lowercase();
    let is_capital = lower != first && capital(&lower) == first;
    is_capital.then(|| [&lower, text.get(first.len()..).unwrap_or("")].concat())
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

    /// Only the first forms, so many.
    pub fn first(&self, forms: usize) -> Vocabulary {
        let mut first = Vocabulary {
            separators: self.separators,
            ..Vocabulary::default()
        };
        for form in self.forms().take(forms) {
            first.push(form);
        }
        first
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

    /// Whether a form is no word but what stands between words.
    pub fn is_sign(&self, number: u32) -> bool {
        (1..=self.separators).contains(&number)
    }

    /// The number of the blank, for where one does not go without saying; that of
    /// the empty form if no text needs it.
    pub fn blank(&self) -> u32 {
        let blank = (1..=self.separators).find(|&sign| self.form(sign) == " ");
        blank.unwrap_or(END)
    }

    /// All forms by number.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.form(number))
    }

    /// The number of a form with a capital, which is added if it is not there.
    pub fn capital(&mut self, number: u32) -> u32 {
        let form = self.form(number);
        let capital = capital(form);
        if capital == form {
            return number;
        }
        // A word's forms stand in this order.
        let next = number.saturating_add(1);
        if self.form(next) == capital {
            return next;
        }
        self.push(&capital);
        (self.ends.len() - 1) as u32
    }

    fn push(&mut self, form: &str) {
        self.letters.push_str(form);
        self.ends.push(self.letters.len() as u32);
    }

    /// Adds a form that was read.
    fn keep(&mut self, form: &str) -> Result<(), Fault> {
        if self.ends.len() > MAX_FORMS as usize || self.letters.len() > MAX_LETTERS {
            return Err(Fault::Damaged("more words than any code set has"));
        }
        self.push(form);
        Ok(())
    }

    /// The vocabulary that holds `forms`, and each form's number.
    pub fn of<'a>(forms: impl IntoIterator<Item = &'a str>) -> Vocabulary {
        let mut separators = BTreeSet::new();
        let mut words: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for form in forms {
            if is_word(form) {
                words.entry(form.to_ascii_lowercase()).or_default().insert(form);
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
            // The same order as [`Reader`]: the regular cases, then the others.
            for regular in [word.clone(), capital(&word), word.to_ascii_uppercase()] {
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
    pub fn encode(&self, manner: Manner) -> Vec<u8> {
        let mut coder = Encoder::default();
        let mut spelling = Spelling::new(manner.code(&mut coder));
        let mut forms = self.forms().skip(1);
        let separators: Vec<&str> = forms.by_ref().take(self.separators as usize).collect();
        let mut words: Vec<(String, Vec<&str>)> = Vec::new();
        for form in forms {
            let word = form.to_ascii_lowercase();
            match words.last_mut() {
                Some((last, forms)) if *last == word => forms.push(form),
                _ => words.push((word, vec![form])),
            }
        }
        spelling.count(&mut coder, self.separators);
        spelling.count(&mut coder, words.len() as u32);
        let mut before = String::new();
        for separator in separators {
            before = spelling.word(&mut coder, &before, separator);
        }
        before.clear();
        for (word, forms) in words {
            before = spelling.word(&mut coder, &before, &word);
            let (title, upper) = (capital(&word), word.to_ascii_uppercase());
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
}

/// Reads a vocabulary in steps, so that no step need be longer than a frame.
pub struct Reader {
    spelling: Spelling,
    at: Paused,
    vocabulary: Vocabulary,
    before: String,
    separators: u32,
    words: u32,
}

impl Reader {
    /// Starts reading the bytes that [`Vocabulary::encode`] wrote.
    ///
    /// # Errors
    /// [`Fault::Damaged`] for bytes that no vocabulary encodes to.
    pub fn new(bytes: &[u8]) -> Result<Reader, Fault> {
        let mut coder = Decoder::new(bytes);
        let mut spelling = Spelling::new(Manner::Quick.code(&mut coder));
        let [separators, words] = [(); 2].map(|()| spelling.count(&mut coder, 0));
        if separators.saturating_add(words) > MAX_FORMS {
            return Err(Fault::Damaged("more words than any code set has"));
        }
        let mut vocabulary = Vocabulary::default();
        vocabulary.push("");
        vocabulary.separators = separators;
        Ok(Reader {
            spelling,
            at: coder.pause(),
            vocabulary,
            before: String::new(),
            separators,
            words,
        })
    }

    /// Reads up to `words` more from the same bytes; `true` when all are read.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn step(&mut self, bytes: &[u8], words: u32) -> Result<bool, Fault> {
        let mut coder = Decoder::resume(bytes, self.at);
        for _ in 0..words {
            if self.separators > 0 {
                self.separators -= 1;
                self.before = self.spelling.checked(&mut coder, &self.before)?;
                self.vocabulary.keep(&self.before)?;
                if self.separators == 0 {
                    self.before.clear();
                }
            } else if self.words > 0 {
                self.words -= 1;
                self.word(&mut coder)?;
            }
        }
        if self.separators + self.words > 0 {
            self.at = coder.pause();
            return Ok(false);
        }
        coder.finish()?;
        Ok(true)
    }

    /// A word in all its cases.
    fn word(&mut self, coder: &mut Decoder<'_>) -> Result<(), Fault> {
        let word = self.spelling.checked(coder, &self.before)?;
        let cases = self.spelling.cases(coder, &word, 0);
        if cases & LOWER != 0 {
            self.vocabulary.keep(&word)?;
        }
        if cases & CAPITAL != 0 {
            self.vocabulary.keep(&capital(&word))?;
        }
        if cases & UPPER != 0 {
            self.vocabulary.keep(&word.to_ascii_uppercase())?;
        }
        if cases & MIXED != 0 {
            for _ in 0..self.spelling.count(coder, 0) {
                let form = self.spelling.checked(coder, &word)?;
                self.vocabulary.keep(&form)?;
            }
        }
        self.before = word;
        Ok(())
    }

    /// The vocabulary, when [`Reader::step`] has said that it is complete.
    pub fn finish(self) -> Vocabulary {
        self.vocabulary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_gets_back_the_capital_that_it_leaves_out() {
        let without = |text: &str, expect: Option<&str>| {
            assert_eq!(without_capital(text).as_deref(), expect, "{text}");
            let mut words = Vocabulary::of(tokens(expect.unwrap_or(text)).chain(["Other", "other"]));
            let numbers: Vec<u32> = (0..words.len() as u32).collect();
            let number = |token: &str| *numbers.iter().find(|&&n| words.form(n) == token).unwrap();
            let mut forms: Vec<u32> = tokens(expect.unwrap_or(text)).map(number).collect();
            if expect.is_some() {
                forms[0] = words.capital(forms[0]);
            }
            assert_eq!(words.text(&forms), text);
        };
        without("Injection, 5 mg", Some("injection, 5 mg"));
        without("Other", Some("other"));
        without("A part", Some("a part"));
        without("X-ray", Some("x-ray"));
        for whole in [
            "injection",
            "HIV test",
            "pH",
            "IgA",
            "2 Units",
            "(Part)",
            "École",
            "",
        ] {
            without(whole, None);
        }
    }

    #[test]
    fn a_form_has_one_capital() {
        let mut words = Vocabulary::of(["other", "Other", "part", "2"]);
        let count = words.len();
        let form = |words: &Vocabulary, text| (0..).find(|&number| words.form(number) == text).unwrap();
        let other = form(&words, "other");
        assert_eq!(words.capital(other), form(&words, "Other"));
        for same in ["2", "Other"] {
            let number = form(&words, same);
            assert_eq!(words.capital(number), number);
        }
        assert_eq!(words.len(), count);
        let part = form(&words, "part");
        assert_eq!(words.capital(part) as usize, count);
        assert_eq!(words.form(count as u32), "Part");
    }

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
        for manner in [Manner::Quick, Manner::Thorough] {
            let bytes = vocabulary.encode(manner);
            let mut reader = Reader::new(&bytes).unwrap();
            while !reader.step(&bytes, 3).unwrap() {}
            assert_eq!(reader.finish(), vocabulary);
        }
    }
}
