//! The notes of one kind: the kind's name in the hanging column, on demand what
//! it means, and the official texts.

use yew::prelude::*;

use super::marked::linked;
use super::{impairment, words};
use crate::explain::{Note, NoteGroup};
use crate::format::notes::Kind;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub group: NoteGroup,
    /// The seventh character of the page's code.
    pub seventh: Option<String>,
    pub top: u8,
    pub open: Callback<String>,
}

#[component]
pub fn Group(props: &Props) -> Html {
    let explained = use_state(|| false);
    let kind = props.group.kind;
    let name = words::kind(kind);
    let content = match kind {
        Kind::Introduction => return introduction(props),
        Kind::VisualImpairment => impairment::table(&props.group.notes),
        Kind::SeventhCharacter => seventh_characters(props),
        _ => html! {
            <ul class="mc-note-list" lang="en">
                { for props.group.notes.iter().map(|note| html! { <li>{ text(note, &props.open) }</li> }) }
            </ul>
        },
    };
    let toggle = {
        let explained = explained.clone();
        Callback::from(move |_: MouseEvent| explained.set(!*explained))
    };
    html! {
        <section class={classes!("mc-group", class(kind))}>
            <div class="mc-kind">
                { super::heading(props.top, 2, "mc-kind-name", html! { { name } }) }
                if let Some(gloss) = words::gloss(kind) { <p class="mc-gloss" lang="en">{ gloss }</p> }
                <button type="button" class="mc-what-is" aria-expanded={explained.to_string()} aria-label={words::what_is(name)} title={words::what_is(name)} onclick={toggle}>
                    <span aria-hidden="true">{ "?" }</span>
                </button>
            </div>
            <div class="mc-body">
                if *explained {
                    <p class="mc-own mc-meaning"><span class="mc-voice">{ words::OWN_WORDS }</span>{ " " }{ words::meaning(kind) }</p>
                }
                { content }
            </div>
        </section>
    }
}

/// Which line a kind's notes are set beside.
fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Excludes1 => "mc-excludes1",
        Kind::Excludes2 => "mc-excludes2",
        Kind::CodeFirst | Kind::UseAdditionalCode | Kind::CodeAlso => "mc-sequence",
        _ => "mc-plain",
    }
}

fn text(note: &Note, open: &Callback<String>) -> Html {
    linked(&note.text, &note.references, open)
}

/// The seventh characters with their meanings; that of the page's code is marked.
/// A note whose label is blank adds to the one before.
fn seventh_characters(props: &Props) -> Html {
    let rows = props
        .group
        .notes
        .chunk_by(|_, next| next.label.trim().is_empty())
        .map(|notes| {
            let label = notes
                .first()
                .map(|note| note.label.trim().to_owned())
                .unwrap_or_default();
            let current = props.seventh.as_ref() == Some(&label);
            html! {
                <div class={classes!("mc-seventh-row", current.then_some("mc-current"))}>
                    <dt>
                        { label }
                        if current { <span class="mc-hidden">{ words::THIS_CODE }</span> }
                    </dt>
                    { for notes.iter().map(|note| html! { <dd lang="en">{ text(note, &props.open) }</dd> }) }
                </div>
            }
        });
    html! { <dl class="mc-seventh">{ for rows }</dl> }
}

/// The book's own explanations: titles and paragraphs.
fn introduction(props: &Props) -> Html {
    html! {
        <div class="mc-intro" lang="en">
            { for props.group.notes.iter().map(|note| {
                let content = text(note, &props.open);
                if note.label == "t" {
                    super::heading(props.top, 1, "mc-intro-title", content)
                } else {
                    html! { <p>{ content }</p> }
                }
            }) }
        </div>
    }
}
