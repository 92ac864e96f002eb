//! Rows to standard output, in the shape that was asked for.

use std::io::Write;
use std::marker::PhantomData;

use anyhow::Context;
use serde::Serialize;

use crate::Outcome;
use crate::cli::{Format, Listing};
use crate::documents::say_how_many;
use crate::output;
use crate::rows::Row;
use crate::table::{self, Cells};

/// Prints the part of a list that was asked for, and says how many there are.
pub(crate) fn list<R: Row>(listing: &Listing, mut rows: Vec<R>, what: &str) -> anyhow::Result<Outcome> {
    if listing.reverse {
        rows.reverse();
    }
    let mut out = output::stdout();
    let mut printer = Printer::new(&mut out, listing.format, listing.csv_safe)?;
    let shown = listing.part(&rows);
    shown.iter().try_for_each(|row| printer.row(row))?;
    printer.finish()?;
    say_how_many(listing, what, shown.len() as u64, rows.len() as u64);
    Ok(Outcome::Done)
}

/// Prints one kind of row. JSON, JSONL and CSV go out row by row; a table when it is finished.
pub(crate) struct Printer<'w, R> {
    out: &'w mut dyn Write,
    format: Format,
    csv_safe: bool,
    rows: usize,
    table: Vec<Cells>,
    of: PhantomData<R>,
}

impl<'w, R: Row> Printer<'w, R> {
    pub(crate) fn new(out: &'w mut dyn Write, format: Format, csv_safe: bool) -> anyhow::Result<Printer<'w, R>> {
        let mut printer = Printer { out, format, csv_safe, rows: 0, table: Vec::new(), of: PhantomData };
        if format == Format::Csv {
            let header = R::FIELDS.iter().map(|field| (*field).to_owned()).collect();
            printer.csv(header)?;
        }
        Ok(printer)
    }

    /// Prints a row.
    pub(crate) fn row(&mut self, row: &R) -> anyhow::Result<()> {
        match self.format {
            Format::Json | Format::Jsonl => self.json(row)?,
            Format::Csv => self.csv(row.fields())?,
            Format::Table => self.table.push(row.cells()),
        }
        Ok(())
    }

    /// Prints any value as the next of the JSON array or as a line.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        if self.format == Format::Json {
            self.out.write_all(if self.rows == 0 { b"[\n" } else { b",\n" }).context(FAILED)?;
        }
        self.rows += 1;
        serde_json::to_writer(&mut *self.out, value).context(FAILED)?;
        if self.format == Format::Jsonl {
            self.out.write_all(b"\n").context(FAILED)?;
        }
        Ok(())
    }

    fn csv(&mut self, mut fields: Vec<String>) -> anyhow::Result<()> {
        if self.csv_safe {
            let formula = |field: &String| field.starts_with(['=', '+', '-', '@', '\t', '\r']);
            fields.iter_mut().filter(|field| formula(field)).for_each(|field| field.insert(0, '\''));
        }
        let terminator = csv::Terminator::CRLF;
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(&mut *self.out);
        writer.write_record(&fields).context(FAILED)?;
        writer.flush().context(FAILED)
    }

    /// Sends on what is buffered.
    pub(crate) fn flush(&mut self) -> anyhow::Result<()> {
        self.out.flush().context(FAILED)
    }

    /// Prints the table, or the end of the JSON array.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        match self.format {
            Format::Json if self.rows == 0 => self.out.write_all(b"[]\n").context(FAILED)?,
            Format::Json => self.out.write_all(b"\n]\n").context(FAILED)?,
            Format::Table if !self.table.is_empty() => {
                table::write(self.out, R::COLUMNS, &self.table).context(FAILED)?;
            }
            Format::Table | Format::Jsonl | Format::Csv => {}
        }
        self.flush()
    }
}

const FAILED: &str = "cannot write to standard output";
