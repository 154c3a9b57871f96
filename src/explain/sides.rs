//! The same code of another side, and codes beside one that say more or less.

use serde::Serialize;

use super::anatomy::SEVERITY;
use super::page::{Link, Page};
use super::show::link;
use crate::code::{cm, pcs};
use crate::engine::{Level, Row, Set};

/// The words for sides in titles.
const SIDES: [&str; 4] = ["right", "left", "bilateral", UNSPECIFIED];
const UNSPECIFIED: &str = "unspecified";

/// The set of groups, which differ in their severity instead.
const GROUPS: &str = "msdrg";

/// A code that differs from another in its side only, or in its severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// `right`, `left`, `bilateral` or `unspecified`; of a group `with MCC` and the like.
    pub side: &'static str,
    /// The code.
    pub link: Link,
}

/// The other values of an axis of a procedure's code: all else stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variants {
    /// What the axis is called.
    pub axis: &'static str,
    /// What the value is there, and the whole code with it.
    pub codes: Vec<(Link, Link)>,
}

/// The side that a title names.
pub(super) fn side_of(title: &str) -> Option<&'static str> {
    let side = |word: &str| SIDES.into_iter().find(|side| word.eq_ignore_ascii_case(side));
    let mut sides = words(title).filter_map(side).filter(|side| *side != UNSPECIFIED);
    sides.next()
}

fn words(title: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    title.split([' ', ',']).filter(|word| !word.is_empty())
}

/// What a title has between what it begins and what it ends with as another does: the
/// side that stands there, if there is little else.
fn differing(title: &str, other: &str) -> Option<[&'static str; 2]> {
    let same = |(one, other): &(&str, &str)| one.eq_ignore_ascii_case(other);
    let start = words(title).zip(words(other)).take_while(same).count();
    let shorter = words(title).count().min(words(other).count());
    let ends = words(title).rev().zip(words(other).rev());
    let end = ends.take(shorter - start).take_while(same).count();
    let middle = |text| {
        let middle = words(text).skip(start).take(words(text).count() - start - end);
        let middle: Vec<&str> = middle.collect();
        let side = |word: &&str| SIDES.into_iter().find(|side| word.eq_ignore_ascii_case(side));
        let mut sides = middle.iter().filter_map(side);
        let side = sides.next().filter(|_| sides.next().is_none())?;
        let rest: Vec<&str> = middle
            .into_iter()
            .filter(|word| !word.eq_ignore_ascii_case(side))
            .collect();
        Some((side, rest))
    };
    let ((one, rest), (two, others)) = (middle(title)?, middle(other)?);
    let alike = rest == others || rest.is_empty() || others.is_empty();
    (alike && one != two).then_some([one, two])
}

/// The rows beside a row: those with the same parent; of a code with a seventh
/// character also the same character of the codes beside.
fn beside(set: &Set, row: Row) -> Vec<Row> {
    let of = |row: Row| set.above(row).map_or_else(Vec::new, |above| set.below(above));
    let mut rows = of(row);
    if row.extension != 0 {
        for other in of(Row::of(row.entry))
            .into_iter()
            .filter(|other| other.entry != row.entry)
        {
            let extended = set.below(other);
            rows.extend(
                extended
                    .into_iter()
                    .filter(|other| other.extension == row.extension),
            );
        }
    }
    rows.retain(|other| *other != row);
    rows
}

