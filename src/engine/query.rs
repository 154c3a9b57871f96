//! What was typed, before any set is asked: its words, and the code that it may be.

use crate::text;

/// The most words that are looked for. More never narrow a search further.
const MAX_WORDS: usize = 16;
/// The most characters of a query that are read.
const MAX_LENGTH: usize = 400;

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// As typed, without blanks at the ends.
    pub text: String,
    /// Its words, folded, each once.
    pub words: Vec<Word>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub folded: String,
    pub typed: String,
    /// Whether it may still be growing: nothing follows it.
    pub open: bool,
}

impl Query {
    pub(super) fn of(query: &str) -> Self {
        let text: String = query.trim_start().chars().take(MAX_LENGTH).collect();
        let mut words: Vec<Word> = Vec::new();
        for word in text::words(&text) {
            let known = words.iter().any(|known| known.folded == word.folded);
            if !known && words.len() < MAX_WORDS {
                words.push(Word {
                    folded: word.folded,
                    typed: word.typed.to_owned(),
                    open: false,
                });
            }
        }
        if let Some(last) = words.last_mut() {
            last.open = text.ends_with(&last.typed);
        }
        Query {
            text: text.trim_end().to_owned(),
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn a_query_is_its_folded_words_and_the_last_may_grow() {
        let query = Query::of("  Ménière's  dis");
        let words: Vec<(&str, bool)> = query.words.iter().map(|w| (w.folded.as_str(), w.open)).collect();
        assert_eq!(words, [("meniere", false), ("dis", true)]);
        assert!(!Query::of("heart ").words.iter().any(|w| w.open));
        assert!(Query::of(" \t").words.is_empty());
    }
}
