//! Seventh characters: which codes they multiply, and the exceptions that the
//! book states only in words.

use super::record::Record;
use crate::code::cm::{MAX_LENGTH, extend};
use crate::format::notes::Kind;
use crate::format::tabular::{CATEGORY, MAX_DEPTH};

/// How the book begins such an exception. It is said once, under S06: "7th
/// characters D and S do not apply to codes in category S06 with 6th character
/// 7 - death …, or 8 - death …".
const BEGINNING: &str = "7th characters ";
const MIDDLE: &str = " do not apply to codes in category ";
const BEFORE_SIXTH: &str = " with 6th character ";

/// An exception, read from its sentence.
#[derive(Debug, PartialEq, Eq)]
struct Exception {
    labels: Vec<u8>,
    category: String,
    sixth: Vec<u8>,
}

/// The single characters that stand alone between blanks and commas.
fn singles(text: &str) -> Vec<u8> {
    text.split([' ', ','])
        .filter_map(|word| match word.as_bytes() {
            [single] if single.is_ascii_digit() || single.is_ascii_uppercase() => Some(*single),
            _ => None,
        })
        .collect()
}

fn exception(note: &str) -> Option<Exception> {
    let (labels, rest) = note.strip_prefix(BEGINNING)?.split_once(MIDDLE)?;
    let (category, sixth) = rest.split_once(BEFORE_SIXTH)?;
    let found = Exception {
        labels: singles(labels),
        category: category.trim().to_owned(),
        sixth: singles(sixth),
    };
    (!found.labels.is_empty() && !found.sixth.is_empty()).then_some(found)
}

/// Marks the codes that lack seventh characters by such a sentence. A sentence
/// that begins like one and is not understood is reported with its line.
pub fn apply_exceptions(records: &mut [Record], mut report: impl FnMut(u32, &str)) {
    let mut exceptions = Vec::new();
    for record in records.iter() {
        for group in &record.groups {
            for (label, text) in &group.items {
                let text = text.trim();
                if *label != 0 || !text.contains(MIDDLE.trim_end_matches("category ")) {
                    continue;
                }
                match exception(text) {
                    Some(found) => exceptions.push(found),
                    None => report(
                        record.line,
                        "a note restricts seventh characters in words that are not understood",
                    ),
                }
            }
        }
    }
    for record in records {
        for exception in &exceptions {
            let sixth = record.name.as_bytes().get(5);
            if record.depth >= CATEGORY
                && record.name.starts_with(&exception.category)
                && sixth.is_some_and(|sixth| exception.sixth.contains(sixth))
            {
                record.missing.extend(&exception.labels);
            }
        }
    }
}

/// A row of a set: an entry, or the code that a seventh character makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The code without its dot; a chapter's or block's name.
    pub code: String,
    /// The seventh character, 0 for the entry itself.
    pub extension: u8,
    /// Whether it may stand on a claim.
    pub billable: bool,
}

/// All rows in the book's order, as the engine numbers them: every entry, and
/// behind a code without children one row for each seventh character that it or
/// a level above defines.
pub fn rows(records: &[Record]) -> Vec<Row> {
    let mut defined: [Vec<u8>; MAX_DEPTH as usize + 1] = Default::default();
    let mut rows = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let depth = usize::from(record.depth);
        let own = record
            .groups
            .iter()
            .find(|group| group.kind == Kind::SeventhCharacter);
        let labels: Vec<u8> = match (own, depth.checked_sub(1).and_then(|up| defined.get(up))) {
            (Some(group), _) => group
                .items
                .iter()
                .map(|(label, _)| *label)
                .filter(|&label| label != 0)
                .collect(),
            (None, Some(above)) => above.clone(),
            (None, None) => Vec::new(),
        };
        let leaf = records.get(at + 1).is_none_or(|next| next.depth <= record.depth);
        let leaf = leaf && record.depth >= CATEGORY;
        let multiplied = leaf && !labels.is_empty() && record.name.len() < MAX_LENGTH;
        rows.push(Row {
            code: record.name.clone(),
            extension: 0,
            billable: leaf && !multiplied,
        });
        for &extension in labels
            .iter()
            .filter(|label| multiplied && !record.missing.contains(label))
        {
            let mut code = Vec::new();
            extend(&mut code, record.name.as_bytes(), extension);
            rows.push(Row {
                code: String::from_utf8_lossy(&code).into_owned(),
                extension,
                billable: true,
            });
        }
        if let Some(slot) = defined.get_mut(depth) {
            *slot = labels;
        }
    }
    rows
}

/// How many codes are billable.
pub fn billable(records: &[Record]) -> u64 {
    rows(records).iter().filter(|row| row.billable).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_under_s06_is_understood() {
        let found = exception(
            "7th characters D and S do not apply to codes in category S06 with 6th character 7 - death due to brain injury prior to regaining consciousness, or 8 - death due to other cause prior to regaining consciousness.",
        );
        assert_eq!(
            found,
            Some(Exception {
                labels: vec![b'D', b'S'],
                category: "S06".into(),
                sixth: vec![b'7', b'8']
            })
        );
        assert_eq!(exception("7th characters are described below"), None);
    }
}
