//! The notes of a page: its own, then those of each level above.

use yew::prelude::*;

use super::entry::{official, opening};
use super::note_group::Group;
use super::{Event, NotesState, words};
use crate::engine::Level;
use crate::explain::{Link, NoteGroup, Page};
use crate::format::notes::Kind;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub page: Page,
    pub state: NotesState,
    pub top: u8,
    pub open: Callback<String>,
    pub on_event: Callback<Event>,
}

#[component]
pub fn Notes(props: &Props) -> Html {
    let page = &props.page;
    let none = page.complete && page.groups.is_empty();
    html! {
        <div class="mc-notes" part="notes">
            { for levels(&page.groups).map(|(from, groups)| level(props, from, groups)) }
            if !page.complete { { missing(props) } }
            if none { <p class="mc-own mc-none">{ words::NO_NOTES }</p> }
        </div>
    }
}

/// Notes that are not here yet, or could not be had. Their space is kept.
fn missing(props: &Props) -> Html {
    match &props.state {
        NotesState::Failed(why) => {
            let retry = props.on_event.reform(|_: MouseEvent| Event::RetryNotes);
            html! {
                <div class="mc-alert" role="alert">
                    <p><strong>{ words::NOTES_FAILED }</strong>{ " " }{ words::NOTES_FAILED_HELP }</p>
                    <p class="mc-why">{ why.clone() }</p>
                    <button type="button" class="mc-button" onclick={retry}>{ words::RETRY }</button>
                </div>
            }
        }
        _ => html! {
            <div class="mc-waiting">
                <p role="status">{ words::NOTES_LOADING }</p>
                <span class="mc-blank"></span><span class="mc-blank"></span><span class="mc-blank"></span>
            </div>
        },
    }
}

/// The groups of each level together.
fn levels(groups: &[NoteGroup]) -> impl Iterator<Item = (Option<&Link>, &[NoteGroup])> {
    groups
        .chunk_by(|a, b| a.from == b.from)
        .map(|groups| (groups.first().and_then(|group| group.from.as_ref()), groups))
}

fn level(props: &Props, from: Option<&Link>, groups: &[NoteGroup]) -> Html {
    let page = &props.page;
    let title = match from {
        Some(link) => html! {
            <>
                <span class="mc-from-word">{ words::FROM }{ " " }</span>
                <button type="button" class="mc-link mc-code" data-code={link.code.clone()} onclick={opening(&link.code, &props.open)}>{ link.code.clone() }</button>
                { " " }
                <span class="mc-from-title">{ official(&link.title) }</span>
            </>
        },
        None => html! { { words::own_notes(page.level == Level::Set, &page.code) } },
    };
    // The book's introduction brings headings of its own.
    let titled = !groups.iter().any(|group| group.kind == Kind::Introduction);
    html! {
        <section class={classes!("mc-level", from.is_some().then_some("mc-inherited"))}>
            if titled { { super::heading(props.top, 1, "mc-section mc-from", title) } }
            { for groups.iter().enumerate().map(|(at, group)| html! {
                <Group
                    key={format!("{} {at}", page.code)}
                    group={group.clone()}
                    seventh={seventh(page)}
                    top={props.top}
                    open={props.open.clone()}
                />
            }) }
        </section>
    }
}

/// The seventh character of the page's code, if it has one.
fn seventh(page: &Page) -> Option<String> {
    let after = page.code.split_once('.')?.1;
    after
        .get(3..)
        .filter(|seventh| !seventh.is_empty())
        .map(str::to_owned)
}
