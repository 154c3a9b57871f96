//! Cutting titles: before the words that join their parts, and behind the words with
//! which all titles of an operation begin.

use std::collections::HashMap;

use super::Titled;
use crate::code::pcs::TABLE;

/// The words before which a title is cut, with the blanks around them.
pub(super) const JOINTS: [&str; 12] = [
    " with ", " using ", " from ", " into ", " to ", " in ", " of ", " for ", " by ", " on ", " at ", ", ",
];

/// Cuts a title before each word that joins its parts.
pub(super) fn cut(title: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in title.match_indices([' ', ',']).filter(|&(at, _)| at > 0) {
        let joins = title
            .get(at..)
            .is_some_and(|rest| JOINTS.iter().any(|joint| rest.starts_with(joint)));
        if joins {
            pieces.extend(title.get(start..at));
            start = at;
        }
    }
    pieces.extend(title.get(start..));
    pieces
}

/// What tables are expected to begin with alike: section and operation.
pub(super) fn kind(code: &str) -> Option<(u8, u8)> {
    let code = code.as_bytes();
    code.first().copied().zip(code.get(TABLE - 1).copied())
}

/// The words with which all titles of a section's operation begin, up to the first
/// word that joins.
pub(super) fn leads(titles: &[Titled]) -> HashMap<(u8, u8), &str> {
    let mut leads: HashMap<(u8, u8), &str> = HashMap::new();
    for (code, title) in titles {
        let Some((kind, first)) = kind(code).zip(cut(title).first().copied()) else {
            continue;
        };
        let lead = leads.entry(kind).or_insert(first);
        *lead = common(lead, first);
    }
    leads
}

/// The whole words with which both texts begin.
pub(super) fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let ends = a.match_indices(' ').map(|(at, _)| at).chain([a.len()]);
    let shared = |&end: &usize| {
        let behind = b.get(end..);
        a.get(..end) == b.get(..end) && behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    ends.filter(shared)
        .max()
        .and_then(|end| a.get(..end))
        .unwrap_or("")
}

/// The pieces behind the lead. What follows it at once is a piece of its own.
pub(super) fn cut_rest(rest: &str, whole: bool) -> Vec<&str> {
    if whole || rest.is_empty() {
        return if rest.is_empty() { Vec::new() } else { cut(rest) };
    }
    let joins = JOINTS.iter().any(|joint| rest.starts_with(joint));
    let mut pieces = cut(rest);
    if joins && pieces.first() == Some(&"") {
        pieces.remove(0);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_before_the_words_that_join() {
        let cut = cut("Drainage of Right Eye with Drainage Device, Open Approach");
        assert_eq!(
            cut,
            [
                "Drainage",
                " of Right Eye",
                " with Drainage Device",
                ", Open Approach"
            ]
        );
        assert_eq!(super::cut("Of to,no"), ["Of to,no"]);
    }
}
