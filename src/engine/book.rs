//! All code sets that are open, and the one search over them.

use std::sync::Arc;

use super::answer::{Answer, Correction, Hit};
use super::kinds::{Set, Volume};
use super::load::{More, What};
use super::pasted::{among_words, from_to, has_several, names_code};
use super::plain_words::PlainWords;
use super::query::Query;
use super::refine::Narrow;
use super::run::Wanted;
use super::slips;
use super::thesaurus::Thesaurus;
use super::words::words;
use crate::code::line;
use crate::code::schemes::SCHEMES;
use crate::format::about::About;
use crate::format::facts::Facts;

/// A beginning that is shorter is one of too many words.
const SHORTEST_BEGINNING: usize = 3;
/// How many hits an answer has unless told otherwise.
pub const DEFAULT_LIMIT: usize = 20;

/// What a search may be told besides the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The most hits wanted.
    pub limit: usize,
    /// Names of the sets to search; empty for all.
    pub sets: Vec<String>,
    /// What hits are narrowed to, each as `side=right`: see
    /// [`Refinement`](super::Refinement). Of several values of a kind any will do. What
    /// would leave nothing is not followed, and the answer says so.
    pub refine: Vec<String>,
    /// Whether words and codes count only as they were typed: no similar ones, none
    /// that mean the same. Their other forms and what they begin still do.
    pub exact: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            limit: DEFAULT_LIMIT,
            sets: Vec::new(),
            refine: Vec::new(),
            exact: false,
        }
    }
}

/// The code sets that are open.
#[derive(Default)]
pub struct Book {
    volumes: Vec<Volume>,
    /// All editions of all sets, as [`Book::editions`] gives them: the number of the
    /// file, and that of the set in it.
    order: Vec<(usize, usize)>,
    /// Other words for what the texts say.
    thesaurus: Thesaurus,
    plain_words: PlainWords,
}

impl Book {
    /// A book without any set.
    pub fn new() -> Self {
        Book::default()
    }

    /// Adds a file. One with the same editions of the same sets is replaced; of
    /// several editions of a set the latest is the current one.
    pub fn add(&mut self, volume: Volume) {
        let same = |known: &Volume| {
            let editions = |volume: &Volume| -> Vec<(String, String)> {
                let abouts = volume.owns().iter().map(|own| &own.about);
                abouts
                    .map(|about| (about.set.clone(), about.from.clone()))
                    .collect()
            };
            editions(known) == editions(&volume)
        };
        self.volumes.retain(|known| !same(known));
        self.volumes.push(volume);
        let editions = self.volumes.iter().flat_map(Volume::owns);
        let editions: Vec<(String, String)> = editions
            .map(|own| (own.about.set.clone(), own.about.from.clone()))
            .collect();
        for own in self.volumes.iter_mut().flat_map(Volume::owns_mut) {
            let later = |(set, from): &(String, String)| *set == own.about.set && *from > own.about.from;
            own.current = !editions.iter().any(later);
        }
        self.put_in_order();
    }

    fn put_in_order(&mut self) {
        // Put in place one by one: the few sets are not worth the bytes of a sort.
        let mut order: Vec<(usize, usize)> = Vec::new();
        for scheme in SCHEMES {
            let first = order.len();
            for (file, volume) in self.volumes.iter().enumerate() {
                for (number, own) in volume.owns().iter().enumerate() {
                    if std::ptr::eq(own.scheme, scheme) {
                        let earlier = |&(file, number): &(usize, usize)| {
                            let known = self.volumes.get(file)?.owns().get(number)?;
                            Some(known.about.from < own.about.from)
                        };
                        let later = |place: &&(usize, usize)| earlier(place) == Some(false);
                        let at = first + order.iter().skip(first).take_while(later).count();
                        order.insert(at, (file, number));
                    }
                }
            }
        }
        self.order = order;
    }

    /// Adds notes or facts of a file. Those of a file that is not (or no longer)
    /// here are dropped.
    pub fn add_more(&mut self, more: More) {
        let (what, base) = (more.what, more.base);
        let volume = self.volumes.iter_mut().find(|one| one.checksum() == base);
        match (what, volume) {
            (What::Thesaurus(thesaurus), _) => self.thesaurus = thesaurus,
            (What::Plain(words), _) => self.plain_words = words,
            (What::Notes(words, notes), Some(Volume::Tabular(volume))) if volume.notes.is_none() => {
                volume.list.words.extend(&words);
                volume.notes = Some(notes);
            }
            (What::Facts(facts), Some(Volume::Tabular(volume))) => join(&mut volume.facts, facts),
            (What::Facts(facts), Some(Volume::Axes(volume))) => join(&mut volume.facts, facts),
            (What::Notes(..) | What::Facts(_), _) => {}
        }
    }

