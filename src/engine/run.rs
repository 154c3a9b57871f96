//! What the words of a query are in each file, and what each says.

use super::answer::Correction;
use super::candidates::{Matched, automaton, known, most_slips, resembled};
use super::kinds::Volume;
use super::persons::{is_number, leads_on, tells_age};
use super::query::Word;
use super::ranges::number;
use super::reading::Reading;
use super::terms::{is_faint, weight};
use super::thesaurus::Thesaurus;
use crate::text::{stem, unit};

/// A file, and which of its sets are wanted.
pub(super) type Wanted<'a> = (&'a Volume, Vec<bool>);

/// A reading of a query, and what its words are in each file.
pub(super) struct Run {
    pub(super) reading: Reading,
    pub(super) weights: Vec<f32>,
    /// Which of the words any file has, as bits.
    pub(super) known: u32,
    pub(super) matched: Vec<Vec<Matched>>,
    pub(super) corrections: Vec<Correction>,
    pub(super) unmatched: Vec<String>,
}

/// Looks up the words of a reading; `known` are those that were looked up already.
#[inline(never)]
pub(super) fn run(
    volumes: &[Wanted],
    reading: Reading,
    thesaurus: &Thesaurus,
    exact: bool,
    known: &mut Vec<(Word, Vec<Matched>)>,
) -> Run {
    let mut run = Run {
        matched: volumes.iter().map(|_| Vec::new()).collect(),
        weights: Vec::new(),
        known: 0,
        corrections: Vec::new(),
        unmatched: Vec::new(),
        reading,
    };
    let texts: usize = volumes.iter().map(|(volume, _)| volume.searched().texts()).sum();
    let words = &run.reading.words;
    let of = |at: usize| words.get(at).and_then(|word| unit(&word.folded));
    let said = |word: &Word| {
        number(&word.folded).is_none() && unit(&word.folded).is_none() && !is_faint(&word.folded)
    };
    // Who it is about is beside what they have.
    let led = (0..words.len()).find(|&at| leads_on(words, at));
    let says_more = words.iter().any(said);
    for (at, word) in words.iter().enumerate() {
        let mut one = match known.iter().find(|(known, _)| known == word) {
            Some((_, one)) => one.clone(),
            None => {
                let one = match_word(volumes, word, thesaurus, exact);
                known.push((word.clone(), one.clone()));
                one
            }
        };
        // A number by itself is of nothing.
        if let Some(number) = number(&word.folded).filter(|_| says_more) {
            let amount = (number, of(at + 1));
            for (matched, (volume, _)) in one.iter_mut().zip(volumes) {
                matched.number = volume.searched().means(amount).then_some(amount);
            }
        }
        // Who speaks says `I`; who counts says what of.
        let counts = at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| {
                COUNTED.contains(&before.folded.as_str()) || (word.typed == "I" && !is_faint(&before.folded))
            });
        // An age is no number of an illness: type 1, stage 4.
        let is_age = is_number(words, at) && tells_age(words, at);
        if (word.folded == "i" && !counts) || led == Some(at) || is_age {
            one.iter_mut().for_each(|matched| *matched = Matched::default());
        }
        let known = one.iter().any(|matched| !matched.is_empty());
        if known {
            run.known |= 1 << run.weights.len();
        } else if !is_faint(&word.folded) && !is_age {
            run.unmatched.push(word.typed.clone());
        }
        let nearest = one.iter().max_by(|a, b| a.near.total_cmp(&b.near));
        if let Some(used) = nearest.and_then(|matched| matched.corrected.first()) {
            run.corrections.push(Correction {
                typed: word.typed.clone(),
                used: used.clone(),
            });
        }
        let documents = one.iter().map(|matched| matched.documents).sum();
        // How old somebody is, and what is measured, is beside what it is about.
        let measures = at > 0 && is_number(words, at - 1) && unit(&word.folded).is_some();
        let beside = measures || tells_age(words, at) || led.is_some_and(|led| at < led);
        run.weights.push(match known {
            true if beside => weight(&word.folded, documents, texts) * BESIDE,
            true => weight(&word.folded, documents, texts),
            // What no text has still is a part of what was asked.
            false if is_faint(&word.folded) || is_age => 0.0,
            false => UNKNOWN_WEIGHT,
        });
        for (matched, one) in run.matched.iter_mut().zip(one) {
            matched.push(one);
        }
    }
    run
}

/// What is counted in Roman numerals: behind others `i` is who speaks.
const COUNTED: [&str; 8] = [
    "type", "stage", "grade", "class", "category", "level", "degree", "phase",
];
/// Ages, and units behind numbers, keep so much of their weight.
const BESIDE: f32 = 0.15;

/// The other way to write a number: `type II` and `type 2`.
fn numeral(word: &str) -> Option<&'static str> {
    const PAIRS: [[&str; 2]; 4] = [["1", "i"], ["2", "ii"], ["3", "iii"], ["4", "iv"]];
    PAIRS.iter().find_map(|[arabic, roman]| match word {
        _ if word == *arabic => Some(*roman),
        _ if word == *roman => Some(*arabic),
        _ => None,
    })
}

/// How much a word says that no text has.
const UNKNOWN_WEIGHT: f32 = 3.0;

/// What a word may stand for in each file: what it is, or else what it is a part
/// of, or else terms with as few slips as any has.
#[inline(never)]
fn match_word(volumes: &[Wanted], word: &Word, thesaurus: &Thesaurus, exact: bool) -> Vec<Matched> {
    let lookups = || volumes.iter().map(|(volume, _)| volume.searched().lookup());
    let none = |matched: &[Matched]| matched.iter().all(Matched::is_empty);
    let mut family = match exact {
        true => Vec::new(),
        false => thesaurus.family(&word.folded),
    };
    family.extend(numeral(&word.folded));
    let mut matched: Vec<Matched> = lookups().map(|lookup| known(lookup, word, &family)).collect();
    let stems = std::iter::once(word.folded.as_str()).chain(family.iter().copied());
    let stems: Vec<String> = stems.map(stem).collect();
    for matched in &mut matched {
        matched.stems.clone_from(&stems);
    }
    if number(&word.folded).is_some() {
        return matched;
    }
    // A word that is being typed begins what it will be.
    let uses = |matched: &[Matched]| matched.iter().map(|matched| matched.documents).sum::<usize>();
    if exact || matched.iter().any(|matched| matched.whole) || (word.open && uses(&matched) >= COMMON) {
        return matched;
    }
    let most = if thesaurus.is_word(&word.folded) || is_faint(&word.folded) {
        0
    } else {
        most_slips(word)
    };
    for slips in 1..=most.max(1) {
        let automaton = automaton(word, slips);
        let slips = (most >= slips).then_some((slips, &automaton));
        let resembled = lookups().map(|lookup| resembled(lookup, word, slips));
        matched = resembled.collect();
        if !none(&matched) {
            break;
        }
    }
    matched
}

/// Terms that a word begins are what it means if they have as many texts; else it
/// may as well be misspelt.
const COMMON: usize = 5;
