//! The dictionary of terms and where each occurs.
//!
//! A document is a title or an inclusion term: the titles by entry number, then
//! the inclusion terms. Postings are not shipped; a counting sort makes them
//! from the texts in a few milliseconds.

use std::sync::OnceLock;

use fst::Map;

use super::candidates::Lookup;
use super::opposites::Opposites;
use super::ordered::Ordered;
use super::sounds::Sounds;
use crate::format::Fault;
use crate::format::tabular::Tabular;
use crate::format::vocabulary::Vocabulary;
use crate::text::{fold, is_word};

/// Words that say next to nothing by themselves: they stand in so many titles,
/// or bind so loosely, that a query is about its other words.
#[rustfmt::skip]
const FAINT: [&str; 157] = [
    "a", "about", "accidental", "after", "again", "all", "always", "am", "an", "and", "any", "are",
    "aren", "as", "at", "be", "because", "been", "being", "but", "by", "came", "can", "cannot",
    "classified", "could", "couldn", "did", "didn", "do", "does", "doesn", "doing", "don", "due",
    "during", "elsewhere", "encounter", "enough", "ever", "every", "feel", "feeling", "feels", "felt",
    "for", "from", "get", "gets", "getting", "give", "go", "goes", "going", "gone", "got", "had",
    "hadn", "has", "hasn", "have", "haven", "having", "he", "her", "herself", "him", "himself", "his",
    "how", "i", "in", "initial", "into", "is", "isn", "it", "its", "itself", "just", "keep", "keeps",
    "like", "lot", "lots", "me", "more", "much", "my", "myself", "nec", "never", "no", "nos", "not",
    "now", "of", "off", "on", "or", "other", "out", "over", "own", "part", "per", "really", "she",
    "shouldn", "since", "site", "so", "some", "someone", "something", "specified", "subsequent", "than",
    "that", "the", "their", "them", "there", "they", "thing", "things", "this", "through", "to", "too",
    "type", "uncomplicated", "unintentional", "unspecified", "up", "use", "very", "was", "wasn", "we",
    "were", "weren", "what", "when", "where", "which", "while", "who", "whose", "will", "with",
    "without", "won", "would", "wouldn", "you", "your",
];
/// How much of its weight a faint word keeps.
const FAINT_WEIGHT: f32 = 0.15;
/// The most that a number says.
const NUMBER_WEIGHT: f32 = 2.0;
/// A form that is no term.
const NO_TERM: u32 = u32::MAX;

/// All terms of a set.
pub struct Terms {
    /// Folded terms to their numbers.
    map: Map<Vec<u8>>,
    /// The term of each form.
    of_form: Vec<u32>,
    faint: Vec<bool>,
    letters: Vec<u8>,
    /// Where each term's documents begin; one more at the end.
    starts: Vec<u32>,
    documents: Vec<u32>,
    /// How much each term says.
    weights: Vec<f32>,
    /// The sum of the weights of each document's terms.
    sums: Vec<f32>,
    sounds: OnceLock<Sounds>,
    pub(super) opposites: Opposites,
}

/// The dictionary before its postings are there.
pub(super) struct Dictionary {
    pub(super) map: Map<Vec<u8>>,
    of_form: Vec<u32>,
    pub(super) faint: Vec<bool>,
    /// How many letters each term has, up to a byte's worth.
    pub(super) letters: Vec<u8>,
    /// Terms behind which others say little, and how many do.
    denials: Vec<(u32, usize)>,
    /// Forms that end what they deny.
    commas: Vec<u32>,
    of: Option<u32>,
    or: Option<u32>,
}

/// Words that deny those behind them up to the next comma: `without bleeding`; and
/// the one that leaves the next open: `unspecified ear`.
const DENIALS: [(&str, usize); 4] = [("without", 8), ("not", 8), ("no", 8), (OPEN, 1)];
const OPEN: &str = "unspecified";
/// Marks a document in which a term is denied.
const DENIED: u32 = 1 << 31;

/// Why a word of a text says little.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Denied {
    Denied,
    Open,
}

/// What the words of a text so far do to the next.
#[derive(Default)]
struct Denial {
    left: usize,
    open: bool,
    words: usize,
    /// Whether the last of them was `or`.
    or: bool,
    /// How many words were denied without a break.
    denied: usize,
}

/// As many words stand between a denial and what it is denied of: `without foreign
/// body of finger`, but `without loss of consciousness`.
const BEFORE_OF: usize = 2;

