//! What the book's notes forbid, ask for, and put in order.

use super::{Check, Finding, Gravity, Problem, Quote};
use crate::code::cm;
use crate::engine::Level;
use crate::explain::names::names;
use crate::explain::remarks::{CAUSES, MANIFESTATION, SECONDARY};
use crate::explain::{Note, NoteGroup, Page};
use crate::format::notes::Kind;

/// Words that leave a note's request open.
const OPEN: [&str; 9] = [
    "applicable",
    "known",
    "any",
    "present",
    "desired",
    "if",
    "such",
    "may",
    "possible",
];

/// The first place before one at which the same code stands.
pub(super) fn before(pages: &[Option<Page>], at: usize, page: &Page) -> Option<usize> {
    let same = |one: &Page| one.set == page.set && one.code == page.code;
    let mut earlier = pages.iter().take(at);
    earlier.position(|one| one.as_ref().is_some_and(same))
}

/// What is found of a code by itself and by its place.
pub(super) fn alone(check: &mut Check, at: usize, page: &Page, pages: &[Option<Page>]) {
    let is_diagnosis = page.set == cm::SET;
    let invalid = page.on.as_ref().is_some_and(|on| on.valid == Some(false));
    if invalid || (page.on.is_none() && !page.listed && is_diagnosis) {
        check.add(Problem::NotValid, Gravity::Error, vec![at], Vec::new());
    }
    if is_diagnosis && page.listed && !page.billable {
        let problem = match page.needs_seventh {
            true => Problem::NeedsSeventh,
            false => Problem::NotBillable,
        };
        check.add(problem, Gravity::Error, vec![at], Vec::new());
    }
    if is_diagnosis && let Some(first) = before(pages, at, page) {
        check.add(Problem::Duplicate, Gravity::Error, vec![first, at], Vec::new());
    }
    if at > 0 || !is_diagnosis {
        return;
    }
    let title = || Quote {
        kind: None,
        from: page.link(),
        notes: vec![Note {
            label: String::new(),
            text: page.title.clone(),
            references: Vec::new(),
        }],
    };
    if page.title.contains(MANIFESTATION) {
        check.add(
            Problem::ManifestationFirst,
            Gravity::Error,
            vec![at],
            vec![title()],
        );
    } else if page.code.starts_with(CAUSES) {
        let of_chapter = page.groups.iter().filter(|group| group.kind == Kind::Note);
        let quotes = of_chapter.flat_map(|group| {
            let secondary = group.notes.iter().filter(|note| note.text.contains(SECONDARY));
            secondary.map(|note| quote(page, group, &[note]))
        });
        let quotes = quotes.collect();
        check.add(Problem::CauseFirst, Gravity::Error, vec![at], quotes);
    }
}

fn quote(page: &Page, group: &NoteGroup, notes: &[&Note]) -> Quote {
    Quote {
        kind: Some(group.kind),
        from: group.from.clone().unwrap_or_else(|| page.link()),
        notes: notes.iter().map(|note| (*note).clone()).collect(),
    }
}

/// What a group of notes of one code says of the other codes.
pub(super) fn together(check: &mut Check, at: usize, page: &Page, group: &NoteGroup, pages: &[Option<Page>]) {
    // Other codes that its notes name, each with its note.
    let others = (0..).zip(pages).filter(|(other, _)| *other != at);
    let others = others.filter_map(|(other, one)| Some((other, one.as_ref()?)));
    let diagnoses: Vec<(usize, &Page)> = others
        .filter(|(_, one)| one.set == cm::SET && one.code != page.code)
        .collect();
    let named = group.notes.iter().flat_map(|note| {
        let named = diagnoses.iter().filter(|(_, one)| names(note, &one.code));
        named.map(move |(other, _)| (*other, note))
    });
    let named: Vec<(usize, &Note)> = named.collect();
    match group.kind {
        Kind::Excludes1 | Kind::Excludes2 => {
            let (problem, gravity) = match group.kind {
                Kind::Excludes1 => (Problem::Excludes1, Gravity::Error),
                _ => (Problem::Excludes2, Gravity::Advice),
            };
            for (other, note) in named {
                check.pair(problem, gravity, [at, other], quote(page, group, &[note]));
            }
        }
        Kind::CodeFirst | Kind::UseAdditionalCode => sequence(check, at, page, group, &named),
        Kind::CodeAlso if named.is_empty() => asked(check, at, page, group),
        _ => {}
    }
}

/// What is to be coded before or behind: in the wrong place, or not there.
fn sequence(check: &mut Check, at: usize, page: &Page, group: &NoteGroup, named: &[(usize, &Note)]) {
    let first = group.kind == Kind::CodeFirst;
    let wrong = |(place, _): &(usize, &Note)| if first { *place > at } else { *place < at };
    if named.is_empty() {
        asked(check, at, page, group);
    } else if named.iter().all(wrong) {
        let problem = match first {
            true => Problem::Order,
            false => Problem::AdditionalBefore,
        };
        for &(other, note) in named {
            let quote = quote(page, group, &[note]);
            check.pair(problem, Gravity::Error, [at, other], quote);
        }
    }
}

/// What a note asks for, and nothing in the list is.
fn asked(check: &mut Check, at: usize, page: &Page, group: &NoteGroup) {
    let (problem, gravity) = match group.kind {
        Kind::CodeFirst => (Problem::FirstMissing, Gravity::Warning),
        Kind::UseAdditionalCode => (Problem::AdditionalMissing, Gravity::Warning),
        _ => (Problem::AlsoMissing, Gravity::Advice),
    };
    // What names no code may be any other that stands in its place.
    let names_any = group.notes.iter().any(|note| !note.references.is_empty());
    if !names_any && (group.kind != Kind::CodeFirst || at > 0) {
        return;
    }
    // Of several things that it names, and of what is said of a whole chapter or block,
    // the record says which it is, if any.
    let from = group.from.as_ref().map(|link| link.level);
    let mut words = group
        .notes
        .iter()
        .flat_map(|note| note.text.split(|c: char| !c.is_ascii_alphanumeric()));
    let open = group.notes.len() > 1
        || matches!(from, Some(Level::Chapter | Level::Block))
        || words.any(|word| OPEN.contains(&word));
    let gravity = if open { Gravity::Advice } else { gravity };
    let notes: Vec<&Note> = group.notes.iter().collect();
    let quotes = vec![quote(page, group, &notes)];
    // The same note asks the same of several codes.
    let same = |known: &&mut Finding| known.problem == problem && known.quotes == quotes;
    match check.findings.iter_mut().find(same) {
        Some(known) => known.codes.push(at),
        None => check.add(problem, gravity, vec![at], quotes),
    }
}

impl Check {
    /// Adds a finding about two codes, or what it rests on to the one that is there.
    fn pair(&mut self, problem: Problem, gravity: Gravity, [one, other]: [usize; 2], quote: Quote) {
        let mirrored = |problem: Problem| match problem {
            Problem::Order => Problem::AdditionalBefore,
            Problem::AdditionalBefore => Problem::Order,
            same => same,
        };
        let same = |known: &&mut Finding| {
            (known.problem == problem && known.codes == [one, other])
                || (known.problem == mirrored(problem) && known.codes == [other, one])
        };
        match self.findings.iter_mut().find(same) {
            Some(known) if known.quotes.contains(&quote) => {}
            Some(known) => known.quotes.push(quote),
            None => self.add(problem, gravity, vec![one, other], vec![quote]),
        }
    }
}
