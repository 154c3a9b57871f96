//! Ranges of codes, as lists print them: `99202-99215`, `J0000-J9999`, `011x`.

/// Whether a heading's name is a range that holds the code. Both ends must have
/// the code's shape: `0001F-9007F` does not hold `0042T`, nor `0450-0459` a `045A`.
/// A range of shorter names holds every code that begins with one of them, and
/// `011x` whatever begins with `011`.
pub fn holds(range: &str, code: &str) -> bool {
    if range.ends_with('x') {
        let start = range.trim_end_matches('x');
        return code.len() > start.len() && code.starts_with(start);
    }
    let Some((first, last)) = range.split_once('-') else {
        return false;
    };
    // The parts of a drug code: `5-4-2`.
    if let Some((second, third)) = last.split_once('-') {
        let digits = [first, second, third].map(|part| part.parse::<usize>().unwrap_or(0));
        return digits.iter().sum::<usize>() == code.len() && code.bytes().all(|c| c.is_ascii_digit());
    }
    let Some(start) = code.get(..first.len()).filter(|_| first.len() == last.len()) else {
        return false;
    };
    let ends = start.chars().zip(first.chars().zip(last.chars()));
    let alike = ends.clone().all(|(c, (first, last))| {
        let digit = first.is_ascii_digit() || last.is_ascii_digit();
        if first == last && !digit {
            c == first
        } else {
            c.is_ascii_digit() == digit
        }
    });
    alike && first <= start && start <= last
}

/// Whether a name is that of a range rather than a code.
pub fn is_range(name: &str) -> bool {
    name.contains(['-', 'x'])
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_range_holds_the_codes_between_its_ends_that_look_like_them() {
        for (range, code, expect) in [
            ("99202-99215", "99213", true),
            ("99202-99215", "99202", true),
            ("99202-99215", "99215", true),
            ("99202-99215", "99216", false),
            ("99202-99215", "9921", false),
            ("0001F-9007F", "0042T", false),
            ("0042T-0999T", "0042T", true),
            ("A0000-V9999", "J1885", true),
            ("A0000-A9999", "B1885", false),
            ("0450-0459", "045A", false),
            ("011x", "0111", true),
            ("011x", "0121", false),
            ("001-139", "13900", true),
            ("001-139", "14000", false),
            ("V01-V91", "V700", true),
            ("V01-V91", "E700", false),
            ("1000000000-2999999999", "1234567893", true),
            ("4-4-2", "00002751001", false),
            ("5-4-2", "00002751001", true),
            ("99213", "99213", false),
            ("", "99213", false),
        ] {
            assert_eq!(holds(range, code), expect, "{range} {code}");
        }
    }
}
