//! `sayso eval`: how well sayso reads, against gold.

mod gold;
mod attributed;
mod compare;
mod resolved;
mod reliability;
mod entities;
mod columns;
mod gap;
mod figures;
mod relays;
mod acts;
mod times;
mod said;
mod claims;
mod hanging;
mod pages;
mod pairs;
mod report;

use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::Args;

use crate::Outcome;
use crate::cli::Format;
use crate::model::Model;
use crate::output::{self, Console};
use crate::pipeline::Pipeline;
use gold::Gold;

pub use report::Line;

/// Scores what sayso finds against gold.
#[derive(Debug, Args)]
pub struct Eval {
    /// Gold, plain or gzipped, told by its first line. Statements: JSONL in the wire format, or PolNeAR's attributions.
    /// Names: JSONL with `entities`, or columns of tokens and tags. Pronouns: GAP's table. Acts: JSONL with `acts`. Figures:
    /// JSONL with `figures`. Relays: JSONL with `relays`. Pairs: JSONL with `a`, `b` and
    /// `relation`, or several where gold does not tell them apart. Times: a table of anchors and texts with
    /// marks, and another for when statements were said. Pages: JSON with `with` and `without` under the name of each
    /// file, which stands in the folder `pages` beside it.
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// Shape of the output.
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// Also the lines of each outlet.
    #[arg(long)]
    pub by_outlet: bool,
    /// Also write the score of each statement found, and whether it is right, to this file as JSONL: what
    /// training/calibrate.py fits.
    #[arg(long, value_name = "FILE")]
    pub scores: Option<PathBuf>,
    /// Also write what is known of the gold's own statements and is wrong to this file as JSONL: stage, what is wanted, what
    /// was found.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Reader: "best", "fast", or a file of weights.
    #[arg(long, value_name = "MODEL", default_value = "best")]
    pub model: Model,
}

/// What a comparison gave.
#[derive(Default)]
struct Report {
    /// Tables, one after another.
    tables: Vec<Vec<Line>>,
    /// What has to be known of them.
    notes: Vec<String>,
    /// Each statement's score with whether it is right, or what is known of pairs of statements, as JSON.
    scores: Vec<String>,
    /// What is wrong of the gold's statements, as JSON.
    errors: Vec<String>,
}

pub(crate) fn run(args: &Eval) -> anyhow::Result<Outcome> {
    let gold = gold::read(&args.gold)?;
    ensure!(matches!(gold, Gold::Statements(_)) || args.errors.is_none(), "--errors needs gold of statements");
    let of_statements = matches!(gold, Gold::Statements(_) | Gold::Claims(_));
    ensure!(of_statements || args.scores.is_none(), "--scores needs gold of statements or claims");
    let report = compared(&Pipeline::bundled(&args.model)?, &gold, args.by_outlet, args.scores.is_some())?;
    if let Some(path) = &args.scores {
        report::write_lines(path, &report.scores)?;
    }
    if let Some(path) = &args.errors {
        report::write_lines(path, &report.errors)?;
    }
    report.notes.iter().for_each(|note| Console::plain().say(note));
    report::print(&mut output::stdout(), args.format, &report.tables)?;
    Ok(Outcome::Done)
}

/// The lines that `sayso eval GOLD --model MODEL` prints; for tests of floors.
///
/// # Errors
/// The reader can't be loaded, or the gold can't be read.
pub fn lines(gold: &Path, model: &Model) -> anyhow::Result<Vec<Line>> {
    Ok(compared(&Pipeline::bundled(model)?, &gold::read(gold)?, false, false)?.tables.concat())
}

fn compared(pipeline: &Pipeline, gold: &Gold, by_outlet: bool, scores: bool) -> anyhow::Result<Report> {
    let alone = |lines: Vec<Line>| Report { tables: vec![lines], ..Report::default() };
    match gold {
        Gold::Statements(gold) => {
            let mut report = compare::report(pipeline, gold, by_outlet)?;
            let records: Vec<_> = gold.iter().filter_map(|gold| gold.record.clone()).collect();
            let (resolved, errors) = resolved::lines(pipeline, &records)?;
            report.tables.extend((!resolved.is_empty()).then_some(resolved));
            report.errors = errors;
            Ok(report)
        }
        Gold::Entities(gold) => Ok(alone(entities::lines(pipeline, gold)?)),
        Gold::Acts(gold) => Ok(alone(acts::lines(pipeline.knowledge().cues(), pipeline.linker(), gold)?)),
        Gold::Pronouns(gold) => Ok(alone(gap::lines(pipeline, gold)?)),
        Gold::Figures(gold) => Ok(alone(figures::lines(gold)?)),
        Gold::Relays(gold) => Ok(alone(relays::lines(gold))),
        Gold::Times(gold) => Ok(alone(times::lines(gold))),
        Gold::Said(gold) => Ok(alone(said::lines(gold))),
        Gold::Pairs(gold) => {
            let tables = pairs::lines(pipeline.linker(), gold).into();
            Ok(Report { tables, ..Report::default() })
        }
        Gold::Pages(gold) => Ok(alone(pages::lines(gold)?)),
        Gold::Claims(index) => {
            let (lines, scores) = claims::lines(pipeline, index, scores)?;
            Ok(Report { scores, ..alone(lines) })
        }
    }
}
