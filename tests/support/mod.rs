//! What the native tests share: the official file and the index made from it.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use medcode::engine::{Book, Opening, OpeningMore};
use medcode::indexer::record::Source;
use medcode::indexer::report::Report;
use medcode::indexer::{cm_tabular, write};

/// The pinned package with the tabular list, fetched by `make test`.
pub fn tabular_xml() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join(".data/simple-icd-10-cm-1.5.0");
    let file = package.join("simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml");
    assert!(
        file.exists(),
        "{} is missing; `make index` fetches it",
        file.display()
    );
    file
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
    static BOOK: OnceLock<SyncBook> = OnceLock::new();
    &BOOK
        .get_or_init(|| {
            let [codes, notes] = files() else {
                panic!("an index has two files")
            };
            let mut book = Book::new();
            book.add(Opening::whole(&codes.bytes).unwrap());
            let more = OpeningMore::whole(&notes.bytes, &book).unwrap();
            book.add_more(more);
            SyncBook(book)
        })
        .0
}

struct SyncBook(Book);
