//! What stands in a field. Natively there are none, so nothing is read there.

use yew::TargetCast;

/// The text of the field that an event is of.
pub fn typed<E: TargetCast>(event: &E) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return event
        .target_dyn_into::<web_sys::HtmlInputElement>()
        .map(|input| input.value());
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        None
    }
}
