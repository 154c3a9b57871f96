//! How the text of a file is written: UTF-8, or what spreadsheets and agencies
//! write instead.

use encoding_rs::WINDOWS_1252;

/// The marks at the beginning of UTF-16, which would be read as nonsense.
const UTF_16: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];

/// The text of a file: UTF-8 without its mark, else Windows-1252, which has the
/// characters of Latin-1 and those that editors put in place of controls.
///
/// # Errors
/// If it is UTF-16, with the place and the remedy.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    readable(bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => single_byte(bytes),
    })
}

/// Whether a file is written in a way that any importer reads. It is asked before
/// they are: none would know such a file.
///
/// # Errors
/// If it is UTF-16, with the place and the remedy.
pub(super) fn readable(bytes: &[u8]) -> Result<(), String> {
    if UTF_16.iter().any(|mark| bytes.starts_with(mark)) {
        return Err("1:1: is UTF-16; save it as UTF-8 (CSV UTF-8 in spreadsheets)".to_owned());
    }
    Ok(())
}

/// The text of bytes each of which is a character.
pub(super) fn single_byte(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_is_utf_8_or_what_spreadsheets_write() {
        assert_eq!(text(b"\xEF\xBB\xBFcode").unwrap(), "code");
        assert_eq!(text("Ménière".as_bytes()).unwrap(), "Ménière");
        assert_eq!(text(b"M\xE9ni\xE8re \x96").unwrap(), "Ménière –");
        assert!(text(b"\xFF\xFEc\0").unwrap_err().contains("UTF-8"));
    }
}
