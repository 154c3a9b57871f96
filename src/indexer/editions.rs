//! Which files are of the same edition of a set, and which edition is the current one.
//!
//! An edition is told by its first day, here as in the engine that opens the files
//! (`engine/book.rs`): the one that begins last is the current one. One that does not say
//! its first day stands behind all that do, and of several such only one can be kept,
//! because nothing would tell them apart when they are opened.

use std::path::Path;

use super::record::Source;
use super::report::Report;
use crate::code::schemes::SCHEMES;
use crate::format::about::About;

/// How a file that does not say its first day can be made to.
const REMEDY: &str = "in a list of codes a line `# from: 2026-01-31` says it";

/// Whether both are the same edition: of the same days, or of the same name where they
/// say no days.
pub(super) fn same(a: &About, b: &About) -> bool {
    a.from == b.from && (!a.from.is_empty() || a.edition == b.edition)
}

/// Whether a later edition of the set is among others.
pub(super) fn is_former<'a>(about: &About, others: impl IntoIterator<Item = &'a About>) -> bool {
    let mut others = others.into_iter();
    others.any(|other| other.set == about.set && other.from > about.from)
}

/// Puts sets into the order in which an answer prefers them, of each the newest edition
/// first. Of the editions without days the one whose name comes last is kept.
pub(super) fn order(mut sets: Vec<Source>, report: &mut Report) -> Vec<Source> {
    let place = |set: &Source| {
        let known = SCHEMES.iter().position(|scheme| scheme.set == set.about.set);
        (known, set.about.set.clone())
    };
    let age = |set: &Source| (set.about.from.clone(), set.about.edition.clone());
    sets.sort_by(|a, b| (place(a), age(b)).cmp(&(place(b), age(a))));
    let mut kept: Vec<Source> = Vec::new();
    for set in sets {
        let about = &set.about;
        let others = kept.iter().map(|other| &other.about);
        let newer: Vec<&About> = others.filter(|other| other.set == about.set).collect();
        let other_without = newer.iter().find(|other| other.from.is_empty());
        match (about.from.is_empty(), other_without, newer.first()) {
            (true, Some(other), _) => {
                let why = format!(
                    "does not say its first day, nor does {} {}, which was taken; {REMEDY}",
                    other.name, other.edition
                );
                report.passed_over(Path::new(&about.source), &why);
                continue;
            }
            (true, None, Some(other)) => {
                let why = format!(
                    "does not say its first day, so {} {}, which does, was taken for the current edition; {REMEDY}",
                    other.name, other.edition
                );
                report.remark(&about.source, &why);
            }
            _ => {}
        }
        kept.push(set);
    }
    kept
}
