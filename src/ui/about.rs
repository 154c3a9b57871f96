//! Where the data is from, of which edition, and whether that is still in force.

use yew::prelude::*;

use super::{BookHandle, words};
use crate::format::about::About as Facts;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub book: BookHandle,
    /// Today, `YYYY-MM-DD`; empty if unknown.
    pub today: String,
}

#[component]
pub fn About(props: &Props) -> Html {
    let book = props.book.get();
    html! {
        <footer class="mc-about" part="footer">
            { for book.abouts().into_iter().map(|about| set(about, &props.today)) }
        </footer>
    }
}

/// Whether `today` is past the edition's last day. Dates written so compare as text.
fn is_over(about: &Facts, today: &str) -> bool {
    !today.is_empty() && !about.to.is_empty() && today > about.to.as_str()
}

fn set(about: &Facts, today: &str) -> Html {
    let line = |name: &'static str, value: &str| {
        (!value.is_empty()).then(|| html! { <><dt>{ name }</dt><dd>{ value.to_owned() }</dd></> })
    };
    let billable = about.counts.get("billable").copied().map(words::thousands);
    html! {
        <>
            <p>
                <strong>{ about.name.clone() }</strong>
                { words::edition(&about.edition) }
                { words::validity(&about.from, &about.to) }
            </p>
            if is_over(about, today) {
                <p class="mc-outdated">{ words::outdated(&about.from, &about.to) }</p>
            }
            <details>
                <summary>{ words::ABOUT }</summary>
                <dl>
                    { line(words::ABOUT_OWNER, &about.owner) }
                    { line(words::ABOUT_LICENCE, &about.licence) }
                    { line(words::ABOUT_COUNT, &billable.unwrap_or_default()) }
                    { line(words::ABOUT_SOURCE, &about.source) }
                    { line(words::ABOUT_HASH, &about.sha256) }
                </dl>
                <p class="mc-own">{ words::ABOUT_VOICES }</p>
            </details>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_over_the_day_after_its_last() {
        let about = Facts {
            to: "2026-09-30".into(),
            ..Facts::default()
        };
        assert!(!is_over(&about, "2026-09-30"));
        assert!(is_over(&about, "2026-10-01"));
        assert!(!is_over(&about, ""));
        assert!(!is_over(&Facts::default(), "2026-10-01"));
    }
}
