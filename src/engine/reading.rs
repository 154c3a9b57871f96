//! The ways in which a query can be read: as it stands, and with its phrases put
//! into the words of official texts.

use super::answer::{Correction, Meanings};
use super::query::Word;
use super::ranges::number;
use super::terms::is_faint;
use super::thesaurus::{Home, LONGEST, Thesaurus};
use crate::text::{fold, stem, unit};

/// The most ways in which a query is read.
const MOST: usize = 4;
/// The most words of a reading.
const MOST_WORDS: usize = 16;

/// A way to read a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// Phrases of the query, and what they were taken for.
    pub(super) through: Vec<Correction>,
    /// Which of the meanings of its phrases were taken: the first are the likeliest.
    pub(super) number: usize,
}

/// A phrase of a query, from one of its words to another, and what it may mean.
struct Phrase<'a> {
    start: usize,
    end: usize,
    means: &'a [String],
    home: Home,
}

/// The least letters of each part of a word that is two.
const SHORTEST_PART: usize = 3;

/// The words of a query, those parted that are written as one, and those joined that
/// are written as two, where only that makes terms of them.
#[inline(never)]
pub(super) fn parted(
    words: &[Word],
    thesaurus: &Thesaurus,
    is_term: &dyn Fn(&str) -> bool,
    begins_term: &dyn Fn(&str) -> bool,
    is_slip: &dyn Fn(&Word) -> bool,
) -> Vec<Word> {
    let is_word = |word: &str| is_term(word) || thesaurus.is_word(word);
    let mut all: Vec<Word> = Vec::new();
    for word in words {
        let folded = word.folded.as_str();
        if !is_word(folded) {
            if let Some(last) = all.last_mut() {
                let joined = [last.folded.as_str(), folded].concat();
                if is_word(&joined) && joined.len() > 2 * SHORTEST_PART {
                    last.folded = joined;
                    last.typed = [last.typed.as_str(), " ", word.typed.as_str()].concat();
                    last.open = word.open;
                    continue;
                }
            }
            // Short parts have to be words of the texts: `ami` in `chlamidia` is none.
            let is_part =
                |part: &str| is_term(part) || (part.len() > SHORTEST_PART && thesaurus.is_word(part));
            // A word that is being typed may become one that the texts have.
            let begins = word.open && begins_term(folded);
            // A term with a slip is rather that than several words.
            if let Some(parts) = parts(folded, &is_part, 2).filter(|_| !begins && !is_slip(word)) {
                all.extend(parts.into_iter().map(|part| Word {
                    folded: part.to_owned(),
                    typed: part.to_owned(),
                    open: false,
                }));
                continue;
            }
        }
        all.push(word.clone());
    }
    all.truncate(MOST_WORDS);
    all
}

/// The words that a word is written of, the first as long as can be.
fn parts<'a>(word: &'a str, is_word: &dyn Fn(&str) -> bool, more: usize) -> Option<Vec<&'a str>> {
    for at in (SHORTEST_PART - 1..word.len().saturating_sub(SHORTEST_PART - 1)).rev() {
        let Some((start, rest)) = word.split_at_checked(at) else {
            continue;
        };
        if (start.len() < SHORTEST_PART && start != "in" && start != "of") || !is_word(start) {
            continue;
        }
        if rest.len() >= SHORTEST_PART && is_word(rest) {
            return Some(vec![start, rest]);
        }
        if more > 0
            && let Some(rest) = parts(rest, is_word, more - 1)
        {
            return Some(std::iter::once(start).chain(rest).collect());
        }
    }
    None
}

/// The most letters of an abbreviation.
const LONGEST_ABBREVIATION: usize = 5;

/// The abbreviations of a query that mean several things.
#[inline(never)]
pub(super) fn meanings(words: &[Word], thesaurus: &Thesaurus) -> Vec<Meanings> {
    let phrases = phrases(words, thesaurus, false).into_iter();
    let several = phrases.filter(|phrase| phrase.means.len() > 1 && phrase.home == Home::Everywhere);
    let abbreviations = several.filter_map(|phrase| {
        let [word] = words.get(phrase.start..phrase.end)? else {
            return None;
        };
        (word.folded.len() <= LONGEST_ABBREVIATION).then(|| Meanings {
            typed: word.typed.clone(),
            means: phrase.means.to_vec(),
        })
    });
    abbreviations.collect()
}

/// All readings of a query, the one as it stands first.
#[inline(never)]
pub(super) fn readings(
    words: &[Word],
    thesaurus: &Thesaurus,
    is_term: &dyn Fn(&str) -> bool,
) -> Vec<Reading> {
    let mut all = vec![Reading {
        words: words.to_vec(),
        through: Vec::new(),
        number: 0,
    }];
    // What texts have may be Spanish only beside what is: `cerebral`.
    let mut phrases = self::phrases(words, thesaurus, false);
    phrases.retain(|phrase| {
        let word = words.get(phrase.start..phrase.end);
        let is_known = matches!(word, Some([word]) if is_term(&word.folded));
        phrase.home != Home::Spanish || !is_known
    });
    if phrases.iter().any(|phrase| phrase.home == Home::Spanish) {
        phrases = self::phrases(words, thesaurus, true);
    }
    // What the texts know can stay, if something else cannot: `hx of dvt`.
    let is_known = |phrase: &&Phrase| {
        let mut words = words.iter().take(phrase.end).skip(phrase.start);
        words.all(|word| is_term(&word.folded))
    };
    let (known, unknown): (Vec<&Phrase>, Vec<&Phrase>) = phrases.iter().partition(is_known);
    let spanish = phrases.iter().any(|phrase| phrase.home != Home::Everywhere);
    if !known.is_empty() && !unknown.is_empty() && !spanish {
        all.push(replaced(words, &unknown, 0));
    }
    let phrases: Vec<&Phrase> = phrases.iter().collect();
    let most = phrases.iter().map(|phrase| phrase.means.len()).max().unwrap_or(0);
    for number in 0..most.min(MOST - 1) {
        let reading = replaced(words, &phrases, number);
        if !all.iter().any(|known| known.words == reading.words) {
            all.push(reading);
        }
    }
    all
}

