//! Queries of words: all ways to read one, put to all files together.

use super::answer::Answer;
use super::candidates::{Lookup, accepts, automaton, begins_any, most_slips};
use super::entries::SIDE_BONUS;
use super::kinds::Volume;
use super::query::Word;
use super::reading::{meanings, parted, readings};
use super::refine::Narrow;
use super::run::{Run, Wanted, run};
use super::score::{Asked, Found, Scope};
use super::thesaurus::Thesaurus;

/// A reading other than as it was typed counts a little less.
const READ: f32 = 0.92;
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
pub(super) fn words(
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
        // A side may have brought a bonus.
        let enough = if asked.sides == 0 { SAID } else { SAID + SIDE_BONUS };
        let said = found.iter().filter(|(_, one)| one.score >= enough).count();
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
