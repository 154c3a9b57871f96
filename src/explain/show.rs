//! One entry with everything that applies to it.

use super::anatomy::anatomy;
use super::mentions::mentions;
use super::notes::groups;
use super::page::{Keeper, Known, Link, On, Page};
use super::plain::{glosses, plain};
use super::procedure;
use super::references::references;
use super::remarks::remarks;
use super::sides;
use super::validity::valid;
use crate::code::cm;
use crate::code::line;
use crate::code::scheme::scheme;
use crate::engine::{Book, Level, Row, Set, TabularSet};
use crate::format::notes::{Fact, Kind};
use crate::format::plain::SETS;

/// The page of the entry that `code` names: a code however it is typed, a heading
/// (`A00-A09`, `Chapter 4`) or the set (`ICD-10-CM`). Of a code of several sets, the
/// page of the first names the others. Of a line of a bill (`99213-25`), the page of
/// its procedure; of an adjustment with its group (`CO-45`), that of the reason.
pub fn show(book: &Book, code: &str) -> Option<Page> {
    if let Some(mut page) = named_alone(book, code) {
        if page.set == REASON {
            let group = code.trim_start().get(..GROUP_LENGTH).unwrap_or_default();
            page.with = named_links(book, [[GROUP, ":", group].concat()]);
        }
        return Some(page);
    }
    let line = line::read(code)?;
    let mut page = named_alone(book, &line.code)?;
    page.with = named_links(book, line.modifiers.iter().map(|code| line::modifier(code)));
    Some(page)
}

/// The sets of an adjustment's group and reason.
const GROUP: &str = "cagc";
const REASON: &str = "carc";
/// How many letters a group has.
const GROUP_LENGTH: usize = 2;

/// The entries that have these names, as far as there are such.
fn named_links(book: &Book, names: impl IntoIterator<Item = String>) -> Vec<Link> {
    let sets = book.sets();
    let named = |name: String| {
        let listed = sets.iter().find_map(|set| Some(link(set, set.find(&name)?)));
        listed.or_else(|| sets.iter().find_map(|set| recognised_link(set, &name)))
    };
    names.into_iter().filter_map(named).collect()
}

/// See [`show`]: the page of a text that is a code as a whole.
fn named_alone(book: &Book, code: &str) -> Option<Page> {
    let sets = book.sets();
    let mut page = match sets.iter().find_map(|set| Some((set, set.find(code)?))) {
        Some((set, row)) => whole(book, set, row),
        None => elsewhere(book, code)?,
    };
    if !page.listed {
        page.anatomy = anatomy(book.plain_words(), &page);
    }
    if scheme(page.set).is_some_and(|scheme| scheme.numbered) {
        // A place in an index is no code that could be another set's too.
        lead(&sets, &mut page);
        return Some(page);
    }
    // As it was asked for, or without the name of its set: `pos:10`.
    let bare = page.code.clone();
    for set in sets.iter().filter(|set| set.scheme().set != page.set) {
        let row = set.find(code).or_else(|| set.find(&bare));
        page.also.extend(row.map(|row| link(set, row)));
    }
    let known: Vec<&str> = page.also.iter().map(|link| link.set).chain([page.set]).collect();
    let others = sets.iter().filter(|set| !known.contains(&set.scheme().set));
    let recognised = |set: &Set| recognised_link(set, code).or_else(|| recognised_link(set, &bare));
    let recognised: Vec<Link> = others.filter_map(recognised).collect();
    page.also.extend(recognised);
    procedure::complete(book, &mut page);
    Some(page)
}

/// What an index of the tabular list names are codes of that list.
fn lead(sets: &[Set], page: &mut Page) {
    let list = sets.iter().find(|set| set.scheme().set == cm::SET);
    if let Some(list) = list.and_then(Set::tabular) {
        for note in page.groups.iter_mut().flat_map(|group| &mut group.notes) {
            note.references = references(&list, &note.text);
        }
    }
}

/// The page of a code that no current edition has: of a former edition, of one
/// whose days are known, or of one that is recognised by its shape.
fn elsewhere(book: &Book, code: &str) -> Option<Page> {
    let sets = book.sets();
    let dated = || sets.iter().find_map(|set| unlisted(set, code));
    let editions = book.editions();
    let mut former = editions.iter().filter(|set| !set.is_current());
    let former = former.find_map(|set| Some(page(set, set.find(code)?)));
    former
        .or_else(dated)
        .or_else(|| sets.iter().find_map(|set| recognised(set, code)))
}

/// The entry that an address names, as others name it.
pub fn link_to(book: &Book, address: &str) -> Option<Link> {
    let sets = book.sets();
    sets.iter().find_map(|set| Some(link(set, set.find(address)?)))
}

