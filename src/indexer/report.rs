//! What was read, counted, rejected and passed over, for people and as JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Serialize;

/// How many rejections of one file are printed; JSON has them all.
const PRINTED: usize = 40;

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

impl Place {
    /// The place in `file`, line and column from 1.
    pub fn new(file: &str, line: u32, column: u32) -> Place {
        Place {
            file: file.to_owned(),
            line,
            column,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What was counted in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Counted {
    file: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    format: String,
    counts: BTreeMap<String, u64>,
}

/// Something that is said of a file, or of a place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Said {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    why: String,
}

impl Said {
    fn of(file: &Path, why: &str) -> Said {
        Said {
            file: file.display().to_string(),
            line: None,
            column: None,
            why: why.to_owned(),
        }
    }

    fn at(place: &Place, why: &str) -> Said {
        Said {
            file: place.file.clone(),
            line: Some(place.line),
            column: Some(place.column),
            why: why.to_owned(),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "{}:{line}:{column}: {}", self.file, self.why),
            _ => write!(f, "{}: {}", self.file, self.why),
        }
    }
}

/// The report of one run.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    read: Vec<Counted>,
    #[serde(skip)]
    formats: BTreeMap<String, &'static str>,
    rejected: Vec<Said>,
    remarks: Vec<Said>,
    passed_over: Vec<Said>,
}

impl Report {
    /// Counts of what was read from a file.
    pub fn counted(&mut self, file: &str, counts: BTreeMap<String, u64>) {
        let format = self.formats.get(file).copied().unwrap_or_default();
        self.read.push(Counted {
            file: file.to_owned(),
            format: format.to_owned(),
            counts,
        });
    }

    /// As what a file was recognised.
    pub fn recognised(&mut self, file: &str, format: &'static str) {
        self.formats.insert(file.to_owned(), format);
    }

    /// Something in a file that could not be used, and why.
    pub fn rejected(&mut self, place: &Place, why: &str) {
        self.rejected.push(Said::at(place, why));
    }

    /// A file that could not be used at all.
    pub fn rejected_file(&mut self, file: &Path, why: &str) {
        self.rejected.push(Said::of(file, why));
    }

    /// A file that could not be used at all, by an importer's message, which
    /// begins with the file's name and, where it is known, line and column.
    pub fn fault(&mut self, file: &Path, name: &str, message: &str) {
        let Some(rest) = message.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')) else {
            return self.rejected_file(file, message);
        };
        let mut parts = rest.splitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        let (line, column) = (number(), number());
        let why = match (line, column, parts.next()) {
            (Some(_), Some(_), Some(why)) => why,
            _ => rest,
        };
        let mut said = Said::of(file, why.trim_start());
        if why.len() < rest.len() {
            (said.line, said.column) = (line, column);
        }
        self.rejected.push(said);
    }

    /// Something that people should know of a file that was read: what was
    /// guessed, or taken from its name.
    pub fn remark(&mut self, file: &str, what: &str) {
        self.remarks.push(Said::of(Path::new(file), what));
    }

    /// A file that is of no use here, which is no fault.
    pub fn passed_over(&mut self, file: &Path, why: &str) {
        self.passed_over.push(Said::of(file, why));
    }

    /// How many things were rejected.
    pub fn rejections(&self) -> usize {
        self.rejected.len()
    }

    /// A count of the given name, over all files.
    pub fn count(&self, name: &str) -> u64 {
        self.read
            .iter()
            .filter_map(|counted| counted.counts.get(name))
            .sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for counted in &self.read {
            match counted.format.as_str() {
                "" => writeln!(f, "Read {}", counted.file)?,
                format => writeln!(f, "Read {}: {format}", counted.file)?,
            }
            for (name, count) in &counted.counts {
                writeln!(f, "  {count:>7} {name}")?;
            }
        }
        match self.rejected.len() {
            0 => writeln!(f, "Rejected: nothing")?,
            count => writeln!(f, "Rejected: {count}")?,
        }
        let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
        for line in &self.rejected {
            let count = printed.entry(&line.file).or_default();
            *count += 1;
            if *count <= PRINTED {
                writeln!(f, "  {line}")?;
            }
        }
        for (file, count) in printed.into_iter().filter(|&(_, count)| count > PRINTED) {
            writeln!(f, "  {file}: {} more; --json has all", count - PRINTED)?;
        }
        for line in &self.remarks {
            writeln!(f, "Note: {line}")?;
        }
        for line in &self.passed_over {
            writeln!(f, "Passed over: {line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_importer_s_message_is_taken_apart() {
        for (message, expect) in [
            ("a.txt:3:14: no code: x", "/b/a.txt:3:14: no code: x"),
            ("a.txt:3: no code", "/b/a.txt: 3: no code"),
            ("a.txt: has no code", "/b/a.txt: has no code"),
            ("another message", "/b/a.txt: another message"),
        ] {
            let mut report = Report::default();
            report.fault(Path::new("/b/a.txt"), "a.txt", message);
            assert_eq!(report.rejected[0].to_string(), expect);
        }
    }

    #[test]
    fn many_rejections_of_one_file_are_counted_and_json_has_all() {
        let mut report = Report::default();
        for line in 1..=50 {
            report.rejected(&Place::new("a.txt", line, 3), "is no code");
        }
        report.rejected_file(Path::new("b.txt"), "is cut off");
        let text = report.to_string();
        assert!(text.contains("Rejected: 51"), "{text}");
        assert!(text.contains("a.txt:40:3: is no code") && !text.contains("a.txt:41:"));
        assert!(text.contains("a.txt: 10 more") && text.contains("b.txt: is cut off"));
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["rejected"].as_array().map(Vec::len), Some(51));
        assert_eq!(json["rejected"][49]["line"], 50);
    }
}
