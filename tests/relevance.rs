//! How good the search's answers are: every query of `tests/data/truth.toml`, and how
//! many of them must be answered. `make relevance` sets the same counts beside those of
//! other engines.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use medcode::engine::{Book, Options};
use support::shipped::shipped;
use support::truth::{Query, truth};

/// THE FLOORS: of a hundred queries of a kind, or of a half, how many at least must have
/// one of their best codes as the first hit, and how many among the first ten. Whoever
/// makes the search better raises them to a point below what is then reached: the table
/// that `cargo test --release --test relevance -- --nocapture` prints says it.
const FLOORS: [(&str, f64, f64); 11] = [
    ("lay", 87.0, 95.5),
    ("clinical", 84.5, 96.0),
    ("ontology", 89.0, 94.5),
    ("index", 73.5, 88.5),
    ("abbreviation", 90.5, 96.0),
    ("typo", 91.0, 94.5),
    ("code", 94.1, 94.7),
    ("spanish", 93.5, 98.5),
    ("bill", 71.0, 93.0),
    ("tuned", 87.5, 95.5),
    ("aside", 84.0, 93.0),
];
/// Of a hundred queries, how many at least are of a kind: the figures of few queries
/// jump, and those of the whole would be those of what there is most of.
const SHARES: [(&str, f64); 9] = [
    ("lay", 20.0),
    ("clinical", 10.0),
    ("ontology", 5.0),
    ("index", 4.0),
    ("abbreviation", 10.0),
    ("typo", 10.0),
    ("code", 8.0),
    ("spanish", 5.0),
    ("bill", 5.0),
];
/// The fewest queries that say something of every kind.
const FEWEST: usize = 800;
/// Every so many-th query of a kind is kept aside.
const ASIDE_EVERY: usize = 5;
/// So many hits are looked at: what a reader sees without asking for more.
const SHOWN: usize = 10;

/// Which of the hits is the first that is one of the best codes; the first is 1. Of
/// ICD-10-CM it is the only set asked, else all sets are, as a reader asks them, and a
/// hit of another set than the one meant is none.
fn rank(book: &Book, query: &Query) -> Option<usize> {
    let sets = match query.set.as_str() {
        "icd10cm" => vec![query.set.clone()],
        _ => Vec::new(),
    };
    let answer = book.search(
        &query.text,
        &Options {
            limit: SHOWN,
            sets,
            ..Options::default()
        },
    );
    let best = |hit: &medcode::engine::Hit| hit.set == query.set && query.best.contains(&hit.code);
    answer.results.iter().position(best).map(|at| at + 1)
}

/// What is counted of some queries.
#[derive(Default, Clone, Copy)]
struct Count {
    queries: usize,
    first: usize,
    five: usize,
    ten: usize,
    reciprocal: f64,
}

impl Count {
    fn add(&mut self, rank: Option<usize>) {
        let within = |most: usize| usize::from(rank.is_some_and(|rank| rank <= most));
        self.queries += 1;
        self.first += within(1);
        self.five += within(5);
        self.ten += within(SHOWN);
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
    }

    /// How many of a hundred.
    fn share(&self, hits: usize) -> f64 {
        100.0 * hits as f64 / self.queries.max(1) as f64
    }
}

/// The counts of every kind, of all its queries and of each half.
#[derive(Default)]
struct Counts(BTreeMap<String, [Count; 3]>);

/// What the columns of [`Counts`] are, and the row that has all kinds.
const COLUMNS: [&str; 3] = ["all", "tuned", "aside"];
const ALL: &str = "all kinds";

impl Counts {
    fn of(book: &Book, queries: &[&Query]) -> Counts {
        let mut counts = Counts::default();
        for query in queries {
            let rank = rank(book, query);
            for row in [query.kind.as_str(), ALL] {
                let row = counts.0.entry(row.to_owned()).or_default();
                row[0].add(rank);
                row[1 + usize::from(query.aside)].add(rank);
            }
        }
        counts
    }

    /// What a floor is for: a kind, or a half of all kinds.
    fn get(&self, name: &str) -> Count {
        match COLUMNS.iter().position(|&column| column == name) {
            Some(column) => self.0[ALL][column],
            None => self.0.get(name).map_or_else(Count::default, |row| row[0]),
        }
    }

    fn table(&self) -> String {
        let mut table = format!("{:13}", "");
        for column in COLUMNS {
            write!(table, "| {column:5} hit@1    @5   @10   MRR ").unwrap();
        }
        let kinds = SHARES.iter().map(|(kind, _)| *kind).chain([ALL]);
        for (kind, row) in kinds.filter_map(|kind| Some((kind, self.0.get(kind)?))) {
            write!(table, "\n{kind:13}").unwrap();
            for count in row {
                let share = |hits| count.share(hits);
                write!(
                    table,
                    "| {:5} {:5.1} {:5.1} {:5.1} {:.3} ",
                    count.queries,
                    share(count.first),
                    share(count.five),
                    share(count.ten),
                    count.reciprocal / count.queries.max(1) as f64
                )
                .unwrap();
            }
        }
        table
    }

