//! The same code of another side, and codes beside one that say more or less.

use serde::Serialize;

use super::page::{Link, Page};
use super::show::link;
use crate::code::{cm, pcs};
use crate::engine::{Level, Row, Set};

/// The words for sides in titles.
const SIDES: [&str; 4] = ["right", "left", "bilateral", UNSPECIFIED];
const UNSPECIFIED: &str = "unspecified";

/// A code that differs from another in its side only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// `right`, `left`, `bilateral` or `unspecified`.
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
        let values = set.below(row).into_iter().map(|value| link(set, value));
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