impl Denial {
    fn of(&mut self, dictionary: &Dictionary, form: u32) -> Option<Denied> {
        let Some(term) = dictionary.term(form) else {
            if dictionary.commas.contains(&form) {
                self.left = 0;
            }
            return None;
        };
        if dictionary.of == Some(term) && self.denied >= BEFORE_OF {
            self.left = 0;
        }
        let why = if self.open { Denied::Open } else { Denied::Denied };
        let denied = (self.left > 0).then_some(why);
        self.left = self.left.saturating_sub(1);
        self.denied = if denied.is_some() { self.denied + 1 } else { 0 };
        if let Some((_, reach)) = dictionary.denials.iter().find(|(known, _)| *known == term) {
            self.open = *reach == 1;
            // What is unspecified at the beginning is what the text is about, and so it is
            // in `chronic or unspecified ulcer`.
            let about = self.words == 0 || self.or;
            self.left = if self.open && about { 0 } else { *reach };
        }
        self.words += 1;
        self.or = dictionary.or == Some(term);
        denied
    }
}

impl Dictionary {
    /// Folds every form; different forms may be one term.
    pub(super) fn of(words: &Vocabulary) -> Result<Self, Fault> {
        Dictionary::of_used(words, |_| true)
    }

    /// The same of those forms only that are used.
    pub(super) fn of_used(words: &Vocabulary, used: impl Fn(u32) -> bool) -> Result<Self, Fault> {
        let mut forms = Ordered::with_capacity(words.len());
        let terms = (0..).zip(words.forms()).filter(|(_, form)| is_word(form));
        for (number, form) in terms.filter(|&(number, _)| used(number)) {
            forms.add(number, |key| key.extend_from_slice(fold(form).as_bytes()));
        }
        forms.sort();
        let mut terms = Ordered::with_capacity(words.len());
        let mut of_form = vec![NO_TERM; words.len()];
        let (mut faint, mut letters) = (Vec::new(), Vec::new());
        let mut last = None;
        for (term, form) in forms.iter() {
            if last != Some(term) {
                terms.add(faint.len() as u32, |key| key.extend_from_slice(term));
                faint.push(FAINT.iter().any(|word| word.as_bytes() == term));
                let count = String::from_utf8_lossy(term).chars().count();
                letters.push(u8::try_from(count).unwrap_or(u8::MAX));
                last = Some(term);
            }
            if let Some(slot) = of_form.get_mut(form as usize) {
                *slot = (faint.len() - 1) as u32;
            }
        }
        terms.step(faint.len(), "a word stands in it twice")?;
        let commas = (0..).zip(words.forms()).filter(|(_, form)| form.contains(','));
        let map = terms.finish();
        let denials = DENIALS
            .iter()
            .filter_map(|(word, reach)| Some((map.get(word)? as u32, *reach)));
        Ok(Dictionary {
            denials: denials.collect(),
            commas: commas.map(|(number, _)| number).collect(),
            of: map.get("of").map(|of| of as u32),
            or: map.get("or").map(|or| or as u32),
            map,
            of_form,
            faint,
            letters,
        })
    }

    /// The term of a form.
    pub(super) fn term(&self, form: u32) -> Option<u32> {
        let term = self.of_form.get(form as usize).copied();
        term.filter(|&term| term != NO_TERM)
    }

