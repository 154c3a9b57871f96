//! Damaged files are refused with a reason, and nothing panics or runs for ever,
//! even where the checksum was made to fit the damage.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::sync::OnceLock;

use medcode::engine::{Book, Opening, OpeningMore};
use medcode::format::about::About;
use medcode::format::container::{self, Container, seal};
use medcode::format::tabular::{self, Entry};
use medcode::format::vocabulary::Vocabulary;
use medcode::format::{Fault, Manner, Part, Section, VERSION};
use medcode::indexer::record::{Composed, Record, Source};
use medcode::indexer::write;
use proptest::prelude::*;

/// Bytes before the sections of a file.
const HEADER: usize = 20;

fn open(bytes: &[u8]) -> Result<Book, Fault> {
    let mut book = Book::new();
    book.add(Opening::whole(bytes)?);
    Ok(book)
}

fn open_more(bytes: &[u8]) -> Result<(), Fault> {
    OpeningMore::whole(bytes, support::book()).map(|_| ())
}

/// A file like the given one with other bytes in one of its sections.
fn with(file: &[u8], part: Part, section: Section, content: &[u8]) -> Vec<u8> {
    let container = Container::open(file, part).unwrap();
    let sections = [Section::About, Section::Words, Section::Content];
    let sections = sections.map(|kept| match kept == section {
        true => (kept, content),
        false => (kept, container.section(kept).unwrap()),
    });
    container::write(part, &sections)
}

/// A file of codes that are put together from axes, made up: some tables of two body
/// systems, one title that follows no rule, and names of the levels above.
fn composed() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let mut titles = Vec::new();
        for (table, operation) in [
            ("0SR", "Replacement"),
            ("0SW", "Revision"),
            ("0TR", "Replacement"),
        ] {
            for (part, name) in [
                ('9', "Right Hip (Joint)"),
                ('B', "Left Hip (Joint)"),
                ('C', "Knee"),
            ] {
                for (approach, way) in [('0', "Open Approach"), ('3', "Percutaneous Approach")] {
                    for (device, with) in [('J', " with Synthetic Substitute"), ('Z', "")] {
                        let code = format!("{table}{part}{approach}{device}Z");
                        titles.push((code, format!("{operation} of {name}{with}, {way}")));
                    }
                }
            }
        }
        titles[5].1 = "Something Else".into();
        let name = |prefix: &str, label: &str| [prefix.into(), label.into(), "That is it.".into()];
        let source = Source {
            about: About {
                set: "icd10pcs".into(),
                name: "ICD-10-PCS".into(),
                ..About::default()
            },
            composed: Some(Composed {
                titles,
                names: vec![name("0", "Surgery"), name("0S", "Lower joints")],
                ..Composed::default()
            }),
            ..Source::default()
        };
        write::volume("icd10pcs", &[&source]).unwrap().remove(0).bytes
    })
}

/// A file of codes in the thorough manner, made up: titles with and without capitals.
fn thorough() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let things = ["Wheel", "X-ray", "Injection", "brace", "HQ visit"];
        let mut records = vec![Record::default()];
        records.extend((0..60).map(|number: usize| Record {
            depth: 1,
            name: format!("A{number:04}"),
            title: format!("{}, part {} of {}", things[number % 5], number % 7, number / 3),
            ..Record::default()
        }));
        let source = Source {
            about: About {
                set: "hcpcs".into(),
                ..About::default()
            },
            records,
            ..Source::default()
        };
        write::volume("hcpcs", &[&source]).unwrap().remove(0).bytes
    })
}

#[test]
fn a_damaged_set_of_axes_is_named_and_goes_on_failing() {
    let book = open(composed()).unwrap();
    let page = medcode::explain::show(&book, "0SR9").unwrap();
    assert_eq!(
        (page.title.as_str(), page.children.len()),
        ("Right Hip (Joint)", 2)
    );
    let bytes = with(composed(), Part::Axes, Section::Content, &[0; 9]);
    let mut opening = Opening::new(&bytes).unwrap();
    let fault = std::iter::repeat_with(|| opening.step()).find_map(Result::err);
    assert!(matches!(fault, Some(Fault::Damaged(_))));
    assert!(opening.step().is_err());
    assert!((0.0..=1.0).contains(&opening.progress()));
    assert!(opening.finish().is_err());
    // Notes are of lists of entries only.
    let words = Vocabulary::of(["a"]).encode(Manner::Quick);
    let about = format!(
        "set=x\nbase={:08x}\n",
        Container::open(composed(), Part::Axes).unwrap().checksum()
    );
    let sections = [
        (Section::About, about.as_bytes()),
        (Section::Words, &words),
        (Section::Content, &[0; 9]),
    ];
    let notes = container::write(Part::Notes, &sections);
    assert_eq!(
        OpeningMore::whole(&notes, &book).map(|_| ()),
        Err(Fault::OtherBase)
    );
}

