//! The style sheet of the element, put together by `src/setup/styles.rs`.

/// All rules, for one constructed style sheet that every element shares.
pub const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/styles.css"));
