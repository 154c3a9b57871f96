//! What a reader sees, as the browser gets it: the views rendered by the server
//! over the whole index.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic: that is how it fails"
)]

mod support;
#[path = "support/views.rs"]
mod views;

use medcode::engine::Book;
use medcode::ui::{Place, Props, Rest, STYLES, Start};
use views::{at, render};

/// A view of ICD-10-CM, with its notes once they are there.
fn props(start: Start, rest: Rest) -> Props {
    let mut book = Book::new();
    let has_notes = rest == Rest::Ready;
    let files = support::files().iter();
    support::books::open(&mut book, files.filter(|file| has_notes || file.part.has_codes()));
    views::props(book, start, rest)
}

fn page(code: &str) -> String {
    render(props(at(code), Rest::Ready))
}

fn results(query: &str) -> String {
    let start = Start {
        place: Place::results(query),
        ..Start::default()
    };
    render(props(start, Rest::Ready))
}

/// What is left when the tags are gone: the words, with one blank between them.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn holds(html: &str, expected: &[&str]) {
    for part in expected {
        assert!(
            html.contains(part) || text(html).contains(part),
            "{part:?} is missing in: {}",
            text(html)
        );
    }
}

/// How often a part stands in a text.
fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

#[test]
fn before_the_first_key_there_are_hints_examples_and_chapters() {
    let html = render(props(Start::default(), Rest::Ready));
    holds(
        &html,
        &[
            "<h2",
            "What would you like to look up?",
            ">fracture wrist<",
            "Chapter 22",
            "April 2026 edition",
        ],
    );
    assert_eq!(
        count(&html, "aria-expanded=\"false\""),
        24,
        "22 chapters, the box and the foot"
    );
    assert!(!html.contains("role=\"listbox\""));
}

#[test]
fn the_search_box_is_a_combobox_with_a_label_and_a_list_of_its_own() {
    let html = results("diabetic neuropathy");
    holds(
        &html,
        &[
            "role=\"combobox\"",
            "aria-autocomplete=\"list\"",
            "aria-expanded=\"true\"",
            "aria-controls=\"mc-list\"",
            "id=\"mc-list\"",
            "role=\"listbox\"",
            "for=\"mc-input\"",
            "id=\"mc-input\"",
            "autocomplete=\"off\"",
            "spellcheck=\"false\"",
            "aria-label=\"Clear the search\"",
        ],
    );
    assert_eq!(count(&html, "role=\"option\""), 10);
    assert_eq!(count(&html, "aria-selected=\"false\""), 10);
    assert!(!html.contains("aria-activedescendant"), "nothing is active yet");
}

#[test]
fn results_say_their_number_mark_what_matched_and_whether_it_can_be_billed() {
    let html = results("e11.4");
    holds(
        &html,
        &[
            "7 results",
            "<mark>E11.4</mark>0",
            "Billable",
            "Not billable needs more characters",
        ],
    );
    assert!(!html.contains("Show more"), "all seven are drawn");
    let html = results("diabetic neuropathy");
    holds(&html, &["<mark>neuropathy</mark>", "Show more", "10 of "]);
}

#[test]
fn a_result_that_is_not_there_for_its_title_says_why() {
    holds(
        &results("panic attack"),
        &[
            "F41.0",
            "inclusion term:",
            "<mark>Panic</mark> <mark>attack</mark>",
        ],
    );
}

#[test]
fn what_was_understood_otherwise_or_not_at_all_is_said() {
    let html = results("diabtes xqzw");
    holds(
        &html,
        &[
            "Showing results for diabetes (you typed diabtes )",
            "Not found in any title: xqzw",
            "Search for “diabtes xqzw” exactly",
        ],
    );
    holds(
        &results("i1O"),
        &["Read as I10 (you typed i1O )", "Search for “i1O” exactly"],
    );
    assert!(!results("asthma").contains("exactly"));
}

#[test]
fn what_results_can_be_narrowed_by_is_offered_and_only_that() {
    let html = results("cataract");
    holds(
        &html,
        &[
            "aria-label=\"Narrow the results\"",
            "aria-controls=\"mc-refine\"",
            "id=\"mc-refine\"",
            "Billable only",
            "Right",
            "Both sides",
            "Side not stated",
        ],
    );
    assert!(!html.contains("Sequela") && !html.contains("aria-pressed=\"true\""));
    assert!(!results("I10").contains("mc-refine"));
}

#[test]
fn several_codes_are_checked_against_each_other() {
    let html = results("F02.80, G30.9");
    holds(
        &html,
        &[
            "These codes together",
            "Error F02.80 This code names what another disease has caused",
            "Code first at F02 Dementia in other diseases classified elsewhere Alzheimer's ( G30.- )",
        ],
    );
    // One code by itself, and words, are not checked.
    for query in ["G30.9", "alzheimer dementia", "vitamin b12 and b6"] {
        assert!(!results(query).contains("mc-check"), "{query}");
    }
}

#[test]
fn nothing_found_is_no_empty_box() {
    let html = results("xqzw <zzq>");
    holds(
        &html,
        &[
            "Nothing found for “ xqzw &lt;zzq&gt; ”",
            "Check the spelling",
            ">fracture wrist<",
            "aria-expanded=\"false\"",
            "Browse by chapter",
        ],
    );
    assert!(!html.contains("role=\"listbox\"") && !html.contains("aria-controls"));
    let slip = "The last digit of this one does not fit";
    assert!(!html.contains(slip) && !results("0234567890").contains(slip));
    holds(&results("1234567890"), &[slip]);
}

