//! `sayso extract`: articles in, statements out.

use clap::Args;
use sayso_core::wire::Record;
use sayso_core::{Document, Statement};
use sayso_ingest::containers::Place;

use crate::Outcome;
use crate::cli::{Format, Reading};
use crate::flow;
use crate::inputs::{Inputs, Skip};
use crate::knowledge;
use crate::load::{Item, Loaded, Loading, What, Why};
use crate::output::{self, Console};
use crate::pipeline::{Pipeline, guarded};
use crate::printer::Printer;
use crate::rows::{DocumentRow, StatementRow};

/// Reads articles and prints their statements.
#[derive(Debug, Args)]
pub struct Extract {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// Shape of the output; JSON and JSONL hold whole documents (docs/wire.schema.json), the others one row a statement.
    #[arg(long, value_enum, default_value = "jsonl")]
    pub format: Format,
    /// In CSV, put ' before fields that a spreadsheet would take for a formula (= + - @); else they stand as they are.
    #[arg(long)]
    pub csv_safe: bool,
}

type Extracted = Result<(Document, Vec<Statement>), Skip>;

pub(crate) fn run(args: &Extract) -> anyhow::Result<Outcome> {
    let pipeline = Pipeline::with(&args.reading.model, knowledge::load(args.reading.knowledge.as_deref())?)?;
    let pipeline = pipeline.taking(&args.reading.takes);
    let inputs = Inputs::new(&args.reading.paths);
    let console = Console::plain();
    let mut out = output::stdout();
    let mut printer = Printer::<StatementRow>::new(&mut out, args.format, args.csv_safe)?;
    let mut outcome = Outcome::Done;
    let options = args.reading.options();
    let loading = Loading {
        inputs: &inputs,
        options: &options,
        from: &|_| Place::default(),
        fetching: None,
        follows: false,
        stops: &|| false,
    };
    loading.with(|items| {
        flow::in_order(
            items.into_iter(),
            args.reading.threads(),
            |item| extract(&pipeline, item),
            |extracted| {
                match extracted.flatten() {
                    Some(Ok((document, statements))) => {
                        print(&mut printer, args.format, &console, &document, &statements)?;
                    }
                    Some(Err(Skip { path, why })) => {
                        console.say(&format!("skipped {path}: {why}"));
                        outcome = Outcome::Skipped;
                    }
                    None => {}
                }
                anyhow::Ok(())
            },
        )
    })?;
    printer.finish()?;
    Ok(outcome)
}

/// `None`: the end of an input.
fn extract(pipeline: &Pipeline, item: Item) -> Option<Extracted> {
    let Loaded { bytes, provenance, given } = match item.what {
        What::Record(loaded) => *loaded,
        What::Skipped(skip) => return Some(Err(skip)),
        What::Link(link) => {
            return Some(Err(Skip { path: format!("{} ({})", link.path, link.url), why: Why::of_link(&link) }));
        }
        What::Unchanged | What::End(_) => return None,
    };
    let path = provenance.path.clone().unwrap_or_default();
    let read = guarded(|| {
        let document = pipeline.record(&bytes, provenance, &given)?;
        let statements = pipeline.statements(&document);
        Ok((document, statements))
    });
    Some(read.and_then(|read| read).map_err(|why| Skip { path, why }))
}

fn print(
    printer: &mut Printer<'_, StatementRow>,
    format: Format,
    console: &Console,
    document: &Document,
    statements: &[Statement],
) -> anyhow::Result<()> {
    if matches!(format, Format::Json | Format::Jsonl) {
        printer.json(&Record::new(document, statements))?;
    } else {
        // These shapes have no place for warnings.
        for warning in document.warnings() {
            console.say(&format!("{}: {warning}", document.provenance().path.as_deref().unwrap_or_default()));
        }
        let row = DocumentRow::new(document, statements);
        for statement in statements {
            printer.row(&StatementRow::new(row.clone(), statement, document.text(), document.page()))?;
        }
    }
    printer.flush()
}
