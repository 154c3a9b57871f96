//! FDA's National Drug Code Directory: `product.txt` and `package.txt`, tables
//! between tabs whose first row names the columns.
//!
//! Products are entries of nine digits (labeler and product), packages below
//! them have the eleven that bills carry. FDA writes both with hyphens; that is
//! kept as a fact.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::sets::eleven;
use crate::format::about::About;
use crate::format::notes::{Fact, Kind};
use crate::indexer::agencies::PUBLIC_DOMAIN;
use crate::indexer::date;
use crate::indexer::encoding;
use crate::indexer::record::{Notes, Record, Source};
use crate::indexer::report::{Place, Report};

/// The columns of both files, and of each.
const PRODUCT: &str = "PRODUCTNDC";
const PACKAGE: &str = "NDCPACKAGECODE";
const DESCRIPTION: &str = "PACKAGEDESCRIPTION";
const NAME: &str = "PROPRIETARYNAME";
const SUFFIX: &str = "PROPRIETARYNAMESUFFIX";
const GENERIC: &str = "NONPROPRIETARYNAME";
const START: &str = "STARTMARKETINGDATE";
const END: &str = "ENDMARKETINGDATE";
/// What is told of a product besides its name.
const FACTS: [(&str, Fact); 6] = [
    (GENERIC, Fact::Nonproprietary),
    ("LABELERNAME", Fact::Labeler),
    ("DOSAGEFORMNAME", Fact::DosageForm),
    ("ROUTENAME", Fact::Route),
    ("MARKETINGCATEGORYNAME", Fact::Marketing),
    ("DEASCHEDULE", Fact::Schedule),
];
const SUBSTANCE: &str = "SUBSTANCENAME";
const AMOUNT: &str = "ACTIVE_NUMERATOR_STRENGTH";
const UNIT: &str = "ACTIVE_INGRED_UNIT";
/// How many characters of the eleven name the product.
const PRODUCT_LENGTH: usize = 9;
const BEGINNING: usize = 4096;

/// The directory as far as it was read.
#[derive(Debug, Default)]
pub struct Directory {
    files: Vec<(String, String)>,
    products: BTreeMap<String, Record>,
    packages: BTreeMap<String, Record>,
}

fn headings(bytes: &[u8]) -> Vec<String> {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = line.get(..BEGINNING.min(line.len())).unwrap_or(line);
    let text = encoding::text(line).unwrap_or_default();
    text.trim_end().split('\t').map(str::to_owned).collect()
}

/// Whether the bytes begin like one of the two files.
pub fn recognise(bytes: &[u8]) -> bool {
    let headings = headings(bytes);
    let has = |name: &str| headings.iter().any(|heading| heading == name);
    has(PRODUCT) && (has(PACKAGE) && has(DESCRIPTION) || has(NAME) && has(GENERIC))
}

impl Directory {
    /// Adds one of the two files; a line that is wrong is reported.
    ///
    /// # Errors
    /// A message if it cannot be read at all.
    pub fn read(&mut self, file: &str, bytes: &[u8], report: &mut Report) -> Result<(), String> {
        let text = encoding::text(bytes).map_err(|why| format!("{file}:{why}"))?;
        let headings = headings(bytes);
        let of_packages = headings.iter().any(|heading| heading == PACKAGE);
        let mut count = 0;
        let mut again: Vec<String> = Vec::new();
        for (line, number) in text.lines().zip(1..).skip(1) {
            if line.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            let row = Line {
                headings: &headings,
                cells: &cells,
            };
            let read = if of_packages { package(&row) } else { product(&row) };
            match read {
                Ok(mut record) => {
                    record.line = number;
                    let known = if of_packages {
                        &mut self.packages
                    } else {
                        &mut self.products
                    };
                    // FDA lists a product again for each of its applications.
                    match known.entry(record.name.clone()) {
                        Entry::Vacant(slot) => _ = slot.insert(record),
                        Entry::Occupied(_) => again.push(record.name),
                    }
                    count += 1;
                }
                Err((heading, why)) => {
                    let place = Place::new(file, number, row.column(heading));
                    report.rejected(&place, &format!("{why}; the line was left out"));
                }
            }
        }
        if let Some(first) = again.first() {
            let why = format!(
                "{} codes stand there again, such as {first}; the first line of each was taken",
                again.len()
            );
            report.remark(file, &why);
        }
        let what = if of_packages { "packages" } else { "products" };
        report.counted(file, BTreeMap::from([(what.to_owned(), count)]));
        self.files
            .push((file.to_owned(), crate::indexer::write::sha256(bytes)));
        Ok(())
    }

