//! Puts the element's style sheet together, without what only its readers need:
//! comments, indentation and blanks. Every page would pay for them.

use std::path::Path;
use std::{env, fs, io};

/// The parts in the order of the cascade, in `assets/styles`.
const PARTS: [&str; 13] = [
    "base", "search", "entries", "results", "welcome", "browse", "page", "around", "uses", "notes", "check",
    "about", "print",
];

/// Blanks that mean nothing, wherever they stand outside of a string; no string
/// of ours has them.
const BLANKS: [(&str, &str); 8] = [
    (" {", "{"),
    ("{ ", "{"),
    ("; ", ";"),
    (": ", ":"),
    (", ", ","),
    (" }", "}"),
    ("} ", "}"),
    (";}", "}"),
];

fn main() -> io::Result<()> {
    let mut css = String::new();
    for part in PARTS {
        let path = format!("assets/styles/{part}.css");
        println!("cargo::rerun-if-changed={path}");
        css.push_str(&fs::read_to_string(path)?);
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("styles.css"), small(&css))
}

fn small(css: &str) -> String {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in BLANKS {
        text = text.replace(from, to);
    }
    text
}
