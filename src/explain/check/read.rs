//! The codes of a text that somebody pastes.

use super::{Check, Checked, MOST};
use crate::code::cm;
use crate::engine::{Book, Level};
use crate::explain::{Page, show, show_at};

/// So short a word is no code.
const SHORTEST: usize = 3;

/// Whether a text may have several codes: a first look, which opens no page.
pub fn is_list(text: &str) -> bool {
    words(text).filter(|word| looks(word)).nth(1).is_some()
}

/// The words of a line, without the signs around them.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let signs = |c: char| !c.is_ascii_alphanumeric();
    line.split(parts)
        .map(move |word| word.trim_matches(signs))
        .filter(|word| !word.is_empty())
}

/// Finds the codes of a text, and the page of each.
pub(super) fn read(
    book: &Book,
    text: &str,
    check: &mut Check,
    pages: &mut Vec<Option<Page>>,
    date: Option<&str>,
) {
    for line in text.lines() {
        let words: Vec<&str> = words(line).collect();
        let codes_only = words.iter().all(|word| looks(word));
        for (place, word) in words.iter().enumerate() {
            let page = looks(word).then(|| match date {
                Some(date) => show_at(book, word, date),
                None => show(book, word),
            });
            let page = page
                .flatten()
                .filter(|page| page.level == Level::Code || is_heading(page));
            let is_code = page.is_some() || (looks(word) && (codes_only || place == 0));
            if !is_code || pages.len() == MOST {
                if looks(word) || !codes_only && pages.is_empty() {
                    check.unread.push((*word).to_owned());
                }
                continue;
            }
            check.codes.push(Checked {
                typed: (*word).to_owned(),
                code: page.as_ref().map(Page::link),
            });
            pages.push(page);
        }
    }
}

/// Whether a word looks like a code: a letter and digits, or five digits and more.
fn looks(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let longest = cm::MAX_LENGTH;
    let others = word.len() - digits - letters;
    let dotted = others == 0 || (others == 1 && word.contains('.'));
    word.len() >= SHORTEST
        && dotted
        && digits > 0
        && digits + letters <= longest
        && (letters > 0 || digits >= 5)
}

/// Whether a page is of a category or of what lies between it and a code.
fn is_heading(page: &Page) -> bool {
    !page.code.contains([' ', '-'])
}
