//! From official files to index files, with a report of what was read, counted
//! and rejected.
//!
//! Promises: a malformed file is an error that names file, line and column; the
//! same input gives the same bytes; nothing is dropped without a line in the
//! report.
//!
//! Never contains: search, WebAssembly.

pub mod cm_tabular;
pub mod record;
pub mod report;
mod seventh;
pub mod write;

use std::path::{Path, PathBuf};

use report::Report;

/// Reads every source and writes the index into `out`.
///
/// A source is a file or a folder; folders are searched for files, and each
/// file is told by its content.
///
/// # Errors
/// A message for people, if a source cannot be read or nothing was found.
pub fn index(sources: &[PathBuf], out: &Path) -> Result<(Report, write::Manifest), String> {
    let mut report = Report::default();
    let mut tabular: Option<cm_tabular::Source> = None;
    for source in sources {
        for file in files(source)? {
            let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            if !cm_tabular::recognise(&bytes) {
                report.passed_over(&file, "no format that this indexer reads");
                continue;
            }
            let name = file_name(&file);
            match cm_tabular::read(&name, &bytes, &mut report) {
                Ok(read)
                    if tabular
                        .as_ref()
                        .is_none_or(|known| read.edition.from > known.edition.from) =>
                {
                    tabular = Some(read)
                }
                Ok(_) => report.passed_over(&file, "an older edition of a set that is already there"),
                Err(fault) => report.rejected_file(&file, &fault),
            }
        }
    }
    let Some(tabular) = tabular else {
        return Err(format!(
            "no ICD-10-CM tabular list was found in {}; run `make index`, which fetches it",
            sources
                .iter()
                .map(|s| s.display().to_string())
                .collect::<Vec<_>>()
                .join(", ")
        ));
    };
    let parts = write::tabular(&tabular).map_err(|fault| fault.to_string())?;
    let manifest = write::files(out, &parts).map_err(|e| format!("{}: {e}", out.display()))?;
    Ok((report, manifest))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// All files below a path, in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
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
        found.extend(files(&entry)?);
    }
    Ok(found)
}
