//! The command line: the same engine and the same JSON as the page, for people
//! at a terminal and for scripts.
//!
//! Exit codes: 0 done, 1 nothing found or an error (said on standard error),
//! 2 a command line that is not understood.
//!
//! Never contains: domain rules.

mod budget;
mod library;
mod list;
mod print;

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use serde::Serialize;

use crate::engine::{Book, Options, is_choice};
use crate::explain;
use crate::indexer;

/// Where `make index` puts the index, seen from the project's folder.
const DEFAULT_INDEX: &str = "assets/index";

/// United States medical billing codes, looked up on this machine.
#[derive(Parser)]
#[command(name = "medcode", version)]
struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Args)]
struct Common {
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Folder of the index.
    #[arg(long, value_name = "DIR", default_value = DEFAULT_INDEX)]
    index: PathBuf,
}

#[derive(Subcommand)]
enum What {
    /// Build the index from official files.
    Index {
        /// Files, or folders that hold them; zip archives are opened.
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// Folder for the index.
        #[arg(long, value_name = "DIR", default_value = DEFAULT_INDEX)]
        out: PathBuf,
        /// Print JSON: the files of the index, and the report.
        #[arg(long)]
        json: bool,
    },
    /// Find codes by words or by their beginning.
    Search {
        /// What to look for; not needed with --batch.
        query: Vec<String>,
        /// Search only this set; may be given several times.
        #[arg(long, value_name = "SET")]
        set: Vec<String>,
        /// Narrow to this: chapter=19, side=right, encounter=initial, billable=true; may
        /// be given several times. What each would leave stands in the JSON.
        #[arg(long, value_name = "BY=VALUE", value_parser = choice)]
        refine: Vec<String>,
        /// Take words and codes as they are typed: nothing similar, no other words.
        #[arg(long)]
        exact: bool,
        /// The most results.
        #[arg(long, value_name = "N", default_value_t = Options::default().limit)]
        limit: usize,
        /// A file with one query a line; one line of JSON is printed for each.
        #[arg(long, value_name = "FILE")]
        batch: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Show a code with its place and its notes.
    Show {
        /// The code, however it is typed; a block or a chapter.
        #[arg(required = true)]
        code: Vec<String>,
        /// Say whether it is valid on this day of service.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        date: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Check the codes of a claim against each other: what the book's notes exclude, ask
    /// for, or put in order.
    Check {
        /// The codes, the principal diagnosis first; or a file with them, or `-` for
        /// standard input.
        #[arg(required = true)]
        codes: Vec<String>,
        /// Say which are not valid on this day of service.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        date: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Print every code, one line of JSON for each: set, code, title, billable.
    List {
        /// Add inclusion terms (`terms`) and other names in Medcode's own words (`names`).
        #[arg(long)]
        terms: bool,
        /// Folder of the index.
        #[arg(long, value_name = "DIR", default_value = DEFAULT_INDEX)]
        index: PathBuf,
    },
    /// Check that the index is whole and undamaged.
    Verify {
        #[command(flatten)]
        common: Common,
    },
}

/// A day of service as it was typed.
///
/// # Errors
/// What a day looks like, if it is none.
fn day(text: &str) -> Result<String, String> {
    if explain::is_day(text) {
        Ok(text.to_owned())
    } else {
        Err("no day of the calendar like 2026-01-31".to_owned())
    }
}

/// A choice as it was typed.
///
/// # Errors
/// What there is to choose, if it is none.
fn choice(text: &str) -> Result<String, String> {
    if is_choice(text) {
        Ok(text.to_owned())
    } else {
        Err("not one of chapter=19 (a section: chapter=icd10pcs:0), side=right, left, bilateral, unspecified, \
             encounter=initial, subsequent, sequela, billable=true"
            .to_owned())
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    match run(Command::parse().what) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "medcode: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Prints to standard output. A reader that has gone away (`| head`) ends the
/// program without a complaint.
fn out(text: &str) -> Result<(), String> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => other.map_err(|e| e.to_string()),
    }
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|e| e.to_string())
}

fn run(what: What) -> Result<bool, String> {
    match what {
        What::Index {
            sources,
            out: folder,
            json: as_json,
        } => index(&sources, &folder, as_json),
        What::Search {
            query,
            set,
            refine,
            exact,
            limit,
            batch,
            common,
        } => {
            let book = library::open(&common.index)?;
            let options = Options {
                limit,
                sets: set,
                refine,
                exact,
            };
            match batch {
                Some(file) => search_all(&book, &options, &file),
                None => search(&book, &options, &query.join(" "), common.json),
            }
        }
        What::Show { code, date, common } => {
            let book = library::open(&common.index)?;
            let code = code.join(" ");
            let page = match &date {
                Some(date) => explain::show_on(&book, &code, date),
                None => explain::show(&book, &code),
            };
            let Some(page) = page else {
                return Err(format!(
                    "`{code}` is not in the index ({})",
                    print::editions(&book)
                ));
            };
            out(&if common.json {
                json(&page)?
            } else {
                print::page(&page)
            })?;
            Ok(true)
        }
        What::Check { codes, date, common } => {
            let text = match codes.as_slice() {
                [one] if one == "-" => {
                    std::io::read_to_string(std::io::stdin()).map_err(|e| e.to_string())?
                }
                [one] if std::path::Path::new(one).is_file() => {
                    std::fs::read_to_string(one).map_err(|e| format!("{one}: {e}"))?
                }
                codes => codes.join(" "),
            };
            let book = library::open(&common.index)?;
            let check = explain::check(&book, &text, date.as_deref());
            out(&if common.json {
                json(&check)?
            } else {
                print::check(&check)
            })?;
            Ok(!check.codes.is_empty())
        }
        What::List { terms, index } => list::list(&library::open(&index)?, terms),
        What::Verify { common } => {
            let files = library::verify(&common.index)?;
            out(&if common.json {
                json(&files)?
            } else {
                print::files(&files)
            })?;
            Ok(true)
        }
    }
}

/// What `index` prints as JSON.
#[derive(Serialize)]
struct Built<'a> {
    #[serde(flatten)]
    manifest: &'a indexer::manifest::Manifest,
    report: &'a indexer::report::Report,
}

fn index(sources: &[PathBuf], folder: &std::path::Path, as_json: bool) -> Result<bool, String> {
    let (report, manifest) = indexer::index(sources, folder)?;
    if as_json {
        out(&json(&Built {
            manifest: &manifest,
            report: &report,
        })?)?;
    } else {
        out(report.to_string().trim_end())?;
        out(&print::files(&manifest.files))?;
    }
    let over = budget::over(&manifest.files);
    if !over.is_empty() {
        return Err(over.join("; "));
    }
    Ok(report.rejections() == 0)
}

fn search(book: &Book, options: &Options, query: &str, as_json: bool) -> Result<bool, String> {
    if query.trim().is_empty() {
        return Err("nothing to look for; give words or a code, or --batch FILE".into());
    }
    let answer = book.search(query, options);
    out(&if as_json {
        json(&answer)?
    } else {
        print::answer(&answer)
    })?;
    Ok(!answer.results.is_empty())
}

fn search_all(book: &Book, options: &Options, file: &std::path::Path) -> Result<bool, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", file.display());
    let lines = BufReader::new(std::fs::File::open(file).map_err(fail)?).lines();
    let mut text = std::io::BufWriter::new(std::io::stdout().lock());
    for line in lines {
        let line = json(&book.search(&line.map_err(fail)?, options))?;
        writeln!(text, "{line}").map_err(|e| e.to_string())?;
    }
    text.flush().map_err(|e| e.to_string())?;
    Ok(true)
}
