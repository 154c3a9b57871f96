//! How a code is built: its parts told apart by colour, by the line beneath and
//! by name, so that none of the three is needed alone.

use yew::prelude::*;

use super::entry::official;
use super::words;
use crate::code::cm;
use crate::engine::Level;
use crate::explain::Page;
use crate::format::notes::Kind;

/// The parts of an ICD-10-CM code: category, what follows the dot, seventh
/// character. `None` for anything else, whose parts are not known here.
fn parts(page: &Page) -> Option<(&str, &str, &str)> {
    if page.set != cm::SET || matches!(page.level, Level::Set | Level::Chapter | Level::Block) {
        return None;
    }
    let (category, rest) = page.code.split_once('.').unwrap_or((&page.code, ""));
    let (detail, seventh) = rest.split_at_checked(3).unwrap_or((rest, ""));
    Some((category, detail, seventh))
}

/// The code, large.
pub fn hero(page: &Page) -> Html {
    let Some((category, detail, seventh)) = parts(page) else {
        return html! { <span class="mc-hero" part="code">{ page.code.clone() }</span> };
    };
    // The names come from the style sheet's `attr()`: they are no part of the
    // heading, and the list below says them to everyone.
    let part = |text: &str, class: &'static str, name: &'static str| {
        html! { <span class={classes!("mc-part", class)} data-name={name}>{ text.to_owned() }</span> }
    };
    html! {
        <span class="mc-hero mc-parts" part="code">
            { part(category, "mc-part-1", words::PART_CATEGORY) }
            if !detail.is_empty() {
                <span class="mc-dot">{ "." }</span>
                { part(detail, "mc-part-2", words::PART_DETAIL) }
            }
            if !seventh.is_empty() { { part(seventh, "mc-part-3", words::PART_SEVENTH) } }
        </span>
    }
}

/// What each part says, in the official words.
pub fn built(page: &Page) -> Html {
    let Some((category, detail, seventh)) = parts(page).filter(|(_, detail, _)| !detail.is_empty()) else {
        return Html::default();
    };
    let above = |level: Level| page.path.iter().rev().find(|link| link.level == level);
    let whole = if seventh.is_empty() {
        Some(&page.title)
    } else {
        // The level directly above a code with a seventh character is the code without it.
        page.path.last().map(|link| &link.title)
    };
    let meaning = page
        .groups
        .iter()
        .filter(|group| group.kind == Kind::SeventhCharacter)
        .find_map(|group| group.notes.iter().find(|note| note.label == seventh))
        .filter(|_| !seventh.is_empty());
    let line = |text: &str, class: &'static str, name: &'static str, title: Option<&String>| {
        title.map(|title| {
            html! {
                <div>
                    <dt><span class={classes!("mc-part", class)}>{ text.to_owned() }</span><span class="mc-part-name">{ name }</span></dt>
                    <dd>{ official(title) }</dd>
                </div>
            }
        })
    };
    html! {
        <details class="mc-built">
            <summary>{ words::BUILT }</summary>
            <dl>
                { line(category, "mc-part-1", words::PART_CATEGORY, above(Level::Category).map(|link| &link.title)) }
                { line(&format!(".{detail}"), "mc-part-2", words::PART_DETAIL, whole) }
                { line(seventh, "mc-part-3", words::PART_SEVENTH, meaning.map(|note| &note.text)) }
            </dl>
        </details>
    }
}
