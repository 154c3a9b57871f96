//! Answers as text for a terminal.

use std::fmt::Write;

use crate::code::scheme::scheme;
use crate::engine::{Answer, Book, ReasonKind};
use crate::explain::{Check, Link, NOTHING_AGAINST, NoteGroup, Page};
use crate::indexer::manifest::Listed;

/// Whether a code can be billed, where that is a question; of other codes, their set.
fn kind(set: &'static str, billable: bool) -> &'static str {
    match (scheme(set).is_some_and(|scheme| scheme.has_headers), billable) {
        (true, true) => "billable",
        (true, false) => "not billable",
        (false, _) => set,
    }
}

/// What an entry stands for among the axes of its code, before its title.
fn axis(axis: &str) -> String {
    if axis.is_empty() {
        String::new()
    } else {
        [axis, ": "].concat()
    }
}

/// A title; Medcode's own words between angle brackets.
fn titled(title: &str, own: bool) -> String {
    if own && !title.is_empty() {
        format!("‹{title}›")
    } else {
        title.to_owned()
    }
}

/// One line a hit, with the reason where it is not the title itself.
pub fn answer(answer: &Answer) -> String {
    let mut text = String::new();
    if answer.nearest {
        text.push_str("Nothing has exactly that; nearest:\n");
    }
    for choice in &answer.dropped {
        let _ = writeln!(text, "Nothing is left with {choice}; shown without it");
    }
    for correction in &answer.corrections {
        let _ = writeln!(
            text,
            "Showing results for `{}` instead of `{}`",
            correction.used, correction.typed
        );
    }
    if !answer.unmatched.is_empty() {
        let _ = writeln!(text, "Not found: {}", answer.unmatched.join(", "));
    }
    for hit in &answer.results {
        let _ = write!(
            text,
            "{:<10} {:<12}  {}",
            hit.code,
            kind(hit.set, hit.billable),
            titled(&hit.title, hit.own)
        );
        if let Some(within) = &hit.within {
            let _ = write!(text, "in {}: {}", within.code, titled(&within.title, true));
        }
        if hit.reason.kind == ReasonKind::Name {
            let _ = write!(text, "  (also called: ‹{}›)", hit.reason.text);
        }
        for through in &hit.reason.through {
            let _ = write!(text, "  ({} = {})", through.typed, through.used);
        }
        if hit.reason.kind == ReasonKind::InclusionTerm {
            let _ = write!(text, "  (inclusion term: {})", hit.reason.text);
        }
        text.push('\n');
    }
    for several in &answer.meanings {
        let _ = writeln!(text, "`{}` may mean: {}", several.typed, several.means.join(", "));
    }
    let by = answer.refinements.iter();
    let by: Vec<String> = by
        .map(|one| format!("{} ({})", one.choice(), one.total))
        .collect();
    if !by.is_empty() {
        let _ = writeln!(text, "Narrow with --refine: {}", by.join(", "));
    }
    let _ = write!(text, "{} of {}", answer.results.len(), answer.total);
    text
}

fn line(text: &mut String, link: &Link, indent: usize) {
    let _ = writeln!(
        text,
        "{:indent$}{:<10} {:<12}  {}{}",
        "",
        link.code,
        kind(link.set, link.billable),
        axis(if link.billable { "" } else { link.axis }),
        titled(&link.title, link.own)
    );
}

/// The edition behind what stands before it; the lexicon's own sets have none.
fn edition(edition: &str) -> String {
    if edition.is_empty() {
        String::new()
    } else {
        [" · ", edition].concat()
    }
}

/// A code with its path, its children and its notes.
pub fn page(page: &Page) -> String {
    let mut text = String::new();
    for link in &page.path {
        let _ = writeln!(
            text,
            "{} {}{}",
            link.code,
            axis(link.axis),
            titled(&link.title, link.own)
        );
    }
    let _ = writeln!(
        text,
        "\n{}  {}\n{}{}",
        page.code,
        titled(&page.title, page.own),
        kind(page.set, page.billable),
        edition(&page.edition)
    );
    if let Some(plain) = page.plain.as_ref().filter(|plain| !plain.is_empty()) {
        let _ = writeln!(text, "In plain words: ‹{plain}›");
    }
    if !page.listed {
        let _ = writeln!(
            text,
            "Not in this list. {} {}",
            page.keeper.plain, page.keeper.lookup
        );
    }
    if page.own || !page.listed {
        let _ = writeln!(
            text,
            "‹Between such brackets: Medcode’s own words. The set is kept by {}.›",
            page.keeper.owner
        );
    }
    for link in &page.with {
        text.push_str("Beside it: ");
        line(&mut text, link, 0);
    }
    for link in &page.also {
        text.push_str("Also a code of another set: ");
        line(&mut text, link, 0);
    }
    if let Some(on) = &page.on {
        let valid = match on.valid {
            Some(true) => "valid",
            Some(false) => "not valid",
            None => "validity not known",
        };
        let _ = writeln!(text, "{valid} on {}", on.date);
    }
    for known in &page.facts {
        let _ = writeln!(text, "{}: {}", known.fact.name(), known.value);
    }
    for group in &page.groups {
        notes(&mut text, group);
    }
    if !page.children.is_empty() {
        text.push_str(if page.needs_seventh {
            "\nWith the seventh character\n"
        } else {
            "\nBelow it\n"
        });
        for link in &page.children {
            line(&mut text, link, 2);
        }
    }
    text.trim_end().to_owned()
}

fn notes(text: &mut String, group: &NoteGroup) {
    let (name, notes) = group.named();
    let from = group
        .from
        .as_ref()
        .map(|link| format!(" (from {})", link.code))
        .unwrap_or_default();
    let _ = writeln!(text, "\n{name}{from}");
    for note in notes {
        let label = if note.label.is_empty() {
            String::new()
        } else {
            format!("{}  ", note.label)
        };
        let _ = writeln!(text, "  {label}{}", note.text);
    }
}

/// The files of an index with their bytes.
pub fn files(files: &[Listed]) -> String {
    let mut text = String::new();
    for file in files {
        let _ = writeln!(
            text,
            "{:>9} bytes  {:<22} {} {}",
            file.bytes,
            file.name,
            file.sets.join(" "),
            file.edition
        );
    }
    let _ = write!(
        text,
        "{:>9} bytes  together",
        files.iter().map(|file| file.bytes).sum::<u64>()
    );
    text
}

/// The editions that are open, in one line.
pub fn editions(book: &Book) -> String {
    let editions: Vec<String> = book
        .abouts()
        .iter()
        .map(|about| format!("{} {}", about.name, about.edition).trim_end().to_owned())
        .collect();
    editions.join(", ")
}

/// The codes of a claim in their order, and what was found, each with the texts that it
/// rests on.
pub fn check(check: &Check) -> String {
    let mut text = String::new();
    for (number, one) in (1..).zip(&check.codes) {
        let title = one.code.as_ref().map_or_else(String::new, |link| {
            [link.code.as_str(), "  ", &titled(&link.title, link.own)].concat()
        });
        let name = if title.is_empty() { &one.typed } else { &title };
        let _ = writeln!(text, "{number:>3}. {name}");
    }
    if !check.unread.is_empty() {
        let _ = writeln!(text, "Not read as codes: {}", check.unread.join(", "));
    }
    if check.codes.is_empty() {
        text.push_str("No codes to check.\n");
    } else if check.findings.is_empty() {
        let _ = writeln!(text, "\n{NOTHING_AGAINST}");
    }
    for finding in &check.findings {
        let places: Vec<String> = finding.codes.iter().map(|at| (at + 1).to_string()).collect();
        let _ = writeln!(
            text,
            "\n{} ({}): {}",
            finding.gravity.name(),
            places.join(", "),
            finding.problem.says()
        );
        for quote in &finding.quotes {
            let _ = writeln!(text, "  {} at {}:", quote.name(), quote.from.code);
            for note in &quote.notes {
                let _ = writeln!(text, "    {}", note.text);
            }
        }
    }
    if !check.complete {
        text.push_str("\nNotes of some codes are not in the index: more may be said of them.\n");
    }
    text.trim_end().to_owned()
}
