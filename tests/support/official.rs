//! Official files that lie beside the project, where they do.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::{Path, PathBuf};

/// The folder with the agencies' files; another one can be named.
fn folder() -> PathBuf {
    std::env::var_os("MEDCODE_OFFICIAL").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    )
}

/// A file of that folder by its path there. `None`, said aloud, if it is absent.
pub fn official(path: &str) -> Option<Vec<u8>> {
    let file = folder().join(path);
    let bytes = std::fs::read(&file).ok();
    if bytes.is_none() {
        println!("skipped: {} is absent", file.display());
    }
    bytes
}
