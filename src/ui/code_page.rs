//! The page of a code: what it is, whether it can be billed, where it stands,
//! what is below it, and every note that applies.

use super::browse::tree;
use super::children::children;
use super::entry::{code, has_headers, is_heading, is_place, official, one_of, row, titled, voice};
use super::marked::glossed;
use super::notes::notes;
use super::scene::Scene;
use super::tag::{Tag, button, div, p, span, tag};
use super::{anatomy, around, icons, plain, uses, words};
use crate::code::cm;
use crate::engine::Level;
use crate::explain::{Link, Page};
use crate::format::notes::Fact;

/// The id of the head; ids are scoped by the element's shadow root.
const TITLE: &str = "mc-page-title";

/// The page of a code, a block, a chapter or the set.
pub fn code_page(scene: &Scene, page: &Page) -> Tag {
    let article = tag("article", "mc-page")
        .attr("part", "page")
        .attr("aria-labelledby", TITLE);
    if page.level == Level::Set {
        return whole_set(scene, page, article);
    }
    let place = is_place(page.set, &page.code);
    let said = has_headers(page.set) || is_heading(page.level) || !page.listed || is_over(page);
    let heading = scene
        .heading(0, "mc-page-heading")
        .maybe((!place).then(|| anatomy::hero(page)))
        .maybe(title(scene, page));
    article
        .child(path(scene, page))
        .child(
            head(scene, heading)
                .maybe((!is_heading(page.level) && !place).then(|| uses::copying(scene, page))),
        )
        .maybe(plain::sentence(scene, page))
        .maybe(around::sides(scene, page))
        .maybe(said.then(|| billing(page, !scene.state.place.date.is_empty())))
        .maybe(is_dated(page).then(|| uses::day(scene)))
        .maybe(page.former.then(|| p("mc-outdated").text(words::FORMER)))
        .maybe(linked_edition(scene, page))
        .maybe(not_compared(scene))
        .maybe(page.own.then(|| p("mc-own").text(words::OWN_TITLE)))
        .maybe(facts(page))
        .maybe(anatomy::built(scene, page))
        .maybe(plain::explained(page))
        .maybe((!is_heading(page.level) && !place).then(|| uses::uses(scene, page)))
        .maybe(children(scene, page))
        .child(around::specific(scene, page))
        .child(notes(scene, page))
        .maybe(around::mentions(scene, page))
        .maybe(others(scene, words::WITH, &page.with))
        .maybe(others(scene, words::ALSO, &page.also))
        .child(keeper(page))
        .maybe(beside(scene, page))
        .child(plain::told(scene))
}

/// The title; of a code that has none, its family's, and that it is that.
fn title(scene: &Scene, page: &Page) -> Option<Tag> {
    let title = span("mc-page-title").attr("part", "title");
    let Some(family) = page.family() else {
        return (!page.title.is_empty()).then(|| {
            title.child(if page.own {
                voice(true).text(&page.title)
            } else if page.words.is_empty() {
                official(&page.title)
            } else {
                glossed(span("mc-glossed").official(), scene, page.set, &page.title)
            })
        });
    };
    let range = span("mc-range").text(&["(", &family.code, ")"].concat());
    Some(title.child(one_of()).child(titled(family)).text(" ").child(range))
}

/// Whether it is a question if the code is valid on a day.
fn is_dated(page: &Page) -> bool {
    let has_days = [Fact::From, Fact::Until]
        .into_iter()
        .any(|fact| !page.fact(fact).is_empty());
    !is_heading(page.level) && (has_headers(page.set) || has_days)
}

/// That the link by which the reader came was made of another edition.
fn linked_edition(scene: &Scene, page: &Page) -> Option<Tag> {
    let linked = &scene.state.place.edition;
    let other = !linked.is_empty() && *linked != page.edition;
    other.then(|| p("mc-outdated").text(&words::other_edition(linked, &page.edition)))
}

/// That the code that was to be set beside is not known.
fn not_compared(scene: &Scene) -> Option<Tag> {
    let with = &scene.state.place.with;
    (!with.is_empty()).then(|| {
        let code = span("mc-typed").text(with);
        p("mc-outdated")
            .attr("role", "status")
            .text(words::NOT_COMPARED)
            .text(" ")
            .child(code)
    })
}