/// The same, and whether the code is valid on a day, `YYYY-MM-DD`. Unlike with
/// [`show_on`] the page stays that of the edition that a search answers from.
pub fn show_at(book: &Book, code: &str, date: &str) -> Option<Page> {
    let mut page = show(book, code)?;
    let editions = book.editions();
    let set = editions.iter().find(|set| set.scheme().set == page.set);
    page.on = set.map(|set| On {
        date: date.to_owned(),
        valid: valid(set, &page, date),
    });
    Some(page)
}

/// The same, for a day of service, `YYYY-MM-DD`: from the edition of that day, if it
/// is open, and whether the code is valid then.
pub fn show_on(book: &Book, code: &str, date: &str) -> Option<Page> {
    let mut page = show(book, code)?;
    let line = line::read(code).filter(|_| named_alone(book, code).is_none());
    let code = line.as_ref().map_or(code, |line| &line.code);
    let editions = book.editions();
    let mut editions = editions.iter().filter(|set| set.scheme().set == page.set);
    let of_day = editions.clone().find(|set| {
        let about = set.about();
        !about.from.is_empty()
            && about.from.as_str() <= date
            && (about.to.is_empty() || date <= about.to.as_str())
    });
    let set = of_day.or_else(|| editions.next())?;
    if let Some(row) = set.find(code)
        && set.about().edition != page.edition
    {
        let (also, with) = (std::mem::take(&mut page.also), std::mem::take(&mut page.with));
        page = whole(book, set, row);
        page.also = also;
        page.with = with;
        procedure::complete(book, &mut page);
    }
    page.on = Some(On {
        date: date.to_owned(),
        valid: valid(set, &page, date),
    });
    Some(page)
}

/// The page of a code that is only recognised: its set, and the heading that holds it.
fn recognised(set: &Set, code: &str) -> Option<Page> {
    let (code, heading) = set.recognised(code)?;
    Some(Page {
        code: set.scheme().written(&code).into_owned(),
        groups: groups(set, heading, Some(link(set, heading))),
        path: path(set, heading),
        ..nothing(set)
    })
}

/// The same as others name it: without a title, for that of its heading is another's.
fn recognised_link(set: &Set, code: &str) -> Option<Link> {
    let (code, heading) = set.recognised(code)?;
    Some(Link {
        code: set.scheme().written(&code).into_owned(),
        title: String::new(),
        own: false,
        level: Level::Code,
        recognised: true,
        ..link(set, heading)
    })
}

/// A page of a set with nothing on it.
fn nothing(set: &Set) -> Page {
    Page {
        set: set.scheme().set,
        code: String::new(),
        title: String::new(),
        own: false,
        axis: "",
        level: Level::Code,
        billable: false,
        listed: false,
        on: None,
        plain: None,
        words: Vec::new(),
        remarks: Vec::new(),
        anatomy: Vec::new(),
        sides: Vec::new(),
        wider: Vec::new(),
        closer: Vec::new(),
        variants: Vec::new(),
        mentions: Vec::new(),
        also: Vec::new(),
        with: Vec::new(),
        path: Vec::new(),
        children: Vec::new(),
        needs_seventh: false,
        facts: Vec::new(),
        groups: Vec::new(),
        complete: set.is_complete(),
        previous: None,
        next: None,
        edition: set.about().edition.clone(),
        former: !set.is_current(),
        keeper: keeper(set),
    }
}

/// Who keeps a set, and where to look its texts up.
fn keeper(set: &Set) -> Keeper {
    let about = set.about();
    Keeper {
        name: about.name.clone(),
        owner: about.owner.clone(),
        plain: about.plain.clone(),
        lookup: about.lookup.clone(),
        url: about.url.clone(),
    }
}

/// The page of a code that the edition does not have: the days for which it is
/// valid, and the entry that is nearest above it.
fn unlisted(set: &Set, code: &str) -> Option<Page> {
    let (dated, above) = set.unlisted(code)?;
    let known = |fact, value: &str| {
        (!value.is_empty()).then(|| Known {
            fact,
            value: value.to_owned(),
        })
    };
    let facts = [known(Fact::From, &dated.from), known(Fact::Until, &dated.to)];
    Some(Page {
        code: set.scheme().written(&dated.code).into_owned(),
        path: above.map(|row| path(set, row)).unwrap_or_default(),
        facts: facts.into_iter().flatten().collect(),
        ..nothing(set)
    })
}

/// The way down to an entry, itself included.
fn path(set: &Set, row: Row) -> Vec<Link> {
    let above = std::iter::successors(Some(row), |&row| set.above(row));
    let mut path: Vec<Link> = above.map(|row| link(set, row)).collect();
    path.reverse();
    path
}

/// The entry that `code` names and those directly below it, without all that
/// [`show`] looks up: enough for a tree.
pub fn below(book: &Book, code: &str) -> Option<(Link, Vec<Link>)> {
    book.editions().iter().find_map(|set| {
        let row = set.find(code)?;
        let links = set.below(row).into_iter().map(|row| link(set, row)).collect();
        Some((link(set, row), links))
    })
}

