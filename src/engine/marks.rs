//! Which letters of a text the query matched.

use super::answer::Mark;
use super::candidates::Matched;
use super::query::Word;
use crate::text::{fold, is_word};

/// Which parts of a text the words match: what was typed of a word that was
/// right, the whole of one that was corrected.
pub(super) fn marks(text: &str, words: &[Word], matched: &[Matched]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0u32;
    for (is_word_part, part) in parts(text) {
        let length = part.encode_utf16().count() as u32;
        if is_word_part && is_word(part) {
            let folded = fold(part);
            let end = words
                .iter()
                .zip(matched)
                .filter_map(|(word, matched)| {
                    if folded.starts_with(&word.folded) {
                        Some((word.folded.encode_utf16().count() as u32).min(length))
                    } else {
                        matched.corrected.contains(&folded).then_some(length)
                    }
                })
                .max();
            if let Some(end) = end {
                marks.push([at, at + end]);
            }
        }
        at += length;
    }
    marks
}

/// A text's words and what is between them, all of it.
fn parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = crate::text::is_word_char(rest.chars().next()?);
        let end = rest
            .find(|c| crate::text::is_word_char(c) != word)
            .unwrap_or(rest.len());
        let (part, tail) = rest.split_at(end);
        rest = tail;
        Some((word, part))
    })
}
