//! Codes: how each set writes them, and what a person may have meant by what
//! they typed. Validation of shape only; whether a code exists is the index's
//! to say.
//!
//! Never contains: titles, files, ranking.

pub mod calendar;
pub mod cm;
pub mod line;
pub mod pcs;
pub mod range;
pub mod scheme;
pub mod schemes;
pub mod shape;
