//! Code systems as FHIR resources (`CodeSystem`), from HL7's terminology
//! package: place of service, present on admission.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::record::{Notes, Record, Source};
use crate::format::about::About;
use crate::format::notes::Kind;

/// A resource, as far as it is read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CodeSystem {
    resource_type: String,
    id: String,
    version: String,
    publisher: String,
    content: String,
    concept: Vec<Concept>,
}

#[derive(Deserialize)]
struct Concept {
    code: String,
    #[serde(default)]
    display: String,
    #[serde(default)]
    definition: String,
}

/// The code systems that become sets: the resource's id, the set's name, and what
/// readers call it.
const KNOWN: [(&str, &str, &str); 2] = [
    ("CMSPlaceofServiceCodes", "pos", "Place of Service"),
    ("presentOnAdmission", "poa", "Present on Admission"),
];

/// Whether the bytes are such a resource, and one that becomes a set.
pub fn recognise(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes)).into_owned();
    start.trim_start().starts_with('{')
        && start.contains("\"CodeSystem\"")
        && KNOWN.iter().any(|(id, ..)| start.contains(&format!("\"{id}\"")))
}

/// The day that a version names, `20240502` or `07/14/2020`, as `2024-05-02`: from then
/// on the list is as it is here. The resource's own date is only that of HL7's copy.
fn day(version: &str) -> Option<String> {
    let parts: Vec<&str> = version.split('/').collect();
    let (year, month, day) = match parts.as_slice() {
        [whole] if whole.len() == 8 => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        [month, day, year] if year.len() == 4 => (*year, *month, *day),
        _ => return None,
    };
    let digits = [year, month, day]
        .iter()
        .all(|part| part.bytes().all(|c| c.is_ascii_digit()));
    digits.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// Reads a code system.
///
/// # Errors
/// A message with file, line and column if it is not one.
pub fn read(file: &str, bytes: &[u8]) -> Result<Source, String> {
    let system: CodeSystem = serde_json::from_slice(bytes).map_err(|e| {
        format!(
            "{file}:{}:{}: no FHIR CodeSystem ({e}); fetch the file again",
            e.line(),
            e.column()
        )
    })?;
    let known = KNOWN.iter().find(|(id, ..)| *id == system.id);
    let Some((_, set, name)) = known.filter(|_| system.resource_type == "CodeSystem") else {
        return Err(format!(
            "{file}: {} is no code system that becomes a set",
            system.id
        ));
    };
    if system.content != "complete" {
        return Err(format!("{file}: holds only a part of the code system"));
    }
    let mut records = vec![Record::default()];
    records.extend(system.concept.into_iter().map(|concept| {
        // A code without a name is called what it means.
        let (title, definition) = if concept.display.is_empty() {
            (concept.definition, String::new())
        } else {
            (concept.display, concept.definition)
        };
        let groups = if definition.is_empty() {
            Vec::new()
        } else {
            vec![Notes {
                kind: Kind::Definition,
                items: vec![(0, definition)],
            }]
        };
        Record {
            depth: 1,
            name: concept.code,
            title,
            groups,
            ..Record::default()
        }
    }));
    let codes = records.len() as u64 - 1;
    Ok(Source {
        about: About {
            set: (*set).into(),
            name: (*name).into(),
            from: day(&system.version).unwrap_or_default(),
            edition: day(&system.version).unwrap_or(system.version),
            owner: system.publisher,
            licence: "public domain (United States government work), as published by HL7 under CC0".into(),
            source: file.to_owned(),
            sha256: super::write::sha256(bytes),
            counts: BTreeMap::from([("codes".into(), codes)]),
            ..About::default()
        },
        records,
        ..Source::default()
    })
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_version_that_is_a_day_is_the_edition() {
        for (version, expect) in [
            ("20240502", Some("2024-05-02")),
            ("07/14/2020", Some("2020-07-14")),
            ("7.0.1", None),
            ("2024050x", None),
            ("", None),
        ] {
            assert_eq!(day(version).as_deref(), expect, "{version}");
        }
    }
}
