//! The few pictures of the interface. Each stands beside a word or a label, so
//! none is announced.

use yew::prelude::*;

fn icon(path: &'static str) -> Html {
    html! {
        <svg class="mc-icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path d={path} fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// A magnifying glass.
pub fn search() -> Html {
    icon("M8.75 3.5a5.25 5.25 0 1 0 0 10.5a5.25 5.25 0 1 0 0-10.5M12.6 12.6L16.75 16.75")
}

/// A cross.
pub fn clear() -> Html {
    icon("M5.5 5.5L14.5 14.5M14.5 5.5L5.5 14.5")
}

/// An arrow to the left.
pub fn back() -> Html {
    icon("M16 10H4.5M9 5.25L4.25 10L9 14.75")
}

/// An arrow to the right.
pub fn forward() -> Html {
    icon("M4 10H15.5M11 5.25L15.75 10L11 14.75")
}

/// An indented list.
pub fn browse() -> Html {
    icon("M3.5 5H16.5M7 10H16.5M10.5 15H16.5M3.5 10H3.6M3.5 15H3.6M7 15H7.1")
}

/// Something that unfolds; turned by the style sheet when it has.
pub fn fold() -> Html {
    icon("M7.75 5L12.75 10L7.75 15")
}

/// Two sheets.
pub fn copy() -> Html {
    icon("M7.5 7.5H15.5V16.5H7.5ZM12.5 7.5V3.5H4.5V12.5H7.5")
}

/// A tick in a disc: complete, may be billed.
pub fn complete() -> Html {
    html! {
        <svg class="mc-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <circle cx="8" cy="8" r="7.25" fill="currentColor" />
            <path class="mc-tick" d="M4.75 8.25L7 10.5L11.25 5.75" fill="none" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// A broken ring: characters are missing.
pub fn incomplete() -> Html {
    html! {
        <svg class="mc-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.75" stroke-dasharray="3.2 2.6" />
        </svg>
    }
}
