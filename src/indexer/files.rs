//! Finding the files of a source: a file, or all files of a folder.

use std::path::{Path, PathBuf};

use super::report::Report;

/// No official file has a quarter as many bytes.
const MAX_FILE: u64 = 1 << 30;

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
    /// Reads a file; none if it is too large to be an official one, which the
    /// report says.
    ///
    /// # Errors
    /// A message that names the file.
    pub fn read(path: &Path, report: &mut Report) -> Result<Option<Found>, String> {
        let fail = |e: std::io::Error| format!("{}: {e}", path.display());
        if std::fs::metadata(path).map_err(fail)?.len() > MAX_FILE {
            let why = format!("has more than {} MB, as no official file has", MAX_FILE >> 20);
            report.rejected_file(path, &why);
            return Ok(None);
        }
        let bytes = std::fs::read(path).map_err(fail)?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Ok(Some(Found {
            path: path.to_owned(),
            name,
            bytes,
        }))
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
