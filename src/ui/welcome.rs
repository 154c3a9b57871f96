//! Before the first key: what can be typed, and the chapters. And what is said
//! when the host asks for a code that is not known.

use super::browse::tree;
use super::kept::kept;
use super::results::coming;
use super::scene::Scene;
use super::state::{Action, ROOT};
use super::tag::{Tag, button, div, p, span, tag};
use super::words;
use crate::engine::Options;

/// What is shown while nothing is typed.
pub fn welcome(scene: &Scene) -> Tag {
    div("mc-welcome")
        .key("welcome")
        .child(scene.heading(0, "mc-question").text(words::WELCOME))
        .child(p("mc-own").text(words::WELCOME_TEXT))
        .child(examples(scene))
        .child(scene.heading(1, "mc-section").text(words::CHAPTERS))
        .child(tree(scene, ROOT))
        .maybe(others(scene))
        .child(kept(scene))
}

/// The other sets, each a way to its page.
fn others(scene: &Scene) -> Option<Tag> {
    let others = scene.book.abouts().into_iter().filter(|about| about.name != ROOT);
    let links: Vec<Tag> = others
        .map(|about| {
            let open = button("mc-button", scene.opening(&about.name)).attr("data-code", &about.name);
            tag("li", "").child(open.text(words::set(&about.set)))
        })
        .collect();
    (!links.is_empty()).then(|| {
        div("mc-others")
            .child(scene.heading(1, "mc-section").text(words::OTHER_SETS))
            .child(tag("ul", "").children(links))
    })
}

/// Instead of the page of a code that is not known.
pub fn unknown(scene: &Scene, code: &str) -> Tag {
    let title = scene
        .heading(0, "mc-empty-title")
        .text(words::UNKNOWN)
        .text(": ")
        .child(span("mc-typed").text(code));
    // Of a code that is not there, its family may be.
    let near = scene.book.search(
        code,
        &Options {
            limit: 1,
            ..Options::default()
        },
    );
    let search = (!near.results.is_empty()).then(|| {
        let press = scene.press_and_go(Action::Type(code.into()));
        p("mc-nearest").child(
            button("mc-button", press)
                .text(words::UNKNOWN_SEARCH)
                .text(" ")
                .text(code),
        )
    });
    div("mc-empty")
        .key("unknown")
        .attr("tabindex", "-1")
        .found_by(&scene.nodes.top)
        .child(title)
        .maybe(coming(scene))
        .child(p("mc-own").text(words::UNKNOWN_HELP))
        .maybe(search)
        .child(examples(scene))
}

/// Queries to try, each a button.
pub fn examples(scene: &Scene) -> Tag {
    let example = |query: &&str| {
        let press = scene.press_and_go(Action::Type((*query).into()));
        tag("li", "").child(button("mc-button mc-example", press).text(query))
    };
    div("mc-try")
        .child(span("").attr("id", "mc-examples").text(words::EXAMPLES))
        .child(
            tag("ul", "")
                .attr("aria-labelledby", "mc-examples")
                .children(words::EXAMPLE_QUERIES.iter().map(example)),
        )
}
