//! Zip archives: every member is a file like any other.
//!
//! Promises: no archive takes more memory than the limits below, whatever it
//! says of itself; an archive within an archive is opened once, not deeper.

use std::io::{Cursor, Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use super::files::Found;
use super::report::Report;

/// The first bytes of an archive: a member, or the end of one that has none.
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// What only the archives that are office documents have.
const OFFICE: &str = "[Content_Types].xml";
/// How deep archives may stand in archives.
const DEPTH: u32 = 2;

/// How much an archive may hold. The largest official file that is read here,
/// FDA's list of packages, has some 30 MB.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most bytes of a member.
    pub member: u64,
    /// The most bytes of all members together, those of inner archives included.
    pub archive: u64,
    /// The most members.
    pub members: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            member: 256 << 20,
            archive: 1 << 30,
            members: 10_000,
        }
    }
}

/// Gives `each` the file, or what an archive holds, in the order of names.
pub fn open(file: Found, mut limits: Limits, report: &mut Report, each: &mut dyn FnMut(Found, &mut Report)) {
    unpack(file, DEPTH, &mut limits, report, each);
}

fn unpack(
    file: Found,
    depth: u32,
    limits: &mut Limits,
    report: &mut Report,
    each: &mut dyn FnMut(Found, &mut Report),
) {
    if !BEGINNINGS.iter().any(|start| file.bytes.starts_with(start)) {
        return each(file, report);
    }
    let mut archive = match ZipArchive::new(Cursor::new(&file.bytes)) {
        Ok(archive) => archive,
        Err(e) => {
            return report.rejected_file(&file.path, &format!("no sound zip archive ({e}); fetch it again"));
        }
    };
    // A spreadsheet is an archive too, but it is one file to its readers.
    if archive.index_for_name(OFFICE).is_some() {
        return each(file, report);
    }
    if depth == 0 {
        return report.passed_over(
            &file.path,
            "an archive in an archive in an archive; unpack it and name the folder",
        );
    }
    if archive.len() > limits.members {
        let why = format!(
            "has {} members, which no official archive has ({} are the most)",
            archive.len(),
            limits.members
        );
        return report.rejected_file(&file.path, &why);
    }
    if archive.is_empty() {
        return report.passed_over(&file.path, "an archive without files");
    }
    let mut order: Vec<(String, usize)> = (0..archive.len())
        .map(|at| {
            // A name in no known writing is no reason to leave the member out.
            let name = match archive.name_for_index(at) {
                Some(Ok(name)) => name.into_owned(),
                _ => format!("member {}", at + 1),
            };
            (name, at)
        })
        .collect();
    order.sort();
    for (name, at) in order {
        // The name is shown and never opened, so it cannot leave a folder.
        let path = file.path.join(name.trim_start_matches('/'));
        match member(&mut archive, at, limits) {
            Ok(None) => {}
            Ok(Some(bytes)) => {
                let name = format!("{}/{name}", file.name);
                unpack(Found { path, name, bytes }, depth - 1, limits, report, each);
            }
            Err(why) => reject(&path, &why, report),
        }
    }
}

fn reject(path: &Path, why: &str, report: &mut Report) {
    report.rejected_file(
        path,
        &format!("{why}; if it should be read, unpack it and name the folder"),
    );
}

/// The bytes of a member; none if it is a folder. What it has is taken from the
/// limits.
///
/// # Errors
/// Why it cannot be unpacked.
pub(super) fn member<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    at: usize,
    limits: &mut Limits,
) -> Result<Option<Vec<u8>>, String> {
    let member = archive
        .by_index(at)
        .map_err(|e| format!("cannot be unpacked ({e})"))?;
    if member.is_dir() {
        return Ok(None);
    }
    // What the archive says of the size is not believed: one byte more than is
    // allowed is enough to know.
    let most = limits.member.min(limits.archive);
    let mut bytes = Vec::new();
    member
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| format!("cannot be unpacked ({e})"))?;
    if bytes.len() as u64 > most {
        return Err(format!("unpacks to more than {} MB", most >> 20));
    }
    limits.archive -= bytes.len() as u64;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn found(name: &str, bytes: Vec<u8>) -> Found {
        Found {
            path: name.into(),
            name: name.into(),
            bytes,
        }
    }

    /// The names and lengths of what an archive gives, and the report.
    fn opened(bytes: Vec<u8>, limits: Limits) -> (Vec<(String, usize)>, String) {
        let mut report = Report::default();
        let mut names = Vec::new();
        open(found("a.zip", bytes), limits, &mut report, &mut |file, _| {
            names.push((file.name, file.bytes.len()));
        });
        (names, report.to_string())
    }

    #[test]
    fn members_come_in_the_order_of_their_names_and_archives_open_once_more() {
        let deepest = archive(&[("deep.txt", b"1")]);
        let inner = archive(&[("c.txt", b"12"), ("deepest.zip", &deepest)]);
        let outer = archive(&[("z.txt", b"123"), ("b/inner.zip", &inner), ("b/", b"")]);
        let (names, report) = opened(outer, Limits::default());
        let expect = [("a.zip/b/inner.zip/c.txt", 2), ("a.zip/z.txt", 3)];
        assert_eq!(names, expect.map(|(name, length)| (name.to_owned(), length)));
        assert!(
            report.contains("deepest.zip: an archive in an archive in"),
            "{report}"
        );
    }

    #[test]
    fn a_spreadsheet_is_one_file() {
        let bytes = archive(&[(OFFICE, b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
        let length = bytes.len();
        assert_eq!(opened(bytes, Limits::default()).0, [("a.zip".to_owned(), length)]);
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_and_the_rest_is_read() {
        let bomb = archive(&[("big.txt", &[b' '; 1 << 21]), ("small.txt", b"1")]);
        assert!(bomb.len() < 1 << 12, "it is small as packed");
        let tight = Limits {
            member: 1 << 20,
            ..Limits::default()
        };
        let (names, report) = opened(bomb, tight);
        assert_eq!(names, [("a.zip/small.txt".to_owned(), 1)]);
        assert!(report.contains("big.txt: unpacks to more than 1 MB"), "{report}");

        let many = archive(&[("a", &[b' '; 1 << 20]), ("b", &[b' '; 1 << 20])]);
        let tight = Limits {
            archive: 3 << 19,
            ..Limits::default()
        };
        let (names, report) = opened(many, tight);
        assert_eq!(names.len(), 1, "both together are too much");
        assert!(report.contains("unpacks to more than"), "{report}");

        let few = Limits {
            members: 1,
            ..Limits::default()
        };
        let (names, report) = opened(archive(&[("a", b"1"), ("b", b"2")]), few);
        assert!(names.is_empty() && report.contains("has 2 members"), "{report}");
    }

    #[test]
    fn an_archive_that_is_cut_off_is_named() {
        let mut bytes = archive(&[("a.txt", b"some text that is long enough")]);
        bytes.truncate(bytes.len() - 30);
        let (names, report) = opened(bytes, Limits::default());
        assert!(
            names.is_empty() && report.contains("a.zip: no sound zip archive"),
            "{report}"
        );
    }

    proptest::proptest! {
        #[test]
        fn damaged_archives_are_no_panic(at in 0usize..400, byte: u8) {
            let mut bytes = archive(&[("a.txt", b"some text"), ("b/c.txt", b"more of it")]);
            if let Some(found) = bytes.get_mut(at) {
                *found ^= byte;
            }
            opened(bytes, Limits::default());
        }
    }
}