    /// Plain words for medical ones; none while they are not here.
    pub fn plain_words(&self) -> &PlainWords {
        &self.plain_words
    }

    pub(super) fn by_checksum(&self, checksum: u32) -> Option<&Volume> {
        self.volumes.iter().find(|volume| volume.checksum() == checksum)
    }

    /// The current edition of each set, in the order in which an answer prefers them.
    pub fn sets(&self) -> Vec<Set<'_>> {
        let mut sets = self.editions();
        sets.retain(Set::is_current);
        sets
    }

    /// All editions of all sets: sets in the order in which an answer prefers them,
    /// and of each its editions, the latest first.
    pub fn editions(&self) -> Vec<Set<'_>> {
        let set = |&(file, number): &(usize, usize)| self.volumes.get(file)?.set(number);
        self.order.iter().filter_map(set).collect()
    }

    /// Edition and origin of each set.
    pub fn abouts(&self) -> Vec<&About> {
        self.editions().iter().map(Set::about).collect()
    }

    /// The entries that answer a query, best first.
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let asked = Query::of(query);
        let mut refine = options.refine.clone();
        let mut narrow = Narrow::of(&mut refine);
        let mut dropped = options.refine.clone();
        dropped.retain(|choice| !refine.contains(choice));
        let mut exact = options.exact;
        let mut answer = loop {
            let mut answer = self.ask(&asked, options, exact, &mut narrow);
            if answer.total > 0 {
                answer.nearest = exact != options.exact;
            } else if narrow.is_chosen() {
                // Choices are given up before what was typed is.
                dropped.extend(narrow.relax(&mut refine));
                narrow = Narrow::of(&mut refine);
                continue;
            } else if exact {
                exact = false;
                continue;
            } else {
                answer = self.near(asked, options, answer, &mut narrow);
            }
            break answer;
        };
        narrow.offer(&self.sets(), &mut answer);
        if answer.total > 0 {
            answer.dropped = dropped;
        }
        answer.query = query.to_owned();
        answer
    }

    /// The answer to a query that nothing answers: by those of its words that are
    /// known, or else by how they begin.
    #[inline(never)]
    fn near(&self, mut query: Query, options: &Options, mut answer: Answer, narrow: &mut Narrow) -> Answer {
        // Never a code: only words are cut.
        query.text.clear();
        let unmatched = std::mem::take(&mut answer.unmatched);
        let mut known = Query::default();
        for word in &query.words {
            if !unmatched.contains(&word.typed) {
                known.words.push(word.clone());
            }
        }
        answer = self.ask(&known, options, true, narrow);
        let by_words = answer.total > 0;
        let mut length = 0;
        for word in &query.words {
            length = length.max(word.folded.len());
        }
        while answer.total == 0 && length > SHORTEST_BEGINNING {
            length -= 1;
            for word in &mut query.words {
                word.open = true;
                while word.folded.len() > length {
                    word.folded.pop();
                }
            }
            answer = self.ask(&query, options, true, narrow);
        }
        answer.nearest = answer.total > 0;
        // Of words that are found by how they begin it would say too much.
        answer.unmatched = match answer.nearest && !by_words {
            true => Vec::new(),
            false => unmatched,
        };
        answer
    }

    /// The answer to a query, but for what it says of choices.
    #[inline(never)]
    fn ask(&self, query: &Query, options: &Options, exact: bool, narrow: &mut Narrow) -> Answer {
        let mut answer = Answer::default();
        if query.text.is_empty() && query.words.is_empty() {
            return answer;
        }
        let wanted = |about: &About| options.sets.is_empty() || options.sets.contains(&about.set);
        let mut sets = self.sets();
        sets.retain(|set| wanted(set.about()));
        let (text, limit) = (query.text.as_str(), options.limit);
        if !text.is_empty()
            && !lines(&sets, text, limit, &mut answer)
            && !from_to(&sets, text, limit, narrow, &mut answer)
            && !has_several(&sets, text)
        {
            codes(&sets, text, limit, exact, narrow, &mut answer);
        }
        narrow.settle();
        // Letters alone may be a code and a word: `AT`, `CO`.
        let mut goes_on = answer.total == 0 || query.text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let mut words_of = query.words.clone();
        if answer.total == 0
            && let Some(rest) = among_words(&sets, text, &mut answer)
        {
            words_of = Query::of(&rest).words;
            goes_on = answer.total == 1;
        }
        if goes_on && !words_of.is_empty() {
            let asked = self.volumes.iter().map(|volume| {
                let wanted = volume.owns().iter().map(|own| own.current && wanted(&own.about));
                (volume, wanted.collect::<Vec<bool>>())
            });
            let mut asked: Vec<Wanted> = asked.collect();
            asked.retain(|(_, wanted)| wanted.contains(&true));
            let how = (options.limit, exact);
            words(&asked, &words_of, &self.thesaurus, how, narrow, &mut answer);
        }
        answer
    }
}

