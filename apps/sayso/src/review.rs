//! `sayso review`: what people decide about claims, denials and copies.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};
use sayso_core::DocumentId;
use sayso_store::{IdPrefix, Library, Reviewed as Kept};
use sayso_trace::{Decision, Verdict};
use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::claims::{Linked, content, statement_of};
use crate::cli::Listing;
use crate::entities::File;
use crate::output::{self, Console};
use crate::printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Says where sayso is wrong about claims, denials and copies. Decisions win, survive rebuilding, and can be taken back.
#[derive(Debug, Args)]
pub struct Review {
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Say that two statements, or claims, say the same.
    Same(Two),
    /// Say that two statements, or claims, do not belong together.
    Apart(Two),
    /// Say that one denies the other.
    Denies(Two),
    /// Say that neither denies the other.
    Affirms(Two),
    /// Say that a document has its text from another; only of two that share text.
    Copy(Documents),
    /// Say that neither of two documents has its text from the other.
    NoCopy(Documents),
    /// List what was decided.
    List(List),
    /// Take a decision back.
    Undo(Undo),
    /// Print all decisions as JSONL, or with --pairs what they say of pairs of texts: what the linker learns from.
    Export(Export),
    /// Take over decisions that `sayso review export` printed.
    Import(Import),
}

/// Two statements or claims, by the first digits of their ids.
#[derive(Debug, Args)]
pub struct Two {
    /// The one.
    #[arg(value_name = "STATEMENT|CLAIM")]
    pub one: IdPrefix,
    /// The other.
    #[arg(value_name = "STATEMENT|CLAIM")]
    pub other: IdPrefix,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Two documents, by the first digits of their ids.
#[derive(Debug, Args)]
pub struct Documents {
    /// The copy.
    #[arg(value_name = "DOCUMENT")]
    pub document: IdPrefix,
    /// Where it has its text from.
    #[arg(value_name = "SOURCE")]
    pub source: IdPrefix,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Lists what was decided, the oldest first.
#[derive(Debug, Args)]
pub struct List {
    /// Which library and how to print.
    #[command(flatten)]
    pub listing: Listing,
}

/// Takes a decision back.
#[derive(Debug, Args)]
pub struct Undo {
    /// As `sayso review list` prints it.
    #[arg(value_name = "NUMBER")]
    pub number: i64,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Prints all decisions.
#[derive(Debug, Args)]
pub struct Export {
    /// Pairs of texts with their relation instead, as `sayso compare --pairs` reads them.
    #[arg(long)]
    pub pairs: bool,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// Takes over decisions.
#[derive(Debug, Args)]
pub struct Import {
    /// What `sayso review export` printed; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub decisions: PathBuf,
    /// Which library.
    #[command(flatten)]
    pub file: File,
}

/// A decision, as printed.
#[derive(Debug, Serialize, Deserialize)]
struct ReviewRow {
    #[serde(default)]
    number: i64,
    verdict: String,
    one: String,
    other: String,
    #[serde(default)]
    made: String,
}

pub(crate) fn run(args: &Review) -> anyhow::Result<Outcome> {
    match &args.what {
        What::Same(two) => statements(two, Verdict::Same),
        What::Apart(two) => statements(two, Verdict::Apart),
        What::Denies(two) => statements(two, Verdict::Denies),
        What::Affirms(two) => statements(two, Verdict::Affirms),
        What::Copy(two) => documents(two, true),
        What::NoCopy(two) => documents(two, false),
        What::List(list) => self::list(&list.listing),
        What::Undo(undo) => self::undo(undo),
        What::Export(export) => self::export(export),
        What::Import(import) => self::import(import),
    }
}

fn statements(two: &Two, verdict: Verdict) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&two.file.library)?;
    let mut linked = None;
    let mut find = |prefix| statement_of(&mut library, prefix, &mut linked);
    let (one, other) = (find(&two.one)?, find(&two.other)?);
    ensure!(one != other, "{} and {} are one statement", two.one, two.other);
    keep(&mut library, &Decision::Statements { verdict, one, other })
}

fn documents(two: &Documents, is_copy: bool) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&two.file.library)?;
    let find = |prefix: &IdPrefix| -> anyhow::Result<DocumentId> {
        let found = library.documents_by_prefix(prefix, 2)?;
        match found[..] {
            [one] => Ok(one),
            [] => bail!("no document has an id that begins with {prefix}; `sayso documents` lists them"),
            _ => bail!("{prefix} begins the ids of several documents; give more digits"),
        }
    };
    let (document, source) = (find(&two.document)?, find(&two.source)?);
    ensure!(document != source, "{} and {} are one document", two.document, two.source);
    keep(&mut library, &Decision::Documents { is_copy, document, source })
}

