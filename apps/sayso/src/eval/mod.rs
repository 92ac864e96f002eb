//! `sayso eval`: how well sayso reads, against gold.

mod gold;
mod report;

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use sayso_core::{Document, Provenance, Spans};
use sayso_quote::score::{Scored, Table, compare};

use crate::Outcome;
use crate::cli::Format;
use crate::output;
use crate::pipeline::Pipeline;
use gold::Gold;

pub use report::Line;

/// Scores what sayso finds against gold.
#[derive(Debug, Args)]
pub struct Eval {
    /// Gold: JSONL in the wire format, or PolNeAR's attributions; plain or gzipped.
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// Shape of the output.
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// Also one line an outlet.
    #[arg(long)]
    pub by_outlet: bool,
    /// Also write the score of each statement found, and whether it is right, to this file as JSONL: what
    /// training/calibrate.py fits.
    #[arg(long, value_name = "FILE")]
    pub scores: Option<PathBuf>,
}

/// A statement that was found: how sure the reader is, and whether it is right.
#[derive(serde::Serialize)]
pub(crate) struct Judged {
    score: f64,
    sourced: bool,
    right: bool,
}

/// What a comparison gave: counts over all documents and by outlet, and each statement's score with whether it is right.
pub(crate) struct Result {
    pub(crate) all: Table,
    pub(crate) outlets: BTreeMap<String, Table>,
    pub(crate) scores: Vec<Judged>,
}

pub(crate) fn run(args: &Eval) -> anyhow::Result<Outcome> {
    let pipeline = Pipeline::bundled()?;
    let gold = gold::read(&args.gold)?;
    let result = score(&pipeline, &gold)?;
    let lines = report::lines(&result, args.by_outlet);
    if let Some(path) = &args.scores {
        report::write_scores(path, &result.scores)?;
    }
    report::print(&mut output::stdout(), args.format, &lines)?;
    Ok(Outcome::Done)
}

/// The lines that `sayso eval GOLD` prints; for tests of floors.
///
/// # Errors
/// The reader can't be loaded, or the gold can't be read.
pub fn lines(gold: &std::path::Path) -> anyhow::Result<Vec<Line>> {
    Ok(report::lines(&score(&Pipeline::bundled()?, &gold::read(gold)?)?, false))
}

fn score(pipeline: &Pipeline, gold: &[Gold]) -> anyhow::Result<Result> {
    let read = |gold: &Gold| -> anyhow::Result<(Document, Vec<Scored>)> {
        let provenance = Provenance { path: Some(gold.name.clone()), ..Provenance::default() };
        let document = pipeline.document(gold.text.as_bytes(), provenance)?;
        let pieces = |spans: &Spans| spans.pieces().to_vec();
        let scored = |s: &sayso_core::Statement| Scored {
            roles: [pieces(s.source()), pieces(s.cue()), pieces(s.content())],
            form: s.parts().form,
            score: s.parts().score.get(),
        };
        let found = pipeline.statements(&document).iter().map(scored).collect();
        Ok((document, found))
    };
    let found: Vec<(Document, Vec<Scored>)> = gold.par_iter().map(read).collect::<anyhow::Result<_>>()?;
    let mut result = Result { all: Table::default(), outlets: BTreeMap::new(), scores: Vec::new() };
    for (gold, (document, found)) in gold.iter().zip(&found) {
        let wanted: Vec<Scored> = gold
            .statements
            .iter()
            .map(|roles| {
                let form = sayso_quote::form(document, &Spans::merged(roles[2].clone()));
                Scored { roles: roles.clone(), form, score: 1.0 }
            })
            .collect();
        let mut table = Table::default();
        let right = compare(document.text(), found, &wanted, &mut table);
        result.all.add(&table);
        result.outlets.entry(gold.outlet.clone()).or_default().add(&table);
        let judge = |(s, right): (&Scored, bool)| Judged { score: s.score, sourced: !s.roles[0].is_empty(), right };
        result.scores.extend(found.iter().zip(right).map(judge));
    }
    Ok(result)
}
