//! The results: the list of the search box.

use yew::prelude::*;

use super::browse::tree;
use super::check::check;
use super::entry::{has_headers, is_place, marker, one_of, voice};
use super::marked::marked;
use super::notes::missing;
use super::refine::{fold, meanings, row};
use super::scene::Scene;
use super::state::{Action, MORE, ROOT};
use super::tag::{Tag, button, div, p, span, tag};
use super::welcome::examples;
use super::{Rest, words};
use crate::engine::{Answer, Correction, Hit, ReasonKind};
use crate::explain::Check;

/// The list's id; ids are scoped by the element's shadow root.
pub const LIST: &str = "mc-list";

/// The id of an option.
pub fn option_id(at: usize) -> String {
    ["mc-option-", &at.to_string()].concat()
}

/// The answer to a query.
pub fn results(scene: &Scene, answer: &Answer, together: Option<&Check>) -> Tag {
    if answer.results.is_empty() {
        return nothing(scene, answer);
    }
    let coming = coming(scene);
    let drawn = answer.results.len();
    let options = answer.results.iter().enumerate();
    let list = tag("ul", "mc-list")
        .attr("id", LIST)
        .attr("part", "list")
        .attr("role", "listbox")
        .attr("aria-label", words::RESULTS)
        .children(options.map(|(at, hit)| option(scene, at, hit, answer.sets.len() > 1)));
    let more = (drawn < answer.total).then(|| {
        // The last time, the button goes.
        let press = if drawn + MORE < answer.total {
            scene.press(Action::More)
        } else {
            scene.press_and_go(Action::More)
        };
        div("mc-rest")
            .child(button("mc-button mc-more", press).text(words::MORE))
            .child(span("").text(&words::drawn(drawn, answer.total)))
    });
    let count = p("mc-count")
        // The live region says the same.
        .attr("aria-hidden", "true")
        .text(&words::count(answer.total));
    let line = div("mc-count-line").child(count).maybe(filter(scene, answer));
    // A line of a bill names several codes, each of which is another.
    let whole = || answer.results.iter().filter(|hit| is_whole(hit));
    let bare = |hit: &Hit| hit.code.trim_start_matches('0').to_owned();
    let first = whole().next().map(bare);
    let named = whole().filter(|hit| Some(bare(hit)) == first).count();
    let several =
        (named > 1).then(|| p("mc-own mc-said mc-several").text(&words::several(answer.query.trim(), named)));
    div("mc-results")
        .key("results")
        .child(line)
        .maybe(row(scene, answer))
        .child(said(scene, answer))
        .maybe(several)
        .child(list)
        .maybe(more)
        .maybe(together.map(|together| check(scene, together)))
        .maybe(coming)
}

/// What is said while some sets are not searched yet, or could not be had.
pub fn coming(scene: &Scene) -> Option<Tag> {
    if scene.props.whole {
        return None;
    }
    Some(match &scene.props.rest {
        Rest::Failed(_) => missing(scene, words::SETS_FAILED, words::SETS_FAILED_HELP),
        _ => p("mc-own mc-said")
            .attr("role", "status")
            .text(words::SETS_LOADING),
    })
}

/// Whether the query is the whole code.
fn is_whole(hit: &Hit) -> bool {
    let length = hit.code.encode_utf16().count() as u32;
    hit.reason.kind == ReasonKind::Code && hit.code_marks.contains(&[0, length])
}

/// The sets that have results: each a way to see only its own.
#[inline(never)]
fn filter(scene: &Scene, answer: &Answer) -> Option<Tag> {
    let only = scene
        .state
        .only
        .filter(|set| answer.sets.iter().any(|count| count.set == *set));
    if answer.sets.len() < 2 {
        return fold(scene, answer).map(|fold| div("mc-chips").child(fold));
    }
    let chip = |set: Option<&'static str>, text: &str| {
        // With a key, or what is being pressed becomes another button when more sets arrive.
        button("mc-chip", scene.press(Action::Only(set)))
            .key(set.unwrap_or("all"))
            .flag("aria-pressed", set == only)
            .text(text)
    };
    let all = chip(None, words::ALL_SETS);
    let sets = answer
        .sets
        .iter()
        .map(|count| chip(Some(count.set), &words::set_count(count.set, count.total)));
    Some(
        div("mc-chips")
            .attr("role", "group")
            .attr("aria-label", words::NARROW)
            .maybe(fold(scene, answer))
            .child(all)
            .children(sets),
    )
}

