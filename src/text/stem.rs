//! Word forms: `fractured` and `fracture`, `stenosis` and `stenotic`, `tibia` and
//! `tibial` have one stem. Light on purpose: a stem only has to be the same for
//! forms of one word, and is never shown.

/// A stem of fewer letters says too little: `is` and `it` would be one.
const SHORTEST: usize = 4;

/// Endings, of which each word loses the first that leaves enough of it.
const ENDINGS: [&str; 31] = [
    "ations", "ation", "ating", "ative", "ated", "ates", "ities", "ical", "isms", "ions", "ings", "ies",
    "ism", "ity", "ate", "ion", "ive", "ing", "eal", "ial", "ous", "ia", "ic", "al", "ar", "ed", "es", "ae",
    "um", "us", "s",
];

/// Endings that tell an inflammation from another state of the same organ, and what
/// stands for them.
const STATES: [(&str, &str); 8] = [
    ("itides", "it"),
    ("itis", "it"),
    ("itic", "it"),
    ("oses", "os"),
    ("osis", "os"),
    ("otic", "os"),
    ("asis", "as"),
    ("ases", "as"),
];

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    for (ending, state) in STATES {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= SHORTEST - 1
        {
            return [rest, state].concat();
        }
    }
    for ending in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= SHORTEST
            && !(ending == "s" && rest.ends_with('s'))
        {
            return bare(rest).to_owned();
        }
    }
    bare(word).to_owned()
}

/// Without last vowels, and with one of two same letters.
fn bare(word: &str) -> &str {
    let mut word = word;
    while word.len() > SHORTEST {
        let Some(shorter) = word.strip_suffix(['a', 'e', 'i', 'o', 'y', 'u']) else {
            break;
        };
        word = shorter;
    }
    let mut letters = word.bytes().rev();
    if word.len() > SHORTEST && letters.next() == letters.next() {
        return word.get(..word.len() - 1).unwrap_or(word);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["fracture", "fractures", "fractured"][..],
            &["stenosis", "stenoses", "stenotic"],
            &["tibia", "tibial", "tibiae"],
            &["conjunctiva", "conjunctival"],
            &["orbit", "orbital"],
            &["anemia", "anemic", "anemias"],
            &["neuropathy", "neuropathic", "neuropathies"],
            &["infection", "infected", "infective", "infections"],
            &["obstruction", "obstructive", "obstructed"],
            &["arthritis", "arthritic", "arthritides"],
            &["allergy", "allergic", "allergies"],
            &["dislocation", "dislocated"],
            &["ulcer", "ulcers", "ulcerated", "ulceration"],
            &["pelvis", "pelvic"],
            &["cyst", "cystic", "cysts"],
            &["alcohol", "alcoholic", "alcoholism"],
            &["hyperthyroid", "hyperthyroidism"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [
            ("hernia", "hers"),
            ("ulna", "ulcer"),
            ("colon", "colic"),
            ("uteri", "ureter"),
            ("diverticulitis", "diverticulosis"),
            ("hepatitis", "hepatic"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
