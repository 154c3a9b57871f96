//! What is kept on the device, if the reader wants that: favourites, and what was
//! looked at.

use yew::prelude::*;

use super::entry::row;
use super::scene::Scene;
use super::tag::{Tag, button, div, p, tag};
use super::{Event, words};
use crate::explain::{Page, link_to};

/// What is kept: addresses of codes, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Those that the reader marked.
    pub favourites: Vec<String>,
    /// Those that the reader looked at.
    pub recent: Vec<String>,
}

/// What a reader does with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// From now on, something is kept.
    Begin,
    /// Nothing is kept any more, and what was is erased.
    Erase,
    /// What is kept is wanted as a file.
    Export,
    /// This code becomes a favourite, or is none any more.
    Favourite(String),
}

fn press(scene: &Scene, keep: Keep) -> Callback<MouseEvent> {
    let on_event = scene.props.on_event.clone();
    Callback::from(move |_| on_event.emit(Event::Keep(keep.clone())))
}

/// The button that makes a page's code a favourite; only where something is kept.
pub fn star(scene: &Scene, page: &Page) -> Option<Tag> {
    let kept = scene.props.kept.as_ref()?;
    let address = page.link().address();
    let is_one = kept.favourites.contains(&address);
    Some(
        button("mc-button mc-star", press(scene, Keep::Favourite(address)))
            .flag("aria-pressed", is_one)
            .text(if is_one { "★ " } else { "☆ " })
            .text(words::FAVOURITE),
    )
}

/// What is kept, each a way to its page; or that something may be.
pub fn kept(scene: &Scene) -> Tag {
    let section = tag("section", "mc-kept").attr("part", "kept");
    let Some(kept) = &scene.props.kept else {
        return section
            .child(p("mc-own").text(words::KEEP_NOTHING))
            .child(button("mc-button", press(scene, Keep::Begin)).text(words::KEEP));
    };
    let list = |name: &'static str, addresses: &[String]| {
        let links = addresses
            .iter()
            .filter_map(|address| link_to(scene.book, address));
        let rows: Vec<Tag> = links
            .map(|link| tag("li", "").key(&link.address()).child(row(scene, &link, "")))
            .collect();
        (!rows.is_empty()).then(|| {
            div("")
                .child(scene.heading(1, "mc-section").text(name))
                .child(tag("ul", "mc-rows").children(rows))
        })
    };
    section
        .maybe(list(words::FAVOURITES, &kept.favourites))
        .maybe(list(words::RECENT, &kept.recent))
        .child(p("mc-own").text(words::KEPT))
        .child(
            div("mc-uses-row")
                .child(button("mc-button", press(scene, Keep::Export)).text(words::EXPORT))
                .child(button("mc-button", press(scene, Keep::Erase)).text(words::ERASE)),
        )
}
