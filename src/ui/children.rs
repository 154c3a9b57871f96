//! What is below a code: narrower codes, or the codes with a seventh character.

use yew::prelude::*;

use super::entry::row;
use super::scene::{Scene, by_key};
use super::state::Action;
use super::tag::{Tag, button, tag};
use super::words;
use crate::explain::Page;

/// So many entries are drawn at once; the rest on demand.
const DRAWN: usize = 50;

/// The entries below the page's; nothing if there are none.
pub fn children(scene: &Scene, page: &Page) -> Option<Tag> {
    let count = page.children.len();
    let drawn = if scene.state.page.all { count } else { DRAWN };
    let rows = page.children.iter().take(drawn).enumerate().map(|(at, link)| {
        let row = row(scene, link, &page.title);
        let row = if at == DRAWN {
            row.found_by(&scene.nodes.rest)
        } else {
            row
        };
        tag("li", "").key(&link.code).child(row)
    });
    let more = (drawn < count).then(|| {
        let act = scene.act.clone();
        let press = Callback::from(move |event| {
            act.emit(Action::All {
                by_key: by_key(&event),
            });
        });
        button("mc-button mc-more", press).text(&words::show_all(count))
    });
    (count > 0).then(|| {
        tag("section", "mc-children")
            .child(
                scene
                    .heading(1, "mc-section")
                    .text(words::below(page.level, page.needs_seventh)),
            )
            .child(tag("ul", "mc-rows").children(rows))
            .maybe(more)
    })
}
