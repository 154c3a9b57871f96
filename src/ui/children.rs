//! What is below a code: narrower codes, or the codes with a seventh character.

use yew::prelude::*;

use super::entry::row;
use super::words;
use crate::explain::Page;

/// So many entries are drawn at once; the rest on demand.
const DRAWN: usize = 50;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub page: Page,
    pub top: u8,
    pub open: Callback<String>,
}

#[component]
pub fn Children(props: &Props) -> Html {
    let all = use_state(|| false);
    let page = &props.page;
    let count = page.children.len();
    let drawn = if *all { count } else { DRAWN };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section class="mc-children">
            { super::heading(props.top, 1, "mc-section", html! { { words::below(page.level, page.needs_seventh) } }) }
            <ul class="mc-rows">
                { for page.children.iter().take(drawn).map(|link| html! {
                    <li key={link.code.clone()}>{ row(link, &page.title, &props.open) }</li>
                }) }
            </ul>
            if drawn < count {
                <button type="button" class="mc-button mc-more" onclick={show_all}>{ words::show_all(count) }</button>
            }
        </section>
    }
}
