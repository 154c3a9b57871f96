//! Whether a note names a code: by itself, by what it begins with, or within a range.

use super::page::{Note, Reference};
use crate::code::cm;
use crate::text::byte;

/// Whether one of a note's references holds a code.
pub(super) fn names(note: &Note, code: &str) -> bool {
    width(note, code).is_some()
}

/// The same, and how much else the reference holds: the less, the smaller.
pub(super) fn width(note: &Note, code: &str) -> Option<usize> {
    let holding = note.references.iter().filter(|reference| {
        holds(reference, code) && {
            let rest = note.text.get(byte(&note.text, reference.end)..).unwrap_or("");
            endings(rest).is_none_or(|endings| {
                let end = code.split_once('.').map_or("", |(_, end)| end);
                endings.iter().any(|one| end.starts_with(one))
            })
        }
    });
    holding.map(breadth).min()
}

/// How many codes a reference holds, as far as that orders references: of a single one by
/// its length, of a range by its categories.
fn breadth(reference: &Reference) -> usize {
    /// More than any single code's.
    const RANGE: usize = 10;
    let Some((first, last)) = ends(reference) else {
        return RANGE.saturating_sub(reference.code.len());
    };
    let place = |code: &str| {
        let bytes = code.bytes().take(cm::CATEGORY_LENGTH);
        bytes.fold(0, |sum: usize, byte| sum * 36 + usize::from(byte))
    };
    RANGE + place(last).saturating_sub(place(first))
}

/// First and last code of a reference that is a range.
fn ends(reference: &Reference) -> Option<(&str, &str)> {
    match reference.code.split_once('-') {
        Some(ends) => Some(ends),
        None if reference.last.is_empty() => None,
        None => Some((&reference.code, &reference.last)),
    }
}

fn dotless(code: &str) -> String {
    code.replace('.', "")
}

fn holds(reference: &Reference, code: &str) -> bool {
    let code = dotless(code);
    match ends(reference) {
        Some((first, last)) => {
            let (first, last) = (dotless(first), dotless(last));
            let upto = code.get(..last.len().min(code.len())).unwrap_or(&code);
            first.as_str() <= code.as_str() && upto <= last.as_str()
        }
        None => code.starts_with(&dotless(&reference.code)),
    }
}

/// The endings by which a note narrows a range: `F10-F19, with .17, .27`.
fn endings(rest: &str) -> Option<Vec<&str>> {
    let list = rest.strip_prefix(", with ")?;
    let upto = list.find([')', ';']).unwrap_or(list.len());
    let all = list.get(..upto)?.split([',', ' ']);
    let all: Vec<&str> = all.filter_map(|one| one.strip_prefix('.')).collect();
    (!all.is_empty()).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::explain::{Note, Reference};

    fn note(text: &str, code: &str, last: &str) -> Note {
        let end = text.find(code).unwrap_or(0) + code.len();
        let end = if last.is_empty() {
            end
        } else {
            end + 1 + last.len()
        };
        Note {
            label: String::new(),
            text: text.to_owned(),
            references: vec![Reference {
                start: 0,
                end: end as u32,
                code: code.to_owned(),
                last: last.to_owned(),
            }],
        }
    }

    #[test]
    fn a_reference_holds_what_begins_so_and_what_lies_between() {
        let gestational = note("gestational diabetes (O24.4-)", "O24.4", "");
        assert!(names(&gestational, "O24.410") && !names(&gestational, "O24.111"));
        let block = note("injury (S00-T88)", "S00-T88", "");
        assert!(names(&block, "S72.001A") && names(&block, "T88.9XXS") && !names(&block, "V00.01XA"));
        let some = note("signs (R40.0-R40.4)", "R40.0", "R40.4");
        assert!(names(&some, "R40.20") && names(&some, "R40.4") && !names(&some, "R41.0"));
    }

    #[test]
    fn a_range_may_be_narrowed_by_endings() {
        let narrowed = note("disorders (F10-F19, with .17, .27)", "F10-F19", "");
        assert!(names(&narrowed, "F10.27") && !names(&narrowed, "F10.20"));
    }
}
