//! Whom a query is about: `my 5 year old has`, `45 yo man with`.

use super::query::Word;
use super::ranges::number;
use crate::text::{Unit, unit};

/// How old somebody is, as far as titles tell ages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// Within 28 days of birth: the book's perinatal period, of its chapter 16.
    Newborn,
    Child,
    /// Of 18 years or more.
    Adult,
}

/// The last day of the perinatal period.
const NEWBORN_DAYS: u32 = 28;
/// The first year of adults.
const ADULT_YEARS: u32 = 18;
const DAYS_OF_WEEK: u32 = 7;

/// Words for somebody.
const SOMEBODY: [&str; 34] = [
    "a", "adult", "an", "baby", "boy", "child", "children", "daughter", "elderly", "female", "girl", "he",
    "husband", "infant", "kid", "kids", "male", "man", "men", "my", "newborn", "old", "patient", "person",
    "pt", "she", "someone", "son", "teenager", "the", "toddler", "wife", "woman", "women",
];

/// Whether the unit of an age stands there: `yo`, or the `year` of `year old`.
fn is_age_unit(words: &[Word], at: usize) -> bool {
    let folded = |at: usize| words.get(at).map(|word| word.folded.as_str());
    let is_time = folded(at).is_some_and(|word| matches!(unit(word), Some(Unit::Time(_))));
    is_time && (folded(at + 1) == Some("old") || folded(at) == Some("yo"))
}

/// Whether a word is a number.
pub(super) fn is_number(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| number(&word.folded).is_some())
}

/// Whether a word tells an age.
pub(super) fn tells_age(words: &[Word], at: usize) -> bool {
    let old = words.get(at).is_some_and(|word| word.folded == "old");
    (is_number(words, at) && is_age_unit(words, at + 1))
        || is_age_unit(words, at)
        || (old && at > 0 && is_age_unit(words, at - 1))
}

/// The age that is told.
pub(super) fn age(words: &[Word]) -> Option<Age> {
    let at = (0..words.len()).find(|&at| is_number(words, at) && is_age_unit(words, at + 1))?;
    let much = number(&words.get(at)?.folded)?;
    let days = match unit(&words.get(at + 1)?.folded) {
        time if time == unit("years") && much >= ADULT_YEARS => return Some(Age::Adult),
        time if time == unit("weeks") => much.saturating_mul(DAYS_OF_WEEK),
        time if time == unit("months") || time == unit("years") => return Some(Age::Child),
        time if time == unit("days") => much,
        _ => 0,
    };
    Some(if days <= NEWBORN_DAYS {
        Age::Newborn
    } else {
        Age::Child
    })
}

/// Whether a word only leads from who it is to what they have: the `with` of `child
/// with diabetes`, which is not that of a title.
pub(super) fn leads_on(words: &[Word], at: usize) -> bool {
    let is_somebody = |at: usize| {
        let word = words.get(at).map(|word| word.folded.as_str());
        word.is_some_and(|word| SOMEBODY.contains(&word)) || tells_age(words, at)
    };
    at > 0 && words.get(at).is_some_and(|word| word.folded == "with") && (0..at).all(is_somebody)
}

#[cfg(test)]
mod tests {
    use super::{Age, age, leads_on};
    use crate::engine::query::Query;

    #[test]
    fn ages_are_told_in_any_unit() {
        let of = |text: &str| age(&Query::of(text).words);
        assert_eq!(of("failure to thrive 6 month old"), Some(Age::Child));
        assert_eq!(of("3 day old with fever"), Some(Age::Newborn));
        assert_eq!(of("2 week old"), Some(Age::Newborn));
        assert_eq!(of("6 week old"), Some(Age::Child));
        assert_eq!(of("45 yo man"), Some(Age::Adult));
        assert_eq!(of("12 year old fracture"), Some(Age::Child));
        assert_eq!(of("pain for 3 days"), None);
    }

    #[test]
    fn who_it_is_about_leads_on_to_what_they_have() {
        let leads = |text: &str| {
            let words = Query::of(text).words;
            words
                .iter()
                .position(|word| word.folded == "with")
                .map(|at| leads_on(&words, at))
        };
        assert_eq!(leads("child with type 1 diabetes"), Some(true));
        assert_eq!(leads("45 yo man with gout"), Some(true));
        assert_eq!(leads("diabetes with neuropathy"), Some(false));
        assert_eq!(leads("with gout"), Some(false));
    }
}
