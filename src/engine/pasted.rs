//! Codes in a text that is more than one code: several pasted together, from one to
//! another, with the name of their set in front, or among words.

use super::answer::{Answer, Hit};
use super::kinds::Set;
use super::refine::Narrow;
use super::set::{Row, TabularSet};

/// The most words that name a set and its code: `discharge status code 01`.
const LONGEST_NAMED: usize = 4;
/// No code has more characters.
const LONGEST: usize = 7;
/// The fewest characters of a code that stands among words.
const SHORTEST: usize = 3;
/// The fewest digits of such a code that is all digits.
const NUMBER: usize = 5;

/// The set whose codes are like words: they count only without others, or with its
/// name. `b12 deficiency` asks for no reason `B12`.
const LIKE_WORDS: &str = "carc";
/// Names of sets that are so short are in capitals, or joined to the code: `OA 2`, but
/// not `hip oa 2 views`.
const SHORT_NAME: usize = 2;

/// The parts of a text, each with its place.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let parts = |c: char| c.is_whitespace() || ",;:/()|-\u{2013}".contains(c);
    let mut at = 0;
    let mut all = Vec::new();
    for token in text.split_inclusive(parts) {
        let sign = |c: char| !c.is_ascii_alphanumeric();
        let trimmed = token.trim_start_matches(sign);
        let start = at + token.len() - trimmed.len();
        at += token.len();
        let trimmed = trimmed.trim_end_matches(sign);
        if !trimmed.is_empty() {
            all.push((start, trimmed));
        }
    }
    all
}

/// Whether a word looks like a code: letters and digits, or many digits.
fn looks(token: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let letters = token.bytes().filter(u8::is_ascii_alphabetic).count();
    token.len() >= SHORTEST
        && (digits >= 2 && letters > 0 && digits + letters <= LONGEST || digits >= NUMBER && letters == 0)
}

/// Whether a text has several codes, and is no heading's.
pub(super) fn has_several(sets: &[Set], text: &str) -> bool {
    let is_code = |token: &&str| looks(token) && sets.iter().any(|set| set.find(token).is_some());
    let tokens = tokens(text).into_iter().map(|(_, token)| token);
    tokens.filter(is_code).nth(1).is_some() && !sets.iter().any(|set| set.find(text).is_some())
}

/// Answers the codes that stand in a text, in their order; gives what else there is,
/// if there are any.
#[inline(never)]
pub(super) fn among_words(sets: &[Set], text: &str, answer: &mut Answer) -> Option<String> {
    let tokens = tokens(text);
    let is_code = |token: &str| looks(token) && sets.iter().any(|set| set.find(token).is_some());
    let codes_only = tokens.iter().all(|(_, token)| is_code(token));
    let mut rest = String::new();
    let mut end = 0;
    let mut at = 0;
    while let Some(&(start, token)) = tokens.get(at) {
        let mut hits: Vec<Hit> = Vec::new();
        let mut taken = 1;
        for more in (1..LONGEST_NAMED).rev() {
            let named = named(sets, text, start, tokens.get(at + more).copied());
            if !named.is_empty() {
                (hits, taken) = (named, more + 1);
                break;
            }
        }
        if hits.is_empty() && looks(token) {
            let sets = sets
                .iter()
                .filter(|set| codes_only || set.scheme().set != LIKE_WORDS);
            hits.extend(sets.filter_map(|set| set.search_exact(token)));
        }
        at += taken;
        if hits.is_empty() {
            continue;
        }
        let last = tokens
            .get(at - 1)
            .map_or(start, |(last, token)| last + token.len());
        rest.push_str(text.get(end..start).unwrap_or(""));
        rest.push(' ');
        end = last;
        for hit in hits {
            let known = |one: &Hit| one.set == hit.set && one.code == hit.code;
            if !answer.results.iter().any(known) {
                answer.count(hit.set, 1);
                answer.results.push(hit);
            }
        }
    }
    rest.push_str(text.get(end..).unwrap_or(""));
    (answer.total > 0).then_some(rest)
}

