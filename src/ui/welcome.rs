//! Before the first key: what can be typed, and the chapters.

use yew::prelude::*;

use super::browse::{Folding, Tree};
use super::focus::focus;
use super::state::{Action, ROOT};
use super::{BookHandle, words};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub book: BookHandle,
    pub top: u8,
    pub folding: Folding,
    /// The search box.
    pub input: NodeRef,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Welcome(props: &Props) -> Html {
    html! {
        <div class="mc-welcome">
            { super::heading(props.top, 0, "mc-question", html! { { words::WELCOME } }) }
            <p class="mc-own">{ words::WELCOME_TEXT }</p>
            { examples(&props.input, &props.dispatch) }
            { super::heading(props.top, 1, "mc-section", html! { { words::CHAPTERS } }) }
            <Tree
                root={ROOT}
                book={props.book.clone()}
                folding={props.folding.clone()}
                open={props.dispatch.reform(Action::Open)}
            />
        </div>
    }
}

/// Queries to try, each a button. It goes when it was pressed, so a reader who
/// pressed it by key is brought to the search box; a finger is not, because that
/// would bring up the keyboard.
pub fn examples(input: &NodeRef, dispatch: &Callback<Action>) -> Html {
    let example = |query: &'static str| {
        let (input, dispatch) = (input.clone(), dispatch.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            if event.detail() == 0 {
                focus(&input);
            }
            dispatch.emit(Action::Type(query.into()));
        });
        html! { <li><button type="button" class="mc-button mc-example" {onclick}>{ query }</button></li> }
    };
    html! {
        <div class="mc-try">
            <span id="mc-examples">{ words::EXAMPLES }</span>
            <ul aria-labelledby="mc-examples">{ for words::EXAMPLE_QUERIES.iter().map(|query| example(query)) }</ul>
        </div>
    }
}
