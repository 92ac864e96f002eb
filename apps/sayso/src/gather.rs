//! From inputs into a library: what `add` does once, and `watch` again and again.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sayso_core::Provenance;
use sayso_ingest::containers::{Given, Options, Place};
use sayso_model::Linker;
use sayso_resolve::Resolved;
use sayso_store::{FileDigest, InputPlace, InputState, Library, StoreError};

use crate::cli::Reading;
use crate::fetch::{Fetcher, Fetching, Order, Queue, Validators};
use crate::flow;
use crate::inputs::{Inputs, Skip};
use crate::knowledge;
use crate::load::{Item, Loaded, Loading, Top, What, Why};
use crate::output::Console;
use crate::pipeline::{Pipeline, guarded};
use crate::writer::{Found, Looked, Writer};

/// Everything that is opened once.
pub(crate) struct Gatherer {
    pipeline: Pipeline,
    /// For the question whether a document is there; the writer has a connection of its own.
    known: Mutex<Library>,
    options: Options,
    /// Of the options all that decides what is found in an input.
    named: String,
    takes_more: bool,
    fetcher: Fetcher,
    threads: usize,
    /// Whether links are followed by whoever takes them, so that they are no reason to fetch a feed again.
    follows: bool,
}

impl Gatherer {
    /// Opens or makes the library, and what writes to it.
    pub(crate) fn open(
        reading: &Reading,
        fetching: &Fetching,
        library: &Path,
        report: Option<&Path>,
    ) -> anyhow::Result<(Gatherer, Writer)> {
        // First: a folder that can't be read must not leave an empty library behind.
        let knowledge = knowledge::load(reading.knowledge.as_deref())?;
        let writes = Library::open_or_create(library)?;
        let pipeline = Pipeline::with(&reading.model, knowledge)?.taking(&reading.takes);
        let known = Mutex::new(Library::open(library)?);
        let options = reading.options();
        // What was found in an input with other options is not what is found now.
        let named = format!("{options:?} {:?}", reading.takes);
        let writer = Writer::new(writes, pipeline.reader(), report, named.clone())?;
        let (fetcher, threads) = (Fetcher::new(fetching), reading.threads());
        let takes_more = !reading.takes.is_empty();
        Ok((Gatherer { pipeline, known, options, named, takes_more, fetcher, threads, follows: false }, writer))
    }

    /// With links handed to whoever takes, who follows them.
    pub(crate) fn following(self) -> Gatherer {
        Gatherer { follows: true, ..self }
    }

    /// What says how texts are related.
    pub(crate) fn linker(&self) -> &Linker {
        self.pipeline.linker()
    }

    /// Reads all inputs and hands on what was found, in order; `None` where nothing comes for a while. Addresses take turns
    /// by host. With links followed, what is fetched comes last and as it comes, and `take` returns addresses that are to
    /// be fetched, too.
    pub(crate) fn gather(
        &self,
        inputs: &Inputs,
        console: &Console,
        stops: &(dyn Fn() -> bool + Sync),
        mut take: impl FnMut(Option<Looked>) -> anyhow::Result<Vec<String>>,
    ) -> anyhow::Result<()> {
        let from = |top: &Top| {
            let place = self.place_in(top);
            if place != Place::default() {
                console.say(&format!("{}: goes on where it was stopped", top.path));
            }
            place
        };
        let known = |url: &str| self.validators(url);
        let queue = Queue::new(if self.follows { Order::Arrival } else { Order::Turns }, inputs.addresses());
        let loading = Loading {
            inputs,
            options: &self.options,
            from: &from,
            fetching: Some((&self.fetcher, &queue, &known)),
            follows: self.follows,
            stops,
        };
        loading.with(|items| {
            let look = |item| self.look(item);
            flow::in_order(items.into_iter(), self.threads, look, |looked| {
                let looked = looked.transpose()?;
                let is_end = looked.as_ref().is_some_and(|looked| matches!(looked.found, Found::End(_)));
                take(looked)?.into_iter().for_each(|address| queue.add(address));
                if is_end {
                    queue.settle();
                }
                anyhow::Ok(())
            })
        })
    }

    /// Whether the library has something of this address, if only the reason why it has no document.
    pub(crate) fn knows(&self, url: &str) -> Result<bool, StoreError> {
        self.known(|library| library.knows_address(url))
    }

    /// Where an earlier run ended in this input; at its beginning where that can't be told.
    fn place_in(&self, top: &Top) -> Place {
        let (Some(size), Some(modified)) = (top.size, top.modified) else { return Place::default() };
        let state = InputState { path: &top.path, size, modified, options: &self.named };
        let found = self.known(|library| library.place_in(state)).ok().flatten();
        found.map_or(Place::default(), |InputPlace { offset, line, taken }| Place { offset, line, taken })
    }

    /// What is known of what was fetched from this address before.
    fn validators(&self, url: &str) -> Validators {
        // What was refused then may be wanted now, though it did not change.
        if self.takes_more {
            return Validators::default();
        }
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
            What::Link(link) => {
                looked.path = format!("{} ({})", link.path, link.url);
                looked.found = Found::Link(link);
            }
            What::Skipped(Skip { path, why }) => {
                looked.path = path;
                looked.found = Found::Skipped(why.to_string(), why.may_pass());
            }
            What::Record(loaded) => {
                let Loaded { bytes, provenance, given } = *loaded;
                let digest = FileDigest::of(&bytes, &provenance, given.content_type.as_deref());
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
        let skipped = |why: Why| Found::Skipped(why.to_string(), false);
        let document = match guarded(|| self.pipeline.record(bytes, provenance, given)) {
            Ok(Ok(document)) => document,
            Ok(Err(not_text)) => return Ok(skipped(not_text.into())),
            Err(why) => return Ok(skipped(why)),
        };
        if self.known(|library| library.contains(document.id()))? {
            return Ok(Found::Known(document.id()));
        }
        Ok(match guarded(|| self.pipeline.read(&document)) {
            Ok(Resolved { statements, entities }) => Found::Read(Box::new(document), statements, entities),
            Err(why) => skipped(why),
        })
    }

    /// Asks the library while no other thread does.
    fn known<T>(&self, ask: impl FnOnce(&Library) -> T) -> T {
        ask(&self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
