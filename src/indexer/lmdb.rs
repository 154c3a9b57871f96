//! Reading an LMDB file of one unnamed database: enough to take out what is
//! stored under each key. (The libraries for it map the file into memory, which
//! Rust can only call unsafe; a file of pages is soon read.)
//!
//! Layout after the `lmdb.h` and `mdb.c` of OpenLDAP: pages of a size that the
//! meta pages tell; numbers little-endian; a branch's nodes name pages below, a
//! leaf's nodes hold a key and either its value or the first page of it.

use std::collections::BTreeMap;

use crate::format::container::u32_at;

const MAGIC: u32 = 0xBEEF_C0DE;
/// Bytes of a page before its content.
const HEADER: usize = 16;
const BRANCH: u16 = 0x01;
const LEAF: u16 = 0x02;
/// A node's value stands on pages of its own.
const BIG: u16 = 0x01;

/// A file in memory.
struct File<'a> {
    bytes: &'a [u8],
    page_size: usize,
    /// Pages that may still be read: a tree that runs in a circle ends.
    left: usize,
    found: BTreeMap<String, &'a [u8]>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(
        bytes.get(at..at.checked_add(2)?)?.try_into().ok()?,
    ))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?);
    usize::try_from(number).ok()
}

/// Whether the bytes begin like such a file.
pub fn recognise(bytes: &[u8]) -> bool {
    u32_at(bytes, HEADER) == Some(MAGIC)
}

/// All keys (without the zeros that fill them) with their values.
///
/// # Errors
/// What is wrong with the file.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, &[u8]>, String> {
    values(bytes).ok_or_else(|| "a page of the LMDB file lies outside of it; fetch the file again".to_owned())
}

fn values(bytes: &[u8]) -> Option<BTreeMap<String, &[u8]>> {
    // Two meta pages take turns; the one of the later transaction counts. Behind
    // a page's header: magic, version, address, size, two databases of 48 bytes
    // (the first keeps the page size in its first number), last page, transaction.
    let page_size = u32_at(bytes, HEADER + 24)? as usize;
    let meta = |page: usize| {
        let at = page * page_size + HEADER;
        (u32_at(bytes, at)? == MAGIC).then_some(())?;
        Some((u64_at(bytes, at + 128)?, u64_at(bytes, at + 24 + 48 + 40)?))
    };
    let (_, root) = [meta(0), meta(1)].into_iter().flatten().max()?;
    let mut file = File {
        bytes,
        page_size,
        left: bytes.len().checked_div(page_size)?,
        found: BTreeMap::new(),
    };
    file.page(root)?;
    Some(file.found)
}

impl<'a> File<'a> {
    fn page(&mut self, number: usize) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        let start = number.checked_mul(self.page_size)?;
        let page = self.bytes.get(start..start.checked_add(self.page_size)?)?;
        let flags = u16_at(page, 10)?;
        let nodes = usize::from(u16_at(page, 12)?).checked_sub(HEADER)? / 2;
        for node in 0..nodes {
            let at = usize::from(u16_at(page, HEADER + 2 * node)?);
            let (low, high, node_flags) = (u16_at(page, at)?, u16_at(page, at + 2)?, u16_at(page, at + 4)?);
            let key_end = at + 8 + usize::from(u16_at(page, at + 6)?);
            let low_high = usize::from(low) | usize::from(high) << 16;
            if flags & BRANCH != 0 {
                self.page(low_high | usize::from(node_flags) << 32)?;
            } else if flags & LEAF != 0 {
                let value = if node_flags & BIG != 0 {
                    let start = u64_at(page, key_end)?
                        .checked_mul(self.page_size)?
                        .checked_add(HEADER)?;
                    self.bytes.get(start..start.checked_add(low_high)?)?
                } else {
                    let start = number * self.page_size + key_end;
                    self.bytes.get(start..start.checked_add(low_high)?)?
                };
                let key = String::from_utf8_lossy(page.get(at + 8..key_end)?);
                self.found.insert(key.trim_end_matches('\0').to_owned(), value);
            }
        }
        Some(())
    }
}
