//! Words that exclude each other: what is benign is no answer to who asks for the
//! malignant, nor the left knee to who asks for the right.

use super::candidates::Matched;
use super::terms::Dictionary;

/// Each line is a choice, each of its parts one of what can be chosen, in the words
/// for it.
#[rustfmt::skip]
const CHOICES: &[&[&[&str]]] = &[
    &[&["benign"], &["malignant", "cancer", "carcinoma", "sarcoma"], &["situ"], &["uncertain"]],
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
    &[&["1", "i"], &["2", "ii"], &["3", "iii"], &["4", "iv"]],
    &[&["accidental", "unintentional"], &["assault"], &["self"], &["undetermined"]],
    &[&["adult"], &["juvenile", "pediatric", "child", "infantile"], &["newborn", "neonatal"]],
    &[&["traumatic"], &["nontraumatic"]],
    &[&["systolic"], &["diastolic"]],
    &[&["artery", "arterial"], &["vein", "venous"]],
    &[&["viral"], &["bacterial"], &["fungal"]],
];

/// What texts choose: a bit for each part of each choice.
#[derive(Debug, Default)]
pub(super) struct Opposites {
    /// Terms of the dictionary that choose, ordered.
    terms: Vec<(u32, u64)>,
    documents: Vec<u64>,
}

/// What a query chooses: the bits of a choice, and those of them that it takes.
pub(super) struct Chosen(Vec<(u64, u64)>);

impl Opposites {
    pub(super) fn of(dictionary: &Dictionary) -> Opposites {
        let mut terms = Vec::new();
        for (at, part) in CHOICES.iter().copied().flatten().enumerate() {
            let numbers = part.iter().filter_map(|word| dictionary.map.get(word));
            terms.extend(numbers.map(|term| (term as u32, 1 << at)));
        }
        terms.sort_unstable();
        Opposites {
            terms,
            documents: Vec::new(),
        }
    }

    fn bits(&self, term: u32) -> u64 {
        let at = self.terms.binary_search_by_key(&term, |(term, _)| *term);
        at.ok()
            .and_then(|at| self.terms.get(at))
            .map_or(0, |(_, bits)| *bits)
    }

    /// Adds a document by its terms.
    pub(super) fn add(&mut self, terms: impl Iterator<Item = u32>) {
        let bits = terms.fold(0, |bits, term| bits | self.bits(term));
        self.documents.push(bits);
    }

    /// What the words of a query choose.
    pub(super) fn chosen(&self, matched: &[Matched]) -> Chosen {
        let candidates = matched.iter().flat_map(|word| &word.candidates);
        let asked = candidates.fold(0, |bits, candidate| bits | self.bits(candidate.term));
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
