//! What the list of plain words is made of: a tabular list with a heading for each
//! kind of term of each code set, in the order of [`headings`]; below it entries whose
//! title is the plain words and the meaning, parted by
//! [`MEANS`](super::tabular::MEANS), and whose other names are the terms.

use crate::code::{cm, pcs};

/// The sets whose titles are put into plain words. A term may mean something else in
/// each: a `drainage` is a discharge of a wound, and an operation.
pub const SETS: [&str; 2] = [cm::SET, pcs::SET];

/// What a term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// A part of the body.
    Site,
    /// A disease, an injury or a symptom.
    Condition,
    /// A germ, an accident or a circumstance.
    Cause,
    /// What is done to somebody.
    Procedure,
    /// What is put in, on or near somebody.
    Device,
    /// A drug or another substance.
    Substance,
    /// The stage of the treatment, the time or the circumstances: at the end of a title
    /// it is told by itself.
    Encounter,
    /// What a thing is like.
    Quality,
    /// A person.
    Person,
    /// Anything else.
    Word,
}

/// All kinds, with how the lists name them.
pub const NAMINGS: [(Naming, &str); 10] = [
    (Naming::Site, "site"),
    (Naming::Condition, "condition"),
    (Naming::Cause, "cause"),
    (Naming::Procedure, "procedure"),
    (Naming::Device, "device"),
    (Naming::Substance, "substance"),
    (Naming::Encounter, "encounter"),
    (Naming::Quality, "quality"),
    (Naming::Person, "person"),
    (Naming::Word, "word"),
];

/// The headings in their order.
pub fn headings() -> impl Iterator<Item = (&'static str, Naming)> {
    let kinds = |set| NAMINGS.iter().map(move |&(naming, _)| (set, naming));
    SETS.into_iter().flat_map(kinds)
}