#[test]
fn a_billable_code_shows_its_parts_its_way_and_every_level_s_notes() {
    let html = page("s72001a");
    holds(
        &html,
        &[
            "aria-label=\"Where this code stands\"",
            "Fracture of unspecified part of neck of right femur, initial encounter for closed fracture",
            "Billable. This code is complete",
            "data-name=\"category\"",
            "S72 . 001 A Fracture",
            "S72 category Fracture of femur 0 detail Fracture of head and neck of femur",
            "A encounter initial encounter for closed fracture",
            "How this code is built",
            "From S72.0 Fracture of head and neck of femur",
            "Excludes1 Not coded here",
            "Excludes2 Not included here",
            "aria-label=\"What “Excludes2” means\"",
            "aria-label=\"Copy S72.001A\"",
            "( S79.1- )",
            "Seventh characters",
            "(this code)",
            "After S72.001B",
        ],
    );
    for level in [
        "ICD-10-CM",
        "Chapter 19",
        "S70-S79",
        "S72",
        "S72.0",
        "S72.00",
        "S72.001",
    ] {
        assert!(
            html.contains(&format!("data-code=\"{level}\"")),
            "{level} cannot be opened"
        );
    }
    assert_eq!(count(&html, "<h2"), 1);
}

#[test]
fn a_code_that_needs_more_says_what_and_offers_it() {
    let html = page("S72.001");
    holds(
        &html,
        &[
            "Not billable yet: it needs a seventh character",
            "With the seventh character",
            "S72.001S",
        ],
    );
    let html = page("E11");
    holds(
        &html,
        &[
            "Not billable: choose one of the 10 narrower entries below",
            "Narrower codes",
            "Notes at E11",
        ],
    );
}

#[test]
fn the_table_of_visual_impairment_is_a_table() {
    let html = page("H54.8");
    holds(
        &html,
        &[
            "<table>",
            "Category of visual impairment",
            "rowspan=\"3\"",
            "No light perception",
        ],
    );
}

#[test]
fn the_tree_begins_with_the_chapters_and_keeps_the_book_s_introduction() {
    let html = page("ICD-10-CM");
    holds(
        &html,
        &[
            "Browse ICD-10-CM by chapter",
            "Neoplasms",
            "The official introduction",
            "NOT CODED HERE",
        ],
    );
}

#[test]
fn an_unknown_code_is_said_to_be_unknown() {
    let html = page("99213");
    holds(&html, &["This code is not known here: 99213", "another code set"]);
    assert!(!html.contains("mc-billing"));
    assert!(!html.contains("Search for"));
    // Its family may be known.
    holds(
        &page("Z99.999"),
        &["not known here: Z99.999", "Search for Z99.999"],
    );
}

#[test]
fn notes_on_their_way_and_notes_that_failed_are_told_apart() {
    let loading = render(props(at("I21.4"), Rest::Loading));
    holds(
        &loading,
        &["The notes are loading", "Inclusion terms", "Non-Q wave"],
    );
    assert!(!loading.contains("gives no notes"));
    let failed = render(props(
        at("I21.4"),
        Rest::Failed("The server answered 503.".into()),
    ));
    holds(
        &failed,
        &[
            "role=\"alert\"",
            "Notes or facts could not be loaded.",
            "The server answered 503.",
            "Try again",
        ],
    );
}

#[test]
fn an_edition_that_is_over_is_said_to_be_only_then() {
    let mut props = props(Start::default(), Rest::Ready);
    let warning = "No longer in force: ICD-10-CM (last day September 30, 2026).";
    assert!(!render(props.clone()).contains(warning));
    props.today = "2026-11-23".into();
    assert!(render(props).contains(warning));
}

#[test]
fn headings_begin_at_the_level_that_the_host_says() {
    let mut props = props(at("E11.9"), Rest::Ready);
    props.heading_level = 4;
    let html = render(props);
    assert!(html.contains("<h4") && html.contains("<h5") && !html.contains("<h2") && !html.contains("<h3"));
}

#[test]
fn ids_are_unique_and_no_style_stands_in_the_markup() {
    for html in [results("asthma"), page("S72.001A"), page("ICD-10-CM")] {
        let mut ids: Vec<&str> = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id stands twice");
        assert!(!html.contains(" style=") && !html.contains("<style"));
    }
}

#[test]
fn the_style_sheet_takes_no_size_from_the_host_and_loads_nothing() {
    for never in ["rem;", "rem ", "url(", "@import", "@font-face"] {
        assert!(!STYLES.contains(never), "{never} in the style sheet");
    }
}

#[test]
fn the_style_sheet_ships_every_rule_and_no_comment() {
    assert!(!STYLES.contains("/*") && !STYLES.contains('\n'));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/styles");
    let mut rules = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // The standalone page has a style sheet of its own.
        if !path.ends_with("site.css") {
            rules += count(&std::fs::read_to_string(path).unwrap(), "{");
        }
    }
    assert_eq!((count(STYLES, "{"), count(STYLES, "}")), (rules, rules));
}
