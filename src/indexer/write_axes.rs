//! From ICD-10-PCS titles to index files.

use std::collections::BTreeMap;

use super::pcs_grammar::{Grammar, Part as Slot, induce};
use super::record::{Composed, Source};
use super::write::{self, File, Files, Numbers};
use crate::code::pcs::TABLE;
use crate::format::axes::{self, Draft, DraftSlot, Key, Named, Names, key, masked};
use crate::format::container;
use crate::format::vocabulary::Vocabulary;
use crate::format::{Fault, Manner, Part, Section};
use crate::text::tokens;

/// The form that stands where a blank must be said.
const BLANK: &str = " ";
/// What joins the labels of a code without a title.
const AND: &str = "; ";

/// The files of the set: codes and titles; facts, if there are any.
///
/// # Errors
/// A [`Fault`] if the titles are nothing that the layout can hold.
pub fn files(stem: &str, source: &Source, titles: &Composed) -> Result<Vec<File>, Fault> {
    let grammars = grammars(titles);
    let words = words(titles, &grammars);
    let numbers = Numbers::of(&words);
    let text = |text: &str| numbers.text(text);
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
            (Section::Words, &words.encode(Manner::Quick)),
            (Section::Content, &content),
        ],
    );
    let mut files = Files::of(stem, Part::Axes, codes, vec![about])?;
    if let Some(facts) = &source.facts {
        files.facts("-facts", facts, &vec![0; titles.titles.len()]);
    }
    Ok(files.finish())
}

/// How the titles of each table are put together. A code without a title is found by
/// its labels: they stand where the titles of its table have none for its values.
fn grammars(titles: &Composed) -> Vec<Grammar> {
    let titled = titles.titles.iter().filter(|(_, title)| !title.is_empty());
    let known = induce(&titled.cloned().collect::<Vec<_>>());
    let mut known: BTreeMap<String, Grammar> = known
        .into_iter()
        .map(|grammar| (grammar.code.clone(), grammar))
        .collect();
    for (code, labels) in &titles.labels {
        let (Some((table, rest)), Some((operation, labels))) =
            (code.split_at_checked(TABLE), labels.split_first())
        else {
            continue;
        };
        let grammar = known.entry(table.to_owned()).or_insert_with(|| Grammar {
            code: table.to_owned(),
            lead: operation.clone(),
            ..Grammar::default()
        });
        if let Some(key) = key(rest.as_bytes()) {
            (0..)
                .zip(labels)
                .for_each(|(axis, label)| labelled(grammar, 1 << axis, key, label));
        }
    }
    // A table of which nothing is known but its codes.
    for table in titles.titles.iter().filter_map(|(code, _)| code.get(..TABLE)) {
        if !known.contains_key(table) {
            let code = table.to_owned();
            known.insert(
                code.clone(),
                Grammar {
                    code,
                    ..Grammar::default()
                },
            );
        }
    }
    known.into_values().collect()
}

/// Gives a value of an axis a label, if titles do not name it.
fn labelled(grammar: &mut Grammar, axis: u8, key: Key, label: &str) {
    let key = masked(key, axis);
    let part = match grammar.parts.iter_mut().find(|part| part.axes == axis) {
        Some(part) => part,
        None => {
            grammar.parts.push(Slot {
                axes: axis,
                joint: AND.to_owned(),
                ..Slot::default()
            });
            match grammar.parts.last_mut() {
                Some(part) => part,
                None => return,
            }
        }
    };
    part.labels.entry(key).or_insert_with(|| (true, label.to_owned()));
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
