//! The notes of one kind: the kind's name in the hanging column, on demand what
//! it means, and the official texts.

use super::marked::linked;
use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, div, p, span, tag};
use super::{impairment, words};
use crate::explain::{Note, NoteGroup, Page};
use crate::format::notes::Kind;

/// A group of a page's notes, and its number there.
pub fn group(scene: &Scene, page: &Page, group: &NoteGroup, number: usize) -> Tag {
    let kind = group.kind;
    let (name, notes) = group.named();
    let content = match kind {
        Kind::Introduction => return introduction(scene, page, group),
        Kind::VisualImpairment => impairment::table(&group.notes),
        Kind::SeventhCharacter | Kind::Values => seventh_characters(scene, page, notes),
        Kind::IndexCode if group.notes.iter().any(|note| !note.label.is_empty()) => cells(scene, page, group),
        _ => (if kind.is_own() {
            tag("ul", "mc-note-list mc-own-words")
        } else {
            tag("ul", "mc-note-list").official()
        })
        .children(group.notes.iter().map(|note| {
            // What Medcode says itself is plain already.
            let set = if kind.is_own() { "" } else { page.set };
            linked(tag("li", ""), scene, set, note)
        })),
    };
    let explained = scene.state.page.explained.contains(&number);
    let what_is = words::what_is(name);
    let head = div("mc-kind")
        .child(scene.heading(2, "mc-kind-name").text(name))
        .maybe(words::gloss(kind).map(|gloss| p("mc-gloss").official().text(gloss)))
        .child(
            button("mc-what-is", scene.press(Action::Explain(number)))
                .flag("aria-expanded", explained)
                .attr("aria-label", &what_is)
                .attr("title", &what_is)
                .child(span("").attr("aria-hidden", "true").text("?")),
        );
    let meaning = explained.then(|| {
        p("mc-own mc-meaning")
            .child(span("mc-voice").text(words::OWN_WORDS))
            .text(" ")
            .text(words::meaning(kind))
    });
    tag("section", class(kind))
        .child(head)
        .child(div("mc-body").maybe(meaning).child(content))
}

/// Which line a kind's notes are set beside.
pub fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Excludes1 => "mc-group mc-excludes1",
        Kind::Excludes2 => "mc-group mc-excludes2",
        Kind::Plain | Kind::Next => "mc-group mc-own-group",
        Kind::CodeFirst | Kind::UseAdditionalCode | Kind::CodeAlso => "mc-group mc-sequence",
        _ => "mc-group mc-plain",
    }
}

/// Characters with their meanings; the seventh of the page's code is marked.
/// A note whose label is blank adds to the one before.
fn seventh_characters(scene: &Scene, page: &Page, notes: &[Note]) -> Tag {
    let own = page
        .code
        .split_once('.')
        .and_then(|(_, rest)| rest.get(3..))
        .unwrap_or("");
    let rows = notes
        .chunk_by(|_, next| next.label.trim().is_empty())
        .map(|notes| {
            let label = notes.first().map_or("", |note| note.label.trim());
            let current = !own.is_empty() && own == label;
            let term = tag("dt", "")
                .text(label)
                .maybe(current.then(|| span("mc-hidden").text(words::THIS_CODE)));
            let class = if current {
                "mc-seventh-row mc-current"
            } else {
                "mc-seventh-row"
            };
            let meanings = notes
                .iter()
                .map(|note| linked(tag("dd", "").official(), scene, page.set, note));
            div(class).child(term).children(meanings)
        });
    tag("dl", "mc-seventh").children(rows)
}

/// A row of a table that leads to codes, each beside the heading of its column.
fn cells(scene: &Scene, page: &Page, group: &NoteGroup) -> Tag {
    let rows = group.notes.iter().map(|note| {
        div("mc-cell")
            .child(tag("dt", "").official().text(&note.label))
            .child(linked(tag("dd", "").official(), scene, page.set, note))
    });
    tag("dl", "mc-cells").children(rows)
}

/// The book's own explanations: titles and paragraphs.
fn introduction(scene: &Scene, page: &Page, group: &NoteGroup) -> Tag {
    let part = |title: bool| {
        if title {
            scene.heading(1, "mc-intro-title")
        } else {
            p("")
        }
    };
    div("mc-intro").official().children(
        group
            .notes
            .iter()
            .map(|note| linked(part(note.label == "t"), scene, page.set, note)),
    )
}
