//! The one thread that writes: batches into the library, lines into the report.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use sayso_core::{Document, DocumentId, Entity, Statement};
use sayso_ingest::containers::{Link, Place};
use sayso_store::{
    Batch, FileDigest, FileEntry, FileOutcome, InputPlace, InputState, Inserted, Library, Maker, StoreError,
};
use serde::Serialize;

use crate::changes::Changes;
use crate::fetch::Validators;
use crate::load::{Top, Why};
use crate::tally::{Tally, counted};

/// A batch is kept after so many documents ...
const FILES: usize = 64;
/// ... or after so long.
const WAIT: Duration = Duration::from_secs(1);

/// A thing that was looked at.
pub(crate) struct Looked {
    /// The input that it stands in, and where to go on behind it; `None`: this is its end.
    pub(crate) top: Arc<Top>,
    pub(crate) next: Option<Place>,
    /// Bytes of the input that were read.
    pub(crate) read: u64,
    pub(crate) path: String,
    pub(crate) size: Option<u64>,
    pub(crate) digest: Option<FileDigest>,
    pub(crate) found: Found,
}

impl Looked {
    /// Why it gives no document, if it should.
    pub(crate) fn skipped(&self) -> Option<String> {
        match &self.found {
            Found::Skipped(reason, _) => Some(reason.clone()),
            Found::Link(link) => Some(Why::of_link(link).to_string()),
            _ => None,
        }
    }
}

/// What was found in a file.
pub(crate) enum Found {
    /// A document that the library has.
    Known(DocumentId),
    /// A document that was read, with the entities that it names.
    Read(Box<Document>, Vec<Statement>, Vec<Entity>),
    /// No document, for this reason, and whether another try later may do better.
    Skipped(String, bool),
    /// A link to one.
    Link(Link),
    /// An address with nothing newer than what was fetched from it before.
    Unchanged,
    /// Nothing more; of an address, how to ask for something newer.
    End(Option<Validators>),
}

/// A line of the report.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    outcome: &'static str,
    document: Option<String>,
    statements: Option<usize>,
    reason: Option<&'a str>,
    warnings: Vec<String>,
    /// Of a new version of a page: the document that it changes, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
}

/// What became of a thing in a batch.
enum Outcome {
    Known,
    Added,
    Changed(Changes),
    /// Skipped, or the end of an input.
    None,
}

/// Collects files and writes them batch by batch.
pub(crate) struct Writer {
    library: Library,
    reader: String,
    pending: Vec<Looked>,
    since: Instant,
    report: Option<(PathBuf, BufWriter<File>)>,
    /// What else decides what is found in an input.
    options: String,
    /// What is in the library for good.
    pub(crate) tally: Tally,
}

impl Writer {
    pub(crate) fn new(
        library: Library,
        reader: &str,
        report: Option<&Path>,
        options: String,
    ) -> anyhow::Result<Writer> {
        let create = |path: &Path| -> anyhow::Result<_> {
            let file = File::create(path).with_context(|| format!("cannot write the report {}", path.display()))?;
            Ok((path.to_owned(), BufWriter::new(file)))
        };
        let report = report.map(create).transpose()?;
        let (pending, since, tally) = (Vec::new(), Instant::now(), Tally::default());
        Ok(Writer { library, reader: reader.to_owned(), pending, since, report, options, tally })
    }

    /// Takes a thing; `None` where nothing came for a while. Writes what has waited long enough.
    pub(crate) fn take(&mut self, looked: Option<Looked>) -> anyhow::Result<()> {
        if self.pending.is_empty() {
            self.since = Instant::now();
        }
        self.pending.extend(looked);
        if self.pending.len() >= FILES || self.since.elapsed() >= WAIT { self.keep() } else { Ok(()) }
    }