/// What of the query was understood otherwise than typed, or not at all.
#[inline(never)]
fn said(scene: &Scene, answer: &Answer) -> Html {
    let strong = |text: &str| tag("strong", "").text(text);
    let first = answer.results.first().map(|hit| &hit.reason);
    let showing = match first {
        Some(reason) if reason.kind == ReasonKind::Code => words::READ_AS,
        _ => words::SHOWING,
    };
    let corrected = |correction: &Correction| {
        p("mc-said mc-corrected")
            .text(showing)
            .text(" ")
            .child(strong(&correction.used))
            .text(" (")
            .text(words::TYPED)
            .text(" ")
            .child(span("mc-typed").text(&correction.typed))
            .text(")")
    };
    let unmatched = (!answer.unmatched.is_empty()).then(|| {
        p("mc-said mc-unmatched")
            .text(words::UNMATCHED)
            .text(" ")
            .child(strong(&answer.unmatched.join(", ")))
    });
    let exact = scene.state.exact;
    let typed = ["“", answer.query.trim(), "”"].concat();
    let exactly = if answer.nearest {
        let nothing = if exact {
            words::NOTHING_EXACTLY
        } else {
            words::NOTHING_FOR
        };
        Some([nothing, " ", &typed, ". ", words::NEAREST].concat())
    } else {
        exact.then(|| [words::EXACTLY, " ", &typed, "."].concat())
    };
    let exactly = exactly.map(|text| p("mc-said mc-nearest-of").text(&text));
    let dropped = answer.dropped.iter().map(|choice| {
        let name = words::choice(choice);
        p("mc-said mc-dropped").text(&[words::DROPPED, " “", name, "”. ", words::DROPPED_MORE].concat())
    });
    // The same button, so that it keeps the focus.
    let other = answer.corrections.len() + first.map_or(0, |reason| reason.through.len());
    let undo = ((exact || other > 0) && !answer.nearest).then(|| {
        let text = match exact {
            true => words::SIMILAR.to_owned(),
            false => [words::SEARCH_FOR, " ", &typed, " ", words::AS_TYPED].concat(),
        };
        let press = scene.press(Action::Exact(!exact));
        button("mc-link mc-exact", press).key("exact").text(&text)
    });
    let said = dropped
        .chain(exactly)
        .chain(answer.corrections.iter().map(corrected))
        .chain(unmatched)
        .chain(undo);
    div("mc-saying")
        .children(said)
        .maybe(meanings(scene, answer))
        .into()
}

/// Never an empty list: what may help, and what to try.
#[inline(never)]
fn nothing(scene: &Scene, answer: &Answer) -> Tag {
    let title = scene
        .heading(0, "mc-empty-title")
        .text(words::NOTHING_FOR)
        .text(" “")
        .child(span("mc-typed").text(answer.query.trim()))
        .text("”");
    // One with a right check digit is found.
    let number = answer.query.trim();
    let number = (number.len() == 10 && number.starts_with(['1', '2']))
        .then_some(number)
        .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let help = number.map(|_| &words::CHECK_DIGIT).into_iter();
    let hints = help
        .chain(&words::NOTHING_HELP)
        .map(|help| tag("li", "").text(help));
    div("mc-empty")
        .key("nothing")
        .child(title)
        .maybe(coming(scene))
        .child(tag("ul", "mc-own mc-hints").children(hints))
        .child(examples(scene))
        .child(scene.heading(1, "mc-section").text(words::CHAPTERS))
        .child(tree(scene, ROOT))
}

#[inline(never)]
fn option(scene: &Scene, at: usize, hit: &Hit, mixed: bool) -> Tag {
    let active = scene.state.active == Some(at);
    let (class, part) = if active {
        ("mc-option mc-active", "option active")
    } else {
        ("mc-option", "option")
    };
    let named = match hit.reason.kind {
        ReasonKind::InclusionTerm => Some((words::INCLUSION_TERM, span("").official())),
        ReasonKind::Name => Some((words::OTHER_NAME, voice(true))),
        _ => None,
    };
    let through = hit.reason.through.iter().map(|through| {
        let [typed, used] = [&through.typed, &through.used].map(String::as_str);
        span("mc-reason").text(&words::through(typed, used))
    });
    let reason = named.map(|(word, text)| {
        let word = span("mc-reason-word").text(word).text(": ");
        let term = marked(text, &hit.reason.text, &hit.reason.marks);
        span("mc-reason").child(word).child(term)
    });
    // Beside results of other sets, those with a sign say their set as well.
    let of = (mixed && has_headers(hit.set)).then(|| span("mc-of").text(words::set(hit.set)));
    let code = span("mc-code").attr("part", "code");
    let title = span("mc-title").attr("part", "title");
    let option = tag("li", class)
        .key(&hit.address())
        .attr("id", &option_id(at))
        .attr("part", part)
        .attr("role", "option")
        .attr("data-code", &hit.code)
        .flag("aria-selected", active)
        .on_click(scene.press(Action::Choose(at, hit.address())))
        // The focus stays in the box, as the pattern asks.
        .on_mouse_down(Callback::from(|event: MouseEvent| event.prevent_default()))
        .child(if is_place(hit.set, &hit.code) {
            code
        } else {
            marked(code, &hit.code, &hit.code_marks)
        })
        .child(
            title
                .child(marked(voice(hit.own), &hit.title, &hit.marks))
                .maybe(hit.within.as_ref().map(|within| {
                    one_of()
                        .text(&within.title)
                        .text(" ")
                        .child(span("mc-range").text(&["(", &within.code, ")"].concat()))
                }))
                .maybe(reason)
                .children(through),
        )
        .child(marker(hit.set, hit.billable, hit.level).maybe(of));
    if active {
        option.found_by(&scene.nodes.active)
    } else {
        option
    }
}
