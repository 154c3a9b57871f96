//! Text with the parts that matched, and text with codes that can be followed.

use yew::prelude::*;

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
        parts.push(html! { { slice(text, at, start).to_owned() } });
        parts.push(html! { <mark>{ slice(text, start, end).to_owned() }</mark> });
        at = end;
    }
    parts.push(html! { { slice(text, at, u32::MAX).to_owned() } });
    parts.into_iter().collect()
}

/// A text whose codes are links; `open` is told the code.
pub fn linked(text: &str, references: &[Reference], open: &Callback<String>) -> Html {
    let mut parts = Vec::new();
    let mut at = 0;
    for reference in references {
        parts.push(html! { { slice(text, at, reference.start).to_owned() } });
        let shown = slice(text, reference.start, reference.end).to_owned();
        parts.push(code_link(reference.code.clone(), shown, open));
        at = reference.end;
    }
    parts.push(html! { { slice(text, at, u32::MAX).to_owned() } });
    parts.into_iter().collect()
}

/// A button that looks like a link and opens a code. The address of the host
/// page is not ours to change, so it is no link.
pub fn code_link(code: String, shown: String, open: &Callback<String>) -> Html {
    let onclick = {
        let (open, code) = (open.clone(), code.clone());
        Callback::from(move |_| open.emit(code.clone()))
    };
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
