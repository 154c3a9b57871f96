//! Medcode's own words about codes: whole, readable, found, and never taken for
//! official text. And what one string is in several sets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use medcode::code::scheme::scheme;
use medcode::engine::{Book, Level, Options};
use medcode::explain::show;
use medcode::format::notes::Kind;
use medcode::indexer::files::Found;
use medcode::indexer::lexicon::{self, Lexicon};
use medcode::indexer::report::Report;
use support::reading::grade;
use support::shipped::shipped;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn found(path: &Path) -> Found {
    Found::read(path, &mut Report::default()).unwrap().unwrap()
}

/// All files about codes.
fn lexicons() -> Vec<Lexicon> {
    let files = std::fs::read_dir(root().join("assets/lexicon")).unwrap();
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let mut report = Report::default();
    let about_codes = paths
        .iter()
        .map(|path| found(path))
        .filter(|file| lexicon::recognise(&file.bytes));
    let all = about_codes
        .map(|file| lexicon::read(&file, &mut report).unwrap())
        .collect();
    assert_eq!(report.rejections(), 0, "{report}");
    all
}

fn book() -> &'static Book {
    &shipped().0
}

#[test]
fn every_file_can_be_read_with_eight_years_of_school() {
    for lexicon in lexicons() {
        let plain = lexicon
            .words
            .iter()
            .flat_map(|row| [row.plain.as_str(), row.next.as_str()]);
        let grade = grade(plain.filter(|text| !text.is_empty()), &['.', '!', '?', ':', ';']);
        assert!(grade <= 8.0, "{}: grade {grade:.1}", lexicon.file);
    }
}

#[test]
fn the_files_say_as_much_as_they_should() {
    let counts: BTreeMap<String, usize> = lexicons()
        .into_iter()
        .map(|lexicon| (lexicon.set, lexicon.words.len()))
        .collect();
    for (set, least) in [
        ("cagc", 5),
        ("carc", 150),
        ("rarc", 60),
        ("modifier", 120),
        ("cpt", 150),
        ("cdt", 40),
        ("hcpcs", 800),
        ("revenue", 350),
        ("tob", 50),
        ("condition", 40),
        ("occurrence", 30),
        ("occurrence_span", 8),
        ("value", 40),
        ("discharge", 30),
        ("admission_type", 5),
        ("admission_source", 8),
        ("pos", 50),
        ("ndc", 4),
        ("npi", 1),
        ("icd9cm", 17),
        ("icd10pcs", 100),
    ] {
        let count = counts.get(set).copied().unwrap_or(0);
        assert!(count >= least, "{set}: {count} entries, {least} wanted");
    }
}

#[test]
fn every_row_is_whole_and_stands_once() {
    for lexicon in lexicons() {
        assert!(scheme(&lexicon.set).is_some(), "{} is no set", lexicon.set);
        let mut codes: Vec<&str> = lexicon.words.iter().map(|row| row.code.as_str()).collect();
        codes.sort_unstable();
        for pair in codes.windows(2) {
            assert_ne!(pair[0], pair[1], "{} stands twice in {}", pair[0], lexicon.file);
        }
        for row in &lexicon.words {
            let place = format!("{}:{}", lexicon.file, row.line);
            assert!(
                !row.label.is_empty() && row.label.chars().count() <= 70,
                "{place}"
            );
            assert!(row.plain.ends_with(['.', '?', '!']), "{place}");
            assert!(
                row.next.is_empty() || row.next.ends_with(['.', '?', '!']),
                "{place}"
            );
        }
    }
}

#[test]
fn every_code_of_the_lexicon_is_found_and_says_whose_words_it_has() {
    for lexicon in lexicons() {
        let codes = lexicon
            .words
            .iter()
            .filter(|row| row.code.chars().all(|c| c.is_ascii_alphanumeric()));
        for row in codes.filter(|_| lexicon.set != "icd10pcs") {
            let name = format!("{}:{}", lexicon.set, row.code);
            let page = show(book(), &name).unwrap_or_else(|| panic!("{name} is not found"));
            assert_eq!(
                (page.set, &page.code),
                (lexicon.set.as_str(), &row.code),
                "{name}"
            );
            // Official titles are there for places of service alone.
            if page.own {
                assert_eq!(page.title, row.label, "{name}");
                assert!(
                    !page.keeper.owner.is_empty() && !page.keeper.lookup.is_empty(),
                    "{name}"
                );
            } else {
                assert_eq!(lexicon.set, "pos", "{name} is not marked as own words");
            }
            let own = page.groups.iter().filter(|group| group.from.is_none());
            let plain = own.clone().find(|group| group.kind == Kind::Plain).unwrap();
            assert_eq!(plain.notes[0].text, row.plain, "{name}");
            let next = own.clone().find(|group| group.kind == Kind::Next);
            assert_eq!(next.map_or("", |group| &group.notes[0].text), row.next, "{name}");
        }
    }
}

