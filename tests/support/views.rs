//! What a reader sees, rendered by the server.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

use medcode::engine::Book;
use medcode::ui::{App, BookHandle, Place, Props, Rest, Start};
use yew::{Callback, LocalServerRenderer};

/// A view of a book of its own, because a view shares it by counting.
pub fn props(book: Book, start: Start, rest: Rest) -> Props {
    Props {
        book: BookHandle::new(Rc::new(RefCell::new(book)), 0),
        start,
        limit: 10,
        rest,
        whole: true,
        compact: false,
        heading_level: 2,
        kept: None,
        today: "2026-08-01".into(),
        on_event: Callback::noop(),
        navigate: None,
    }
}

/// The page as a browser would get it.
pub fn render(props: Props) -> String {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(
            LocalServerRenderer::<App>::with_props(props)
                .hydratable(false)
                .render(),
        )
}

/// The place of a code.
pub fn at(code: &str) -> Start {
    Start {
        place: Place::page(code),
        ..Start::default()
    }
}
