//! What an entry means: its place, its children, the notes that apply to it.
//!
//! Never contains: HTML.

mod page;
mod procedure;
mod references;
mod show;

pub use page::{Keeper, Known, Link, Note, NoteGroup, On, Page, Reference};
pub use procedure::{Part, parts};
pub use show::{below, is_day, show, show_at, show_on};
