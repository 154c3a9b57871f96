//! The one table of the tabular list: categories of visual impairment.

use super::tag::{Tag, div, tag};
use crate::explain::Note;

/// Cells come labelled: headings `C R X M`, and for each category its name `c`
/// with maximum `x` and minimum `m` acuities, in pairs (metric, decimal, feet).
pub fn table(notes: &[Note]) -> Tag {
    let text = |label: &str| {
        notes
            .iter()
            .find(|note| note.label == label)
            .map_or("", |note| &note.text)
    };
    let heading = |scope, label| tag("th", "").attr("scope", scope).text(text(label));
    let cells: Vec<&Note> = notes
        .iter()
        .filter(|note| matches!(note.label.as_str(), "c" | "x" | "m"))
        .collect();
    let head = tag("thead", "")
        .child(
            tag("tr", "")
                .child(heading("col", "C").attr("rowspan", "2"))
                .child(heading("colgroup", "R").attr("colspan", "2")),
        )
        .child(
            tag("tr", "")
                .child(heading("col", "X"))
                .child(heading("col", "M")),
        );
    let rows = cells.chunk_by(|_, next| next.label != "c").map(category);
    div("mc-table")
        .official()
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", text("R"))
        .child(tag("table", "").child(head).children(rows))
}

/// One category: a row for each pair. A maximum without a minimum leaves that
/// cell empty.
fn category(cells: &[&Note]) -> Tag {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for cell in cells.iter().skip(1) {
        match (cell.label.as_str(), pairs.last_mut()) {
            ("m", Some((_, minimum))) if minimum.is_empty() => *minimum = &cell.text,
            ("m", _) => pairs.push(("", &cell.text)),
            _ => pairs.push((&cell.text, "")),
        }
    }
    let name = cells.first().map(|note| {
        tag("th", "")
            .attr("scope", "rowgroup")
            .attr("rowspan", &pairs.len().max(1).to_string())
            .text(&note.text)
    });
    // The name stands in the first row, and reaches down to the last.
    let mut name = name;
    let rows = pairs.iter().map(|(maximum, minimum)| {
        tag("tr", "")
            .maybe(name.take())
            .child(tag("td", "").text(maximum))
            .child(tag("td", "").text(minimum))
    });
    tag("tbody", "").children(rows)
}