    /// Puts together who is one across documents, when all is written. Where another program is writing it is left to
    /// that one, or to the list that needs it.
    pub(crate) fn link(&mut self) -> anyhow::Result<()> {
        match self.library.link() {
            Ok(()) | Err(StoreError::Busy) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes what is pending.
    pub(crate) fn keep(&mut self) -> anyhow::Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let batch = self.write().with_context(|| {
            let (documents, statements) =
                (counted(self.tally.added, "document"), counted(self.tally.statements, "statement"));
            format!("{}: stopped; kept {documents} with {statements} of this run", self.library.path().display())
        })?;
        self.tally.join(batch);
        self.pending.clear();
        Ok(())
    }

    /// One transaction; the report follows it, so that it never says more than is kept.
    fn write(&mut self) -> anyhow::Result<Tally> {
        let maker = Maker { program: concat!("sayso ", env!("CARGO_PKG_VERSION")), reader: &self.reader };
        let mut batch = self.library.batch(maker)?;
        let (mut tally, mut outcomes) = (Tally::default(), Vec::new());
        for looked in &self.pending {
            let skipped;
            let (outcome, entry) = match &looked.found {
                Found::Read(document, statements, entities) => {
                    let inserted = batch.insert(document, statements, entities)?;
                    count(&mut tally, inserted, document, statements);
                    (outcome(&batch, inserted, document)?, Some(FileOutcome::Document(document.id())))
                }
                Found::Known(id) => {
                    tally.known += 1;
                    (Outcome::Known, Some(FileOutcome::Document(*id)))
                }
                Found::Skipped(..) | Found::Link(_) => {
                    let reason = looked.skipped().unwrap_or_default();
                    *tally.skipped.entry(reason.clone()).or_default() += 1;
                    skipped = reason;
                    (Outcome::None, Some(FileOutcome::Skipped(&skipped)))
                }
                Found::Unchanged => {
                    tally.known += 1;
                    (Outcome::Known, None)
                }
                Found::End(validators) => {
                    if let Some(Validators { etag, last_modified }) = validators {
                        batch.note_fetch(&looked.path, etag.as_deref(), last_modified.as_deref())?;
                    }
                    (Outcome::None, None)
                }
            };
            outcomes.push(outcome);
            let Looked { top, path, size, digest, .. } = looked;
            if let Some(outcome) = entry {
                batch.note(FileEntry { path, size: *size, modified: top.modified, digest: *digest, outcome })?;
            }
        }
        for (state, place) in places(&self.pending, &self.options) {
            batch.note_place(state, place)?;
        }
        batch.commit()?;
        if let Some((path, file)) = &mut self.report {
            let lines = self.pending.iter().zip(outcomes);
            report(file, lines).with_context(|| format!("cannot write the report {}", path.display()))?;
        }
        Ok(tally)
    }
}

/// How far each archive is read; a file that is one document itself is known by its digest.
fn places<'p>(pending: &'p [Looked], options: &'p str) -> Vec<(InputState<'p>, Option<InputPlace>)> {
    let mut last: BTreeMap<&str, &Looked> = BTreeMap::new();
    for looked in pending {
        last.insert(&looked.top.path, looked);
    }
    let state = |looked: &'p Looked| {
        let Top { path, size, modified, .. } = &*looked.top;
        Some(InputState { path, size: (*size)?, modified: (*modified)?, options })
    };
    let place = |looked: &Looked| looked.next.map(|Place { offset, line, taken }| InputPlace { offset, line, taken });
    let is_archive = |looked: &&&Looked| looked.next.is_none() || looked.path != looked.top.path;
    last.values().filter(is_archive).filter_map(|looked| Some((state(looked)?, place(looked)))).collect()
}

fn outcome(batch: &Batch<'_>, inserted: Inserted, document: &Document) -> anyhow::Result<Outcome> {
    Ok(match inserted {
        Inserted::Known => Outcome::Known,
        Inserted::New => Outcome::Added,
        Inserted::Version(before) => {
            let text = batch.text_of(before)?.unwrap_or_default();
            Outcome::Changed(Changes::between(before, &text, document.text()))
        }
    })
}

fn count(tally: &mut Tally, outcome: Inserted, document: &Document, statements: &[Statement]) {
    if outcome == Inserted::Known {
        tally.known += 1;
        return;
    }
    tally.added += 1;
    tally.changed += u64::from(outcome != Inserted::New);
    tally.statements += statements.len() as u64;
    tally.words += document.text().split_whitespace().count() as u64;
    for warning in document.warnings() {
        *tally.warnings.entry(warning.code.name()).or_default() += 1;
    }
}

fn report<'a>(file: &mut BufWriter<File>, things: impl Iterator<Item = (&'a Looked, Outcome)>) -> anyhow::Result<()> {
    for (looked @ Looked { path, found, .. }, outcome) in things {
        let reason = looked.skipped();
        let (name, changes) = match outcome {
            Outcome::Known => ("already-there", None),
            Outcome::Added => ("added", None),
            Outcome::Changed(changes) => ("changed", Some(changes)),
            Outcome::None => ("skipped", None),
        };
        let mut line =
            Line { path, outcome: name, document: None, statements: None, reason: None, warnings: Vec::new(), changes };
        match found {
            Found::Read(document, statements, _) => {
                line.document = Some(document.id().to_string());
                line.statements = Some(statements.len());
                line.warnings = document.warnings().iter().map(ToString::to_string).collect();
            }
            Found::Known(id) => line.document = Some(id.to_string()),
            Found::Skipped(..) | Found::Link(_) => line.reason = reason.as_deref(),
            Found::Unchanged => {}
            Found::End(_) => continue,
        }
        serde_json::to_writer(&mut *file, &line)?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}
