//! What every view is given.

use yew::prelude::*;

use super::Props;
use super::focus::focus;
use super::state::{Action, State};
use super::tag::{Tag, tag};
use crate::engine::Book;

/// What every view is given: what there is to show, and where the reader's
/// actions go.
pub struct Scene<'a> {
    pub props: &'a Props,
    pub book: &'a Book,
    pub state: &'a State,
    pub nodes: &'a Nodes,
    pub act: &'a Callback<Action>,
}

/// Elements that are given the focus, or are scrolled into sight.
#[derive(Default)]
pub struct Nodes {
    /// The head of a page.
    pub top: NodeRef,
    /// In the tree, the entry that the reader came from.
    pub found: NodeRef,
    /// The search box.
    pub input: NodeRef,
    /// The active option.
    pub active: NodeRef,
    /// The first of the entries below a code that were not drawn at first.
    pub rest: NodeRef,
}

/// Whether a button was pressed by key: then the focus is where the reader is,
/// and must not be lost when the button goes.
pub fn by_key(event: &MouseEvent) -> bool {
    event.detail() == 0
}

impl Scene<'_> {
    /// What a button does whose press is an action.
    #[inline(never)]
    pub fn press(&self, action: Action) -> Callback<MouseEvent> {
        let act = self.act.clone();
        Callback::from(move |_| act.emit(action.clone()))
    }

    /// The same for a button that goes when it was pressed. A reader who pressed
    /// it by key is brought to the search box; a finger is not, because that
    /// would bring up the keyboard.
    pub fn press_and_go(&self, action: Action) -> Callback<MouseEvent> {
        let (act, input) = (self.act.clone(), self.nodes.input.clone());
        Callback::from(move |event| {
            if by_key(&event) {
                focus(&input);
            }
            act.emit(action.clone());
        })
    }

    /// What a button does that opens a code.
    #[inline(never)]
    pub fn opening(&self, code: &str) -> Callback<MouseEvent> {
        self.press(Action::Open(code.to_owned()))
    }

    /// A heading so many levels below the element's highest.
    #[inline(never)]
    pub fn heading(&self, below: u8, class: &'static str) -> Tag {
        let name = match self.props.heading_level.max(1).saturating_add(below) {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        tag(name, class)
    }
}
