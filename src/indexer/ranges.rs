//! Lists of codes that ranges order: official codes, Medcode's own words about
//! them, and headings that hold each other, put into one tree.

use std::collections::BTreeSet;

use super::lexicon::{Keeper, Lexicon, Words, multiply};
use super::record::{Notes, Record, Source};
use super::report::Report;
use crate::code::range::{holds, is_range};
use crate::code::scheme::{Scheme, scheme};
use crate::format::about::About;
use crate::format::notes::Kind;
use crate::format::tabular::MAX_DEPTH;

/// Sets whose official list is whole where it is given at all: what it lacks is no
/// code, whatever the lexicon says of it.
const WHOLE: [&str; 3] = ["hcpcs", "pos", "poa"];
/// A list that lacks more than one of so many codes of the lexicon was cut off:
/// a release of any year has nine of ten.
const MOST: usize = 2;

/// A set in Medcode's own words alone.
pub fn own(lexicon: &Lexicon, keeper: &Keeper, report: &mut Report) -> Source {
    let source = Source {
        about: About {
            set: lexicon.set.clone(),
            name: scheme(&lexicon.set).map_or(lexicon.set.clone(), |scheme| scheme.name.to_owned()),
            owner: keeper.owner.clone(),
            licence: keeper.licence.clone(),
            source: lexicon.file.clone(),
            sha256: lexicon.sha256.clone(),
            ..About::default()
        },
        records: vec![Record {
            own: true,
            ..Record::default()
        }],
        ..Source::default()
    };
    join(source, lexicon, report)
}

/// Adds Medcode's own words to a set: to its codes, and as headings.
pub fn join(mut source: Source, lexicon: &Lexicon, report: &mut Report) -> Source {
    let mut records = std::mem::take(&mut source.records).into_iter().enumerate();
    let (_, root) = records.next().unwrap_or_default();
    // Each with its row of facts; what is added has none.
    let mut records: Vec<(Option<usize>, Record)> =
        records.map(|(row, record)| (Some(row), record)).collect();
    let official = records.len();
    let codes = || lexicon.words.iter().filter(|words| !is_range(&words.code));
    let names: BTreeSet<&str> = records.iter().map(|(_, record)| record.name.as_str()).collect();
    let there = codes()
        .filter(|words| names.contains(words.code.as_str()))
        .count();
    let cut_off = there * MOST < codes().count();
    let one_of_those = WHOLE.contains(&lexicon.set.as_str()) && official > 0;
    if one_of_those && cut_off {
        let why = format!(
            "has only {there} of the {} codes that bills mostly carry, so it was not taken for the whole list; \
             fetch it again if it was cut off",
            codes().count()
        );
        report.remark(&source.about.source, &why);
    }
    let whole = one_of_those && !cut_off;
    let words = if lexicon.set == "tob" {
        multiply(lexicon.words.clone())
    } else {
        lexicon.words.clone()
    };
    // What a list that is not known to be whole lacks may still be a code.
    let root = Record {
        own: root.own || !whole,
        ..root
    };
    let (mut said, mut dropped) = (0u64, 0u64);
    for words in &words {
        match records.iter_mut().find(|(_, record)| record.name == words.code) {
            Some((_, record)) if !record.title.is_empty() => record.groups.extend(notes(words)),
            Some((_, heading)) => *heading = record(words),
            None if whole && !is_range(&words.code) => {
                dropped += 1;
                continue;
            }
            None => records.push((None, record(words))),
        }
        said += 1;
    }
    // A heading without words says nothing that its range does not.
    records.retain(|(_, record)| !record.title.is_empty());
    let counts = &mut source.about.counts;
    counts.insert("entries in Medcode's own words".into(), said);
    if dropped > 0 {
        counts.insert(
            "own words left out, for the official list lacks the code".into(),
            dropped,
        );
    }
    report.counted(&lexicon.file, counts.clone());
    nest(&mut records);
    let (rows, records): (Vec<_>, Vec<_>) = std::iter::once((Some(0), root)).chain(records).unzip();
    if let Some(facts) = &mut source.facts {
        facts.arrange(&rows);
    }
    source.records = records;
    source
}

fn notes(words: &Words) -> Vec<Notes> {
    let texts = [(Kind::Plain, &words.plain), (Kind::Next, &words.next)];
    let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(kind, text)| Notes {
        kind,
        items: vec![(0, text.clone())],
    })
    .collect()
}

fn record(words: &Words) -> Record {
    Record {
        name: words.code.clone(),
        title: words.label.clone(),
        own: true,
        groups: notes(words),
        line: words.line,
        ..Record::default()
    }
}

