//! How the codes of each set are written. A set is known here before any of its
//! codes is.

use super::cm;

/// How the codes of a set are written, and where its list has them.
#[derive(Debug)]
pub struct Scheme {
    /// The set's stable name, such as `icd10cm`.
    pub set: &'static str,
    /// What else people call the set before a code of it, in capitals.
    pub aliases: &'static [&'static str],
    /// The depth of the list at which codes begin. Above are the set (0) and the
    /// levels that only order it.
    pub first_code: u8,
    /// What the entries directly below the set are called, if they are no codes.
    pub chapter: &'static str,
    /// How many characters stand before the dot; 0 where there is none.
    pub dot_after: usize,
    /// The most characters of a code, without its dot.
    pub longest: usize,
    /// The fewest characters that name one of its codes.
    pub shortest: usize,
    /// Whether a text in capitals, without blanks and dots, may begin a code.
    begins: fn(&str) -> bool,
}

/// All sets that this program knows.
pub static SCHEMES: &[Scheme] = &[
    Scheme {
        set: cm::SET,
        aliases: &["ICD-10-CM", "ICD-10", "ICD10"],
        first_code: 3,
        chapter: "Chapter",
        dot_after: cm::CATEGORY_LENGTH,
        longest: cm::MAX_LENGTH,
        shortest: cm::CATEGORY_LENGTH,
        begins: |code| cm::begins_code(code.as_bytes()),
    },
    // CMS, MS-DRG definitions manual: three digits.
    Scheme {
        set: "msdrg",
        aliases: &["MS-DRG", "DRG"],
        first_code: 2,
        chapter: "MDC",
        dot_after: 0,
        longest: 3,
        shortest: 3,
        begins: digits,
    },
    // CMS, place of service code set: two digits.
    Scheme {
        set: "pos",
        aliases: &["PLACE OF SERVICE"],
        first_code: 1,
        chapter: "",
        dot_after: 0,
        longest: 2,
        shortest: 2,
        begins: digits,
    },
    // CMS, present on admission indicator: one character, which nobody means
    // who does not say so.
    Scheme {
        set: "poa",
        aliases: &["PRESENT ON ADMISSION"],
        first_code: 1,
        chapter: "",
        dot_after: 0,
        longest: 1,
        shortest: 1,
        begins: |_| false,
    },
];

fn digits(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit())
}

/// What names a code among those of all sets: ICD-10-CM's by themselves, all
/// others with their set, because `11` is a code of several.
pub fn address(set: &str, code: &str) -> String {
    if set == cm::SET {
        code.to_owned()
    } else {
        [set, ":", code].concat()
    }
}

/// The scheme of a set.
pub fn scheme(set: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.set == set)
}

impl Scheme {
    /// What was typed as the beginning of a code: without dots, blanks and
    /// hyphens, in capitals. `None` if no code of this set begins like that.
    pub fn typed(&self, text: &str) -> Option<String> {
        let (code, named) = match self.unnamed(text) {
            Some(rest) => (compact(rest), true),
            None => (compact(text), false),
        };
        let fits =
            (1..=self.longest).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        (fits && (named || (self.begins)(&code))).then_some(code)
    }

    /// What follows the set's name, if the text begins with it: `470` of `DRG 470`,
    /// `11` of `pos:11`.
    pub fn unnamed<'a>(&self, text: &'a str) -> Option<&'a str> {
        let names = self.aliases.iter().chain(std::iter::once(&self.set));
        names.copied().find_map(|name| {
            let (start, rest) = text.trim_start().split_at_checked(name.len())?;
            let parted = rest.strip_prefix([' ', ':', '-']);
            let rest = parted.or_else(|| rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest))?;
            start.eq_ignore_ascii_case(name).then_some(rest)
        })
    }

    /// The code as it is written.
    pub fn written(&self, code: &str) -> String {
        match code.split_at_checked(self.dot_after) {
            Some((start, rest)) if !start.is_empty() && !rest.is_empty() => [start, ".", rest].concat(),
            _ => code.to_owned(),
        }
    }
}

fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '.' | '-' | '\u{2013}') && !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn codes_are_recognised_however_they_are_typed() {
        for (set, text, expect) in [
            ("icd10cm", "E11.9", Some("E119")),
            ("icd10cm", "e119", Some("E119")),
            ("icd10cm", " s72 001 a ", Some("S72001A")),
            ("icd10cm", "S72.00-", Some("S7200")),
            ("icd10cm", "I21–", Some("I21")),
            ("icd10cm", "h", Some("H")),
            ("icd10cm", "qa0", Some("QA0")),
            ("icd10cm", "heart attack", None),
            ("icd10cm", "é11", None),
            ("icd10cm", "E11.90000", None),
            ("icd10cm", "470", None),
            ("icd10cm", "", None),
            ("msdrg", "470", Some("470")),
            ("msdrg", "drg 470", Some("470")),
            ("msdrg", "MS-DRG:047", Some("047")),
            ("msdrg", "DRG470", Some("470")),
            ("msdrg", "4700", None),
            ("pos", "11", Some("11")),
            ("pos", "pos:11", Some("11")),
            ("pos", "position", None),
            ("poa", "Y", None),
            ("poa", "poa Y", Some("Y")),
        ] {
            let typed = scheme(set).and_then(|scheme| scheme.typed(text));
            assert_eq!(typed.as_deref(), expect, "{set} {text}");
        }
    }

    #[test]
    fn a_code_is_written_with_its_dot_where_the_set_has_one() {
        for (set, code, expect) in [
            ("icd10cm", "E119", "E11.9"),
            ("icd10cm", "E11", "E11"),
            ("msdrg", "470", "470"),
        ] {
            assert_eq!(
                scheme(set).map(|scheme| scheme.written(code)).as_deref(),
                Some(expect)
            );
        }
    }
}
