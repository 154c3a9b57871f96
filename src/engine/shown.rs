//! What is shown of each entry when nothing more is said than its own name.

use super::set::Row;
use super::tree::NONE;
use super::volume::TabularVolume;

/// The seventh character that is taken when nothing is said of it: that of a first
/// encounter, or else the one for what does not apply or is not specified.
const USUAL: [u8; 2] = [INITIAL, b'0'];
pub(super) const INITIAL: u8 = b'A';

/// What is shown of an entry when nothing is said of a seventh character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// The usual one, if the entry takes any; else 0.
    pub(super) extension: u8,
    /// Whether the code with it can be billed.
    pub(super) billable: bool,
    /// Whether people have everyday names for it.
    pub(super) common: bool,
    pub(super) rest: Option<Remainder>,
    /// The child that is taken when nothing more is said; `NONE` without any.
    usual: u32,
}

/// What a code is for when none of its siblings is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remainder {
    /// Nothing more is said.
    Unspecified,
    /// More is said, but nothing that has a code.
    Other,
}

/// The words by which titles say what they leave.
struct Remainders {
    other: Option<u32>,
    unspecified: Option<u32>,
}

impl TabularVolume {
    /// What is shown of an entry; all of them are known when the file is open.
    pub(super) fn shown(&self, entry: usize) -> Option<Shown> {
        self.shown.get(entry).copied()
    }

    /// Finds what is shown of `count` further entries; `true` when that is known of all.
    #[inline(never)]
    pub(super) fn show_more(&mut self, count: usize) -> bool {
        let from = self.shown.len();
        let to = self.len().min(from.saturating_add(count));
        let remainders = Remainders {
            other: self.terms.of_word("other"),
            unspecified: self.terms.of_word("unspecified"),
        };
        let more: Vec<Shown> = (from..to).map(|entry| self.show(entry, &remainders)).collect();
        self.shown.extend(more);
        to == self.len()
    }

    fn show(&self, entry: usize, remainders: &Remainders) -> Shown {
        let extension = USUAL
            .into_iter()
            .find_map(|usual| self.shown_with(entry, usual))
            .unwrap_or(0);
        let set = self.set(self.set_of(entry));
        let child = self.least_child(entry, remainders);
        Shown {
            extension,
            common: !self.list.names_of(entry).is_empty(),
            rest: self.rest(entry, remainders),
            usual: child.map_or(NONE, |child| child as u32),
            billable: set.is_some_and(|set| set.billable(Row { entry, extension })),
        }
    }

    /// Whether an entry is for what is left: its title begins or ends so.
    fn rest(&self, entry: usize, remainders: &Remainders) -> Option<Remainder> {
        let title = self.list.titles.get(entry);
        let is = |form: Option<&u32>, word: Option<u32>| {
            let term = form.and_then(|&form| self.terms.of_form(form));
            term.is_some() && term == word
        };
        let Remainders { other, unspecified } = *remainders;
        let comma = |form: &u32| self.list.words.form(*form).contains(',');
        let after = title.iter().position(comma).and_then(|at| title.get(at + 1));
        if is(title.first(), other) {
            Some(Remainder::Other)
        } else if is(title.first(), unspecified) || is(title.last(), unspecified) || is(after, unspecified) {
            Some(Remainder::Unspecified)
        } else {
            None
        }
    }

    /// The seventh character that is wanted, if the entry takes it.
    pub(super) fn shown_with(&self, entry: usize, wanted: u8) -> Option<u8> {
        self.extensions(entry)
            .map(|(known, _)| *known)
            .find(|known| *known == wanted)
    }

    /// The child that is taken for an entry when nothing more is said.
    pub(super) fn default_child(&self, entry: usize) -> Option<usize> {
        let usual = self.shown(entry)?.usual;
        (usual != NONE).then_some(usual as usize)
    }

    /// The child for what is not specified, or else the one that says the least more
    /// than the entry itself.
    fn least_child(&self, entry: usize, remainders: &Remainders) -> Option<usize> {
        let more = |child: &usize| self.terms.sum(*child as u32);
        let open = |child: &usize| self.rest(*child, remainders) == Some(Remainder::Unspecified);
        let children = || self.children(entry);
        let by_more = |a: &usize, b: &usize| more(a).total_cmp(&more(b));
        let unspecified = children().filter(open).min_by(by_more);
        unspecified.or_else(|| children().min_by(by_more))
    }
}
