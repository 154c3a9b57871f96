//! The notes of a page: its own, then those of each level above.

use yew::prelude::*;

use super::entry::{has_headers, is_place, titled};
use super::marked::code_link;
use super::note_group::group;
use super::scene::Scene;
use super::tag::{Tag, button, div, p, span, tag};
use super::{Event, Rest, words};
use crate::engine::Level;
use crate::explain::{NoteGroup, Page};
use crate::format::notes::Kind;

/// All notes of a page, or what is said while there are none.
pub fn notes(scene: &Scene, page: &Page) -> Tag {
    // Where no code has notes, none is worth a word.
    let none = page.complete && page.listed && page.groups.is_empty() && has_headers(page.set);
    // Groups are numbered through the levels.
    let mut number = 0;
    let levels = page.groups.chunk_by(|one, next| one.from == next.from);
    div("mc-notes")
        .attr("part", "notes")
        .children(levels.map(|groups| {
            let first = number;
            number += groups.len();
            level(scene, page, groups, first)
        }))
        .maybe((!page.complete).then(|| missing(scene, words::NOTES_FAILED, words::NOTES_FAILED_HELP)))
        .maybe(none.then(|| p("mc-own mc-none").text(words::NO_NOTES)))
}

/// Notes that are not here yet, or could not be had. Their space is kept.
pub fn missing(scene: &Scene, failed: &str, help: &str) -> Tag {
    let Rest::Failed(why) = &scene.props.rest else {
        return div("mc-waiting")
            .child(p("").attr("role", "status").text(words::NOTES_LOADING))
            .children((0..3).map(|_| span("mc-blank")));
    };
    let on_event = scene.props.on_event.clone();
    let retry = Callback::from(move |_| on_event.emit(Event::Retry));
    div("mc-alert")
        .attr("role", "alert")
        .child(p("").child(tag("strong", "").text(failed)).text(" ").text(help))
        .child(p("mc-why").text(why))
        .child(button("mc-button", retry).text(words::RETRY))
}

/// The notes of one level, the first of which has the given number.
fn level(scene: &Scene, page: &Page, groups: &[NoteGroup], first: usize) -> Tag {
    let from = groups.first().and_then(|group| group.from.as_ref());
    let heading = scene.heading(1, "mc-section mc-from");
    let (class, heading) = match from {
        Some(link) => (
            "mc-level mc-inherited",
            heading
                .child(span("mc-from-word").text(words::FROM).text(" "))
                .child(code_link("mc-link mc-code", scene, &link.address()).text(&link.code))
                .text(" ")
                .child(span("mc-from-title").child(titled(link))),
        ),
        None => (
            "mc-level",
            heading.text(&words::own_notes(
                page.level == Level::Set || is_place(page.set, &page.code),
                &page.code,
            )),
        ),
    };
    // The book's introduction brings headings of its own.
    let titled = !groups.iter().any(|group| group.kind == Kind::Introduction);
    let groups = groups
        .iter()
        .zip(first..)
        .map(|(notes, number)| group(scene, page, notes, number));
    tag("section", class)
        .maybe(titled.then_some(heading))
        .children(groups)
}
