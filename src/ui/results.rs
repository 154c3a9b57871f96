//! The results: the list of the search box.

use yew::prelude::*;

use super::focus::reveal;
use super::marked::marked;
use super::state::Action;
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
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Results(props: &Props) -> Html {
    let answer = &props.answer;
    if answer.results.is_empty() {
        return nothing(props.top, answer);
    }
    let more = props.dispatch.reform(|_: MouseEvent| Action::More);
    html! {
        <>
            { said(answer) }
            <p class="mc-count" aria-hidden="true">{ words::count(answer.total) }</p>
            <ul id={LIST} class="mc-list" part="list" role="listbox" aria-label={words::RESULTS}>
                { for answer.results.iter().enumerate().map(|(at, hit)| html! {
                    <Row key={hit.code.clone()} {at} hit={hit.clone()} active={props.active == Some(at)} dispatch={props.dispatch.clone()} />
                }) }
            </ul>
            if answer.results.len() < answer.total {
                <button type="button" class="mc-button mc-more" onclick={more}>{ words::MORE }</button>
            }
        </>
    }
}

/// What of the query was understood otherwise than typed, or not at all.
fn said(answer: &Answer) -> Html {
    let corrections = answer.corrections.iter().map(|correction| {
        html! {
            <p class="mc-said">
                { words::SHOWING }{ " " }<strong>{ correction.used.clone() }</strong>
                { " " }{ words::INSTEAD }{ " " }<span>{ correction.typed.clone() }</span>
            </p>
        }
    });
    let unmatched = (!answer.unmatched.is_empty()).then(|| {
        html! {
            <p class="mc-said">{ words::UNMATCHED }{ " " }<span>{ answer.unmatched.join(", ") }</span></p>
        }
    });
    corrections.chain(unmatched).collect()
}

fn nothing(top: u8, answer: &Answer) -> Html {
    html! {
        <div class="mc-empty">
            { super::heading(top, 0, "mc-empty-title", html! { <>{ words::NOTHING }{ ": " }<span>{ answer.query.clone() }</span></> }) }
            <ul>{ for words::NOTHING_HELP.iter().map(|help| html! { <li>{ *help }</li> }) }</ul>
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
        let (dispatch, code) = (props.dispatch.clone(), hit.code.clone());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Open(code.clone())))
    };
    // The focus stays in the box, as the pattern asks.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <li
            ref={node}
            id={option_id(props.at)}
            class={classes!("mc-option", props.active.then_some("mc-active"))}
            part="option"
            role="option"
            aria-selected={props.active.to_string()}
            {onclick}
            {onmousedown}
        >
            <span class="mc-code" part="code">{ marked(&hit.code, &hit.code_marks) }</span>
            <span class="mc-what">
                <span class="mc-title" lang="en">{ marked(&hit.title, &hit.marks) }</span>
                if hit.reason.kind == ReasonKind::InclusionTerm {
                    <span class="mc-reason">
                        { words::INCLUSION_TERM }{ ": " }<span lang="en">{ marked(&hit.reason.text, &hit.reason.marks) }</span>
                    </span>
                }
            </span>
            { super::code_page::badge(hit.billable, hit.level) }
        </li>
    }
}
