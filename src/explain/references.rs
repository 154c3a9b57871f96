//! The codes that a note names: `(A18.32)`, `S72.0-`, `I20-I25`.
//!
//! Only codes that the index has are references; `COVID-19` and `A1C` are not.

use super::page::Reference;
use crate::code::cm;
use crate::engine::TabularSet;
use crate::text::{is_word_char, units};

/// A code as it stands in a text.
struct Named<'a> {
    code: &'a str,
    end: usize,
}

/// The code that begins at `start`: three characters, perhaps a dot and more.
fn code_at(text: &str, start: usize) -> Option<Named<'_>> {
    let rest = text.get(start..)?;
    let run = |text: &str| {
        text.bytes()
            .take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            .count()
    };
    let category = run(rest);
    if category != cm::CATEGORY_LENGTH || !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let after = rest.get(category..)?;
    let more = after.strip_prefix('.').map_or(0, run);
    let length = if more > 0 { category + 1 + more } else { category };
    let next = rest.get(length..)?.chars().next();
    if next.is_some_and(is_word_char) {
        return None;
    }
    Some(Named {
        code: rest.get(..length)?,
        end: start + length,
    })
}

/// All references in a text, in order.
pub fn references(set: &TabularSet, text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let named = if is_word_char(before) {
            None
        } else {
            code_at(text, at)
        };
        let known = named.filter(|named| set.find(named.code).is_some());
        match known {
            Some(first) => {
                let (reference, end) = reference(set, text, at, &first);
                found.push(reference);
                before = text
                    .get(..end)
                    .and_then(|done| done.chars().next_back())
                    .unwrap_or(' ');
                at = end;
            }
            None => {
                before = c;
                at += c.len_utf8();
            }
        }
    }
    found
}

/// A reference that begins with the code `first` at `start`, and where it ends.
fn reference(set: &TabularSet, text: &str, start: usize, first: &Named) -> (Reference, usize) {
    let mut end = first.end;
    let mut code = first.code.to_owned();
    let mut last = String::new();
    let rest = text.get(end..).unwrap_or("");
    if let Some(second) = rest.strip_prefix('-').and_then(|_| code_at(text, end + 1))
        && set.find(second.code).is_some()
    {
        end = second.end;
        let block = format!("{code}-{}", second.code);
        if set.find(&block).is_some_and(|row| set.code(row) == block) {
            code = block;
        } else {
            second.code.clone_into(&mut last);
        }
    } else {
        // `A18.-` and `S72.0-` stand for all codes that begin like that.
        for dash in [".-", "-"] {
            if let Some(after) = rest.strip_prefix(dash)
                && !after.starts_with(is_word_char)
            {
                end += dash.len();
                break;
            }
        }
    }
    (
        Reference {
            start: units(text, start),
            end: units(text, end),
            code,
            last,
        },
        end,
    )
}
