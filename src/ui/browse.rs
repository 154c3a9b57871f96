//! The tree of chapters, blocks, categories and codes: nested lists whose
//! branches unfold in place. What is unfolded is part of the state, so that a
//! reader finds it again after looking at a code.

use yew::prelude::*;

use super::entry::{self, code, marker};
use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, div, span, tag};
use super::{icons, words};
use crate::engine::Level;
use crate::explain::{Link, below};

/// The entries below one, as a list.
pub fn tree(scene: &Scene, root: &str) -> Tag {
    let list = tag("ul", "mc-tree");
    match below(scene.book, root) {
        Some((root, below)) => list.children(below.iter().map(|link| branch(scene, link, &root.title))),
        None => list,
    }
}

/// One entry: what can be unfolded is, by its whole row; a code opens.
fn branch(scene: &Scene, link: &Link, above: &str) -> Tag {
    let item = tag("li", "mc-branch").key(&link.code);
    let title = span("mc-title").child(entry::below(link, above));
    let mark = |button: Tag| {
        if scene.state.sought.as_ref() == Some(&link.address()) {
            button.attr("aria-current", "true").found_by(&scene.nodes.found)
        } else {
            button
        }
    };
    let open = scene.opening(&link.address());
    if link.level == Level::Code {
        let leaf = button("mc-twig mc-leaf", open)
            .attr("data-code", &link.code)
            .child(code(link))
            .child(title)
            .child(marker(link.set, link.billable, link.level));
        return item.child(mark(leaf));
    }
    let unfolded = scene.state.unfolded.contains(&link.address());
    let fold = Action::Fold(link.address());
    let twig = button("mc-twig", scene.press(fold.clone()))
        .attr("data-fold", &link.code)
        .flag("aria-expanded", unfolded)
        .on_key(arrows(scene, unfolded, fold))
        .child(span("mc-fold").child(icons::fold()))
        .child(code(link))
        .child(title);
    let page = button("mc-page-of", open)
        .attr("data-code", &link.code)
        .attr("aria-label", &words::page_of(&link.code, &link.title))
        .attr("title", words::PAGE_OF)
        .child(icons::forward());
    item.child(div("mc-fork").child(mark(twig)).child(page))
        .maybe(unfolded.then(|| tree(scene, &link.address())))
}

/// The arrows fold and unfold, as in every tree.
fn arrows(scene: &Scene, unfolded: bool, fold: Action) -> Callback<KeyboardEvent> {
    let act = scene.act.clone();
    let turns = if unfolded { "ArrowLeft" } else { "ArrowRight" };
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == turns {
            event.prevent_default();
            act.emit(fold.clone());
        }
    })
}
