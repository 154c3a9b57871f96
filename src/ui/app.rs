//! The element's content: search box, then results, a page, or the welcome.

use yew::prelude::*;

use super::about::About;
use super::code_page::CodePage;
use super::focus::focus;
use super::results::Results;
use super::search_box::SearchBox;
use super::state::{Action, Moved, Place, State};
use super::welcome::Welcome;
use super::{Event, Props, words};
use crate::engine::{Answer, Options};
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

/// The content of `<medical-codes>`.
#[component]
pub fn App(props: &Props) -> Html {
    let state = use_reducer(|| State::new(first_place(props), props.limit.max(1)));
    let shown = use_memo((props.book.clone(), state.place.clone(), state.shown), |_| {
        view(props, &state)
    });
    let top = use_node_ref();
    let input = use_node_ref();

    // Places that the host asks for.
    {
        let state = state.clone();
        use_effect_with(props.navigate.clone(), move |navigate| {
            if let Some((_, place)) = navigate {
                state.dispatch(Action::Go(place.clone()));
            }
        });
    }
    // The host hears of a new place once, and the page takes the focus if the
    // reader went there.
    {
        let (props, state, shown, top) = (props.clone(), state.clone(), shown.clone(), top.clone());
        use_effect_with(state.place.clone(), move |_| {
            tell(&props, &state, &shown);
            if state.step == Moved::Went && state.place.code.is_some() {
                focus(&top);
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
    let open = dispatch.reform(Action::Open);
    let answer = match &*shown {
        View::Results(answer) => Some(answer),
        _ => None,
    };
    let status = match &*shown {
        View::Results(answer) => words::count(answer.total),
        View::Page(page) => format!("{} {}", page.code, page.title),
        View::Unknown(_) => words::UNKNOWN.into(),
        View::Welcome => String::new(),
    };
    html! {
        <div class={classes!("mc", props.compact.then_some("mc-compact"))} part="root">
            <SearchBox
                query={state.place.query.clone()}
                codes={answer.map(|a| a.results.iter().map(|hit| hit.code.clone()).collect::<Vec<_>>()).unwrap_or_default()}
                active={state.active}
                can_go_back={!state.back.is_empty()}
                can_go_forward={!state.forward.is_empty()}
                input={input.clone()}
                dispatch={dispatch.clone()}
            />
            <p class="mc-status" role="status" aria-live="polite">{ status }</p>
            <div class="mc-view" part="view">
            { match &*shown {
                View::Welcome => html! {
                    <Welcome book={props.book.clone()} top={props.heading_level} dispatch={dispatch.clone()} />
                },
                View::Results(answer) => html! {
                    <Results answer={answer.clone()} active={state.active} top={props.heading_level} dispatch={dispatch.clone()} />
                },
                View::Page(page) => html! {
                    <CodePage
                        page={(**page).clone()}
                        book={props.book.clone()}
                        notes={props.notes.clone()}
                        top={props.heading_level}
                        focus={top.clone()}
                        {open}
                        on_event={props.on_event.clone()}
                    />
                },
                View::Unknown(code) => html! {
                    <div class="mc-empty" ref={top.clone()} tabindex="-1">
                        { super::heading(props.heading_level, 0, "mc-empty-title", html! { <>{ words::UNKNOWN }{ ": " }<code>{ code.clone() }</code></> }) }
                        <p>{ words::UNKNOWN_HELP }</p>
                    </div>
                },
            } }
            </div>
            <About book={props.book.clone()} today={props.today.clone()} />
        </div>
    }
}
