//! Where the reader is, and how they got there: pure data and its changes.

use std::collections::BTreeSet;
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

/// The entry at the root of the tree.
pub const ROOT: &str = "ICD-10-CM";
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
    /// The option at this place of the list is chosen: its page is opened.
    Choose(usize, String),
    /// One step back.
    Back,
    /// One step forward again.
    Forward,
    /// More hits are wanted.
    More,
    /// The host wants so many hits at first.
    Limit(usize),
    /// The results of what stands in the box are wanted again.
    Results,
    /// The tree is wanted, unfolded down to the last of these entries.
    Browse(Vec<String>),
    /// An entry of the tree is folded or unfolded.
    Fold(String),
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
    pub back: Vec<Left>,
    /// Places that were left by going back, the latest last.
    pub forward: Vec<Left>,
    /// The active option of the list.
    pub active: Option<usize>,
    /// How many hits are drawn.
    pub shown: usize,
    /// How many hits are drawn at first.
    pub limit: usize,
    /// The entries of the tree whose children are seen. They stay unfolded while
    /// the reader looks at a code and comes back.
    pub unfolded: Rc<BTreeSet<String>>,
    /// The entry that the reader came to the tree from.
    pub sought: Option<String>,
    /// Whether the last change was the reader's step to another place (then the
    /// page takes the focus) and whether it replaces the step before.
    pub step: Moved,
}

/// A place that was left, as it looked then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The place.
    pub place: Place,
    /// Which option was active, or was chosen.
    pub active: Option<usize>,
    /// How many hits were drawn.
    pub shown: usize,
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
            unfolded: Rc::default(),
            sought: None,
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
            Action::Open(code) => next.visit(self.page(code)),
            Action::Choose(at, code) => {
                next.active = Some(at);
                next.visit(self.page(code));
            }
            Action::Back => {
                if let Some(left) = next.back.pop() {
                    let from = next.return_to(left, Moved::Went);
                    next.forward.push(from);
                }
            }
            Action::Forward => {
                if let Some(left) = next.forward.pop() {
                    let from = next.return_to(left, Moved::Went);
                    next.back.push(from);
                }
            }
            Action::More => next.shown += MORE,
            Action::Limit(limit) => {
                next.shown = next.shown.max(limit);
                next.limit = limit;
            }
            Action::Results => {
                if self.place.code.is_some() && !self.place.query.trim().is_empty() {
                    next.visit(Place::results(self.place.query.clone()));
                }
            }
            Action::Browse(mut way) => {
                next.sought = way.pop();
                Rc::make_mut(&mut next.unfolded).extend(way);
                next.visit(self.page(ROOT.into()));
            }
            Action::Fold(code) => {
                let unfolded = Rc::make_mut(&mut next.unfolded);
                if !unfolded.remove(&code) {
                    unfolded.insert(code);
                }
            }
            Action::Escape if self.active.is_some() => next.active = None,
            Action::Escape => next.typed(String::new()),
            Action::Go(place) => {
                if place != self.place {
                    next.brought(place);
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
            self.forward.clear();
        } else {
            self.visit(Place::results(query));
        }
        self.arrived(Moved::Typed { same });
    }

    /// A page, with what stands in the box now.
    fn page(&self, code: String) -> Place {
        Place {
            code: Some(code),
            query: self.place.query.clone(),
        }
    }

    fn visit(&mut self, place: Place) {
        if place.code == self.place.code && place.code.is_some() {
            return;
        }
        let from = self.leave(place);
        if self.back.len() == MAX_HISTORY {
            self.back.remove(0);
        }
        self.back.push(from);
        self.forward.clear();
        self.arrived(Moved::Went);
    }

    fn leave(&mut self, place: Place) -> Left {
        Left {
            place: std::mem::replace(&mut self.place, place),
            active: self.active,
            shown: self.shown,
        }
    }

    /// Returns to a place as it was left; says what was left for it.
    fn return_to(&mut self, left: Left, step: Moved) -> Left {
        let from = self.leave(left.place);
        self.active = left.active;
        self.shown = left.shown;
        self.step = step;
        from
    }

    /// The host's own way back or forward is followed in ours, so that both lead
    /// to the same places.
    fn brought(&mut self, place: Place) {
        if let Some(left) = self.back.pop_if(|left| left.place == place) {
            let from = self.return_to(left, Moved::Given);
            self.forward.push(from);
        } else if let Some(left) = self.forward.pop_if(|left| left.place == place) {
            let from = self.return_to(left, Moved::Given);
            self.back.push(from);
        } else {
            self.place = place;
            self.arrived(Moved::Given);
        }
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
    fn the_way_back_of_the_host_is_followed() {
        let page = state().after(Action::Open("I21".into()));
        let back = page.after(Action::Go(Place::results("heart")));
        assert!(back.back.is_empty());
        assert_eq!(back.after(Action::Forward).place, page.place);
        let forward = back.after(Action::Go(page.place.clone()));
        assert_eq!((forward.back.len(), forward.forward.len()), (1, 0));
    }

    #[test]
    fn going_back_finds_the_results_as_they_were_left() {
        let page = state()
            .after(Action::More)
            .after(Action::Choose(12, "I21".into()));
        assert_eq!((page.active, page.shown), (None, 10));
        let back = page.after(Action::Back);
        assert_eq!((back.active, back.shown), (Some(12), 10 + MORE));
    }

    #[test]
    fn enter_in_the_box_over_a_page_returns_to_the_results() {
        let page = state().after(Action::Open("I21".into()));
        let results = page.after(Action::Results);
        assert_eq!(results.place, Place::results("heart"));
        assert_eq!(results.back.len(), 2);
        let nothing = State::new(Place::page("I21"), 10);
        assert_eq!(nothing.after(Action::Results), nothing);
    }

    #[test]
    fn the_tree_remembers_what_was_unfolded() {
        let way = ["Chapter 9", "I20-I25", "I21"].map(String::from).to_vec();
        let tree = state().after(Action::Browse(way));
        assert_eq!(tree.place.code.as_deref(), Some(ROOT));
        assert_eq!(tree.sought.as_deref(), Some("I21"));
        let folded = tree.after(Action::Fold("I20-I25".into()));
        assert_eq!(folded.unfolded.iter().collect::<Vec<_>>(), ["Chapter 9"]);
        let back = folded.after(Action::Open("I21".into())).after(Action::Back);
        assert_eq!(back.unfolded, folded.unfolded);
    }

    #[test]
    fn more_and_another_limit_draw_more_and_typing_begins_anew() {
        let more = state().after(Action::More);
        assert_eq!(more.shown, 10 + MORE);
        assert_eq!(more.after(Action::Limit(5)).shown, 10 + MORE);
        assert_eq!(state().after(Action::Limit(15)).shown, 15);
        assert_eq!(more.after(Action::Type("lung".into())).shown, 10);
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
