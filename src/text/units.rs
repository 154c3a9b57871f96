//! Words by which numbers are measured.

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A time in such as this is an age, too.
    Time(u8),
    /// Anything else.
    Amount(u8),
}

/// Each unit in the words for it.
#[rustfmt::skip]
const TIMES: [&[&str]; 6] = [
    &["minute", "minutes", "min", "mins"], &["hour", "hours", "hr", "hrs"], &["day", "days"],
    &["week", "weeks", "wk", "wks"], &["month", "months", "mo", "mos"], &["year", "years", "yr", "yrs", "yo"],
];
#[rustfmt::skip]
const AMOUNTS: [&[&str]; 12] = [
    &["gram", "grams", "g", "gm", "gms"], &["percent", "percentage"], &["mg"], &["mcg"], &["ml", "cc"],
    &["kg", "kgs"], &["cm"], &["mm"], &["lb", "lbs", "pound", "pounds"], &["oz", "ounces"], &["liter", "liters"],
    &["iu", "units", "unit"],
];

/// The unit that a folded word names.
pub fn unit(word: &str) -> Option<Unit> {
    let of = |units: &[&[&str]]| units.iter().position(|unit| unit.contains(&word));
    let time = of(&TIMES).map(|at| Unit::Time(at as u8));
    time.or_else(|| of(&AMOUNTS).map(|at| Unit::Amount(at as u8)))
}

#[cfg(test)]
mod tests {
    use super::{Unit, unit};

    #[test]
    fn a_unit_is_the_same_in_each_of_its_words() {
        assert_eq!(unit("weeks"), unit("wk"));
        assert_ne!(unit("weeks"), unit("days"));
        assert!(matches!(unit("yo"), Some(Unit::Time(_))));
        assert!(matches!(unit("cc"), Some(Unit::Amount(_))));
        assert_eq!(unit("heart"), None);
    }
}
