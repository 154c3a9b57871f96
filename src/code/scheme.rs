//! How the codes of a set are written, and what a text means as one of them. A
//! set is known before any of its codes is.

use std::borrow::Cow;

use super::cm;
use super::schemes::SCHEMES;
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
    /// The sign that parts a code as it is written.
    pub(super) sign: Option<char>,
    /// Behind how many characters of a code it stands.
    pub(super) breaks: fn(&str) -> &'static [usize],
    /// The code, or as much of its beginning as is settled, that a text with the
    /// sign means, for sets in which the sign's place tells what is left out.
    pub(super) signed: Option<fn(&str) -> Option<String>>,
    /// Whether a text in capitals, without blanks and signs, begins like codes of
    /// the set and like little else, so that codes are offered while it is typed.
    pub(super) begins: fn(&str) -> bool,
    /// Whether such a text has the shape of a whole code.
    pub(super) fits: fn(&str) -> bool,
    /// Whether such a whole code is taken for one although nobody names the set
    /// and nothing else tells it.
    pub(super) alone: fn(&str) -> bool,
}

/// The longest codes that people write without their first zeros: CPT's `00100`.
const MOST_PADDED: usize = 5;
/// What people and remittances put between a set's name and a code: `Rev. 0450`,
/// `DRG #470`, `CO–45`, and `CO*45` of the electronic form.
const PARTS: [char; 8] = [' ', ':', '-', '\u{2013}', '.', '#', '*', '='];

/// A text as a code or the beginning of one: without signs and blanks, in capitals.
struct Typed {
    code: String,
    /// Whether the set's name or its own sign tells that it is meant.
    told: bool,
}

/// What names a code among those of all sets: ICD-10-CM's by themselves, all
/// others with their set, because `11` is a code of several.
pub fn address(set: &str, code: &str) -> String {
    if set == cm::SET {
        code.to_owned()
    } else {
        full_address(set, code)
    }
}

/// The same with the set of every code, for links that last.
pub fn full_address(set: &str, code: &str) -> String {
    [set, ":", code].concat()
}

/// The scheme of a set.
pub fn scheme(set: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.set == set)
}

impl Scheme {
    /// What was typed as the beginning of a code: without signs and blanks, in
    /// capitals. `None` if no code of this set begins like that.
    pub fn typed(&self, text: &str) -> Option<String> {
        let Typed { code, told } = self.read(text)?;
        (told || (self.begins)(&code)).then_some(code)
    }

    /// What was typed as a whole code, with the zeros that people leave out in
    /// front. `None` if no code of this set looks like that.
    pub fn whole(&self, text: &str) -> Option<String> {
        let Typed { mut code, told } = self.read(text)?;
        // Bills leave out the first zero of revenue codes and types of bill. Of
        // shorter codes every number would be one, and of longer ones nobody does.
        let may_lack_zeros =
            (told && self.shortest <= MOST_PADDED) || (code.len() == 3 && self.shortest == 4);
        if code.len() < self.shortest && may_lack_zeros && shape::is_number(&code, self.shortest) {
            code.insert_str(0, &"0".repeat(self.shortest - code.len()));
        }
        ((self.fits)(&code) && (told || (self.alone)(&code))).then_some(code)
    }

    /// Whether a text names its set and a code that may be one of it. Letters are a
    /// code in capitals only: `condition of` is words.
    pub fn is_named(&self, text: &str, code: &str) -> bool {
        let digit = code.bytes().any(|byte| byte.is_ascii_digit());
        !self.has_headers
            && !self.numbered
            && (self.fits)(code)
            && self.unnamed(text).is_some()
            && (digit || text.ends_with(code))
    }

    #[inline(never)]
    fn read(&self, text: &str) -> Option<Typed> {
        let rest = self.unnamed(text);
        let named = rest.is_some();
        let text = rest.unwrap_or(text);
        if let (Some(signed), Some(sign)) = (self.signed, self.sign)
            && text.contains(sign)
        {
            return signed(text.trim()).map(|code| Typed { code, told: true });
        }
        if !named && self.sign != Some('.') && text.contains('.') {
            return None;
        }
        let mut code = compact(text);
        // Forms print short numbers in wide fields: `DRG 0470`.
        while named && code.len() > self.longest && code.starts_with('0') {
            code.remove(0);
        }
        let fits =
            (1..=self.longest).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then_some(Typed { code, told: named })
    }

