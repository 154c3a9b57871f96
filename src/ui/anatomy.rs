//! How a code is built: its parts told apart by colour, by the line beneath and
//! by name, so that none of the three is needed alone.

use super::entry::{is_heading, voice};
use super::scene::Scene;
use super::tag::{Tag, button, div, span, tag};
use super::words;
use crate::code::{cm, pcs};
use crate::explain::{Page, Piece, Variants};

/// A kind of part: how it is set, and its name beneath the code.
type Part = (&'static str, &'static str);
const CATEGORY: Part = ("mc-part mc-part-1", words::PART_CATEGORY);
const DETAIL: Part = ("mc-part mc-part-2", words::PART_DETAIL);
const SEVENTH: Part = ("mc-part mc-part-3", words::PART_SEVENTH);
/// Of the parts of other codes one after the other.
const CLASSES: [&str; 3] = [CATEGORY.0, DETAIL.0, SEVENTH.0];

/// The parts of an ICD-10-CM code: category, what follows the dot, seventh
/// character. `None` for anything else.
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
        return span("mc-hero")
            .attr("part", "code")
            .text(&page.code)
            .maybe(places(page));
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

/// The places of a procedure's code that are still to be chosen.
fn places(page: &Page) -> Option<Tag> {
    let left = pcs::LENGTH.checked_sub(page.code.len())?;
    (page.set == pcs::SET && left > 0).then(|| {
        span("mc-places")
            .attr("aria-hidden", "true")
            .text(&"·".repeat(left))
    })
}

/// What each part says.
pub fn built(scene: &Scene, page: &Page) -> Option<Tag> {
    if page.anatomy.len() < 2 {
        return None;
    }
    let rows = page
        .anatomy
        .iter()
        .enumerate()
        .map(|(at, piece)| row(scene, page, at, piece));
    let open = page.set != cm::SET && page.set != pcs::SET;
    let built = tag("details", "mc-built");
    let built = if open { built.attr("open", "") } else { built };
    Some(
        built
            .child(tag("summary", "").text(words::BUILT))
            .child(tag("dl", "").children(rows)),
    )
}

/// A part, what it is called, what it says, and what else may stand there.
fn row(scene: &Scene, page: &Page, at: usize, piece: &Piece) -> Tag {
    let class = match page.set {
        cm::SET if at == 0 => CATEGORY.0,
        cm::SET if at + 1 == page.anatomy.len() && page.code.len() > SEVENTH_AT => SEVENTH.0,
        cm::SET => DETAIL.0,
        pcs::SET => CATEGORY.0,
        _ => CLASSES.get(at % CLASSES.len()).copied().unwrap_or(CATEGORY.0),
    };
    let text = (!piece.text.is_empty()).then(|| span(class).text(&piece.text));
    let term = tag("dt", "")
        .maybe(text)
        .child(span("mc-part-name").text(&piece.name));
    let of_axis = page
        .variants
        .iter()
        .find(|variants| variants.axis == piece.name && page.set == pcs::SET);
    let meaning = tag("dd", "")
        .child(voice(piece.own).text(&piece.meaning))
        .maybe(of_axis.map(|variants| others(scene, variants)));
    div("").child(term).child(meaning)
}

/// A code with its dot is longer than this only with a seventh character.
const SEVENTH_AT: usize = 7;

/// What else a character may be, all others as they are.
fn others(scene: &Scene, variants: &Variants) -> Tag {
    let rows = variants.codes.iter().map(|(value, whole)| {
        let way = button("mc-entry", scene.opening(&whole.address()))
            .attr("data-code", &whole.code)
            .child(span("mc-code").text(&whole.code))
            .child(voice(value.own).text(&value.title));
        tag("li", "").key(&whole.code).child(way)
    });
    tag("details", "mc-variants")
        .child(tag("summary", "").text(&words::variants(variants.codes.len())))
        .child(tag("ul", "mc-rows").children(rows))
}
