//! ICD-10-CM codes: a letter, two more characters, then up to four more after a
//! dot (ICD-10-CM Official Guidelines, section I.A.2 and I.A.4). The second
//! character is nearly always a digit, but no longer always: `QA0` came with the
//! edition of fiscal year 2026.

/// The set's stable name.
pub const SET: &str = "icd10cm";
/// The most characters of a code, without the dot.
pub const MAX_LENGTH: usize = 7;
/// Length of a category, before the dot.
pub const CATEGORY_LENGTH: usize = 3;
/// Length of a code that takes a seventh character.
pub const BASE_LENGTH: usize = 6;
/// Stands in an unused position before a seventh character.
pub const PLACEHOLDER: u8 = b'X';

/// The code with its dot: `E119` gives `E11.9`, `E11` stays.
pub fn dotted(compact: &str) -> String {
    match compact.split_at_checked(CATEGORY_LENGTH) {
        Some((category, rest)) if !rest.is_empty() => format!("{category}.{rest}"),
        _ => compact.to_owned(),
    }
}

/// Whether the characters are those of a whole code or a category.
pub fn is_compact(code: &str) -> bool {
    let bytes = code.as_bytes();
    (CATEGORY_LENGTH..=MAX_LENGTH).contains(&bytes.len()) && begins_code(bytes)
}

fn begins_code(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match at {
        0 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    })
}

/// What was typed as the beginning of a code: without dots, blanks and hyphens,
/// in capitals. `None` if no code begins like that.
///
/// A lone letter is one, too: it begins all codes of its chapter.
pub fn typed(text: &str) -> Option<String> {
    let compact: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | '-' | '\u{2013}') && !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let fits = (1..=MAX_LENGTH).contains(&compact.len()) && begins_code(compact.as_bytes());
    fits.then_some(compact)
}

/// Appends the base, padded with placeholders to six characters, and the
/// extension: `W000` and `A` give `W000XXA`.
pub fn extend(code: &mut Vec<u8>, base: &[u8], extension: u8) {
    code.extend_from_slice(base);
    code.extend(std::iter::repeat_n(
        PLACEHOLDER,
        BASE_LENGTH.saturating_sub(base.len()),
    ));
    code.push(extension);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_recognised_however_they_are_typed() {
        for (text, expect) in [
            ("E11.9", Some("E119")),
            ("e119", Some("E119")),
            (" s72 001 a ", Some("S72001A")),
            ("S72.00-", Some("S7200")),
            ("I21–", Some("I21")),
            ("c7a", Some("C7A")),
            ("h", Some("H")),
            ("qa0", Some("QA0")),
            ("heart attack", None),
            ("é11", None),
            ("E11.90000", None),
            ("470", None),
            ("", None),
        ] {
            assert_eq!(typed(text).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn extensions_stand_at_the_seventh_place() {
        for (base, extension, expect) in [("W000", b'A', "W00.0XXA"), ("S72001", b'B', "S72.001B")] {
            let mut code = Vec::new();
            extend(&mut code, base.as_bytes(), extension);
            assert_eq!(dotted(std::str::from_utf8(&code).unwrap()), expect);
        }
        assert_eq!(dotted("E11"), "E11");
    }
}
