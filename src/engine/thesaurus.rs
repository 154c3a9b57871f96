//! Other words for what official texts say: what lay people say, abbreviations,
//! Spanish, and words that mean the same.

use crate::format::tabular::{MEANS, Tabular};
use crate::text::stem;

/// The most words of a phrase that is looked up.
pub(super) const LONGEST: usize = 6;

/// Words whose thing is the same without them: `my back hurts`. None that is a word of
/// its own elsewhere: the `a` of hepatitis A, the Spanish `mi`, which is an infarction.
const OWNERS: [&str; 8] = ["an", "her", "his", "my", "our", "the", "their", "your"];

/// What texts may be said for others.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    /// What phrases may mean, in the order of their keys.
    phrases: Vec<Phrase>,
    /// Words by their stems, and those that mean the same; ordered.
    families: Vec<Phrase>,
    /// All words of the phrases and families, ordered.
    words: Vec<String>,
}

/// Where a phrase is at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Home {
    Everywhere,
    Spanish,
    /// Read so only beside Spanish phrases.
    AmongSpanish,
}

/// A phrase, folded.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    /// Its words without their endings, parted by blanks.
    key: String,
    home: Home,
    said: String,
    /// What it may mean, the likeliest first.
    means: Vec<String>,
}

/// A phrase without the endings that Spanish and English words take for number and
/// gender: `roto`, `rota`, `rotos`.
fn key(phrase: &str) -> String {
    /// Shorter words end in what is no ending.
    const SHORTEST: usize = 4;
    let singular = |word: &str| {
        let rest = match word.strip_suffix('s') {
            Some(rest) if rest.len() >= SHORTEST - 1 && !rest.ends_with('s') => rest,
            _ => word,
        };
        let vowel = |c| matches!(c, 'a' | 'e' | 'o');
        match rest.strip_suffix(vowel) {
            Some(stem) if stem.len() >= SHORTEST => stem.to_owned(),
            _ => rest.to_owned(),
        }
    };
    let says = |word: &&str| !OWNERS.contains(word);
    let words: Vec<String> = phrase.split(' ').filter(says).map(singular).collect();
    match words.is_empty() {
        true => phrase.to_owned(),
        false => words.join(" "),
    }
}

/// A thesaurus that is being made of a file: below its first heading are families,
/// below the next phrases.
#[derive(Default)]
pub(super) struct Reader {
    thesaurus: Thesaurus,
    /// The next entry, and how many headings there were.
    entry: usize,
    headings: usize,
}

impl Reader {
    /// Adds `count` further entries; `true` when all are there.
    #[inline(never)]
    pub(super) fn step(&mut self, list: &Tabular, count: usize) -> bool {
        let text = |text: &[u32]| list.words.text(text);
        let to = list.len().min(self.entry.saturating_add(count));
        for entry in self.entry..to {
            let names = || list.names_of(entry).map(|name| text(list.terms.get(name)));
            let title = text(list.titles.get(entry));
            match (list.depths.get(entry), self.headings) {
                (Some(0), _) => {}
                (Some(1), _) => self.headings += 1,
                (_, 1) => self
                    .thesaurus
                    .add_family(std::iter::once(title).chain(names()).collect()),
                (_, heading) => {
                    let home = match heading {
                        2 => Home::Everywhere,
                        3 => Home::Spanish,
                        _ => Home::AmongSpanish,
                    };
                    self.thesaurus.add_phrases(&title, names(), home);
                }
            }
        }
        self.entry = to;
        to == list.len()
    }

    /// What was read, in order.
    pub(super) fn finish(self) -> Thesaurus {
        let mut thesaurus = self.thesaurus;
        thesaurus.phrases.sort_unstable();
        thesaurus.families.sort_unstable();
        thesaurus.words.sort_unstable();
        thesaurus.words.dedup();
        thesaurus
    }
}

impl Thesaurus {
    fn add_phrases(&mut self, title: &str, names: impl Iterator<Item = String>, home: Home) {
        let means = title.split(MEANS).filter(|meaning| !meaning.is_empty());
        let means: Vec<String> = means.map(str::to_owned).collect();
        for said in names {
            self.words.extend(said.split(' ').map(str::to_owned));
            self.phrases.push(Phrase {
                key: key(&said),
                home,
                means: means.clone(),
                said,
            });
        }
    }

    fn add_family(&mut self, family: Vec<String>) {
        for word in &family {
            let others = family.iter().filter(|other| *other != word).cloned();
            self.families.push(Phrase {
                key: stem(word),
                home: Home::Everywhere,
                said: String::new(),
                means: others.collect(),
            });
        }
        self.words.extend(family);
    }

    /// What a phrase may mean, the likeliest first, and where it is at home; among
    /// Spanish ones only if those are asked for.
    pub(super) fn means(&self, phrase: &str, spanish: bool) -> Option<(&[String], Home)> {
        let key = key(phrase);
        let start = self.phrases.partition_point(|known| known.key < key);
        let rest = self.phrases.get(start..).unwrap_or(&[]).iter();
        let same = || {
            let same = rest.clone().take_while(|known| known.key == key);
            same.filter(|known| spanish || known.home != Home::AmongSpanish)
        };
        // Among Spanish words a word that has a meaning there has that.
        let said = || same().filter(|known| known.said == phrase);
        let exact = said().find(|known| !spanish || known.home != Home::Everywhere);
        let known = exact.or_else(|| said().next()).or_else(|| same().next())?;
        Some((&known.means, known.home))
    }

    /// Words that mean the same as a word.
    pub(super) fn family(&self, word: &str) -> Vec<&str> {
        let stem = stem(word);
        let start = self.families.partition_point(|known| known.key < stem);
        let families = self.families.get(start..).unwrap_or(&[]).iter();
        let same = families.take_while(|known| known.key == stem);
        same.flat_map(|known| &known.means).map(String::as_str).collect()
    }

    /// Whether a word is known here.
    pub(super) fn is_word(&self, word: &str) -> bool {
        let at = self.words.binary_search_by(|known| known.as_str().cmp(word));
        at.is_ok()
    }
}
