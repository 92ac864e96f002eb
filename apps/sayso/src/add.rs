//! `sayso add`: articles into a library.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use sayso_store::{Library, StoreError};

use crate::Outcome;
use crate::alerts;
use crate::cli::Reading;
use crate::fetch::Fetching;
use crate::gather::Gatherer;
use crate::inputs::Inputs;
use crate::interrupt::Interrupt;
use crate::output::Console;
use crate::tally::counted;
use crate::writer::{Found, Looked};

/// Reads articles into a library.
#[derive(Debug, Args)]
pub struct Add {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// The library file; made if there is none.
    #[arg(long, value_name = "FILE", env = "SAYSO_LIBRARY", default_value = "sayso.db")]
    pub library: PathBuf,
    /// How addresses are fetched.
    #[command(flatten)]
    pub fetching: Fetching,
    /// Write what became of each document to this file, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

pub(crate) fn run(args: &Add) -> anyhow::Result<Outcome> {
    let (gatherer, mut writer) = Gatherer::open(&args.reading, &args.fetching, &args.library, args.report.as_deref())?;
    let inputs = inputs(args);
    let interrupt = Interrupt::install()?;
    let console = Console::with_bar(|| inputs.walk().flatten().filter_map(|input| input.size()).sum());
    let start = Instant::now();
    gatherer.gather(&inputs, &console, &|| interrupt.is_wanted(), |looked| {
        if let Some(looked @ Looked { top, read, path, found, .. }) = &looked {
            console.at(top.before + read, !matches!(found, Found::End(_)));
            if let Some(reason) = looked.skipped() {
                console.say(&format!("skipped {path}: {reason}"));
            }
        }
        writer.take(looked)?;
        Ok(Vec::new())
    })?;
    writer.keep()?;
    if !interrupt.is_wanted() {
        writer.link()?;
    }
    let alerts = alert(args, &gatherer, &interrupt)?;
    console.finish();
    console.tell(&writer.tally.summary(&args.library, start.elapsed()));
    if alerts > 0 {
        console.tell(&[format!("{}; `sayso track check` tells of them.", counted(alerts as u64, "new alert"))]);
    }
    Ok(match (interrupt.is_wanted(), writer.tally.skipped.is_empty()) {
        (true, _) => {
            console.tell(&["Stopped. Run the same command again to go on.".to_owned()]);
            Outcome::Interrupted
        }
        (false, false) => Outcome::Skipped,
        (false, true) => Outcome::Done,
    })
}

/// Raises alerts about tracked claims; `sayso watch` and `sayso track check` tell of them. How many are new.
fn alert(args: &Add, gatherer: &Gatherer, interrupt: &Interrupt) -> anyhow::Result<usize> {
    let mut library = Library::open(&args.library)?;
    match alerts::raise(&mut library, gatherer.linker(), &|| interrupt.is_wanted()) {
        // Where another program is writing, whoever looks next goes on.
        Err(StoreError::Busy) => Ok(0),
        raised => Ok(raised?),
    }
}

fn inputs(args: &Add) -> Inputs {
    let inputs = Inputs::new(&args.reading.paths).but(&args.library);
    match &args.report {
        Some(report) => inputs.but(report),
        None => inputs,
    }
}
