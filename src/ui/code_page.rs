//! The page of a code: what it is, whether it can be billed, where it stands,
//! what is below it, and every note that applies.

use yew::prelude::*;

use super::marked::code_link;
use super::notes::Notes;
use super::{BookHandle, Event, NotesState, browse::Tree, words};
use crate::engine::Level;
use crate::explain::{Link, Page};

/// So many entries below a code are drawn at once; the rest on demand.
const DRAWN: usize = 40;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub page: Page,
    pub book: BookHandle,
    pub notes: NotesState,
    pub top: u8,
    /// Takes the focus when the reader comes here.
    pub focus: NodeRef,
    pub open: Callback<String>,
    pub on_event: Callback<Event>,
}

#[component]
pub fn CodePage(props: &Props) -> Html {
    let page = &props.page;
    let heading = matches!(page.level, Level::Set | Level::Chapter | Level::Block);
    html! {
        <article class="mc-page" part="page" aria-labelledby="mc-page-title">
            if !page.path.is_empty() { { path(page, &props.open) } }
            <header class="mc-head" ref={props.focus.clone()} tabindex="-1" id="mc-page-title">
                { super::heading(props.top, 0, "mc-page-title", html! {
                    <>
                        if page.level != Level::Set { <span class="mc-hero" part="code">{ anatomy(page) }</span> }
                        <span class="mc-page-name" part="title" lang="en">{ page.title.clone() }</span>
                    </>
                }) }
            </header>
            <div class="mc-facts">
                <p class={classes!("mc-billing", if page.billable { "mc-yes" } else { "mc-no" })}>
                    <span class="mc-sign" aria-hidden="true">{ if page.billable { "✓" } else { "–" } }</span>
                    { words::billing(page.billable, page.needs_seventh, page.level, page.children.len()) }
                </p>
                if !heading { <Copy code={page.code.clone()} on_event={props.on_event.clone()} /> }
            </div>
            if page.level == Level::Set {
                <Tree book={props.book.clone()} root={page.code.clone()} open={props.open.clone()} />
            } else if !page.children.is_empty() {
                <Children page={page.clone()} top={props.top} open={props.open.clone()} />
            }
            <Notes page={page.clone()} state={props.notes.clone()} top={props.top} open={props.open.clone()} on_event={props.on_event.clone()} />
            { beside(page, &props.open) }
        </article>
    }
}

/// The marker of an entry: a sign and a word, so that colour is not needed.
pub fn badge(billable: bool, level: Level) -> Html {
    if billable {
        html! { <span class="mc-badge mc-yes"><span aria-hidden="true">{ "✓ " }</span>{ words::BILLABLE }</span> }
    } else {
        html! { <span class="mc-badge mc-no">{ words::not_billable(level) }</span> }
    }
}

fn path(page: &Page, open: &Callback<String>) -> Html {
    html! {
        <nav class="mc-path" aria-label={words::PATH}>
            <ol>
                { for page.path.iter().map(|link| html! {
                    <li>
                        { code_link(link.code.clone(), link.code.clone(), open) }
                        if link.level != Level::Set { <span class="mc-path-title" lang="en">{ link.title.clone() }</span> }
                    </li>
                }) }
            </ol>
        </nav>
    }
}

/// The code in its parts: category, what follows the dot, seventh character.
/// Each part is underlined and named, so that colour is not needed.
fn anatomy(page: &Page) -> Html {
    let code = page.code.as_str();
    if matches!(page.level, Level::Chapter | Level::Block) {
        return html! { { code.to_owned() } };
    }
    let (category, rest) = code.split_once('.').unwrap_or((code, ""));
    let (detail, seventh) = rest.split_at_checked(3).unwrap_or((rest, ""));
    let part = |text: &str, class: &'static str, name: &'static str| {
        html! { <span class={classes!("mc-part", class)} title={name}>{ text.to_owned() }</span> }
    };
    html! {
        <>
            { part(category, "mc-part-1", "category") }
            if !rest.is_empty() {
                <span class="mc-dot">{ "." }</span>
                { part(detail, "mc-part-2", "cause, place, detail") }
            }
            if !seventh.is_empty() { { part(seventh, "mc-part-3", "seventh character") } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CopyProps {
    code: String,
    on_event: Callback<Event>,
}

#[component]
fn Copy(props: &CopyProps) -> Html {
    let copied = use_state(String::new);
    let onclick = {
        let (copied, code, on_event) = (copied.clone(), props.code.clone(), props.on_event.clone());
        Callback::from(move |_: MouseEvent| {
            on_event.emit(Event::Copy(code.clone()));
            copied.set(code.clone());
        })
    };
    let label = if *copied == props.code {
        words::COPIED
    } else {
        words::COPY
    };
    html! { <button type="button" class="mc-button mc-copy" {onclick} aria-live="polite">{ label }</button> }
}

#[derive(Properties, PartialEq)]
struct ChildrenProps {
    page: Page,
    top: u8,
    open: Callback<String>,
}

#[component]
fn Children(props: &ChildrenProps) -> Html {
    let all = use_state(|| false);
    let page = &props.page;
    let drawn = if *all { page.children.len() } else { DRAWN };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let title = if page.needs_seventh {
        words::WITH_SEVENTH
    } else {
        words::BELOW
    };
    html! {
        <section class="mc-children">
            { super::heading(props.top, 1, "mc-section", html! { { title } }) }
            <ul>{ for page.children.iter().take(drawn).map(|link| child(link, &props.open)) }</ul>
            if drawn < page.children.len() {
                <button type="button" class="mc-button mc-more" onclick={show_all}>
                    { format!("Show all {}", page.children.len()) }
                </button>
            }
        </section>
    }
}

fn child(link: &Link, open: &Callback<String>) -> Html {
    let onclick = {
        let code = link.code.clone();
        open.reform(move |_: MouseEvent| code.clone())
    };
    html! {
        <li key={link.code.clone()}>
            <button type="button" class="mc-entry" {onclick}>
                <span class="mc-code">{ link.code.clone() }</span>
                <span class="mc-title" lang="en">{ link.title.clone() }</span>
                { badge(link.billable, link.level) }
            </button>
        </li>
    }
}

/// The entries before and after at the same level.
fn beside(page: &Page, open: &Callback<String>) -> Html {
    let way = |link: &Option<Link>, class: &'static str, before: &'static str, after: &'static str| match link
    {
        Some(link) => {
            let onclick = {
                let code = link.code.clone();
                open.reform(move |_: MouseEvent| code.clone())
            };
            html! {
                <button type="button" class={classes!("mc-button", class)} {onclick} title={link.title.clone()}>
                    { before }{ link.code.clone() }{ after }
                </button>
            }
        }
        None => html! { <span></span> },
    };
    html! {
        <nav class="mc-beside" aria-label="Neighbours">
            { way(&page.previous, "mc-previous", "← ", "") }
            { way(&page.next, "mc-next", "", " →") }
        </nav>
    }
}