/// Asks a book for whatever an accepted file may have broken in it.
fn ask(book: &Book) {
    let set = book.sets()[0];
    for row in set.below(set.root()) {
        let _ = (set.title(row), set.above(row), set.below(row));
    }
    for query in [
        "e11.9",
        "heart",
        "a",
        "s72.001a",
        "icd-10-cm",
        "chapter 1",
        "0sr9",
        "0SR90JZ",
        "hip of with",
    ] {
        let _ = book.search(query, &medcode::engine::Options::default());
        let _ = medcode::explain::show(book, query);
    }
}

#[test]
fn each_damage_is_named_with_its_remedy() {
    let [codes, notes] = support::files() else {
        panic!("an index has two files")
    };
    let check = |bytes: &[u8], expect: &str| {
        let message = open(bytes)
            .err()
            .map(|fault| fault.to_string())
            .unwrap_or_default();
        assert!(message.contains(expect), "{message:?} should say {expect:?}");
    };
    check(b"", "not a Medcode index");
    check(b"<!doctype html><title>Not found</title>", "error page");
    check(&codes.bytes[..codes.bytes.len() / 2], "load it again");
    let mut flipped = codes.bytes.clone();
    flipped[100_000] ^= 4;
    check(&flipped, "damaged on its way");
    let mut newer = codes.bytes.clone();
    newer[8] = VERSION as u8 + 1;
    check(&newer, "index of one release");
    check(&notes.bytes, "check the file names");
}

#[test]
fn notes_of_another_edition_are_refused() {
    let [_, notes] = support::files() else {
        panic!("an index has two files")
    };
    assert_eq!(
        OpeningMore::new(&notes.bytes, &Book::new()).map(|_| ()),
        Err(Fault::OtherBase)
    );
}

#[test]
fn a_reader_that_failed_goes_on_failing() {
    let [codes, notes] = support::files() else {
        panic!("an index has two files")
    };
    let mut opening = Opening::new(&with(&codes.bytes, Part::Tabular, Section::Content, &[0; 9])).unwrap();
    let fault = std::iter::repeat_with(|| opening.step()).find_map(Result::err);
    assert!(matches!(fault, Some(Fault::Damaged(_))));
    assert!(opening.step().is_err() && opening.step().is_err());
    assert!((0.0..=1.0).contains(&opening.progress()));
    assert!(opening.finish().is_err());

    let book = support::book();
    let bytes = with(&notes.bytes, Part::Notes, Section::Content, &[0; 9]);
    let mut opening = OpeningMore::new(&bytes, book).unwrap();
    let fault = std::iter::repeat_with(|| opening.step(book)).find_map(Result::err);
    assert!(matches!(fault, Some(Fault::Damaged(_))));
    assert!(opening.step(book).is_err());
    assert!(opening.finish().is_err());

    // One that has come to its end stays there.
    let mut opening = Opening::new(&codes.bytes).unwrap();
    while !opening.step().unwrap() {}
    assert_eq!(opening.step(), Ok(true));
    assert!(opening.finish().is_ok());
}

