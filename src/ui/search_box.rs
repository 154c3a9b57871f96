//! The search box: an editable combobox with a list of its own, after the
//! WAI-ARIA pattern (list autocomplete with manual selection).

use yew::prelude::*;

use super::results::{LIST, option_id};
use super::state::{Action, Step};
use super::{icons, words};

/// The box's id; ids are scoped by the element's shadow root.
const INPUT: &str = "mc-input";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub query: String,
    /// The codes of the drawn options; `None` while no list is shown.
    pub codes: Option<Vec<String>>,
    pub active: Option<usize>,
    pub can_go_back: bool,
    pub can_go_forward: bool,
    /// The entries at which the tree unfolds: the way to the present page.
    pub way: Vec<String>,
    pub input: NodeRef,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn SearchBox(props: &Props) -> Html {
    let dispatch = &props.dispatch;
    let clear = {
        let (dispatch, input) = (dispatch.clone(), props.input.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Type(String::new()));
            super::focus::focus(&input);
        })
    };
    html! {
        <div class="mc-bar" part="bar">
            <div class="mc-over">
                <label class="mc-label" for={INPUT}>{ words::SEARCH }</label>
                { ways(props) }
            </div>
            <div class="mc-search" part="search">
                <span class="mc-glass">{ icons::search() }</span>
                { field(props) }
                if !props.query.is_empty() {
                    <button type="button" class="mc-clear" aria-label={words::CLEAR} title={words::CLEAR} onclick={clear}>
                        { icons::clear() }
                    </button>
                }
            </div>
        </div>
    }
}

/// Back, forward, and the way to the tree.
fn ways(props: &Props) -> Html {
    let dispatch = &props.dispatch;
    let button = |word: &'static str, icon: Html, enabled: bool, action: Action| {
        let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
        html! {
            // Not `disabled`: that would take the focus away from a reader who
            // goes back step by step.
            <button type="button" class="mc-tool" aria-disabled={(!enabled).to_string()} {onclick} aria-label={word} title={word}>{ icon }</button>
        }
    };
    let way = props.way.clone();
    let browse = dispatch.reform(move |_: MouseEvent| Action::Browse(way.clone()));
    html! {
        <div class="mc-ways">
            { button(words::BACK, icons::back(), props.can_go_back, Action::Back) }
            { button(words::FORWARD, icons::forward(), props.can_go_forward, Action::Forward) }
            <button type="button" class="mc-tool mc-browse" onclick={browse}>
                { icons::browse() }
                <span>{ words::BROWSE }</span>
            </button>
        </div>
    }
}

fn field(props: &Props) -> Html {
    let dispatch = &props.dispatch;
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = typed(&event) {
                dispatch.emit(Action::Type(text));
            }
        })
    };
    let codes = props.codes.clone().unwrap_or_default();
    let open = !codes.is_empty();
    let active = props.active.filter(|&at| at < codes.len());
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| key(&event, &dispatch, &codes, active))
    };
    html! {
        <input
            ref={props.input.clone()}
            id={INPUT}
            class="mc-input"
            part="input"
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={open.to_string()}
            aria-controls={open.then_some(LIST)}
            aria-activedescendant={active.map(option_id)}
            autocomplete="off"
            autocapitalize="none"
            autocorrect="off"
            spellcheck="false"
            enterkeyhint="search"
            placeholder={words::PLACEHOLDER}
            value={props.query.clone()}
            {oninput}
            {onkeydown}
        />
    }
}

/// The text of the box. The event's target is read here, while the event is
/// handled: afterwards it is the element that the host sees.
fn typed(event: &InputEvent) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return event
        .target_dyn_into::<web_sys::HtmlInputElement>()
        .map(|input| input.value());
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        None
    }
}

fn key(event: &KeyboardEvent, dispatch: &Callback<Action>, codes: &[String], active: Option<usize>) {
    // While an input method composes a character, its keys are its own.
    if event.is_composing() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let step = |step| Some(Action::Move(step, codes.len()));
    let chosen = active.unwrap_or(0);
    let action = match event.key().as_str() {
        "ArrowDown" | "ArrowUp" if event.alt_key() => None,
        // Over a page, the list of what was typed is one key away.
        "ArrowDown" | "Enter" if codes.is_empty() => Some(Action::Results),
        "ArrowDown" => step(Step::Down),
        "ArrowUp" => step(Step::Up),
        "PageDown" => step(Step::PageDown),
        "PageUp" => step(Step::PageUp),
        "Enter" => codes
            .get(chosen)
            .cloned()
            .map(|code| Action::Choose(chosen, code)),
        "Escape" => Some(Action::Escape),
        // Home, End and the rest move within the text.
        _ => return,
    };
    if let Some(action) = action {
        event.prevent_default();
        dispatch.emit(action);
    }
}
