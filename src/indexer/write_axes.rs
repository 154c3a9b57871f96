//! From ICD-10-PCS titles to index files.

use std::collections::HashMap;

use super::pcs_grammar::{Grammar, induce};
use super::record::{Composed, Source};
use super::write::{self, File};
use crate::code::pcs::TABLE;
use crate::format::about::About;
use crate::format::axes::{self, Draft, DraftSlot, Named, Names};
use crate::format::container::{self, Container};
use crate::format::facts;
use crate::format::vocabulary::Vocabulary;
use crate::format::{Fault, Part, Section};
use crate::text::tokens;

/// The form that stands where a blank must be said.
const BLANK: &str = " ";

/// The files of the set: codes and titles; facts, if there are any.
///
/// # Errors
/// A [`Fault`] if the titles are nothing that the layout can hold.
pub fn files(stem: &str, source: &Source, titles: &Composed) -> Result<Vec<File>, Fault> {
    let grammars = grammars(&titles.titles);
    let words = words(titles, &grammars);
    let numbers: HashMap<&str, u32> = words.forms().zip(0..).collect();
    let text = |text: &str| -> Vec<u32> {
        // Every form was put into the vocabulary that the numbers are of.
        tokens(text)
            .filter_map(|token| numbers.get(token).copied())
            .collect()
    };
    let drafts: Vec<Draft> = titles
        .titles
        .chunk_by(|(a, _), (b, _)| a.get(..TABLE) == b.get(..TABLE))
        .zip(&grammars)
        .map(|(rows, grammar)| draft(rows, grammar, text))
        .collect::<Result<_, _>>()?;
    let all = titles
        .names
        .iter()
        .map(|[prefix, label, plain]| Named {
            prefix: prefix.clone().into_bytes(),
            label: text(label),
            plain: text(plain),
        })
        .collect();
    let names = Names {
        all,
        official: titles.official_names,
    };
    let content = axes::encode(&drafts, &names, &words)?;
    let about = write::about(source, false);
    let codes = container::write(
        Part::Axes,
        &[
            (Section::About, &about.encode()),
            (Section::Words, &words.encode()),
            (Section::Content, &content),
        ],
    );
    let base = format!("{:08x}", Container::open(&codes, Part::Axes)?.checksum());
    let file = |ending, bytes, part| File {
        name: [stem, ending, ".mcx"].concat(),
        bytes,
        part,
        abouts: vec![about.clone()],
    };
    let mut files = vec![file("", codes, Part::Axes)];
    if let Some(facts) = &source.facts {
        let [from, to] = facts.known.clone();
        let adding = About {
            set: stem.to_owned(),
            from,
            to,
            base,
            ..About::default()
        };
        let sections = [
            (Section::About, &adding.encode()[..]),
            (
                Section::Content,
                &facts::encode(facts, &vec![0; titles.titles.len()]),
            ),
        ];
        files.push(file(
            "-facts",
            container::write(Part::Facts, &sections),
            Part::Facts,
        ));
    }
    Ok(files)
}

/// How the titles of each table are put together. What has no title says nothing
/// about that; a table without any has no rule.
fn grammars(titles: &[(String, String)]) -> Vec<Grammar> {
    let titled = titles.iter().filter(|(_, title)| !title.is_empty()).cloned();
    let known = induce(&titled.collect::<Vec<_>>());
    let mut known: HashMap<String, Grammar> = known
        .into_iter()
        .map(|grammar| (grammar.code.clone(), grammar))
        .collect();
    let tables = titles.chunk_by(|(a, _), (b, _)| a.get(..TABLE) == b.get(..TABLE));
    let codes = tables.filter_map(|rows| rows.first()?.0.get(..TABLE));
    let grammar = |code: &str| {
        known.remove(code).unwrap_or_else(|| Grammar {
            code: code.to_owned(),
            ..Grammar::default()
        })
    };
    codes.map(grammar).collect()
}

/// All words of titles, of their parts (which end elsewhere than the titles) and
/// of names.
fn words(titles: &Composed, grammars: &[Grammar]) -> Vocabulary {
    let mut forms: Vec<&str> = vec![BLANK];
    forms.extend(titles.titles.iter().flat_map(|(_, title)| tokens(title)));
    for grammar in grammars {
        forms.extend(tokens(&grammar.lead));
        for part in &grammar.parts {
            forms.extend(tokens(&part.joint));
            forms.extend(part.labels.values().flat_map(|(_, label)| tokens(label)));
        }
    }
    for [_, label, plain] in &titles.names {
        forms.extend(tokens(label).chain(tokens(plain)));
    }
    Vocabulary::of(forms)
}

fn draft(
    rows: &[(String, String)],
    grammar: &Grammar,
    text: impl Fn(&str) -> Vec<u32>,
) -> Result<Draft, Fault> {
    let wrong = Fault::Damaged("a code has another length than all others");
    let codes = rows.iter().map(|(code, title)| {
        let behind = code.as_bytes().get(TABLE..)?.try_into().ok()?;
        Some((behind, text(title)))
    });
    let code = grammar.code.as_bytes().try_into().map_err(|_| wrong.clone())?;
    let slots = grammar.parts.iter().map(|part| DraftSlot {
        axes: part.axes,
        joint: text(&part.joint),
        values: part
            .labels
            .iter()
            .map(|(&key, (joined, label))| (key, (*joined, text(label))))
            .collect(),
    });
    Ok(Draft {
        code,
        lead: text(&grammar.lead),
        slots: slots.collect(),
        codes: codes.collect::<Option<_>>().ok_or(wrong)?,
    })
}