    /// What is below its floor, in words.
    fn below(&self, floors: &[(&str, f64, f64)]) -> Vec<String> {
        let mut below = Vec::new();
        for &(name, first, ten) in floors {
            let count = self.get(name);
            for (what, hits, floor) in [("hit@1", count.first, first), ("hit@10", count.ten, ten)] {
                let share = count.share(hits);
                if share < floor {
                    below.push(format!("{name}: {what} is {share:.1}, the floor is {floor:.1}"));
                }
            }
        }
        below
    }
}

/// Whether a set is in the index.
fn has(book: &Book, set: &str) -> bool {
    book.sets().iter().any(|one| one.about().set == set)
}

#[test]
fn as_many_queries_are_answered_as_the_floors_say() {
    let (book, _) = shipped();
    let all = truth();
    let queries: Vec<&Query> = all.iter().filter(|query| has(book, &query.set)).collect();
    let counts = Counts::of(book, &queries);
    let left_out = all.len() - queries.len();
    let table = format!(
        "{}\n{left_out} queries left out, for their set is not in the index",
        counts.table()
    );
    println!("{table}");
    let below = counts.below(&FLOORS);
    assert!(below.is_empty(), "{}\n\n{table}", below.join("\n"));
}

#[test]
fn a_search_that_finds_less_is_below_its_floor() {
    let mut counts = Counts::default();
    for (kind, rank) in [
        ("lay", Some(1)),
        ("lay", Some(10)),
        ("typo", Some(2)),
        ("typo", None),
    ] {
        for row in [kind, ALL] {
            let row = counts.0.entry(row.to_owned()).or_default();
            row[0].add(rank);
            row[1].add(rank);
        }
    }
    let check = |floors: &[(&str, f64, f64)], expect: &[&str]| assert_eq!(counts.below(floors), expect);
    check(
        &[("lay", 50.0, 100.0), ("typo", 0.0, 50.0), ("tuned", 25.0, 75.0)],
        &[],
    );
    check(
        &[("lay", 50.1, 100.0), ("typo", 0.0, 50.1), ("aside", 0.1, 0.0)],
        &[
            "lay: hit@1 is 50.0, the floor is 50.1",
            "typo: hit@10 is 50.0, the floor is 50.1",
            "aside: hit@1 is 0.0, the floor is 0.1",
        ],
    );
    assert_eq!(counts.0["typo"][0].reciprocal, 0.5);
}

#[test]
fn the_truth_has_enough_queries_of_every_kind_and_a_fifth_of_each_aside() {
    let queries = truth();
    assert!(queries.len() >= FEWEST, "{} queries", queries.len());
    for query in &queries {
        assert!(
            SHARES.iter().any(|(kind, _)| *kind == query.kind),
            "truth.toml:{}: no kind is called `{}`",
            query.line,
            query.kind
        );
    }
    for (kind, least) in SHARES {
        let of_kind: Vec<&Query> = queries.iter().filter(|query| query.kind == kind).collect();
        let share = 100.0 * of_kind.len() as f64 / queries.len() as f64;
        assert!(
            share >= least,
            "{kind}: {share:.1} of a hundred, fewer than {least}"
        );
        for (number, query) in (1..).zip(of_kind) {
            assert_eq!(
                query.aside,
                number % ASIDE_EVERY == 0,
                "truth.toml:{}: every {ASIDE_EVERY}th query of a kind is aside, no other; this is {kind} {number}",
                query.line
            );
        }
    }
}

#[test]
fn every_query_is_there_once_and_its_codes_exist() {
    let (book, _) = shipped();
    let mut faults = Vec::new();
    let mut texts = BTreeSet::new();
    for query in &truth() {
        let mut fault = |what: String| faults.push(format!("truth.toml:{}: {what}", query.line));
        let words: Vec<String> = query.text.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() || !texts.insert(words) {
            fault(format!("`{}` is nothing, or there already", query.text));
        }
        if query.best.is_empty() {
            fault("no code is the best".into());
        }
        let mut codes = BTreeSet::new();
        let sets = book.sets();
        let set = sets.iter().find(|set| set.about().set == query.set);
        for code in query.best.iter().chain(&query.also) {
            if !codes.insert(code) {
                fault(format!("{code} is given twice"));
            }
            let found = set.map(|set| set.find(code).map(|row| set.code(row)));
            if found.is_some_and(|found| found.as_ref() != Some(code)) {
                fault(format!("{} has no {code}", query.set));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
