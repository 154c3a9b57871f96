//! The words of what somebody typed or said, as they are compared.

use super::{fold, is_word, tokens, unit};

/// What stands behind an apostrophe without being a word.
const RESTS: [&str; 7] = ["d", "ll", "m", "re", "s", "t", "ve"];
/// The digits behind the comma of `1,200`; `45,253` is rather two codes.
const THOUSANDS: usize = 3;
const CANNOT: &str = "cannot";
const NOT: &str = "not";
/// What denies, as it is written without the apostrophe.
const DENYING: [&str; 13] = [
    "arent", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "shouldnt", "wasnt",
    "wont", "wouldnt",
];

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// Folded, and of a contraction what it says.
    pub folded: String,
    /// As it was typed.
    pub typed: &'a str,
}

/// The words of a text, without what is left of a word behind an apostrophe: of
/// `Crohn's` it is `crohn`. However it is written, `can't` is `cannot`, and what else
/// ends in `n't` is `not`.
pub fn words(text: &str) -> Vec<Spoken<'_>> {
    let mut words: Vec<Spoken> = Vec::new();
    let mut before = ["", ""];
    for token in tokens(text) {
        let [word, sign] = before;
        before = [sign, token];
        if !is_word(token) {
            continue;
        }
        let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        if is_number(word) && is_number(token) {
            match (sign, words.last_mut()) {
                // Only the whole part of a number is a word.
                (".", _) => continue,
                (",", Some(last)) if token.len() == THOUSANDS && last.folded.len() == 1 => {
                    last.folded.push_str(token);
                    continue;
                }
                _ => {}
            }
        }
        let folded = fold(token);
        let is_rest = matches!(sign, "'" | "’") && is_word(word) && RESTS.contains(&folded.as_str());
        let denied = match words.last_mut() {
            Some(last) if is_rest && folded == "t" && last.folded.ends_with('n') => Some(last),
            Some(last) if folded == NOT && last.folded == "can" => Some(last),
            _ => None,
        };
        if let Some(denied) = denied {
            denied.folded = if denied.folded == "can" { CANNOT } else { NOT }.to_owned();
        } else if let Some((amount, unit)) = amount(&folded) {
            words.push(Spoken {
                folded: amount.to_owned(),
                typed: token,
            });
            words.push(Spoken {
                folded: unit.to_owned(),
                typed: token,
            });
        } else if !is_rest && !folded.is_empty() {
            words.push(Spoken {
                folded: match folded.as_str() {
                    "cant" => CANNOT.to_owned(),
                    word if DENYING.contains(&word) => NOT.to_owned(),
                    _ => folded,
                },
                typed: token,
            });
        }
    }
    words
}

/// A number and the unit that is written right behind it: `250mg`.
fn amount(folded: &str) -> Option<(&str, &str)> {
    let (amount, rest) = folded.split_at_checked(folded.find(|c: char| !c.is_ascii_digit())?)?;
    (!amount.is_empty() && unit(rest).is_some()).then_some((amount, rest))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn contractions_say_what_they_mean_however_they_are_written() {
        let folded = |text| -> Vec<String> { words(text).into_iter().map(|word| word.folded).collect() };
        for text in [
            "can't hear",
            "Cant hear",
            "cannot hear",
            "can not hear",
            "can’t hear",
        ] {
            assert_eq!(folded(text), ["cannot", "hear"], "{text}");
        }
        assert_eq!(folded("he doesn't eat"), folded("he doesnt eat"));
        assert_eq!(folded("doesn't eat"), ["not", "eat"]);
        assert_eq!(folded("Crohn's disease"), ["crohn", "disease"]);
        assert_eq!(
            folded("bmi 42.3, 1,200 g, 3, 4"),
            ["bmi", "42", "1200", "g", "3", "4"]
        );
        assert_eq!(
            folded("CAN'T SLEEP 250mg, 45,253"),
            ["cannot", "sleep", "250", "mg", "45", "253"]
        );
        assert_eq!(folded("vitamin T 't t"), ["vitamin", "t", "t", "t"]);
    }
}
