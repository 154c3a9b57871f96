//! What results can be narrowed by besides their set, and the meanings of
//! abbreviations: buttons that each leave a part of the results.

use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, div, span};
use super::words;
use crate::engine::{Answer, Refinement};
use crate::text::is_word_char;

/// The row's id.
const ROW: &str = "mc-refine";
/// What has fewer hits than one in so many is not offered.
const SHARE: usize = 16;

/// What is offered: what has a good part of the results, if it is not alone of its kind.
#[inline(never)]
fn offered(answer: &Answer) -> Vec<&Refinement> {
    let mut some: Vec<&Refinement> = answer.refinements.iter().collect();
    some.retain(|one| one.chosen || one.total * SHARE >= answer.total);
    let all = some.clone();
    some.retain(|one| {
        let alone = all.iter().filter(|other| other.by == one.by).count() == 1;
        one.chosen || !alone || one.by == "billable"
    });
    some
}

/// The button that shows them where there is no room for a row of them.
#[inline(never)]
pub fn fold(scene: &Scene, answer: &Answer) -> Option<Tag> {
    let offered = offered(answer);
    let chosen = offered.iter().filter(|one| one.chosen).count();
    (!offered.is_empty()).then(|| {
        let text = match chosen {
            0 => words::REFINE.to_owned(),
            _ => [words::REFINE, ": ", &chosen.to_string()].concat(),
        };
        button("mc-chip mc-narrow", scene.press(Action::Narrow))
            .key("narrow")
            .flag("aria-expanded", scene.state.narrowing)
            .attr("aria-controls", ROW)
            .text(&text)
    })
}

/// The row of them.
#[inline(never)]
pub fn row(scene: &Scene, answer: &Answer) -> Option<Tag> {
    let offered = offered(answer);
    let class = match scene.state.narrowing {
        true => "mc-chips mc-refine mc-open",
        false => "mc-chips mc-refine",
    };
    let mut before = "";
    let chips = offered.iter().map(|one| {
        let choice = one.choice();
        let name = match words::choice(&choice) {
            "" => &one.title,
            name => name,
        };
        let first = !before.is_empty() && before != one.by;
        before = one.by;
        let class = if first { "mc-chip mc-other" } else { "mc-chip" };
        let count = words::thousands(one.total as u64);
        let chip = button(class, scene.press(Action::Refine(choice.clone())))
            .key(&choice)
            .flag("aria-pressed", one.chosen)
            .text(name)
            .text(" ")
            .child(span("mc-many").text(&count));
        if one.title.is_empty() {
            chip
        } else {
            chip.attr("title", &one.title)
        }
    });
    let chips: Vec<Tag> = chips.collect();
    (!chips.is_empty()).then(|| {
        div(class)
            .attr("id", ROW)
            .attr("role", "group")
            .attr("aria-label", words::REFINE_NAME)
            .children(chips)
    })
}

/// The meanings of abbreviations that have several: each a way to search for it.
#[inline(never)]
pub fn meanings(scene: &Scene, answer: &Answer) -> Option<Tag> {
    let several = answer.meanings.iter().flat_map(|several| {
        let of = several.means.iter();
        of.map(|meaning| {
            let query = put(&answer.query, &several.typed, meaning);
            button("mc-chip", scene.press_and_go(Action::Type(query))).text(meaning)
        })
    });
    let several: Vec<Tag> = several.collect();
    (!several.is_empty()).then(|| {
        div("mc-means")
            .attr("role", "group")
            .attr("aria-label", words::DID_YOU_MEAN)
            .child(span("").text(words::DID_YOU_MEAN))
            .children(several)
    })
}

/// A query with a word put for another.
#[inline(never)]
fn put(query: &str, word: &str, other: &str) -> String {
    let mut all = String::new();
    let mut found = false;
    for part in query.split_inclusive(|c| !is_word_char(c)) {
        let rest = part.strip_prefix(word);
        match rest.filter(|rest| !rest.starts_with(is_word_char)) {
            Some(rest) => {
                found = true;
                all.push_str(other);
                all.push_str(rest);
            }
            None => all.push_str(part),
        }
    }
    if found { all } else { other.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn a_meaning_stands_where_its_abbreviation_stood() {
        for (query, expected) in [
            ("ms", "multiple sclerosis"),
            ("arms ms, pain", "arms multiple sclerosis, pain"),
            ("arms", "multiple sclerosis"),
        ] {
            assert_eq!(put(query, "ms", "multiple sclerosis"), expected);
        }
    }
}
