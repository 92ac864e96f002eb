//! What can be typed.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sayso_ingest::PageKind;
use sayso_ingest::containers::{Fields, Limits, Options};

use crate::model::Model;
use crate::{
    add, claims, compare, demo, documents, entities, eval, extract, read, review, speakers, statements, trace, track,
    watch, when,
};

/// Reads news and shows on whose say-so.
///
/// Extracts attributed statements from articles: who says what, in which words, with the place of every word. Works
/// offline; the same input gives the same output.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, 1 done with documents skipped, 2 usage, \
    3 could not run, 130 stopped by Ctrl-C."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Print the article and the metadata of one HTML page.
    Read(read::Read),
    /// Read articles and print their statements, without a library.
    Extract(extract::Extract),
    /// Read articles into a library; goes on where it was stopped.
    Add(add::Add),
    /// Follow feeds: what is new goes into a library.
    ///
    /// Looks at each feed again and again, until Ctrl-C. Articles that a feed only links to are fetched. A feed that can't be
    /// read is looked at less and less often, at least once a day, and never keeps the others waiting.
    Watch(watch::Watch),
    /// Track claims: tell when they come back, are denied, or change a figure.
    ///
    /// `sayso add` and `sayso watch` compare each new statement with the claims that are tracked. `sayso watch` tells of
    /// alerts at once, `sayso track check` when it is asked.
    Track(track::Track),
    /// List the documents of a library.
    Documents(documents::Documents),
    /// List the statements of a library.
    Statements(statements::Statements),
    /// List the speakers of a library.
    ///
    /// Each is listed once, whatever the documents call them: names that are one person's are put together across
    /// documents. `sayso entities` changes what was put together wrongly.
    Speakers(speakers::Speakers),
    /// List the claims of a library: statements that say the same, by how many, and how many of them have it from nobody.
    Claims(claims::Claims),
    /// Show where a claim comes from: who said it, who passed it on, who copied it, who denied it.
    Trace(trace::Trace),
    /// Say how two texts are related: the same claim, a denial, another figure, the same matter, or another.
    Compare(compare::Compare),
    /// Decide who is one somebody and who is not.
    ///
    /// What you decide is kept beside what sayso finds, and always wins, also over documents that are added later; of two
    /// decisions that contradict each other the later one counts. Each can be taken back. ENTITY is an id as `sayso
    /// speakers` prints it, or words of a name that only one somebody has.
    Entities(entities::Entities),
    /// Decide which statements say the same, which deny each other, and which documents are copies.
    ///
    /// What you decide always wins, also over documents that are added later, and can be taken back. Ids are those of `sayso
    /// statements`, `claims`, `trace` and `documents`; their first digits are enough.
    Review(review::Review),
    /// Print the time expressions of a text as TIMEX3 values.
    When(when::When),
    /// Score what sayso finds against gold.
    Eval(eval::Eval),
    /// Show what sayso does, on bundled sample articles.
    Demo(demo::Demo),
}

/// The shape of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people; control characters are shown as symbols, long texts cut with "…".
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180, with a header.
    Csv,
}

/// Where the articles are and how to read them.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// Files, folders (with all in them that is not hidden), - for standard input, or (for `sayso add`) addresses of
    /// pages, feeds and archives.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Threads that read; what is printed or added does not depend on it. [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
    /// Skip documents larger than this: bytes, or with KiB, MiB, GiB.
    #[arg(long, value_name = "SIZE", default_value = "8MiB")]
    pub max_bytes: ByteSize,
    /// Also take pages that are no article: live-blog, gallery, paywall, cookie-wall, error or listing. May be given several
    /// times.
    #[arg(long = "take", value_name = "KIND", value_delimiter = ',')]
    pub takes: Vec<PageKind>,
    /// How archives and exports are read.
    #[command(flatten)]
    pub containers: Containers,
    /// Folder with your own tables of names, titles and outlets (docs/knowledge.md); they are added to those that come
    /// with sayso.
    #[arg(long, value_name = "DIR", env = "SAYSO_KNOWLEDGE")]
    pub knowledge: Option<PathBuf>,
    /// Reader: "best", "fast" (about twice as fast, and less exact), or a file of weights.
    #[arg(long, value_name = "MODEL", default_value = "best")]
    pub model: Model,
}

/// How archives and exports are read.
#[derive(Debug, Clone, Args)]
pub struct Containers {
    /// Unpack no more than this of one file.
    #[arg(long, value_name = "SIZE", default_value = "64GiB")]
    pub max_unpacked: ByteSize,
    /// Unpack nothing to more than so many times its size.
    #[arg(long, value_name = "TIMES", default_value_t = 200)]
    pub max_ratio: u64,
    /// Look into archives in archives, so many deep.
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub max_depth: u64,
    /// In JSONL and CSV, take NAME (text, html, url, published, title, outlet) from this field; a dot goes into an object
    /// of JSONL. May be given several times.
    #[arg(long = "field", value_name = "NAME=FIELD")]
    pub fields: Vec<FieldName>,
}

