//! Queries that are a code or the beginning of one.

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Streamer};

use super::answer::{Answer, Correction, Hit, Mark, Reason, ReasonKind};
use super::set::{Row, TabularSet};
use crate::code::cm;

impl TabularSet {
    /// Adds the codes that begin as the query does, and says whether it was a
    /// code at all. Letters alone are words, not a code.
    pub(super) fn search_codes(&self, text: &str, limit: usize, answer: &mut Answer) -> bool {
        if (text.contains('-') || begins_chapter(text)) && self.search_heading(text, answer) {
            return true;
        }
        let Some(typed) = cm::typed(text).filter(|code| code.bytes().any(|b| b.is_ascii_digit())) else {
            return self.search_longer(text, limit, answer);
        };
        self.search_prefix(&typed, limit, answer) || self.search_longer(text, limit, answer)
    }

    /// A block or a chapter, which have names rather than codes.
    fn search_heading(&self, text: &str, answer: &mut Answer) -> bool {
        let Some(row) = self
            .find(text)
            .filter(|row| cm::typed(text).is_none_or(|code| code != self.compact(*row)))
        else {
            return false;
        };
        let code = self.code(row);
        let marks = vec![[0, code.encode_utf16().count() as u32]];
        answer.results.push(self.code_hit(row, marks));
        answer.total += 1;
        true
    }

    fn search_prefix(&self, prefix: &str, limit: usize, answer: &mut Answer) -> bool {
        let mut stream = self.codes.search(Str::new(prefix).starts_with()).into_stream();
        let mut count = 0;
        while let Some((_, number)) = stream.next() {
            if count < limit {
                let row = self.row(number as u32);
                answer.results.push(self.code_hit(row, marks(prefix.len())));
            }
            count += 1;
        }
        answer.total += count;
        count > 0
    }

    /// A code with too many characters, or with signs that belong to none, is
    /// answered by as much of it as exists, and that is said.
    fn search_longer(&self, text: &str, limit: usize, answer: &mut Answer) -> bool {
        let compact: String = text
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let looks = text.split_whitespace().count() == 1
            && compact.bytes().filter(u8::is_ascii_digit).count() * 2 >= compact.len()
            && compact.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        if !looks {
            return false;
        }
        for length in (cm::CATEGORY_LENGTH..=compact.len().min(cm::MAX_LENGTH)).rev() {
            let Some(shorter) = compact.get(..length) else {
                continue;
            };
            if self.codes.contains_key(shorter) && self.search_prefix(shorter, limit, answer) {
                answer.corrections.push(Correction {
                    typed: text.to_owned(),
                    used: cm::dotted(shorter),
                });
                return true;
            }
        }
        false
    }

    fn code_hit(&self, row: Row, code_marks: Vec<Mark>) -> Hit {
        Hit {
            set: cm::SET,
            code: self.code(row),
            title: self.title(row),
            billable: self.billable(row),
            level: self.level(row),
            reason: Reason {
                kind: ReasonKind::Code,
                text: String::new(),
                marks: Vec::new(),
            },
            code_marks,
            marks: Vec::new(),
        }
    }
}

/// Whether the text may be what a chapter is called: `Chapter 4`.
fn begins_chapter(text: &str) -> bool {
    text.trim_start()
        .split_at_checked("chapter".len())
        .is_some_and(|(word, _)| word.eq_ignore_ascii_case("chapter"))
}

/// The first `length` characters of a code, counting its dot.
fn marks(length: usize) -> Vec<Mark> {
    let dot = usize::from(length > cm::CATEGORY_LENGTH);
    vec![[0, (length + dot) as u32]]
}
