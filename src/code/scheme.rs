//! How the codes of each set are written. A set is known here before any of its
//! codes is.

use std::borrow::Cow;

use super::cm;
use super::pcs;
use super::shape;

/// How the codes of a set are written, and where its list has them.
#[derive(Debug)]
pub struct Scheme {
    /// The set's stable name, such as `icd10cm`.
    pub set: &'static str,
    /// Its name for readers.
    pub name: &'static str,
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
    /// Whether it is a question if a code is complete enough for a claim: some
    /// of the set's codes only head others.
    pub has_headers: bool,
    /// Whether its entries have no names, and are numbered by their place.
    pub numbered: bool,
    /// Whether it only leads to codes of another set, or explains them: then its
    /// list has a file of its own, which a first search does not wait for.
    pub aside: bool,
    /// Whether a text in capitals, without blanks and dots, begins like codes of
    /// the set and like little else, so that codes are offered while it is typed.
    begins: fn(&str) -> bool,
    /// Whether such a text has the shape of a whole code.
    fits: fn(&str) -> bool,
}

/// What most schemes have.
const PLAIN: Scheme = Scheme {
    set: "",
    name: "",
    aliases: &[],
    first_code: 1,
    chapter: "",
    dot_after: 0,
    longest: 5,
    shortest: 5,
    has_headers: false,
    numbered: false,
    aside: false,
    begins: |_| false,
    fits: |_| false,
};

