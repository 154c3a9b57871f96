//! The importers: how each tells its files by their content, and what it puts on
//! the shelf. A format is added by one line of [`IMPORTERS`].
//!
//! Never contains: file names as a reason to read a file in one way or another.

use std::collections::BTreeMap;

use super::files::Found;
use super::report::Report;
use super::shelf::Shelf;
use super::{
    alphabetic, cm_order, cm_tabular, code_system, diagnoses, encoding, gems, hcpcs, lexicon, licensed, lmdb,
    msdrg, others, pcs_definitions, pcs_tables, pcs_titles, plain_words, thesaurus,
};

/// A format that the indexer reads.
pub struct Importer {
    /// What the report calls it.
    pub format: &'static str,
    /// Whether the bytes are of this format.
    pub recognise: fn(&[u8]) -> bool,
    /// Reads a file onto the shelf. What of it cannot be used is a line of the
    /// report; the error, which names file, line and column, is for a file that
    /// cannot be used at all.
    pub read: fn(Found, &mut Shelf, &mut Report) -> Result<(), String>,
}

/// All formats. The first that recognises a file reads it, so one that is told
/// by less stands behind those that are told by more.
pub const IMPORTERS: &[Importer] = &[
    Importer {
        format: "ICD-10-CM tabular list (XML)",
        recognise: cm_tabular::recognise,
        read: |file, shelf, report| {
            let set = cm_tabular::read(&file.name, &file.bytes, report)?;
            shelf.add(set);
            Ok(())
        },
    },
    Importer {
        format: "ICD-10-PCS codes and titles (CSV)",
        recognise: pcs_titles::recognise,
        read: |file, shelf, report| {
            let set = pcs_titles::read(&file.name, &file.bytes, report)?;
            report.counted(&file.name, set.about.counts.clone());
            shelf.add(set);
            Ok(())
        },
    },
    Importer {
        format: "ICD-10-CM order file",
        recognise: cm_order::list::recognise,
        read: |file, shelf, report| {
            let list = cm_order::list::read(&file.name, &file.bytes, report);
            shelf.lists.push(list);
            Ok(())
        },
    },
    Importer {
        format: "ICD-10-CM order file addenda",
        recognise: cm_order::addenda::recognise,
        read: |file, shelf, report| {
            let addenda = cm_order::addenda::read(&file.name, &file.bytes, report);
            shelf.addenda.push(addenda);
            Ok(())
        },
    },
    Importer {
        format: "alphabetic index (XML)",
        recognise: alphabetic::recognise,
        read: |file, shelf, report| {
            let set = alphabetic::read(&file.name, &file.bytes, report)?;
            shelf.add(set);
            Ok(())
        },
    },
    Importer {
        format: "ICD-10-PCS tables (XML)",
        recognise: pcs_tables::recognise,
        read: |file, shelf, report| {
            let tables = pcs_tables::read(&file.name, &file.bytes, report)?;
            shelf.procedures.push(tables);
            Ok(())
        },
    },
    Importer {
        format: "ICD-10-PCS definitions (XML)",
        recognise: pcs_definitions::recognise,
        read: |file, shelf, report| {
            let definitions = pcs_definitions::read(&file.name, &file.bytes, report)?;
            shelf.definitions.push(definitions);
            Ok(())
        },
    },
    Importer {
        format: "code system (FHIR)",
        recognise: code_system::recognise,
        read: |file, shelf, report| {
            let set = code_system::read(&file.name, &file.bytes)?;
            report.counted(&file.name, set.about.counts.clone());
            shelf.add(set);
            Ok(())
        },
    },
    Importer {
        format: "HCPCS Level II (fixed columns)",
        recognise: hcpcs::fixed::recognise,
        read: |file, shelf, report| {
            let sets = hcpcs::fixed::read(&file.name, &file.bytes, report)?;
            sets.into_iter().for_each(|set| shelf.add(set));
            Ok(())
        },
    },
    Importer {
        format: "HCPCS Level II (spreadsheet)",
        recognise: hcpcs::sheet::recognise,
        read: |file, shelf, report| {
            let sets = hcpcs::sheet::read(&file.name, &file.bytes, report)?;
            sets.into_iter().for_each(|set| shelf.add(set));
            Ok(())
        },
    },
    Importer {
        format: "MS-DRG weights (Table 5)",
        recognise: msdrg::recognise_weights,
        read: |file, shelf, report| {
            let weights = msdrg::read_weights(&file.name, &file.bytes, report)?;
            let count = weights.groups.len() as u64;
            report.counted(&file.name, BTreeMap::from([("weights".into(), count)]));
            shelf.weights.push(weights);
            Ok(())
        },
    },
    Importer {
        format: "Medcode's own words about codes",
        recognise: lexicon::recognise,
        read: |file, shelf, report| {
            shelf.lexicons.push(lexicon::read(&file, report)?);
            Ok(())
        },
    },
    Importer {
        format: "other names of codes, in Medcode's own words",
        recognise: lexicon::recognise_names,
        read: |file, shelf, report| {
            shelf.names.extend(lexicon::read_names(&file, report));
            Ok(())
        },
    },
    Importer {
        format: "thesaurus of Medcode",
        recognise: thesaurus::recognise,
        read: |file, shelf, report| {
            shelf.thesaurus.read(&file, report);
            Ok(())
        },
    },
    Importer {
        format: "medical words in plain words, Medcode's own",
        recognise: plain_words::recognise,
        read: |file, shelf, report| shelf.plain_words.read(&file, report),
    },
    Importer {
        format: "Medcode's own words about sets",
        recognise: lexicon::recognise_sets,
        read: |file, shelf, report| {
            shelf.keepers.extend(lexicon::read_sets(&file, report));
            Ok(())
        },
    },
    Importer {
        format: "General Equivalence Mappings to ICD-9-CM (CSV)",
        recognise: gems::recognise,
        read: |file, shelf, report| gems::read(&file.name, &file.bytes, &mut shelf.equivalents, report),
    },
    Importer {
        format: "risk categories (CSV)",
        recognise: diagnoses::recognise_risks,
        read: |file, shelf, report| {
            let count = diagnoses::read_risks(&file.name, &file.bytes, &mut shelf.risks)?;
            report.counted(&file.name, BTreeMap::from([("risk categories".into(), count)]));
            Ok(())
        },
    },
    Importer {
        format: "grouper tables (LMDB)",
        recognise: lmdb::recognise,
        read: |file, shelf, report| {
            // Of two packages, the one that came last counts.
            if let Some(before) = shelf.groups.replace(file) {
                report.passed_over(&before.path, "another file of grouper tables was taken");
            }
            Ok(())
        },
    },
    Importer {
        format: "National Drug Code Directory (FDA)",
        recognise: licensed::ndc::recognise,
        read: |file, shelf, report| shelf.drugs.read(&file.name, &file.bytes, report),
    },
    // By its headings only, so behind all others.
    Importer {
        format: "list of codes (CSV)",
        recognise: licensed::recognise,
        read: |file, shelf, report| {
            let sets = licensed::read(&file.name, &file.bytes, report)?;
            sets.into_iter().for_each(|set| shelf.add(set));
            Ok(())
        },
    },
];

