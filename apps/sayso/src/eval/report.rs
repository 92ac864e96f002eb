//! The tables of `sayso eval`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use sayso_quote::score::{Counts, ROLES, Table};
use serde::Serialize;

use super::{Judged, Result};
use crate::cli::Format;
use crate::printer::Printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Over which statements: all, a form, an outlet, or a range of scores.
    pub part: String,
    /// What was counted, as in [`sayso_quote::score`].
    pub measure: String,
    /// Found and wanted.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub gold: usize,
    /// Percent of what was found.
    pub precision: f64,
    /// Percent of what was wanted; none where nothing was.
    pub recall: Option<f64>,
    /// Their harmonic mean, percent.
    pub f1: Option<f64>,
}

impl Line {
    fn new(part: &str, measure: String, counts: Counts) -> Line {
        // Two decimals: the figure printed is the figure compared with a floor.
        let percent = |share: f64| (share * 10_000.0).round() / 100.0;
        let Counts { right, found, gold } = counts;
        let precision = percent(counts.precision());
        let wanted = |share: f64| (gold > 0).then(|| percent(share));
        let (recall, f1) = (wanted(counts.recall()), wanted(counts.f1()));
        Line { part: part.to_owned(), measure, right, found, gold, precision, recall, f1 }
    }
}

impl Row for Line {
    const FIELDS: &'static [&'static str] = &["part", "measure", "right", "found", "gold", "precision", "recall", "f1"];
    const COLUMNS: &'static [Column] = &[
        Column::fixed("part", 24),
        Column::fixed("measure", 16),
        Column::number("right", 6),
        Column::number("found", 6),
        Column::number("gold", 6),
        Column::number("precision", 9),
        Column::number("recall", 6),
        Column::number("F1", 6),
    ];

    fn fields(&self) -> Vec<String> {
        self.printed(2)
    }

    fn cells(&self) -> Cells {
        self.printed(1)
    }
}

impl Line {
    /// Every column, shares with so many decimals.
    fn printed(&self, decimals: usize) -> Vec<String> {
        let Line { part, measure, right, found, gold, precision, recall, f1 } = self;
        let numbers = [right, found, gold].map(ToString::to_string);
        let share = |share: Option<f64>| share.map_or_else(String::new, |share| format!("{share:.decimals$}"));
        let shares = [Some(*precision), *recall, *f1].map(share);
        [part, measure].into_iter().cloned().chain(numbers).chain(shares).collect()
    }
}

/// All measures of a comparison, in the order of the table.
pub(super) fn lines(result: &Result, by_outlet: bool) -> Vec<Line> {
    let table = &result.all;
    let mut out = measures("all", table);
    for (role, counts) in ROLES.iter().zip(&table.tokens) {
        out.push(Line::new("all", format!("{role}, tokens"), *counts));
    }
    for (form, counts) in ["direct", "indirect", "mixed"].iter().zip(&table.by_form) {
        out.push(Line::new(form, "statement".to_owned(), *counts));
    }
    for (part, counts) in ["with a source", "without a source"].iter().zip(&table.by_source) {
        out.push(Line::new(part, "statement".to_owned(), *counts));
    }
    out.extend(reliability(&result.scores));
    if by_outlet {
        out.extend(result.outlets.iter().flat_map(|(outlet, table)| measures(outlet, table)));
    }
    out
}

fn measures(part: &str, table: &Table) -> Vec<Line> {
    let exact = ROLES.iter().zip(&table.exact).map(|(role, counts)| Line::new(part, format!("{role}, exact"), *counts));
    let triple = Line::new(part, "triple, exact".to_owned(), table.triple);
    exact.chain([triple, Line::new(part, "statement".to_owned(), table.statement)]).collect()
}

/// Of the statements whose score lies in a range, how many are right: precision should be near the range.
fn reliability(scores: &[Judged]) -> Vec<Line> {
    let bins = 10;
    (0..bins)
        .map(|bin| {
            let inside = scores.iter().filter(|s| ((s.score * f64::from(bins)) as i32).min(bins - 1) == bin);
            let (found, right) = inside.fold((0, 0), |(found, right), s| (found + 1, right + usize::from(s.right)));
            let part = format!("score {:.1} to {:.1}", f64::from(bin) / 10.0, f64::from(bin + 1) / 10.0);
            Line::new(&part, "statement".to_owned(), Counts { right, found, gold: 0 })
        })
        .filter(|line| line.found > 0)
        .collect()
}

/// Writes each statement's score with whether it is right, one a line.
pub(super) fn write_scores(path: &Path, scores: &[Judged]) -> anyhow::Result<()> {
    let lines: Vec<String> = scores.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>()?;
    std::fs::write(path, lines.join("\n") + "\n").with_context(|| format!("cannot write {}", path.display()))
}

/// Prints the lines.
pub(super) fn print(out: &mut dyn Write, format: Format, lines: &[Line]) -> anyhow::Result<()> {
    let mut printer = Printer::new(out, format, false)?;
    for line in lines {
        match format {
            Format::Json | Format::Jsonl => printer.json(line)?,
            Format::Table | Format::Csv => printer.row(line)?,
        }
    }
    printer.finish()
}
