//! Two codes side by side.

use super::check::check;
use super::entry::titled;
use super::marked::{code_link, linked};
use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, div, p, span, tag};
use super::words;
use crate::explain::{Asked, Comparison, Noted, Row};

/// The page of two codes.
pub fn comparison(scene: &Scene, compared: &Comparison) -> Tag {
    let [one, other] = &compared.pages;
    let heading = |at: usize| {
        let page = compared.pages.get(at).unwrap_or(one);
        let way = code_link("mc-link mc-code", scene, &page.link().address()).text(&page.code);
        tag("th", "").attr("scope", "col").child(way)
    };
    let head = tag("tr", "")
        .child(tag("td", ""))
        .child(heading(0))
        .child(heading(1));
    let rows = compared.rows.iter().map(|row| line(compared, row));
    let table = tag("table", "mc-compared")
        .child(tag("thead", "").child(head))
        .child(tag("tbody", "").children(rows));
    let only = compared.only.iter().zip(&compared.pages);
    let only = only.map(|(notes, page)| {
        (!notes.is_empty()).then(|| {
            tag("section", "")
                .child(scene.heading(1, "mc-section").text(&words::only(&page.code)))
                .child(tag("ul", "").children(notes.iter().map(|note| noted(scene, page.set, note))))
        })
    });
    let page = tag("article", "mc-page")
        .attr("part", "page")
        .attr("tabindex", "-1")
        .found_by(&scene.nodes.top)
        .child(
            scene
                .heading(0, "mc-page-heading mc-page-title")
                .text(&words::compared(&compared.pages)),
        )
        .child(div("mc-uses-row").child(
            button("mc-button", scene.press(Action::With(String::new()))).text(&words::only_page(&one.code)),
        ))
        .child(div("mc-table").child(table))
        .maybe((one.set == other.set).then(|| check(scene, &compared.check)))
        .child(p("mc-own").text(&words::shared(compared.shared)));
    only.fold(page, Tag::maybe)
}

fn line(compared: &Comparison, row: &Row) -> Tag {
    let same = row.values.first() == row.values.last();
    let official = |at: usize| match row.asked {
        Asked::Title => compared.pages.get(at).is_some_and(|page| !page.own),
        Asked::Within => true,
        _ => false,
    };
    let cells = row.values.iter().enumerate().map(|(at, value)| {
        let value = match row.asked {
            Asked::Fact(fact) => words::value(fact, value),
            _ => value.clone(),
        };
        let cell = tag("td", if row.asked == Asked::Plain { "mc-own" } else { "" });
        let cell = if official(at) { cell.official() } else { cell };
        cell.text(if value.is_empty() { "–" } else { &value })
    });
    tag("tr", if same { "mc-same-row" } else { "" })
        .child(tag("th", "").attr("scope", "row").text(words::asked(row.asked)))
        .children(cells)
}

/// A note that applies to one of them only.
fn noted(scene: &Scene, set: &str, noted: &Noted) -> Tag {
    let set = if noted.kind.is_own() { "" } else { set };
    tag("li", "mc-mention")
        .child(
            div("")
                .child(span("mc-kind-name").text(noted.kind.name()))
                .text(" ")
                .child(span("mc-from-word").text(words::FROM).text(" "))
                .child(code_link("mc-link mc-code", scene, &noted.from.address()).text(&noted.from.code))
                .text(" ")
                .child(titled(&noted.from)),
        )
        .child(linked(div("mc-mention-note"), scene, set, &noted.note))
}
