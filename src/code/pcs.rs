//! ICD-10-PCS codes: seven characters, each an axis of its own, and never the
//! letters I and O (ICD-10-PCS Official Guidelines, A1 to A3). What an axis is
//! called depends on the section, which is the first character.

/// The set's stable name.
pub const SET: &str = "icd10pcs";
/// The number of characters of every code.
pub const LENGTH: usize = 7;
/// The characters of a table: section, body system, operation.
pub const TABLE: usize = 3;
/// All characters that may stand in a code, in order.
pub const ALPHABET: [u8; 34] = *b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The names of the fourth to seventh character by section, as the official
/// tables head their columns.
const AXES: [(u8, [&str; 4]); 17] = [
    (b'0', ["Body Part", "Approach", "Device", "Qualifier"]),
    (b'1', ["Body Part", "Approach", "Device", "Qualifier"]),
    (b'2', ["Body Region", "Approach", "Device", "Qualifier"]),
    (
        b'3',
        ["Body System / Region", "Approach", "Substance", "Qualifier"],
    ),
    (
        b'4',
        ["Body System", "Approach", "Function / Device", "Qualifier"],
    ),
    (b'5', ["Body System", "Duration", "Function", "Qualifier"]),
    (b'6', ["Body System", "Duration", "Qualifier", "Qualifier"]),
    (b'7', ["Body Region", "Approach", "Method", "Qualifier"]),
    (b'8', ["Body Region", "Approach", "Method", "Qualifier"]),
    (b'9', ["Body Region", "Approach", "Method", "Qualifier"]),
    (b'B', ["Body Part", "Contrast", "Qualifier", "Qualifier"]),
    (b'C', ["Body Part", "Radionuclide", "Qualifier", "Qualifier"]),
    (
        b'D',
        ["Treatment Site", "Modality Qualifier", "Isotope", "Qualifier"],
    ),
    (
        b'F',
        ["Body System / Region", "Type Qualifier", "Equipment", "Qualifier"],
    ),
    (b'G', ["Qualifier", "Qualifier", "Qualifier", "Qualifier"]),
    (b'H', ["Qualifier", "Qualifier", "Qualifier", "Qualifier"]),
    (
        b'X',
        [
            "Body Part",
            "Approach",
            "Device / Substance / Technology",
            "Qualifier",
        ],
    ),
];

/// A character's place in [`ALPHABET`]; none for a character that no code has.
pub fn place(character: u8) -> Option<u32> {
    let place = ALPHABET.binary_search(&character).ok()?;
    Some(place as u32)
}

/// The character at a place of [`ALPHABET`].
pub fn character(place: u32) -> u8 {
    ALPHABET.get(place as usize).copied().unwrap_or(b'0')
}

/// Whether a code begins with these characters.
pub fn begins_code(code: &[u8]) -> bool {
    code.len() <= LENGTH && code.iter().all(|&character| place(character).is_some())
}

/// Whether a text begins like a code of this set and like little else: numbers are
/// codes of other sets, and so are most texts of a letter and two characters.
pub fn begins_alone(code: &str) -> bool {
    let bytes = code.as_bytes();
    let digit = bytes.first().is_some_and(u8::is_ascii_digit);
    let shortest = if digit { 2 } else { TABLE + 1 };
    let mixed = bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_alphabetic);
    begins_code(bytes) && (bytes.len() == LENGTH || (mixed && bytes.len() >= shortest))
}

/// What the axis is called that the character at `position` (1 to 7) of a code of
/// this section stands for.
pub fn axis(section: u8, position: usize) -> &'static str {
    let type_of = matches!(section, b'B' | b'C' | b'D' | b'F' | b'G' | b'H');
    match position {
        1 => "Section",
        2 if section == b'F' => "Section Qualifier",
        2 => "Body System",
        3 if section == b'D' => "Modality",
        3 if type_of => "Type",
        3 => "Operation",
        _ => AXES
            .iter()
            .find(|(known, _)| *known == section)
            .and_then(|(_, names)| names.get(position.checked_sub(TABLE + 1)?))
            .copied()
            .unwrap_or("Character"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_places_in_order_but_for_i_and_o() {
        let places: Vec<Option<u32>> = (b'0'..=b'Z').map(place).collect();
        let known: Vec<u32> = places.into_iter().flatten().collect();
        assert_eq!(known, (0..34).collect::<Vec<u32>>());
        assert_eq!(
            [b'I', b'O', b'a', b'.'].map(place),
            [None::<u32>; 4],
            "no code has them"
        );
        assert!(known.iter().all(|&at| place(character(at)) == Some(at)));
    }

    #[test]
    fn axes_are_called_as_their_section_calls_them() {
        for (section, position, expect) in [
            (b'0', 4, "Body Part"),
            (b'0', 5, "Approach"),
            (b'B', 5, "Contrast"),
            (b'D', 3, "Modality"),
            (b'F', 2, "Section Qualifier"),
            (b'X', 6, "Device / Substance / Technology"),
            (b'E', 6, "Character"),
        ] {
            assert_eq!(axis(section, position), expect);
        }
    }
}
