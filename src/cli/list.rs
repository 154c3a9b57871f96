//! Every code of an index, one line of JSON for each, for scripts and for other
//! search engines that are to be compared with this one.

use std::io::Write;

use serde::Serialize;

use super::json;
use crate::engine::{Book, Row, Set};

/// One row as `list` prints it.
#[derive(Serialize)]
struct Listing<'a> {
    set: &'a str,
    code: String,
    title: String,
    billable: bool,
    /// Official inclusion terms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<String>,
    /// Other names, in Medcode's own words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<String>,
}

/// Inclusion terms and other names of a row; those of an entry are those of the codes
/// that seventh characters make of it.
fn terms(set: &Set, row: Row) -> [Vec<String>; 2] {
    let Some(set) = set.tabular() else {
        return [const { Vec::new() }; 2];
    };
    let list = set.list();
    [list.terms_of(row.entry), list.names_of(row.entry)].map(|numbers| {
        numbers
            .map(|term| list.words.text(list.terms.get(term)))
            .collect()
    })
}

/// Prints all codes of all sets, with every text that a search looks at if `all_terms`.
pub(super) fn list(book: &Book, all_terms: bool) -> Result<bool, String> {
    let mut text = std::io::BufWriter::new(std::io::stdout().lock());
    for set in book.sets() {
        for row in set.rows() {
            let [terms, names] = if all_terms {
                terms(&set, row)
            } else {
                [const { Vec::new() }; 2]
            };
            let row = Listing {
                set: &set.about().set,
                code: set.code(row),
                title: set.title(row),
                billable: set.billable(row),
                terms,
                names,
            };
            writeln!(text, "{}", json(&row)?).map_err(|e| e.to_string())?;
        }
    }
    text.flush().map_err(|e| e.to_string())?;
    Ok(true)
}
