//! All code sets that are open, and the one search over them.

use std::sync::Arc;

use super::answer::{Answer, Correction, Hit};
use super::candidates::{Lookup, Matched, accepts, automaton, begins_any, known, most_slips, resembled};
use super::kinds::{Set, Volume};
use super::load::{More, What};
use super::pasted::{among_words, from_to, has_several, names_code};
use super::query::{Query, Word};
use super::ranges::number;
use super::reading::{Reading, meanings, parted, readings};
use super::refine::Narrow;
use super::score::{Asked, Found, Scope};
use super::slips;
use super::terms::{is_faint, weight};
use super::thesaurus::Thesaurus;
use crate::code::line;
use crate::code::schemes::SCHEMES;
use crate::format::about::About;
use crate::format::facts::Facts;
use crate::text::{Unit, stem, unit};

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
        if let What::Thesaurus(thesaurus) = more.what {
            self.thesaurus = thesaurus;
            return;
        }
        let Some(volume) = self.volumes.iter_mut().find(|one| one.checksum() == more.base) else {
            return;
        };
        match (more.what, volume) {
            (What::Notes(words, notes), Volume::Tabular(volume)) if volume.notes.is_none() => {
                volume.list.words.extend(&words);
                volume.notes = Some(notes);
            }
            (What::Notes(..) | What::Thesaurus(_), _) => {}
            (What::Facts(facts), Volume::Tabular(volume)) => join(&mut volume.facts, facts),
            (What::Facts(facts), Volume::Axes(volume)) => join(&mut volume.facts, facts),
        }
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

/// A file, and which of its sets are wanted.
type Wanted<'a> = (&'a Volume, Vec<bool>);

/// A reading of a query, and what its words are in each file.
struct Run {
    reading: Reading,
    weights: Vec<f32>,
    /// Which of the words any file has, as bits.
    known: u32,
    matched: Vec<Vec<Matched>>,
    corrections: Vec<Correction>,
    unmatched: Vec<String>,
}

/// A reading other than as it was typed counts a little less.
const READ: f32 = 0.90;
/// A later meaning counts a little less than an earlier one.
const LATER: f32 = 0.02;
/// What has such a score says all that was asked and little else: other readings of a
/// query that has as many such answers as are shown need not be looked at.
const SAID: f32 = 1.0;
/// So many words leave little to read otherwise.
const LONG: usize = 4;
/// How many more than are shown are kept of each reading, for some are the same.
const SPARE: usize = 4;