#[test]
fn one_string_that_is_a_code_of_several_sets_is_offered_for_each() {
    for (text, sets) in [
        ("10", &["pos", "carc", "condition", "occurrence", "value"][..]),
        ("99", &["pos", "modifier"]),
        ("25", &["pos", "modifier", "condition", "occurrence"]),
        ("50", &["pos", "modifier", "carc", "occurrence", "value"]),
        ("0450", &["revenue"]),
        ("450", &["msdrg", "revenue"]),
        ("0131", &["revenue", "tob"]),
        ("131", &["msdrg", "revenue", "tob", "carc"]),
        ("A1", &["carc", "value"]),
        ("P1", &["modifier", "carc"]),
        ("CO", &["modifier", "cagc"]),
        ("22", &["pos", "modifier", "carc"]),
    ] {
        let options = Options {
            limit: 50,
            ..Options::default()
        };
        let answer = book().search(text, &options);
        let named: Vec<&str> = answer.results.iter().map(|hit| hit.set).collect();
        let page = show(book(), text).unwrap_or_else(|| panic!("{text} is not found"));
        let offered: Vec<&str> = page.also.iter().map(|link| link.set).chain([page.set]).collect();
        // 131 is a group of neither version.
        for set in sets.iter().filter(|set| (text, **set) != ("131", "msdrg")) {
            assert!(named.contains(set), "{text} in {set}, found {named:?}");
            assert!(offered.contains(set), "{text} in {set}, offered {offered:?}");
        }
    }
}

#[test]
fn a_code_that_is_named_with_its_set_still_offers_the_others() {
    for (text, other) in [
        ("pos:10", "carc"),
        ("CO-45", "condition"),
        ("revenue:0131", "tob"),
    ] {
        let page = show(book(), text).unwrap();
        let offered: Vec<&str> = page.also.iter().map(|link| link.set).collect();
        assert!(offered.contains(&other), "{text}: {offered:?}");
    }
}

#[test]
fn what_has_the_shape_of_a_code_is_recognised_with_its_family_and_not_given_a_title() {
    for (text, set, family) in [
        ("12002", "cpt", "12001-12021"),
        ("J9998", "hcpcs", "J0000-J9999"),
        ("D9998", "cdt", "D9000-D9999"),
        ("250.00", "icd9cm", "240-279"),
        ("E819.0", "icd9cm", "E000-E999"),
        ("1234567893", "npi", "1000000000-2999999999"),
        ("50242-0040-62", "ndc", "5-4-2"),
        ("NDC 50242-040-62", "ndc", "5-4-2"),
    ] {
        let page = show(book(), text).unwrap_or_else(|| panic!("{text} is not recognised"));
        assert_eq!(
            (page.set, page.listed, page.billable),
            (set, false, false),
            "{text}"
        );
        assert_eq!(page.title, "", "{text}");
        assert!(
            page.path.iter().any(|link| link.code == family),
            "{text}: {:?}",
            page.path
        );
        let hit = book().search(text, &Options::default()).results.remove(0);
        assert_eq!((hit.set, hit.title.as_str()), (set, ""), "{text}");
        assert!(hit.within.is_some(), "{text}");
    }
    for nothing in [
        "1234567890",
        "99999999",
        "E11.99",
        "0SR90JX",
        "250.000",
        "555-123-4567",
    ] {
        assert!(show(book(), nothing).is_none(), "{nothing} is no code");
    }
}

#[test]
fn a_code_that_its_named_set_does_not_have_is_not_answered_by_words_of_others() {
    for (text, set) in [
        ("rev 9999", "revenue"),
        ("NPI 1234567890", "npi"),
        // Ten digits without hyphens are the code of up to three drugs.
        ("NDC 5024204062", "ndc"),
        ("CPT 0042X", "cpt"),
    ] {
        let answer = book().search(text, &Options::default());
        let found: Vec<_> = answer.results.iter().map(|hit| (hit.set, hit.level)).collect();
        assert_eq!(found, [(set, Level::Set)], "{text}");
        assert_eq!(answer.unmatched, [text]);
        assert!(show(book(), text).is_none(), "{text}");
    }
}

