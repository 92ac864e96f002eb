//! From inputs to records, one after the other, or why there is none.

mod why;

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::UNIX_EPOCH;

use sayso_core::Provenance;
use sayso_ingest::containers::{self, Event, Found, Given, Link, Options, Place, Record, Source, Start};

use crate::fetch::{Fetched, Fetcher, Queue, Validators};
use crate::inputs::{Input, Inputs, Skip};
use crate::pipeline::guarded;
pub(crate) use why::Why;

/// An input as it is now.
#[derive(Debug)]
pub(crate) struct Top {
    /// As shown.
    pub(crate) path: String,
    /// In bytes; none of a stream.
    pub(crate) size: Option<u64>,
    /// Seconds since 1970; none of a stream.
    pub(crate) modified: Option<i64>,
    /// Bytes of the inputs before it.
    pub(crate) before: u64,
}

/// A record that was read.
pub(crate) struct Loaded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) provenance: Provenance,
    pub(crate) given: Given,
}

/// One thing of an input.
pub(crate) struct Item {
    pub(crate) top: Arc<Top>,
    /// Where to go on behind it, and how many bytes of the input were read.
    pub(crate) next: Place,
    pub(crate) read: u64,
    pub(crate) what: What,
}

/// What came.
pub(crate) enum What {
    Record(Box<Loaded>),
    Skipped(Skip),
    /// Something that is not here but elsewhere.
    Link(Link),
    /// The address has nothing newer than what was fetched before.
    Unchanged,
    /// The end of the input; of one that was fetched, and of which nothing was skipped, how to ask for a newer one.
    End(Option<Validators>),
}

/// What is known of what was fetched from an address before.
pub(crate) type KnownVersions<'k> = dyn Fn(&str) -> Validators + Sync + 'k;

/// What the thread that reads must know.
pub(crate) struct Loading<'l> {
    pub(crate) inputs: &'l Inputs,
    pub(crate) options: &'l Options,
    /// Where an earlier run ended in an input.
    pub(crate) from: &'l (dyn Fn(&Top) -> Place + Sync),
    /// Who fetches addresses, which, and how to ask whether one has something newer.
    pub(crate) fetching: Option<(&'l Fetcher, &'l Queue, &'l KnownVersions<'l>)>,
    /// Whether whoever takes links follows them: then they are no reason to fetch a feed again.
    pub(crate) follows: bool,
    /// Whether to stop after what is in hand.
    pub(crate) stops: &'l (dyn Fn() -> bool + Sync),
}

