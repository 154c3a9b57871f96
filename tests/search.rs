//! What people type, and what they find.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::engine::{Answer, Options, ReasonKind};

fn search(query: &str) -> Answer {
    support::book().search(
        query,
        &Options {
            limit: 10,
            ..Options::default()
        },
    )
}

fn first(query: &str) -> String {
    search(query)
        .results
        .first()
        .map(|hit| hit.code.clone())
        .unwrap_or_default()
}

#[test]
fn a_code_is_found_however_it_is_typed() {
    for (query, expect) in [
        ("E11.9", "E11.9"),
        ("e119", "E11.9"),
        (" e11 9 ", "E11.9"),
        ("S72.001A", "S72.001A"),
        ("s72001a", "S72.001A"),
        ("S72.00-", "S72.00"),
        ("w000xxa", "W00.0XXA"),
        ("c7a", "C7A"),
        ("qa0", "QA0"),
        ("A00-A09", "A00-A09"),
        ("chapter 4", "Chapter 4"),
        ("E11.9,", "E11.9"),
        ("(e11.9)", "E11.9"),
    ] {
        assert_eq!(first(query), expect, "{query}");
        assert_eq!(search(query).results[0].reason.kind, ReasonKind::Code, "{query}");
    }
}

#[test]
fn the_beginning_of_a_code_lists_what_begins_so_in_the_book_s_order() {
    let answer = search("e11.4");
    let codes: Vec<&str> = answer.results.iter().map(|hit| hit.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "E11.4", "E11.40", "E11.41", "E11.42", "E11.43", "E11.44", "E11.49"
        ]
    );
    assert_eq!(answer.total, 7);
    assert!(!answer.results[0].billable && answer.results[1].billable);
    assert_eq!(answer.results[1].code_marks, [[0, 5]]);
}

#[test]
fn a_code_with_too_many_characters_is_answered_by_what_exists_and_says_so() {
    let answer = search("E11.90");
    assert_eq!(answer.results[0].code, "E11.9");
    assert_eq!(answer.corrections[0].used, "E11.9");
    assert!(
        search("Q99.99999999")
            .results
            .iter()
            .all(|hit| hit.code.starts_with("Q99"))
    );
}

#[test]
fn words_are_found_by_their_beginnings_in_any_order() {
    assert_eq!(first("femur neck fracture right unspecified part"), "S72.001A");
    let answer = search("asth");
    let says_it = |text: &str| text.to_lowercase().contains("asth");
    assert!(
        answer
            .results
            .iter()
            .all(|hit| says_it(&hit.title) || says_it(&hit.reason.text))
    );
    let header = answer.results.iter().find(|hit| hit.code == "J45").unwrap();
    assert_eq!(
        (header.title.as_str(), &header.marks[..]),
        ("Asthma", &[[0, 4]][..])
    );
}

#[test]
fn a_seventh_character_is_found_by_its_meaning() {
    assert_eq!(
        first("fracture unspecified part neck right femur sequela"),
        "S72.001S"
    );
    let hit = &search("fracture unspecified part neck right femur initial closed").results[0];
    assert_eq!(hit.code, "S72.001A");
    assert!(hit.billable && hit.title.ends_with(", initial encounter for closed fracture"));
}

#[test]
fn slips_are_corrected_and_shown_but_not_in_short_words() {
    for (query, used) in [
        ("diabtes", "diabetes"),
        ("pnuemonia", "pneumonia"),
        ("myocradial", "myocardial"),
    ] {
        let answer = search(query);
        assert_eq!(answer.corrections[0].used, used, "{query}");
        assert!(answer.results[0].title.to_lowercase().contains(used), "{query}");
    }
    assert!(search("xqz").results.is_empty());
}

#[test]
fn an_inclusion_term_is_the_reason_where_it_is_what_matched() {
    let answer = search("walking pneumonia");
    let hit = search("alzheimer's sclerosis").results;
    assert!(!answer.results.is_empty() && !hit.is_empty());
    let answer = search("panic attack");
    let hit = answer.results.iter().find(|hit| hit.code == "F41.0").unwrap();
    assert_eq!(hit.reason.kind, ReasonKind::InclusionTerm);
    assert_eq!(hit.reason.text, "Panic attack");
    assert_eq!(hit.reason.marks, [[0, 5], [6, 12]]);
}

#[test]
fn all_words_come_before_most_of_them_and_unknown_words_are_named() {
    let answer = search("cholera vibrio zzzzzzzz");
    assert_eq!(answer.unmatched, ["zzzzzzzz"]);
    let lower = |at: usize| answer.results[at].title.to_lowercase();
    assert!(lower(0).contains("cholera") && lower(0).contains("vibrio"));
}

#[test]
fn headers_are_not_billable_and_leaves_are() {
    for (code, billable) in [
        ("E11", false),
        ("E11.9", true),
        ("S72.001", false),
        ("S72.001A", true),
        ("I10", true),
        ("A00-A09", false),
        ("Chapter 4", false),
    ] {
        let page = medcode::explain::show(support::book(), code).unwrap();
        assert_eq!(page.billable, billable, "{code}");
    }
}

