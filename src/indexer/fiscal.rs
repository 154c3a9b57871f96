//! When an edition of ICD-10-CM or ICD-10-PCS is in force. The editions of NCHS and
//! CMS begin on 1 October, and some on 1 April; all end with the federal fiscal year on
//! 30 September. A year alone means the fiscal year: 2027 begins on 1 October 2026.

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

/// The fiscal year that a file says to be of.
pub(super) fn year(version: &str) -> Option<u32> {
    let year = version.trim().parse().ok();
    year.filter(|year| (2000..2100).contains(year))
}

/// The months with which editions begin.
#[derive(Debug, Clone, Copy)]
enum Month {
    April,
    October,
}

impl Month {
    fn in_name(name: &str) -> Option<Month> {
        let is = |month: &str| parts(name).any(|part| part.eq_ignore_ascii_case(month));
        match () {
            () if is("April") => Some(Month::April),
            () if is("October") => Some(Month::October),
            () => None,
        }
    }
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
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

    /// The edition of a fiscal year that begins with a month.
    fn of_month(month: Month, year: u32) -> Term {
        let whole = Term::of_year(year);
        match month {
            Month::April => Term {
                name: format!("April {year}"),
                from: format!("{year}-04-01"),
                ..whole
            },
            Month::October => Term {
                name: format!("October {}", year - 1),
                ..whole
            },
        }
    }

    /// The edition of a file that itself says the fiscal year, where its name may tell
    /// the month.
    pub(super) fn within(year: u32, file: &str) -> Term {
        // A member's own name tells more than that of its archive.
        let month = file.rsplit('/').find_map(Month::in_name);
        month.map_or_else(|| Term::of_year(year), |month| Term::of_month(month, year))
    }

    /// The edition that a file's name tells: `icd10c-tabular-April-1-2026.xml`,
    /// `icd10cm_order_2027.txt`.
    pub(super) fn named(file: &str) -> Option<Term> {
        // A member's own name tells more than that of its archive.
        file.rsplit('/').find_map(Term::in_name)
    }

    fn in_name(name: &str) -> Option<Term> {
        let digits = |part: &&str| part.len() == 4 && part.starts_with("20");
        let year: u32 = parts(name).filter(digits).find_map(|part| part.parse().ok())?;
        Some(match Month::in_name(name) {
            Some(Month::October) => Term::of_month(Month::October, year + 1),
            Some(month) => Term::of_month(month, year),
            None => Term::of_year(year),
        })
    }

    /// Writes name and days into what a file says of itself.
    pub(super) fn write(self, about: &mut About) {
        (about.edition, about.from, about.to) = (self.name, self.from, self.to);
    }
}

#[cfg(test)]
mod tests {
    use super::{Term, year};

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

    #[test]
    fn a_name_adds_the_month_to_the_year_that_a_file_says() {
        for (file, version, expect) in [
            (
                "icd10pcs_tables_2025.xml",
                "2025",
                Some(["FY 2025", "2024-10-01", "2025-09-30"]),
            ),
            (
                "icd10c-tabular-April-1-2026.xml",
                " 2026\n",
                Some(["April 2026", "2026-04-01", "2026-09-30"]),
            ),
            (
                "april-1-2025-tables.zip/icd10pcs_tables_2025.xml",
                "2025",
                Some(["April 2025", "2025-04-01", "2025-09-30"]),
            ),
            (
                "April.zip/tables-October.xml",
                "2027",
                Some(["October 2026", "2026-10-01", "2027-09-30"]),
            ),
            ("icd10cm_tabular_2026.xml", "2026.1", None),
            ("icd10cm_tabular_2026.xml", "1926", None),
            ("icd10cm_tabular_2026.xml", "", None),
        ] {
            let term = year(version).map(|year| Term::within(year, file));
            let found = term.map(|term| [term.name, term.from, term.to]);
            assert_eq!(
                found,
                expect.map(|parts| parts.map(str::to_owned)),
                "{file} {version}"
            );
        }
    }
}
