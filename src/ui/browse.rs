//! The tree of chapters, blocks, categories and codes: nested lists whose
//! branches unfold in place. What is unfolded is part of the state, so that a
//! reader finds it again after looking at a code.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::entry::{beneath, marker, opening};
use super::{BookHandle, icons, words};
use crate::engine::Level;
use crate::explain::{Link, show};

/// What is unfolded, and how that changes.
#[derive(Clone, PartialEq)]
pub struct Folding {
    /// The codes of the entries whose children are seen.
    pub unfolded: Rc<BTreeSet<String>>,
    /// Told the code of an entry to fold or unfold.
    pub fold: Callback<String>,
    /// The entry that the reader came from.
    pub sought: Option<String>,
    /// Where that entry stands in the tree, to show it.
    pub found: NodeRef,
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub book: BookHandle,
    /// Whose children are listed.
    pub root: AttrValue,
    pub folding: Folding,
    pub open: Callback<String>,
}

/// The entries below one, as a list.
#[component]
pub fn Tree(props: &Props) -> Html {
    let page = use_memo((props.book.clone(), props.root.clone()), |(book, root)| {
        show(&book.get(), root)
    });
    html! {
        <ul class="mc-tree">
            if let Some(page) = &*page {
                { for page.children.iter().map(|link| branch(props, link, &page.title)) }
            }
        </ul>
    }
}

/// One entry: what can be unfolded is, by its whole row; a code opens.
fn branch(props: &Props, link: &Link, above: &str) -> Html {
    let open = opening(&link.code, &props.open);
    let sought = props.folding.sought.as_ref() == Some(&link.code);
    let found = if sought {
        props.folding.found.clone()
    } else {
        NodeRef::default()
    };
    let current = sought.then_some("true");
    let what = html! {
        <>
            <span class="mc-code">{ link.code.clone() }</span>
            <span class="mc-title">{ beneath(&link.title, above) }</span>
        </>
    };
    if link.level == Level::Code {
        return html! {
            <li key={link.code.clone()} class="mc-branch">
                <button ref={found} type="button" class="mc-twig mc-leaf" aria-current={current} data-code={link.code.clone()} onclick={open}>
                    { what }
                    { marker(link.billable, link.level) }
                </button>
            </li>
        };
    }
    let unfolded = props.folding.unfolded.contains(&link.code);
    let fold = opening(&link.code, &props.folding.fold);
    let onkeydown = {
        let (fold, code) = (props.folding.fold.clone(), link.code.clone());
        Callback::from(move |event: KeyboardEvent| {
            let turns = matches!(
                (event.key().as_str(), unfolded),
                ("ArrowRight", false) | ("ArrowLeft", true)
            );
            if turns {
                event.prevent_default();
                fold.emit(code.clone());
            }
        })
    };
    html! {
        <li key={link.code.clone()} class="mc-branch">
            <div class="mc-fork">
                <button type="button" ref={found} class="mc-twig" aria-current={current} data-fold={link.code.clone()} aria-expanded={unfolded.to_string()} onclick={fold} {onkeydown}>
                    <span class="mc-fold">{ icons::fold() }</span>
                    { what }
                </button>
                <button type="button" class="mc-page-of" data-code={link.code.clone()} aria-label={words::page_of(&link.code, &link.title)} title={words::PAGE_OF} onclick={open}>
                    { icons::forward() }
                </button>
            </div>
            if unfolded {
                <Tree book={props.book.clone()} root={link.code.clone()} folding={props.folding.clone()} open={props.open.clone()} />
            }
        </li>
    }
}