#[test]
fn a_line_of_a_bill_is_its_procedure_and_what_stands_beside_it() {
    for (text, address, beside) in [
        ("99213-25", "cpt:99213", &["modifier:25"][..]),
        ("71046 26 59", "cpt:71046", &["modifier:26", "modifier:59"]),
        ("99213TC", "cpt:99213", &["modifier:TC"]),
        ("J1885 x2", "hcpcs:J1885", &[]),
        ("J1885x2", "hcpcs:J1885", &[]),
        ("A0428-RH", "hcpcs:A0428", &["modifier:RH"]),
        ("CO-45", "carc:45", &["cagc:CO"]),
        ("PR*1", "carc:1", &["cagc:PR"]),
        ("45", "carc:45", &[]),
    ] {
        let page = show(book(), text).unwrap_or_else(|| panic!("{text} is not found"));
        let found: Vec<String> = page.with.iter().map(|link| link.address()).collect();
        assert_eq!(
            (format!("{}:{}", page.set, page.code), &found[..]),
            (
                address.to_owned(),
                &beside.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>()[..]
            ),
            "{text}"
        );
        let answer = book().search(text, &Options::default());
        let hit = &answer.results[0];
        assert_eq!(format!("{}:{}", hit.set, hit.code), address, "{text}");
        let modifiers = beside.iter().filter(|code| code.starts_with("modifier"));
        let found = answer.results.iter().filter(|hit| hit.set == "modifier").count();
        assert!(text == "45" || found == modifiers.count(), "{text}");
    }
}

#[test]
fn a_code_that_is_named_with_its_set_is_no_stranger() {
    for (text, address, within) in [
        ("value code G8", "value:G8", "Value code"),
        ("condition code P7", "condition:P7", "Condition code"),
        ("condition code 45", "condition:45", "36-45"),
        ("modifier M2", "modifier:M2", "Modifier"),
        ("CO-D23", "carc:D23", "Adjustment reason"),
        ("RARC M12", "rarc:M12", "Remark code"),
        ("N705", "rarc:N705", "N1-N9"),
        ("MA02", "rarc:MA02", "MA0-MA1"),
        ("DRG 247", "msdrg:247", "MS-DRG"),
        ("0001A", "cpt:0001A", "0001A-0174A"),
        ("00.66", "icd9cm:00.66", "00.0-99.9"),
        ("ICD-9 81.54", "icd9cm:81.54", "00.0-99.9"),
    ] {
        let page = show(book(), text).unwrap_or_else(|| panic!("{text} is not recognised"));
        let found = format!("{}:{}", page.set, page.code);
        let above = page.path.last().map(|link| link.code.as_str());
        assert_eq!(
            (found.as_str(), above, page.listed),
            (address, Some(within), false),
            "{text}"
        );
        let answer = book().search(text, &Options::default());
        let hit = &answer.results[0];
        assert_eq!(format!("{}:{}", hit.set, hit.code), address, "{text}");
    }
    // A family of revenue codes as manuals write it.
    assert_eq!(show(book(), "045X").unwrap().code, "0450-0459");
    // A number whose check digit does not fit is none, whatever it is called.
    for nothing in [
        "NPI 1234567890",
        "condition of",
        "modifier of",
        "99202-99215",
        "12-3456789",
    ] {
        assert!(show(book(), nothing).is_none(), "{nothing} is no code");
    }
}

#[test]
fn a_code_that_only_a_range_holds_is_offered_without_the_title_of_the_range() {
    let page = show(book(), "45").unwrap();
    let condition = page.also.iter().find(|link| link.set == "condition").unwrap();
    assert_eq!((condition.code.as_str(), condition.title.as_str()), ("45", ""));
}

#[test]
fn every_ride_of_an_ambulance_is_a_modifier_that_is_explained() {
    for from in "DEGHIJNPRS".chars() {
        for to in "DEGHIJNPRSX".chars().filter(|&to| (from, to) != ('P', 'R')) {
            let code = format!("modifier:{from}{to}");
            let page = show(book(), &code).unwrap_or_else(|| panic!("{code} is not found"));
            let plain = page
                .groups
                .iter()
                .find(|group| group.kind == Kind::Plain)
                .unwrap();
            assert!(plain.notes[0].text.to_lowercase().contains("ambulance"), "{code}");
        }
    }
}

