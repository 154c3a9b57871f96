//! Text with the parts that matched, and text with codes that can be followed.

use super::scene::Scene;
use super::state::Action;
use super::tag::{Tag, button, span, tag};
use crate::engine::Mark;
use crate::explain::{Note, glosses};
use crate::text::byte;

fn slice(text: &str, start: u32, end: u32) -> &str {
    text.get(byte(text, start)..byte(text, end)).unwrap_or("")
}

/// Puts a text into an element, its matched parts marked.
pub fn marked(mut within: Tag, text: &str, marks: &[Mark]) -> Tag {
    let mut at = 0;
    for &[start, end] in marks {
        if start < at || end <= start {
            continue;
        }
        within = within
            .text(slice(text, at, start))
            .child(tag("mark", "").text(slice(text, start, end)));
        at = end;
    }
    within.text(slice(text, at, u32::MAX))
}

/// Puts a text into an element, its codes as links. What touches a code, such as
/// its brackets, stays on its line. `set` is whose words it has; of none, they are not
/// explained.
pub fn linked(mut within: Tag, scene: &Scene, set: &str, note: &Note) -> Tag {
    let text = &note.text;
    let mut at = 0;
    for reference in &note.references {
        if reference.start < at {
            continue;
        }
        let before = slice(text, at, reference.start);
        let touching = before.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let (before, opening) = before.split_at_checked(touching).unwrap_or((before, ""));
        let after = slice(text, reference.end, u32::MAX);
        let closing = after.len() - after.trim_start_matches([')', ']', ',', ';', '.']).len();
        let closing = after.get(..closing).unwrap_or("");
        let shown = slice(text, reference.start, reference.end);
        at = reference.end + closing.len() as u32;
        within = glossed(within, scene, set, before).child(
            span("mc-together")
                .text(opening)
                .child(code_link("mc-link", scene, &reference.code).text(shown))
                .text(closing),
        );
    }
    glossed(within, scene, set, slice(text, at, u32::MAX))
}

/// Puts a text of a set into an element; a medical word in it tells what it means when
/// it is tapped. (It is no button: a text in which every other word is one cannot be
/// listened to. The words of the title are told in a list as well.)
pub fn glossed(mut within: Tag, scene: &Scene, set: &str, text: &str) -> Tag {
    let mut at = 0;
    if set.is_empty() {
        return within.text(text);
    }
    for gloss in glosses(scene.book.plain_words(), set, text) {
        let (start, end) = (gloss.start, gloss.end);
        let word = span("mc-word").on_click(scene.press(Action::Word(Some(Box::new(gloss)))));
        within = within
            .text(slice(text, at, start))
            .child(word.text(slice(text, start, end)));
        at = end;
    }
    within.text(slice(text, at, u32::MAX))
}

/// A button that looks like a link and opens a code. The address of the host
/// page is not ours to change, so it is no link.
pub fn code_link(class: &'static str, scene: &Scene, code: &str) -> Tag {
    button(class, scene.opening(code)).attr("data-code", code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_units() {
        let text = "Ménière’s 𝄞 (H81.0-)";
        assert_eq!(slice(text, 0, 7), "Ménière");
        assert_eq!(slice(text, 10, 12), "𝄞");
        assert_eq!(slice(text, 14, 20), "H81.0-");
        assert_eq!(slice(text, 14, 999), "H81.0-)");
        assert_eq!(slice(text, 900, 999), "");
    }
}
