//! The one table of the tabular list: categories of visual impairment.

use yew::prelude::*;

use crate::explain::Note;

/// Cells come labelled: headings `C R X M`, and for each category its name `c`
/// with maximum `x` and minimum `m` acuities, in pairs (metric, decimal, feet).
pub fn table(notes: &[Note]) -> Html {
    let heading = |label: &str| {
        notes
            .iter()
            .find(|note| note.label == label)
            .map(|note| note.text.clone())
            .unwrap_or_default()
    };
    let cells: Vec<&Note> = notes
        .iter()
        .filter(|note| matches!(note.label.as_str(), "c" | "x" | "m"))
        .collect();
    let rows = cells.chunk_by(|_, next| next.label != "c").map(category);
    html! {
        <div class="mc-table" lang="en" role="region" tabindex="0" aria-label={heading("R")}>
            <table>
                <thead>
                    <tr>
                        <th scope="col" rowspan="2">{ heading("C") }</th>
                        <th scope="colgroup" colspan="2">{ heading("R") }</th>
                    </tr>
                    <tr><th scope="col">{ heading("X") }</th><th scope="col">{ heading("M") }</th></tr>
                </thead>
                { for rows }
            </table>
        </div>
    }
}

/// One category: a row for each pair. A maximum without a minimum leaves that
/// cell empty.
fn category(cells: &[&Note]) -> Html {
    let name = cells.first().map(|note| note.text.clone()).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for cell in cells.iter().skip(1) {
        match (cell.label.as_str(), pairs.last_mut()) {
            ("m", Some((_, minimum))) if minimum.is_empty() => minimum.clone_from(&cell.text),
            ("m", _) => pairs.push((String::new(), cell.text.clone())),
            _ => pairs.push((cell.text.clone(), String::new())),
        }
    }
    let height = pairs.len().max(1).to_string();
    let rows = pairs.into_iter().enumerate().map(|(at, (maximum, minimum))| {
        html! {
            <tr>
                if at == 0 { <th scope="rowgroup" rowspan={height.clone()}>{ name.clone() }</th> }
                <td>{ maximum }</td>
                <td>{ minimum }</td>
            </tr>
        }
    });
    html! { <tbody>{ for rows }</tbody> }
}
