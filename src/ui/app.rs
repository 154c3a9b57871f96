//! The one component of `<medical-codes>`. It keeps where the reader is and what
//! that place shows; what all of it looks like is said by plain functions.

use yew::prelude::*;

use super::about::about;
use super::code_page::code_page;
use super::compare::comparison;
use super::focus::{focus, reveal};
use super::results::results;
use super::scene::{Nodes, Scene};
use super::search_box::search_box;
use super::state::{Action, Moved, Place, State};
use super::tag::{div, p};
use super::view::View;
use super::welcome::{unknown, welcome};
use super::{Event, Props};

/// The content of `<medical-codes>`: search box, then results, a page, or the
/// welcome.
pub struct App {
    state: State,
    /// What the present place shows.
    view: View,
    nodes: Nodes,
    act: Callback<Action>,
    /// The place that the host heard of last.
    told: Option<Place>,
    /// The option that was brought into sight last.
    revealed: Option<usize>,
    /// Whether the rest of a list was asked for by key, and takes the focus when
    /// it is drawn.
    rest_by_key: bool,
}

impl Component for App {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let mut state = State::new(props.start.place.clone(), props.limit.max(1));
        if let Some((_, place)) = &props.navigate {
            state.act(Action::Go(place.clone()));
        }
        App {
            view: View::of(&props.book.get(), &state, &props.today),
            state,
            nodes: Nodes::default(),
            act: ctx.link().callback(|action| action),
            told: None,
            revealed: None,
            rest_by_key: false,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        if let Action::All { by_key } = action {
            self.rest_by_key = by_key;
        }
        // Keys may come faster than results are drawn: what counts is the list as it is now.
        let action = match action {
            Action::Enter => self.entered(),
            action => action,
        };
        self.act(ctx.props(), action);
        true
    }

    /// The host may add to the book, ask for a place, or change an option.
    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.limit != old.limit {
            self.act(props, Action::Limit(props.limit.max(1)));
        }
        if let Some((_, place)) = &props.navigate
            && props.navigate != old.navigate
        {
            self.act(props, Action::Go(place.clone()));
        }
        if props.book != old.book {
            self.look(props);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let scene = Scene {
            props,
            book: &props.book.get(),
            state: &self.state,
            nodes: &self.nodes,
            act: &self.act,
        };
        let content = match &self.view {
            View::Welcome => welcome(&scene),
            View::Results(answer, check) => results(&scene, answer, check.as_deref()),
            View::Page(page) => code_page(&scene, page),
            View::Compared(compared) => comparison(&scene, compared),
            View::Unknown(code) => unknown(&scene, code),
        };
        let class = if props.compact { "mc mc-compact" } else { "mc" };
        let status = p("mc-hidden mc-status")
            .attr("role", "status")
            .attr("aria-live", "polite")
            .text(&self.view.status());
        div(class)
            .attr("part", "root")
            .attr("lang", "en")
            .child(search_box(&scene, &self.view))
            .child(status)
            .child(div("mc-view").attr("part", "view").child(content))
            .child(about(&scene))
            .into()
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let props = ctx.props();
        let new = self.told.as_ref() != Some(&self.state.place);
        if self.state.active.is_some() && (new || self.state.active != self.revealed) {
            reveal(&self.nodes.active);
        }
        self.revealed = self.state.active;
        if std::mem::take(&mut self.rest_by_key) {
            focus(&self.nodes.rest);
        }
        if new {
            self.told = Some(self.state.place.clone());
            self.arrive(props);
        }
        if first && props.start.focused {
            focus(&self.nodes.input);
        }
    }
}

impl App {
    /// An action happens. Only another place, or another number of hits, is
    /// looked up anew.
    fn act(&mut self, props: &Props, action: Action) {
        let asked = |state: &State| {
            let chosen = (state.only, state.refine.clone(), state.exact);
            (state.place.clone(), state.shown, chosen)
        };
        let before = asked(&self.state);
        let step = self.state.step;
        self.state.act(action);
        // What was typed and left before it was drawn is a step, too.
        if let Moved::Typed { same } = step
            && self.state.step == Moved::Went
            && before.0 != self.state.place
            && self.told.as_ref() != Some(&before.0)
        {
            let place = before.0.clone();
            self.told = Some(place.clone());
            props.on_event.emit(Event::Navigate { place, replace: same });
        }
        if before != asked(&self.state) {
            self.look(props);
        }
    }

    /// What Enter does in the box.
    fn entered(&self) -> Action {
        let View::Results(answer, _) = &self.view else {
            return Action::Results;
        };
        let hits = &answer.results;
        let at = self.state.active.filter(|&at| at < hits.len()).unwrap_or(0);
        hits.get(at)
            .map_or(Action::Results, |hit| Action::Choose(at, hit.address()))
    }

    fn look(&mut self, props: &Props) {
        self.view = View::of(&props.book.get(), &self.state, &props.today);
    }

    /// The host hears of a new place once, and the page takes the focus if the
    /// reader went there.
    fn arrive(&self, props: &Props) {
        let place = self.state.place.clone();
        let went = self.state.step == Moved::Went;
        let replace = match self.state.step {
            Moved::Given => None,
            Moved::Typed { same } => Some(same),
            Moved::Went => Some(false),
        };
        if let Some(replace) = replace {
            props.on_event.emit(Event::Navigate { place, replace });
        }
        if let Some(event) = self.view.event() {
            props.on_event.emit(event);
        }
        if went && self.state.place.code.is_some() {
            focus(&self.nodes.top);
            // In the tree, the entry that the reader came from.
            focus(&self.nodes.found);
        }
    }
}