/// Adds the answer to a query of words from all sets together.
#[inline(never)]
fn words(
    volumes: &[Wanted],
    words: &[Word],
    thesaurus: &Thesaurus,
    (limit, exact): (usize, bool),
    narrow: &mut Narrow,
    answer: &mut Answer,
) {
    let limit = limit.saturating_sub(answer.results.len());
    let mut counts: Vec<Vec<usize>> = volumes
        .iter()
        .map(|(volume, _)| vec![0; volume.owns().len()])
        .collect();
    let lookups: Vec<&dyn Lookup> = volumes
        .iter()
        .map(|(volume, _)| volume.searched().lookup())
        .collect();
    // What is taken as it was typed is parted as if each word was a term.
    let is_term = |word: &str| exact || lookups.iter().any(|lookup| lookup.map().contains_key(word));
    let begins_term = |word: &str| lookups.iter().any(|lookup| begins_any(*lookup, word));
    let is_slip = |word: &Word| {
        let automaton = automaton(word, 1);
        most_slips(word) > 0 && lookups.iter().any(|lookup| accepts(*lookup, &automaton))
    };
    let mut words = parted(words, thesaurus, &is_term, &begins_term, &is_slip);
    // One letter that is being typed behind words begins too much to say anything yet.
    let several = words.len() > 1;
    let begun = words
        .last_mut()
        .filter(|word| several && word.open && word.folded.len() == 1);
    if let Some(letter) = begun {
        letter.open = false;
        if !is_term(&letter.folded) {
            words.pop();
        }
    }
    answer.meanings = meanings(&words, thesaurus);
    let mut readings = readings(&words, thesaurus, &is_term);
    if exact {
        readings.truncate(1);
    }
    let mut known = Vec::new();
    let runs: Vec<Run> = readings
        .into_iter()
        .map(|reading| run(volumes, reading, thesaurus, exact, &mut known))
        .collect();
    let asked: Vec<Asked> = runs
        .iter()
        .map(|run| Asked::new(&run.reading.words, run.weights.clone(), run.known))
        .collect();
    let leaves_open = asked.first().is_some_and(|asked| asked.unknown);
    let mut found: Vec<(usize, Found)> = Vec::new();
    let order = |(_, a): &(usize, Found), (_, b): &(usize, Found)| a.order(b);
    for (at, (run, asked)) in runs.iter().zip(&asked).enumerate() {
        let said = found.iter().filter(|(_, one)| one.score >= SAID).count();
        if at > 0 && said >= limit && !leaves_open && words.len() >= LONG {
            break;
        }
        for (number, ((volume, wanted), matched)) in volumes.iter().zip(&run.matched).enumerate() {
            // Later meanings are those of diagnoses: nothing is composed of them.
            if at > 1 && matches!(volume, Volume::Axes(_)) {
                continue;
            }
            let mut best = Vec::new();
            let searched = volume.searched();
            let scope = Scope {
                number,
                wanted,
                limit,
            };
            let these = searched.find_words(&scope, asked, matched, narrow, &mut best);
            narrow.counted(number);
            // Of several readings the one that finds most in a file counts there.
            if let Some(most) = counts.get_mut(number)
                && these.iter().sum::<usize>() > most.iter().sum()
            {
                *most = these;
            }
            // What leaves words of the query open is less than what explains them.
            let plain = run.reading.through.is_empty() != (leaves_open && runs.len() > 1);
            let factor = if plain { 1.0 } else { READ } - LATER * run.reading.number as f32;
            found.extend(best.into_iter().map(|mut one| {
                one.score *= factor;
                (at, one)
            }));
            if found.len() > limit.saturating_mul(SPARE) && limit > 0 {
                found.select_nth_unstable_by(limit.saturating_mul(SPARE) - 1, order);
                found.truncate(limit.saturating_mul(SPARE));
            }
        }
    }
    for ((volume, _), counts) in volumes.iter().zip(&counts) {
        for (own, count) in volume.owns().iter().zip(counts) {
            answer.count(own.scheme.set, *count);
        }
    }
    found.sort_unstable_by(order);
    // What was understood is told of the reading that has the best answer.
    if let Some(run) = runs.get(found.first().map_or(0, |(at, _)| *at)) {
        answer.corrections.extend(run.corrections.iter().cloned());
        answer.unmatched.extend(run.unmatched.iter().cloned());
    }
    promote(&mut found, volumes.len());
    let before = answer.results.len();
    let mut shown: Vec<(usize, u32)> = Vec::new();
    for (at, one) in found {
        if shown.len() == limit {
            break;
        }
        if shown.contains(&(one.volume, one.entry)) {
            continue;
        }
        shown.push((one.volume, one.entry));
        let hit = || {
            let (run, asked) = (runs.get(at)?, asked.get(at)?);
            let (volume, _) = volumes.get(one.volume)?;
            let mut hit = volume.searched().hit(one, asked, run.matched.get(one.volume)?)?;
            // Of words that are not the reader's own it would say too much.
            if !run.reading.through.is_empty() {
                hit.reason.through.clone_from(&run.reading.through);
            }
            Some(hit)
        };
        // A code that the query names is there already.
        let hit = hit().filter(|hit| {
            let named = answer.results.iter().take(before);
            !named
                .into_iter()
                .any(|one| one.set == hit.set && one.code == hit.code)
        });
        answer.results.extend(hit);
    }
}

/// Within so many hits each file shows its best, if that is nearly as good as the best
/// of all: who looks for a procedure also finds it where diagnoses say the same.
const FRONT: usize = 8;
/// So much of the best score is nearly as good.
const NEARLY: f32 = 0.6;

/// Moves up the best hits of files that would be seen too late. `found` is ordered.
fn promote(found: &mut [(usize, Found)], files: usize) {
    let Some(top) = found.first().map(|(_, best)| best.score) else {
        return;
    };
    for file in 0..files {
        let of_file = |(_, one): &(usize, Found)| one.volume == file;
        let Some(at) = found.iter().position(of_file).filter(|at| *at >= FRONT) else {
            continue;
        };
        if let Some(moved) = found.get_mut(FRONT - 1..=at)
            && moved.last().is_some_and(|(_, one)| one.score >= top * NEARLY)
        {
            moved.rotate_right(1);
        }
    }
}

