//! What an entry means: its place, its children, the notes that apply to it.
//!
//! Never contains: HTML.

mod anatomy;
mod check;
mod compare;
mod copies;
mod mentions;
mod names;
mod notes;
mod page;
mod plain;
mod procedure;
mod references;
mod remarks;
mod show;
mod sides;
mod validity;

pub use anatomy::Piece;
pub use check::{Check, Checked, Finding, Gravity, NOTHING_AGAINST, Problem, Quote, check, is_list};
pub use compare::{Asked, Comparison, Noted, Row, compare};
pub use copies::{Copy, copy};
pub use mentions::Mention;
pub use page::{Keeper, Known, Link, Note, NoteGroup, On, Page, Reference};
pub use plain::{Gloss, glosses};
pub use procedure::{Part, parts};
pub use remarks::Remark;
pub use show::{below, link_to, plainly, show, show_at, show_on};
pub use sides::{Side, Variants};
pub use validity::is_day;
