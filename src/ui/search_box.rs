//! The search box: an editable combobox with a list of its own, after the
//! WAI-ARIA pattern (list autocomplete with manual selection).

use yew::prelude::*;

use super::field::typed;
use super::focus::focus;
use super::results::{LIST, option_id};
use super::scene::Scene;
use super::state::{Action, Step};
use super::tag::{Tag, button, div, span, tag};
use super::view::View;
use super::{icons, words};
use crate::engine::Hit;

/// The box's id; ids are scoped by the element's shadow root.
const INPUT: &str = "mc-input";

/// The search box over what is shown.
pub fn search_box(scene: &Scene, view: &View) -> Tag {
    let label = tag("label", "mc-label")
        .attr("for", INPUT)
        .text(words::SEARCH)
        .child(span("mc-label-more").text(words::SEARCH_MORE));
    let search = div("mc-search")
        .attr("part", "search")
        .child(span("mc-glass").child(icons::search()))
        .child(field(scene, view.hits()))
        .maybe((!scene.state.place.query.is_empty()).then(|| clear(scene)));
    div("mc-bar")
        .attr("part", "bar")
        .child(div("mc-over").child(label).child(ways(scene, view)))
        .child(search)
}

fn clear(scene: &Scene) -> Tag {
    let (act, input) = (scene.act.clone(), scene.nodes.input.clone());
    let press = Callback::from(move |_| {
        act.emit(Action::Type(String::new()));
        focus(&input);
    });
    button("mc-clear", press)
        .attr("aria-label", words::CLEAR)
        .attr("title", words::CLEAR)
        .child(icons::clear())
}

/// Back, forward, and the way to the tree.
fn ways(scene: &Scene, view: &View) -> Tag {
    let way = |word, icon: Tag, enabled: bool, action| {
        // Not `disabled`: that would take the focus away from a reader who
        // goes back step by step.
        button("mc-tool", scene.press(action))
            .flag("aria-disabled", !enabled)
            .attr("aria-label", word)
            .attr("title", word)
            .child(icon)
    };
    let (back, forward) = (!scene.state.back.is_empty(), !scene.state.forward.is_empty());
    div("mc-ways")
        .child(way(words::BACK, icons::back(), back, Action::Back))
        .child(way(words::FORWARD, icons::forward(), forward, Action::Forward))
        .child(
            button("mc-tool mc-browse", scene.press(Action::Browse(view.way())))
                .child(icons::browse())
                .child(span("").text(words::BROWSE)),
        )
}

fn field(scene: &Scene, hits: &[Hit]) -> Tag {
    let act = scene.act.clone();
    let on_input = Callback::from(move |event: InputEvent| {
        if let Some(text) = typed(&event) {
            act.emit(Action::Type(text));
        }
    });
    let count = hits.len();
    let active = scene.state.active.filter(|&at| at < count);
    let act = scene.act.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| key(&event, &act, count));
    let field = tag("input", "mc-input")
        .found_by(&scene.nodes.input)
        .attr("id", INPUT)
        .attr("part", "input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .flag("aria-expanded", count > 0)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("placeholder", words::PLACEHOLDER)
        .value(&scene.state.place.query)
        .on_input(on_input)
        .on_key(on_key);
    let field = if count > 0 {
        field.attr("aria-controls", LIST)
    } else {
        field
    };
    match active {
        Some(at) => field.attr("aria-activedescendant", &option_id(at)),
        None => field,
    }
}

/// A key in the box over so many options.
fn key(event: &KeyboardEvent, act: &Callback<Action>, count: usize) {
    // While an input method composes a character, its keys are its own.
    if event.is_composing() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let step = |step| Some(Action::Move(step, count));
    let action = match event.key().as_str() {
        "ArrowDown" | "ArrowUp" if event.alt_key() => None,
        // Over a page, the list of what was typed is one key away.
        "ArrowDown" if count == 0 => Some(Action::Results),
        "ArrowDown" => step(Step::Down),
        "ArrowUp" => step(Step::Up),
        "PageDown" => step(Step::PageDown),
        "PageUp" => step(Step::PageUp),
        "Enter" => Some(Action::Enter),
        "Escape" => Some(Action::Escape),
        // Home, End and the rest move within the text.
        _ => return,
    };
    if let Some(action) = action {
        event.prevent_default();
        act.emit(action);
    }
}
