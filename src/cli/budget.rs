//! How many bytes the files of an index may have, as stored: what a first search
//! waits for is the product's promise (see ARCHITECTURE.md), so an index that is
//! larger is no success.

use crate::indexer::manifest::Listed;

/// The most bytes that each part of a set may have, and each part of all sets together
/// that are shipped.
const BUDGETS: [(&str, &str, u64); 7] = [
    ("icd10cm", "codes", 240_000),
    ("icd10cm", "notes", 200_000),
    ("icd10pcs", "codes", 60_000),
    (RELEASE[0], "codes", 110_000),
    ("", "codes", 330_000),
    ("", "notes", 230_000),
    ("", "facts", 80_000),
];
/// The sets of a release of HCPCS Level II: its codes are counted with its modifiers.
const RELEASE: [&str; 2] = ["hcpcs", "modifier"];

fn is_release(file: &Listed) -> bool {
    file.sets.iter().all(|set| RELEASE.contains(&set.as_str()))
}

/// Whether a file is one of those that are shipped. What somebody adds from files of
/// their own has no part in the sum.
fn is_shipped(file: &Listed) -> bool {
    match &file.sets[..] {
        [one] => ["icd10cm", "icd10pcs"].contains(&one.as_str()),
        _ => !is_release(file),
    }
}

/// What is over its budget, in words.
pub(super) fn over(files: &[Listed]) -> Vec<String> {
    let mut over = Vec::new();
    for (set, part, budget) in BUDGETS {
        let counts = |file: &&Listed| match set {
            "" => is_shipped(file),
            _ if set == RELEASE[0] => is_release(file),
            _ => file.sets == [set],
        };
        // Former editions come when they are asked for.
        let current = files.iter().filter(|file| !file.former && file.part == part);
        let bytes: u64 = current.filter(counts).map(|file| file.bytes).sum();
        if bytes > budget {
            let what = if set.is_empty() { "all sets" } else { set };
            over.push(format!(
                "the {part} of {what} have {bytes} bytes, their budget is {budget}"
            ));
        }
    }
    over
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&[&str], &str, bool, u64)], expect: &[&str]) {
        let listed = |&(sets, part, former, bytes): &(&[&str], &str, bool, u64)| Listed {
            name: String::new(),
            sets: sets.iter().map(|&set| set.into()).collect(),
            edition: String::new(),
            part: part.into(),
            former,
            bytes,
            sha256: String::new(),
        };
        let files: Vec<Listed> = files.iter().map(listed).collect();
        assert_eq!(over(&files), expect);
    }

    #[test]
    fn a_release_is_counted_with_its_modifiers_and_not_among_what_is_shipped() {
        let over = "the codes of hcpcs have 110001 bytes, their budget is 110000";
        let shipped = (&["icd10cm"][..], "codes", false, 240_000);
        check(&[shipped, (&RELEASE, "codes", false, 110_000)], &[]);
        check(&[(&RELEASE, "codes", false, 110_001)], &[over]);
        check(&[(&RELEASE, "codes", true, 110_001)], &[]);
        let apart = [
            (&["hcpcs"][..], "codes", false, 100_001),
            (&["modifier"][..], "codes", false, 10_000),
        ];
        check(&apart, &[over]);
        // Small sets that share a file are shipped, whichever is the first.
        let small = (&["hcpcs", "cpt", "modifier"][..], "codes", false, 90_001);
        check(
            &[shipped, small],
            &["the codes of all sets have 330001 bytes, their budget is 330000"],
        );
        check(&[(&["icd10cm"], "notes", false, 200_000)], &[]);
    }
}