    /// What follows the set's name, if the text begins with it: `470` of `DRG 470`,
    /// `11` of `pos:11`.
    #[inline(never)]
    pub fn unnamed<'a>(&self, text: &'a str) -> Option<&'a str> {
        let names = self.aliases.iter().chain(std::iter::once(&self.set));
        names.copied().find_map(|name| {
            let (start, rest) = text.trim_start().split_at_checked(name.len())?;
            let parted = rest.strip_prefix(PARTS);
            let rest = parted.or_else(|| rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest))?;
            start.eq_ignore_ascii_case(name).then_some(rest)
        })
    }

    /// The code, or the beginning of one, as it is written.
    pub fn written<'a>(&self, code: &'a str) -> Cow<'a, str> {
        let Some(sign) = self.sign.filter(|sign| !code.contains(*sign)) else {
            return code.into();
        };
        let mut written = String::with_capacity(code.len() + 2);
        for (at, c) in code.char_indices() {
            if (self.breaks)(code).contains(&at) {
                written.push(sign);
            }
            written.push(c);
        }
        written.into()
    }

    /// Whether the entry of this depth and name is a code rather than a heading.
    pub fn is_code(&self, depth: u8, name: &[u8]) -> bool {
        depth >= self.first_code && name.iter().all(u8::is_ascii_alphanumeric) && !name.contains(&b'x')
    }
}

fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !PARTS.contains(c) && !c.is_whitespace())
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
            // Only as much of a drug code as is settled.
            ("ndc", "0002-7510", Some("000027510")),
            ("ndc", "0002-75", Some("0000275")),
            ("ndc", "50242-040", Some("50242")),
            ("ndc", "50242-040-6", Some("502420040")),
            ("ndc", "555-1234", None),
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
            ("npi", "NPI 1234567890", None),
            ("npi", "npi: 1234567893", Some("1234567893")),
            ("npi", "NPI 123", None),
            ("ndc", "0002-7510-01", Some("00002751001")),
            ("ndc", "50242-040-62", Some("50242004062")),
            ("ndc", "60575-4112-1", Some("60575411201")),
            ("ndc", "00002751001", Some("00002751001")),
            ("ndc", "NDC 50242-040-62", Some("50242004062")),
            ("ndc", "ndc:60575-4112-1", Some("60575411201")),
            // Ten digits without hyphens are the code of up to three drugs.
            ("ndc", "NDC 5024204062", None),
            ("ndc", "NDC 2751001", None),
            ("ndc", "555-123-4567", None),
            ("icd9cm", "250.00", Some("25000")),
            ("icd9cm", "25000", None),
            ("icd9cm", "ICD-9 25000", Some("25000")),
            ("icd9cm", "ICD-9 e819.0", Some("E8190")),
            // A procedure of ICD-9-CM is no diagnosis with its dot elsewhere.
            ("icd9cm", "00.66", Some("00.66")),
            ("icd9cm", "ICD-9 81.5", Some("81.5")),
            ("revenue", "Rev. Code 0450", Some("0450")),
            ("revenue", "RC 0450", Some("0450")),
            ("msdrg", "MS DRG 470", Some("470")),
            ("msdrg", "DRG #0470", Some("470")),
            ("carc", "CO*45", Some("45")),
            ("carc", "CO\u{2013}45", Some("45")),
            ("condition", "cond code 44", Some("44")),
            ("poa", "POA indicator Y", Some("Y")),
            ("rarc", "Remark N290", Some("N290")),
            ("cpt", "0001A", Some("0001A")),
            ("cpt", "cpt 0042X", None),
            ("rarc", "remark code X1", None),
            ("condition", "AA", None),
            ("condition", "condition code AA", Some("AA")),
            ("poa", "Y", None),
            ("poa", "present on admission y", Some("Y")),
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
            ("icd9cm", "00.66", "00.66"),
            ("ndc", "00002751001", "00002-7510-01"),
            ("ndc", "0000275", "00002-75"),
            ("msdrg", "470", "470"),
        ] {
            let written = scheme(set).map(|scheme| scheme.written(code));
            assert_eq!(written.as_deref(), Some(expect));
        }
    }
}
