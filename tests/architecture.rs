//! Which module may use which, and what each must never contain. ARCHITECTURE.md
//! says why.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

/// A module and the modules of this crate that it may use.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("code", &["text"]),
    ("format", &["text", "code"]),
    ("indexer", &["text", "code", "format"]),
    ("engine", &["text", "code", "format"]),
    ("explain", &["text", "code", "format", "engine"]),
    ("ui", &["text", "code", "format", "engine", "explain"]),
    ("web", &["text", "code", "format", "engine", "explain", "ui"]),
    ("cli", &["text", "code", "format", "engine", "explain", "indexer"]),
    ("bin", &["web", "cli"]),
];

/// What must never stand in a module.
const NEVER: [(&str, &[&str]); 6] = [
    ("format", &["std::fs", "std::net", "web_sys", "std::time"]),
    ("engine", &["std::fs", "std::net", "web_sys", "std::time", "yew"]),
    ("explain", &["std::fs", "web_sys", "yew", "<div"]),
    (
        "ui",
        &[
            "JsValue",
            "local_storage",
            "fetch(",
            "from_html_unchecked",
            "std::fs",
            "style=\"",
        ],
    ),
    ("indexer", &["web_sys", "wasm_bindgen", "yew"]),
    ("web", &["from_html_unchecked", "set_inner_html", "eval("]),
];

fn sources(module: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push((path.clone(), std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module),
        &mut found,
    );
    assert!(!found.is_empty(), "src/{module} has no source");
    found
}

/// The code of a file without its comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn dependencies_point_one_way() {
    for (module, allowed) in MAY_USE {
        for (path, text) in sources(module) {
            for (at, line) in code(&text) {
                let uses = line
                    .split("crate::")
                    .skip(1)
                    .chain(line.split("medcode::").skip(1));
                for used in uses {
                    let used: String = used
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    let is_module = MAY_USE.iter().any(|(name, _)| *name == used);
                    assert!(
                        !is_module || used == module || allowed.contains(&used.as_str()),
                        "{}:{}: {module} may not use {used}",
                        path.display(),
                        at + 1
                    );
                }
            }
        }
    }
}

#[test]
fn modules_do_not_contain_what_they_must_not() {
    for (module, never) in NEVER {
        for (path, text) in sources(module) {
            for (at, line) in code(&text) {
                for word in never {
                    assert!(
                        !line.contains(word),
                        "{}:{}: `{word}` in {module}",
                        path.display(),
                        at + 1
                    );
                }
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (module, _) in MAY_USE {
        for (path, text) in sources(module) {
            assert!(
                text.starts_with("//! "),
                "{} does not begin with what it is",
                path.display()
            );
        }
    }
}
