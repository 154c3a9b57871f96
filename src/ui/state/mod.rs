//! Where the reader is, and how they got there: pure data and its changes.

mod history;
#[cfg(test)]
mod tests;

pub use history::{Left, Moved};

use crate::explain::{Copy, Gloss};

/// A place in the reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The code, block, chapter or set whose page is open.
    pub code: Option<String>,
    /// What stands in the search box.
    pub query: String,
    /// The day of service that the reader asks for, `YYYY-MM-DD`; empty for today.
    pub date: String,
    /// The code that stands beside the page's, to be compared; empty for none.
    pub with: String,
    /// The edition that a link to the page was made of; empty if it was no link.
    pub edition: String,
}

impl Place {
    /// The results of a query.
    pub fn results(query: impl Into<String>) -> Self {
        Place {
            query: query.into(),
            ..Place::default()
        }
    }

    /// The page of a code.
    pub fn page(code: impl Into<String>) -> Self {
        Place {
            code: Some(code.into()),
            ..Place::default()
        }
    }
}

/// The entry at the root of the tree.
pub const ROOT: &str = "ICD-10-CM";
/// How many more hits "Show more" brings.
pub const MORE: usize = 20;
/// How far Page Up and Page Down go.
const PAGE: usize = 5;

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
    /// The active option is chosen, or the first; over a page its list is wanted again.
    Enter,
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
    /// The page's code was copied in this form; a link to it, if in none.
    Copied(Option<Copy>),
    /// This is the day of service.
    Date(String),
    /// This code is wanted beside the page's; none, if it is empty.
    With(String),
    /// Only results of this set are wanted, or of all.
    Only(Option<&'static str>),
    /// Only results that have this are wanted, or no longer: `side=right`.
    Refine(String),
    /// The choices to narrow by are wanted, or no longer, where there is no room for them.
    Narrow,
    /// Only what has the words as they were typed is wanted, or what is similar, too.
    Exact(bool),
    /// Where the data is from is wanted, or no longer.
    About,
    /// All that is below the page's code is wanted.
    All {
        /// Whether by key: then the focus goes on to what was not drawn before.
        by_key: bool,
    },
    /// What a group of the page's notes means is wanted, or no longer: the
    /// group's number.
    Explain(usize),
    /// What a word of an official text means is wanted, or no longer.
    Word(Option<Box<Gloss>>),
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
    /// The entries of the tree whose children are seen, each once. They stay
    /// unfolded while the reader looks at a code and comes back.
    pub unfolded: Vec<String>,
    /// The entry that the reader came to the tree from.
    pub sought: Option<String>,
    /// The set that results are wanted of, if not of all.
    pub only: Option<&'static str>,
    /// What else results are narrowed to.
    pub refine: Vec<String>,
    /// Whether the choices to narrow by are seen where there is no room for them.
    pub narrowing: bool,
    /// Whether words count only as they were typed; until the next key.
    pub exact: bool,
    /// Whether it is told where the data is from.
    pub about: bool,
    /// What the reader did on the page that is open.
    pub page: OnPage,
    /// Whether the last change was the reader's step to another place (then the
    /// page takes the focus) and whether it replaces the step before.
    pub step: Moved,
}

/// What a reader did on a page. Another page begins without it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnPage {
    /// What was copied last: the code in some form, or a link to it.
    pub copied: Option<Option<Copy>>,
    /// All that is below the code is drawn, however much.
    pub all: bool,
    /// The groups of notes whose kind is explained, by number.
    pub explained: Vec<usize>,
    /// The word whose meaning is told.
    pub word: Option<Box<Gloss>>,
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
            unfolded: Vec::new(),
            sought: None,
            only: None,
            refine: Vec::new(),
            narrowing: false,
            exact: false,
            about: false,
            page: OnPage::default(),
            step: Moved::Given,
        }
    }

    /// An action happens.
    pub fn act(&mut self, action: Action) {
        match action {
            Action::Type(query) => self.typed(query),
            Action::Move(step, count) => self.active = moved(self.active, step, count),
            Action::Open(code) => self.open(code),
            Action::Choose(at, code) => {
                self.active = Some(at);
                self.open(code);
            }
            Action::Back => self.go_back(),
            Action::Forward => self.go_forward(),
            Action::More => self.shown += MORE,
            Action::Limit(limit) => {
                self.shown = self.shown.max(limit);
                self.limit = limit;
            }
            // Enter on a list is a choice before it comes here.
            Action::Results | Action::Enter => {
                if self.place.code.is_some() && !self.place.query.trim().is_empty() {
                    self.visit(self.results(self.place.query.clone()));
                }
            }
            Action::Browse(mut way) => {
                self.sought = way.pop();
                for code in way {
                    if !self.unfolded.contains(&code) {
                        self.unfolded.push(code);
                    }
                }
                self.open(ROOT.into());
            }
            Action::Fold(code) => toggle(&mut self.unfolded, code),
            Action::Only(set) => {
                self.only = set;
                self.begin();
            }
            Action::Refine(choice) => {
                // An entry is in one chapter.
                let chapter = |choice: &str| choice.starts_with("chapter=");
                self.refine
                    .retain(|known| *known == choice || !chapter(known) || !chapter(&choice));
                toggle(&mut self.refine, choice);
                self.begin();
            }
            Action::Narrow => self.narrowing = !self.narrowing,
            Action::Exact(exact) => {
                self.exact = exact;
                self.begin();
            }
            Action::About => self.about = !self.about,
            Action::Copied(how) => self.page.copied = Some(how),
            Action::Date(date) => {
                self.place.date = date;
                self.step = Moved::Typed { same: true };
            }
            Action::With(with) => self.visit(Place {
                with,
                edition: String::new(),
                ..self.place.clone()
            }),
            Action::All { .. } => self.page.all = true,
            Action::Explain(group) => toggle(&mut self.page.explained, group),
            Action::Word(word) => self.page.word = word.filter(|word| self.page.word.as_ref() != Some(word)),
            Action::Escape if self.active.is_some() => self.active = None,
            Action::Escape => self.typed(String::new()),
            Action::Go(place) => {
                if place != self.place {
                    self.brought(place);
                }
            }
        }
    }

    /// Typing on a page is a new step; typing on is the same one.
    fn typed(&mut self, query: String) {
        let same = self.place.code.is_none();
        self.exact = false;
        if query.is_empty() {
            self.refine.clear();
        }
        if same {
            self.place.query = query;
            self.forward.clear();
        } else {
            self.visit(self.results(query));
        }
        self.arrived(Moved::Typed { same });
    }

    /// The results of a query, on the same day.
    fn results(&self, query: String) -> Place {
        Place {
            date: self.place.date.clone(),
            ..Place::results(query)
        }
    }

    /// The list begins anew.
    fn begin(&mut self) {
        self.active = None;
        self.shown = self.limit;
    }

    /// Opens a page; what stands in the box stays.
    fn open(&mut self, code: String) {
        self.visit(Place {
            code: Some(code),
            query: self.place.query.clone(),
            date: self.place.date.clone(),
            ..Place::default()
        });
    }
}

/// Takes out of a list what is in it, and puts in what is not.
fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|known| *known == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
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
