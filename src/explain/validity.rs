//! Whether a code is valid on a day.

use super::page::Page;
use crate::code::calendar::days;
use crate::engine::Set;
use crate::format::notes::Fact;

/// Whether a text is a day of the calendar, `2026-01-31`.
pub fn is_day(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let shaped = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    shaped && year > 0 && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
}

/// Whether a code is valid on a day, as far as that is known.
pub(super) fn valid(set: &Set, page: &Page, date: &str) -> Option<bool> {
    // A set without a file of facts knows the days of its edition.
    let about = set.about();
    let [first, last] = set
        .facts()
        .map_or([&about.from, &about.to], |facts| facts.known.each_ref());
    let inside = (first.is_empty() || first.as_str() <= date) && (last.is_empty() || date <= last.as_str());
    if !inside || !is_day(date) || !set.is_complete() || (page.own && set.axes().is_none()) {
        return None;
    }
    // The days of a code that the edition has, or of one that it has not, or only
    // as a heading; other headings have none.
    let other = set
        .facts()
        .and_then(|facts| facts.other(&page.code.replace('.', "")));
    let [from, until] = match other {
        Some(other) => [other.from.as_str(), other.to.as_str()],
        None if page.edition != about.edition => return Some(false),
        None if page.billable => [page.fact(Fact::From), page.fact(Fact::Until)],
        None => return None,
    };
    // A list that says no days at all does not tell for how long its codes were valid.
    if [first, last].iter().all(|day| day.is_empty()) && from.is_empty() && until.is_empty() {
        return None;
    }
    Some(from <= date && (until.is_empty() || date <= until))
}
