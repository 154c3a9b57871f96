//! Folders of made-up files.

use std::path::PathBuf;

use medcode::indexer::{self, record::Source, report::Report};

/// A folder that is made for a test and goes with it.
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes it of files, each by its path and its bytes.
    pub fn with(name: &str, files: &[(&str, Vec<u8>)]) -> Folder {
        let path = std::env::temp_dir().join(format!("medcode-{name}-{}", std::process::id()));
        for (name, bytes) in files {
            let file = path.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
        Folder(path)
    }

    /// What the indexer reads of it.
    pub fn read(&self) -> (Vec<Source>, Report) {
        let mut report = Report::default();
        let sets = indexer::read(std::slice::from_ref(&self.0), &mut report).unwrap();
        (sets, report)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
