//! Official files that stand beside the project, in `../shared/data` or where
//! MEDCODE_OFFICIAL names. Where one is not there, its test says so and is skipped.

use std::path::{Path, PathBuf};

use medcode::indexer::{self, record::Source, report::Report};

/// Releases of HCPCS Level II.
pub const RELEASE_2019: &str = "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip";
/// See [`RELEASE_2019`].
pub const RELEASE_2025: &str = "hcpcs/HCPC2025_OCT_ANWEB.txt";
/// ICD-10-CM, the addenda to the order file.
pub const ADDENDA: &str = "icd10cm/icd10cm_order_addenda_2027.txt";

/// Where a file of that folder is. `None`, said aloud, if it is absent.
pub fn official_path(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MEDCODE_OFFICIAL").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let file = folder.join(path);
    if !file.exists() {
        println!("skipped: {} is absent", file.display());
        return None;
    }
    Some(file)
}

/// The content of a file of that folder.
pub fn official(path: &str) -> Option<Vec<u8>> {
    official_path(path).map(|file| std::fs::read(file).unwrap())
}

/// What the indexer makes of files.
pub fn read(paths: &[PathBuf]) -> (Vec<Source>, Report) {
    let mut report = Report::default();
    let sets = indexer::read(paths, &mut report).unwrap();
    (sets, report)
}

/// The edition of a set that begins with a day.
pub fn edition<'a>(sets: &'a [Source], set: &str, from: &str) -> &'a Source {
    sets.iter()
        .find(|source| source.about.set == set && source.about.from == from)
        .unwrap_or_else(|| panic!("no {set} of {from}"))
}
