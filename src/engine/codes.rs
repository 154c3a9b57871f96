//! Queries that are a code or the beginning of one.

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Streamer};

use super::answer::{Answer, Correction, Hit, Level, Mark, Reason, ReasonKind, Within};
use super::set::{Row, TabularSet};

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
    pub(super) fn search_prefix(&self, text: &str, limit: usize, answer: &mut Answer) {
        let typed = self.own.scheme.typed(text);
        let named = self.own.scheme.unnamed(text).is_some();
        if let Some(prefix) = typed.filter(|code| named || code.bytes().any(|b| b.is_ascii_digit())) {
            self.add_prefix(&prefix, limit, answer);
        }
    }

    fn add_prefix(&self, prefix: &str, limit: usize, answer: &mut Answer) {
        let key = self.key(prefix);
        let begins = Str::new(&key).starts_with();
        let mut stream = self.volume.codes.search(begins).into_stream();
        while let Some((code, number)) = stream.next() {
            if code == key.as_bytes() {
                continue;
            }
            if answer.results.len() < limit {
                let marks = self.marks(prefix.len());
                let row = self.volume.row(number as u32);
                answer.results.push(self.code_hit(row, marks));
            }
            answer.count(self.own.scheme.set, 1);
        }
    }

    /// A code with too many characters, or with signs that belong to none, is
    /// answered by as much of it as exists, and that is said.
    #[inline(never)]
    pub(super) fn search_longer(&self, text: &str, limit: usize, answer: &mut Answer) {
        let compact: String = text
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let looks = text.split_whitespace().count() == 1
            && compact.bytes().filter(u8::is_ascii_digit).count() * 2 >= compact.len()
            && compact.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        if !looks {
            return;
        }
        for length in (self.own.scheme.shortest..=compact.len().min(self.own.scheme.longest)).rev() {
            let Some(shorter) = compact.get(..length) else {
                continue;
            };
            if let Some(row) = self.row_of(shorter) {
                let marks = self.marks(length);
                answer.results.push(self.code_hit(row, marks));
                answer.count(self.own.scheme.set, 1);
                self.add_prefix(shorter, limit, answer);
                answer.corrections.push(Correction {
                    typed: text.to_owned(),
                    used: self.own.scheme.written(shorter).into_owned(),
                });
                return;
            }
        }
    }

    /// The first `length` characters of a code, counting its dot.
    fn marks(&self, length: usize) -> Vec<Mark> {
        let dot = usize::from(self.own.scheme.dot_after > 0 && length > self.own.scheme.dot_after);
        vec![[0, (length + dot) as u32]]
    }

    fn code_hit(&self, row: Row, code_marks: Vec<Mark>) -> Hit {
        Hit {
            code_marks,
            ..self.hit(row)
        }
    }

    /// An entry as an answer has it, for the time being as if its code was asked for.
    #[inline(never)]
    pub(super) fn hit(&self, row: Row) -> Hit {
        Hit {
            set: self.own.scheme.set,
            code: self.code(row),
            title: self.title(row),
            own: self.is_own(row),
            billable: self.billable(row),
            level: self.level(row),
            within: None,
            reason: Reason {
                kind: ReasonKind::Code,
                text: String::new(),
                marks: Vec::new(),
            },
            code_marks: Vec::new(),
            marks: Vec::new(),
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
            ..self.hit(heading)
        })
    }
}
