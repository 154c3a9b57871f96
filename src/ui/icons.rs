//! The few pictures of the interface. Each stands beside a word or a label, so
//! none is announced.

use super::tag::{Tag, tag};

fn svg(class: &'static str, size: &'static str, view: &'static str) -> Tag {
    tag("svg", class)
        .attr("viewBox", view)
        .attr("width", size)
        .attr("height", size)
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
}

fn line(class: &'static str, path: &'static str) -> Tag {
    tag("path", class)
        .attr("d", path)
        .attr("fill", "none")
        .attr("stroke-width", "1.75")
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round")
}

fn circle(radius: &'static str) -> Tag {
    tag("circle", "")
        .attr("cx", "8")
        .attr("cy", "8")
        .attr("r", radius)
}

fn icon(path: &'static str) -> Tag {
    svg("mc-icon", "20", "0 0 20 20").child(line("", path).attr("stroke", "currentColor"))
}

fn sign() -> Tag {
    svg("mc-sign", "16", "0 0 16 16")
}

/// A magnifying glass.
pub fn search() -> Tag {
    icon("M8.75 3.5a5.25 5.25 0 1 0 0 10.5a5.25 5.25 0 1 0 0-10.5M12.6 12.6L16.75 16.75")
}

/// A cross.
pub fn clear() -> Tag {
    icon("M5.5 5.5L14.5 14.5M14.5 5.5L5.5 14.5")
}

/// An arrow to the left.
pub fn back() -> Tag {
    icon("M16 10H4.5M9 5.25L4.25 10L9 14.75")
}

/// An arrow to the right.
pub fn forward() -> Tag {
    icon("M4 10H15.5M11 5.25L15.75 10L11 14.75")
}

/// An indented list.
pub fn browse() -> Tag {
    icon("M3.5 5H16.5M7 10H16.5M10.5 15H16.5M3.5 10H3.6M3.5 15H3.6M7 15H7.1")
}

/// Something that unfolds; turned by the style sheet when it has.
pub fn fold() -> Tag {
    icon("M7.75 5L12.75 10L7.75 15")
}

/// Two sheets.
pub fn copy() -> Tag {
    icon("M7.5 7.5H15.5V16.5H7.5ZM12.5 7.5V3.5H4.5V12.5H7.5")
}

/// A tick in a disc: complete, may be billed.
pub fn complete() -> Tag {
    sign()
        .child(circle("7.25").attr("fill", "currentColor"))
        .child(line("mc-tick", "M4.75 8.25L7 10.5L11.25 5.75"))
}

/// A broken ring: characters are missing.
pub fn incomplete() -> Tag {
    let ring = circle("6.25")
        .attr("fill", "none")
        .attr("stroke", "currentColor")
        .attr("stroke-width", "1.75")
        .attr("stroke-dasharray", "3.2 2.6");
    sign().child(ring)
}
