//! Index files from a folder.

use std::path::Path;

use crate::engine::{Book, Opening, OpeningMore};
use crate::format::VERSION;
use crate::indexer::manifest::{Listed, MANIFEST, Manifest};
use crate::indexer::write::sha256;

fn manifest(folder: &Path) -> Result<Manifest, String> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(|e| {
        format!(
            "{}: {e}; run `make index`, or name the folder with --index",
            path.display()
        )
    })?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|e| {
        format!(
            "{}:{}:{}: {e}; run `make index`",
            path.display(),
            e.line(),
            e.column()
        )
    })?;
    if manifest.version != VERSION {
        return Err(format!(
            "{}: the index has layout version {}, this program reads {VERSION}; run `make index`",
            path.display(),
            manifest.version
        ));
    }
    Ok(manifest)
}

fn read(folder: &Path, file: &Listed) -> Result<Vec<u8>, String> {
    // Only the name: a manifest never reaches outside its folder.
    let name = Path::new(&file.name)
        .file_name()
        .ok_or_else(|| format!("{MANIFEST} lists a file without a name"))?;
    let path = folder.join(name);
    std::fs::read(&path).map_err(|e| format!("{}: {e}; run `make index`", path.display()))
}

/// Opens every file of an index.
pub fn open(folder: &Path) -> Result<Book, String> {
    let mut book = Book::new();
    for file in manifest(folder)?.files {
        add(&mut book, &file, &read(folder, &file)?)
            .map_err(|fault| format!("{}: {fault}", folder.join(&file.name).display()))?;
    }
    Ok(book)
}

fn add(book: &mut Book, file: &Listed, bytes: &[u8]) -> Result<(), crate::format::Fault> {
    if file.part != "codes" {
        let more = OpeningMore::whole(bytes, book)?;
        book.add_more(more);
    } else {
        book.add(Opening::whole(bytes)?);
    }
    Ok(())
}

/// Checks every file against the manifest and reads it to its end.
pub fn verify(folder: &Path) -> Result<Vec<Listed>, String> {
    let files = manifest(folder)?.files;
    for file in &files {
        let found = sha256(&read(folder, file)?);
        if found != file.sha256 {
            return Err(format!(
                "{}: SHA-256 is {found}, the manifest says {}; run `make index`",
                folder.join(&file.name).display(),
                file.sha256
            ));
        }
    }
    open(folder)?;
    Ok(files)
}
