//! What a reader does, and where they are then.

use super::history::MAX_HISTORY;
use super::*;
use crate::explain::Copy;

impl State {
    fn after(&self, action: Action) -> State {
        let mut next = self.clone();
        next.act(action);
        next
    }
}

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
    assert_eq!(folded.unfolded, ["Chapter 9"]);
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

#[test]
fn what_was_done_on_a_page_goes_with_it() {
    let page = state().after(Action::Open("I21".into()));
    let done = page
        .after(Action::Copied(Some(Copy::Code)))
        .after(Action::All { by_key: true })
        .after(Action::Explain(1))
        .after(Action::Explain(0))
        .after(Action::Explain(1));
    let expected = OnPage {
        copied: Some(Some(Copy::Code)),
        all: true,
        explained: vec![0],
        word: None,
    };
    assert_eq!(done.page, expected);
    assert_eq!(done.after(Action::Open("I21".into())).page, expected);
    for leaving in [
        Action::Open("I50".into()),
        Action::Back,
        Action::Type("lung".into()),
        Action::Go(Place::page("I50")),
    ] {
        let left = done.after(leaving);
        assert_eq!(left.page, OnPage::default());
        assert_eq!(left.after(Action::Back).page, OnPage::default());
    }
}

#[test]
fn an_entry_is_unfolded_once_however_often_the_way_leads_through_it() {
    let way = ["Chapter 9", "I21"].map(String::from).to_vec();
    let twice = state()
        .after(Action::Browse(way.clone()))
        .after(Action::Open("I21".into()))
        .after(Action::Browse(way));
    assert_eq!(twice.unfolded, ["Chapter 9"]);
    assert!(twice.after(Action::Fold("Chapter 9".into())).unfolded.is_empty());
}

#[test]
fn choices_are_taken_back_one_by_one_and_with_the_query() {
    let refine = |choice: &str| Action::Refine(choice.into());
    let one = state().after(refine("side=right")).after(refine("chapter=9"));
    assert_eq!(one.after(refine("side=right")).refine, ["chapter=9"]);
    assert_eq!(
        one.after(refine("chapter=19")).refine,
        ["side=right", "chapter=19"]
    );
    assert_eq!(one.after(Action::Type("heart f".into())).refine, one.refine);
    assert!(one.after(Action::Type(String::new())).refine.is_empty());
}

#[test]
fn words_count_as_they_were_typed_until_the_next_key() {
    let exact = state().after(Action::Exact(true));
    assert!(exact.exact && !exact.after(Action::Exact(false)).exact);
    assert!(!exact.after(Action::Type("hearts".into())).exact);
    let page = exact.after(Action::Open("I21".into()));
    assert!(page.after(Action::Back).exact, "the same results again");
}
