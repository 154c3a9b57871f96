//! From official files to index files, with a report of what was read, counted
//! and rejected.
//!
//! `files.rs` finds the files, `importers.rs` lists the formats and tells each
//! file by its content, `shelf.rs` joins what needs several files and orders
//! the editions, `write.rs` lays them out.
//!
//! Promises: a malformed file is an error that names file, line and column; the
//! same input gives the same bytes; nothing is dropped without a line in the
//! report.
//!
//! Never contains: search, WebAssembly.

pub mod cm_tabular;
pub mod code_system;
pub mod diagnoses;
pub mod files;
mod grouper;
pub mod importers;
mod lmdb;
pub mod msdrg;
pub mod record;
pub mod report;
pub mod seventh;
pub mod shelf;
pub mod write;

use std::path::{Path, PathBuf};

use files::Found;
use record::Source;
use report::Report;
use shelf::Shelf;

use crate::code::cm;

/// Reads every source and writes the index into `out`.
///
/// A source is a file or a folder; folders are searched for files, and each
/// file is told by its content.
///
/// # Errors
/// A message for people, if a source cannot be read or nothing was found.
pub fn index(sources: &[PathBuf], out: &Path) -> Result<(Report, write::Manifest), String> {
    let mut report = Report::default();
    let sets = read(sources, &mut report)?;
    if !sets.iter().any(|set| set.about.set == cm::SET) {
        let named: Vec<String> = sources
            .iter()
            .map(|source| source.display().to_string())
            .collect();
        return Err(format!(
            "no ICD-10-CM tabular list was found in {}; run `make index`, which fetches it",
            named.join(", ")
        ));
    }
    let mut parts = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let older = sets.iter().take(at).any(|other| other.about.set == set.about.set);
        for mut file in write::tabular(set).map_err(|fault| fault.to_string())? {
            if older {
                file.name = dated(&file.name, set);
            }
            parts.push(file);
        }
    }
    // What a first search needs before what may come later.
    parts.sort_by_key(|file| file.part as u8);
    let manifest = write::files(out, &parts).map_err(|e| format!("{}: {e}", out.display()))?;
    Ok((report, manifest))
}

/// Reads every source: the sets in the order in which an answer prefers them,
/// of each the newest edition first.
///
/// # Errors
/// A message for people, if a source cannot be read.
pub fn read(sources: &[PathBuf], report: &mut Report) -> Result<Vec<Source>, String> {
    let mut shelf = Shelf::default();
    for source in sources {
        for path in files::below(source)? {
            importers::take(Found::read(&path)?, &mut shelf, report);
        }
    }
    Ok(shelf.sets(report))
}

/// The file name of an edition that is not the newest of its set: with its first
/// day, `hcpcs-2019-01-01.mcx`, or what else tells it from others.
fn dated(name: &str, set: &Source) -> String {
    let about = &set.about;
    let day = if about.from.is_empty() {
        &about.edition
    } else {
        &about.from
    };
    let day: String = day
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    match name.strip_prefix(about.set.as_str()) {
        Some(rest) => format!("{}-{day}{rest}", about.set),
        None => format!("{day}-{name}"),
    }
}
