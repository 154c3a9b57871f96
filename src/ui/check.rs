//! What the book's notes say of several codes together, each finding with the texts
//! that it rests on.

use super::entry::titled;
use super::marked::{code_link, linked};
use super::note_group::class;
use super::notes::missing;
use super::scene::Scene;
use super::tag::{Tag, div, p, span, tag};
use super::words;
use crate::explain::{Check, Finding, Gravity, NOTHING_AGAINST, Quote};

/// The findings about the codes of a query.
pub fn check(scene: &Scene, check: &Check) -> Tag {
    let section = tag("section", "mc-check")
        .attr("part", "check")
        .child(scene.heading(1, "mc-section").text(words::TOGETHER))
        .child(p("mc-own").text(words::TOGETHER_HELP));
    if !check.complete {
        return section.child(missing(scene, words::NOTES_FAILED, words::NOTES_FAILED_HELP));
    }
    if check.findings.is_empty() {
        return section.child(p("mc-own").text(NOTHING_AGAINST));
    }
    let findings = check.findings.iter().map(|one| finding(scene, check, one));
    section.child(tag("ol", "mc-findings").children(findings))
}

fn finding(scene: &Scene, check: &Check, finding: &Finding) -> Tag {
    let codes = finding.codes.iter().filter_map(|at| check.codes.get(*at));
    let codes = codes.map(|one| match &one.code {
        Some(link) => code_link("mc-link mc-code", scene, &link.address()).text(&link.code),
        None => span("mc-code").text(&one.typed),
    });
    let head = p("mc-finding-head")
        .child(tag("strong", gravity(finding.gravity)).text(finding.gravity.name()))
        .children(codes);
    tag("li", "mc-finding")
        .child(head)
        .child(p("mc-own").text(finding.problem.says()))
        .children(finding.quotes.iter().map(|one| quote(scene, one)))
}

fn gravity(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Error => "mc-gravity mc-error",
        Gravity::Warning => "mc-gravity mc-warning",
        Gravity::Advice => "mc-gravity",
    }
}

/// A note, and the level at which it stands.
fn quote(scene: &Scene, quote: &Quote) -> Tag {
    let from = p("mc-quote-from")
        .child(tag("strong", "").text(quote.name()))
        .text(" ")
        .text(words::AT)
        .text(" ")
        .child(code_link("mc-link", scene, &quote.from.address()).text(&quote.from.code))
        .text(" ")
        .maybe(
            quote
                .kind
                .map(|_| span("mc-from-title").child(titled(&quote.from))),
        );
    let lines = quote
        .notes
        .iter()
        .map(|note| linked(tag("li", ""), scene, "", note));
    div(quote.kind.map_or("mc-quote mc-plain", class))
        .child(from)
        .child(div("mc-body").child(tag("ul", "mc-note-list").official().children(lines)))
}