/// Gives a file to the importer of its format, and says what became of it.
pub(super) fn take(file: Found, shelf: &mut Shelf, report: &mut Report) {
    let (path, name) = (file.path.clone(), file.name.clone());
    if let Err(why) = encoding::readable(&file.bytes) {
        return report.fault(&path, &name, &format!("{name}:{why}"));
    }
    let Some(importer) = IMPORTERS
        .iter()
        .find(|importer| (importer.recognise)(&file.bytes))
    else {
        return report.passed_over(&path, others::what(&file.bytes));
    };
    report.recognised(&name, importer.format);
    if let Err(fault) = (importer.read)(file, shelf, report) {
        report.fault(&path, &name, &fault);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_utf_16_is_rejected_with_the_remedy_whatever_it_holds() {
        let text = "# set: cpt\ncode,long\n99999,Made up\n";
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
        let file = Found {
            path: "folder/list.csv".into(),
            name: "list.csv".into(),
            bytes: [0xFF, 0xFE].into_iter().chain(bytes).collect(),
        };
        let mut report = Report::default();
        take(file, &mut Shelf::default(), &mut report);
        assert_eq!(report.rejections(), 1, "{report}");
        let text = report.to_string();
        assert!(
            text.contains("list.csv:1:1: is UTF-16; save it as UTF-8"),
            "{text}"
        );
    }
}
