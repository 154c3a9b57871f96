//! How a code is built: its parts told apart by colour, by the line beneath and
//! by name, so that none of the three is needed alone.

use super::entry::{is_heading, official, titled, voice};
use super::tag::{Tag, div, span, tag};
use super::words;
use crate::code::cm;
use crate::engine::Level;
use crate::explain::Page;
use crate::format::notes::Kind;

/// A kind of part: how it is set, and its name.
type Part = (&'static str, &'static str);
const CATEGORY: Part = ("mc-part mc-part-1", words::PART_CATEGORY);
const DETAIL: Part = ("mc-part mc-part-2", words::PART_DETAIL);
const SEVENTH: Part = ("mc-part mc-part-3", words::PART_SEVENTH);

/// The parts of an ICD-10-CM code: category, what follows the dot, seventh
/// character. `None` for anything else, whose parts are not known here.
fn parts(page: &Page) -> Option<[&str; 3]> {
    if page.set != cm::SET || is_heading(page.level) {
        return None;
    }
    let (category, rest) = page.code.split_once('.').unwrap_or((&page.code, ""));
    let (detail, seventh) = rest.split_at_checked(3).unwrap_or((rest, ""));
    Some([category, detail, seventh])
}

/// The code, large.
pub fn hero(page: &Page) -> Tag {
    let Some([category, detail, seventh]) = parts(page) else {
        return span("mc-hero").attr("part", "code").text(&page.code);
    };
    // The names come from the style sheet's `attr()`: they are no part of the
    // heading, and the list below says them to everyone.
    let part = |(class, name): Part, text: &str| {
        (!text.is_empty()).then(|| span(class).attr("data-name", name).text(text))
    };
    span("mc-hero mc-parts")
        .attr("part", "code")
        .maybe(part(CATEGORY, category))
        .maybe((!detail.is_empty()).then(|| span("mc-dot").text(".")))
        .maybe(part(DETAIL, detail))
        .maybe(part(SEVENTH, seventh))
}

/// The characters of an ICD-10-PCS code, each with the name of its axis and what it
/// means; at the last one, what all of them together do.
fn axes(page: &Page) -> Option<Tag> {
    let line = |code: &str, axis: &str, title: Tag| {
        let term = tag("dt", "")
            .child(span("mc-part mc-part-1").text(code.get(code.len().saturating_sub(1)..).unwrap_or("")))
            .child(span("mc-part-name").text(axis));
        div("").child(term).child(tag("dd", "").child(title))
    };
    let above = page.path.iter().filter(|link| !link.axis.is_empty());
    (!page.axis.is_empty()).then(|| {
        tag("dl", "")
            .children(above.map(|link| line(&link.code, link.axis, titled(link))))
            .child(line(&page.code, page.axis, voice(page.own).text(&page.title)))
    })
}

/// What each part says, in the official words.
pub fn built(page: &Page) -> Option<Tag> {
    let list = axes(page).or_else(|| said(page)).filter(|_| page.listed)?;
    Some(
        tag("details", "mc-built")
            .child(tag("summary", "").text(words::BUILT))
            .child(list),
    )
}

/// The parts of an ICD-10-CM code.
fn said(page: &Page) -> Option<Tag> {
    let [category, detail, seventh] = parts(page).filter(|[_, detail, _]| !detail.is_empty())?;
    let above = page
        .path
        .iter()
        .rev()
        .find(|link| link.level == Level::Category)
        .map(|link| &link.title);
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
        .filter(|_| !seventh.is_empty())
        .map(|note| &note.text);
    let line = |(class, name): Part, text: &str, title: Option<&String>| {
        title.map(|title| {
            let term = tag("dt", "")
                .child(span(class).text(text))
                .child(span("mc-part-name").text(name));
            div("").child(term).child(tag("dd", "").child(official(title)))
        })
    };
    let list = tag("dl", "")
        .maybe(line(CATEGORY, category, above))
        .maybe(line(DETAIL, &[".", detail].concat(), whole))
        .maybe(line(SEVENTH, seventh, meaning));
    Some(list)
}
