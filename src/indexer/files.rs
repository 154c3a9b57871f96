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

/// All files below a path, in the order of their names. What is in a folder and cannot
/// be looked at (a link that leads nowhere, or back to its folder) is a line of the
/// report: the rest is still read.
///
/// # Errors
/// A message that names the path, if that itself cannot be read.
pub fn below(path: &Path, report: &mut Report) -> Result<Vec<PathBuf>, String> {
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
        // The file system follows some forty links before it says that they go round.
        if is_round(&entry) {
            report.rejected_file(&entry, "leads back to a folder that holds it; take the link away");
            continue;
        }
        match below(&entry, report) {
            Ok(files) => found.extend(files),
            Err(_) => report.rejected_file(
                &entry,
                "cannot be read; see that it exists and that you may read it",
            ),
        }
    }
    Ok(found)
}

/// Whether a link leads to a folder that the link is in.
fn is_round(path: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let link = std::fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    link && match (real(path), path.parent().and_then(real)) {
        (Some(to), Some(within)) => within.starts_with(to),
        _ => false,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_or_round_is_reported_and_the_rest_is_found() {
        let folder = std::env::temp_dir().join(format!("medcode-links-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inner")).unwrap();
        std::fs::write(folder.join("inner/a.txt"), "a").unwrap();
        std::os::unix::fs::symlink("/nowhere/at/all", folder.join("broken")).unwrap();
        std::os::unix::fs::symlink("..", folder.join("inner/round")).unwrap();
        let mut report = Report::default();
        let found = below(&folder, &mut report).unwrap();
        let text = report.to_string();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, [folder.join("inner/a.txt")]);
        assert_eq!(report.rejections(), 2, "{text}");
        assert!(
            text.contains("broken: cannot be read") && text.contains("leads back"),
            "{text}"
        );
        assert!(below(Path::new("/nowhere/at/all"), &mut report).is_err());
    }
}
