//! Text with the parts that matched, and text with codes that can be followed.

use yew::prelude::*;

use super::entry::opening;
use crate::engine::Mark;
use crate::explain::Reference;

/// The byte offset of a UTF-16 offset.
fn byte(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

fn slice(text: &str, start: u32, end: u32) -> &str {
    text.get(byte(text, start)..byte(text, end)).unwrap_or("")
}

/// A text with its matched parts marked.
pub fn marked(text: &str, marks: &[Mark]) -> Html {
    let mut parts = Vec::new();
    let mut at = 0;
    for &[start, end] in marks {
        if start < at || end <= start {
            continue;
        }
        parts.push(html! { { slice(text, at, start).to_owned() } });
        parts.push(html! { <mark>{ slice(text, start, end).to_owned() }</mark> });
        at = end;
    }
    parts.push(html! { { slice(text, at, u32::MAX).to_owned() } });
    parts.into_iter().collect()
}

/// A text whose codes are links; `open` is told the code. What touches a code,
/// such as its brackets, stays on its line.
pub fn linked(text: &str, references: &[Reference], open: &Callback<String>) -> Html {
    let mut parts = Vec::new();
    let mut at = 0;
    for reference in references {
        if reference.start < at {
            continue;
        }
        let before = slice(text, at, reference.start);
        let touching = before.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let (before, opening) = before.split_at_checked(touching).unwrap_or((before, ""));
        let after = slice(text, reference.end, u32::MAX);
        let closing: String = after
            .chars()
            .take_while(|c| matches!(c, ')' | ']' | ',' | ';' | '.'))
            .collect();
        let shown = slice(text, reference.start, reference.end).to_owned();
        at = reference.end + closing.len() as u32;
        parts.push(html! {
            <>
                { before.to_owned() }
                <span class="mc-together">
                    { opening.to_owned() }
                    { code_link(reference.code.clone(), shown, open) }
                    { closing }
                </span>
            </>
        });
    }
    parts.push(html! { { slice(text, at, u32::MAX).to_owned() } });
    parts.into_iter().collect()
}

/// A button that looks like a link and opens a code. The address of the host
/// page is not ours to change, so it is no link.
fn code_link(code: String, shown: String, open: &Callback<String>) -> Html {
    let onclick = opening(&code, open);
    html! { <button type="button" class="mc-link" data-code={code} {onclick}>{ shown }</button> }
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