    /// Sorts the documents by their terms.
    pub(super) fn fill(self, list: &Tabular) -> Terms {
        let documents = || list.titles.iter().chain(list.terms.iter());
        let term = |form: &u32| self.term(*form);
        let mut starts = vec![0u32; self.faint.len() + 1];
        for text in documents() {
            for term in text.iter().filter_map(term) {
                if let Some(count) = starts.get_mut(term as usize + 1) {
                    *count += 1;
                }
            }
        }
        let mut total = 0;
        for count in &mut starts {
            total += *count;
            *count = total;
        }
        let all = list.titles.len() + list.terms.len();
        let mut numbers = vec![false; self.faint.len()];
        for (form, word) in (0..).zip(list.words.forms()) {
            if let Some(term) = self.term(form)
                && let Some(slot) = numbers.get_mut(term as usize)
            {
                *slot |= word.bytes().all(|byte| byte.is_ascii_digit());
            }
        }
        let counts = starts.iter().skip(1).zip(&starts).map(|(end, start)| end - start);
        let weights: Vec<f32> = counts
            .zip(self.faint.iter().zip(numbers))
            .map(|(count, (&faint, number))| {
                let says = says(faint, count.max(1) as usize, all);
                if number { says.min(NUMBER_WEIGHT) } else { says }
            })
            .collect();
        let mut next = starts.clone();
        let mut postings = vec![0u32; total as usize];
        let mut sums = Vec::with_capacity(all);
        let mut opposites = Opposites::of(&self.map, self.faint.len());
        for (document, text) in documents().enumerate() {
            let mut denial = Denial::default();
            let mut sum = 0.0;
            for form in text {
                let (term, denied) = (self.term(*form), denial.of(&self, *form));
                let Some(term) = term.map(|term| term as usize) else {
                    continue;
                };
                let is_denied = denied == Some(Denied::Denied);
                let weight = weights.get(term).copied().unwrap_or(0.0);
                sum += weight * if denied.is_some() { FAINT_WEIGHT } else { 1.0 };
                // What is `not specified as traumatic` is not opposed to what is not.
                if !is_denied {
                    opposites.says(term);
                }
                let Some(next) = next.get_mut(term) else {
                    continue;
                };
                if let Some(slot) = postings.get_mut(*next as usize) {
                    *slot = document as u32 | if is_denied { DENIED } else { 0 };
                }
                *next += 1;
            }
            sums.push(sum);
            opposites.end();
        }
        Terms {
            map: self.map,
            of_form: self.of_form,
            letters: self.letters,
            faint: self.faint,
            starts,
            documents: postings,
            weights,
            sums,
            sounds: OnceLock::new(),
            opposites,
        }
    }
}

/// How much a word says that so many of all texts have: the rarer, the more.
pub(super) fn says(faint: bool, documents: usize, all: usize) -> f32 {
    let weight = (1.0 + all as f32 / documents as f32).ln();
    if faint { weight * FAINT_WEIGHT } else { weight }
}

/// Whether a word says next to nothing by itself.
pub(super) fn is_faint(word: &str) -> bool {
    FAINT.contains(&word)
}

/// The same for a word of a query.
pub(super) fn weight(word: &str, documents: usize, all: usize) -> f32 {
    // A word may be in a dictionary and in no text: seventh characters' meanings.
    let says = says(is_faint(word), documents.max(1), all);
    match word.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number is of something: `27` is no answer to `cataract 27`.
        true => says.min(NUMBER_WEIGHT),
        false => says,
    }
}

impl Lookup for Terms {
    fn map(&self) -> &Map<Vec<u8>> {
        &self.map
    }

    fn uses(&self, term: u32) -> usize {
        self.postings(term).len()
    }

    fn is_faint(&self, term: u32) -> bool {
        self.faint.get(term as usize) == Some(&true)
    }

    fn letters(&self, term: u32) -> usize {
        self.letters
            .get(term as usize)
            .map_or(0, |&letters| letters.into())
    }

    fn sounds(&self) -> &Sounds {
        self.sounds.get_or_init(|| Sounds::of(&self.map))
    }
}

impl Terms {
    /// The documents with a term, ascending, and whether it is denied there; one twice
    /// if it has the term twice.
    pub(super) fn documents(&self, term: u32) -> impl ExactSizeIterator<Item = (u32, bool)> {
        let all = self.postings(term).iter();
        all.map(|&document| (document & !DENIED, document & DENIED != 0))
    }

    fn postings(&self, term: u32) -> &[u32] {
        let start = self.starts.get(term as usize).copied().unwrap_or(0) as usize;
        let end = self.starts.get(term as usize + 1).copied().unwrap_or(0) as usize;
        self.documents.get(start..end).unwrap_or(&[])
    }

    /// How much a term says: the rarer, the more.
    pub(super) fn weight(&self, term: u32) -> f32 {
        self.weights.get(term as usize).copied().unwrap_or(0.0)
    }

    /// What all terms of a document say together.
    pub(super) fn sum(&self, document: u32) -> f32 {
        self.sums.get(document as usize).copied().unwrap_or(0.0)
    }

    /// The number of documents.
    pub(super) fn count(&self) -> usize {
        self.sums.len()
    }

    /// The number of forms whose terms are known.
    pub(super) fn forms(&self) -> usize {
        self.of_form.len()
    }

    /// The term that is a folded word.
    pub(super) fn of_word(&self, word: &str) -> Option<u32> {
        self.map.get(word).map(|term| term as u32)
    }

    /// The term of a form.
    pub(super) fn of_form(&self, form: u32) -> Option<u32> {
        self.of_form
            .get(form as usize)
            .copied()
            .filter(|&term| term != NO_TERM)
    }
}
