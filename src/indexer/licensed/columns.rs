//! Which columns a table has, and what its first lines say of it.

use super::sets::{SETS, Set};
use super::table::{Row, Table};

/// What the columns may be called: in lower case, without blanks and signs.
const CODE: &[&str] = &["code", "codes"];
const SHORT: &[&str] = &[
    "short",
    "shortdescription",
    "shortdescriptor",
    "shortdesc",
    "shorttitle",
];
const LONG: &[&str] = &[
    "long",
    "longdescription",
    "longdescriptor",
    "longdesc",
    "longtitle",
    "title",
    "description",
    "descriptor",
    "desc",
    "fulldescription",
    "meaning",
    "text",
    "name",
];
const SET: &[&str] = &["set", "codeset"];
const FROM: &[&str] = &[
    "from",
    "validfrom",
    "start",
    "startdate",
    "effectivedate",
    "effective",
];
const TO: &[&str] = &[
    "to",
    "validto",
    "until",
    "stop",
    "stopdate",
    "end",
    "enddate",
    "terminationdate",
];
/// A heading without regard for case, blanks and signs.
pub(super) fn plain(heading: &str) -> String {
    heading
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Where the columns are that are read.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) code: Option<usize>,
    pub(super) short: Option<usize>,
    pub(super) long: Option<usize>,
    pub(super) set: Option<usize>,
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
    /// How many there are.
    pub(super) count: usize,
    /// The set that the heading of the codes names.
    pub(super) named: Option<&'static Set>,
    /// Headings of columns that are not read.
    pub(super) others: Vec<String>,
}

impl Columns {
    pub(super) fn of(row: &Row) -> Columns {
        let mut columns = Columns {
            count: row.cells.len(),
            ..Columns::default()
        };
        for (at, cell) in row.cells.iter().enumerate() {
            let heading = plain(&cell.text);
            let is = |known: &[&str]| known.contains(&heading.as_str());
            let named = SETS.iter().find(|set| is(set.headings));
            let slot = match () {
                () if is(CODE) || named.is_some() => &mut columns.code,
                () if is(SHORT) => &mut columns.short,
                () if is(LONG) => &mut columns.long,
                () if is(SET) => &mut columns.set,
                () if is(FROM) => &mut columns.from,
                () if is(TO) => &mut columns.to,
                () => {
                    columns.others.push(cell.text.clone());
                    continue;
                }
            };
            match slot {
                // Of two columns that could be it, the first is.
                Some(_) => columns.others.push(cell.text.clone()),
                None => {
                    *slot = Some(at);
                    columns.named = columns.named.or(named);
                }
            }
        }
        columns
    }

    pub(super) fn is_whole(&self) -> bool {
        self.code.is_some() && (self.long.is_some() || self.short.is_some())
    }
}

/// What comment lines say, `set: cpt`, by key.
pub(super) fn said<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.comments.iter().find_map(|comment| {
        let (known, value) = comment.split_once(':')?;
        (plain(known) == key).then_some(value.trim())
    })
}