#[inline(never)]
pub(super) fn link(set: &Set, row: Row) -> Link {
    Link {
        set: set.scheme().set,
        code: set.code(row),
        title: set.title(row),
        own: set.is_own(row),
        axis: set.axis(row),
        level: set.level(row),
        billable: set.billable(row),
        recognised: false,
    }
}

#[inline(never)]
fn page(set: &Set, row: Row) -> Page {
    let own = link(set, row);
    let mut path = path(set, row);
    path.pop();
    let (previous, next) = beside(set, row);
    let below = set.below(row);
    // The same entry with each of its seventh characters.
    let extended = |below: &Row| below.extension != 0 && below.entry == row.entry;
    let needs_seventh = set.tabular().is_some() && below.first().is_some_and(extended);
    Page {
        code: own.code,
        title: own.title,
        own: own.own,
        axis: own.axis,
        level: own.level,
        billable: own.billable,
        listed: true,
        path,
        children: below.into_iter().map(|row| link(set, row)).collect(),
        needs_seventh,
        facts: facts(set, row),
        groups: groups(set, row, None),
        previous: previous.map(|row| link(set, row)),
        next: next.map(|row| link(set, row)),
        ..nothing(set)
    }
}

/// The page of an entry, with what is around it in its set.
fn whole(book: &Book, set: &Set, row: Row) -> Page {
    let mut page = page(set, row);
    let heading = matches!(page.level, Level::Set | Level::Chapter | Level::Block);
    let words = book.plain_words();
    page.plain = plainly(book, set, row);
    if !page.own && !heading {
        page.words = glosses(words, page.set, &page.title);
    }
    page.anatomy = anatomy(words, &page);
    // The title of a whole code says more than its last character.
    if let Some(axes) = set.axes().filter(|_| page.billable)
        && let Some(piece) = page.anatomy.last_mut()
    {
        (piece.meaning, piece.own) = axes.value(row);
    }
    page.remarks = remarks(&page);
    sides::complete(set, row, &mut page);
    if let Some(list) = set.tabular().filter(|_| page.set == cm::SET) {
        page.mentions = mentions(set, &list, row, &page);
    }
    page
}

/// The title of a diagnosis or a procedure in plain words; see [`Page::plain`].
pub fn plainly(book: &Book, set: &Set, row: Row) -> Option<String> {
    let (words, name) = (book.plain_words(), set.scheme().set);
    if words.is_empty() || !SETS.contains(&name) || set.level(row) == Level::Set || set.is_own(row) {
        return None;
    }
    // The chapters of injuries, of their causes and of visits are about no illness.
    let illness = name == cm::SET && set.compact(row).starts_with(|first| ('A'..='R').contains(&first));
    Some(plain(words, name, &set.title(row), illness))
}

/// The rows before and after among those with the same parent.
fn beside(set: &Set, row: Row) -> (Option<Row>, Option<Row>) {
    let rows = set.above(row).map_or_else(Vec::new, |above| set.below(above));
    let Some(at) = rows.iter().position(|known| *known == row) else {
        return (None, None);
    };
    (
        at.checked_sub(1).and_then(|before| rows.get(before)).copied(),
        rows.get(at + 1).copied(),
    )
}

/// What is known of an entry besides its notes.
fn facts(set: &Set, row: Row) -> Vec<Known> {
    let list = set.tabular();
    let noted = list.into_iter().flat_map(|list| facts_noted(&list, row));
    let of_row = set.facts_of(row).into_iter().map(|(fact, value)| Known {
        fact,
        value: match fact {
            Fact::Icd9 => equivalent(value),
            _ => value.to_owned(),
        },
    });
    // A heading that was a code itself says until when.
    let was = set
        .facts()
        .filter(|_| !set.billable(row))
        .and_then(|facts| facts.other(&set.compact(row)))
        .filter(|dated| !dated.to.is_empty())
        .map(|dated| Known {
            fact: Fact::Until,
            value: dated.to.clone(),
        });
    noted.chain(of_row).chain(was).collect()
}

/// What its notes say of an entry.
fn facts_noted(list: &TabularSet, row: Row) -> Vec<Known> {
    let groups = list.notes().into_iter().flat_map(|notes| {
        let groups = notes.groups(row.entry).filter(|view| view.kind == Kind::Fact);
        groups.flat_map(|view| notes.items(view))
    });
    let known = groups.filter_map(|(label, text)| {
        Some(Known {
            fact: Fact::of(label)?,
            value: list.list().words.text(text),
        })
    });
    known.collect()
}

/// What stood for a code before, in words: the mapping has `~` in front of what is
/// approximate, `|` between alternatives, `+` between codes that are used together,
/// `/` between those of which one is, and `-` where there is nothing.
fn equivalent(value: &str) -> String {
    let (codes, about) = match value.strip_prefix('~') {
        Some(codes) => (codes, " (approximate)"),
        None => (value, ""),
    };
    if codes == "-" {
        return "none".into();
    }
    let codes = codes
        .replace('|', ", or ")
        .replace('+', " with ")
        .replace('/', " or ");
    [&codes, about].concat()
}
