//! Numbers that texts mean without writing them: `42` is in `40.0-44.9`, `25` in
//! `20-29%`, `90` in `85 or more`, `3` in `less than 10`.
//!
//! Only the whole part of a number counts, in texts and in what is asked.

use crate::format::tabular::Tabular;
use crate::text::{Unit, is_word, tokens, unit};

/// A number has no more digits than this.
const LONGEST: usize = 6;

/// Numbers from one to another, both included, that a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    low: u32,
    high: u32,
    /// What they are of, if a unit stands with them.
    unit: Option<Unit>,
    /// Where it stands in the text: its tokens from one up to another.
    start: usize,
    end: usize,
}

/// What a text means by some of its tokens.
#[derive(Debug)]
pub(super) struct Ranged {
    low: u32,
    high: u32,
    unit: Option<Unit>,
    pub(super) document: u32,
    /// What the text says with them.
    pub(super) says: f32,
}

/// The ranges of all texts of a list.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    all: Vec<Ranged>,
}

/// A range of twice as many numbers is so much less what was asked for, down to a
/// least.
const WIDER: f32 = 0.08;
const WIDEST: f32 = 0.5;

impl Ranged {
    /// How near it is to a single number.
    pub(super) fn quality(&self) -> f32 {
        let doubled = (self.high - self.low).saturating_add(1).ilog2();
        (1.0 - WIDER * doubled as f32).max(WIDEST)
    }
}

impl Ranges {
    /// `says` gives how much a form says.
    pub(super) fn of(list: &Tabular, says: impl Fn(u32) -> f32) -> Ranges {
        let numbers: Vec<bool> = list.words.forms().map(|form| number(form).is_some()).collect();
        let is_number = |form: &u32| numbers.get(*form as usize) == Some(&true);
        let mut all = Vec::new();
        for (document, text) in (0..).zip(list.titles.iter().chain(list.terms.iter())) {
            if !text.iter().any(is_number) {
                continue;
            }
            let tokens: Vec<&str> = text.iter().map(|&form| list.words.form(form)).collect();
            all.extend(spans(&tokens).into_iter().map(|span| {
                Ranged {
                    low: span.low,
                    high: span.high,
                    unit: span.unit,
                    document,
                    says: text
                        .iter()
                        .skip(span.start)
                        .take(span.end - span.start)
                        .map(|&form| says(form))
                        .sum(),
                }
            }));
        }
        Ranges { all }
    }

    /// Those that a number of a unit, or of none, is in.
    pub(super) fn with(&self, (number, unit): Amount) -> impl Iterator<Item = &Ranged> {
        self.all.iter().filter(move |ranged| {
            (ranged.low..=ranged.high).contains(&number) && (unit.is_none() || unit == ranged.unit)
        })
    }
}

/// A number, and what it is of.
pub(super) type Amount = (u32, Option<Unit>);

/// The number that a word is, be it `85` or `85th`.
pub(super) fn number(word: &str) -> Option<u32> {
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (digits, rest) = word.split_at_checked(digits)?;
    let is_number = digits.len() <= LONGEST && matches!(rest, "" | "st" | "nd" | "rd" | "th");
    is_number.then(|| digits.parse().ok()).flatten()
}

/// Where a text names a range that a number is in, as bytes.
pub(super) fn place(text: &str, (number, unit): Amount) -> Option<(usize, usize)> {
    let tokens: Vec<&str> = tokens(text).collect();
    let has = |span: &Span| (span.low..=span.high).contains(&number) && (unit.is_none() || unit == span.unit);
    let span = spans(&tokens).into_iter().find(has)?;
    let start = |at: usize| (tokens.get(at)?.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let last = span.end.checked_sub(1)?;
    Some((start(span.start)?, start(last)? + tokens.get(last)?.len()))
}

/// What a token, or a number of several, is to ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item<'a> {
    Number(u32),
    Word(&'a str),
    /// What joins two numbers.
    Dash,
    Percent,
    Sign,
}

/// The items of a text and where each begins and ends.
fn items<'a>(tokens: &[&'a str]) -> Vec<(Item<'a>, usize, usize)> {
    let mut items: Vec<(Item, usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        let start = at;
        at += 1;
        let item = match number(token) {
            Some(whole) => {
                if let Some([".", fraction, ..]) = tokens.get(at..)
                    && number(fraction).is_some()
                {
                    at += 2;
                }
                // Of `33 weeks, 6 days` only the weeks count.
                let of_time = tokens
                    .get(at)
                    .and_then(|next| unit(next))
                    .filter(|unit| matches!(unit, Unit::Time(_)));
                let more = match &items[..] {
                    [
                        ..,
                        (Item::Number(_), ..),
                        (Item::Word(before), ..),
                        (Item::Sign, ..),
                    ]
                    | [.., (Item::Number(_), ..), (Item::Word(before), ..)] => {
                        of_time.is_some() && matches!(unit(before), Some(Unit::Time(_)))
                    }
                    _ => false,
                };
                if more { Item::Sign } else { Item::Number(whole) }
            }
            None if is_word(token) => Item::Word(token),
            None if token.contains(['-', '–']) => Item::Dash,
            None => {
                // What it is measured by is none of its numbers: `mg/100 ml`.
                if token == "/" && tokens.get(at).is_some_and(|token| number(token).is_some()) {
                    at += 1;
                }
                if token.starts_with('%') {
                    Item::Percent
                } else {
                    Item::Sign
                }
            }
        };
        items.push((item, start, at));
    }
    items
}

