//! The dictionary of labels: which labels have a word, and how much it says.
//!
//! How much a word says is reckoned from the titles that have it, as in any other
//! set, though no title is looked at: the codes behind each value of an axis are
//! counted. A title that has a word in two of its parts counts twice.

use std::sync::OnceLock;

use fst::Map;

use crate::engine::candidates::Lookup;
use crate::engine::sounds::Sounds;
use crate::engine::terms::{Dictionary, says};
use crate::format::Fault;
use crate::format::axes::Axes;

/// All terms of the labels of a set.
pub(super) struct LabelTerms {
    /// Folded terms to their numbers.
    map: Map<Vec<u8>>,
    faint: Vec<bool>,
    letters: Vec<u8>,
    /// Where each term's labels begin; one more at the end.
    starts: Vec<u32>,
    labels: Vec<u32>,
    /// How many titles have each term.
    uses: Vec<u32>,
    /// How much each term says.
    weights: Vec<f32>,
    /// What all terms of each label say together.
    sums: Vec<f32>,
    /// The codes whose titles follow no rule, the terms of those, and what they say
    /// together.
    irregular: Vec<(u32, Vec<u32>, f32)>,
    sounds: OnceLock<Sounds>,
}

impl LabelTerms {
    pub(super) fn of(axes: &Axes) -> Result<Self, Fault> {
        let mut used = vec![false; axes.words.len()];
        for &form in axes.labels.iter().chain(axes.irregular()).flatten() {
            if let Some(used) = used.get_mut(form as usize) {
                *used = true;
            }
        }
        let is_used = |form: u32| used.get(form as usize) == Some(&true);
        let dictionary = Dictionary::of_used(&axes.words, is_used)?;
        let terms_of = |label: &[u32]| -> Vec<u32> {
            let terms = label.iter().filter_map(|&form| dictionary.term(form));
            terms.collect()
        };
        let terms: Vec<Vec<u32>> = axes.labels.iter().map(terms_of).collect();
        let titles = axes.label_uses();
        let mut uses = vec![0u32; dictionary.faint.len()];
        let mut starts = vec![0u32; dictionary.faint.len() + 1];
        for (terms, &titles) in terms.iter().zip(&titles) {
            for &term in terms {
                if let Some(uses) = uses.get_mut(term as usize) {
                    *uses = uses.saturating_add(titles).min(axes.len());
                }
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
        let mut next = starts.clone();
        let mut labels = vec![0u32; total as usize];
        for (label, terms) in (0..).zip(&terms) {
            for &term in terms {
                if let Some(next) = next.get_mut(term as usize) {
                    if let Some(slot) = labels.get_mut(*next as usize) {
                        *slot = label;
                    }
                    *next += 1;
                }
            }
        }
        let weights: Vec<f32> = uses
            .iter()
            .zip(&dictionary.faint)
            .map(|(&uses, &faint)| says(faint, uses.max(1) as usize, axes.len() as usize))
            .collect();
        let weight = |&term: &u32| weights.get(term as usize).copied();
        let sums = terms.iter().map(|terms| terms.iter().filter_map(weight).sum());
        let numbers = axes.exceptions().iter().copied();
        let irregular = numbers.zip(axes.irregular()).map(|(number, title)| {
            // A code without a title is found by its labels.
            let terms = match title {
                [] => terms_of(&axes.composed(number)),
                title => terms_of(title),
            };
            let sum = terms.iter().filter_map(weight).sum();
            (number, terms, sum)
        });
        Ok(LabelTerms {
            irregular: irregular.collect(),
            sounds: OnceLock::new(),
            sums: sums.collect(),
            map: dictionary.map,
            letters: dictionary.letters,
            faint: dictionary.faint,
            starts,
            labels,
            uses,
            weights,
        })
    }

    /// The labels with a term, ascending; one twice if it has the term twice.
    pub(super) fn labels(&self, term: u32) -> &[u32] {
        let start = self.starts.get(term as usize).copied().unwrap_or(0) as usize;
        let end = self.starts.get(term as usize + 1).copied().unwrap_or(0) as usize;
        self.labels.get(start..end).unwrap_or(&[])
    }

    /// The codes whose titles follow no rule, the terms of those, and what they say
    /// together.
    pub(super) fn irregular(&self) -> impl Iterator<Item = (u32, &[u32], f32)> {
        let all = self.irregular.iter();
        all.map(|(number, terms, sum)| (*number, &terms[..], *sum))
    }

    /// How much a term says: the rarer, the more.
    pub(super) fn weight(&self, term: u32) -> f32 {
        self.weights.get(term as usize).copied().unwrap_or(0.0)
    }

    /// What all terms of a label say together.
    pub(super) fn sum(&self, label: u32) -> f32 {
        self.sums.get(label as usize).copied().unwrap_or(0.0)
    }
}

impl Lookup for LabelTerms {
    fn map(&self) -> &Map<Vec<u8>> {
        &self.map
    }

    fn uses(&self, term: u32) -> usize {
        self.uses.get(term as usize).copied().unwrap_or(0) as usize
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
