//! From official files to index files, with a report of what was read, counted
//! and rejected.
//!
//! `files.rs` finds the files, `archive.rs` opens archives, `importers.rs` lists the formats and tells each
//! file by its content, `shelf.rs` joins what needs several files, `editions.rs`
//! orders the editions, `write.rs` lays them out, `manifest.rs` lists the files.
//!
//! Promises: a malformed file is an error that names file, line and column; the
//! same input gives the same bytes; nothing is dropped without a line in the
//! report.
//!
//! Never contains: search, WebAssembly.

mod agencies;
pub mod alphabetic;
pub mod archive;
pub mod cm_order;
pub mod cm_tabular;
pub mod code_system;
mod column;
mod date;
mod days;
pub mod diagnoses;
mod editions;
mod encoding;
pub mod files;
mod fiscal;
pub mod gems;
mod grouper;
pub mod hcpcs;
pub mod importers;
pub mod lexicon;
pub mod licensed;
mod lmdb;
pub mod manifest;
pub mod msdrg;
mod others;
pub mod pcs_book;
pub mod pcs_definitions;
pub mod pcs_edition;
pub mod pcs_grammar;
pub mod pcs_tables;
pub mod pcs_titles;
pub mod plain_words;
pub mod ranges;
pub mod record;
pub mod report;
pub mod seventh;
pub mod shelf;
pub mod thesaurus;
pub mod write;
pub mod write_axes;
mod xlsx;
pub mod xml;

use std::path::{Path, PathBuf};

use archive::Limits;
use files::Found;
use manifest::Manifest;
use record::Source;
use report::Report;
use shelf::Shelf;

use crate::code::cm;
use crate::code::scheme::scheme;
use crate::format::{Fault, Part};

/// Reads every source and writes the index into `out`.
///
/// A source is a file or a folder; folders are searched for files, and each
/// file is told by its content.
///
/// # Errors
/// A message for people, if a source cannot be read or nothing was found.
pub fn index(sources: &[PathBuf], out: &Path) -> Result<(Report, Manifest), String> {
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
    for (stem, sets) in volumes(&sets) {
        parts.extend(write::volume(&stem, &sets).map_err(|fault| fault.to_string())?);
    }
    let is_base = |file: &write::File| file.part == Part::Tabular && file.name.starts_with(cm::SET);
    let lists = sets.iter().filter_map(|source| Some((source, words_of(source)?)));
    let base = parts.iter().find(|file| is_base(file));
    let lists = base.into_iter().flat_map(|base| {
        let write = move |(source, part)| write::words(source, part, base);
        lists.clone().map(write)
    });
    let lists: Result<Vec<write::File>, Fault> = lists.collect();
    parts.extend(lists.map_err(|fault| fault.to_string())?);
    // What a first search needs before what may come later.
    let rank = |file: &write::File| match file.part {
        Part::Tabular | Part::Axes if file.name.starts_with(cm::SET) => 0,
        Part::Thesaurus => 1,
        Part::Tabular | Part::Axes => 2,
        Part::Notes => 3,
        Part::Facts => 4,
        Part::Plain => 5,
    };
    parts.sort_by_key(rank);
    let manifest = manifest::write(out, &parts).map_err(|e| format!("{}: {e}", out.display()))?;
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
        let paths = files::below(source, report)?;
        if paths.is_empty() {
            report.passed_over(source, "a folder without files");
        }
        for path in paths {
            let file = match Found::read(&path, report) {
                Ok(Some(file)) => file,
                Ok(None) => continue,
                Err(why) => {
                    report.rejected_file(&path, &format!("cannot be read ({why})"));
                    continue;
                }
            };
            archive::open(file, Limits::default(), report, &mut |file, report| {
                importers::take(file, &mut shelf, report);
            });
        }
    }
    Ok(shelf.sets(report))
}

/// Of a list of words rather than of codes, the part of the index that it is.
fn words_of(source: &Source) -> Option<Part> {
    match source.about.set.as_str() {
        thesaurus::SET => Some(Part::Thesaurus),
        plain_words::SET => Some(Part::Plain),
        _ => None,
    }
}

/// The most entries of a set that shares its file with others.
const SMALL: usize = 4000;
/// What the file of the small sets is called.
const SHARED: &str = "bills";

/// Which sets become a file together, and how its name begins. Small ones share
/// their words and a download, and so do those of one release; a former edition, a set with facts of its codes, and
/// one that only leads to codes of another has a file for itself.
fn volumes(sets: &[Source]) -> Vec<(String, Vec<&Source>)> {
    let mut volumes: Vec<(String, Vec<&Source>)> = Vec::new();
    let mut shared = Vec::new();
    let abouts = || sets.iter().map(|set| &set.about);
    for set in sets.iter().filter(|set| words_of(set).is_none()) {
        if editions::is_former(&set.about, abouts()) {
            volumes.push((dated(set), vec![set]));
        } else if let Some((_, release)) = volumes
            .iter_mut()
            .find(|(stem, sets)| is_released(stem, sets, set))
        {
            release.push(set);
        } else if set.records.len() > SMALL || set.facts.is_some() || set.composed.is_some() || is_aside(set)
        {
            volumes.push((set.about.set.clone(), vec![set]));
        } else {
            shared.push(set);
        }
    }
    if !shared.is_empty() {
        volumes.push((SHARED.to_owned(), shared));
    }
    volumes
}

/// Whether a set came in one release with those of a file: the modifiers with the
/// codes of HCPCS Level II, whose words they share.
fn is_released(stem: &str, sets: &[&Source], set: &Source) -> bool {
    let [codes] = sets else { return false };
    let (codes, about) = (&codes.about, &set.about);
    let same = !about.edition.is_empty() && about.edition == codes.edition && about.from == codes.from;
    same && stem == hcpcs::CODES.0 && about.set == hcpcs::MODIFIERS.0
}

fn is_aside(set: &Source) -> bool {
    scheme(&set.about.set).is_some_and(|scheme| scheme.aside)
}

/// How the file names of a former edition begin: with its first day,
/// `hcpcs-2019-01-01`, or what else tells it from others.
fn dated(set: &Source) -> String {
    let about = &set.about;
    let day = if about.from.is_empty() {
        &about.edition
    } else {
        &about.from
    };
    let day = day.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    [&about.set, "-", &day].concat()
}
