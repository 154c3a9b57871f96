//! Words that exclude each other: what is benign is no answer to who asks for the
//! malignant, nor the left knee to who asks for the right.

use fst::Map;

use super::candidates::{KIN_QUALITY, Matched};
use super::persons::Age;
use super::score::Asked;
use super::terms::is_faint;

/// Each line is a choice, each of its parts one of what can be chosen, in the words
/// for it.
#[rustfmt::skip]
const CHOICES: &[&[&[&str]]] = &[
    &[&["benign"], &["malignant", "cancer", "carcinoma", "sarcoma"], &["situ"], &["uncertain"]],
    &[&["adult"], &["juvenile", "pediatric", "child", "infantile"], &["newborn", "neonatal"]],
    &[&["right"], &["left"], &["bilateral", "both"]],
    &[&["acute", "subacute"], &["chronic"]],
    &[&["open"], &["closed"]],
    &[&["upper"], &["lower"]],
    &[&["anterior"], &["posterior"]],
    &[&["internal"], &["external"]],
    &[&["medial"], &["lateral"]],
    &[&["proximal"], &["distal"]],
    &[&["male"], &["female"]],
    &[&["congenital"], &["acquired"]],
    &[&["primary", "essential"], &["secondary"]],
    &[&["displaced"], &["nondisplaced"]],
    &[&["mild"], &["moderate"], &["severe"]],
    &[&["first"], &["second"], &["third"]],
    &[&["0"], &["1", "i"], &["2", "ii"], &["3", "iii"], &["4", "iv"]],
    &[&["accidental", "unintentional"], &["assault"], &["self"], &["undetermined"]],
    &[&["traumatic"], &["nontraumatic"]],
    &[&["systolic"], &["diastolic"]],
    &[&["artery", "arterial"], &["vein", "venous"]],
    &[&["viral"], &["bacterial"], &["fungal"]],
];

/// The bits of the first choice.
const MALIGNANT: u64 = 1 << 1;
const NOT_MALIGNANT: u64 = 1 | 1 << 2 | 1 << 3;
/// Those of the second.
const ADULT: u64 = 1 << 4;
const CHILD: u64 = 1 << 5;
const NEWBORN: u64 = 1 << 6;
/// A bit stands for each part.
const _: () = {
    let (mut parts, mut at) = (0, 0);
    while at < CHOICES.len() {
        #[allow(clippy::indexing_slicing, reason = "an index out of bounds fails to compile")]
        let choice = CHOICES[at];
        parts += choice.len();
        at += 1;
    }
    assert!(parts <= u64::BITS as usize);
};

/// What texts choose: a bit for each part of each choice.
#[derive(Debug, Default)]
pub(super) struct Opposites {
    /// What each term of the dictionary chooses.
    of_term: Vec<u64>,
    documents: Vec<u64>,
    /// What the document that is being read chooses so far.
    open: u64,
}

/// What a query chooses: the bits of a choice, and those of them that it takes.
pub(super) struct Chosen(Vec<(u64, u64)>);

impl Opposites {
    /// Those of no document yet, of a dictionary with so many terms.
    pub(super) fn of(map: &Map<Vec<u8>>, count: usize) -> Opposites {
        let mut opposites = Opposites {
            of_term: vec![0; count],
            ..Opposites::default()
        };
        for (at, part) in CHOICES.iter().copied().flatten().enumerate() {
            for term in part.iter().filter_map(|word| map.get(word)) {
                if let Some(slot) = opposites.of_term.get_mut(term as usize) {
                    *slot = 1u64 << at;
                }
            }
        }
        opposites
    }

    /// Adds a term to the document that is being read.
    pub(super) fn says(&mut self, term: usize) {
        self.open |= self.of_term.get(term).copied().unwrap_or(0);
    }

    /// Ends the document that is being read.
    pub(super) fn end(&mut self) {
        let bits = std::mem::take(&mut self.open);
        // A carcinoma in situ is not what is called malignant.
        let settled = if bits & NOT_MALIGNANT != 0 {
            bits & !MALIGNANT
        } else {
            bits
        };
        self.documents.push(settled);
    }

    fn bits(&self, term: u32) -> u64 {
        self.of_term.get(term as usize).copied().unwrap_or(0)
    }

    /// What the words of a query choose.
    pub(super) fn chosen(&self, asked: &Asked, matched: &[Matched]) -> Chosen {
        // What is denied is not chosen, nor what a word only begins or nearly is.
        let said = (0..).zip(asked.words).zip(matched);
        let said = said
            .filter(|((at, word), one)| one.whole && asked.denied >> *at & 1 == 0 && !is_faint(&word.folded));
        let candidates = said.flat_map(|(_, word)| &word.candidates);
        let sure = candidates.filter(|candidate| candidate.quality >= KIN_QUALITY);
        let said = sure.fold(0, |bits, candidate| bits | self.bits(candidate.term));
        let asked = said
            | match asked.age {
                Some(Age::Newborn) => NEWBORN,
                Some(Age::Child) => CHILD,
                Some(Age::Adult) => ADULT,
                None => 0,
            };
        let mut chosen = Vec::new();
        let mut first = 0;
        for choice in CHOICES {
            let all = ((1u64 << choice.len()) - 1) << first;
            first += choice.len();
            if asked & all != 0 {
                chosen.push((all, asked & all));
            }
        }
        Chosen(chosen)
    }

    /// How many choices a document makes in another way.
    pub(super) fn opposed(&self, document: u32, Chosen(chosen): &Chosen) -> usize {
        let has = self.documents.get(document as usize).copied().unwrap_or(0);
        let opposed = chosen
            .iter()
            .filter(|(all, taken)| has & all != 0 && has & taken == 0);
        opposed.count()
    }
}
