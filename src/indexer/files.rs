//! Finding the files of a source: a file, or all files of a folder.

use std::path::{Path, PathBuf};

/// A file that was found. What it is, only its content tells.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where it was found.
    pub path: PathBuf,
    /// What the report calls it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Found {
    /// Reads a file.
    ///
    /// # Errors
    /// A message that names the file.
    pub fn read(path: &Path) -> Result<Found, String> {
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Ok(Found {
            path: path.to_owned(),
            name,
            bytes,
        })
    }
}

/// All files below a path, in the order of their names.
///
/// # Errors
/// A message that names what could not be read.
pub fn below(path: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", path.display());
    if !std::fs::metadata(path).map_err(fail)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(fail)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(fail)?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(below(&entry)?);
    }
    Ok(found)
}
