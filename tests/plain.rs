//! Titles in plain words: on all codes they keep what the titles say, can be read with
//! eight years of school, and few medical words are left.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use medcode::explain::{glosses, plainly, show};
use support::reading::grade;
use support::shipped::shipped;

/// A code with its title and what that is in plain words.
struct Said {
    set: &'static str,
    code: String,
    billable: bool,
    title: String,
    plain: String,
}

/// All codes of both sets that have plain words.
fn all() -> &'static [Said] {
    static ALL: OnceLock<Vec<Said>> = OnceLock::new();
    ALL.get_or_init(|| {
        let book = &shipped().0;
        let mut all = Vec::new();
        for set in book.sets() {
            for row in set.rows() {
                if let Some(plain) = plainly(book, &set, row) {
                    all.push(Said {
                        set: set.scheme().set,
                        code: set.code(row),
                        billable: set.billable(row),
                        title: set.title(row),
                        plain,
                    });
                }
            }
        }
        all
    })
}

/// Those that are said otherwise than in the title.
fn rewritten() -> impl Iterator<Item = &'static Said> {
    all().iter().filter(|said| !said.plain.is_empty())
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn count(words: &[String], wanted: &[&str]) -> usize {
    words
        .iter()
        .filter(|word| wanted.contains(&word.as_str()))
        .count()
}

/// Fails with the first few of those for which something does not hold.
fn none(what: &str, wrong: Vec<&Said>) {
    let few: Vec<String> = wrong
        .iter()
        .take(8)
        .map(|said| format!("{} {}\n    => {}", said.code, said.title, said.plain))
        .collect();
    assert!(
        wrong.is_empty(),
        "{what}, {} titles:\n{}",
        wrong.len(),
        few.join("\n")
    );
}

#[test]
fn every_code_of_both_sets_is_said_plainly_or_has_no_plainer_words() {
    let of = |set| all().iter().filter(|said| said.set == set).count();
    assert_eq!(of("icd10cm"), 98_186);
    // Titles that Medcode itself put together are no official ones.
    assert_eq!(of("icd10pcs"), 78_638);
    assert!(rewritten().count() > 170_000);
}

#[test]
fn sides_survive() {
    for side in ["right", "left"] {
        let differs =
            |said: &&Said| count(&words(&said.title), &[side]) != count(&words(&said.plain), &[side]);
        none(side, rewritten().filter(differs).collect());
    }
    let lost = |said: &&Said| {
        words(&said.title).contains(&"bilateral".to_owned())
            && !["both", "two-sided", "sides"]
                .iter()
                .any(|word| said.plain.to_lowercase().contains(word))
    };
    none("bilateral", rewritten().filter(lost).collect());
}

#[test]
fn what_is_denied_stays_denied() {
    let denying = ["no", "not", "without", "except", "neither", "nor", "never"];
    let also = [
        "non", "cannot", "lacking", "missing", "lack", "free", "but", "didn't",
    ];
    let lost = |said: &&Said| {
        let [title, plain] = [words(&said.title), words(&said.plain)];
        count(&title, &denying) > count(&plain, &denying) + count(&plain, &also)
    };
    none("denied", rewritten().filter(lost).collect());
}

#[test]
fn what_is_left_open_is_said_to_be() {
    let says = ["not said", "no more detail", "not named", "not known"];
    let lower = |said: &Said| said.plain.to_lowercase();
    let open = |said: &&Said| {
        words(&said.title).contains(&"unspecified".to_owned())
            && !says.iter().any(|one| lower(said).contains(one))
    };
    none("unspecified", rewritten().filter(open).collect());
    let elsewhere = |said: &&Said| {
        said.title.contains("classified elsewhere")
            && !(said.plain.contains("own") && said.plain.contains("code"))
    };
    none("classified elsewhere", rewritten().filter(elsewhere).collect());
}