fn first_of(query: &str) -> String {
    let answer = book().search(query, &Options::default());
    answer
        .results
        .first()
        .map(|hit| hit.code.clone())
        .unwrap_or_default()
}

#[test]
fn an_abbreviation_that_is_a_word_is_one_only_where_it_is_written_so() {
    assert_eq!(first_of("ALL in remission"), "C91.01");
    assert_eq!(first_of("all"), "C91.00");
    for query in [
        "worry all the time",
        "soaking a pad an hour",
        "can't keep food down",
    ] {
        let code = first_of(query);
        assert!(
            !code.starts_with("C91") && !code.starts_with("I73") && !code.starts_with("Q90"),
            "{query}: {code}"
        );
    }
}

#[test]
fn whom_a_query_is_about_does_not_stand_in_its_way() {
    // This `with` is none of a title's, and an age is that of a newborn, a child or an adult.
    assert_eq!(first_of("child with type 1 diabetes"), "E10.9");
    assert_eq!(first_of("failure to thrive 6 month old"), "R62.51");
    assert_eq!(first_of("failure to thrive 2 week old"), "P92.6");
    assert_eq!(first_of("failure to thrive 80 yo"), "R62.7");
    assert_eq!(first_of("80 y/o failure to thrive"), "R62.7");
    assert_eq!(first_of("sexual abuse 9 year old"), "T76.22XA");
    assert_eq!(first_of("4 year old with ckd"), "N18.9");
    assert_eq!(first_of("elderly man with type 2 diabetes"), "E11.9");
    assert_eq!(first_of("baby with fever"), "R50.9");
    assert_eq!(first_of("type 1 diabetes with retinopathy"), "E10.319");
    // What a title does not say excludes nothing.
    assert_eq!(first_of("nontraumatic right rotator cuff tear"), "M75.101");
}

#[test]
fn a_side_counts_where_the_rest_is_said_too() {
    for (query, code) in [
        ("left ear infection", "H66.92"),
        ("left arm numbness", "R20.0"),
        ("right middle lobe cancer", "C34.2"),
        ("right atrial enlargement", "I51.7"),
        ("right middle ear infection", "H66.91"),
        ("left knee pain", "M25.562"),
    ] {
        assert_eq!(first_of(query), code, "{query}");
    }
}

#[test]
fn lines_of_bills_name_their_codes() {
    for (query, set, code) in [
        ("ER LEVEL 4", "cpt", "99284"),
        ("SELF ADMIN DRUGS", "revenue", "0637"),
        ("dup claim", "carc", "18"),
        ("patient responsibility", "cagc", "PR"),
        ("b12 shot", "hcpcs", "J3420"),
        ("PR-2 coinsurance", "carc", "2"),
        ("CO 97 bundled", "carc", "97"),
        ("99213 mod 25", "cpt", "99213"),
        ("denial code 18", "carc", "18"),
        ("pcv13", "cpt", "90670-90671"),
    ] {
        let answer = book().search(query, &Options::default());
        let hit = &answer.results[0];
        assert_eq!((hit.set, hit.code.as_str()), (set, code), "{query}");
    }
    // Words that look like codes of reasons are words.
    assert_eq!(first_of("b12 deficiency"), "E53.8");
    assert_eq!(first_of("hip oa 2 views"), "M16.9");
    assert_eq!(first_of("hx of dvt"), "Z86.718");
}

#[test]
fn the_shipped_index_fits_its_budgets() {
    let sum = |parts: &[&str]| -> u64 {
        let files = shipped()
            .1
            .files
            .iter()
            .filter(|file| parts.contains(&file.part.as_str()));
        files.map(|file| file.bytes).sum()
    };
    // What a first search needs; and all that there is.
    assert!(sum(&["codes"]) <= 330_000, "{} bytes of codes", sum(&["codes"]));
    let all = sum(&["codes", "notes", "thesaurus"]);
    assert!(all <= 548_000, "{all} bytes in all");
    let procedures = shipped()
        .1
        .files
        .iter()
        .find(|file| file.name == "icd10pcs.mcx")
        .unwrap();
    assert!(procedures.bytes <= 60_000);
}