/// What the codes of the set are, who keeps them, and where to look them up.
fn keeper(page: &Page) -> Tag {
    let keeper = &page.keeper;
    // An index from elsewhere must not bring a way to anything but a page.
    let link = keeper.url.starts_with("https://").then(|| {
        tag("a", "mc-link")
            .attr("href", &keeper.url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .text(keeper.url.trim_start_matches("https://").trim_end_matches('/'))
    });
    let what = p("mc-own")
        .child(tag("strong", "").text(&keeper.name))
        .text(": ")
        .text(&keeper.plain);
    let who = p("mc-own")
        .text(words::KEPT_BY)
        .text(" ")
        .text(&keeper.owner)
        .text(". ")
        .text(&keeper.lookup)
        .text(" ")
        .maybe(link);
    div("mc-keeper")
        .maybe((!keeper.plain.is_empty()).then_some(what))
        .child(who)
}

/// Codes that were written beside this one, or have the same characters.
fn others(scene: &Scene, heading: &'static str, links: &[Link]) -> Option<Tag> {
    let rows = links
        .iter()
        .map(|link| tag("li", "").key(&link.address()).child(row(scene, link, "")));
    (!links.is_empty()).then(|| {
        tag("section", "mc-also")
            .child(scene.heading(1, "mc-section").text(heading))
            .child(tag("ul", "mc-rows").children(rows))
    })
}

/// The root: the tree of chapters, and the book's own introduction.
fn whole_set(scene: &Scene, page: &Page, article: Tag) -> Tag {
    let heading = scene
        .heading(0, "mc-page-heading mc-page-title")
        .text(&words::browse_all(page.set, &page.title));
    let introduction = has_headers(page.set).then(|| {
        tag("details", "mc-introduction")
            .child(tag("summary", "").text(words::INTRODUCTION))
            .child(notes(scene, page))
    });
    article
        .child(head(scene, heading))
        .child(p("mc-own").text(if page.keeper.plain.is_empty() {
            words::BROWSE_HELP
        } else {
            &page.keeper.plain
        }))
        .child(tree(scene, &page.code))
        .maybe(introduction)
}

/// The head, which takes the focus when the reader comes here.
fn head(scene: &Scene, heading: Tag) -> Tag {
    let header = tag("header", "")
        .attr("tabindex", "-1")
        .attr("id", TITLE)
        .found_by(&scene.nodes.top)
        .child(heading);
    div("mc-head").child(header)
}

/// Whether the code has its days, and today is none of them. A page of a former
/// edition says so itself.
fn is_over(page: &Page) -> bool {
    page.listed && !page.former && words::today(page).is_some_and(|(_, valid)| valid == Some(false))
}

/// Whether the code can be billed, and if not, what is missing.
fn billing(page: &Page, asked: bool) -> Tag {
    let today = words::today(page).is_none_or(|(_, valid)| valid == Some(true));
    let (class, sign) = match (page.billable && today, is_heading(page.level)) {
        (true, _) => ("mc-billing mc-yes", Some(icons::complete())),
        (false, false) => ("mc-billing mc-no", Some(icons::incomplete())),
        (false, true) => ("mc-billing mc-heading-only", None),
    };
    if !page.listed {
        let (short, long) = if page.facts.is_empty() {
            (words::RECOGNISED, words::RECOGNISED_MORE)
        } else {
            words::unlisted(&page.facts)
        };
        return p("mc-billing mc-no").child(icons::incomplete()).child(
            span("")
                .child(tag("strong", "").text(short))
                .text(" ")
                .child(span("mc-billing-more").text(long)),
        );
    }
    let (short, long) = words::billing(page, asked);
    p(class).maybe(sign).child(
        span("")
            .child(tag("strong", "").text(short))
            .text(" ")
            .child(span("mc-billing-more").text(&long)),
    )
}

/// What is known of the code besides its title.
fn facts(page: &Page) -> Option<Tag> {
    if page.facts.is_empty() && page.remarks.is_empty() {
        // They come with the notes; their space is kept.
        let coming = !page.complete && page.billable && page.set == cm::SET;
        return coming.then(|| div("mc-facts mc-facts-coming"));
    }
    let mut list = tag("dl", "mc-facts");
    for remark in &page.remarks {
        let quote = span("").official().text(&words::quoted(&remark.quote));
        let says = tag("dd", "")
            .child(voice(true).text(remark.says))
            .text(" ")
            .child(quote);
        list = list.child(tag("dt", "").text(remark.about)).child(says);
    }
    for known in &page.facts {
        let value = words::value(known.fact, &known.value);
        list = list
            .child(tag("dt", "").text(known.fact.name()))
            .child(tag("dd", "").text(&value));
    }
    Some(list)
}

/// The levels above, each of which can be opened.
fn path(scene: &Scene, page: &Page) -> Tag {
    let crumb = |link: &Link| {
        let place = is_place(link.set, &link.code);
        let title = (link.level != Level::Set && !place)
            .then(|| span("mc-hidden").official().text(" ").text(&link.title));
        let crumb = button("mc-crumb", scene.opening(&link.address()))
            .attr("title", &link.title)
            .attr("data-code", &link.code)
            .text(if place { &link.title } else { &link.code })
            .maybe(title);
        tag("li", "").child(crumb)
    };
    tag("nav", "mc-path")
        .attr("aria-label", words::PATH)
        .child(tag("ol", "").children(page.path.iter().map(crumb)))
}

/// The entries before and after at the same level.
fn beside(scene: &Scene, page: &Page) -> Option<Tag> {
    let way = |link: &Option<Link>, class, word, sign: fn() -> Tag| {
        let link = link.as_ref()?;
        let what = span("mc-way-what")
            .child(span("mc-way-word").text(word))
            .child(code(link))
            .child(span("mc-title").child(titled(link)));
        let way = button(class, scene.opening(&link.address())).attr("data-code", &link.code);
        Some(way.child(sign()).child(what))
    };
    if page.previous.is_none() && page.next.is_none() {
        return None;
    }
    Some(
        tag("nav", "mc-beside")
            .attr("aria-label", words::BESIDE)
            .maybe(way(
                &page.previous,
                "mc-way mc-previous",
                words::PREVIOUS,
                icons::back,
            ))
            .maybe(way(&page.next, "mc-way mc-next", words::NEXT, icons::forward)),
    )
}
