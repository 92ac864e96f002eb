//! `sayso add`: articles into a library.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::Args;
use sayso_core::Provenance;
use sayso_resolve::Resolved;
use sayso_store::{FileDigest, Library, StoreError};

use crate::Outcome;
use crate::cli::{ByteSize, Reading};
use crate::flow;
use crate::inputs::{Input, Inputs, Skip};
use crate::interrupt::Interrupt;
use crate::knowledge;
use crate::load::{Loaded, Why};
use crate::output::Console;
use crate::pipeline::{Pipeline, guarded};
use crate::writer::{Found, Looked, Writer};

/// Reads articles into a library.
#[derive(Debug, Args)]
pub struct Add {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// The library file; made if there is none.
    #[arg(long, value_name = "FILE", env = "SAYSO_LIBRARY", default_value = "sayso.db")]
    pub library: PathBuf,
    /// Write what became of each file to this file, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

pub(crate) fn run(args: &Add) -> anyhow::Result<Outcome> {
    // First: a folder that can't be read must not leave an empty library behind.
    let knowledge = knowledge::load(args.reading.knowledge.as_deref())?;
    let library = Library::open_or_create(&args.library)?;
    let reader = Reader {
        pipeline: Pipeline::with(&args.reading.model, knowledge)?,
        known: Mutex::new(Library::open(&args.library)?),
        limit: args.reading.max_bytes,
    };
    let mut writer = Writer::new(library, reader.pipeline.reader(), args.report.as_deref())?;
    let inputs = inputs(args);
    let interrupt = Interrupt::install()?;
    let console = Console::with_bar(|| inputs.walk().count() as u64);
    let start = Instant::now();
    let files = inputs.walk().take_while(|_| !interrupt.is_wanted());
    flow::in_order(
        files,
        args.reading.threads(),
        |input| reader.look(input),
        |looked| {
            let looked = looked.transpose()?;
            if let Some(Looked { path, found, .. }) = &looked {
                console.step();
                if let Found::Skipped(reason) = found {
                    console.say(&format!("skipped {path}: {reason}"));
                }
            }
            writer.take(looked)
        },
    )?;
    writer.keep()?;
    if !interrupt.is_wanted() {
        writer.link()?;
    }
    console.finish();
    console.tell(&writer.tally.summary(&args.library, start.elapsed()));
    Ok(match (interrupt.is_wanted(), writer.tally.skipped.is_empty()) {
        (true, _) => {
            console.tell(&["Stopped. Run the same command again to go on.".to_owned()]);
            Outcome::Interrupted
        }
        (false, false) => Outcome::Skipped,
        (false, true) => Outcome::Done,
    })
}

fn inputs(args: &Add) -> Inputs {
    let inputs = Inputs::new(&args.reading.paths).but(&args.library);
    match &args.report {
        Some(report) => inputs.but(report),
        None => inputs,
    }
}

/// What the reading threads share.
struct Reader {
    pipeline: Pipeline,
    /// For the question whether a document is there; the writer has a connection of its own.
    known: Mutex<Library>,
    limit: ByteSize,
}

impl Reader {
    /// Looks at one file, and reads it if the library does not have it.
    fn look(&self, input: Result<Input, Skip>) -> Result<Looked, StoreError> {
        match input.and_then(|input| input.load(self.limit)) {
            Ok(loaded) => self.read(loaded),
            Err(Skip { path, why }) => {
                let found = Found::Skipped(why.to_string());
                Ok(Looked { path, size: None, modified: None, digest: None, found })
            }
        }
    }

    fn read(&self, loaded: Loaded) -> Result<Looked, StoreError> {
        let Loaded { bytes, provenance, modified } = loaded;
        let path = provenance.path.clone().unwrap_or_default();
        let digest = FileDigest::of(&bytes, &provenance);
        let found = match self.known(|library| library.added(digest))? {
            Some(id) => Found::Known(id),
            None => self.found(&bytes, provenance)?,
        };
        Ok(Looked { path, size: Some(bytes.len() as u64), modified, digest: Some(digest), found })
    }

    fn found(&self, bytes: &[u8], provenance: Provenance) -> Result<Found, StoreError> {
        let document = match guarded(|| self.pipeline.document(bytes, provenance)) {
            Ok(Ok(document)) => document,
            Ok(Err(not_text)) => return Ok(Found::Skipped(Why::from(not_text).to_string())),
            Err(why) => return Ok(Found::Skipped(why.to_string())),
        };
        if self.known(|library| library.contains(document.id()))? {
            return Ok(Found::Known(document.id()));
        }
        Ok(match guarded(|| self.pipeline.read(&document)) {
            Ok(Resolved { statements, entities }) => Found::Read(Box::new(document), statements, entities),
            Err(why) => Found::Skipped(why.to_string()),
        })
    }

    /// Asks the library while no other thread does.
    fn known<T>(&self, ask: impl FnOnce(&Library) -> T) -> T {
        ask(&self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