fn keep(library: &mut Library, decision: &Decision) -> anyhow::Result<Outcome> {
    let is_new = library.decide(decision)?;
    Console::plain().say(&if is_new { "kept" } else { "that was decided already" });
    Ok(Outcome::Done)
}

fn undo(args: &Undo) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.file.library)?;
    ensure!(
        library.take_back_review(args.number)?,
        "there is no decision {}; `sayso review list` lists them",
        args.number
    );
    Console::plain().say(&format!("decision {} is taken back", args.number));
    Ok(Outcome::Done)
}

fn list(listing: &Listing) -> anyhow::Result<Outcome> {
    let rows: Vec<ReviewRow> = Library::open(&listing.library)?.reviews()?.iter().map(ReviewRow::from).collect();
    printer::list(listing, rows, "decisions")
}

/// A pair of texts with what somebody decided of it.
#[derive(Debug, Serialize)]
struct Pair {
    a: String,
    b: String,
    relation: &'static str,
}

fn export(args: &Export) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.file.library)?;
    let reviews = library.reviews()?;
    let mut out = output::stdout();
    let mut write = |line: String| writeln!(out, "{line}").context("cannot write to standard output");
    if !args.pairs {
        for review in &reviews {
            write(serde_json::to_string(&ReviewRow::from(review))?)?;
        }
        return Ok(Outcome::Done);
    }
    let linked = Linked::of(&mut library)?;
    let text = |id| linked.statement(id).map(|(document, statement)| content(document, statement));
    for review in &reviews {
        let Decision::Statements { verdict, one, other } = review.decision else { continue };
        let relation = match verdict {
            Verdict::Same => "same",
            Verdict::Denies => "denies",
            Verdict::Apart => "related",
            Verdict::Affirms => continue,
        };
        if let (Some(a), Some(b)) = (text(one), text(other)) {
            write(serde_json::to_string(&Pair { a, b, relation })?)?;
        }
    }
    Ok(Outcome::Done)
}

fn import(args: &Import) -> anyhow::Result<Outcome> {
    let mut library = Library::open(&args.file.library)?;
    let shown = args.decisions.display();
    let reader: Box<dyn BufRead> = if args.decisions.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(&args.decisions).with_context(|| format!("cannot open {shown}"))?;
        Box::new(std::io::BufReader::new(file))
    };
    // All or none: a file that is damaged halfway changes nothing.
    let mut decisions = Vec::new();
    for (number, line) in reader.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {shown}"))?;
        if !line.trim().is_empty() {
            let row: ReviewRow =
                serde_json::from_str(&line).with_context(|| format!("{shown}, line {}: no decision", number + 1))?;
            decisions.push(row.decision().with_context(|| format!("{shown}, line {}", number + 1))?);
        }
    }
    let mut new = 0;
    for decision in &decisions {
        new += usize::from(library.decide(decision)?);
    }
    Console::plain().say(&format!("{new} of {} decisions are new", decisions.len()));
    Ok(Outcome::Done)
}

impl From<&Kept> for ReviewRow {
    fn from(review: &Kept) -> ReviewRow {
        let (verdict, one, other) = match review.decision {
            Decision::Statements { verdict, one, other } => (verdict.name(), one.to_string(), other.to_string()),
            Decision::Documents { is_copy, document, source } => {
                (if is_copy { "copy" } else { "no-copy" }, document.to_string(), source.to_string())
            }
        };
        ReviewRow { number: review.number, verdict: verdict.to_owned(), one, other, made: review.made.clone() }
    }
}

impl ReviewRow {
    fn decision(&self) -> anyhow::Result<Decision> {
        if let "copy" | "no-copy" = self.verdict.as_str() {
            let (document, source) = (self.one.parse()?, self.other.parse()?);
            return Ok(Decision::Documents { is_copy: self.verdict == "copy", document, source });
        }
        let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.name() == self.verdict);
        let verdict = verdict.with_context(|| format!("{} is no verdict", self.verdict))?;
        Ok(Decision::Statements { verdict, one: self.one.parse()?, other: self.other.parse()? })
    }
}

impl Row for ReviewRow {
    const FIELDS: &'static [&'static str] = &["number", "verdict", "one", "other", "made"];
    const COLUMNS: &'static [Column] = &[
        Column::number("number", 6),
        Column::fixed("verdict", 7),
        Column::text("one"),
        Column::text("other"),
        Column::fixed("made", 20),
    ];

    fn fields(&self) -> Vec<String> {
        let ReviewRow { number, verdict, one, other, made } = self;
        vec![number.to_string(), verdict.clone(), one.clone(), other.clone(), made.clone()]
    }

    fn cells(&self) -> Cells {
        self.fields()
    }
}
