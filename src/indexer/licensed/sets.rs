//! The code sets that somebody who has a licence may bring: who owns each, how
//! its codes are written, and what heads them.
//!
//! The shapes are those that a line of a list is checked by. What a person may mean who
//! types is another question, which a [`Scheme`] answers: it leaves out codes that look
//! like words, and takes what may be of two sets for both.
//!
//! [`Scheme`]: crate::code::scheme::Scheme

use crate::code::shape;

/// A set that may be brought.
#[derive(Debug)]
pub(super) struct Set {
    /// Its stable name.
    pub(super) name: &'static str,
    /// What readers call it.
    pub(super) title: &'static str,
    pub(super) owner: &'static str,
    /// What a heading of its codes may be called, besides `code`: in lower case,
    /// without blanks and signs.
    pub(super) headings: &'static [&'static str],
    /// How its codes are written, in words.
    pub(super) shape: &'static str,
    /// How many characters a code has at least, where a spreadsheet may have
    /// dropped zeros before it; 0 where none are.
    pub(super) padded: usize,
    /// Whether a text is written like one of its codes.
    pub(super) fits: fn(&str) -> bool,
    /// The heading that a code stands under; none in a set without headings.
    pub(super) family: fn(&str) -> Option<String>,
}

const AMA: &str = "American Medical Association";
const ADA: &str = "American Dental Association";
const NUBC: &str = "American Hospital Association (National Uniform Billing Committee)";
const X12: &str = "X12";
/// The digits of an NDC, as bills have them.
const ELEVEN: &str = "###########";

/// All sets that may be brought.
pub(super) const SETS: &[Set] = &[
    Set {
        name: "cpt",
        title: "CPT",
        owner: AMA,
        headings: &["cpt", "cptcode"],
        shape: "five digits, or four and F, M, T or U",
        padded: 5,
        fits: |code| {
            shape::is(code, "#####") || (shape::is(code, "####L") && code.ends_with(['F', 'M', 'T', 'U']))
        },
        family: |code| {
            let (first, last) = (code.get(..1)?, code.get(4..)?);
            Some(if shape::is(last, "#") {
                format!("{first}0000-{first}9999")
            } else {
                format!("0000{last}-9999{last}")
            })
        },
    },
    Set {
        name: "cdt",
        title: "CDT",
        owner: ADA,
        headings: &["cdt", "cdtcode"],
        shape: "D and four digits",
        padded: 0,
        fits: |code| shape::is(code, "D####"),
        family: |code| Some(format!("{0}000-{0}999", code.get(..2)?)),
    },
    Set {
        name: "revenue",
        title: "Revenue codes",
        owner: NUBC,
        headings: &["revenue", "revenuecode", "revcode", "rev"],
        shape: "four digits",
        padded: 4,
        fits: |code| shape::is(code, "####"),
        family: |code| Some(format!("{0}0-{0}9", code.get(..3)?)),
    },
    Set {
        name: "tob",
        title: "Types of bill",
        owner: NUBC,
        headings: &["tob", "typeofbill", "billtype"],
        shape: "0, two digits, and a digit or letter",
        padded: 4,
        fits: |code| shape::is(code, "###*"),
        family: |_| None,
    },
    Set {
        name: "condition",
        title: "Condition codes",
        owner: NUBC,
        headings: &["condition", "conditioncode"],
        shape: "two letters or digits",
        padded: 2,
        fits: |code| shape::is(code, "**"),
        family: |_| None,
    },
    Set {
        name: "occurrence",
        title: "Occurrence codes",
        owner: NUBC,
        headings: &["occurrence", "occurrencecode"],
        shape: "two letters or digits",
        padded: 2,
        fits: |code| shape::is(code, "**"),
        family: |_| None,
    },
    Set {
        name: "occurrence_span",
        title: "Occurrence span codes",
        owner: NUBC,
        headings: &["occurrencespan", "occurrencespancode"],
        shape: "two letters or digits",
        padded: 2,
        fits: |code| shape::is(code, "**"),
        family: |_| None,
    },
    Set {
        name: "value",
        title: "Value codes",
        owner: NUBC,
        headings: &["valuecode"],
        shape: "two letters or digits",
        padded: 2,
        fits: |code| shape::is(code, "**"),
        family: |_| None,
    },
    Set {
        name: "discharge",
        title: "Patient discharge status",
        owner: NUBC,
        headings: &[
            "discharge",
            "dischargestatus",
            "dischargestatuscode",
            "patientstatus",
        ],
        shape: "two digits",
        padded: 2,
        fits: |code| shape::is(code, "##"),
        family: |_| None,
    },
    Set {
        name: "carc",
        title: "Claim adjustment reason codes",
        owner: X12,
        headings: &["carc", "carccode"],
        shape: "one to three digits, with or without a letter but M and N before them",
        padded: 0,
        fits: |code| {
            // M and N begin remark codes.
            let letter = |c: char| c.is_ascii_uppercase() && !matches!(c, 'M' | 'N');
            shape::is_number(code.strip_prefix(letter).unwrap_or(code), 3)
        },
        family: |_| None,
    },
    Set {
        name: "rarc",
        title: "Remittance advice remark codes",
        owner: X12,
        headings: &["rarc", "rarccode"],
        shape: "M, MA or N and one to three digits",
        padded: 0,
        fits: |code| {
            let rest = code.strip_prefix("MA").or_else(|| code.strip_prefix(['M', 'N']));
            rest.is_some_and(|rest| shape::is_number(rest, 3))
        },
        family: |_| None,
    },
    Set {
        name: "ndc",
        title: "National Drug Code",
        owner: "Food and Drug Administration, as brought",
        headings: &["ndc", "ndccode", "ndc11"],
        shape: "eleven digits, or ten with hyphens (4-4-2, 5-3-2 or 5-4-1)",
        padded: 0,
        fits: |code| shape::is(code, ELEVEN),
        family: |code| code.get(..9).map(str::to_owned),
    },
    Set {
        name: "modifier",
        title: "Modifiers",
        owner: AMA,
        headings: &["modifier", "modifiercode"],
        shape: "two letters or digits",
        padded: 2,
        fits: |code| shape::is(code, "**"),
        family: |code| Some(format!("{0}0-{0}Z", code.get(..1)?)),
    },
];

