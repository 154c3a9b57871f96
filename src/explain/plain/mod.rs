//! Titles in plain words, by rules: the longest terms that have plain words give way to
//! them; what a title leaves open is said behind what it is about; stage, side and
//! circumstance become sentences of their own.
//!
//! Never contains: the plain words themselves, which are data.

mod said;
mod sentence;
mod text;

use serde::Serialize;

use self::text::Text;
use crate::engine::PlainWords;
use crate::format::plain::Naming;
use crate::text::units;

/// What the book says of what the record leaves open.
const UNSPECIFIED: &str = "unspecified";
const COMMA: &str = ", ";
/// The most words of what ends a title without a comma before it.
const LONGEST_END: usize = 20;
/// The same, where it ends a title.
const NO_MORE: &str = "The code gives no more detail.";

/// A term in a text, with its plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gloss {
    /// The term as it stands there.
    pub term: String,
    /// Where it stands, `[start, end)` in UTF-16 units.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// What it is in plain words, Medcode's own.
    pub plain: String,
    /// What it is, where those do not tell; or empty. Medcode's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub meaning: String,
}

/// The terms of a text, in its order.
pub fn glosses(words: &PlainWords, set: &str, text: &str) -> Vec<Gloss> {
    let text = Text::of(words, set, text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let Some(hit) = text.term(at) else {
            at += 1;
            continue;
        };
        // Everyday words are in the lists only for what is said beside them.
        if hit.term.is_everyday() {
            at += hit.taken;
            continue;
        }
        let span = text.words.get(at).zip(text.words.get(at + hit.taken - 1));
        found.extend(span.map(|(first, last)| Gloss {
            term: text.whole.get(first.start..last.end).unwrap_or("").to_owned(),
            start: units(text.whole, first.start),
            end: units(text.whole, last.end),
            plain: hit.term.plain.clone(),
            meaning: hit.term.meaning.clone(),
        }));
        at += hit.taken;
    }
    found
}

/// What the terms of a text name, each with its plain words.
pub(super) fn about(words: &PlainWords, set: &str, text: &str) -> Vec<(Naming, String)> {
    let text = Text::of(words, set, text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.words.len() {
        let hit = text.term(at);
        at += hit.as_ref().map_or(1, |hit| hit.taken);
        found.extend(hit.map(|hit| (hit.term.naming, hit.term.plain.clone())));
    }
    found
}

/// A title in plain words, in one sentence or more; empty if there are none plainer.
/// `illness` says that it is about an illness, of which what comes with it is told by
/// itself: in other titles the words behind that may belong to what stands before.
pub fn plain(words: &PlainWords, set: &str, title: &str, illness: bool) -> String {
    let text = |part| Text::of(words, set, part);
    let mut body = title;
    let mut after: Vec<String> = Vec::new();
    // What stands at the end for stage, side and circumstance is told by itself.
    while let Some((before, sentence)) = peeled(&text, body) {
        after.push(sentence);
        body = before;
    }
    let mut body = text(body);
    body.illness = illness;
    let said = body.said();
    if said == title {
        return String::new();
    }
    let mut all = String::new();
    for sentence in std::iter::once(&said).chain(after.iter().rev()) {
        let mut rest = sentence.chars();
        all.extend(rest.next().map(|first| first.to_ascii_uppercase()));
        all.push_str(rest.as_str());
        all.push_str(if sentence.ends_with('.') { " " } else { ". " });
    }
    all.truncate(all.trim_end().len());
    all
}

/// What a title ends with, if that can be told by itself, and what stands before.
fn peeled<'a, 't>(text: &impl Fn(&'a str) -> Text<'t>, title: &'a str) -> Option<(&'a str, String)>
where
    'a: 't,
{
    let commas = title.match_indices(COMMA).map(|(at, _)| at);
    for at in commas {
        let (before, part) = title.split_at_checked(at)?;
        let part = part.get(COMMA.len()..)?;
        let part_text = text(part);
        if let Some(stage) = part_text.stage() {
            return Some((before, stage.to_owned()));
        }
        if part == UNSPECIFIED {
            return Some((before, NO_MORE.to_owned()));
        }
        if part_text.is_side() {
            return Some((before, part_text.said()));
        }
    }
    // Without a comma before it.
    let whole = text(title);
    let start = (1..whole.words.len()).rev().take(LONGEST_END).find(|&at| {
        let rest = whole.words.get(at).and_then(|word| title.get(word.start..));
        rest.is_some_and(|rest| whole.between(at) == " " && text(rest).stage().is_some())
    })?;
    let (before, rest) = title.split_at_checked(whole.words.get(start)?.start)?;
    Some((before.trim_end(), text(rest).stage()?.to_owned()))
}
