//! What results are narrowed by, words taken as they are typed, the meanings of
//! abbreviations, and why an entry was found: over the whole index.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use medcode::engine::{Answer, Book, Options, ReasonKind, Refinement, is_choice};
use medcode::indexer::index;
use support::books;

/// All sets with the thesaurus, made anew.
fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut sources: Vec<PathBuf> = std::fs::read_dir(root.join(".data"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir() && !path.file_name().unwrap().to_str().unwrap().starts_with('.'))
            .collect();
        sources.sort();
        sources.push(root.join("assets/lexicon"));
        let out = std::env::temp_dir().join(["medcode-refine-", &std::process::id().to_string()].concat());
        let (_, manifest) = index(&sources, &out).unwrap();
        let book = books::of_index(&out, &manifest.files);
        std::fs::remove_dir_all(out).unwrap();
        book
    })
}

fn search(query: &str, refine: &[&str]) -> Answer {
    let options = Options {
        limit: 5000,
        refine: refine.iter().map(|choice| (*choice).to_owned()).collect(),
        ..Options::default()
    };
    book().search(query, &options)
}

fn exactly(query: &str) -> Answer {
    let options = Options {
        exact: true,
        ..Options::default()
    };
    book().search(query, &options)
}

fn offered<'a>(answer: &'a Answer, choice: &str) -> Option<&'a Refinement> {
    answer.refinements.iter().find(|one| one.choice() == choice)
}

#[test]
fn each_choice_leaves_as_many_hits_as_it_says() {
    for query in [
        "fracture femur",
        "cataract",
        "hip replacement",
        "diabetic retinopathy",
        "s72.00",
        "sprain ankle",
        "asthma",
    ] {
        let all = search(query, &[]);
        assert!(!all.refinements.is_empty(), "{query}");
        for one in &all.refinements {
            let choice = one.choice();
            assert!(is_choice(&choice) && !one.chosen, "{choice}");
            let left = search(query, &[&choice]);
            assert!(left.dropped.is_empty(), "{query} {choice}");
            assert_eq!(left.total, one.total, "{query} {choice}");
            let chosen = offered(&left, &choice).unwrap();
            assert!(chosen.chosen && chosen.total == one.total, "{query} {choice}");
        }
    }
}

#[test]
fn what_is_left_is_what_was_chosen() {
    for (query, refine, says, never) in [
        ("fracture femur", &["side=right"][..], "right", "left femur"),
        ("cataract", &["side=bilateral"], "bilateral", "right"),
        ("diabetic retinopathy", &["side=left"], "left", "right eye"),
        (
            "fracture femur",
            &["encounter=sequela"],
            "sequela",
            "initial encounter",
        ),
        (
            "fracture femur",
            &["encounter=subsequent", "side=left"],
            "left",
            "right femur",
        ),
        (
            "fracture femur",
            &["encounter=subsequent"],
            "subsequent",
            "initial encounter",
        ),
        (
            "hip replacement",
            &["side=right", "chapter=icd10pcs:0"],
            "right",
            "left hip",
        ),
    ] {
        let answer = search(query, refine);
        assert!(
            answer.total > 0 && !answer.results.is_empty(),
            "{query} {refine:?}"
        );
        for hit in &answer.results {
            let title = hit.title.to_lowercase();
            assert!(
                title.contains(says) && !title.contains(never),
                "{query} {refine:?}: {} {title}",
                hit.code
            );
        }
    }
    assert!(
        search("asthma", &["billable=true"])
            .results
            .iter()
            .all(|hit| hit.billable)
    );
    assert!(
        search("s72.00", &["chapter=19"])
            .results
            .iter()
            .all(|hit| hit.code.starts_with("S72.00"))
    );
}

#[test]
fn a_side_is_one_only_where_there_is_another() {
    let answer = search("right heart failure", &["side=right"]);
    assert!(
        answer.results.iter().all(|hit| hit.code != "I50.810"),
        "it is no side of a body"
    );
}

#[test]
fn of_a_kind_any_value_will_do_and_of_kinds_all() {
    let [right, left] = ["side=right", "side=left"].map(|side| search("cataract", &[side]).total);
    let both = search("cataract", &["side=right", "side=left"]);
    assert_eq!(both.total, right + left);
    // Beside a chosen side the others still say what they would bring.
    let one = search("cataract", &["side=right"]);
    assert_eq!(offered(&one, "side=left").unwrap().total, left);
    let fewer = search("fracture femur", &["side=right", "encounter=sequela"]).total;
    assert!(fewer > 0 && fewer < search("fracture femur", &["side=right"]).total);
}

