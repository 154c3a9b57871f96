//! Where the data is from, of which edition, and whether that is still in force.

use super::scene::Scene;
use super::tag::{Tag, p, tag};
use super::words;
use crate::format::about::About;

/// The foot of the element: every set with its edition.
pub fn about(scene: &Scene) -> Tag {
    let today = &scene.props.today;
    let sets = scene.book.abouts().into_iter();
    tag("footer", "mc-about")
        .attr("part", "footer")
        .children(sets.flat_map(|about| set(about, today)))
}

/// Whether `today` is past the edition's last day. Dates written so compare as text.
fn is_over(about: &About, today: &str) -> bool {
    !today.is_empty() && !about.to.is_empty() && today > about.to.as_str()
}

fn set(about: &About, today: &str) -> Vec<Tag> {
    let billable = about.counts.get("billable").copied().map(words::thousands);
    let facts = [
        (words::ABOUT_OWNER, &about.owner),
        (words::ABOUT_LICENCE, &about.licence),
        (words::ABOUT_COUNT, &billable.unwrap_or_default()),
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
    let mut set = vec![
        p("")
            .child(tag("strong", "").text(&about.name))
            .text(&words::edition(&about.edition))
            .text(&words::validity(&about.from, &about.to)),
    ];
    if is_over(about, today) {
        set.push(p("mc-outdated").text(&words::outdated(&about.from, &about.to)));
    }
    set.push(
        tag("details", "")
            .child(tag("summary", "").text(words::ABOUT))
            .child(list)
            .child(p("mc-own").text(words::ABOUT_VOICES)),
    );
    set
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