/// Puts into a page the codes beside its own that differ in the side, and those that
/// say more or less.
pub(super) fn complete(set: &Set, row: Row, page: &mut Page) {
    if set.axes().is_some() {
        page.variants = variants(set, page);
    }
    if page.set == GROUPS {
        page.sides = severities(set, row);
    }
    if page.set != cm::SET || matches!(page.level, Level::Set | Level::Chapter | Level::Block) {
        return;
    }
    let mut own = None;
    let open = |title: &str| words(title).any(|word| word.eq_ignore_ascii_case(UNSPECIFIED));
    for other in beside(set, row) {
        let title = set.title(other);
        if let Some([side, another]) = differing(&page.title, &title) {
            own = Some(side);
            page.sides.push(Side {
                side: another,
                link: link(set, other),
            });
        } else if other.extension != row.extension {
        } else if open(&title) && !open(&page.title) {
            page.wider.push(link(set, other));
        } else if open(&page.title) && !open(&title) {
            page.closer.push(link(set, other));
        }
    }
    if let Some(side) = own {
        page.sides.push(Side {
            side,
            link: page.link(),
        });
        let rank = |one: &Side| SIDES.into_iter().position(|side| side == one.side);
        page.sides.sort_unstable_by_key(rank);
        // Which side it is says more than that it is not said.
        page.closer.clear();
    }
}

/// What a title of a group says of the severity, and the title up to there: one group may
/// also be for something else (`with MCC or Total Ankle Replacement`).
fn severity(title: &str) -> Option<(&'static str, &str)> {
    let says = |says: &'static str| Some((says, title.split_once(&[" ", says].concat())?.0));
    SEVERITY.iter().find_map(|(one, _)| says(one))
}

/// The groups that differ from a group in their severity only, itself among them.
fn severities(set: &Set, row: Row) -> Vec<Side> {
    let title = set.title(row);
    let own = severity(&title).map(|(_, base)| base);
    let beside = set.above(row).map_or_else(Vec::new, |above| set.below(above));
    let same = beside.into_iter().filter_map(|other| {
        let title = set.title(other);
        let (side, _) = severity(&title).filter(|(_, base)| Some(*base) == own)?;
        Some(Side {
            side,
            link: link(set, other),
        })
    });
    let same: Vec<Side> = same.collect();
    if same.len() > 1 { same } else { Vec::new() }
}

/// Of a whole procedure code: for each axis the other values with which there is a code.
fn variants(set: &Set, page: &Page) -> Vec<Variants> {
    let mut all = Vec::new();
    if page.code.len() != pcs::LENGTH {
        return all;
    }
    for above in page
        .path
        .iter()
        .skip_while(|link| link.code.len() < pcs::TABLE || link.axis.is_empty())
    {
        let at = above.code.len();
        let (Some(row), Some(rest)) = (set.find(&above.code), page.code.get(at + 1..)) else {
            continue;
        };
        let values = set.below(row).into_iter().map(|row| {
            let mut value = link(set, row);
            if let Some(axes) = set.axes().filter(|_| value.billable) {
                (value.title, value.own) = axes.value(row);
            }
            value
        });
        let codes = values
            .filter(|value| !page.code.starts_with(&value.code))
            .filter_map(|value| {
                let code = [value.code.as_str(), rest].concat();
                let whole = set.find(&code).filter(|row| set.code(*row) == code)?;
                Some((value, link(set, whole)))
            });
        let codes: Vec<(Link, Link)> = codes.collect();
        if let Some((value, _)) = codes.first() {
            all.push(Variants {
                axis: value.axis,
                codes,
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn titles_that_differ_in_the_side_only_are_told() {
        let right = "Displaced fracture of base of neck of right femur";
        let left = "Displaced fracture of base of neck of left femur";
        assert_eq!(differing(right, left), Some(["right", "left"]));
        let open = "Displaced fracture of base of neck of unspecified femur";
        assert_eq!(differing(right, open), Some(["right", "unspecified"]));
        let other = "Nondisplaced fracture of base of neck of right femur";
        assert_eq!(differing(right, other), None);
        assert_eq!(differing(left, other), None);
        assert_eq!(
            differing(
                "Cortical age-related cataract, right eye",
                "Cortical age-related cataract, bilateral"
            ),
            Some(["right", "bilateral"])
        );
        assert_eq!(differing("Fracture of femur", "Fracture of femur"), None);
    }
}
