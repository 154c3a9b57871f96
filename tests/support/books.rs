//! Sets as the engine gets them: through the files of an index.

use std::path::Path;

use medcode::engine::{Book, Opening, OpeningMore};
use medcode::format::axes::{Axes, Reader};
use medcode::format::container::Container;
use medcode::format::{Part, Section, vocabulary};
use medcode::indexer::manifest::Listed;
use medcode::indexer::record::{Notes, Source};
use medcode::indexer::write::{self, File};

/// Opens files; what adds to codes stands behind them.
pub fn open<'a>(book: &mut Book, files: impl IntoIterator<Item = &'a File>) {
    for file in files {
        add(book, file.part.has_codes(), &file.bytes);
    }
}

fn add(book: &mut Book, has_codes: bool, bytes: &[u8]) {
    if has_codes {
        book.add(Opening::whole(bytes).unwrap());
    } else {
        let more = OpeningMore::whole(bytes, book).unwrap();
        book.add_more(more);
    }
}

/// A book of files of an index.
pub fn of_index<'a>(folder: &Path, files: impl IntoIterator<Item = &'a Listed>) -> Book {
    let mut book = Book::new();
    for file in files {
        let bytes = std::fs::read(folder.join(&file.name)).unwrap();
        add(&mut book, file.part == "codes", &bytes);
    }
    book
}

/// A book of sets, each in files of its own.
pub fn of<'a>(sources: impl IntoIterator<Item = &'a Source>) -> Book {
    let mut book = Book::new();
    for source in sources {
        open(&mut book, &write::volume(&source.about.set, &[source]).unwrap());
    }
    book
}

/// Proves that a set of a book gives back every record that it was made of.
pub fn gives_back(book: &Book, source: &Source) {
    let sets = book.sets();
    let set = sets.iter().find(|set| set.scheme().set == source.about.set);
    let set = set.and_then(|set| set.tabular()).unwrap();
    let (list, notes) = (set.list(), set.notes().unwrap());
    assert_eq!(list.len(), source.records.len());
    for (entry, record) in source.records.iter().enumerate() {
        assert_eq!(list.depths[entry], record.depth, "{}", record.title);
        assert_eq!(list.name(entry), record.name.as_bytes(), "{}", record.title);
        assert_eq!(list.words.text(list.titles.get(entry)), record.title);
        let groups = notes.groups(entry).map(|view| Notes {
            kind: view.kind,
            items: notes
                .items(view)
                .map(|(label, text)| (label, list.words.text(text)))
                .collect(),
        });
        assert_eq!(
            groups.collect::<Vec<_>>(),
            record.groups,
            "{} {}",
            record.name,
            record.title
        );
    }
}

/// The codes that are put together from axes, as their file gives them back.
pub fn axes(file: &[u8]) -> Axes {
    let container = Container::open(file, Part::Axes).unwrap();
    let bytes = container.section(Section::Words).unwrap();
    let mut words = vocabulary::Reader::new(bytes).unwrap();
    while !words.step(bytes, 500).unwrap() {}
    let bytes = container.section(Section::Content).unwrap();
    let mut reader = Reader::new(bytes, words.finish()).unwrap();
    while !reader.step(bytes, 50).unwrap() {}
    reader.finish()
}
