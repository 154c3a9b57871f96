//! Codes with slips: letters and digits that look alike, and placeholders that were
//! left out.

/// Characters that are taken for each other, the digit first.
const ALIKE: [(char, &str); 7] = [
    ('0', "O"),
    ('1', "IL"),
    ('2', "Z"),
    ('5', "S"),
    ('6', "G"),
    ('8', "B"),
    ('9', "G"),
];
/// The most characters of a code that are changed.
const MOST: usize = 3;
/// No code has more characters.
const LONGEST: usize = 7;
/// The length of a code with a seventh character.
const EXTENDED: usize = 7;

/// A text as the codes that it may have been meant as, without signs and in
/// capitals, those with the fewest changes first; the text itself is none of them.
pub(super) fn meant(text: &str) -> Vec<String> {
    let code: Vec<char> = text
        .chars()
        .filter(|c| !matches!(c, '.' | '-') && !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let digits = code
        .iter()
        .filter(|c| c.is_ascii_digit() || "OILS".contains(**c))
        .count();
    let plain = code.iter().all(char::is_ascii_alphanumeric);
    // Two that have a letter and a digit each are no parts of one: `l5 s1`.
    let has = |word: &str, is: fn(&char) -> bool| word.chars().any(|c| is(&c));
    let whole = |word: &&str| has(word, char::is_ascii_alphabetic) && has(word, char::is_ascii_digit);
    if text.split_whitespace().filter(whole).nth(1).is_some() {
        return Vec::new();
    }
    // Letters alone are a word: `sob`, `sbo`.
    let worded = !code.iter().any(char::is_ascii_digit);
    if !plain || worded || !(3..=LONGEST).contains(&code.len()) || digits < 2 {
        return Vec::new();
    }
    let mut all = vec![(0, code.clone())];
    for at in 0..code.len() {
        let before = all.len();
        for number in 0..before {
            let Some((changes, known)) = all.get(number).cloned() else {
                continue;
            };
            let Some(&c) = known.get(at).filter(|_| changes < MOST) else {
                continue;
            };
            for other in alike(c) {
                let mut changed = known.clone();
                if let Some(slot) = changed.get_mut(at) {
                    *slot = other;
                }
                all.push((changes + 1, changed));
            }
        }
    }
    // A letter, a digit, and so on.
    let shaped = |(_, code): &(usize, Vec<char>)| {
        code.first().is_some_and(char::is_ascii_alphabetic) && code.get(1).is_some_and(char::is_ascii_digit)
    };
    all.retain(shaped);
    all.sort_by_key(|(changes, _)| *changes);
    let mut meant = Vec::new();
    for (changes, code) in all {
        let code: String = code.into_iter().collect();
        let filled = filled(&code);
        if changes > 0 {
            meant.push(code);
        }
        meant.extend(filled);
    }
    meant
}

fn alike(c: char) -> Vec<char> {
    let of_digit = ALIKE
        .iter()
        .filter(|(digit, _)| *digit == c)
        .flat_map(|(_, letters)| letters.chars());
    let of_letter = ALIKE
        .iter()
        .filter(|(_, letters)| letters.contains(c))
        .map(|(digit, _)| *digit);
    of_digit.chain(of_letter).collect()
}

/// A code with its seventh character, the placeholders in front of it filled in.
fn filled(code: &str) -> Option<String> {
    let (start, last) = code.split_at_checked(code.len().checked_sub(1)?)?;
    let wanting = (4..EXTENDED).contains(&code.len()) && last.chars().all(|c| c.is_ascii_alphabetic());
    wanting.then(|| [start, &"X".repeat(EXTENDED - code.len()), last].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_may_be_meant() {
        for (typed, code) in [
            ("i1O", "I10"),
            ("Il0", "I10"),
            ("E1l.9", "E119"),
            ("572.001A", "S72001A"),
            ("s72.OO1a", "S72001A"),
            ("148.91", "I4891"),
            ("S13.4A", "S134XXA"),
            ("zoo129", "Z00129"),
        ] {
            assert!(
                meant(typed).iter().any(|meant| meant == code),
                "{typed}: {:?}",
                meant(typed)
            );
        }
        assert!(meant("heart").is_empty());
        assert!(meant("E11.9").iter().all(|meant| meant != "E119"));
    }
}