    /// The set, if a file of it was read.
    pub(in crate::indexer) fn source(self, report: &mut Report) -> Option<Source> {
        if self.files.is_empty() {
            return None;
        }
        let join =
            |part: fn(&(String, String)) -> &str| self.files.iter().map(part).collect::<Vec<_>>().join(", ");
        let (source, sha256) = (join(|(file, _)| file), join(|(_, sha256)| sha256));
        report.remark(
            &source,
            "FDA's directory does not say its day; it is an edition without days",
        );
        let counts = [
            ("products", self.products.len()),
            ("packages", self.packages.len()),
        ];
        let mut records = vec![Record::default()];
        let mut products = self.products;
        // A package without its product still stands under its number.
        for code in self.packages.keys() {
            let product = code.get(..PRODUCT_LENGTH).unwrap_or(code).to_owned();
            products.entry(product.clone()).or_insert_with(|| Record {
                depth: 1,
                name: product,
                ..Record::default()
            });
        }
        let mut packages = self.packages.into_iter().peekable();
        for (code, product) in products {
            records.push(product);
            while let Some((_, package)) = packages.next_if(|(package, _)| package.starts_with(&code)) {
                records.push(package);
            }
        }
        Some(Source {
            about: About {
                set: "ndc".into(),
                name: "National Drug Code".into(),
                edition: "as brought".into(),
                owner: "Food and Drug Administration".into(),
                licence: PUBLIC_DOMAIN.into(),
                source,
                sha256,
                counts: counts.map(|(name, count)| (name.to_owned(), count as u64)).into(),
                ..About::default()
            },
            records,
            ..Source::default()
        })
    }
}

/// A line with the names of its columns.
struct Line<'a> {
    headings: &'a [String],
    cells: &'a [&'a str],
}

impl<'a> Line<'a> {
    fn at(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|known| known == heading)
    }

    fn cell(&self, heading: &str) -> &'a str {
        let cell = self.at(heading).and_then(|at| self.cells.get(at));
        cell.copied().unwrap_or_default()
    }

    fn column(&self, heading: &str) -> u32 {
        let before = self.cells.iter().take(self.at(heading).unwrap_or(0));
        before.map(|cell| cell.chars().count() as u32 + 1).sum::<u32>() + 1
    }
}

type Fault = (&'static str, String);

fn product(line: &Line) -> Result<Record, Fault> {
    let written = line.cell(PRODUCT);
    // The same as of a package, without the package's digits.
    let whole = match written.split('-').map(str::len).collect::<Vec<_>>()[..] {
        [4, 4] | [5, 3] => format!("{written}-00"),
        [5, 4] => format!("{written}-0"),
        _ => written.to_owned(),
    };
    let whole = eleven(&whole).map_err(|_| {
        (
            PRODUCT,
            format!("`{written}` is no product's code (4-4, 5-3 or 5-4 digits)"),
        )
    })?;
    let name = [line.cell(NAME), line.cell(SUFFIX)].join(" ");
    let name = if name.trim().is_empty() {
        line.cell(GENERIC)
    } else {
        name.trim()
    };
    if name.is_empty() {
        return Err((NAME, format!("`{written}` has no name")));
    }
    let mut facts = vec![(Fact::Written as u8, written.to_owned())];
    for (heading, fact) in FACTS {
        let value = line.cell(heading);
        if !value.is_empty() {
            facts.push((fact as u8, value.to_owned()));
        }
    }
    let strength = strength(line);
    if !strength.is_empty() {
        facts.push((Fact::Strength as u8, strength));
    }
    days(line, &mut facts)?;
    Ok(entry(
        1,
        whole.get(..PRODUCT_LENGTH).unwrap_or(&whole),
        name,
        facts,
    ))
}

/// Each ingredient with its amount: FDA parts all three by semicolons alike.
fn strength(line: &Line) -> String {
    let [names, amounts, units] = [SUBSTANCE, AMOUNT, UNIT].map(|heading| line.cell(heading).split(';'));
    let all = names.zip(amounts).zip(units);
    let each = all.map(|((name, amount), unit)| {
        let [name, amount, unit] = [name, amount, unit].map(str::trim);
        format!("{name} {amount} {unit}").trim().to_owned()
    });
    each.collect::<Vec<_>>().join("; ")
}

fn package(line: &Line) -> Result<Record, Fault> {
    let written = line.cell(PACKAGE);
    let code = eleven(written).map_err(|why| (PACKAGE, why))?;
    let title = line.cell(DESCRIPTION);
    if title.is_empty() {
        return Err((DESCRIPTION, format!("`{written}` has no description")));
    }
    let mut facts = vec![(Fact::Written as u8, written.to_owned())];
    days(line, &mut facts)?;
    Ok(entry(2, &code, title, facts))
}

fn days(line: &Line, facts: &mut Vec<(u8, String)>) -> Result<(), Fault> {
    for (heading, fact) in [(START, Fact::From), (END, Fact::Until)] {
        let day = date::read(line.cell(heading))
            .ok_or_else(|| (heading, format!("`{}` is no day", line.cell(heading))))?;
        if !day.is_empty() {
            facts.push((fact as u8, day));
        }
    }
    Ok(())
}

fn entry(depth: u8, name: &str, title: &str, facts: Vec<(u8, String)>) -> Record {
    Record {
        depth,
        name: name.to_owned(),
        title: title.to_owned(),
        groups: vec![Notes {
            kind: Kind::Fact,
            items: facts,
        }],
        ..Record::default()
    }
}

#[cfg(test)]
mod tests;
