//! Folding: lower case without diacritics, so that `Ménière`, `MENIERE` and
//! `meniere` are one term.

/// Appends the folded form of `c` to `out`. Marks that stand by themselves
/// (combining accents) vanish.
fn fold_char(c: char, out: &mut String) {
    let plain = match c {
        '\u{300}'..='\u{36f}' => return,
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'Ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' => "i",
        'ñ' | 'Ñ' | 'ń' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' => "o",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ß' => "ss",
        'ł' | 'Ł' => "l",
        'ś' | 'š' | 'Š' => "s",
        'ź' | 'ż' | 'ž' | 'Ž' => "z",
        // Official texts are in Latin letters; others are searched for as typed.
        _ => {
            out.push(c.to_ascii_lowercase());
            return;
        }
    };
    out.push_str(plain);
}

/// The search form of a word.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        fold_char(c, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folding_forgets_case_and_diacritics() {
        for (word, expect) in [
            ("Ménière", "meniere"),
            ("SJÖGREN", "sjogren"),
            ("Guillain", "guillain"),
            ("E\u{301}", "e"),
            ("Straße", "strasse"),
            ("IgA", "iga"),
        ] {
            assert_eq!(fold(word), expect);
        }
    }
}
