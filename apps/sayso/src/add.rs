//! `sayso add`: articles into a library.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::Args;
use sayso_core::Provenance;
use sayso_ingest::containers::{Given, Place};
use sayso_resolve::Resolved;
use sayso_store::{FileDigest, InputPlace, InputState, Library, StoreError};

use crate::Outcome;
use crate::cli::Reading;
use crate::fetch::{Fetcher, Fetching, Validators};
use crate::flow;
use crate::inputs::{Inputs, Skip};
use crate::interrupt::Interrupt;
use crate::knowledge;
use crate::load::{Item, Loaded, Loading, Top, What, Why};
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
    /// How addresses are fetched.
    #[command(flatten)]
    pub fetching: Fetching,
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
    };
    let options = args.reading.options();
    // What was found in an input with other options is not what is found now.
    let named = format!("{options:?}");
    let mut writer = Writer::new(library, reader.pipeline.reader(), args.report.as_deref(), named.clone())?;
    let inputs = inputs(args);
    let interrupt = Interrupt::install()?;
    let console = Console::with_bar(|| inputs.walk().flatten().filter_map(|input| input.size()).sum());
    let start = Instant::now();
    let from = |top: &Top| {
        let place = reader.place_in(top, &named);
        if place != Place::default() {
            console.say(&format!("{}: goes on where it was stopped", top.path));
        }
        place
    };
    let fetcher = Fetcher::new(&args.fetching);
    let known = |url: &str| reader.validators(url);
    let loading = Loading {
        inputs: &inputs,
        options: &options,
        from: &from,
        fetcher: Some((&fetcher, &known)),
        stops: &|| interrupt.is_wanted(),
    };
    loading.with(|items| {
        let look = |item| reader.look(item);
        flow::in_order(items.into_iter(), args.reading.threads(), look, |looked| {
            let looked = looked.transpose()?;
            if let Some(Looked { top, read, path, found, .. }) = &looked {
                console.at(top.before + read, !matches!(found, Found::End(_)));
                if let Found::Skipped(reason) = found {
                    console.say(&format!("skipped {path}: {reason}"));
                }
            }
            writer.take(looked)
        })
    })?;
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
}

impl Reader {
    /// Where an earlier run ended in this input; at its beginning where that can't be told.
    fn place_in(&self, top: &Top, options: &str) -> Place {
        let (Some(size), Some(modified)) = (top.size, top.modified) else { return Place::default() };
        let state = InputState { path: &top.path, size, modified, options };
        let found = self.known(|library| library.place_in(state)).ok().flatten();
        found.map_or(Place::default(), |InputPlace { offset, line, taken }| Place { offset, line, taken })
    }

    /// What is known of what was fetched from this address before.
    fn validators(&self, url: &str) -> Validators {
        let (etag, last_modified) = self.known(|library| library.fetched(url)).ok().flatten().unwrap_or_default();
        Validators { etag, last_modified }
    }

    /// Looks at one thing, and reads it if the library does not have it.
    fn look(&self, item: Item) -> Result<Looked, StoreError> {
        let Item { top, next, read, what } = item;
        let mut looked = Looked {
            path: top.path.clone(),
            next: Some(next),
            read,
            size: None,
            digest: None,
            found: Found::Unchanged,
            top,
        };
        match what {
            What::Unchanged => {}
            What::End(validators) => {
                looked.next = None;
                looked.found = Found::End(validators);
            }
            What::Skipped(Skip { path, why }) => {
                looked.path = path;
                looked.found = Found::Skipped(why.to_string());
            }
            What::Record(loaded) => {
                let Loaded { bytes, provenance, given } = *loaded;
                let digest = FileDigest::of(&bytes, &provenance);
                looked.path = provenance.path.clone().unwrap_or_default();
                looked.size = Some(bytes.len() as u64);
                looked.digest = Some(digest);
                looked.found = match self.known(|library| library.added(digest))? {
                    Some(id) => Found::Known(id),
                    None => self.found(&bytes, provenance, &given)?,
                };
            }
        }
        Ok(looked)
    }

    fn found(&self, bytes: &[u8], provenance: Provenance, given: &Given) -> Result<Found, StoreError> {
        let document = match guarded(|| self.pipeline.record(bytes, provenance, given)) {
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