#[test]
fn a_choice_that_leaves_nothing_is_not_followed_and_the_answer_says_so() {
    let all = search("asthma", &[]);
    for refine in [
        &["side=right"][..],
        &["chapter=2", "side=right"],
        &["side=up"],
        &["nonsense"],
    ] {
        let answer = search("asthma", refine);
        assert!(!answer.dropped.is_empty(), "{refine:?}");
        assert!(answer.total > 0 && answer.total <= all.total, "{refine:?}");
    }
    // Only that which stands in the way is given up.
    let answer = search("cataract", &["chapter=19", "side=right"]);
    assert_eq!(answer.dropped, ["chapter=19"]);
    assert!(offered(&answer, "side=right").unwrap().chosen);
    assert!(
        search("I10", &["side=right"])
            .results
            .iter()
            .any(|hit| hit.code == "I10")
    );
}

#[test]
fn nothing_is_offered_that_parts_nothing() {
    assert!(search("I10", &[]).refinements.is_empty());
    for query in ["asthma", "cataract", "bypass"] {
        let answer = search(query, &[]);
        for one in &answer.refinements {
            assert!(
                one.total > 0 && (one.by != "billable" || one.total < answer.total),
                "{query}"
            );
            let alike = answer
                .refinements
                .iter()
                .filter(|other| other.by == one.by)
                .count();
            assert!(alike > 1 || one.by == "billable", "{query} {}", one.choice());
        }
    }
}

#[test]
fn words_as_they_are_typed_find_nothing_similar() {
    let answer = search("diabtes", &[]);
    assert_eq!(answer.corrections[0].used, "diabetes");
    let exact = exactly("diabtes");
    assert!(exact.nearest && exact.total > 0, "the nearest are offered");
    let exact = exactly("ms");
    assert!(exact.results.iter().all(|hit| hit.reason.through.is_empty()));
    let exact = exactly("fractured femur");
    assert!(
        !exact.nearest && exact.corrections.is_empty() && exact.total > 0,
        "other forms count"
    );
    assert!(!exactly("panic att").results.is_empty(), "and so do beginnings");
    assert!(exactly("I10").results.iter().any(|hit| hit.code == "I10"));
    let misread = exactly("i1O");
    assert!(misread.nearest && misread.corrections[0].used == "I10");
}

#[test]
fn abbreviations_with_several_meanings_offer_each() {
    for (query, typed, meaning) in [
        ("ms", "ms", "mitral stenosis"),
        ("chronic pe", "pe", "pleural effusion"),
    ] {
        let answer = search(query, &[]);
        let several = answer.meanings.iter().find(|one| one.typed == typed).unwrap();
        assert!(several.means.iter().any(|known| known == meaning), "{query}");
    }
    assert!(search("uti", &[]).meanings.is_empty());
    assert!(search("heart attack", &[]).meanings.is_empty());
}

#[test]
fn a_hit_says_through_which_words_it_was_found() {
    let answer = search("heart attack", &[]);
    assert!(answer.results[..5].iter().any(|hit| {
        hit.reason
            .through
            .iter()
            .any(|one| one.typed == "heart attack" && one.used.contains("infarction"))
    }));
    let answer = search("kidney failure", &[]);
    for hit in answer
        .results
        .iter()
        .filter(|hit| hit.reason.kind == ReasonKind::Title)
    {
        let title = hit.title.to_lowercase();
        let through = |used: &str| hit.reason.through.iter().any(|one| one.used == used);
        assert!(
            title.contains("kidney") || !title.contains("renal") || through("renal"),
            "{title}"
        );
    }
}

#[test]
fn what_nobody_has_is_answered_by_the_nearest() {
    let answer = search("diabzzzzq", &[]);
    assert!(answer.total > 0 && answer.nearest);
    // What is known of it is searched, and the rest is said.
    let answer = search("zqxv zqzw asthma", &[]);
    assert!(answer.total > 0);
    assert_eq!(answer.unmatched, ["zqxv", "zqzw"]);
    assert_eq!(search("xqzw", &[]).total, 0);
}
