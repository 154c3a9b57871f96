//! Moving focus and sight. Natively there is neither, so these do nothing there.

use yew::NodeRef;

/// Gives the focus to an element.
pub fn focus(node: &NodeRef) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        // A refused focus is no fault: the element may just have gone.
        let _ = element.focus();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = node;
}

/// Scrolls an element into sight if it is not.
pub fn reveal(node: &NodeRef) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = node;
}
