//! Where the data is from, of which edition, and whether that is still in force.

use super::entry::has_headers;
use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, p, tag};
use super::words;
use crate::format::about::About;

/// The foot of the element: the sets that most is looked up in, what is over, and
/// on demand every set with its edition.
pub fn about(scene: &Scene) -> Tag {
    let today = &scene.props.today;
    let sets = scene.book.abouts();
    let main = sets
        .iter()
        .filter(|about| has_headers(&about.set))
        .map(|about| headline(about));
    let over = sets.iter().filter(|about| is_over(about, today));
    let over = over.map(|about| p("mc-outdated").text(&words::outdated(about)));
    let open = scene.state.about;
    let button = button("mc-summary", scene.press(Action::About))
        .flag("aria-expanded", open)
        .text(&words::more_sets(sets.len()));
    tag("footer", "mc-about")
        .attr("part", "footer")
        .children(main)
        .children(over)
        .child(button)
        .maybe(open.then(|| p("mc-own").text(words::ABOUT_VOICES)))
        .children(sets.iter().filter(|_| open).map(|about| set(about)))
}

/// A set with its edition and its days.
fn headline(about: &About) -> Tag {
    p("")
        .child(tag("strong", "").text(&about.name))
        .text(&words::edition(&about.edition))
        .text(&words::validity(about))
}

/// Whether `today` is past the edition's last day. Dates written so compare as text.
fn is_over(about: &About, today: &str) -> bool {
    !today.is_empty() && !about.to.is_empty() && today > about.to.as_str()
}

/// All that is known of where a set is from.
fn set(about: &About) -> Tag {
    let counts = about
        .counts
        .iter()
        .map(|(name, count)| format!("{} {name}", words::thousands(*count)));
    let facts = [
        (words::ABOUT_OWNER, &about.owner),
        (words::ABOUT_LICENCE, &about.licence),
        (words::ABOUT_COUNT, &counts.collect::<Vec<_>>().join(", ")),
        (words::ABOUT_SOURCE, &about.source),
        (words::ABOUT_HASH, &about.sha256),
    ];
    let mut list = tag("dl", "");
    for (name, value) in facts {
        if !value.is_empty() {
            list = list
                .child(tag("dt", "").text(name))
                .child(tag("dd", "").text(value));
        }
    }
    tag("section", "mc-about-set").child(headline(about)).child(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_over_the_day_after_its_last() {
        let about = About {
            to: "2026-09-30".into(),
            ..About::default()
        };
        assert!(!is_over(&about, "2026-09-30"));
        assert!(is_over(&about, "2026-10-01"));
        assert!(!is_over(&about, ""));
        assert!(!is_over(&About::default(), "2026-10-01"));
    }
}
