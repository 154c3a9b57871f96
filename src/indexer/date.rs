//! Days as files write them, and as the index has them: `2026-01-31`.

use crate::code::calendar::days;

/// A day, of what a file writes: `2026-01-31`, `20260131` or `1/31/2026`. Empty stays
/// empty; none if it is no day.
pub(super) fn read(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let parts = match *parts.as_slice() {
        [whole] if whole.len() == 8 => [whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?],
        [year, month, day] if year.len() == 4 => [year, month, day],
        [month, day, year] if year.len() == 4 => [year, month, day],
        _ => return None,
    };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| is_digits(part));
    let [year, month, day] = parts.map(number);
    let (year, month, day) = (year?, month?, day?);
    let holds = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    holds.then_some(iso([year, month, day]))
}

/// The day after one that a table keeps as a number: 20241001 after 20240930.
pub(super) fn after(date: u32) -> u32 {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    match (month, day) {
        (_, day) if day < days(year, month) => date + 1,
        (12, _) => (year + 1) * 10_000 + 101,
        _ => date - day + 101,
    }
}

/// The same, of eight digits and nothing else: `20260131`.
pub(super) fn read_digits(text: &str) -> Option<String> {
    read(text).filter(|_| text.len() == 8 && is_digits(text))
}

/// A day that a table keeps as a number, 20260131.
pub(super) fn of_number(date: u32) -> String {
    iso([date / 10_000, date / 100 % 100, date % 100])
}

fn iso([year, month, day]: [u32; 3]) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_files_write_them() {
        let day = Some("2026-01-31");
        for (text, of_any, of_digits) in [
            ("2026-01-31", day, None),
            ("20260131", day, day),
            ("1/31/2026", day, None),
            ("01-31-2026", day, None),
            ("", Some(""), None),
            ("1/1/2026", Some("2026-01-01"), None),
            ("31.12.2026", None, None),
            ("20261301", None, None),
            ("20260132", None, None),
            ("2026-02-29", None, None),
            ("2028-02-29", Some("2028-02-29"), None),
            ("2026-00-31", None, None),
            ("2026+1+1", None, None),
            ("31/1/2026", None, None),
            ("26-01-31", None, None),
            ("2026-01", None, None),
            ("éééé", None, None),
        ] {
            assert_eq!(read(text).as_deref(), of_any, "{text}");
            assert_eq!(read_digits(text).as_deref(), of_digits, "{text}");
        }
        for (date, next) in [
            (20_240_930, 20_241_001),
            (20_251_231, 20_260_101),
            (20_240_228, 20_240_229),
        ] {
            assert_eq!(after(date), next);
        }
        assert_eq!(Some(of_number(20_260_131).as_str()), day);
    }
}
