//! The engine: which entry a person means by what they type, and why.
//!
//! Pure and synchronous; an answer takes less than a frame.
//!
//! Never contains: a browser, a clock, wording for display.

mod answer;
mod book;
mod codes;
mod load;
mod query;
mod score;
mod set;
mod terms;

pub use answer::{Answer, Correction, Hit, Level, Mark, Reason, ReasonKind};
pub use book::{Book, Options};
pub use load::{LoadedNotes, Opening, OpeningNotes};
pub use set::{Row, TabularSet};
