//! `sayso when`: the time expressions of a text.

use std::io::Read;

use anyhow::Context;
use clap::Args;
use sayso_resolve::when::{AnchorDate, Time, times};
use serde::Serialize;

use crate::Outcome;
use crate::cli::Format;
use crate::output::{self, Console};
use crate::printer::Printer;
use crate::rows::Row;
use crate::table::{Cells, Column};

/// Prints the time expressions of a text as TIMEX3 values, with their places.
#[derive(Debug, Args)]
pub struct When {
    /// The text, or - for standard input.
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub text: String,
    /// When the text was published: YYYY-MM-DD, YYYY-MM or YYYY. Without it, what has no date before it stays relative.
    #[arg(long, value_name = "DATE")]
    pub anchor: Option<AnchorDate>,
    /// Shape of the output.
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// In CSV, put ' before fields that a spreadsheet would take for a formula (= + - @); else they stand as they are.
    #[arg(long)]
    pub csv_safe: bool,
}

pub(crate) fn run(args: &When) -> anyhow::Result<Outcome> {
    let text = if args.text == "-" { standard_input()? } else { args.text.clone() };
    let mut out = output::stdout();
    let mut printer = Printer::new(&mut out, args.format, args.csv_safe)?;
    for time in times(&text, args.anchor) {
        printer.row(&TimeRow::new(&time, &text))?;
    }
    printer.finish()?;
    Ok(Outcome::Done)
}

fn standard_input() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    String::from_utf8(bytes).or_else(|error| {
        Console::plain()
            .say(&"standard input is not UTF-8: what is not was replaced, and offsets count the replacements");
        Ok(String::from_utf8_lossy(error.as_bytes()).into_owned())
    })
}

/// A time expression as it is printed.
#[derive(Debug, Serialize)]
struct TimeRow {
    text: String,
    start_byte: usize,
    end_byte: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
    grain: Option<&'static str>,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    begin: Option<String>,
    end: Option<String>,
    anchor: &'static str,
}

impl TimeRow {
    fn new(time: &Time, text: &str) -> TimeRow {
        let (begin, end) = time.range.clone().unzip();
        TimeRow {
            text: time.span.slice(text).unwrap_or_default().to_owned(),
            start_byte: time.span.start(),
            end_byte: time.span.end(),
            kind: time.kind.name(),
            value: time.value.clone(),
            grain: time.grain.map(|grain| grain.name()),
            modifier: time.modifier.map(|modifier| modifier.name()),
            begin,
            end,
            anchor: time.anchor.name(),
        }
    }
}

impl Row for TimeRow {
    const FIELDS: &'static [&'static str] =
        &["text", "start_byte", "end_byte", "type", "value", "grain", "mod", "begin", "end", "anchor"];
    const COLUMNS: &'static [Column] = &[
        Column::text("text"),
        Column::number("at", 7),
        Column::fixed("type", 8),
        Column::fixed("value", 24),
        Column::fixed("grain", 11),
        Column::fixed("mod", 13),
        Column::fixed("anchor", 9),
    ];

    fn fields(&self) -> Vec<String> {
        let some = |value: Option<&str>| value.unwrap_or_default().to_owned();
        vec![
            self.text.clone(),
            self.start_byte.to_string(),
            self.end_byte.to_string(),
            self.kind.to_owned(),
            self.value.clone(),
            some(self.grain),
            some(self.modifier),
            some(self.begin.as_deref()),
            some(self.end.as_deref()),
            self.anchor.to_owned(),
        ]
    }

    fn cells(&self) -> Cells {
        let some = |value: Option<&str>| value.unwrap_or_default().to_owned();
        vec![
            self.text.clone(),
            self.start_byte.to_string(),
            self.kind.to_owned(),
            self.value.clone(),
            some(self.grain),
            some(self.modifier),
            self.anchor.to_owned(),
        ]
    }
}
