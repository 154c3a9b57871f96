//! Places in a text as a page counts them: in UTF-16 units.

/// The units up to a byte; 0 for one that is no place in the text.
pub fn units(text: &str, byte: usize) -> u32 {
    text.get(..byte).map_or(0, |part| part.encode_utf16().count()) as u32
}

/// The byte at which so many units end; the end of the text if it has fewer.
pub fn byte(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{byte, units};

    #[test]
    fn places_are_the_same_in_both_counts() {
        let text = "Ménière’s 𝄞 (H81.0-)";
        for (at, _) in text.char_indices() {
            assert_eq!(byte(text, units(text, at)), at);
        }
        assert_eq!(byte(text, 999), text.len());
    }
}
