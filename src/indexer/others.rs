//! Files that stand beside those that are read, and why they are not: so that the
//! report says more of them than that they are not known.

use super::hcpcs;

/// How much of a file is looked at.
const BEGINNING: usize = 4096;

/// What stands at the beginning of such files, all of it, and what is said.
const TEXTS: [(&[&str], &str); 6] = [
    (
        &["HEALTH CARE PROCEDURE CODING SYSTEM (HCPCS)"],
        "CMS's words about a release of HCPCS, which has no codes",
    ),
    (
        &["HCPCS/MOD", "TYPE OF CHANGE"],
        "the changes of a release of HCPCS; the release itself has all codes",
    ),
    (
        &["PROCESSING NOTES"],
        "processing notes of HCPCS, which are not read",
    ),
    (
        &["http://www.w3.org/2001/XMLSchema"],
        "a schema: it describes files and holds no codes",
    ),
    (
        &["<?xml", "addenda"],
        "addenda in XML, which are not read; name the whole tabular list, or the addenda of the order file",
    ),
    (
        &["ICD-10-PCS", "addenda"],
        "addenda of ICD-10-PCS, which are not read; name the whole files of the year",
    ),
];

/// What a file is that no importer knows.
pub(super) fn what(bytes: &[u8]) -> &'static str {
    let beginning = bytes.get(..BEGINNING.min(bytes.len())).unwrap_or(bytes);
    let beginning = String::from_utf8_lossy(beginning);
    let known = TEXTS
        .iter()
        .find(|(texts, _)| texts.iter().all(|text| beginning.contains(text)));
    match known {
        Some((_, what)) => what,
        None if hcpcs::sheet::is_changes(bytes) => {
            "the changes of a release of HCPCS; the release itself has all codes"
        }
        None => "no format that this indexer reads",
    }
}

#[cfg(test)]
mod tests {
    use super::what;

    #[test]
    fn what_is_known_and_not_read_is_named() {
        for (text, expect) in [
            (" HCPCS/MOD   TYPE OF CHANGE  SHORT", "the changes of a release"),
            (
                "<?xml?><xsd:schema xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">, addenda",
                "a schema",
            ),
            (
                "<?xml version=\"1.0\"?><ICD10CM.tabular.addenda>",
                "addenda in XML",
            ),
            ("A letter", "no format"),
        ] {
            assert!(what(text.as_bytes()).starts_with(expect), "{text}");
        }
    }
}
