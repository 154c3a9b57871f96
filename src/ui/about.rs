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
    let mut newest = newest(&sets);
    let main: Vec<Tag> = newest
        .iter()
        .filter(|about| has_headers(&about.set))
        .map(|about| headline(about))
        .collect();
    newest.retain(|about| is_over(about, today));
    let over = (!newest.is_empty()).then(|| p("mc-outdated").text(&words::outdated(&newest)));
    let open = scene.state.about;
    let button = button("mc-summary", scene.press(Action::About))
        .flag("aria-expanded", open)
        .text(&words::more_sets(sets.len()));
    tag("footer", "mc-about")
        .attr("part", "footer")
        .children(main)
        .maybe(over)
        .child(button)
        .maybe(open.then(|| p("mc-own").text(words::ABOUT_VOICES)))
        .children(sets.iter().filter(|_| open).map(|about| set(about)))
}

/// Of each set the newest edition, which stands first.
fn newest<'a>(sets: &[&'a About]) -> Vec<&'a About> {
    let mut newest: Vec<&About> = Vec::new();
    for &about in sets {
        if newest.iter().all(|other| other.set != about.set) {
            newest.push(about);
        }
    }
    newest
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
    fn a_former_edition_is_no_news_where_a_newer_one_is() {
        let about = |set: &str, edition: &str| About {
            set: set.into(),
            edition: edition.into(),
            ..About::default()
        };
        let sets = [about("a", "2027"), about("a", "2026"), about("b", "2025")];
        let newest = newest(&sets.iter().collect::<Vec<_>>());
        let editions: Vec<&str> = newest.iter().map(|about| about.edition.as_str()).collect();
        assert_eq!(editions, ["2027", "2025"]);
    }

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
