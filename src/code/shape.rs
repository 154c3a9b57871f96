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

/// Whether a text is an ICD-9-CM diagnosis written with its dot, which stands
/// behind three characters, or four of an external cause: `250.00`, `V70.0`, `E819.0`.
pub fn is_icd9(text: &str) -> bool {
    let Some((category, rest)) = text.split_once('.') else {
        return false;
    };
    let category = category.to_ascii_uppercase();
    let known = is(&category, "###") || is(&category, "V##") || is(&category, "E###");
    known && is_number(rest, 2)
}

/// A National Drug Code written with its hyphens, as claims carry it: the parts
/// filled up with zeros in front to five, four and two digits (FDA, "National Drug
/// Code Directory"; CMS, billing with NDC).
pub fn ndc(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let &[labeler, product, package] = parts.as_slice() else {
        return None;
    };
    let lengths = [labeler.len(), product.len(), package.len()];
    let known = matches!(lengths, [4, 4, 2] | [5, 3, 2] | [5, 4, 1] | [5, 4, 2]);
    let digits = parts.iter().all(|part| is_number(part, 5));
    (known && digits).then(|| format!("{labeler:0>5}{product:0>4}{package:0>2}"))
}

/// Labeler, product and package of a National Drug Code of eleven digits.
pub fn ndc_parts(code: &str) -> Option<[&str; 3]> {
    Some([code.get(..5)?, code.get(5..9)?, code.get(9..11)?])
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
            ("250.00", true),
            ("v70.0", true),
            ("E819.0", true),
            ("E11.9", false),
            ("25000", false),
            ("250.", false),
            ("250.000", false),
        ] {
            assert_eq!(is_icd9(text), expect, "{text}");
        }
    }
}
