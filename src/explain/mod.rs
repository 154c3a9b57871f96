//! What an entry means: its place, its children, the notes that apply to it.
//!
//! Never contains: HTML.

mod page;
mod references;
mod show;

pub use page::{Keeper, Known, Link, Note, NoteGroup, On, Page, Reference};
pub use show::{below, show, show_on};
