//! The shapes of codes: which characters stand where.

/// Whether a text has the characters of a pattern: `#` a digit, `L` a letter, `*`
/// either, anything else itself.
pub fn is(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len() && begins(text, pattern)
}

/// Whether a text begins like a pattern; see [`is`].
pub fn begins(text: &str, pattern: &str) -> bool {
    text.len() <= pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(c, wanted)| match wanted {
            b'#' => c.is_ascii_digit(),
            b'L' => c.is_ascii_uppercase(),
            b'*' => c.is_ascii_digit() || c.is_ascii_uppercase(),
            _ => c == wanted,
        })
}

/// Whether a text is a number of at most so many digits.
pub fn is_number(text: &str, digits: usize) -> bool {
    (1..=digits).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}

/// Whether a text is a National Provider Identifier: ten digits, the first 1 or 2,
/// and the Luhn sum over `80840` and all of them is a multiple of ten (CMS,
/// "Requirements for National Provider Identifier and NPI Check Digit").
pub fn is_npi(text: &str) -> bool {
    /// What the digits of the prefix 80840 add.
    const PREFIX: u32 = 24;
    let sum = text.bytes().rev().enumerate().map(|(at, c)| {
        let digit = u32::from(c.saturating_sub(b'0'));
        let value = digit << (at % 2);
        value / 10 + value % 10
    });
    is(text, "##########") && text.starts_with(['1', '2']) && (PREFIX + sum.sum::<u32>()).is_multiple_of(10)
}

/// Whether a text is an ICD-9-CM diagnosis without its dot: three characters, four
/// of an external cause, and up to two digits of detail: `25000`, `V700`, `E8190`.
pub fn is_icd9(text: &str) -> bool {
    ["###", "V##", "E###"].iter().any(|category| {
        let parts = text.split_at_checked(category.len());
        parts.is_some_and(|(start, rest)| is(start, category) && (rest.is_empty() || is_number(rest, 2)))
    })
}

/// An ICD-9-CM diagnosis written with its dot, which stands behind three
/// characters, or four of an external cause: `250.00`, `V70.0`, `E819.0`.
pub fn icd9(text: &str) -> Option<String> {
    let (category, rest) = text.split_once('.')?;
    let category = category.to_ascii_uppercase();
    let known = ["###", "V##", "E###"].iter().any(|shape| is(&category, shape));
    (known && is_number(rest, 2)).then(|| category + rest)
}

/// An ICD-9-CM procedure, whose dot stands behind two digits: `00.66`, `81.5`. It keeps
/// its dot: without it, it would be the diagnosis `006.6`.
pub fn icd9_procedure(text: &str) -> Option<String> {
    (is(text, "##.#") || is(text, "##.##")).then(|| text.to_owned())
}

/// A National Drug Code written with its hyphens, as claims carry it: the parts
/// filled up with zeros in front to five, four and two digits (FDA, "National Drug
/// Code Directory"; CMS, billing with NDC).
pub fn ndc(text: &str) -> Option<String> {
    ndc_begun(text).filter(|code| is(code, "###########"))
}

/// The same, and of an unfinished one as much as is settled: three digits behind
/// five are a whole product or the beginning of one.
pub fn ndc_begun(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let (&labeler, rest) = parts.split_first()?;
    let digits = |part: &&str| part.bytes().all(|c| c.is_ascii_digit());
    if !matches!(labeler.len(), 4 | 5) || !parts.iter().all(digits) {
        return None;
    }
    match *rest {
        [product] => {
            let settled = labeler.len() == 4 && product.len() <= 4 || product.len() == 4;
            let product = if settled { product } else { "" };
            Some(format!("{labeler:0>5}{product}"))
        }
        [product, package] => {
            let whole = [labeler.len(), product.len(), package.len()];
            match whole {
                [4, 4, 2] | [5, 3, 2] | [5, 4, 1] | [5, 4, 2] => {
                    Some(format!("{labeler:0>5}{product:0>4}{package:0>2}"))
                }
                [4, 4, 0 | 1] | [5, 3 | 4, 0 | 1] => Some(format!("{labeler:0>5}{product:0>4}")),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_tells_an_npi() {
        // The example of CMS's own description of the check digit.
        for (text, expect) in [
            ("1234567893", true),
            ("1234567890", false),
            ("3234567893", false),
            ("123456789", false),
            ("12345678930", false),
            ("123456789é", false),
        ] {
            assert_eq!(is_npi(text), expect, "{text}");
        }
    }

    #[test]
    fn icd_9_is_told_by_its_dot() {
        for (text, expect) in [
            ("250.00", Some("25000")),
            ("v70.0", Some("V700")),
            ("E819.0", Some("E8190")),
            ("E11.9", None),
            ("81.54", None),
            ("25000", None),
            ("250.", None),
            ("250.000", None),
        ] {
            assert_eq!(icd9(text).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn icd_9_without_its_dot_has_a_category_and_at_most_two_digits() {
        for (text, expect) in [
            ("25000", true),
            ("250", true),
            ("V700", true),
            ("E8190", true),
            ("E819", true),
            ("E81", false),
            ("250000", false),
            ("M545", false),
        ] {
            assert_eq!(is_icd9(text), expect, "{text}");
        }
    }
}
