//! What a place shows, looked up in the book.

use super::state::{Place, State};
use super::{Event, words};
use crate::code::scheme::address;
use crate::engine::{Answer, Book, Hit, Level, Options};
use crate::explain::{self, Check, Comparison, Link, Page};

/// What a place shows.
pub enum View {
    Welcome,
    /// Of several codes also what the notes say of them together.
    Results(Answer, Option<Box<Check>>),
    Page(Box<Page>),
    /// Two codes side by side.
    Compared(Box<Comparison>),
    Unknown(String),
}

impl View {
    /// What the present place shows on a day, `YYYY-MM-DD`; empty if it is not known.
    pub fn of(book: &Book, state: &State, today: &str) -> Self {
        match &state.place {
            Place {
                code: Some(code),
                date,
                with,
                ..
            } => {
                let compared = (!with.is_empty()).then(|| explain::compare(book, [code, with], date));
                if let Some(Some(compared)) = compared {
                    return View::Compared(Box::new(compared));
                }
                let page = match date.as_str() {
                    "" => explain::show_at(book, code, today),
                    date => explain::show_on(book, code, date),
                };
                page.map_or_else(|| View::Unknown(code.clone()), |page| View::Page(Box::new(page)))
            }
            Place { query, .. } if query.trim().is_empty() => View::Welcome,
            Place { query, .. } => {
                let options = Options {
                    limit: state.shown,
                    refine: state.refine.clone(),
                    exact: state.exact,
                    ..Options::default()
                };
                let all = book.search(query, &options);
                // A set that has nothing for this query narrows nothing.
                let only = state
                    .only
                    .filter(|set| all.sets.iter().any(|count| count.set == *set));
                let check = explain::is_list(query)
                    .then(|| explain::check(book, query, Some(today).filter(|day| !day.is_empty())))
                    .filter(|check| check.diagnoses() > 1);
                let answer = match only {
                    Some(set) => Answer {
                        sets: all.sets,
                        ..book.search(
                            query,
                            &Options {
                                sets: vec![set.to_owned()],
                                ..options
                            },
                        )
                    },
                    None => all,
                };
                View::Results(answer, check.map(Box::new))
            }
        }
    }

    /// The options of the list; none while no list is shown.
    pub fn hits(&self) -> &[Hit] {
        match self {
            View::Results(answer, _) => &answer.results,
            _ => &[],
        }
    }

    /// The way down the tree to a page: the entries at which the tree unfolds.
    pub fn way(&self) -> Vec<String> {
        let View::Page(page) = self else {
            return Vec::new();
        };
        let mut way: Vec<String> = page
            .path
            .iter()
            .filter(|link| link.level != Level::Set)
            .map(Link::address)
            .collect();
        if page.level != Level::Set {
            way.push(address(page.set, &page.code));
        }
        way
    }

    /// What the live region says.
    pub fn status(&self) -> String {
        match self {
            View::Results(answer, _) => words::count(answer.total),
            View::Page(page) if page.level == Level::Set => words::browse_all(page.set, &page.title),
            View::Page(page) => match page.family() {
                Some(family) => format!("{} {} {}", page.code, words::ONE_OF, family.title),
                None => format!("{} {}", page.code, page.title),
            },
            View::Compared(compared) => words::compared(&compared.pages),
            View::Unknown(_) => words::UNKNOWN.into(),
            View::Welcome => String::new(),
        }
    }

    /// What the host hears of it.
    pub fn event(&self) -> Option<Event> {
        match self {
            View::Results(answer, _) => Some(Event::Search {
                query: answer.query.clone(),
                total: answer.total,
            }),
            View::Page(page) => Some(Event::Select {
                set: page.set,
                code: page.code.clone(),
                title: page.title.clone(),
            }),
            View::Welcome | View::Compared(_) | View::Unknown(_) => None,
        }
    }
}
