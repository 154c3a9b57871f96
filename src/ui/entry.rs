//! An entry in a list: its code in the hanging column, its title, and whether it
//! can be billed. The same row for the children of a code and for its neighbours.

use yew::prelude::*;

use super::{icons, words};
use crate::engine::Level;
use crate::explain::Link;

/// Whether an entry can be billed: a sign and a word, so that colour is not needed.
pub fn marker(billable: bool, level: Level) -> Html {
    match (billable, level) {
        (true, _) => html! {
            <span class="mc-marker mc-yes">{ icons::complete() }<span>{ words::BILLABLE }</span></span>
        },
        (false, Level::Set | Level::Chapter | Level::Block) => html! {
            <span class="mc-marker mc-heading-only"><span>{ words::level(level) }</span></span>
        },
        (false, _) => html! {
            <span class="mc-marker mc-no">
                { icons::incomplete() }
                <span>{ words::NOT_BILLABLE }<span class="mc-more-needed">{ words::MORE_NEEDED }</span></span>
            </span>
        },
    }
}

/// An official title. The range of codes that ends the titles of chapters and
/// blocks is set back.
pub fn official(title: &str) -> Html {
    match title.rfind(" (").filter(|_| title.ends_with(')')) {
        Some(at) if is_range(title.get(at + 2..title.len() - 1).unwrap_or("")) => html! {
            <span lang="en">{ title.get(..at).unwrap_or("").to_owned() }<span class="mc-range">{ title.get(at..).unwrap_or("").to_owned() }</span></span>
        },
        _ => html! { <span lang="en">{ title.to_owned() }</span> },
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
pub fn beneath(title: &str, above: &str) -> Html {
    let rest = title
        .strip_prefix(above)
        .filter(|rest| rest.starts_with([' ', ',', ';']));
    match rest {
        Some(rest) if !above.is_empty() => html! {
            <span lang="en"><span class="mc-same">{ above.to_owned() }</span>{ rest.to_owned() }</span>
        },
        _ => official(title),
    }
}

/// A row that opens the entry's page.
pub fn row(link: &Link, above: &str, open: &Callback<String>) -> Html {
    let onclick = opening(&link.code, open);
    html! {
        <button type="button" class="mc-entry" data-code={link.code.clone()} {onclick}>
            <span class="mc-code">{ link.code.clone() }</span>
            <span class="mc-title">{ beneath(&link.title, above) }</span>
            { marker(link.billable, link.level) }
        </button>
    }
}

/// What a button does that opens a code.
pub fn opening(code: &str, open: &Callback<String>) -> Callback<MouseEvent> {
    let code = code.to_owned();
    open.reform(move |_: MouseEvent| code.clone())
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
