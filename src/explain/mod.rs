//! What an entry means: its place, its children, the notes that apply to it.
//!
//! Never contains: HTML.

mod check;
mod page;
mod plain;
mod procedure;
mod references;
mod show;

pub use check::{Check, Checked, Finding, Gravity, NOTHING_AGAINST, Problem, Quote, check, is_list};
pub use plain::{Gloss, glosses};
pub use page::{Keeper, Known, Link, Note, NoteGroup, On, Page, Reference};
pub use procedure::{Part, parts};
pub use show::{below, is_day, plainly, show, show_at, show_on};
