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

/// Whether the characters are those of a whole code or a category.
pub fn is_compact(code: &str) -> bool {
    let bytes = code.as_bytes();
    (CATEGORY_LENGTH..=MAX_LENGTH).contains(&bytes.len()) && begins_code(bytes)
}

/// Whether a code begins with these characters.
pub fn begins_code(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match at {
        0 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    })
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
    fn extensions_stand_at_the_seventh_place() {
        for (base, extension, expect) in [("W000", b'A', "W000XXA"), ("S72001", b'B', "S72001B")] {
            let mut code = Vec::new();
            extend(&mut code, base.as_bytes(), extension);
            assert_eq!(code, expect.as_bytes());
        }
    }
}
