//! The view: what a reader sees and does. One Yew component holds a pure state;
//! plain functions say what it looks like.
//!
//! Everything here also renders natively, so that tests read the very markup
//! that a browser gets. What happens in the browser (focus, history of the host
//! page, clipboard, loading) is asked for through [`Event`]s.
//!
//! Never contains: network, storage, `JsValue`.

mod about;
mod anatomy;
mod app;
mod around;
mod browse;
mod check;
mod children;
mod code_page;
mod compare;
mod entry;
mod field;
mod focus;
mod icons;
mod impairment;
mod kept;
mod marked;
mod note_group;
mod notes;
mod plain;
mod refine;
mod results;
mod scene;
mod search_box;
mod state;
mod styles;
mod tag;
mod uses;
mod view;
mod welcome;
pub mod words;

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use yew::prelude::*;

pub use app::App;
pub use kept::{Keep, Kept};
pub use state::{Action, Place, State, Step};
pub use styles::STYLES;

use crate::engine::Book;

/// The book that all elements of a page share. It compares by what it holds: a
/// new generation means that something was added.
#[derive(Clone)]
pub struct BookHandle {
    book: Rc<RefCell<Book>>,
    generation: u32,
}

impl BookHandle {
    /// A handle to `book` as it is now. The same book with another generation
    /// compares as different, so that what depends on it is drawn anew.
    pub fn new(book: Rc<RefCell<Book>>, generation: u32) -> Self {
        BookHandle { book, generation }
    }

    /// The same book at another generation.
    #[must_use]
    pub fn at(&self, generation: u32) -> Self {
        BookHandle::new(self.book.clone(), generation)
    }

    /// The book, to read.
    pub fn get(&self) -> Ref<'_, Book> {
        self.book.borrow()
    }
}

impl PartialEq for BookHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.book, &other.book) && self.generation == other.generation
    }
}

/// Where an element begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// The place: what was typed before the element was ready, or what the host asks for.
    pub place: Place,
    /// Whether the search box had the focus.
    pub focused: bool,
}

/// How what comes after the first set is doing: other sets, notes and facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// On their way.
    Loading,
    /// Here.
    Ready,
    /// Not to be had, and why.
    Failed(String),
}

/// What the view asks of its surroundings, or tells them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A query was answered.
    Search {
        /// The query.
        query: String,
        /// How many entries matched.
        total: usize,
    },
    /// A code was opened.
    Select {
        /// The set's stable name.
        set: &'static str,
        /// The code.
        code: String,
        /// Its title.
        title: String,
    },
    /// The place changed; `replace` if it is the same step of the reader's way.
    Navigate {
        /// The new place.
        place: Place,
        /// Whether it takes the former place's stead in the history.
        replace: bool,
    },
    /// Load again what could not be had.
    Retry,
    /// Put this on the clipboard.
    Copy(String),
    /// Put a link to this place on the clipboard.
    Link(Place),
    /// Print the page.
    Print,
    /// Keep something on the device, or nothing any more.
    Keep(Keep),
}

/// What an element is given.
#[derive(Properties, Clone, PartialEq)]
pub struct Props {
    /// The code sets.
    pub book: BookHandle,
    /// Where it begins.
    pub start: Start,
    /// How many hits are drawn at first.
    pub limit: usize,
    /// How what comes later is doing.
    pub rest: Rest,
    /// Whether every set can be searched.
    pub whole: bool,
    /// Whether to draw densely.
    pub compact: bool,
    /// The level of the element's highest heading.
    pub heading_level: u8,
    /// Today, `YYYY-MM-DD`; empty if unknown.
    pub today: String,
    /// What is kept on the device; `None` if the reader wants nothing kept.
    pub kept: Option<Rc<Kept>>,
    /// Receives what the view asks for.
    pub on_event: Callback<Event>,
    /// A place that the host asks for; the number makes two asks for one place different.
    pub navigate: Option<(u32, Place)>,
}
