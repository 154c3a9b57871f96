//! Queries that are a code or the beginning of one.

use super::AxesSet;
use crate::code::pcs;
use crate::engine::answer::{Answer, Correction, Hit, Mark};
use crate::engine::kinds::Set;
use crate::engine::refine::{BILLABLE, Narrow, section};
use crate::engine::set::Row;

impl AxesSet<'_> {
    /// The row that a query names outright.
    pub(in crate::engine) fn search_exact(&self, text: &str) -> Option<Hit> {
        let row = self.find(text).filter(|&row| row != self.root())?;
        Some(self.code_hit(row, row.extension))
    }

    /// Adds the codes that begin as the query does, but for the one that it is.
    pub(in crate::engine) fn search_prefix(
        &self,
        text: &str,
        limit: usize,
        narrow: &mut Narrow,
        answer: &mut Answer,
    ) {
        if let Some(prefix) = self.scheme().typed(text).filter(|code| code.len() < pcs::LENGTH) {
            self.add_prefix(prefix.as_bytes(), limit, narrow, answer);
        }
    }

    fn add_prefix(&self, prefix: &[u8], limit: usize, narrow: &mut Narrow, answer: &mut Answer) {
        let range = self.volume.axes.range(prefix);
        let section = prefix.first().map_or(0, |&character| section(character));
        if !narrow.see(BILLABLE, section, range.len() as u32) {
            return;
        }
        answer.count(self.scheme().set, range.len());
        let left = limit.saturating_sub(answer.results.len());
        for number in range.take(left) {
            let hit = self.code_hit(self.row_of(number), prefix.len() as u8);
            answer.results.push(hit);
        }
    }

    /// A whole code that does not exist is answered by as much of it as does, and
    /// that is said.
    pub(in crate::engine) fn search_longer(
        &self,
        text: &str,
        limit: usize,
        narrow: &mut Narrow,
        answer: &mut Answer,
    ) {
        let Some(code) = self.scheme().whole(text) else {
            return;
        };
        let lengths = (pcs::TABLE..code.len()).rev();
        let Some(row) = lengths
            .filter_map(|length| self.row(code.as_bytes().get(..length)?))
            .next()
        else {
            return;
        };
        answer.results.push(self.code_hit(row, row.extension));
        answer.count(self.scheme().set, 1);
        let prefix = self.compact(row);
        self.add_prefix(prefix.as_bytes(), limit, narrow, answer);
        answer.corrections.push(Correction {
            typed: text.to_owned(),
            used: prefix,
        });
    }

    fn code_hit(&self, row: Row, characters: u8) -> Hit {
        let marks: Mark = [0, characters.into()];
        Hit {
            code_marks: vec![marks],
            ..Set::Axes(*self).hit(row)
        }
    }
}
