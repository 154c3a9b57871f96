//! The search box: an editable combobox with a list of its own, after the
//! WAI-ARIA pattern (list autocomplete with manual selection).

use yew::prelude::*;

use super::results::{LIST, option_id};
use super::state::{Action, Step};
use super::words;

/// The box's id; ids are scoped by the element's shadow root.
const INPUT: &str = "mc-input";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub query: String,
    /// The codes of the drawn options.
    pub codes: Vec<String>,
    pub active: Option<usize>,
    pub can_go_back: bool,
    pub can_go_forward: bool,
    pub input: NodeRef,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn SearchBox(props: &Props) -> Html {
    let dispatch = &props.dispatch;
    let oninput = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = typed(&event) {
                dispatch.emit(Action::Type(text));
            }
        })
    };
    let onkeydown = {
        let (dispatch, codes, active) = (dispatch.clone(), props.codes.clone(), props.active);
        Callback::from(move |event: KeyboardEvent| key(&event, &dispatch, &codes, active))
    };
    let clear = {
        let (dispatch, input) = (dispatch.clone(), props.input.clone());
        Callback::from(move |_| {
            dispatch.emit(Action::Type(String::new()));
            super::focus::focus(&input);
        })
    };
    let button = |label: &'static str,
                  icon: &'static str,
                  class: &'static str,
                  enabled: bool,
                  action: Action| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_| dispatch.emit(action.clone()));
        html! {
            <button type="button" class={classes!("mc-button", class)} disabled={!enabled} {onclick} aria-label={label} title={label}>
                <span aria-hidden="true">{ icon }</span>
            </button>
        }
    };
    let browse = dispatch.reform(|_: MouseEvent| Action::Open("ICD-10-CM".into()));
    let open = !props.codes.is_empty();
    html! {
        <div class="mc-bar" part="bar">
            <label class="mc-label" for={INPUT}>{ words::SEARCH }</label>
            <div class="mc-search" part="search">
                <div class="mc-field">
                    <input
                        ref={props.input.clone()}
                        id={INPUT}
                        class="mc-input"
                        part="input"
                        type="text"
                        role="combobox"
                        aria-autocomplete="list"
                        aria-expanded={open.to_string()}
                        aria-controls={LIST}
                        aria-activedescendant={props.active.map(option_id)}
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        enterkeyhint="search"
                        placeholder={words::PLACEHOLDER}
                        value={props.query.clone()}
                        {oninput}
                        {onkeydown}
                    />
                    if !props.query.is_empty() {
                        <button type="button" class="mc-clear" aria-label={words::CLEAR} title={words::CLEAR} onclick={clear}>
                            <span aria-hidden="true">{ "×" }</span>
                        </button>
                    }
                </div>
                <div class="mc-ways">
                    { button(words::BACK, "←", "mc-back", props.can_go_back, Action::Back) }
                    { button(words::FORWARD, "→", "mc-forward", props.can_go_forward, Action::Forward) }
                    <button type="button" class="mc-button mc-browse" onclick={browse}>{ words::BROWSE }</button>
                </div>
            </div>
        </div>
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
    let action = match event.key().as_str() {
        "ArrowDown" if event.alt_key() => None,
        "ArrowUp" if event.alt_key() => None,
        "ArrowDown" => step(Step::Down),
        "ArrowUp" => step(Step::Up),
        "PageDown" => step(Step::PageDown),
        "PageUp" => step(Step::PageUp),
        "Enter" => codes.get(active.unwrap_or(0)).cloned().map(Action::Open),
        "Escape" => Some(Action::Escape),
        _ => return,
    };
    if let Some(action) = action {
        event.prevent_default();
        dispatch.emit(action);
    }
}
