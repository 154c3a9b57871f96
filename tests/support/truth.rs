//! The queries that measure the search, from `tests/data/truth.toml`, whose head says
//! what each key means.

use std::path::Path;

use serde_json::Value;

/// The set of codes that a query means if it does not say.
const DEFAULT_SET: &str = "icd10cm";

/// What somebody types, and the codes that answer it.
pub struct Query {
    /// Its line in the file.
    pub line: usize,
    pub kind: String,
    pub text: String,
    pub best: Vec<String>,
    pub also: Vec<String>,
    pub set: String,
    pub aside: bool,
}

/// All of them, in the file's order. The file keeps to the part of TOML that is
/// written on single lines as JSON is; a line that is not so fails here.
pub fn truth() -> Vec<Query> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/truth.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let mut queries: Vec<Query> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "[[query]]" {
            queries.push(Query {
                line: number,
                kind: String::new(),
                text: String::new(),
                best: Vec::new(),
                also: Vec::new(),
                set: DEFAULT_SET.to_owned(),
                aside: false,
            });
            continue;
        }
        let query = queries.last_mut();
        let read = query.zip(line.split_once(" = "));
        read.and_then(|(query, (key, value))| set(query, key, serde_json::from_str(value).ok()?))
            .unwrap_or_else(|| panic!("truth.toml:{number}: `{line}` is no line of a query"));
    }
    queries
}

/// Gives a query what a line says; `None` if it says nothing that a query has.
fn set(query: &mut Query, key: &str, value: Value) -> Option<()> {
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let strings = |value: &Value| value.as_array()?.iter().map(string).collect::<Option<Vec<_>>>();
    match key {
        "kind" => query.kind = string(&value)?,
        "text" => query.text = string(&value)?,
        "best" => query.best = strings(&value)?,
        "also" => query.also = strings(&value)?,
        "set" => query.set = string(&value)?,
        "aside" => query.aside = value.as_bool()?,
        _ => return None,
    }
    Some(())
}
