//! The terms of a dictionary by their sound, for words that are spelt by ear. Made
//! when a word is first met that is no term.

use fst::{Map, Streamer};

use crate::text::sound;

/// A sound of fewer consonants is that of too many words.
const SHORTEST: usize = 2;
/// Words that sound alike differ by at most so many letters in length.
const LONGER: usize = 3;

/// Terms by their sound.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    /// Sound, term and its number, ordered.
    terms: Vec<(String, String, u32)>,
}

impl Sounds {
    pub(super) fn of(map: &Map<Vec<u8>>) -> Sounds {
        let mut terms = Vec::new();
        let mut stream = map.stream();
        while let Some((term, number)) = stream.next() {
            if let Ok(term) = std::str::from_utf8(term)
                && term.len() > SHORTEST
                && !term.bytes().any(|byte| byte.is_ascii_digit())
            {
                terms.push((sound(term), term.to_owned(), number as u32));
            }
        }
        terms.sort_unstable();
        Sounds { terms }
    }

    /// Terms that sound like a word, each with its number.
    pub(super) fn like(&self, word: &str) -> impl Iterator<Item = (&str, u32)> {
        let wanted = sound(word);
        let start = self.terms.partition_point(|(sound, ..)| *sound < wanted);
        let short = wanted.len() < SHORTEST;
        let length = word.len();
        let rest = self.terms.get(start..).unwrap_or(&[]).iter();
        rest.take_while(move |(sound, ..)| *sound == wanted && !short)
            .filter(move |(_, term, _)| term.len().abs_diff(length) <= LONGER)
            .map(|(_, term, number)| (term.as_str(), *number))
    }
}