/// The codes that a part of a text names together with their set, if it ends with
/// this token.
fn named(sets: &[Set], text: &str, start: usize, last: Option<(usize, &str)>) -> Vec<Hit> {
    let Some((last, token)) = last.filter(|(_, token)| token.bytes().any(|byte| byte.is_ascii_digit()))
    else {
        return Vec::new();
    };
    let part = text.get(start..last + token.len()).unwrap_or("");
    let letters = part
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(part.len());
    let (name, code) = part.split_at_checked(letters).unwrap_or((part, ""));
    // `HIP OA 2 VIEWS` and `CO 2 retention` name no code of a remittance.
    let joined = !code.starts_with(char::is_whitespace);
    let written =
        name.bytes().all(|byte| byte.is_ascii_uppercase()) && (joined || (start == 0 && token.len() > 1));
    if name.len() <= SHORT_NAME && !written {
        return Vec::new();
    }
    let sets = sets.iter().filter(|set| names_code(set, part));
    sets.filter_map(|set| set.search_exact(part).or_else(|| set.search_recognised(part)))
        .collect()
}

/// Whether a text names a set and then a code, be there such a one or not.
pub(super) fn names_code(set: &Set, text: &str) -> bool {
    let code = set.scheme().unnamed(text).map(str::trim);
    code.is_some_and(|code| {
        code.contains(|c: char| c.is_ascii_digit()) && !code.contains(char::is_whitespace)
    })
}

/// Answers a text that says from which code to which by all between them that stand
/// on their level. `false`, and nothing is added, if it is none or a heading's.
#[inline(never)]
pub(super) fn from_to(
    sets: &[Set],
    text: &str,
    limit: usize,
    narrow: &mut Narrow,
    answer: &mut Answer,
) -> bool {
    const PARTS: [&str; 5] = ["-", "\u{2013}", " to ", " thru ", " through "];
    let lower = text.to_ascii_lowercase();
    let ends = PARTS.iter().find_map(|part| {
        let at = lower.find(part)?;
        Some((text.get(..at)?.trim(), text.get(at + part.len()..)?.trim()))
    });
    let Some((first, last)) = ends.filter(|(first, last)| looks(first) && looks(last)) else {
        return false;
    };
    if sets.iter().any(|set| set.find(text).is_some()) {
        return false;
    }
    for set in sets {
        let ends = (set, set.find(first), set.find(last));
        if let (Set::Tabular(tabular), Some(first), Some(last)) = ends
            // Seventh characters are not counted on from one to another.
            && (first.extension, last.extension) == (0, 0)
        {
            tabular.search_between(first, last, limit, narrow, answer);
        }
    }
    answer.total > 0
}

impl TabularSet<'_> {
    fn search_between(&self, first: Row, last: Row, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        let depth = |entry: usize| self.volume.list.depths.get(entry).copied();
        let level = depth(first.entry).max(depth(last.entry));
        for entry in first.entry..=last.entry {
            // What has nothing below it stands on every level below its own.
            let stands = depth(entry) == level || (depth(entry) < level && self.volume.is_leaf(entry));
            if !stands || !narrow.row(self.volume, Row::of(entry)) {
                continue;
            }
            if answer.results.len() < limit {
                answer.results.push(Set::Tabular(*self).hit(Row::of(entry)));
            }
            answer.count(self.own.scheme.set, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{looks, tokens};

    #[test]
    fn codes_are_found_among_words() {
        let codes = |text| -> Vec<&str> {
            let tokens = tokens(text).into_iter().map(|(_, token)| token);
            tokens.filter(|token| looks(token)).collect()
        };
        assert_eq!(codes("what is Z79.4?"), ["Z79.4"]);
        assert_eq!(codes("dx: M25.561, I10; 99213"), ["M25.561", "I10", "99213"]);
        assert_eq!(codes("I10/E11.9 99213-25"), ["I10", "E11.9", "99213"]);
        assert!(codes("type 2 diabetes 27 weeks, L4-5 disc").is_empty());
    }
}
