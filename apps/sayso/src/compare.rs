//! `sayso compare`: how texts are related, in pairs.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use sayso_model::{Linker, Related};
use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::cli::{self, Format};
use crate::flow;
use crate::load::Why;
use crate::model::linker;
use crate::output::{self, Console};
use crate::pipeline::guarded;
use crate::printer::Printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Says how texts are related: whether one says the same as the other, denies it, gives another figure, tells of the same
/// matter, or of another.
#[derive(Debug, Args)]
pub struct Compare {
    /// A claim.
    #[arg(required_unless_present = "pairs")]
    pub a: Option<String>,
    /// The text to compare with it. It may be long: then its beginning is read, and what touches the claim.
    #[arg(required_unless_present = "pairs")]
    pub b: Option<String>,
    /// Pairs from a file, or - for standard input: JSONL with `a` and `b`. A line comes out for each, in their order;
    /// lines that are no pair are named and left out.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["a", "b"])]
    pub pairs: Option<PathBuf>,
    /// Shape of the output. [default: table for two texts, jsonl for --pairs]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Threads that compare; what is printed does not depend on it. [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// Two texts.
#[derive(Debug, Deserialize)]
struct Pair {
    a: String,
    b: String,
}

pub(crate) fn run(args: &Compare) -> anyhow::Result<Outcome> {
    let linker = linker()?;
    let usual = if args.pairs.is_some() { Format::Jsonl } else { Format::Table };
    let mut out = output::stdout();
    let mut printer = Printer::new(&mut out, args.format.unwrap_or(usual), false)?;
    let mut outcome = Outcome::Done;
    if let Some(path) = &args.pairs {
        outcome = compare_all(&linker, path, cli::threads(args.threads), &mut printer)?;
    } else if let (Some(a), Some(b)) = (&args.a, &args.b) {
        let pair = Pair { a: a.clone(), b: b.clone() };
        printer.row(&PairRow::new(1, linker.relate(a, b), pair))?;
    }
    printer.finish()?;
    Ok(outcome)
}

fn compare_all(
    linker: &Linker,
    path: &Path,
    threads: usize,
    printer: &mut Printer<'_, PairRow>,
) -> anyhow::Result<Outcome> {
    let name = path.display().to_string();
    let lines = lines(path).with_context(|| format!("cannot open {name}"))?;
    let lines = lines.zip(1u64..).filter(|(line, _)| !line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()));
    let console = Console::plain();
    let mut outcome = Outcome::Done;
    let work =
        |(line, number): (io::Result<Vec<u8>>, u64)| Ok((number, line.map(|line| compared(linker, &line, number))?));
    flow::in_order(lines, threads, work, |done: Option<io::Result<_>>| {
        match done.transpose().with_context(|| format!("cannot read {name}"))? {
            Some((_, Ok(row))) => printer.row(&row)?,
            Some((number, Err(why))) => {
                console.say(&format!("skipped line {number} of {name}: {why}"));
                outcome = Outcome::Skipped;
            }
            // Nothing came for a while: who waits at the other end gets what there is.
            None => printer.flush()?,
        }
        anyhow::Ok(())
    })?;
    Ok(outcome)
}

/// The lines of a file or of standard input.
fn lines(path: &Path) -> io::Result<Box<dyn Iterator<Item = io::Result<Vec<u8>>> + Send>> {
    Ok(if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()).split(b'\n'))
    } else {
        Box::new(BufReader::new(File::open(path)?).split(b'\n'))
    })
}

/// A line's pair with its relation, or what is wrong with the line.
fn compared(linker: &Linker, line: &[u8], number: u64) -> Result<PairRow, String> {
    let pair: Pair = serde_json::from_slice(line).map_err(|error| format!("not a pair of texts: {}", plain(&error)))?;
    let related = guarded(|| linker.relate(&pair.a, &pair.b)).map_err(|why: Why| why.to_string())?;
    Ok(PairRow::new(number, related, pair))
}

/// Without serde's place, which would count lines within the line.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// A pair as it is printed.
#[derive(Debug, Serialize)]
struct PairRow {
    line: u64,
    relation: &'static str,
    score: f32,
    scores: Scores,
    /// That both tell of one event.
    event: f32,
    #[serde(skip)]
    pair: Pair,
}

/// The probability of each relation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Scores {
    same: f32,
    denies: f32,
    different_figure: f32,
    related: f32,
    unrelated: f32,
}

impl PairRow {
    fn new(line: u64, found: Related, pair: Pair) -> PairRow {
        let [same, denies, different_figure, related, unrelated] = found.scores().map(rounded);
        let best = found.best();
        PairRow {
            line,
            relation: best.name(),
            score: rounded(found.score(best)),
            scores: Scores { same, denies, different_figure, related, unrelated },
            event: rounded(found.event()),
            pair,
        }
    }

    fn scores(&self) -> [f32; 5] {
        let Scores { same, denies, different_figure, related, unrelated } = self.scores;
        [same, denies, different_figure, related, unrelated]
    }
}

/// More decimals say nothing.
fn rounded(score: f32) -> f32 {
    (score * 1e4).round() / 1e4
}

impl Row for PairRow {
    const FIELDS: &'static [&'static str] =
        &["line", "relation", "score", "same", "denies", "different-figure", "related", "unrelated", "event"];
    const COLUMNS: &'static [Column] = &[
        Column::number("line", 5),
        Column::fixed("relation", 18),
        Column::number("score", 5),
        Column::number("same", 5),
        Column::number("denies", 6),
        Column::number("figure", 6),
        Column::number("related", 7),
        Column::number("unrelated", 9),
        Column::text("a"),
        Column::text("b"),
    ];

    fn fields(&self) -> Vec<String> {
        let mut fields = vec![self.line.to_string(), self.relation.to_owned(), self.score.to_string()];
        fields.extend(self.scores().iter().chain([&self.event]).map(f32::to_string));
        fields
    }

    fn cells(&self) -> Cells {
        let mut cells = vec![self.line.to_string(), self.relation.to_owned(), format!("{:.2}", self.score)];
        cells.extend(self.scores().iter().map(|score| format!("{score:.2}")));
        cells.extend([self.pair.a.clone(), self.pair.b.clone()]);
        cells
    }
}
