//! The notes of a page: its own, then those of each level above.

use yew::prelude::*;

use super::marked::{code_link, linked};
use super::{Event, NotesState, words};
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
    let retry = props.on_event.reform(|_: MouseEvent| Event::RetryNotes);
    let missing = match &props.state {
        _ if props.page.complete => Html::default(),
        NotesState::Failed(why) => html! {
            <div class="mc-alert" role="alert">
                <p>{ words::NOTES_FAILED }{ " " }<span class="mc-why">{ why.clone() }</span></p>
                <button type="button" class="mc-button" onclick={retry}>{ words::RETRY }</button>
            </div>
        },
        _ => html! { <p class="mc-waiting" role="status">{ words::NOTES_LOADING }</p> },
    };
    html! {
        <div class="mc-notes" part="notes">
            { for levels(&props.page.groups).map(|(from, groups)| level(props, from, groups)) }
            { missing }
        </div>
    }
}

/// The groups of each level together.
fn levels(groups: &[NoteGroup]) -> impl Iterator<Item = (Option<&Link>, &[NoteGroup])> {
    groups
        .chunk_by(|a, b| a.from == b.from)
        .map(|groups| (groups.first().and_then(|g| g.from.as_ref()), groups))
}

fn level(props: &Props, from: Option<&Link>, groups: &[NoteGroup]) -> Html {
    let below = u8::from(from.is_some());
    let title = from.map(|link| {
        let content = html! {
            <>
                { words::FROM }{ " " }{ code_link(link.code.clone(), link.code.clone(), &props.open) }
                { " " }<span class="mc-from-title" lang="en">{ link.title.clone() }</span>
            </>
        };
        super::heading(props.top, 1, "mc-from", content)
    });
    html! {
        <section class={classes!("mc-level", from.is_some().then_some("mc-inherited"))}>
            { title.unwrap_or_default() }
            { for groups.iter().map(|group| self::group(props, group, 1 + below)) }
        </section>
    }
}

fn group(props: &Props, group: &NoteGroup, below: u8) -> Html {
    let note = |text: &str, references: &[_]| linked(text, references, &props.open);
    let content = match group.kind {
        Kind::VisualImpairment => visual_impairment(group),
        Kind::SeventhCharacter => html! {
            <dl class="mc-seventh" lang="en">
                { for group.notes.iter().map(|n| html! { <><dt>{ n.label.clone() }</dt><dd>{ note(&n.text, &n.references) }</dd></> }) }
            </dl>
        },
        _ => html! {
            <ul class="mc-note-list" lang="en">
                { for group.notes.iter().map(|n| html! {
                    <li class={classes!((n.label == "t").then_some("mc-note-title"))}>{ note(&n.text, &n.references) }</li>
                }) }
            </ul>
        },
    };
    html! {
        <section class={classes!("mc-group", format!("mc-kind-{}", group.kind as u8))}>
            { super::heading(props.top, below, "mc-kind", html! { { words::kind(group.kind) } }) }
            <p class="mc-own" title={words::OWN_WORDS}>{ words::meaning(group.kind) }</p>
            { content }
        </section>
    }
}

/// The table of visual impairment: each category with its ranges of acuity, as
/// pairs of maximum and minimum.
fn visual_impairment(group: &NoteGroup) -> Html {
    let heading = |label: &str| {
        group
            .notes
            .iter()
            .find(|n| n.label == label)
            .map(|n| n.text.clone())
            .unwrap_or_default()
    };
    let cells: Vec<_> = group
        .notes
        .iter()
        .filter(|n| matches!(n.label.as_str(), "c" | "x" | "m"))
        .collect();
    let rows = cells.chunk_by(|_, next| next.label != "c").map(|row| {
        let of = |label: &'static str| {
            let lines = row
                .iter()
                .filter(move |n| n.label == label)
                .map(|n| html! { <div>{ n.text.clone() }</div> });
            lines.collect::<Html>()
        };
        html! { <tr><th scope="row">{ of("c") }</th><td>{ of("x") }</td><td>{ of("m") }</td></tr> }
    });
    html! {
        <div class="mc-table" lang="en">
            <table>
                <caption>{ heading("R") }</caption>
                <thead><tr><th scope="col">{ heading("C") }</th><th scope="col">{ heading("X") }</th><th scope="col">{ heading("M") }</th></tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
