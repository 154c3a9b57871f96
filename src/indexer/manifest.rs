//! The files of an index, on the disk, and the manifest that names them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::editions;
use super::write::{File, sha256};
use crate::format::about::About;

/// The name of the file that lists the others.
pub const MANIFEST: &str = "manifest.json";

/// What the index consists of. The page's loader and the command line read it first.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub version: u16,
    /// The files, those that a first search needs before the others.
    pub files: Vec<Listed>,
    /// Edition and origin of each set.
    pub sets: Vec<Edition>,
}

/// Edition and origin of a set, as the manifest lists them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Edition {
    /// The set's stable name.
    pub set: String,
    /// The edition, such as `April 2026`; empty for Medcode's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// First day for which it is valid; empty if unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Last day for which it is valid; empty if unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Who keeps the set.
    pub owner: String,
    /// Under which terms it is here.
    pub licence: String,
    /// The file that it was read from.
    pub source: String,
    /// The SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// Counts by name, such as `billable`.
    pub counts: BTreeMap<String, u64>,
}

impl From<&About> for Edition {
    fn from(about: &About) -> Self {
        let about = about.clone();
        Edition {
            set: about.set,
            edition: about.edition,
            from: about.from,
            to: about.to,
            owner: about.owner,
            licence: about.licence,
            source: about.source,
            sha256: about.sha256,
            counts: about.counts,
        }
    }
}

/// A file of the index, as the manifest lists it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Listed {
    /// Its name, beside the manifest.
    pub name: String,
    /// The sets that are in it.
    pub sets: Vec<String>,
    /// The edition, if all its sets have the same.
    pub edition: String,
    /// `codes` for what a search needs; `notes` and `facts` may come later.
    pub part: String,
    /// Whether a later edition of its set is in another file: it is needed only for
    /// a day of service in the past.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Writes the files and the manifest into a folder, which is made if need be.
///
/// # Errors
/// Those of the file system.
pub fn write(out: &Path, files: &[File]) -> std::io::Result<Manifest> {
    std::fs::create_dir_all(out)?;
    let abouts = || files.iter().flat_map(|file| &file.abouts);
    let is_former = |about: &About| editions::is_former(about, abouts());
    let listed = files
        .iter()
        .map(|file| Listed {
            name: file.name.clone(),
            sets: file.abouts.iter().map(|about| about.set.clone()).collect(),
            edition: match &file.abouts[..] {
                [first, more @ ..] if more.iter().all(|about| about.edition == first.edition) => {
                    first.edition.clone()
                }
                _ => String::new(),
            },
            part: file.part.name().into(),
            former: file.abouts.iter().all(is_former),
            bytes: file.bytes.len() as u64,
            sha256: sha256(&file.bytes),
        })
        .collect();
    let mut listed: Vec<Listed> = listed;
    // What a first search needs before what may come later, and what only the past
    // needs last.
    listed.sort_by_key(|file| file.former);
    let codes = files.iter().filter(|file| file.part.has_codes());
    let manifest = Manifest {
        version: crate::format::VERSION,
        files: listed,
        sets: codes
            .flat_map(|file| file.abouts.iter().map(Edition::from))
            .collect(),
    };
    // Files of an earlier run that this one has no more are no part of the index.
    for entry in std::fs::read_dir(out)? {
        let path = entry?.path();
        let known = files
            .iter()
            .any(|file| path.file_name() == Some(file.name.as_ref()));
        if !known && path.extension().is_some_and(|ending| ending == "mcx") {
            std::fs::remove_file(path)?;
        }
    }
    for file in files {
        std::fs::write(out.join(&file.name), &file.bytes)?;
    }
    let json = format!(
        "{{\"version\":{},\n\"files\":[\n{}],\n\"sets\":[\n{}]}}\n",
        manifest.version,
        lines(&manifest.files)?,
        lines(&manifest.sets)?,
    );
    std::fs::write(out.join(MANIFEST), json)?;
    Ok(manifest)
}

/// JSON of each on a line of its own, for people who look into it.
fn lines<T: Serialize>(items: &[T]) -> std::io::Result<String> {
    let lines: Result<Vec<String>, _> = items.iter().map(serde_json::to_string).collect();
    Ok(lines.map_err(std::io::Error::other)?.join(",\n"))
}
