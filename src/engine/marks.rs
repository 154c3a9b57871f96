//! Which letters of a text the query matched.

use super::answer::{Correction, Mark};
use super::candidates::Matched;
use super::query::Word;
use super::ranges::place;
use crate::text::{fold, is_word, stem, units};

/// Which parts of a text the words match: what was typed of a word that was
/// right, the whole of one that was corrected, has another form or means the same, and
/// the range that a number is in.
#[inline(never)]
pub(super) fn marks(text: &str, words: &[Word], matched: &[Matched]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0u32;
    for (is_word_part, part) in parts(text) {
        let length = part.encode_utf16().count() as u32;
        if is_word_part && is_word(part) {
            let folded = fold(part);
            let root = stem(&folded);
            let end = words
                .iter()
                .zip(matched)
                .filter_map(|(word, matched)| {
                    if folded.starts_with(&word.folded) {
                        Some((word.folded.encode_utf16().count() as u32).min(length))
                    } else {
                        let same = matched.corrected.contains(&folded) || matched.stems.contains(&root);
                        same.then_some(length)
                    }
                })
                .max();
            if let Some(end) = end {
                marks.push([at, at + end]);
            }
        }
        at += length;
    }
    for amount in matched.iter().filter_map(|matched| matched.number) {
        if let Some((start, end)) = place(text, amount) {
            let [start, end] = [units(text, start), units(text, end)];
            marks.retain(|[from, to]| *to <= start || *from >= end);
            let at = marks.iter().take_while(|[from, _]| *from < start).count();
            marks.insert(at, [start, end]);
        }
    }
    marks
}

/// Words of the query that texts have only in others that mean the same, and in which.
#[inline(never)]
pub(super) fn kin(texts: &[&str], words: &[Word], matched: &[Matched]) -> Vec<Correction> {
    let mut all = Vec::new();
    for (word, matched) in words.iter().zip(matched) {
        let [own, others @ ..] = &matched.stems[..] else {
            continue;
        };
        if others.is_empty() {
            continue;
        }
        let mut used = None;
        let parts = texts.iter().flat_map(|text| parts(text));
        for folded in parts.filter(|(is_word, _)| *is_word).map(|(_, part)| fold(part)) {
            let root = stem(&folded);
            if folded.starts_with(&word.folded) || root == *own || matched.corrected.contains(&folded) {
                used = None;
                break;
            }
            if used.is_none() && others.contains(&root) {
                used = Some(folded);
            }
        }
        all.extend(used.map(|used| Correction {
            typed: word.typed.clone(),
            used,
        }));
    }
    all
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