/// Which field of an export is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName(String, String);

/// Not a field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write NAME=FIELD, where NAME is text, html, url, published, title or outlet")]
pub struct FieldNameError;

impl FromStr for FieldName {
    type Err = FieldNameError;

    fn from_str(text: &str) -> Result<FieldName, FieldNameError> {
        let (name, field) = text.split_once('=').filter(|(_, field)| !field.is_empty()).ok_or(FieldNameError)?;
        let name = FieldName(name.to_owned(), field.to_owned());
        if name.place(&mut Fields::default()).is_some() { Ok(name) } else { Err(FieldNameError) }
    }
}

impl FieldName {
    fn place<'f>(&self, fields: &'f mut Fields) -> Option<&'f mut String> {
        Some(match self.0.as_str() {
            "text" => &mut fields.text,
            "html" => &mut fields.html,
            "url" => &mut fields.url,
            "published" => &mut fields.published,
            "title" => &mut fields.title,
            "outlet" => &mut fields.outlet,
            _ => return None,
        })
    }
}

impl Reading {
    /// How containers are read.
    pub(crate) fn options(&self) -> Options {
        let Containers { max_unpacked, max_ratio, max_depth, fields: names } = &self.containers;
        let limits = Limits { record: self.max_bytes.0, total: max_unpacked.0, ratio: *max_ratio, depth: *max_depth };
        let mut fields = Fields::default();
        for name in names {
            if let Some(place) = name.place(&mut fields) {
                place.clone_from(&name.1);
            }
        }
        Options { limits, fields }
    }

    /// How many threads to start.
    pub(crate) fn threads(&self) -> usize {
        threads(self.threads)
    }
}

/// So many threads as are wanted, else one a core.
pub(crate) fn threads(wanted: Option<std::num::NonZeroUsize>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    wanted.map_or_else(cores, usize::from)
}

/// Which library, and how to print a list of what is in it.
#[derive(Debug, Clone, Args)]
pub struct Listing {
    /// The library file.
    #[arg(long, value_name = "FILE", env = "SAYSO_LIBRARY", default_value = "sayso.db")]
    pub library: PathBuf,
    /// Shape of the output.
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// At most so many, or "all".
    #[arg(long, value_name = "N", default_value = "100")]
    pub limit: Limit,
    /// Leave out the first so many.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: u64,
    /// Last first.
    #[arg(long)]
    pub reverse: bool,
    /// In CSV, put ' before fields that a spreadsheet would take for a formula (= + - @); else they stand as they are.
    #[arg(long)]
    pub csv_safe: bool,
}

impl Listing {
    /// The part of a whole list that is wanted; it stands in its order already.
    pub(crate) fn part<'r, T>(&self, rows: &'r [T]) -> &'r [T] {
        let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let rest = rows.get(number(self.offset)..).unwrap_or_default();
        rest.get(..self.limit.0.map_or(usize::MAX, number)).unwrap_or(rest)
    }

    /// How much of the list.
    pub(crate) fn page(&self) -> sayso_store::Page {
        sayso_store::Page { limit: self.limit.0, offset: self.offset, reversed: self.reverse }
    }
}

/// A number, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(pub Option<u64>);

impl FromStr for Limit {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Limit, std::num::ParseIntError> {
        Ok(Limit(if text == "all" { None } else { Some(text.parse()?) }))
    }
}

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteSize(pub u64);

/// Not a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a size is a number of bytes, or a number with KiB, MiB or GiB")]
pub struct ByteSizeError;

const UNITS: [(&str, u64); 3] = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)];

impl FromStr for ByteSize {
    type Err = ByteSizeError;

    fn from_str(text: &str) -> Result<ByteSize, ByteSizeError> {
        let with_unit = UNITS.iter().find_map(|(name, unit)| Some((text.strip_suffix(name)?, *unit)));
        let (number, unit) = with_unit.unwrap_or((text, 1));
        let number: u64 = number.trim_end().parse().map_err(|_| ByteSizeError)?;
        number.checked_mul(unit).map(ByteSize).ok_or(ByteSizeError)
    }
}

impl std::fmt::Display for ByteSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match UNITS.iter().rev().find(|(_, unit)| self.0 >= *unit && self.0.is_multiple_of(*unit)) {
            Some((name, unit)) => write!(f, "{} {name}", self.0 / unit),
            None => write!(f, "{} bytes", self.0),
        }
    }
}
