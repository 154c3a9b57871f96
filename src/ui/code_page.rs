//! The page of a code: what it is, whether it can be billed, where it stands,
//! what is below it, and every note that applies.

use yew::prelude::*;

use super::browse::{Folding, Tree};
use super::children::Children;
use super::copy::Copy;
use super::entry::{official, opening};
use super::notes::Notes;
use super::{BookHandle, Event, NotesState, anatomy, icons, words};
use crate::engine::Level;
use crate::explain::{Link, Page};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub page: Page,
    pub book: BookHandle,
    pub notes: NotesState,
    pub top: u8,
    /// Takes the focus when the reader comes here.
    pub focus: NodeRef,
    pub folding: Folding,
    pub open: Callback<String>,
    pub on_event: Callback<Event>,
}

#[component]
pub fn CodePage(props: &Props) -> Html {
    let page = &props.page;
    if page.level == Level::Set {
        return whole_set(props);
    }
    let is_code = !matches!(page.level, Level::Chapter | Level::Block);
    html! {
        <article class="mc-page" part="page" aria-labelledby="mc-page-title">
            { path(page, &props.open) }
            <div class="mc-head">
                <header ref={props.focus.clone()} tabindex="-1" id="mc-page-title">
                    { super::heading(props.top, 0, "mc-page-heading", html! {
                        <>
                            { anatomy::hero(page) }
                            <span class="mc-page-title" part="title">{ official(&page.title) }</span>
                        </>
                    }) }
                </header>
                if is_code { <Copy key={page.code.clone()} code={page.code.clone()} on_event={props.on_event.clone()} /> }
            </div>
            { billing(page) }
            { anatomy::built(page) }
            if !page.children.is_empty() {
                <Children key={page.code.clone()} page={page.clone()} top={props.top} open={props.open.clone()} />
            }
            <Notes page={page.clone()} state={props.notes.clone()} top={props.top} open={props.open.clone()} on_event={props.on_event.clone()} />
            { beside(page, &props.open) }
        </article>
    }
}

/// The root: the tree of chapters, and the book's own introduction.
fn whole_set(props: &Props) -> Html {
    let page = &props.page;
    html! {
        <article class="mc-page" part="page" aria-labelledby="mc-page-title">
            <div class="mc-head">
                <header ref={props.focus.clone()} tabindex="-1" id="mc-page-title">
                    { super::heading(props.top, 0, "mc-page-heading mc-page-title", html! { { words::browse_all(&page.title) } }) }
                </header>
            </div>
            <p class="mc-own">{ words::BROWSE_HELP }</p>
            <Tree root={page.code.clone()} book={props.book.clone()} folding={props.folding.clone()} open={props.open.clone()} />
            <details class="mc-introduction">
                <summary>{ words::INTRODUCTION }</summary>
                <Notes page={page.clone()} state={props.notes.clone()} top={props.top} open={props.open.clone()} on_event={props.on_event.clone()} />
            </details>
        </article>
    }
}

/// Whether the code can be billed, and if not, what is missing.
fn billing(page: &Page) -> Html {
    let is_code = !matches!(page.level, Level::Set | Level::Chapter | Level::Block);
    let (class, sign) = match (page.billable, is_code) {
        (true, _) => ("mc-yes", icons::complete()),
        (false, true) => ("mc-no", icons::incomplete()),
        (false, false) => ("mc-heading-only", Html::default()),
    };
    let (short, long) = words::billing(page.billable, page.needs_seventh, page.level, page.children.len());
    html! {
        <p class={classes!("mc-billing", class)}>
            { sign }
            <span><strong>{ short }</strong>{ " " }<span class="mc-billing-more">{ long }</span></span>
        </p>
    }
}

/// The levels above, each of which can be opened.
fn path(page: &Page, open: &Callback<String>) -> Html {
    html! {
        <nav class="mc-path" aria-label={words::PATH}>
            <ol>
                { for page.path.iter().map(|link| html! {
                    <li>
                        <button type="button" class="mc-crumb" title={link.title.clone()} data-code={link.code.clone()} onclick={opening(&link.code, open)}>
                            { link.code.clone() }
                            if link.level != Level::Set {
                                <span class="mc-hidden" lang="en">{ " " }{ link.title.clone() }</span>
                            }
                        </button>
                    </li>
                }) }
            </ol>
        </nav>
    }
}

/// The entries before and after at the same level.
fn beside(page: &Page, open: &Callback<String>) -> Html {
    let way = |link: &Option<Link>, class: &'static str, word: &'static str, sign: Html| {
        link.as_ref().map(|link| {
            html! {
                <button type="button" class={classes!("mc-way", class)} data-code={link.code.clone()} onclick={opening(&link.code, open)}>
                    { sign }
                    <span class="mc-way-what">
                        <span class="mc-way-word">{ word }</span>
                        <span class="mc-code">{ link.code.clone() }</span>
                        <span class="mc-title">{ official(&link.title) }</span>
                    </span>
                </button>
            }
        })
    };
    if page.previous.is_none() && page.next.is_none() {
        return Html::default();
    }
    html! {
        <nav class="mc-beside" aria-label={words::BESIDE}>
            { way(&page.previous, "mc-previous", words::PREVIOUS, icons::back()) }
            { way(&page.next, "mc-next", words::NEXT, icons::forward()) }
        </nav>
    }
}
