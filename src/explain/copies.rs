//! A code as text for elsewhere: for a message, a note, a page, a table.

use super::page::Page;
use crate::code::scheme::scheme;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// The code by itself.
    Code,
    /// Lines of text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Comma separated values (RFC 4180), with a line of headings.
    Csv,
}

/// The headings of the values.
const HEADINGS: [&str; 6] = [
    "set",
    "edition",
    "code",
    "title",
    "billable",
    "in plain words (Medcode)",
];

/// A page's code as text.
pub fn copy(page: &Page, how: Copy) -> String {
    let name = scheme(page.set).map_or(page.set, |scheme| scheme.name);
    let has_headers = scheme(page.set).is_some_and(|scheme| scheme.has_headers);
    let billable = match (has_headers, page.billable) {
        (false, _) => "",
        (true, true) => "billable",
        (true, false) => "not billable",
    };
    let plain = page.plain.as_deref().unwrap_or("");
    let own = if page.own { " (Medcode’s words)" } else { "" };
    let set = match page.edition.as_str() {
        "" => name.to_owned(),
        edition => [name, ", ", edition, " edition"].concat(),
    };
    let said = match billable {
        "" => set,
        billable => [&set, ", ", billable].concat(),
    };
    match how {
        Copy::Code => page.code.clone(),
        Copy::Text => {
            let mut text = [&page.code, " ", &page.title, own, "\n", &said].concat();
            if !plain.is_empty() {
                text.push_str(&["\nIn plain words (Medcode’s): ", plain].concat());
            }
            text
        }
        Copy::Markdown => {
            let mut text = [
                "**",
                &page.code,
                "** ",
                &marked(&page.title),
                own,
                "  \n",
                &marked(&said),
            ]
            .concat();
            if !plain.is_empty() {
                text.push_str(&["  \n*In plain words (Medcode’s): ", &marked(plain), "*"].concat());
            }
            text
        }
        Copy::Html => {
            let mut text = [
                "<p><strong>",
                &escaped(&page.code),
                "</strong> ",
                &escaped(&page.title),
                own,
            ]
            .concat();
            text.push_str(&["<br>", &escaped(&said)].concat());
            if !plain.is_empty() {
                text.push_str(&["<br><em>In plain words (Medcode’s): ", &escaped(plain), "</em>"].concat());
            }
            text.push_str("</p>");
            text
        }
        Copy::Csv => {
            let values = [name, &page.edition, &page.code, &page.title, billable, plain];
            let line = |values: [&str; 6]| values.map(quoted).join(",");
            [line(HEADINGS), line(values)].join("\r\n")
        }
    }
}

/// What HTML would read as its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// What Markdown would read as its own.
fn marked(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '|') {
            all.push('\\');
        }
        all.push(c);
    }
    all
}

/// A value of a table: between quotes where it has a sign that parts values. What a
/// spreadsheet would take for a formula, no code or title begins with.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text.to_owned()
    }
}
