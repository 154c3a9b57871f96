//! Words: how official text is cut into tokens, and how a word is folded into
//! the form that searches compare. Indexer and engine use the same code, so
//! that what was indexed is what is found.
//!
//! Never contains: knowledge of any code set.

mod fold;
mod sound;
mod stem;
mod units;
mod utf16;
mod words;

pub use fold::fold;
pub use sound::sound;
pub use stem::stem;
pub use units::{Unit, unit};
pub use utf16::{byte, units};
pub use words::words;

/// Whether a character belongs to a word rather than to what separates words:
/// ASCII letters and digits, and beyond ASCII everything that is no sign. (The
/// whole of Unicode's tables would cost the page more than all that official
/// texts have of it.)
pub fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // The signs of Latin-1, general punctuation to miscellaneous symbols,
        // CJK and full-width punctuation.
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}' => {
            false
        }
        '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' => {
            false
        }
        _ => true,
    }
}

/// Whether a token is a word (the other kind is a separator).
pub fn is_word(token: &str) -> bool {
    token.chars().next().is_some_and(is_word_char)
}

/// Cuts `text` into runs of word characters and runs of everything else, and
/// leaves out the single blanks between two words. [`join`] undoes it exactly.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut after_word = false;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut word = is_word_char(first);
        if !word && after_word && first == ' ' && rest.chars().nth(1).is_some_and(is_word_char) {
            rest = rest.get(1..)?;
            word = true;
        }
        let end = rest.find(|c| is_word_char(c) != word).unwrap_or(rest.len());
        let (token, tail) = rest.split_at(end);
        rest = tail;
        after_word = word;
        Some(token)
    })
}

/// Puts tokens together again: a blank between two words, nothing elsewhere.
pub fn join<'a>(tokens: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut after_word = false;
    for token in tokens {
        let word = is_word(token);
        if word && after_word {
            out.push(' ');
        }
        out.push_str(token);
        after_word = word;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let cut: Vec<&str> = tokens(text).collect();
        assert_eq!(cut, expect);
        assert_eq!(join(cut), text);
    }

    #[test]
    fn tokens_leave_out_only_the_blank_between_words() {
        check("Type 2 diabetes", &["Type", "2", "diabetes"]);
        check(
            "Crohn's disease (of colon)",
            &["Crohn", "'", "s", "disease", " (", "of", "colon", ")"],
        );
        check(" a  b ", &[" ", "a", "  ", "b", " "]);
        check("Ménière", &["Ménière"]);
        check("", &[]);
        check(" ", &[" "]);
        check("\tinitial", &["\t", "initial"]);
    }
}
