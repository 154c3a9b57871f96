//! The tree of chapters, blocks, categories and codes: nested lists whose
//! branches unfold in place.

use yew::prelude::*;

use super::BookHandle;
use super::code_page::badge;
use crate::engine::Level;
use crate::explain::{Link, show};

#[derive(Properties, PartialEq)]
pub struct TreeProps {
    pub book: BookHandle,
    /// Whose children are listed.
    pub root: AttrValue,
    pub open: Callback<String>,
}

/// The entries below one, as a list.
#[component]
pub fn Tree(props: &TreeProps) -> Html {
    let children = use_memo((props.book.clone(), props.root.clone()), |(book, root)| {
        show(&book.get(), root)
            .map(|page| page.children)
            .unwrap_or_default()
    });
    html! {
        <ul class="mc-tree">
            { for children.iter().map(|link| html! {
                <Branch key={link.code.clone()} book={props.book.clone()} link={link.clone()} open={props.open.clone()} />
            }) }
        </ul>
    }
}

#[derive(Properties, PartialEq)]
struct BranchProps {
    book: BookHandle,
    link: Link,
    open: Callback<String>,
}

/// One entry: a button that unfolds what is below it, and one that opens its page.
#[component]
fn Branch(props: &BranchProps) -> Html {
    let unfolded = use_state(|| false);
    let link = &props.link;
    let toggle = {
        let unfolded = unfolded.clone();
        Callback::from(move |_: MouseEvent| unfolded.set(!*unfolded))
    };
    let open = {
        let code = link.code.clone();
        props.open.reform(move |_: MouseEvent| code.clone())
    };
    let leaf = link.level == Level::Code;
    html! {
        <li class="mc-branch">
            <div class="mc-twig">
                if leaf {
                    <span class="mc-fold" aria-hidden="true"></span>
                } else {
                    <button
                        type="button"
                        class="mc-fold"
                        aria-expanded={unfolded.to_string()}
                        aria-label={format!("{} {}", link.code, link.title)}
                        onclick={toggle}
                    >
                        <span aria-hidden="true">{ if *unfolded { "▾" } else { "▸" } }</span>
                    </button>
                }
                <button type="button" class="mc-entry" onclick={open}>
                    <span class="mc-code">{ link.code.clone() }</span>
                    <span class="mc-title" lang="en">{ link.title.clone() }</span>
                </button>
                if leaf { { badge(link.billable, link.level) } }
            </div>
            if *unfolded {
                <Tree book={props.book.clone()} root={link.code.clone()} open={props.open.clone()} />
            }
        </li>
    }
}