/// The longest phrases, from the left; words that say nothing in Spanish may stand
/// within Spanish ones.
#[inline(never)]
fn phrases<'a>(words: &[Word], thesaurus: &'a Thesaurus, spanish: bool) -> Vec<Phrase<'a>> {
    let all = words;
    let says = |word: &&str| !matches!(thesaurus.means(word, true), Some((&[], _)));
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let longest = (1..=LONGEST.min(words.len() - start)).rev();
        let phrase = longest
            .filter_map(|length| {
                let words = words.get(start..start + length)?;
                let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
                let without = || {
                    let words: Vec<&str> = folded.iter().copied().filter(says).collect();
                    let means = thesaurus.means(&words.join(" "), spanish)?;
                    (words.len() < folded.len() && means.1 != Home::Everywhere).then_some(means)
                };
                let (means, home) = thesaurus.means(&folded.join(" "), spanish).or_else(without)?;
                let before = start.checked_sub(1).and_then(|before| all.get(before));
                if home == Home::Everywhere && (is_said(words, all) || is_unit(words, before)) {
                    return None;
                }
                Some(Phrase {
                    start,
                    end: start + length,
                    means,
                    home,
                })
            })
            .next();
        match phrase {
            Some(phrase) => {
                start = phrase.end;
                found.push(phrase);
            }
            None => start += 1,
        }
    }
    found
}

/// Whether a phrase is the unit of the number before it: `mg` in `500 mg`.
fn is_unit(phrase: &[Word], before: Option<&Word>) -> bool {
    let follows = before.is_some_and(|before| number(&before.folded).is_some());
    follows && matches!(phrase, [word] if unit(&word.folded).is_some())
}

/// Abbreviations that are words, too, where somebody speaks: `soaking a pad an hour`,
/// but `pad with ulcer`.
const EVERYDAY: [&str; 20] = [
    "add", "aids", "bad", "cap", "cold", "down", "fat", "gas", "hit", "hot", "lap", "map", "met", "pad",
    "pop", "rash", "sad", "tab", "tip", "wet",
];
/// Words of speech that no chart has.
const SPEAKING: [&str; 16] = [
    "a", "am", "an", "cannot", "feel", "he", "her", "his", "i", "keep", "keeps", "me", "my", "she", "the",
    "your",
];

/// Whether a phrase of a query is a word that sentences are made of, and no
/// abbreviation: `all the time`, but `hx of ALL`.
fn is_said(phrase: &[Word], all: &[Word]) -> bool {
    let [word] = phrase else {
        return false;
    };
    let is_upper = |word: &Word| !word.typed.contains(|c: char| c.is_ascii_lowercase());
    let speaks = |word: &Word| SPEAKING.contains(&word.folded.as_str());
    let is_word =
        is_faint(&word.folded) || (EVERYDAY.contains(&word.folded.as_str()) && all.iter().any(speaks));
    let is_written = is_upper(word) && !all.iter().all(is_upper);
    is_word && all.len() > 1 && !is_written
}

/// The query with each phrase put into the words of its meaning of that number, or
/// of its last.
fn replaced(words: &[Word], phrases: &[&Phrase], number: usize) -> Reading {
    let mut reading = Reading {
        words: Vec::new(),
        through: Vec::new(),
        number,
    };
    let mut at = 0;
    let add = |word: Word, reading: &mut Reading| {
        let known = reading
            .words
            .iter()
            .any(|known: &Word| known.folded == word.folded);
        if !known && reading.words.len() < MOST_WORDS {
            reading.words.push(word);
        }
    };
    while at < words.len() {
        if let Some(phrase) = phrases.iter().find(|phrase| phrase.start == at) {
            at = phrase.end;
            let Some(means) = phrase.means.get(number).or(phrase.means.first()) else {
                continue;
            };
            for word in means.split(' ') {
                let word = Word {
                    folded: word.to_owned(),
                    typed: word.to_owned(),
                    open: false,
                };
                add(word, &mut reading);
            }
            let words = words.get(phrase.start..phrase.end).unwrap_or(&[]);
            let typed: Vec<&str> = words.iter().map(|word| word.typed.as_str()).collect();
            let typed = typed.join(" ");
            // Another form of the same word needs no explanation.
            if stem(&fold(&typed)) != stem(means) {
                reading.through.push(Correction {
                    typed,
                    used: means.clone(),
                });
            }
        } else {
            if let Some(word) = words.get(at) {
                add(word.clone(), &mut reading);
            }
            at += 1;
        }
    }
    reading
}
