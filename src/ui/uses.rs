//! What a reader does with a code: copy it, link to it, print it, ask for a day of
//! service, set another code beside it.

use yew::prelude::*;

use super::field::typed;
use super::kept::star;
use super::scene::Scene;
use super::state::{Action, Place};
use super::tag::{Tag, button, div, span, tag};
use super::{Event, icons, words};
use crate::explain::{Copy, Page, copy};

/// The forms in which a code is copied besides by itself.
const FORMS: [Copy; 4] = [Copy::Text, Copy::Markdown, Copy::Html, Copy::Csv];

/// The button that copies the code. The clipboard is the host page's, so it is
/// asked for.
pub fn copying(scene: &Scene, page: &Page) -> Tag {
    let copied = scene.state.page.copied;
    let (word, said) = match copied {
        Some(Some(Copy::Code)) => (words::COPIED, words::COPIED),
        Some(_) => (words::COPY, words::COPIED),
        None => (words::COPY, ""),
    };
    div("mc-copy")
        .maybe(star(scene, page))
        .child(
            button("mc-button", press(scene, page, Copy::Code))
                .attr("aria-label", &words::copy(&page.code))
                .child(icons::copy())
                .child(span("").text(word)),
        )
        .child(span("mc-hidden").attr("role", "status").text(said))
}

fn press(scene: &Scene, page: &Page, how: Copy) -> Callback<MouseEvent> {
    let (act, on_event) = (scene.act.clone(), scene.props.on_event.clone());
    let text = copy(page, how);
    Callback::from(move |_| {
        on_event.emit(Event::Copy(text.clone()));
        act.emit(Action::Copied(Some(how)));
    })
}

/// Everything else that can be done with a code.
pub fn uses(scene: &Scene, page: &Page) -> Tag {
    let copied = scene.state.page.copied;
    let named = |how, name| if copied == Some(how) { words::COPIED } else { name };
    let forms = FORMS
        .iter()
        .map(|&how| button("mc-button", press(scene, page, how)).text(named(Some(how), words::form(how))));
    let (act, on_event) = (scene.act.clone(), scene.props.on_event.clone());
    let place = Place {
        date: match &scene.state.place.date {
            date if date.is_empty() => scene.props.today.clone(),
            date => date.clone(),
        },
        edition: page.edition.clone(),
        ..Place::page(crate::code::scheme::full_address(page.set, &page.code))
    };
    let link = Callback::from(move |_| {
        on_event.emit(Event::Link(place.clone()));
        act.emit(Action::Copied(None));
    });
    let on_event = scene.props.on_event.clone();
    let print = Callback::from(move |_| on_event.emit(Event::Print));
    tag("details", "mc-uses")
        .child(tag("summary", "").text(words::USES))
        .child(
            div("mc-uses-row")
                .attr("role", "group")
                .attr("aria-label", words::COPY_AS)
                .child(span("").attr("aria-hidden", "true").text(words::COPY_AS))
                .children(forms)
                .child(
                    button("mc-button", link)
                        .attr("title", words::LINK_HELP)
                        .text(named(None, words::LINK)),
                ),
        )
        .child(
            div("mc-uses-row")
                .child(button("mc-button", print).text(words::PRINT))
                .child(with(scene)),
        )
}

/// The field for a code that is set beside the page's.
fn with(scene: &Scene) -> Tag {
    let act = scene.act.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(code) = typed(&event).filter(|code| !code.trim().is_empty())
        {
            event.prevent_default();
            act.emit(Action::With(code.trim().to_owned()));
        }
    });
    tag("label", "mc-field")
        .child(span("").text(words::COMPARE_WITH))
        .child(
            tag("input", "mc-small-input")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("placeholder", words::COMPARE_EXAMPLE)
                .on_key(on_key),
        )
}

/// The field for the day of service.
pub fn day(scene: &Scene) -> Tag {
    let act = scene.act.clone();
    let on_input = Callback::from(move |event: InputEvent| {
        if let Some(date) = typed(&event) {
            act.emit(Action::Date(date));
        }
    });
    tag("label", "mc-field mc-day")
        .child(span("").text(words::DAY))
        .child(
            tag("input", "mc-small-input")
                .attr("type", "date")
                .value(&scene.state.place.date)
                .on_input(on_input),
        )
}
