//! Which terms of the dictionary a typed word may stand for.

use fst::Automaton;
use fst::automaton::Str;
use levenshtein_automata::{DFA, LevenshteinAutomatonBuilder};

use super::query::Word;
use super::set::TabularSet;

/// A word that only begins a term counts by how much of the term it is, but at
/// least this much.
pub(super) const PREFIX_QUALITY: f32 = 0.6;
/// A term that is one slip, or two, away from the word.
const SLIP_QUALITY: [f32; 3] = [1.0, 0.75, 0.55];
/// Words shorter than this must be right: too many short words are alike.
const SHORTEST_WITH_SLIP: usize = 4;
const SHORTEST_WITH_TWO: usize = 8;
/// A term that a word may stand for.
pub(super) struct Candidate {
    pub(super) term: u32,
    pub(super) quality: f32,
}

/// A word with all terms that it may stand for, best first.
pub(super) struct Matched<'a> {
    pub(super) word: &'a Word,
    pub(super) candidates: Vec<Candidate>,
    /// Terms that it was corrected to, the nearest first; empty if it was right.
    pub(super) corrected: Vec<String>,
    pub(super) weight: f32,
}

impl TabularSet {
    /// The terms that a word begins; if there are none, those that it resembles.
    pub(super) fn candidates<'a>(&self, word: &'a Word) -> Matched<'a> {
        let folded = word.folded.as_str();
        let mut candidates = Vec::new();
        let length = folded.chars().count();
        let mut corrected = Vec::new();
        let mut nearest = 0.0;
        self.terms.each(Str::new(folded).starts_with(), |term, number| {
            let part = length as f32 / term.chars().count().max(1) as f32;
            candidates.push(Candidate {
                term: number,
                quality: PREFIX_QUALITY + (1.0 - PREFIX_QUALITY) * part,
            });
        });
        if candidates.is_empty()
            && length >= SHORTEST_WITH_SLIP
            && !folded.bytes().any(|b| b.is_ascii_digit())
        {
            let most = if length >= SHORTEST_WITH_TWO { 2 } else { 1 };
            for slips in 1..=most {
                let dfa = automaton(folded, slips, word.open);
                self.terms.each(&dfa, |term, number| {
                    let quality = SLIP_QUALITY.get(usize::from(slips)).copied().unwrap_or(0.0);
                    let part = (length as f32 / term.chars().count().max(1) as f32).min(1.0);
                    candidates.push(Candidate {
                        term: number,
                        quality: quality * part,
                    });
                    // Of terms as near, the one that is used more.
                    let uses = self.terms.documents(number).len() as f32;
                    let near = quality * part + uses.ln_1p() / 100.0;
                    corrected.push(term.to_owned());
                    if near > nearest {
                        nearest = near;
                        let last = corrected.len() - 1;
                        corrected.swap(0, last);
                    }
                });
                if !candidates.is_empty() {
                    break;
                }
            }
        }
        candidates.sort_unstable_by(|a, b| b.quality.total_cmp(&a.quality).then(a.term.cmp(&b.term)));
        // What a word says is what its commonest meaning says; of a word that
        // stands whole in the dictionary, only that one counts.
        let exact = self.terms.exact(folded).map(|term| self.terms.weight(term));
        let commonest = candidates
            .iter()
            .map(|c| self.terms.weight(c.term))
            .min_by(f32::total_cmp);
        Matched {
            word,
            weight: exact.or(commonest).unwrap_or(0.0),
            candidates,
            corrected,
        }
    }
}

/// The automaton for a word with at most `slips` slips (a transposition is one);
/// of an open word it accepts every continuation, too.
fn automaton(word: &str, slips: u8, open: bool) -> DFA {
    let builder = LevenshteinAutomatonBuilder::new(slips, true);
    if open {
        builder.build_prefix_dfa(word)
    } else {
        builder.build_dfa(word)
    }
}
