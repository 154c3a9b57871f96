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

use medcode::engine::{Book, Opening, OpeningNotes};
use medcode::format::container::seal;
use medcode::format::{Fault, VERSION};
use proptest::prelude::*;

fn open(bytes: &[u8]) -> Result<Book, Fault> {
    let mut book = Book::new();
    book.add(Opening::whole(bytes)?);
    Ok(book)
}

fn open_notes(bytes: &[u8]) -> Result<(), Fault> {
    let book = support::book();
    let mut opening = OpeningNotes::new(bytes, book)?;
    while !opening.step(book)? {}
    opening.finish().map(|_| ())
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
        OpeningNotes::new(&notes.bytes, &Book::new()).map(|_| ()),
        Err(Fault::OtherBase)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Bytes are changed anywhere behind the header and the checksum is set
    /// right again, so that the readers behind it are reached.
    #[test]
    fn nonsense_behind_a_right_checksum_is_no_panic(
        notes in any::<bool>(),
        changes in prop::collection::vec((20usize..90_000, any::<u8>()), 1..4),
        cut in prop::option::of(20usize..90_000),
    ) {
        let file = &support::files()[usize::from(notes)];
        let mut bytes = file.bytes.clone();
        for (at, value) in changes {
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut);
        }
        seal(&mut bytes);
        if notes {
            let _ = open_notes(&bytes);
        } else if let Ok(book) = open(&bytes) {
            // What was accepted can be asked.
            for query in ["e11.9", "heart", "a", "s72.001a"] {
                let _ = book.search(query, &medcode::engine::Options::default());
                let _ = medcode::explain::show(&book, query);
            }
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
