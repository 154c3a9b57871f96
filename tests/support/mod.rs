//! What the native tests share.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub mod books;
pub mod folder;
pub mod mutate;
pub mod official;
pub mod packages;
pub mod pcs;
pub mod reading;
pub mod shipped;
pub mod truth;

use std::path::PathBuf;
use std::sync::OnceLock;

use medcode::engine::Book;
use medcode::indexer::record::Source;
use medcode::indexer::report::Report;
use medcode::indexer::{cm_tabular, write};

/// The pinned package's tabular list.
pub fn tabular_xml() -> PathBuf {
    packages::package(packages::TABULAR)
}

/// The index files (codes, notes) made from the official file, once a process.
pub fn files() -> &'static [write::File] {
    static FILES: OnceLock<Vec<write::File>> = OnceLock::new();
    FILES.get_or_init(|| write::volume("icd10cm", &[&source(&mut Report::default())]).unwrap())
}

/// The official file as the importer reads it.
pub fn source(report: &mut Report) -> Source {
    let path = tabular_xml();
    let bytes = std::fs::read(&path).unwrap();
    cm_tabular::read(path.file_name().unwrap().to_str().unwrap(), &bytes, report).unwrap()
}

/// A book with codes and notes.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let mut book = Book::new();
        books::open(&mut book, files());
        book
    })
}

/// What a report says of the places of a file, without its name.
pub fn faults(file: &str, report: &Report) -> Vec<String> {
    let report = report.to_string();
    let lines = report.lines().filter_map(|line| {
        let place = line.strip_prefix("  ")?.strip_prefix(file)?;
        place.strip_prefix(':').map(str::to_owned)
    });
    lines.collect()
}
