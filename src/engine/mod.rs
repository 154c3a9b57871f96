//! The engine: which entry a person means by what they type, and why.
//!
//! Pure and synchronous; an answer takes less than a frame.
//!
//! Never contains: a browser, a clock, wording for display.

mod answer;
mod axes;
mod book;
mod candidates;
mod codes;
mod entries;
mod kinds;
mod load;
mod marks;
mod opposites;
mod ordered;
mod pasted;
mod persons;
mod plain_words;
mod query;
mod ranges;
mod reading;
mod refine;
mod run;
mod score;
mod scratch;
mod set;
mod shown;
mod slips;
mod sounds;
mod terms;
mod thesaurus;
mod tree;
mod volume;
mod words;

pub use answer::{Answer, Correction, Count, Hit, Level, Mark, Meanings, Reason, ReasonKind, Within};
pub use axes::AxesSet;
pub use book::{Book, DEFAULT_LIMIT, Options};
pub use kinds::{Set, Volume};
pub use load::{More, Opening, OpeningMore};
pub use plain_words::{PlainWords, Term};
pub use refine::{Refinement, is_choice};
pub use set::{Row, TabularSet};
