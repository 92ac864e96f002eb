//! The tables of `sayso eval`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use sayso_quote::score::Counts;
use serde::Serialize;

use crate::cli::Format;
use crate::printer::Printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// One measure. What a measure does not have is none.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Line {
    /// Over which statements, names or pronouns: all, a kind of them, an outlet, or a range of scores.
    pub part: String,
    /// What was counted, as in [`sayso_quote::score`].
    pub measure: String,
    /// Of what was found, how many are wanted.
    pub right: Option<usize>,
    /// Of what is wanted, how many were found: other than `right` where a kind of statements is counted, for gold may
    /// put the same statement into another kind than the reader.
    pub recalled: Option<usize>,
    /// Found.
    pub found: Option<usize>,
    /// Wanted.
    pub gold: Option<usize>,
    /// Percent of what was found.
    pub precision: Option<f64>,
    /// Percent of what was wanted; none where nothing was.
    pub recall: Option<f64>,
    /// Their harmonic mean, percent.
    pub f1: Option<f64>,
    /// Mean score of what was found, percent.
    pub score: Option<f64>,
    /// What is no share of a count: a rate, a ratio, an error in percent.
    pub value: Option<f64>,
}

/// Two decimals: the figure printed is the figure compared with a floor.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl Line {
    /// Precision, recall and F1.
    pub(super) fn counted(part: &str, measure: &str, counts: Counts) -> Line {
        let wanted = |share: f64| (counts.gold > 0).then(|| rounded(100.0 * share));
        Line {
            recalled: Some(counts.recalled),
            gold: Some(counts.gold),
            recall: wanted(counts.recall()),
            f1: wanted(counts.f1()),
            ..Line::found(part, measure, counts)
        }
    }

    /// Under another name.
    pub(super) fn measuring(self, measure: &str) -> Line {
        Line { measure: measure.to_owned(), ..self }
    }

    /// The share that is right of statements with a mean score.
    pub(super) fn scored(part: &str, measure: &str, score: f64, counts: Counts) -> Line {
        Line { score: Some(rounded(100.0 * score)), ..Line::found(part, measure, counts) }
    }

    /// A single figure.
    pub(super) fn value(part: &str, measure: &str, value: f64) -> Line {
        Line { value: Some(rounded(value)), ..Line::named(part, measure) }
    }

    /// The share that is right of what was found.
    pub(super) fn found(part: &str, measure: &str, counts: Counts) -> Line {
        let precision = Some(rounded(100.0 * counts.precision()));
        Line { right: Some(counts.right), found: Some(counts.found), precision, ..Line::named(part, measure) }
    }

    fn named(part: &str, measure: &str) -> Line {
        Line { part: part.to_owned(), measure: measure.to_owned(), ..Line::default() }
    }
}

impl Row for Line {
    const FIELDS: &'static [&'static str] =
        &["part", "measure", "right", "recalled", "found", "gold", "precision", "recall", "f1", "score", "value"];
    const COLUMNS: &'static [Column] = &[
        Column::fixed("part", 24),
        Column::fixed("measure", 20),
        Column::number("right", 6),
        Column::number("found", 6),
        Column::number("gold", 6),
        Column::number("precision", 9),
        Column::number("recall", 6),
        Column::number("F1", 6),
        Column::number("score", 6),
        Column::number("value", 6),
    ];

    fn fields(&self) -> Vec<String> {
        let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        let counts = [self.right, self.recalled, self.found, self.gold].map(count);
        self.printed(&counts, 2)
    }

    fn cells(&self) -> Cells {
        let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        let counts = [self.right, self.found, self.gold].map(count);
        self.printed(&counts, 1)
    }
}

impl Line {
    /// Every column, figures with so many decimals.
    fn printed(&self, counts: &[String], decimals: usize) -> Vec<String> {
        let figure = |figure: Option<f64>| figure.map_or_else(String::new, |figure| format!("{figure:.decimals$}"));
        let mut out = vec![self.part.clone(), self.measure.clone()];
        out.extend_from_slice(counts);
        out.extend([self.precision, self.recall, self.f1, self.score].map(figure));
        // A rate or a ratio is small, and its second decimal counts.
        out.push(self.value.map_or_else(String::new, |value| format!("{value:.2}")));
        out
    }
}

/// Writes a file of lines.
pub(super) fn write_lines(path: &Path, lines: &[String]) -> anyhow::Result<()> {
    std::fs::write(path, lines.join("\n") + "\n").with_context(|| format!("cannot write {}", path.display()))
}

/// Prints the tables: for people one below the other, else as one list of rows.
pub(super) fn print(out: &mut dyn Write, format: Format, tables: &[Vec<Line>]) -> anyhow::Result<()> {
    if format != Format::Table {
        return print_lines(out, format, tables.iter().flatten());
    }
    for (i, table) in tables.iter().enumerate() {
        if i > 0 && !table.is_empty() {
            writeln!(out).context("cannot write to standard output")?;
        }
        print_lines(out, format, table.iter())?;
    }
    Ok(())
}

fn print_lines<'a>(out: &mut dyn Write, format: Format, lines: impl Iterator<Item = &'a Line>) -> anyhow::Result<()> {
    let mut printer = Printer::new(out, format, false)?;
    for line in lines {
        printer.row(line)?;
    }
    printer.finish()
}
