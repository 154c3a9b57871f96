//! The frame around an index file: magic, version, length, checksum, sections.

use crc::{CRC_32_ISO_HDLC, Crc, Table};

use super::{Fault, MAGIC, Part, Section, VERSION};

const HEADER: usize = 20;
/// Bytes before the content of a section: its kind and its length.
const SECTION: usize = 5;
/// With the small table: the larger ones are faster by less than a millisecond a
/// file, and every page would pay for them in bytes.
const CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// A file that has passed its checks.
#[derive(Debug, Clone, Copy)]
pub struct Container<'a> {
    checksum: u32,
    body: &'a [u8],
}

/// Writes a file of the given sections.
pub fn write(part: Part, sections: &[(Section, &[u8])]) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&[part as u8, 0]);
    file.extend_from_slice(&[0; 8]);
    for (section, content) in sections {
        file.push(*section as u8);
        file.extend_from_slice(&(content.len() as u32).to_le_bytes());
        file.extend_from_slice(content);
    }
    seal(&mut file);
    file
}

/// Sets length and checksum to fit the bytes. Also for tests that damage a file
/// behind its checksum.
pub fn seal(file: &mut [u8]) {
    let length = (file.len() as u32).to_le_bytes();
    let checksum = CHECKSUM.checksum(file.get(HEADER..).unwrap_or(&[])).to_le_bytes();
    for (byte, value) in file.iter_mut().skip(12).zip(length.into_iter().chain(checksum)) {
        *byte = value;
    }
}

/// Which part a file says that it holds; nothing else of it is checked.
pub fn part(file: &[u8]) -> Option<u8> {
    file.get(10).copied()
}

/// The number at a place, little-endian; none beyond the end.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

impl<'a> Container<'a> {
    /// Checks that `bytes` are a whole, undamaged file of this version and part.
    ///
    /// # Errors
    /// Every [`Fault`] but `OtherBase`.
    pub fn open(bytes: &'a [u8], part: Part) -> Result<Self, Fault> {
        if bytes.get(..MAGIC.len()) != Some(&MAGIC) {
            return Err(Fault::NotAnIndex);
        }
        let cut_off = Fault::Length {
            expected: HEADER as u64,
            found: bytes.len() as u64,
        };
        let (Some(versions), Some(length), Some(checksum), Some(body)) = (
            u32_at(bytes, 8),
            u32_at(bytes, 12),
            u32_at(bytes, 16),
            bytes.get(HEADER..),
        ) else {
            return Err(cut_off);
        };
        let version = (versions & 0xffff) as u16;
        if version != VERSION {
            return Err(Fault::Version { found: version });
        }
        if length as usize != bytes.len() {
            return Err(Fault::Length {
                expected: length.into(),
                found: bytes.len() as u64,
            });
        }
        if CHECKSUM.checksum(body) != checksum {
            return Err(Fault::Checksum);
        }
        let mut at = 0;
        while let Some((_, content)) = section_at(body, at) {
            at += SECTION + content.len();
        }
        if at != body.len() {
            return Err(Fault::Damaged("its sections do not fill it"));
        }
        let found = (versions >> 16 & 0xff) as u8;
        if found != part as u8 {
            return Err(Fault::Part { found });
        }
        Ok(Container { checksum, body })
    }

    /// The checksum, by which other files refer to this one.
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    /// The content of a section: of the first, if there are several.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if it is not there.
    pub fn section(&self, wanted: Section) -> Result<&'a [u8], Fault> {
        self.sections(wanted)
            .next()
            .ok_or(Fault::Damaged("a section is missing"))
    }

    /// The contents of all sections of a kind, in their order.
    pub fn sections(&self, wanted: Section) -> impl Iterator<Item = &'a [u8]> {
        let (body, mut at) = (self.body, 0);
        let all = std::iter::from_fn(move || {
            let (id, content) = section_at(body, at)?;
            at += SECTION + content.len();
            Some((id, content))
        });
        all.filter(move |(id, _)| *id == wanted as u8)
            .map(|(_, content)| content)
    }
}

/// The kind and the content of the section at a place; none at the end.
fn section_at(body: &[u8], at: usize) -> Option<(u8, &[u8])> {
    let id = body.get(at).copied()?;
    let length = u32_at(body, at + 1)? as usize;
    let start = at + SECTION;
    Some((id, body.get(start..start.checked_add(length)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        write(
            Part::Tabular,
            &[
                (Section::About, b"set=x"),
                (Section::Words, b""),
                (Section::Content, b"abc"),
            ],
        )
    }

    #[test]
    fn sections_come_back() {
        let file = file();
        let container = Container::open(&file, Part::Tabular).unwrap();
        assert_eq!(container.section(Section::About), Ok(&b"set=x"[..]));
        assert_eq!(container.section(Section::Words), Ok(&b""[..]));
        assert_eq!(container.section(Section::Content), Ok(&b"abc"[..]));
    }

    #[test]
    fn each_damage_has_its_own_name() {
        let open = |bytes: &[u8]| Container::open(bytes, Part::Tabular).map(|_| ());
        let good = file();
        assert_eq!(open(b"<!doctype html><title>404</title>"), Err(Fault::NotAnIndex));
        assert_eq!(open(b""), Err(Fault::NotAnIndex));
        for end in 8..good.len() {
            assert!(
                matches!(open(&good[..end]), Err(Fault::Length { .. })),
                "cut at {end}"
            );
        }
        for at in 20..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert_eq!(open(&bad), Err(Fault::Checksum), "flipped at {at}");
        }
        let mut newer = good.clone();
        newer[8] = 99;
        assert_eq!(open(&newer), Err(Fault::Version { found: 99 }));
        assert_eq!(
            Container::open(&good, Part::Notes).map(|_| ()),
            Err(Fault::Part { found: 1 })
        );
    }
}
