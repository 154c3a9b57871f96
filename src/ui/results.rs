//! The results: the list of the search box.

use yew::prelude::*;

use super::entry::marker;
use super::focus::reveal;
use super::marked::marked;
use super::state::Action;
use super::welcome::examples;
use super::words;
use crate::engine::{Answer, Hit, ReasonKind};

/// The list's id; ids are scoped by the element's shadow root.
pub const LIST: &str = "mc-list";

/// The id of an option.
pub fn option_id(at: usize) -> String {
    format!("mc-option-{at}")
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub answer: Answer,
    pub active: Option<usize>,
    pub top: u8,
    /// The search box.
    pub input: NodeRef,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Results(props: &Props) -> Html {
    let answer = &props.answer;
    if answer.results.is_empty() {
        return nothing(props);
    }
    let more = props.dispatch.reform(|_: MouseEvent| Action::More);
    let drawn = answer.results.len();
    html! {
        <div class="mc-results">
            // The live region says the same.
            <p class="mc-count" aria-hidden="true">{ words::count(answer.total) }</p>
            { said(answer) }
            <ul id={LIST} class="mc-list" part="list" role="listbox" aria-label={words::RESULTS}>
                { for answer.results.iter().enumerate().map(|(at, hit)| html! {
                    <Row key={format!("{}/{}", hit.set, hit.code)} {at} hit={hit.clone()} active={props.active == Some(at)} dispatch={props.dispatch.clone()} />
                }) }
            </ul>
            if drawn < answer.total {
                <div class="mc-rest">
                    <button type="button" class="mc-button mc-more" onclick={more}>{ words::MORE }</button>
                    <span>{ words::drawn(drawn, answer.total) }</span>
                </div>
            }
        </div>
    }
}

/// What of the query was understood otherwise than typed, or not at all.
fn said(answer: &Answer) -> Html {
    let corrections = answer.corrections.iter().map(|correction| {
        html! {
            <p class="mc-said mc-corrected">
                { words::SHOWING }{ " " }<strong>{ correction.used.clone() }</strong>
                { " (" }{ words::TYPED }{ " " }<span class="mc-typed">{ correction.typed.clone() }</span>{ ")" }
            </p>
        }
    });
    let unmatched = (!answer.unmatched.is_empty()).then(|| {
        html! {
            <p class="mc-said mc-unmatched">{ words::UNMATCHED }{ " " }<strong>{ answer.unmatched.join(", ") }</strong></p>
        }
    });
    corrections.chain(unmatched).collect()
}

/// Never an empty list: what may help, and what to try.
fn nothing(props: &Props) -> Html {
    let title = html! {
        <>{ words::NOTHING_FOR }{ " “" }<span class="mc-typed">{ props.answer.query.trim().to_owned() }</span>{ "”" }</>
    };
    html! {
        <div class="mc-empty">
            { super::heading(props.top, 0, "mc-empty-title", title) }
            <ul class="mc-own mc-hints">{ for words::NOTHING_HELP.iter().map(|help| html! { <li>{ *help }</li> }) }</ul>
            { examples(&props.input, &props.dispatch) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    at: usize,
    hit: Hit,
    active: bool,
    dispatch: Callback<Action>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let hit = &props.hit;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.active, move |&active| {
            if active {
                reveal(&node);
            }
        });
    }
    let onclick = {
        let (dispatch, at, code) = (props.dispatch.clone(), props.at, hit.code.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Choose(at, code.clone())))
    };
    // The focus stays in the box, as the pattern asks.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <li
            ref={node}
            id={option_id(props.at)}
            class={classes!("mc-option", props.active.then_some("mc-active"))}
            part={if props.active { "option active" } else { "option" }}
            role="option"
            data-code={hit.code.clone()}
            aria-selected={props.active.to_string()}
            {onclick}
            {onmousedown}
        >
            <span class="mc-code" part="code">{ marked(&hit.code, &hit.code_marks) }</span>
            <span class="mc-title" part="title">
                <span lang="en">{ marked(&hit.title, &hit.marks) }</span>
                if hit.reason.kind == ReasonKind::InclusionTerm {
                    <span class="mc-reason">
                        <span class="mc-reason-word">{ words::INCLUSION_TERM }{ ": " }</span>
                        <span lang="en">{ marked(&hit.reason.text, &hit.reason.marks) }</span>
                    </span>
                }
            </span>
            { marker(hit.billable, hit.level) }
        </li>
    }
}