impl Loading<'_> {
    /// Reads on a thread of its own, no more than a record ahead, while `take` takes what comes; others fetch.
    pub(crate) fn with<T>(&self, take: impl FnOnce(Receiver<Item>) -> T) -> T {
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(0);
            scope.spawn(move || self.all(&sender));
            if let Some((fetcher, queue, known)) = self.fetching {
                for _ in 0..queue.workers(fetcher) {
                    scope.spawn(move || queue.work(fetcher, known));
                }
            }
            // Also when `take` panics: the others must not wait for addresses that nobody takes.
            let _close = self.fetching.map(|(_, queue, _)| CloseAtEnd(queue));
            take(receiver)
        })
    }

    fn all(&self, sender: &SyncSender<Item>) {
        let mut before = 0;
        for input in self.inputs.walk() {
            if self.follows && matches!(input, Ok(Input::Url(_))) {
                continue;
            }
            let (input, opened) = match input {
                Ok(Input::Url(_)) if self.fetching.is_some() => match self.fetched() {
                    Some((url, opened)) => (Some(Input::Url(url)), opened),
                    None => return,
                },
                Ok(input) => {
                    let opened = open(&input);
                    (Some(input), opened)
                }
                Err(skip) => (None, Err(skip)),
            };
            if let (true, Some((_, queue, _))) = (self.follows, self.fetching) {
                queue.open();
            }
            let top = Arc::new(Top::of(input.as_ref(), before));
            before += top.size.unwrap_or_default();
            if self.read(opened, top, sender).is_break() {
                return;
            }
        }
        if let (true, Some((_, queue, _))) = (self.follows, self.fetching) {
            queue.settle();
            while let Some((url, opened)) = self.fetched() {
                let top = Arc::new(Top::of(Some(&Input::Url(url)), before));
                if self.read(opened, top, sender).is_break() {
                    return;
                }
            }
        }
    }

    /// Hands out all of an input, and its end.
    fn read(&self, opened: Result<Option<Opened>, Skip>, top: Arc<Top>, sender: &SyncSender<Item>) -> ControlFlow<()> {
        let give = |next, read, what| {
            let sent = sender.send(Item { top: Arc::clone(&top), next, read, what }).is_ok();
            if sent && !(self.stops)() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let end = match opened {
            Err(skip) => {
                give(Place::default(), 0, What::Skipped(skip))?;
                None
            }
            Ok(None) => {
                give(Place::default(), 0, What::Unchanged)?;
                None
            }
            Ok(Some(opened)) => self.one(opened, &top, &give)?,
        };
        give(Place::default(), top.size.unwrap_or_default(), What::End(end))
    }

    /// The next address that was fetched. `None`: there is none, or it is to stop.
    fn fetched(&self) -> Option<(String, Result<Option<Opened>, Skip>)> {
        let (_, queue, _) = self.fetching?;
        let (url, answer) = queue.next(self.stops)?;
        let opened = answer.map(|fetched| {
            fetched.map(|Fetched { body, coding, given, validators }| Opened {
                source: Source::Stream(Box::new(body)),
                coding: Some(coding),
                given,
                validators: Some(validators),
            })
        });
        let opened = opened.map_err(|error| Skip { path: url.clone(), why: error.into() });
        Some((url, opened))
    }

    /// Hands out what is in an input; how to ask for a newer one, if nothing of it was left.
    fn one(
        &self,
        opened: Opened,
        top: &Top,
        give: &dyn Fn(Place, u64, What) -> ControlFlow<()>,
    ) -> ControlFlow<(), Option<Validators>> {
        let Opened { source, given, coding, mut validators } = opened;
        let start = Start { path: top.path.clone(), given, from: (self.from)(top), coding };
        let mut ended = ControlFlow::Continue(());
        let read = guarded(|| {
            containers::read(source, start, self.options, &mut |Event { found, next, read }| {
                // What another run might read must be fetched again.
                let is_left = matches!(found, Found::Skipped(..)) || matches!(found, Found::Link(_)) && !self.follows;
                validators.take_if(|_| is_left);
                ended = give(next, read, what(found));
                ended
            });
        });
        ended?;
        if let Err(why) = read {
            validators = None;
            give(Place::default(), 0, What::Skipped(Skip { path: top.path.clone(), why }))?;
        }
        ControlFlow::Continue(validators)
    }
}

/// Nobody fetches any more when it is dropped.
struct CloseAtEnd<'q>(&'q Queue);

impl Drop for CloseAtEnd<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn open(input: &Input) -> Result<Option<Opened>, Skip> {
    let opened = match input {
        Input::Stdin => Ok(Opened::local(Source::Stream(Box::new(io::stdin())))),
        Input::File(path) => file(path).map(Opened::local).map_err(Why::from),
        Input::Url(_) => Err(Why::NotHere),
    };
    opened.map(Some).map_err(|why| Skip { path: input.name(), why })
}

/// An input that can be read.
struct Opened {
    source: Source<'static>,
    coding: Option<String>,
    given: Given,
    validators: Option<Validators>,
}

impl Opened {
    fn local(source: Source<'static>) -> Opened {
        Opened { source, coding: None, given: Given::default(), validators: None }
    }
}

/// A file, or what only looks like one and can't be gone back in.
fn file(path: &Path) -> io::Result<Source<'static>> {
    let file = File::open(path)?;
    let is_file = file.metadata()?.is_file();
    Ok(if is_file { Source::File(Box::new(file)) } else { Source::Stream(Box::new(file)) })
}

fn what(found: Found) -> What {
    match found {
        Found::Record(Record { path, bytes, given }) => {
            let provenance = Provenance { path: Some(path), url: given.url.clone(), outlet: given.outlet.clone() };
            What::Record(Box::new(Loaded { bytes, provenance, given }))
        }
        Found::Link(link) => What::Link(link),
        Found::Skipped(path, why) => What::Skipped(Skip { path, why: why.into() }),
    }
}

impl Top {
    /// `None`: there is none that can be opened.
    fn of(input: Option<&Input>, before: u64) -> Top {
        let path = input.map(Input::name).unwrap_or_default();
        let metadata = match input {
            Some(Input::File(path)) => std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file),
            _ => None,
        };
        let modified = || {
            let since = metadata.as_ref()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            i64::try_from(since.as_secs()).ok()
        };
        Top { path, size: metadata.as_ref().map(std::fs::Metadata::len), modified: modified(), before }
    }
}

impl Input {
    /// The path as shown.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.to_string_lossy().into_owned(),
            Input::Url(url) => url.clone(),
        }
    }
}
