//! Queries that are a code or the beginning of one.

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Streamer};

use super::answer::{Answer, Correction, Hit, Level, Mark, Within};
use super::kinds::Set;
use super::refine::Narrow;
use super::set::{Row, TabularSet};

/// Fewer characters say too little of the code that was meant: `PC` of `pcv13`.
const SHORTEST: usize = 3;

impl TabularSet<'_> {
    /// The row that a query names outright: a code, or a block or chapter.
    #[inline(never)]
    pub(super) fn search_exact(&self, text: &str) -> Option<Hit> {
        let row = self.find(text).filter(|&row| row != self.root())?;
        let code = self.code(row);
        let marks = vec![[0, code.encode_utf16().count() as u32]];
        Some(self.code_hit(row, marks))
    }

    /// Adds the codes that begin as the query does, but for the one that it is.
    /// Letters alone are words, not a code.
    #[inline(never)]
    pub(super) fn search_prefix(&self, text: &str, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        let typed = self.own.scheme.typed(text);
        let named = self.own.scheme.unnamed(text).is_some();
        if let Some(prefix) = typed.filter(|code| named || code.bytes().any(|b| b.is_ascii_digit())) {
            self.add_prefix(&prefix, limit, narrow, answer);
        }
    }

    fn add_prefix(&self, prefix: &str, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        let key = self.key(prefix);
        let begins = Str::new(&key).starts_with();
        let mut stream = self.volume.codes.search(begins).into_stream();
        while let Some((code, number)) = stream.next() {
            let row = self.volume.row(number as u32);
            if code == key.as_bytes() || !narrow.row(self.volume, row) {
                continue;
            }
            if answer.results.len() < limit {
                let marks = self.marks(prefix);
                answer.results.push(self.code_hit(row, marks));
            }
            answer.count(self.own.scheme.set, 1);
        }
    }

    /// A code with too many characters, or with signs that belong to none, is
    /// answered by as much of it as exists, and that is said.
    #[inline(never)]
    pub(super) fn search_longer(&self, text: &str, limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        let text = self.own.scheme.unnamed(text).unwrap_or(text);
        let compact: String = text
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let looks = text.split_whitespace().count() == 1
            && compact.bytes().filter(u8::is_ascii_digit).count() >= 2
            && compact.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        if !looks {
            return;
        }
        let shortest = self.own.scheme.shortest.max(SHORTEST);
        for length in (shortest..=compact.len().min(self.own.scheme.longest)).rev() {
            let Some(shorter) = compact.get(..length) else {
                continue;
            };
            if let Some(row) = self.row_of(shorter) {
                let marks = self.marks(shorter);
                answer.results.push(self.code_hit(row, marks));
                answer.count(self.own.scheme.set, 1);
                self.add_prefix(shorter, limit, narrow, answer);
                answer.corrections.push(Correction {
                    typed: text.to_owned(),
                    used: self.own.scheme.written(shorter).into_owned(),
                });
                return;
            }
        }
    }

    /// The beginning of a code, counting its signs.
    fn marks(&self, prefix: &str) -> Vec<Mark> {
        vec![[0, self.own.scheme.written(prefix).len() as u32]]
    }

    fn code_hit(&self, row: Row, code_marks: Vec<Mark>) -> Hit {
        Hit {
            code_marks,
            ..Set::Tabular(*self).hit(row)
        }
    }

    /// A code that only its shape and a heading tell.
    #[inline(never)]
    pub(super) fn search_recognised(&self, text: &str) -> Option<Hit> {
        let (code, heading) = self.recognised(text)?;
        let code = self.own.scheme.written(&code).into_owned();
        Some(Hit {
            code_marks: vec![[0, code.len() as u32]],
            code,
            title: String::new(),
            own: false,
            level: Level::Code,
            billable: false,
            within: Some(Within {
                code: self.code(heading),
                title: self.title(heading),
            }),
            ..Set::Tabular(*self).hit(heading)
        })
    }
}
