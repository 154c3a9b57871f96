//! What was read, counted, rejected and passed over, for people.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The report of one run.
#[derive(Debug, Default)]
pub struct Report {
    counts: Vec<(String, BTreeMap<String, u64>)>,
    rejected: Vec<String>,
    passed_over: Vec<String>,
}

impl Report {
    /// Counts of what was read from a file.
    pub fn counted(&mut self, file: &str, counts: BTreeMap<String, u64>) {
        self.counts.push((file.to_owned(), counts));
    }

    /// Something in a file that could not be used, and why.
    pub fn rejected(&mut self, place: &Place, why: &str) {
        self.rejected.push(format!("{place}: {why}"));
    }

    /// A file that could not be used at all.
    pub fn rejected_file(&mut self, file: &Path, why: &str) {
        self.rejected.push(format!("{}: {why}", file.display()));
    }

    /// A file that is of no use here, which is no fault.
    pub fn passed_over(&mut self, file: &Path, why: &str) {
        self.passed_over.push(format!("{}: {why}", file.display()));
    }

    /// How many things were rejected.
    pub fn rejections(&self) -> usize {
        self.rejected.len()
    }

    /// A count of the given name, over all files.
    pub fn count(&self, name: &str) -> u64 {
        self.counts
            .iter()
            .filter_map(|(_, counts)| counts.get(name))
            .sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (file, counts) in &self.counts {
            writeln!(f, "Read {file}")?;
            for (name, count) in counts {
                writeln!(f, "  {count:>7} {name}")?;
            }
        }
        match self.rejected.len() {
            0 => writeln!(f, "Rejected: nothing")?,
            count => writeln!(f, "Rejected: {count}")?,
        }
        for line in &self.rejected {
            writeln!(f, "  {line}")?;
        }
        for line in &self.passed_over {
            writeln!(f, "Passed over: {line}")?;
        }
        Ok(())
    }
}