/// Adds facts to those that are there: a file may have several of them.
fn join(known: &mut Option<Arc<Facts>>, more: Arc<Facts>) {
    match known {
        Some(known) => Arc::make_mut(known).join(Arc::unwrap_or_clone(more)),
        None => *known = Some(more),
    }
}

/// Answers a query that is a line of a bill, a procedure with its modifiers, by each
/// of them. `false`, and nothing is added, if it is none or a code by itself.
#[inline(never)]
fn lines(sets: &[Set], text: &str, limit: usize, answer: &mut Answer) -> bool {
    let Some(line) = line::read(text) else {
        return false;
    };
    let named = |name: &str| {
        sets.iter()
            .any(|set| set.find(name).or_else(|| Some(set.recognised(name)?.1)).is_some())
    };
    if named(text) || !named(&line.code) {
        return false;
    }
    let modifiers = line.modifiers.iter().map(|modifier| line::modifier(modifier));
    for name in std::iter::once(line.code).chain(modifiers) {
        let mut one = Answer::default();
        let mut all = Narrow::of(&mut Vec::new());
        codes(sets, &name, limit, false, &mut all, &mut one);
        answer.results.extend(one.results);
        for counted in one.sets {
            answer.count(counted.set, counted.total);
        }
    }
    answer.results.truncate(limit);
    true
}

/// Answers a query that is a code or begins one: what it names outright in any
/// set, then what it has the shape of, then what only begins like it.
#[inline(never)]
fn codes(sets: &[Set], text: &str, limit: usize, exact: bool, narrow: &mut Narrow, answer: &mut Answer) {
    let named = sets.iter().filter_map(|set| set.search_exact(text));
    answer.results.extend(named);
    let known: Vec<&str> = answer.results.iter().map(|hit| hit.set).collect();
    let others = sets.iter().filter(|set| !known.contains(&set.scheme().set));
    let recognised: Vec<_> = others.filter_map(|set| set.search_recognised(text)).collect();
    answer.results.extend(recognised);
    let named: Vec<&'static str> = answer.results.iter().map(|hit| hit.set).collect();
    for set in named {
        answer.count(set, 1);
    }
    answer.results.truncate(limit);
    let outright = answer.results.len();
    for set in sets {
        set.search_prefix(text, limit, narrow, answer);
    }
    narrow.outright(sets, outright, answer);
    // Other codes than were typed are looked at when no choice is in their way.
    if exact || narrow.is_chosen() {
        return;
    }
    if answer.total == 0 {
        misread(sets, text, limit, narrow, answer);
    }
    // Of a set that is named, codes and words of others would mislead.
    let named = sets.iter().find(|set| names_code(set, text));
    for set in sets {
        if answer.total == 0 && named.is_none_or(|named| named.scheme().set == set.scheme().set) {
            set.search_longer(text, limit, narrow, answer);
        }
    }
    if let Some(set) = named.filter(|_| answer.total == 0) {
        answer.results.push(set.hit(set.root()));
        answer.count(set.scheme().set, 1);
        answer.unmatched.push(text.to_owned());
    }
}

/// Answers a code in which characters were taken for others by the one that was meant.
#[inline(never)]
fn misread(sets: &[Set], text: &str, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
    for code in slips::meant(text) {
        let exact: Vec<Hit> = sets.iter().filter_map(|set| set.search_exact(&code)).collect();
        let Some(used) = exact.first().map(|hit| hit.code.clone()) else {
            continue;
        };
        for hit in exact {
            answer.count(hit.set, 1);
            answer.results.push(hit);
        }
        answer.results.truncate(limit);
        for set in sets {
            set.search_prefix(&code, limit, narrow, answer);
        }
        answer.corrections.push(Correction {
            typed: text.to_owned(),
            used,
        });
        return;
    }
}