#[test]
fn a_page_has_its_path_its_children_and_notes_of_every_level() {
    let page = medcode::explain::show(support::book(), "e11.32").unwrap();
    let path: Vec<&str> = page.path.iter().map(|link| link.code.as_str()).collect();
    assert_eq!(path, ["ICD-10-CM", "Chapter 4", "E08-E13", "E11", "E11.3"]);
    let children: Vec<&str> = page.children.iter().map(|link| link.code.as_str()).collect();
    assert_eq!(children, ["E11.321", "E11.329"]);
    let levels: Vec<Option<&str>> = page
        .groups
        .iter()
        .map(|group| group.from.as_ref().map(|link| link.code.as_str()))
        .collect();
    assert!(levels.first().is_some_and(|from| from.is_none()));
    assert!(levels.contains(&Some("E11")) && levels.contains(&Some("Chapter 4")));
    let page = medcode::explain::show(support::book(), "E11.321").unwrap();
    assert!(page.needs_seventh && !page.billable);
    assert_eq!(page.children[0].code, "E11.3211");
    assert!(page.children[0].title.ends_with(", right eye"));
}

#[test]
fn a_number_is_found_within_the_ranges_that_texts_name() {
    for (query, code) in [
        ("body mass index 42.3", "Z68.41"),
        ("body mass index 17", "Z68.1"),
        ("glasgow coma scale 7", "R40.2430"),
        ("nihss 15", "R29.715"),
        ("blood alcohol 150", "Y90.6"),
        ("newborn weight 1,300 grams", "P07.15"),
        ("loss of consciousness 45 minutes", "S06.9X2A"),
        ("37 weeks gestation", "Z3A.37"),
        ("gestation 20 weeks 3 days", "Z3A.20"),
        ("newborn gestational age 33 weeks", "P07.36"),
    ] {
        assert_eq!(first(query), code, "{query}");
    }
    let hit = &search("body mass index 42").results[0];
    assert!(
        hit.marks.contains(&[22, 31]),
        "the range is marked: {:?}",
        hit.marks
    );
    assert!(first("burns 25%").starts_with("T31.2"), "a family of codes");
    // By itself, or with what it is not a number of, it answers nothing.
    assert_eq!(first("cataract 27"), "H26.9");
    assert_eq!(search("271828").total, 0, "a number alone is within no range");
    let other = first("loss of consciousness 3 days");
    assert!(
        other != "S06.9X1A" && other != "S06.9X2A",
        "days are no minutes: {other}"
    );
    // Ages and units are beside what it is about.
    assert_eq!(first("my 5 year old has a fever"), "R50.9");
}

#[test]
fn what_is_not_specified_is_the_default_before_what_is_for_something_else() {
    for (query, code) in [
        ("psoriasis", "L40.9"),
        ("lichen planus", "L43.9"),
        ("acne", "L70.9"),
        ("porphyria", "E80.20"),
        ("duodenal ulcer", "K26.9"),
        ("eclampsia", "O15.9"),
    ] {
        assert_eq!(first(query), code, "{query}");
    }
}

#[test]
fn the_side_that_is_asked_for_goes_before_any_other() {
    for (query, expect) in [
        ("gout right big toe", "right"),
        ("closed colles fx left wrist", "left"),
    ] {
        let title = search(query).results[0].title.to_lowercase();
        assert!(title.contains(expect), "{query}: {title}");
    }
}

#[test]
fn codes_are_read_out_of_a_text_that_has_several() {
    let all = |query: &str| -> Vec<String> {
        let results = search(query).results.into_iter();
        results.map(|hit| hit.code).collect()
    };
    assert_eq!(all("I10/E11.9"), ["I10", "E11.9"]);
    assert_eq!(all("I10; e119, Z79.4"), ["I10", "E11.9", "Z79.4"]);
    assert_eq!(all("K21.0 - K21.9"), ["K21.0", "K21.9"]);
    assert_eq!(
        all("E11.9 type 2 diabetes")
            .iter()
            .filter(|code| *code == "E11.9")
            .count(),
        1
    );
    assert_eq!(first("dx I10"), "I10");
    assert_eq!(all("S52.501A-S52.501D"), ["S52.501A", "S52.501D"]);
    assert_eq!(
        first("A00-A09"),
        "A00-A09",
        "a heading's name is no range of codes"
    );
}

#[test]
fn i_is_who_speaks_unless_it_counts() {
    assert_eq!(first("do i have diabetes mellitus"), first("diabetes mellitus"));
    assert_eq!(first("type i diabetes mellitus"), "E10.9");
    assert_eq!(first("type I diabetes mellitus"), "E10.9");
}

#[test]
fn words_written_together_are_no_more_than_a_query_has() {
    let words = "kneepain backpain chestpain heartattack footpain legpain armpain neckpain eyepain earpain toothpain \
                 handpain hippain wristpain anklepain elbowpain skinrash lungcancer";
    assert!(search(words).total > 0);
}

#[test]
fn the_codes_that_a_note_names_are_references() {
    let page = medcode::explain::show(support::book(), "A00-A09").unwrap();
    let text = |reference: &medcode::explain::Reference, note: &str| {
        note.encode_utf16()
            .skip(reference.start as usize)
            .take((reference.end - reference.start) as usize)
            .collect::<Vec<_>>()
    };
    let mut seen = 0;
    for note in page.groups.iter().flat_map(|group| &group.notes) {
        for reference in &note.references {
            let shown = String::from_utf16(&text(reference, &note.text)).unwrap();
            assert!(
                shown.starts_with(&reference.code[..3]),
                "{shown} is not {}",
                reference.code
            );
            assert!(medcode::explain::show(support::book(), &reference.code).is_some());
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn an_unknown_code_is_not_known() {
    for code in ["E11.99", "Z99.999", "ABC", "", "..", "Chapter 40", "A00-A10"] {
        assert!(medcode::explain::show(support::book(), code).is_none(), "{code}");
    }
}

#[test]
fn ties_are_stable() {
    let once = search("fracture");
    for _ in 0..3 {
        assert_eq!(search("fracture"), once);
    }
}
