//! Two codes side by side.

use super::check::{Check, check};
use super::page::{Link, Note, Page};
use super::show::{show, show_on};
use crate::code::scheme::scheme;
use crate::engine::{Book, Level};
use crate::format::notes::{Fact, Kind};

/// What is said of each of two codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The codes.
    pub pages: [Page; 2],
    /// What both are asked for, and what each answers.
    pub rows: Vec<Row>,
    /// The notes that apply to one of them only.
    pub only: [Vec<Noted>; 2],
    /// How many notes apply to both.
    pub shared: usize,
    /// What the notes say of the two together.
    pub check: Check,
}

/// What is asked of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub asked: Asked,
    /// What each answers; empty where nothing is known.
    pub values: [String; 2],
}

/// What can be asked of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Its official title, or Medcode's own.
    Title,
    /// The title in plain words.
    Plain,
    /// Whether it can be billed; empty if that is no question.
    Billable,
    /// The level above at which the two part.
    Within,
    /// What is known besides.
    Fact(Fact),
}

/// A note that applies to one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its kind.
    pub kind: Kind,
    /// The level that it comes from.
    pub from: Link,
    /// It.
    pub note: Note,
}

/// Two codes side by side, on a day of service if one is given; `None` if one of them is
/// not known.
pub fn compare(book: &Book, codes: [&str; 2], date: &str) -> Option<Comparison> {
    let page = |code| match date {
        "" => show(book, code),
        date => show_on(book, code, date),
    };
    let pages = [page(codes[0])?, page(codes[1])?];
    let [one, other] = [noted(&pages[0]), noted(&pages[1])];
    let without = |these: &[Noted], those: &[Noted]| -> Vec<Noted> {
        these
            .iter()
            .filter(|note| !those.contains(note))
            .cloned()
            .collect()
    };
    let only = [without(&one, &other), without(&other, &one)];
    let text = [pages[0].link().address(), pages[1].link().address()].join(", ");
    Some(Comparison {
        rows: rows(&pages),
        shared: one.len() - only[0].len(),
        only,
        check: check(book, &text, Some(date).filter(|date| !date.is_empty())),
        pages,
    })
}

/// The notes that apply to a code.
fn noted(page: &Page) -> Vec<Noted> {
    let groups = page
        .groups
        .iter()
        .filter(|group| group.kind != Kind::SeventhCharacter);
    let notes = groups.flat_map(|group| {
        let from = group.from.clone().unwrap_or_else(|| page.link());
        group.notes.iter().map(move |note| Noted {
            kind: group.kind,
            from: from.clone(),
            note: note.clone(),
        })
    });
    notes.collect()
}

fn rows(pages: &[Page; 2]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |asked, values: [String; 2]| {
        if values.iter().any(|value| !value.is_empty()) {
            rows.push(Row { asked, values });
        }
    };
    let each = |value: &dyn Fn(&Page) -> String| [value(&pages[0]), value(&pages[1])];
    add(Asked::Title, each(&|page| page.title.clone()));
    add(Asked::Plain, each(&|page| page.plain.clone().unwrap_or_default()));
    let billable = |page: &Page| {
        let asked = page.level == Level::Code && scheme(page.set).is_some_and(|scheme| scheme.has_headers);
        let says = if page.billable { "yes" } else { "no" };
        if asked { says.to_owned() } else { String::new() }
    };
    add(Asked::Billable, each(&billable));
    add(Asked::Within, within(pages));
    let mut facts: Vec<Fact> = Vec::new();
    for known in pages.iter().flat_map(|page| &page.facts) {
        if !facts.contains(&known.fact) {
            facts.push(known.fact);
        }
    }
    for fact in facts {
        add(Asked::Fact(fact), each(&|page| page.fact(fact).to_owned()));
    }
    rows
}

/// The highest level at which the ways down to the two are not the same.
fn within(pages: &[Page; 2]) -> [String; 2] {
    let mut ways = pages[0].path.iter().zip(&pages[1].path);
    let parted = ways.find(|(one, other)| one != other);
    let named = |link: &Link| [link.code.as_str(), " ", &link.title].concat();
    parted.map_or_else(Default::default, |(one, other)| [named(one), named(other)])
}