/// All sets that this program knows, in the order in which an answer prefers them.
pub static SCHEMES: &[Scheme] = &[
    Scheme {
        set: cm::SET,
        name: "ICD-10-CM",
        aliases: &["ICD-10-CM", "ICD-10", "ICD10"],
        first_code: 3,
        chapter: "Chapter",
        dot_after: cm::CATEGORY_LENGTH,
        longest: cm::MAX_LENGTH,
        shortest: cm::CATEGORY_LENGTH,
        has_headers: true,
        begins: |code| cm::begins_code(code.as_bytes()),
        fits: cm::is_compact,
        ..PLAIN
    },
    // CMS, ICD-10-PCS: seven characters, each an axis.
    Scheme {
        set: pcs::SET,
        name: "ICD-10-PCS",
        aliases: &["ICD-10-PCS", "ICD10PCS", "PCS"],
        first_code: pcs::TABLE as u8,
        longest: pcs::LENGTH,
        shortest: 1,
        has_headers: true,
        begins: pcs::begins_alone,
        fits: |code| code.len() == pcs::LENGTH && pcs::begins_code(code.as_bytes()),
        ..PLAIN
    },
    // CMS, HCPCS Level II: a letter and four digits.
    Scheme {
        set: "hcpcs",
        name: "HCPCS Level II",
        aliases: &["HCPCS LEVEL II", "HCPCS"],
        begins: |code| code.len() > 1 && shape::begins(code, "L####"),
        fits: |code| shape::is(code, "L####"),
        ..PLAIN
    },
    // AMA, CPT: five digits, or four and the letter of a category.
    Scheme {
        set: "cpt",
        name: "CPT",
        aliases: &["CPT"],
        begins: |code| code.len() > 2 && shape::begins(code, "#####"),
        fits: |code| {
            shape::is(code, "#####") || (shape::is(code, "####L") && code.ends_with(['F', 'M', 'T', 'U']))
        },
        ..PLAIN
    },
    // ADA, CDT: D and four digits.
    Scheme {
        set: "cdt",
        name: "CDT",
        aliases: &["CDT", "ADA"],
        begins: |code| code.len() > 1 && shape::begins(code, "D####"),
        fits: |code| shape::is(code, "D####"),
        ..PLAIN
    },
    // CMS, MS-DRG definitions manual: three digits.
    Scheme {
        set: "msdrg",
        name: "MS-DRG",
        aliases: &["MS-DRG", "DRG"],
        first_code: 2,
        chapter: "MDC",
        longest: 3,
        shortest: 3,
        begins: |code| shape::begins(code, "###"),
        fits: |code| shape::is(code, "###"),
        ..PLAIN
    },
    // NUBC, revenue codes: four digits, the first nearly always 0 and often left out.
    Scheme {
        set: "revenue",
        name: "Revenue code",
        aliases: &["REVENUE CODE", "REVENUE", "REV CODE", "REV"],
        longest: 4,
        shortest: 4,
        begins: |code| code.len() > 1 && shape::begins(code, "0###"),
        fits: |code| {
            shape::is(code, "0###")
                || shape::is(code, "1###")
                || shape::is(code, "2###")
                || shape::is(code, "3###")
        },
        ..PLAIN
    },
    // CMS, place of service code set: two digits.
    Scheme {
        set: "pos",
        name: "Place of service",
        aliases: &["PLACE OF SERVICE"],
        longest: 2,
        shortest: 2,
        begins: |code| shape::begins(code, "##"),
        fits: |code| shape::is(code, "##"),
        ..PLAIN
    },
    // AMA and CMS, modifiers: two characters.
    Scheme {
        set: "modifier",
        name: "Modifier",
        aliases: &["MODIFIER", "MOD"],
        longest: 2,
        shortest: 2,
        fits: |code| shape::is(code, "**"),
        ..PLAIN
    },
    // NUBC, type of bill: 0, two digits, and a digit or letter.
    Scheme {
        set: "tob",
        name: "Type of bill",
        aliases: &["TYPE OF BILL", "BILL TYPE", "TOB"],
        longest: 4,
        shortest: 4,
        fits: |code| shape::is(code, "0##*"),
        ..PLAIN
    },
    // X12, claim adjustment group codes: two letters.
    Scheme {
        set: "cagc",
        name: "Adjustment group",
        aliases: &["CAGC", "GROUP CODE"],
        longest: 2,
        shortest: 2,
        fits: |code| matches!(code, "CO" | "PR" | "OA" | "PI" | "CR"),
        ..PLAIN
    },
    // X12, claim adjustment reason codes: digits, or a letter and digits. Remittances
    // print them behind their group: CO-45.
    Scheme {
        set: "carc",
        name: "Adjustment reason",
        aliases: &["CARC", "REASON CODE", "CO", "PR", "OA", "PI", "CR"],
        longest: 4,
        shortest: 1,
        fits: |code| shape::is_number(code, 3) || (code.len() > 1 && shape::begins(code, "L###")),
        ..PLAIN
    },
    // X12 and CMS, remittance advice remark codes: N, M or MA and a number.
    Scheme {
        set: "rarc",
        name: "Remark code",
        aliases: &["RARC", "REMARK CODE"],
        longest: 5,
        shortest: 2,
        fits: |code| {
            let number = code.strip_prefix("MA").or_else(|| code.strip_prefix(['M', 'N']));
            number.is_some_and(|number| shape::is_number(number, 3))
        },
        ..PLAIN
    },
    Scheme {
        set: "condition",
        name: "Condition code",
        aliases: &["CONDITION CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "occurrence",
        name: "Occurrence code",
        aliases: &["OCCURRENCE CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "occurrence_span",
        name: "Occurrence span",
        aliases: &["OCCURRENCE SPAN CODE", "OCCURRENCE SPAN"],
        ..UB_CODE
    },
    Scheme {
        set: "value",
        name: "Value code",
        aliases: &["VALUE CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "discharge",
        name: "Discharge status",
        aliases: &["DISCHARGE STATUS", "PATIENT STATUS"],
        ..UB_CODE
    },
    Scheme {
        set: "admission_type",
        name: "Admission type",
        aliases: &["ADMISSION TYPE", "TYPE OF ADMISSION"],
        ..ONE_CHARACTER
    },
    Scheme {
        set: "admission_source",
        name: "Point of origin",
        aliases: &["ADMISSION SOURCE", "POINT OF ORIGIN"],
        ..ONE_CHARACTER
    },
    Scheme {
        set: "poa",
        name: "Present on admission",
        aliases: &["PRESENT ON ADMISSION"],
        ..ONE_CHARACTER
    },
    // FDA, National Drug Code: ten digits in three parts, eleven on claims.
    Scheme {
        set: "ndc",
        name: "NDC",
        aliases: &["NDC"],
        longest: 11,
        shortest: 11,
        fits: |code| shape::is(code, "###########"),
        ..PLAIN
    },
    // CMS, National Provider Identifier: ten digits, the last a check digit.
    Scheme {
        set: "npi",
        name: "NPI",
        aliases: &["NPI"],
        longest: 10,
        shortest: 10,
        fits: shape::is_npi,
        ..PLAIN
    },
    // CDC and CMS, ICD-9-CM: recognised by its dot, for its digits are those of others.
    Scheme {
        set: "icd9cm",
        name: "ICD-9-CM",
        aliases: &["ICD-9-CM", "ICD-9", "ICD9"],
        dot_after: 3,
        shortest: 3,
        ..PLAIN
    },
    Scheme {
        set: "icd10cm_index",
        name: "Alphabetic Index",
        aliases: &["ALPHABETIC INDEX"],
        ..INDEX
    },
    Scheme {
        set: "icd10cm_external",
        name: "External cause index",
        aliases: &["INDEX OF EXTERNAL CAUSES"],
        ..INDEX
    },
    Scheme {
        set: "icd10cm_drugs",
        name: "Table of drugs",
        aliases: &["TABLE OF DRUGS"],
        ..INDEX
    },
    Scheme {
        set: "icd10cm_neoplasms",
        name: "Table of neoplasms",
        aliases: &["TABLE OF NEOPLASMS"],
        ..INDEX
    },
    Scheme {
        set: "icd10pcs_index",
        name: "Index of procedures",
        aliases: &["INDEX OF PROCEDURES"],
        ..INDEX
    },
    // CMS, ICD-10-PCS: a table is named by the first three characters of its codes.
    Scheme {
        set: "icd10pcs_tables",
        name: "ICD-10-PCS table",
        aside: true,
        aliases: &["PCS TABLE"],
        first_code: 3,
        chapter: "Section",
        longest: 3,
        shortest: 3,
        has_headers: true,
        ..PLAIN
    },
    Scheme {
        set: "icd10pcs_definitions",
        name: "ICD-10-PCS definition",
        aliases: &["PCS DEFINITIONS"],
        first_code: 3,
        chapter: "Section",
        ..INDEX
    },
];

/// NUBC, codes of the UB-04's small fields: two characters, which are codes of
/// several of them.
const UB_CODE: Scheme = Scheme {
    longest: 2,
    shortest: 2,
    fits: |code| shape::is(code, "*#"),
    ..PLAIN
};

/// Codes of one character, which nobody means who does not say so.
const ONE_CHARACTER: Scheme = Scheme {
    longest: 1,
    shortest: 1,
    ..PLAIN
};

/// Indexes and tables that lead to codes: letters, main terms, and terms below them.
const INDEX: Scheme = Scheme {
    first_code: 2,
    chapter: "Letter",
    longest: 6,
    shortest: 1,
    numbered: true,
    aside: true,
    ..PLAIN
};

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
        let (code, named) = self.compact(text)?;
        (named || (self.begins)(&code)).then_some(code)
    }

    /// What was typed as a whole code, with the zeros that people leave out in
    /// front. `None` if no code of this set looks like that.
    pub fn whole(&self, text: &str) -> Option<String> {
        let (mut code, named) = self.compact(text)?;
        if let Some(claimed) = shape::ndc(text).filter(|_| self.set == "ndc") {
            return Some(claimed);
        }
        // Bills leave out the first zero of revenue codes and types of bill. Of
        // shorter codes every number would be one, and of longer ones nobody does.
        let may_lack_zeros = named || (code.len() == 3 && self.shortest == 4);
        if code.len() < self.shortest && may_lack_zeros && shape::is_number(&code, self.shortest) {
            code.insert_str(0, &"0".repeat(self.shortest - code.len()));
        }
        (named || (self.fits)(&code) || self.is_dotted(text)).then_some(code)
    }

    /// Whether a text has its dot where only this set has one.
    fn is_dotted(&self, text: &str) -> bool {
        self.set == "icd9cm" && shape::is_icd9(text.trim())
    }

    #[inline(never)]
    fn compact(&self, text: &str) -> Option<(String, bool)> {
        let rest = self.unnamed(text);
        if rest.is_none() && self.dot_after == 0 && text.contains('.') {
            return None;
        }
        let code = compact(rest.unwrap_or(text));
        let fits =
            (1..=self.longest).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then_some((code, rest.is_some()))
    }

    /// What follows the set's name, if the text begins with it: `470` of `DRG 470`,
    /// `11` of `pos:11`.
    #[inline(never)]
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
    pub fn written<'a>(&self, code: &'a str) -> Cow<'a, str> {
        if let (true, Some([labeler, product, package])) = (self.set == "ndc", shape::ndc_parts(code)) {
            return [labeler, "-", product, "-", package].concat().into();
        }
        // An external cause of ICD-9-CM has one character more.
        let external = self.set == "icd9cm" && code.starts_with('E');
        match code.split_at_checked(self.dot_after + usize::from(external)) {
            Some((start, rest)) if self.dot_after > 0 && !rest.is_empty() => {
                [start, ".", rest].concat().into()
            }
            _ => code.into(),
        }
    }

    /// Whether the entry of this depth and name is a code rather than a heading.
    pub fn is_code(&self, depth: u8, name: &[u8]) -> bool {
        depth >= self.first_code && name.iter().all(u8::is_ascii_alphanumeric) && !name.contains(&b'x')
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
    fn a_whole_code_is_known_by_its_shape() {
        for (set, text, expect) in [
            ("cpt", "99213", Some("99213")),
            ("cpt", "0042t", Some("0042T")),
            ("cpt", "0042X", None),
            ("cpt", "cpt 1", Some("00001")),
            ("hcpcs", "J1885", Some("J1885")),
            ("hcpcs", "99213", None),
            ("cdt", "d0120", Some("D0120")),
            ("revenue", "0450", Some("0450")),
            ("revenue", "450", Some("0450")),
            ("revenue", "45", None),
            ("revenue", "rev 1", Some("0001")),
            ("tob", "131", Some("0131")),
            ("msdrg", "47", None),
            ("msdrg", "drg 47", Some("047")),
            ("modifier", "LT", Some("LT")),
            ("modifier", "25", Some("25")),
            ("carc", "CO-45", Some("45")),
            ("carc", "PR 1", Some("1")),
            ("carc", "B7", Some("B7")),
            ("carc", "cost", None),
            ("rarc", "ma130", Some("MA130")),
            ("rarc", "N", None),
            ("npi", "1234567893", Some("1234567893")),
            ("npi", "1234567890", None),
            ("ndc", "0002-7510-01", Some("00002751001")),
            ("ndc", "50242-040-62", Some("50242004062")),
            ("ndc", "60575-4112-1", Some("60575411201")),
            ("ndc", "00002751001", Some("00002751001")),
            ("ndc", "555-123-4567", None),
            ("icd9cm", "250.00", Some("25000")),
            ("icd9cm", "25000", None),
            ("icd9cm", "ICD-9 25000", Some("25000")),
        ] {
            let whole = scheme(set).and_then(|scheme| scheme.whole(text));
            assert_eq!(whole.as_deref(), expect, "{set} {text}");
        }
    }

    #[test]
    fn a_code_is_written_with_its_dot_where_the_set_has_one() {
        for (set, code, expect) in [
            ("icd10cm", "E119", "E11.9"),
            ("icd10cm", "E11", "E11"),
            ("icd9cm", "25000", "250.00"),
            ("icd9cm", "E8190", "E819.0"),
            ("ndc", "00002751001", "00002-7510-01"),
            ("msdrg", "470", "470"),
        ] {
            let written = scheme(set).map(|scheme| scheme.written(code));
            assert_eq!(written.as_deref(), Some(expect));
        }
    }
}
