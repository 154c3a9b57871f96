//! A title in plain words, and what medical words mean.

use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, div, p, span, tag};
use super::{Rest, words};
use crate::explain::{Gloss, Page};
use crate::format::plain::SETS;

/// The title in plain words, or that there are none plainer.
pub fn sentence(scene: &Scene, page: &Page) -> Option<Tag> {
    let Some(plain) = &page.plain else {
        // They come last; their space is kept.
        let may_come =
            SETS.contains(&page.set) && page.listed && !page.own && scene.props.rest == Rest::Loading;
        return may_come.then(|| div("mc-sentence mc-sentence-coming"));
    };
    let said = p("mc-sentence mc-own").attr("part", "plain");
    Some(if plain.is_empty() {
        said.text(words::NO_PLAINER)
    } else {
        said.child(span("mc-voice").text(words::IN_PLAIN))
            .text(" ")
            .text(plain)
    })
}

/// A medical word, plain words for it, and what it is.
fn meaning(gloss: &Gloss) -> [Tag; 2] {
    let said = tag("dd", "mc-own").text(&gloss.plain);
    let more = (!gloss.meaning.is_empty()).then(|| span("mc-meaning-more").text(&gloss.meaning));
    [tag("dt", "").official().text(&gloss.term), said.maybe(more)]
}

/// The medical words of the title.
pub fn explained(page: &Page) -> Option<Tag> {
    let mut told: Vec<&Gloss> = Vec::new();
    for gloss in &page.words {
        if told.iter().all(|known| known.plain != gloss.plain) {
            told.push(gloss);
        }
    }
    let list = told.iter().map(|gloss| div("").children(meaning(gloss)));
    (!told.is_empty()).then(|| {
        tag("details", "mc-words")
            .child(tag("summary", "").text(words::WORDS))
            .child(p("mc-own").text(words::WORDS_HELP))
            .child(tag("dl", "").children(list))
    })
}

/// The meaning of the word that was tapped, where it is seen wherever the reader is.
pub fn told(scene: &Scene) -> Tag {
    let said = scene.state.page.word.as_ref().map(|gloss| {
        div("mc-told-box")
            .child(tag("dl", "").children(meaning(gloss)))
            .child(button("mc-button", scene.press(Action::Word(None))).text(words::CLOSE))
    });
    div("mc-told").attr("role", "status").maybe(said)
}
