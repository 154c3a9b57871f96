//! Which release of HCPCS a file is: by the days in it, or else by its name.

use super::Item;
use super::layout::{ADDED, CHANGED};
use crate::indexer::report::Report;

/// From this year on CMS publishes the whole file each quarter; before, it was
/// "only uploaded … on an annual basis" (`HCPC2019_README.txt`).
const QUARTERLY: u32 = 2020;
/// The quarters: first month, last day, the month's name and its short form.
const QUARTERS: [(&str, &str, &str, &str); 4] = [
    ("01", "03-31", "January", "JAN"),
    ("04", "06-30", "April", "APR"),
    ("07", "09-30", "July", "JUL"),
    ("10", "12-31", "October", "OCT"),
];

/// A release: what readers call it, and its days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Release {
    pub(super) name: String,
    pub(super) from: String,
    pub(super) to: String,
}

impl Release {
    fn new(year: u32, quarter: usize) -> Option<Release> {
        let (month, end, name, _) = QUARTERS.get(quarter)?;
        let end = if year < QUARTERLY { "12-31" } else { end };
        Some(Release {
            name: format!("{name} {year}"),
            from: format!("{year}-{month}-01"),
            to: format!("{year}-{end}"),
        })
    }

    /// The release of these items; the report says where that was taken from
    /// unless it was the content.
    pub(super) fn of(file: &str, items: &[Item], report: &mut Report) -> Release {
        let (told, named) = (by_days(items), by_name(file));
        match (told, named) {
            (Some(told), Some(named)) if told != named => {
                let why = format!(
                    "the days in it are those of {}, its name says {}; the days were believed",
                    told.name, named.name
                );
                report.remark(file, &why);
                told
            }
            (Some(told), _) => told,
            (None, Some(named)) => {
                let why = format!(
                    "no day stands in it, so its name says the release: {}, from {} to {}",
                    named.name, named.from, named.to
                );
                report.remark(file, &why);
                named
            }
            (None, None) => {
                let why = "neither a day in it nor its name says which release it is; \
                           name it like HCPC2025_OCT_ANWEB.txt";
                report.remark(file, why);
                Release {
                    name: "unknown release".into(),
                    ..Release::default()
                }
            }
        }
    }
}

/// A release is published for the changes that begin with it, so the latest
/// change in it tells the quarter.
fn by_days(items: &[Item]) -> Option<Release> {
    let latest = items
        .iter()
        .flat_map(|item| [item.day(CHANGED), item.day(ADDED)])
        .max()
        .filter(|day| !day.is_empty())?;
    let month = latest.get(5..7)?;
    let quarter = QUARTERS.iter().rposition(|(first, ..)| *first <= month)?;
    Release::new(latest.get(..4)?.parse().ok()?, quarter)
}

/// `HCPC2025_OCT_ANWEB.txt`; without a month, the release of January.
fn by_name(file: &str) -> Option<Release> {
    // A member's own name tells more than that of its archive.
    file.rsplit('/').find_map(|name| {
        let name = name.to_ascii_uppercase();
        let numbers = name.split(|c: char| !c.is_ascii_digit());
        let year = numbers
            .filter(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
            .find_map(|digits| digits.parse().ok())?;
        let month = QUARTERS.iter().position(|(.., short)| name.contains(short));
        Release::new(year, month.unwrap_or(0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(changed: &str) -> Item {
        Item {
            fields: [(CHANGED, changed.to_owned())].into(),
            ..Item::default()
        }
    }

    #[test]
    fn a_release_is_told_by_its_days_or_else_by_its_name() {
        for (days, file, expect, said) in [
            (
                vec!["20180701", "20190101"],
                "HCPC2019_CONTR_ANWEB.txt",
                "January 2019 2019-01-01 2019-12-31",
                "",
            ),
            (
                vec!["20251001", ""],
                "list.txt",
                "October 2025 2025-10-01 2025-12-31",
                "",
            ),
            (
                vec!["20250815"],
                "HCPC2025_JUL_ANWEB.txt",
                "July 2025 2025-07-01 2025-09-30",
                "",
            ),
            (
                vec![""],
                "HCPC2025_OCT_ANWEB.txt",
                "October 2025 2025-10-01 2025-12-31",
                "its name says the release",
            ),
            (
                vec![],
                "october-2024.zip/HCPC2025_APR_ANWEB_v2.txt",
                "April 2025 2025-04-01 2025-06-30",
                "its name",
            ),
            (
                vec!["20240101"],
                "HCPC2025_APR_ANWEB.txt",
                "January 2024 2024-01-01 2024-03-31",
                "the days were believed",
            ),
            (vec![], "list.txt", "unknown release  ", "neither"),
        ] {
            let items: Vec<Item> = days.into_iter().map(item).collect();
            let mut report = Report::default();
            let found = Release::of(file, &items, &mut report);
            assert_eq!(
                format!("{} {} {}", found.name, found.from, found.to),
                expect,
                "{file}"
            );
            let report = report.to_string();
            assert_eq!(report.contains("Note"), !said.is_empty(), "{report}");
            assert!(report.contains(said), "{report}");
        }
    }
}
