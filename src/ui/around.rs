//! The codes around a code: of other sides, such that say more or less, and those
//! whose notes name it.

use yew::prelude::*;

use super::entry::{row, titled};
use super::marked::{code_link, linked};
use super::scene::{Scene, by_key};
use super::state::Action;
use super::tag::{Tag, button, div, p, span, tag};
use super::words;
use crate::code::cm;
use crate::explain::{Link, Mention, Page};

/// So many notes that name a code are drawn at once; the rest on demand.
const DRAWN: usize = 12;

/// The buttons to the same code of another side.
pub fn sides(scene: &Scene, page: &Page) -> Option<Tag> {
    let side = |one: &crate::explain::Side| {
        let own = one.link.code == page.code;
        let way = button("mc-side", scene.opening(&one.link.address())).text(words::side(one.side));
        if own {
            way.attr("aria-current", "true")
        } else {
            way
        }
    };
    let name = if page.set == cm::SET {
        words::SIDE
    } else {
        words::SEVERITY
    };
    (!page.sides.is_empty()).then(|| {
        tag("nav", "mc-sides")
            .attr("aria-label", name)
            .child(span("mc-sides-name").attr("aria-hidden", "true").text(name))
            .children(page.sides.iter().map(side))
    })
}

/// Codes beside it that say what it leaves open, or leave open what it says.
pub fn specific(scene: &Scene, page: &Page) -> Tag {
    let list = |name: &'static str, links: &[Link]| {
        let rows = links
            .iter()
            .map(|link| tag("li", "").key(&link.code).child(row(scene, link, "")));
        (!links.is_empty()).then(|| {
            tag("section", "mc-also")
                .child(scene.heading(1, "mc-section").text(name))
                .child(tag("ul", "mc-rows").children(rows))
        })
    };
    div("")
        .maybe(list(words::CLOSER, &page.closer))
        .maybe(list(words::WIDER, &page.wider))
}

/// The notes of other entries that name the code.
pub fn mentions(scene: &Scene, page: &Page) -> Option<Tag> {
    let count = page.mentions.len();
    let drawn = if scene.state.page.all { count } else { DRAWN };
    let more = (drawn < count).then(|| {
        let act = scene.act.clone();
        let press = Callback::from(move |event| {
            act.emit(Action::All {
                by_key: by_key(&event),
            })
        });
        button("mc-button mc-more", press).text(&words::show_all(count))
    });
    (count > 0).then(|| {
        tag("details", "mc-mentions")
            .child(tag("summary", "").text(&words::mentions(count)))
            .child(p("mc-own").text(words::MENTIONS_HELP))
            .child(tag("ul", "").children(page.mentions.iter().take(drawn).map(|one| mention(scene, one))))
            .maybe(more)
    })
}

fn mention(scene: &Scene, one: &Mention) -> Tag {
    let from = code_link("mc-link mc-code", scene, &one.from.address()).text(&one.from.code);
    tag("li", "mc-mention")
        .child(div("").child(from).text(" ").child(titled(&one.from)))
        .child(
            div("mc-mention-note")
                .child(span("mc-kind-name").text(one.kind.name()))
                .text(" ")
                .child(linked(span("").official(), scene, cm::SET, &one.note)),
        )
}