/// The set of a name.
pub(super) fn set(name: &str) -> Option<&'static Set> {
    SETS.iter().find(|set| set.name == name)
}

/// The names of all sets, for people.
pub(super) fn names() -> String {
    SETS.iter().map(|set| set.name).collect::<Vec<_>>().join(", ")
}

impl Set {
    /// A code as the index keeps it, of what a file has: in capitals, with the
    /// zeros that a spreadsheet drops. The flag says whether zeros were added.
    ///
    /// # Errors
    /// Why it can be no code of the set.
    pub(super) fn code(&self, text: &str) -> Result<(String, bool), String> {
        let mut code = text.trim().to_ascii_uppercase();
        if self.name == "ndc" {
            return eleven(&code).map(|code| (code, false));
        }
        let short = code.len() < self.padded && shape::is_number(&code, self.padded);
        if short {
            code = format!("{code:0>width$}", width = self.padded);
        }
        if (self.fits)(&code) {
            Ok((code, short))
        } else {
            Err(format!("`{text}` is no code of {} ({})", self.title, self.shape))
        }
    }
}

/// The eleven digits of an NDC, as bills have them: labeler 5, product 4,
/// package 2 (45 CFR 162.1002; FDA, "National Drug Code Directory").
pub(super) fn eleven(code: &str) -> Result<String, String> {
    match shape::ndc(code) {
        Some(eleven) => Ok(eleven),
        None if shape::is(code, ELEVEN) => Ok(code.to_owned()),
        None if shape::is(code, "##########") => Err(format!(
            "`{code}` has ten digits and no hyphens, so nothing tells where labeler, product and package part; \
             write it with hyphens or with eleven digits"
        )),
        None => Err(format!(
            "`{code}` is no NDC (eleven digits, or ten with hyphens: 4-4-2, 5-3-2 or 5-4-1)"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_by_how_they_are_written() {
        for (name, text, expect) in [
            ("cpt", "99213", Some("99213")),
            ("cpt", "100", Some("00100")),
            ("cpt", "0001f", Some("0001F")),
            ("cpt", "A0001", None),
            ("cpt", "9921", Some("09921")),
            ("cdt", "d0120", Some("D0120")),
            ("cdt", "0120", None),
            ("revenue", "450", Some("0450")),
            ("revenue", "04501", None),
            ("tob", "111", Some("0111")),
            ("tob", "013X", Some("013X")),
            ("tob", "13X", None),
            ("condition", "1", Some("01")),
            ("condition", "C3", Some("C3")),
            ("carc", "45", Some("45")),
            ("carc", "A1", Some("A1")),
            ("carc", "N1", None),
            ("carc", "PR-1", None),
            ("rarc", "ma130", Some("MA130")),
            ("rarc", "N4", Some("N4")),
            ("rarc", "X4", None),
            ("ndc", "0002-1433-80", Some("00002143380")),
            ("ndc", "50090-347-0", None),
            ("ndc", "50090-3470-0", Some("50090347000")),
            ("ndc", "12345-678-90", Some("12345067890")),
            ("ndc", "0002143380", None),
            ("ndc", "é", None),
            ("modifier", "25", Some("25")),
            ("discharge", "1", Some("01")),
        ] {
            let code = set(name).unwrap().code(text);
            assert_eq!(
                code.ok().map(|(code, _)| code).as_deref(),
                expect,
                "{name} {text}"
            );
        }
    }
}
