//! An entry in a list: its code in the hanging column, its title, and whether it
//! can be billed. The same row for the children of a code and for its neighbours.

use super::scene::Scene;
use super::tag::{Tag, button, span};
use super::{icons, words};
use crate::code::scheme::scheme;
use crate::engine::Level;
use crate::explain::Link;

/// Whether an entry can be billed: a sign and a word, so that colour is not
/// needed. An entry of a set in which that is no question says its set.
pub fn marker(set: &str, billable: bool, level: Level) -> Tag {
    if !has_headers(set) && level != Level::Set {
        return span("mc-marker mc-heading-only").child(span("").text(words::set(set)));
    }
    if billable {
        return span("mc-marker mc-yes")
            .child(icons::complete())
            .child(span("").text(words::BILLABLE));
    }
    if is_heading(level) {
        return span("mc-marker mc-heading-only").child(span("").text(words::level(level)));
    }
    let more = span("mc-more-needed").text(words::MORE_NEEDED);
    span("mc-marker mc-no")
        .child(icons::incomplete())
        .child(span("").text(words::NOT_BILLABLE).child(more))
}

/// Whether it is a question if a code of the set is complete.
pub fn has_headers(set: &str) -> bool {
    scheme(set).is_some_and(|scheme| scheme.has_headers)
}

/// What a title stands in: official text and Medcode's own words are set apart.
pub fn voice(own: bool) -> Tag {
    if own {
        span("mc-own-title")
    } else {
        span("").official()
    }
}

/// The title of an entry.
pub fn titled(link: &Link) -> Tag {
    if link.own {
        voice(true).text(&link.title)
    } else {
        official(&link.title)
    }
}

/// Whether a level is a heading of the list rather than a code.
pub fn is_heading(level: Level) -> bool {
    matches!(level, Level::Set | Level::Chapter | Level::Block)
}

/// A code in its column.
pub fn code(link: &Link) -> Tag {
    span("mc-code").text(if is_place(link.set, &link.code) {
        ""
    } else {
        &link.code
    })
}

/// Whether what names an entry is only its place in an index, which says nothing to a
/// reader.
pub fn is_place(set: &str, code: &str) -> bool {
    code.starts_with(|first: char| first.is_ascii_digit())
        && scheme(set).is_some_and(|scheme| scheme.numbered)
}

/// An official title. The range of codes that ends the titles of chapters and
/// blocks is set back.
pub fn official(title: &str) -> Tag {
    let whole = span("").official();
    let range = title
        .rfind(" (")
        .and_then(|at| title.split_at_checked(at))
        .filter(|(_, range)| range.get(2..range.len() - 1).is_some_and(is_range) && range.ends_with(')'));
    match range {
        // The blank stands outside, so that a line may end there.
        Some((title, range)) => whole
            .text(title)
            .text(" ")
            .child(span("mc-range").text(range.trim_start())),
        None => whole.text(title),
    }
}

fn is_range(text: &str) -> bool {
    let code =
        |part: &str| part.len() >= 3 && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    text.split_once('-')
        .is_some_and(|(first, last)| code(first) && code(last))
        || (text.len() == 3 && code(text) && text.contains(|c: char| c.is_ascii_digit()))
}

/// The title of an entry below one of the title `above`: what they share is set back.
fn beneath(title: &str, above: &str) -> Tag {
    let rest = title
        .strip_prefix(above)
        .filter(|rest| !above.is_empty() && rest.starts_with([' ', ',', ';']));
    match rest {
        Some(rest) => span("").official().child(span("mc-same").text(above)).text(rest),
        None => official(title),
    }
}

/// The title of an entry below one of the title `above`.
pub fn below(link: &Link, above: &str) -> Tag {
    if link.own {
        titled(link)
    } else {
        beneath(&link.title, above)
    }
}

/// What stands before the title of the heading that holds a code which has none here.
pub fn one_of() -> Tag {
    voice(true).text(words::ONE_OF).text(" ")
}

/// A row that opens the entry's page.
pub fn row(scene: &Scene, link: &Link, above: &str) -> Tag {
    let title = span("mc-title").maybe((link.recognised && !link.title.is_empty()).then(one_of));
    button("mc-entry", scene.opening(&link.address()))
        .attr("data-code", &link.code)
        .child(code(link))
        .child(title.child(below(link, above)))
        .child(marker(link.set, link.billable, link.level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_at_the_end_of_a_title_are_known() {
        for (text, expect) in [
            ("A00-B99", true),
            ("O00-O9A", true),
            ("C7A", true),
            ("TIA", false),
            ("episodic", false),
            ("A1", false),
        ] {
            assert_eq!(is_range(text), expect, "{text}");
        }
    }
}