#[test]
fn numbers_survive() {
    // Within a name as well: the enzyme of `glucose-6-phosphate` is G6PD.
    let numbers = |text: &str| {
        let mut all = BTreeMap::new();
        let runs = text.split(|c: char| !c.is_ascii_digit());
        for run in runs.filter(|run| !run.is_empty()) {
            *all.entry(run.to_owned()).or_insert(0) += 1;
        }
        all
    };
    let lost = |said: &&Said| {
        let plain = numbers(&said.plain);
        numbers(&said.title)
            .iter()
            .any(|(number, times)| plain.get(number).is_none_or(|found| found < times))
    };
    none("numbers", rewritten().filter(lost).collect());
}

#[test]
fn nine_of_ten_can_be_read_with_eight_years_of_school() {
    for set in ["icd10cm", "icd10pcs"] {
        let mut grades = [0usize; 2];
        for said in rewritten().filter(|said| said.set == set && said.billable) {
            let grade = grade(std::iter::once(said.plain.as_str()), &['.', '!', '?']);
            grades[usize::from(grade > 8.0)] += 1;
        }
        let share = grades[0] as f64 / (grades[0] + grades[1]) as f64;
        println!(
            "{set}: {:.1} % of {} at grade 8 or lower",
            share * 100.0,
            grades[0] + grades[1]
        );
        assert!(share >= 0.9, "{set}: {share:.3}");
    }
}

#[test]
fn medical_words_of_titles_are_covered() {
    let everyday: HashSet<&str> = include_str!("data/everyday.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let book = &shipped().0;
    let is_medical = |word: &String| {
        word.len() > 1
            && word.chars().all(|c| c.is_alphabetic() || c == '\'')
            && !everyday.contains(word.as_str())
    };
    let medical = |text: &str| words(text).iter().filter(|word| is_medical(word)).count();
    let (mut known, mut met) = (0, 0);
    for said in all().iter().filter(|said| said.set == "icd10cm" && said.billable) {
        let all = medical(&said.title);
        let glosses = glosses(book.plain_words(), said.set, &said.title);
        known += glosses
            .iter()
            .map(|gloss| medical(&gloss.term))
            .sum::<usize>()
            .min(all);
        met += all;
    }
    let share = f64::from(known as u32) / f64::from(met as u32);
    println!("{:.1} % of {met} medical words are covered", share * 100.0);
    assert!(share >= 0.85, "{share:.3}");
}

#[test]
fn sentences_say_what_the_titles_say() {
    let book = &shipped().0;
    for (code, expected) in [
        (
            "S72.042A",
            "Out-of-place break of lower end of the neck of the left thigh bone. First round of treatment; the skin is not broken.",
        ),
        (
            "E11.40",
            "Type 2 diabetes with nerve damage from diabetes. The code gives no more detail.",
        ),
        ("I21.9", "Heart attack. The code gives no more detail."),
        ("Z79.4", ""),
        (
            "0SR90J9",
            "Replacing right hip joint with man-made material, held by bone cement. Through an open cut.",
        ),
    ] {
        let page = show(book, code).unwrap();
        assert_eq!(page.plain.as_deref(), Some(expected), "{code}");
    }
}

#[test]
fn the_words_of_a_title_are_told_where_they_stand() {
    let page = show(&shipped().0, "S72.042A").unwrap();
    let told: Vec<(&str, &str)> = page
        .words
        .iter()
        .map(|one| (one.term.as_str(), one.plain.as_str()))
        .collect();
    assert!(
        told.contains(&("Displaced fracture", "out-of-place break")),
        "{told:?}"
    );
    for gloss in &page.words {
        let units: Vec<u16> = page.title.encode_utf16().collect();
        let there = String::from_utf16(&units[gloss.start as usize..gloss.end as usize]).unwrap();
        assert_eq!(there, gloss.term);
    }
    // Other sets have no plain titles; headings have no words that are told.
    assert_eq!(show(&shipped().0, "msdrg:470").unwrap().plain, None);
    assert!(show(&shipped().0, "Chapter 2").unwrap().words.is_empty());
}
