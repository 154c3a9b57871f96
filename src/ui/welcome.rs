//! Before the first key: what can be typed, and the chapters.

use yew::prelude::*;

use super::browse::Tree;
use super::state::Action;
use super::{BookHandle, words};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub book: BookHandle,
    pub top: u8,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Welcome(props: &Props) -> Html {
    let example = |query: &'static str| {
        let onclick = props
            .dispatch
            .reform(move |_: MouseEvent| Action::Type(query.into()));
        html! { <li><button type="button" class="mc-button mc-example" {onclick}>{ query }</button></li> }
    };
    html! {
        <div class="mc-welcome">
            { super::heading(props.top, 0, "mc-welcome-title", html! { { words::WELCOME } }) }
            <p class="mc-own">{ words::WELCOME_TEXT }</p>
            <p class="mc-label" id="mc-examples">{ words::EXAMPLES }</p>
            <ul class="mc-examples" aria-labelledby="mc-examples">
                { for words::EXAMPLE_QUERIES.iter().map(|query| example(query)) }
            </ul>
            { super::heading(props.top, 0, "mc-section", html! { { words::CHAPTERS } }) }
            <Tree book={props.book.clone()} root="ICD-10-CM" open={props.dispatch.reform(Action::Open)} />
        </div>
    }
}
