//! The element's content: search box, then results, a page, or the welcome.

use yew::prelude::*;

use super::about::About;
use super::browse::Folding;
use super::code_page::CodePage;
use super::focus::focus;
use super::results::Results;
use super::search_box::SearchBox;
use super::state::{Action, Moved, Place, State};
use super::welcome::{Welcome, examples};
use super::{Event, Props, words};
use crate::engine::{Answer, Level, Options};
use crate::explain::{self, Page};

/// What the present place shows.
enum View {
    Welcome,
    Results(Answer),
    Page(Box<Page>),
    Unknown(String),
}

fn view(props: &Props, state: &State) -> View {
    let book = props.book.get();
    match &state.place.code {
        Some(code) => match explain::show(&book, code) {
            Some(page) => View::Page(Box::new(page)),
            None => View::Unknown(code.clone()),
        },
        None if state.place.query.trim().is_empty() => View::Welcome,
        None => {
            let options = Options {
                limit: state.shown,
                ..Options::default()
            };
            View::Results(book.search(&state.place.query, &options))
        }
    }
}

fn first_place(props: &Props) -> Place {
    if props.start.code.is_empty() {
        Place::results(props.start.query.clone())
    } else {
        Place::page(props.start.code.clone())
    }
}

/// Tells the host what happened: the new place, and what it shows.
fn tell(props: &Props, state: &State, view: &View) {
    let replace = match state.step {
        Moved::Given => None,
        Moved::Typed { same } => Some(same),
        Moved::Went => Some(false),
    };
    if let Some(replace) = replace {
        props.on_event.emit(Event::Navigate {
            place: state.place.clone(),
            replace,
        });
    }
    match view {
        View::Results(answer) => {
            props.on_event.emit(Event::Search {
                query: answer.query.clone(),
                total: answer.total,
            });
        }
        View::Page(page) => props.on_event.emit(Event::Select {
            set: page.set,
            code: page.code.clone(),
            title: page.title.clone(),
        }),
        View::Welcome | View::Unknown(_) => {}
    }
}

/// The way down the tree to a page.
fn way(view: &View) -> Vec<String> {
    match view {
        View::Page(page) => page
            .path
            .iter()
            .filter(|link| link.level != Level::Set)
            .map(|link| link.code.clone())
            .chain((page.level != Level::Set).then(|| page.code.clone()))
            .collect(),
        _ => Vec::new(),
    }
}

/// What the live region says.
fn status(view: &View) -> String {
    match view {
        View::Results(answer) => words::count(answer.total),
        View::Page(page) if page.level == Level::Set => words::browse_all(&page.title),
        View::Page(page) => format!("{} {}", page.code, page.title),
        View::Unknown(_) => words::UNKNOWN.into(),
        View::Welcome => String::new(),
    }
}

/// The content of `<medical-codes>`.
#[component]
pub fn App(props: &Props) -> Html {
    let state = use_reducer(|| State::new(first_place(props), props.limit.max(1)));
    let shown = use_memo((props.book.clone(), state.place.clone(), state.shown), |_| {
        view(props, &state)
    });
    let top = use_node_ref();
    let found = use_node_ref();
    let input = use_node_ref();

    // What the host asks for: another place, another limit.
    {
        let state = state.dispatcher();
        use_effect_with(props.navigate.clone(), move |navigate| {
            if let Some((_, place)) = navigate {
                state.dispatch(Action::Go(place.clone()));
            }
        });
    }
    {
        let state = state.dispatcher();
        use_effect_with(props.limit.max(1), move |&limit| {
            state.dispatch(Action::Limit(limit))
        });
    }
    // The host hears of a new place once, and the page takes the focus if the
    // reader went there.
    {
        let (props, state, shown) = (props.clone(), state.clone(), shown.clone());
        let (top, found) = (top.clone(), found.clone());
        use_effect_with(state.place.clone(), move |_| {
            tell(&props, &state, &shown);
            if state.step == Moved::Went && state.place.code.is_some() {
                focus(&top);
                // In the tree, the entry that the reader came from.
                focus(&found);
            }
        });
    }
    {
        let (input, focused) = (input.clone(), props.start.focused);
        use_effect_with((), move |()| {
            if focused {
                focus(&input);
            }
        });
    }

    let dispatch = {
        let state = state.dispatcher();
        Callback::from(move |action| state.dispatch(action))
    };
    let codes = match &*shown {
        View::Results(answer) => Some(
            answer
                .results
                .iter()
                .map(|hit| hit.code.clone())
                .collect::<Vec<_>>(),
        ),
        _ => None,
    };
    html! {
        <div class={classes!("mc", props.compact.then_some("mc-compact"))} part="root" lang="en">
            <SearchBox
                query={state.place.query.clone()}
                {codes}
                active={state.active}
                can_go_back={!state.back.is_empty()}
                can_go_forward={!state.forward.is_empty()}
                way={way(&shown)}
                input={input.clone()}
                dispatch={dispatch.clone()}
            />
            <p class="mc-hidden mc-status" role="status" aria-live="polite">{ status(&shown) }</p>
            <div class="mc-view" part="view">{ content(props, &state, &shown, [&top, &found, &input], &dispatch) }</div>
            <About book={props.book.clone()} today={props.today.clone()} />
        </div>
    }
}

fn folding(state: &State, found: &NodeRef, dispatch: &Callback<Action>) -> Folding {
    Folding {
        sought: state.sought.clone(),
        found: found.clone(),
        unfolded: state.unfolded.clone(),
        fold: dispatch.reform(Action::Fold),
    }
}

fn content(
    props: &Props,
    state: &State,
    shown: &View,
    [top, found, input]: [&NodeRef; 3],
    dispatch: &Callback<Action>,
) -> Html {
    let heading_level = props.heading_level;
    match shown {
        View::Welcome => html! {
            <Welcome book={props.book.clone()} top={heading_level} input={input.clone()} folding={folding(state, found, dispatch)} dispatch={dispatch.clone()} />
        },
        View::Results(answer) => html! {
            <Results answer={answer.clone()} active={state.active} top={heading_level} input={input.clone()} dispatch={dispatch.clone()} />
        },
        View::Page(page) => html! {
            <CodePage
                page={(**page).clone()}
                book={props.book.clone()}
                notes={props.notes.clone()}
                top={heading_level}
                focus={top.clone()}
                folding={folding(state, found, dispatch)}
                open={dispatch.reform(Action::Open)}
                on_event={props.on_event.clone()}
            />
        },
        View::Unknown(code) => html! {
            <div class="mc-empty" ref={top.clone()} tabindex="-1">
                { super::heading(heading_level, 0, "mc-empty-title", html! { <>{ words::UNKNOWN }{ ": " }<span class="mc-typed">{ code.clone() }</span></> }) }
                <p class="mc-own">{ words::UNKNOWN_HELP }</p>
                { examples(input, dispatch) }
            </div>
        },
    }
}