/// Looks up the words of a reading; `known` are those that were looked up already.
#[inline(never)]
fn run(
    volumes: &[Wanted],
    reading: Reading,
    thesaurus: &Thesaurus,
    exact: bool,
    known: &mut Vec<(Word, Vec<Matched>)>,
) -> Run {
    let mut run = Run {
        matched: volumes.iter().map(|_| Vec::new()).collect(),
        weights: Vec::new(),
        known: 0,
        corrections: Vec::new(),
        unmatched: Vec::new(),
        reading,
    };
    let texts: usize = volumes.iter().map(|(volume, _)| volume.searched().texts()).sum();
    let words = &run.reading.words;
    let of = |at: usize| words.get(at).and_then(|word| unit(&word.folded));
    let is_number = |at: usize| words.get(at).is_some_and(|word| number(&word.folded).is_some());
    let said = |word: &Word| {
        number(&word.folded).is_none() && unit(&word.folded).is_none() && !is_faint(&word.folded)
    };
    let says_more = words.iter().any(said);
    for (at, word) in words.iter().enumerate() {
        let mut one = match known.iter().find(|(known, _)| known == word) {
            Some((_, one)) => one.clone(),
            None => {
                let one = match_word(volumes, word, thesaurus, exact);
                known.push((word.clone(), one.clone()));
                one
            }
        };
        // A number by itself is of nothing.
        if let Some(number) = number(&word.folded).filter(|_| says_more) {
            let amount = (number, of(at + 1));
            for (matched, (volume, _)) in one.iter_mut().zip(volumes) {
                matched.number = volume.searched().means(amount).then_some(amount);
            }
        }
        // Who speaks says `I`; who counts says what of.
        let counts = at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|before| {
                COUNTED.contains(&before.folded.as_str()) || (word.typed == "I" && !is_faint(&before.folded))
            });
        if word.folded == "i" && !counts {
            one.iter_mut().for_each(|matched| *matched = Matched::default());
        }
        let known = one.iter().any(|matched| !matched.is_empty());
        if known {
            run.known |= 1 << run.weights.len();
        } else if !is_faint(&word.folded) {
            run.unmatched.push(word.typed.clone());
        }
        let nearest = one.iter().max_by(|a, b| a.near.total_cmp(&b.near));
        if let Some(used) = nearest.and_then(|matched| matched.corrected.first()) {
            run.corrections.push(Correction {
                typed: word.typed.clone(),
                used: used.clone(),
            });
        }
        let documents = one.iter().map(|matched| matched.documents).sum();
        // How old somebody is, and what is measured, is beside what it is about.
        let is_age = |at: usize| {
            let old = words.get(at + 1).is_some_and(|word| word.folded == "old");
            matches!(of(at), Some(Unit::Time(_)))
                && (old || words.get(at).is_some_and(|word| word.folded == "yo"))
        };
        let beside = (is_number(at) && is_age(at + 1))
            || (at > 0 && is_number(at - 1) && unit(&word.folded).is_some())
            || (at > 1 && word.folded == "old" && is_age(at - 1));
        run.weights.push(match known {
            true if beside => weight(&word.folded, documents, texts) * BESIDE,
            true => weight(&word.folded, documents, texts),
            // What no text has still is a part of what was asked.
            false if is_faint(&word.folded) => 0.0,
            false => UNKNOWN_WEIGHT,
        });
        for (matched, one) in run.matched.iter_mut().zip(one) {
            matched.push(one);
        }
    }
    run
}

/// What is counted in Roman numerals: behind others `i` is who speaks.
const COUNTED: [&str; 8] = [
    "type", "stage", "grade", "class", "category", "level", "degree", "phase",
];
/// Ages, and units behind numbers, keep so much of their weight.
const BESIDE: f32 = 0.15;

/// The other way to write a number: `type II` and `type 2`.
fn numeral(word: &str) -> Option<&'static str> {
    const PAIRS: [[&str; 2]; 4] = [["1", "i"], ["2", "ii"], ["3", "iii"], ["4", "iv"]];
    PAIRS.iter().find_map(|[arabic, roman]| match word {
        _ if word == *arabic => Some(*roman),
        _ if word == *roman => Some(*arabic),
        _ => None,
    })
}

/// How much a word says that no text has.
const UNKNOWN_WEIGHT: f32 = 3.0;

/// What a word may stand for in each file: what it is, or else what it is a part
/// of, or else terms with as few slips as any has.
#[inline(never)]
fn match_word(volumes: &[Wanted], word: &Word, thesaurus: &Thesaurus, exact: bool) -> Vec<Matched> {
    let lookups = || volumes.iter().map(|(volume, _)| volume.searched().lookup());
    let none = |matched: &[Matched]| matched.iter().all(Matched::is_empty);
    let mut family = match exact {
        true => Vec::new(),
        false => thesaurus.family(&word.folded),
    };
    family.extend(numeral(&word.folded));
    let mut matched: Vec<Matched> = lookups().map(|lookup| known(lookup, word, &family)).collect();
    let stems = std::iter::once(word.folded.as_str()).chain(family.iter().copied());
    let stems: Vec<String> = stems.map(stem).collect();
    for matched in &mut matched {
        matched.stems.clone_from(&stems);
    }
    if number(&word.folded).is_some() {
        return matched;
    }
    // A word that is being typed begins what it will be.
    let uses = |matched: &[Matched]| matched.iter().map(|matched| matched.documents).sum::<usize>();
    if exact || matched.iter().any(|matched| matched.whole) || (word.open && uses(&matched) >= COMMON) {
        return matched;
    }
    let most = if thesaurus.is_word(&word.folded) || is_faint(&word.folded) {
        0
    } else {
        most_slips(word)
    };
    for slips in 1..=most.max(1) {
        let automaton = automaton(word, slips);
        let slips = (most >= slips).then_some((slips, &automaton));
        let resembled = lookups().map(|lookup| resembled(lookup, word, slips));
        matched = resembled.collect();
        if !none(&matched) {
            break;
        }
    }
    matched
}

/// Terms that a word begins are what it means if they have as many texts; else it
/// may as well be misspelt.
const COMMON: usize = 5;
