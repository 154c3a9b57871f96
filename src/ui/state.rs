//! Where the reader is, and how they got there: pure data and its changes.

use std::rc::Rc;

use yew::Reducible;

/// A place in the reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The code, block, chapter or set whose page is open.
    pub code: Option<String>,
    /// What stands in the search box.
    pub query: String,
}

impl Place {
    /// The results of a query.
    pub fn results(query: impl Into<String>) -> Self {
        Place {
            code: None,
            query: query.into(),
        }
    }

    /// The page of a code.
    pub fn page(code: impl Into<String>) -> Self {
        Place {
            code: Some(code.into()),
            query: String::new(),
        }
    }
}

/// How many more hits "Show more" brings.
const MORE: usize = 20;
/// How far Page Up and Page Down go.
const PAGE: usize = 5;
/// The most steps that can be taken back.
const MAX_HISTORY: usize = 100;

/// A movement of the active option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Down by one; from the box to the first.
    Down,
    /// Up by one; from the first back to the box.
    Up,
    /// Down by several.
    PageDown,
    /// Up by several.
    PageUp,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The search box has this text now.
    Type(String),
    /// The active option moves within this many.
    Move(Step, usize),
    /// This page is opened.
    Open(String),
    /// One step back.
    Back,
    /// One step forward again.
    Forward,
    /// More hits are wanted.
    More,
    /// The list is left: first the active option, then the text goes.
    Escape,
    /// The host asks for a place.
    Go(Place),
}

/// Where the reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The place.
    pub place: Place,
    /// Places before, the latest last.
    pub back: Vec<Place>,
    /// Places that were left by going back, the latest last.
    pub forward: Vec<Place>,
    /// The active option of the list.
    pub active: Option<usize>,
    /// How many hits are drawn.
    pub shown: usize,
    /// How many hits are drawn at first.
    pub limit: usize,
    /// Whether the last change was the reader's step to another place (then the
    /// page takes the focus) and whether it replaces the step before.
    pub step: Moved,
}

/// How the present place was reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Moved {
    /// It is where the element began, or the host asked for it.
    #[default]
    Given,
    /// The reader typed.
    Typed {
        /// Whether this is the same step as the key before.
        same: bool,
    },
    /// The reader opened a page, or went back or forward.
    Went,
}

impl State {
    /// The state of an element that begins at `place`.
    pub fn new(place: Place, limit: usize) -> Self {
        State {
            place,
            back: Vec::new(),
            forward: Vec::new(),
            active: None,
            shown: limit,
            limit,
            step: Moved::Given,
        }
    }

    /// The state after an action.
    #[must_use]
    pub fn after(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Type(query) => next.typed(query),
            Action::Move(step, count) => next.active = moved(self.active, step, count),
            Action::Open(code) => next.visit(Place {
                code: Some(code),
                query: self.place.query.clone(),
            }),
            Action::Back => {
                if let Some(place) = next.back.pop() {
                    next.forward.push(std::mem::replace(&mut next.place, place));
                    next.arrived(Moved::Went);
                }
            }
            Action::Forward => {
                if let Some(place) = next.forward.pop() {
                    next.back.push(std::mem::replace(&mut next.place, place));
                    next.arrived(Moved::Went);
                }
            }
            Action::More => next.shown += MORE,
            Action::Escape if self.active.is_some() => next.active = None,
            Action::Escape => next.typed(String::new()),
            Action::Go(place) => {
                if place != self.place {
                    next.place = place;
                    next.arrived(Moved::Given);
                }
            }
        }
        next
    }

    /// Typing on a page is a new step; typing on is the same one.
    fn typed(&mut self, query: String) {
        let same = self.place.code.is_none();
        if same {
            self.place.query = query;
        } else {
            self.visit(Place::results(query));
        }
        self.arrived(Moved::Typed { same });
    }

    fn visit(&mut self, place: Place) {
        if place.code == self.place.code && place.code.is_some() {
            return;
        }
        let from = std::mem::replace(&mut self.place, place);
        if self.back.len() == MAX_HISTORY {
            self.back.remove(0);
        }
        self.back.push(from);
        self.forward.clear();
        self.arrived(Moved::Went);
    }

    fn arrived(&mut self, step: Moved) {
        self.active = None;
        self.shown = self.limit;
        self.step = step;
    }
}

fn moved(active: Option<usize>, step: Step, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (step, active) {
        (Step::Down, None) | (Step::PageDown, None) => Some(0),
        (Step::Up, None) | (Step::PageUp, None) => Some(last),
        (Step::Down, Some(at)) => (at < last).then_some(at + 1).or(Some(last)),
        (Step::Up, Some(at)) => at.checked_sub(1),
        (Step::PageDown, Some(at)) => Some((at + PAGE).min(last)),
        (Step::PageUp, Some(at)) => Some(at.saturating_sub(PAGE)),
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> State {
        State::new(Place::results("heart"), 10)
    }

    #[test]
    fn the_active_option_moves_and_stops_at_the_ends() {
        let go = |active, step| moved(active, step, 3);
        assert_eq!(go(None, Step::Down), Some(0));
        assert_eq!(go(Some(2), Step::Down), Some(2));
        assert_eq!(go(Some(0), Step::Up), None);
        assert_eq!(go(None, Step::Up), Some(2));
        assert_eq!(go(Some(0), Step::PageDown), Some(2));
        assert_eq!(moved(None, Step::Down, 0), None);
    }

    #[test]
    fn opening_a_code_and_going_back_returns_to_the_results() {
        let page = state().after(Action::Open("I21".into()));
        assert_eq!(page.place.code.as_deref(), Some("I21"));
        let again = page.after(Action::Back);
        assert_eq!(again.place, Place::results("heart"));
        assert_eq!(again.after(Action::Forward).place.code.as_deref(), Some("I21"));
    }

    #[test]
    fn typing_is_one_step_and_typing_on_a_page_leaves_it() {
        let typed = state().after(Action::Type("heart a".into()));
        assert!(typed.back.is_empty());
        assert_eq!(typed.step, Moved::Typed { same: true });
        let page = typed.after(Action::Open("I21".into()));
        let left = page.after(Action::Type("lung".into()));
        assert_eq!(left.place, Place::results("lung"));
        assert_eq!(left.after(Action::Back).place.code.as_deref(), Some("I21"));
    }

    #[test]
    fn a_new_way_forgets_the_way_forward() {
        let back = state().after(Action::Open("I21".into())).after(Action::Back);
        let other = back.after(Action::Open("I50".into()));
        assert!(other.forward.is_empty());
    }

    #[test]
    fn escape_leaves_the_list_and_then_clears_the_box() {
        let active = state().after(Action::Move(Step::Down, 3));
        let left = active.after(Action::Escape);
        assert_eq!((left.active, left.place.query.as_str()), (None, "heart"));
        assert_eq!(left.after(Action::Escape).place.query, "");
    }

    #[test]
    fn a_place_that_the_host_asks_for_is_no_step_of_the_reader() {
        let given = state().after(Action::Go(Place::page("E11.9")));
        assert!(given.back.is_empty());
        assert_eq!(given.step, Moved::Given);
    }

    #[test]
    fn history_is_bounded() {
        let mut state = state();
        for n in 0..300 {
            state = state.after(Action::Open(format!("code {n}")));
        }
        assert_eq!(state.back.len(), MAX_HISTORY);
    }
}
