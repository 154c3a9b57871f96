//! The index as it is shipped, made anew from the packages and the lexicon: what lies
//! in `assets/index` may be older than the sources, or hold files of somebody's own.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use medcode::engine::Book;
use medcode::indexer::index;
use medcode::indexer::manifest::Manifest;

use super::books;

/// Its book and its manifest, made once a process.
pub fn shipped() -> &'static (Book, Manifest) {
    static SHIPPED: OnceLock<(Book, Manifest)> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut sources: Vec<PathBuf> = std::fs::read_dir(root.join(".data"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir() && !path.file_name().unwrap().to_str().unwrap().starts_with('.'))
            .collect();
        sources.sort();
        sources.push(root.join("assets/lexicon"));
        let out = std::env::temp_dir().join(format!("medcode-shipped-{}", std::process::id()));
        let (report, manifest) = index(&sources, &out).unwrap();
        assert_eq!(report.rejections(), 0, "{report}");
        let book = books::of_index(&out, &manifest.files);
        std::fs::remove_dir_all(out).unwrap();
        (book, manifest)
    })
}
