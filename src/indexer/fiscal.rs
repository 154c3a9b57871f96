//! When an edition of ICD-10-CM is in force. The editions of NCHS and CMS begin
//! on 1 October, and some on 1 April; all end with the federal fiscal year on 30
//! September. A year alone means the fiscal year: 2027 begins on 1 October 2026.

use crate::format::about::About;

/// An edition's name and days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// `FY 2027`, `April 2026`.
    pub(super) name: String,
    /// First day, `YYYY-MM-DD`.
    pub(super) from: String,
    /// Last day.
    pub(super) to: String,
}

impl Term {
    /// The edition with which a fiscal year begins.
    pub(super) fn of_year(year: u32) -> Term {
        Term {
            name: format!("FY {year}"),
            from: format!("{}-10-01", year - 1),
            to: format!("{year}-09-30"),
        }
    }

    /// The edition that a file's name tells: `icd10c-tabular-April-1-2026.xml`,
    /// `icd10cm_order_2027.txt`.
    pub(super) fn named(file: &str) -> Option<Term> {
        // A member's own name tells more than that of its archive.
        file.rsplit('/').find_map(Term::in_name)
    }

    fn in_name(name: &str) -> Option<Term> {
        let parts = || name.split(|c: char| !c.is_ascii_alphanumeric());
        let is = |month: &str| parts().any(|part| part.eq_ignore_ascii_case(month));
        let digits = |part: &str| part.len() == 4 && part.starts_with("20");
        let year: u32 = parts()
            .filter(|part| digits(part))
            .find_map(|part| part.parse().ok())?;
        Some(if is("April") {
            Term {
                name: format!("April {year}"),
                from: format!("{year}-04-01"),
                to: format!("{year}-09-30"),
            }
        } else if is("October") {
            Term {
                name: format!("October {year}"),
                ..Term::of_year(year + 1)
            }
        } else {
            Term::of_year(year)
        })
    }

    /// Writes name and days into what a file says of itself.
    pub(super) fn write(self, about: &mut About) {
        (about.edition, about.from, about.to) = (self.name, self.from, self.to);
    }
}

#[cfg(test)]
mod tests {
    use super::Term;

    #[test]
    fn names_tell_editions() {
        for (file, expect) in [
            (
                "icd10c-tabular-April-1-2026.xml",
                Some(["April 2026", "2026-04-01", "2026-09-30"]),
            ),
            (
                "2020.zip/icd10cm_tabular_October_2026.xml",
                Some(["October 2026", "2026-10-01", "2027-09-30"]),
            ),
            (
                "icd10cm_order_2027.txt",
                Some(["FY 2027", "2026-10-01", "2027-09-30"]),
            ),
            (
                "April 2026.zip/icd10cm_tabular.xml",
                Some(["April 2026", "2026-04-01", "2026-09-30"]),
            ),
            ("icd10cm_order.txt", None),
            ("codes-1999-12345.txt", None),
        ] {
            let found = Term::named(file).map(|term| [term.name, term.from, term.to]);
            assert_eq!(found, expect.map(|parts| parts.map(str::to_owned)), "{file}");
        }
    }
}