/// What is expected costs next to nothing, so a small file can name very much.
#[test]
fn a_small_file_does_not_fill_the_memory() {
    let [codes, _] = support::files() else {
        panic!("an index has two files")
    };
    let words = Vocabulary::of(["a", "b"]);
    let of = |entries: &[Entry], manner| {
        let content = tabular::encode(entries, words.len(), manner)?;
        assert!(content.len() < 200_000, "{} bytes", content.len());
        let words = words.encode(manner);
        let file = with(&codes.bytes, Part::Tabular, Section::Words, &words);
        open(&with(&file, Part::Tabular, Section::Content, &content)).map(|_| ())
    };
    let fault = |entries: &[Entry]| {
        let quick = of(entries, Manner::Quick);
        assert_eq!(quick, of(entries, Manner::Thorough));
        quick
    };
    let entry = |depth: u8, name: &str| Entry {
        depth,
        name: name.into(),
        title: vec![1],
        ..Entry::default()
    };
    let above = [entry(0, ""), entry(1, "1"), entry(2, "A00-A09")];
    assert_eq!(fault(&above), Ok(()));

    // A capital of no word, and of one that has none.
    let capital = |title: Vec<u32>| Entry {
        capital: true,
        title,
        ..entry(3, "A00")
    };
    for title in [vec![], vec![1], vec![u32::from(u8::MAX)]] {
        let marked = [&above[..], &[capital(title)]].concat();
        assert_eq!(fault(&marked), Ok(()));
    }

    let mut multiplied = above.to_vec();
    if let Some(chapter) = multiplied.get_mut(1) {
        chapter.seventh = (1..=255).map(|label| (label, vec![1])).collect();
    }
    multiplied.extend((0..9000).map(|number| entry(3, &format!("A{number:04}"))));
    assert_eq!(
        fault(&multiplied),
        Err(Fault::Damaged("more codes than any edition has"))
    );

    let mut verbose = above.to_vec();
    verbose.extend((0..3000).map(|number| Entry {
        terms: vec![vec![1; 4000]],
        ..entry(3, &format!("A{number:04}"))
    }));
    assert_eq!(
        fault(&verbose),
        Err(Fault::Damaged("it holds more than any book says"))
    );

    let mut stranger = above.to_vec();
    stranger.extend([entry(3, "A00"), entry(4, "B001")]);
    assert_eq!(
        fault(&stranger),
        Err(Fault::Damaged("a code does not begin as the one above it"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whole sections are replaced: by noise, by bytes that repeat (on which the
    /// models settle, so that each stands for ever more), by their own beginning.
    #[test]
    fn a_section_of_nonsense_is_no_panic(
        notes in any::<bool>(),
        words in any::<bool>(),
        kept in prop::sample::select(vec![0usize, 0, 3, 40, 2000]),
        runs in prop::collection::vec((any::<u8>(), any::<u8>(), 0usize..3000), 0..4),
    ) {
        let file = &support::files()[usize::from(notes)];
        let part = if notes { Part::Notes } else { Part::Tabular };
        let section = if words { Section::Words } else { Section::Content };
        let own = Container::open(&file.bytes, part).unwrap().section(section).unwrap();
        let mut content = own[..kept].to_vec();
        for (one, other, count) in runs {
            content.extend((0..count).map(|at| if at % 2 == 0 { one } else { other }));
        }
        let bytes = with(&file.bytes, part, section, &content);
        if notes {
            prop_assert!(open_more(&bytes).is_err());
        } else if let Ok(book) = open(&bytes) {
            ask(&book);
        }
    }

    /// The words are changed and nothing else: what they spell is then wrong, and
    /// so may be how many there are.
    #[test]
    fn changed_words_are_no_panic(
        notes in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let file = &support::files()[usize::from(notes)];
        let part = if notes { Part::Notes } else { Part::Tabular };
        let own = Container::open(&file.bytes, part).unwrap().section(Section::Words).unwrap();
        let mut content = own.to_vec();
        for (at, value) in changes {
            *at.get_mut(&mut content) = value;
        }
        let bytes = with(&file.bytes, part, Section::Words, &content);
        if notes {
            let _ = open_more(&bytes);
        } else if let Ok(book) = open(&bytes) {
            ask(&book);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// A set of axes, or of titles in the thorough manner: a whole section is replaced, or
    /// bytes are changed or cut off, and the checksum is set right again.
    #[test]
    fn nonsense_in_a_set_of_axes_or_in_the_thorough_manner_is_no_panic(
        axes in any::<bool>(),
        words in any::<bool>(),
        kept in prop::sample::select(vec![0usize, 1, 3, 40, 100]),
        runs in prop::collection::vec((any::<u8>(), any::<u8>(), 0usize..3000), 0..4),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let section = if words { Section::Words } else { Section::Content };
        let (file, part) = if axes {
            (composed(), Part::Axes)
        } else {
            (thorough(), Part::Tabular)
        };
        let own = Container::open(file, part).unwrap().section(section).unwrap();
        let mut content = own[..kept.min(own.len())].to_vec();
        for (one, other, count) in runs {
            content.extend((0..count).map(|at| if at % 2 == 0 { one } else { other }));
        }
        let mut changed = own.to_vec();
        for (at, value) in changes {
            *at.get_mut(&mut changed) = value;
        }
        if let Some(cut) = cut {
            changed.truncate(cut.index(changed.len()));
        }
        for content in [content, changed] {
            if let Ok(book) = open(&with(file, part, section, &content)) {
                ask(&book);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Bytes are changed anywhere behind the header and the checksum is set
    /// right again, so that the readers behind it are reached.
    #[test]
    fn nonsense_behind_a_right_checksum_is_no_panic(
        notes in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let file = &support::files()[usize::from(notes)];
        let mut bytes = file.bytes.clone();
        for (at, value) in changes {
            let place = HEADER + at.index(bytes.len() - HEADER);
            bytes[place] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(HEADER + cut.index(bytes.len() - HEADER));
        }
        seal(&mut bytes);
        if notes {
            let _ = open_more(&bytes);
        } else if let Ok(book) = open(&bytes) {
            // What was accepted can be asked.
            ask(&book);
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..4000)) {
        prop_assert!(open(&bytes).is_err());
        let mut framed = medcode::format::container::write(
            medcode::format::Part::Tabular,
            &[
                (medcode::format::Section::About, b"set=x\n"),
                (medcode::format::Section::Words, &bytes),
                (medcode::format::Section::Content, &bytes),
            ],
        );
        let _ = open(&framed);
        framed.truncate(framed.len() / 2);
        seal(&mut framed);
        prop_assert!(open(&framed).is_err());
    }

    #[test]
    fn no_query_is_a_panic(query in "\\PC{0,60}") {
        let answer = support::book().search(&query, &medcode::engine::Options::default());
        prop_assert!(answer.results.len() <= 20);
        let _ = medcode::explain::show(support::book(), &query);
    }
}
