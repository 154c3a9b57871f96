//! From official files to index files, with a report of what was read, counted
//! and rejected.
//!
//! Promises: a malformed file is an error that names file, line and column; the
//! same input gives the same bytes; nothing is dropped without a line in the
//! report.
//!
//! Never contains: search, WebAssembly.

pub mod cm_tabular;
pub mod code_system;
pub mod diagnoses;
mod grouper;
mod lmdb;
pub mod msdrg;
pub mod record;
pub mod report;
pub mod seventh;
pub mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use record::Source;
use report::Report;

use crate::code::cm;
use crate::code::scheme::SCHEMES;

/// Reads every source and writes the index into `out`.
///
/// A source is a file or a folder; folders are searched for files, and each
/// file is told by its content.
///
/// # Errors
/// A message for people, if a source cannot be read or nothing was found.
pub fn index(sources: &[PathBuf], out: &Path) -> Result<(Report, write::Manifest), String> {
    let mut report = Report::default();
    let mut shelf = Shelf::default();
    for source in sources {
        for file in files(source)? {
            let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            shelf.take(&file, bytes, &mut report);
        }
    }
    let sets = shelf.sets(&mut report);
    if !sets.iter().any(|set| set.about.set == cm::SET) {
        return Err(format!(
            "no ICD-10-CM tabular list was found in {}; run `make index`, which fetches it",
            sources
                .iter()
                .map(|s| s.display().to_string())
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    let mut parts = Vec::new();
    for set in &sets {
        parts.extend(write::tabular(set).map_err(|fault| fault.to_string())?);
    }
    // What a first search needs before what may come later.
    parts.sort_by_key(|file| file.part as u8);
    let manifest = write::files(out, &parts).map_err(|e| format!("{}: {e}", out.display()))?;
    Ok((report, manifest))
}

/// What was read, until all files are there: some sets come from several.
#[derive(Default)]
struct Shelf {
    sets: Vec<Source>,
    /// The file that groups are read from, with its name.
    groups: Option<(String, Vec<u8>)>,
    weights: Option<msdrg::Weights>,
    risks: diagnoses::Risks,
}

impl Shelf {
    /// Reads a file, if it is of a kind that is known.
    fn take(&mut self, path: &Path, bytes: Vec<u8>, report: &mut Report) {
        let name = file_name(path);
        let read = if cm_tabular::recognise(&bytes) {
            cm_tabular::read(&name, &bytes, report).map(|set| self.add(path, set, report))
        } else if code_system::recognise(&bytes) {
            code_system::read(&name, &bytes).map(|set| {
                report.counted(&name, set.about.counts.clone());
                self.add(path, set, report);
            })
        } else if msdrg::recognise_weights(&bytes) {
            msdrg::read_weights(&name, &bytes).map(|weights| {
                report.counted(
                    &name,
                    BTreeMap::from([("weights".into(), weights.groups.len() as u64)]),
                );
                self.weights = Some(weights);
            })
        } else if diagnoses::recognise_risks(&bytes) {
            diagnoses::read_risks(&name, &bytes, &mut self.risks)
        } else if lmdb::recognise(&bytes) {
            self.groups = Some((name, bytes));
            Ok(())
        } else {
            report.passed_over(path, "no format that this indexer reads");
            Ok(())
        };
        if let Err(fault) = read {
            report.rejected_file(path, &fault);
        }
    }

    /// Keeps the later edition of each set.
    fn add(&mut self, path: &Path, set: Source, report: &mut Report) {
        match self
            .sets
            .iter_mut()
            .find(|known| known.about.set == set.about.set)
        {
            Some(known) if known.about.from < set.about.from => *known = set,
            Some(_) => report.passed_over(path, "an older edition of a set that is already there"),
            None => self.sets.push(set),
        }
    }

    /// All sets, in the order in which an answer prefers them.
    fn sets(mut self, report: &mut Report) -> Vec<Source> {
        if let Some((name, bytes)) = self.groups.take() {
            if let Some(cm) = self.sets.iter_mut().find(|set| set.about.set == cm::SET) {
                let rows = seventh::rows(&cm.records);
                match diagnoses::facts(&name, &bytes, &self.risks, &rows) {
                    Ok(facts) => cm.facts = Some(facts),
                    Err(fault) => report.rejected_file(Path::new(&name), &fault),
                }
            }
            match msdrg::read(&name, &bytes, self.weights.as_ref()) {
                Ok(set) => {
                    report.counted(&name, set.about.counts.clone());
                    self.sets.push(set);
                }
                Err(fault) => report.rejected_file(Path::new(&name), &fault),
            }
        }
        let place = |set: &Source| SCHEMES.iter().position(|scheme| scheme.set == set.about.set);
        self.sets.sort_by_key(place);
        self.sets
    }
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
