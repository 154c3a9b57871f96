//! The button that copies a code. The clipboard is the page's, so it is asked for.

use yew::prelude::*;

use super::{Event, icons, words};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub code: String,
    pub on_event: Callback<Event>,
}

#[component]
pub fn Copy(props: &Props) -> Html {
    let copied = use_state(|| false);
    let onclick = {
        let (copied, code, on_event) = (copied.clone(), props.code.clone(), props.on_event.clone());
        Callback::from(move |_: MouseEvent| {
            on_event.emit(Event::Copy(code.clone()));
            copied.set(true);
        })
    };
    html! {
        <div class="mc-copy">
            <button type="button" class="mc-button" aria-label={words::copy(&props.code)} {onclick}>
                { icons::copy() }
                <span>{ if *copied { words::COPIED } else { words::COPY } }</span>
            </button>
            <span class="mc-hidden" role="status">{ if *copied { words::COPIED } else { "" } }</span>
        </div>
    }
}
