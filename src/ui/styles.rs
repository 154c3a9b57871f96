//! The style sheet of the element, one part a component.

/// All rules, for one constructed style sheet that every element shares.
pub const STYLES: &str = concat!(
    include_str!("../../assets/styles/base.css"),
    include_str!("../../assets/styles/search.css"),
    include_str!("../../assets/styles/entries.css"),
    include_str!("../../assets/styles/results.css"),
    include_str!("../../assets/styles/welcome.css"),
    include_str!("../../assets/styles/browse.css"),
    include_str!("../../assets/styles/page.css"),
    include_str!("../../assets/styles/notes.css"),
    include_str!("../../assets/styles/about.css"),
    include_str!("../../assets/styles/print.css"),
);