/// Signs and units may stand behind a number: `20% or more`, `24 hours or more`,
/// `240 mg/100 ml or more`, `33 weeks, 0 days through 33 weeks`.
const UNITS: usize = 4;

/// The ranges of a text, given as its tokens.
fn spans(tokens: &[&str]) -> Vec<Span> {
    use Item::{Dash, Number, Word};
    let placed = items(tokens);
    let items: Vec<Item> = placed.iter().map(|(item, ..)| *item).collect();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(&item) = items.get(at) {
        let before = items.get(..at).unwrap_or(&[]);
        at += 1;
        let Number(first) = item else {
            continue;
        };
        let from = at - 1;
        // But no other number.
        let number = |item: &&Item| matches!(item, Number(_));
        let free = items.iter().skip(at).take_while(|item| !number(item)).count();
        let known = (0..=UNITS.min(free)).find_map(|units| {
            let to = |high, last: usize| Some((first, high, at + units + last));
            match items.get(at + units..)? {
                [Dash | Word("to" | "through"), Number(last), ..] => to(*last, 1),
                [Word("to"), Word("less"), Word("than"), Number(last), ..] => to(last.saturating_sub(1), 3),
                [
                    Word("or"),
                    Word("more"),
                    Word("but"),
                    Word("less"),
                    Word("than"),
                    Number(last),
                    ..,
                ] => to(last.saturating_sub(1), 5),
                [Word("but"), Word("less"), Word("than"), Number(last), ..] => to(last.saturating_sub(1), 3),
                [
                    Word("or"),
                    Word("more" | "greater" | "over" | "higher" | "above"),
                    ..,
                ] => to(u32::MAX, 1),
                [Word("or"), Word("less" | "under" | "lower" | "below"), ..] => {
                    Some((0, first, at + units + 1))
                }
                _ => None,
            }
        });
        let compared = || match before {
            [.., Word("less" | "under"), Word("than")] => Some((0, first.saturating_sub(1), from)),
            [.., Word("more" | "greater" | "over"), Word("than")] => {
                Some((first.saturating_add(1), u32::MAX, from))
            }
            [
                ..,
                Word("more" | "greater"),
                Word("than"),
                Word("or"),
                Word("equal"),
                Word("to"),
            ] => Some((first, u32::MAX, from)),
            _ => None,
        };
        let Some((low, high, last)) = known.or_else(compared) else {
            continue;
        };
        at = last + 1;
        let place = |at: usize| placed.get(at).map_or((0, 0), |(_, start, end)| (*start, *end));
        // The unit stands behind the last number, or else behind the first.
        let measure = |at: usize| match items.get(at..) {
            Some([Word(word), ..]) => unit(word),
            Some([Item::Percent, ..]) => unit("percent"),
            _ => None,
        };
        spans.push(Span {
            low,
            high,
            unit: measure(at).or_else(|| measure(from + 1)),
            start: place(from).0,
            end: place(last).1,
        });
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{number, spans};
    use crate::text::tokens;

    const MORE: u32 = u32::MAX;

    /// Made up in the shapes of official titles.
    #[test]
    fn texts_with_numbers_mean_all_between_them() {
        let check = |text: &str, expect: &[(u32, u32)]| {
            let tokens: Vec<&str> = tokens(text).collect();
            let found: Vec<(u32, u32)> = spans(&tokens).iter().map(|s| (s.low, s.high)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("index 40.0-44.9, adult", &[(40, 44)]);
        check("index 19.9 or less", &[(0, 19)]);
        check("20-29% of surface with 0% to 9% deep", &[(20, 29), (0, 9)]);
        check("less than 10% of surface", &[(0, 9)]);
        check("level of 240 mg/100 ml or more", &[(240, MORE)]);
        check("90 or more percent", &[(90, MORE)]);
        check("lasting greater than 24 hours, 3 times", &[(25, MORE)]);
        check("30 minutes or less", &[(0, 30)]);
        check("1 hours to 5 hours 59 minutes", &[(1, 5)]);
        check("33 weeks, 0 days through 33 weeks, 6 days", &[(33, 33)]);
        check("28 weeks or more but less than 37 weeks", &[(28, 36)]);
        check("10 mg, 1 to 5 weeks", &[(1, 5)]);
        check("85th percentile to less than 95th percentile", &[(85, 94)]);
        check("greater than or equal to 95th percentile", &[(95, MORE)]);
        check("COVID-19, type 2, stage 3 or 4", &[]);
    }

    #[test]
    fn the_place_of_a_range_is_what_it_is_written_as() {
        let text = "index [BMI] 40.0-44.9, adult";
        let (start, end) = super::place(text, (42, None)).expect("a range");
        assert_eq!(&text[start..end], "40.0-44.9");
        assert_eq!(super::place(text, (45, None)), None);
    }

    #[test]
    fn a_number_is_digits_and_perhaps_an_ending() {
        assert_eq!(number("42"), Some(42));
        assert_eq!(number("85th"), Some(85));
        assert_eq!(number("b12"), None);
        assert_eq!(number("12kg"), None);
        assert_eq!(number(""), None);
        assert_eq!(number("99999999999999999999"), None);
    }
}