/// Puts records into their order, each below the narrowest range that holds it.
fn nest<T>(records: &mut [(T, Record)]) {
    records.sort_by_cached_key(|(_, record)| place(&record.name));
    let mut above: Vec<String> = Vec::new();
    for (_, record) in records {
        let (first, last) = ends(&record.name);
        while above
            .last()
            .is_some_and(|range| !(holds(range, &first) && holds(range, &last)))
        {
            above.pop();
        }
        record.depth = (above.len() + 1).min(MAX_DEPTH.into()) as u8;
        if is_range(&record.name) {
            above.push(record.name.clone());
        }
    }
}

/// First and last code of a range; of a code, itself.
fn ends(name: &str) -> (String, String) {
    match name.split_once('-') {
        Some((first, last)) if !last.contains('-') => (first.to_owned(), last.to_owned()),
        _ => (name.replace('x', "0"), name.replace('x', "9")),
    }
}

/// What orders codes as people do: letters in front, then numbers by their value,
/// and a range before what it holds.
fn place(name: &str) -> (String, u64, String, bool, std::cmp::Reverse<u64>) {
    let parts = |code: &str| {
        let letters: String = code.chars().take_while(char::is_ascii_alphabetic).collect();
        let rest = code.get(letters.len()..).unwrap_or("");
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let ending = rest.get(digits.len()..).unwrap_or("").to_owned();
        (letters, digits.parse().unwrap_or(0), ending)
    };
    let (first, last) = ends(name);
    let (letters, number, ending) = parts(&first);
    let (_, to, _) = parts(&last);
    (letters, number, ending, !is_range(name), std::cmp::Reverse(to))
}

/// What is said of a set as a whole goes to each of its editions.
pub fn keep(sets: &mut [Source], keepers: &[Keeper]) {
    for set in sets {
        let named = keepers.iter().find(|keeper| keeper.set == set.about.set);
        if let Some(keeper) = named {
            set.about.plain.clone_from(&keeper.plain);
            set.about.lookup.clone_from(&keeper.lookup);
            set.about.url.clone_from(&keeper.url);
        }
    }
}

/// Whether words can be joined to a set: no code of it stands below another.
pub fn is_flat(scheme: &Scheme, set: &Source) -> bool {
    let above_code = |pair: &[Record]| match pair {
        [above, below] => below.depth > above.depth && above.depth > 0 && !is_range(&above.name),
        _ => false,
    };
    scheme.first_code == 1 && !set.records.windows(2).any(above_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_was_cut_off_takes_no_code_from_the_lexicon() {
        let lexicon = Lexicon {
            set: "hcpcs".into(),
            words: ["A0001", "A0002", "A0003", "A0000-A9999"]
                .map(|code| Words {
                    code: code.into(),
                    label: "Made up".into(),
                    ..Words::default()
                })
                .into(),
            ..Lexicon::default()
        };
        for (official, kept, said) in [(&["A0001", "A0002"][..], 3, false), (&["A0003"], 4, true)] {
            let codes = official.iter().map(|code| Record {
                depth: 1,
                name: (*code).into(),
                title: "Official".into(),
                ..Record::default()
            });
            let source = Source {
                records: std::iter::once(Record::default()).chain(codes).collect(),
                ..Source::default()
            };
            let mut report = Report::default();
            let joined = join(source, &lexicon, &mut report);
            assert_eq!(joined.records.len() - 1, kept, "{official:?}");
            assert_eq!(report.to_string().contains("cut off"), said, "{report}");
        }
    }

    #[test]
    fn codes_stand_below_the_narrowest_range_that_holds_them() {
        let names = [
            "99213",
            "10",
            "99202-99215",
            "2",
            "B7",
            "99201-99499",
            "A0000-A9999",
            "A0425",
            "0042T",
            "0042T-0999T",
            "011x",
            "0111",
            "01xx",
        ];
        let mut records = names.map(|name| {
            let record = Record {
                name: name.into(),
                ..Record::default()
            };
            ((), record)
        });
        nest(&mut records);
        let nested = records.map(|(_, record)| (record.name, record.depth));
        let expect = [
            ("2", 1),
            ("10", 1),
            ("0042T-0999T", 1),
            ("0042T", 2),
            ("01xx", 1),
            ("011x", 2),
            ("0111", 3),
            ("99201-99499", 1),
            ("99202-99215", 2),
            ("99213", 3),
            ("A0000-A9999", 1),
            ("A0425", 2),
            ("B7", 1),
        ];
        assert_eq!(nested, expect.map(|(name, depth)| (name.to_owned(), depth)));
    }
}
