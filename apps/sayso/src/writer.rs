//! The one thread that writes: batches into the library, lines into the report.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use sayso_core::{Document, DocumentId, Entity, Statement};
use sayso_store::{FileDigest, FileEntry, FileOutcome, Inserted, Library, Maker, StoreError};
use serde::Serialize;

use crate::tally::{Tally, counted};

/// A batch is kept after so many files ...
const FILES: usize = 64;
/// ... or after so long.
const WAIT: Duration = Duration::from_secs(1);

/// A file that was looked at.
pub(crate) struct Looked {
    pub(crate) path: String,
    pub(crate) size: Option<u64>,
    pub(crate) modified: Option<i64>,
    pub(crate) digest: Option<FileDigest>,
    pub(crate) found: Found,
}

/// What was found in a file.
pub(crate) enum Found {
    /// A document that the library has.
    Known(DocumentId),
    /// A document that was read, with the entities that it names.
    Read(Box<Document>, Vec<Statement>, Vec<Entity>),
    /// No document, for this reason.
    Skipped(String),
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
}

/// Collects files and writes them batch by batch.
pub(crate) struct Writer {
    library: Library,
    reader: String,
    pending: Vec<Looked>,
    since: Instant,
    report: Option<(PathBuf, BufWriter<File>)>,
    /// What is in the library for good.
    pub(crate) tally: Tally,
}

impl Writer {
    pub(crate) fn new(library: Library, reader: &str, report: Option<&Path>) -> anyhow::Result<Writer> {
        let create = |path: &Path| -> anyhow::Result<_> {
            let file = File::create(path).with_context(|| format!("cannot write the report {}", path.display()))?;
            Ok((path.to_owned(), BufWriter::new(file)))
        };
        let report = report.map(create).transpose()?;
        let (pending, since, tally) = (Vec::new(), Instant::now(), Tally::default());
        Ok(Writer { library, reader: reader.to_owned(), pending, since, report, tally })
    }

    /// Takes a file; `None` where nothing came for a while. Writes what has waited long enough.
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
        let (mut tally, mut inserted) = (Tally::default(), Vec::new());
        for looked in &self.pending {
            let outcome = match &looked.found {
                Found::Read(document, statements, entities) => {
                    let outcome = batch.insert(document, statements, entities)?;
                    count(&mut tally, outcome, document, statements);
                    inserted.push(outcome);
                    FileOutcome::Document(document.id())
                }
                Found::Known(id) => {
                    tally.known += 1;
                    inserted.push(Inserted::Known);
                    FileOutcome::Document(*id)
                }
                Found::Skipped(reason) => {
                    *tally.skipped.entry(reason.clone()).or_default() += 1;
                    inserted.push(Inserted::Known);
                    FileOutcome::Skipped(reason)
                }
            };
            let Looked { path, size, modified, digest, .. } = looked;
            batch.note(FileEntry { path, size: *size, modified: *modified, digest: *digest, outcome })?;
        }
        batch.commit()?;
        if let Some((path, file)) = &mut self.report {
            let lines = self.pending.iter().zip(inserted);
            report(file, lines).with_context(|| format!("cannot write the report {}", path.display()))?;
        }
        Ok(tally)
    }
}

fn count(tally: &mut Tally, outcome: Inserted, document: &Document, statements: &[Statement]) {
    if outcome == Inserted::Known {
        tally.known += 1;
        return;
    }
    tally.added += 1;
    tally.statements += statements.len() as u64;
    tally.words += document.text().split_whitespace().count() as u64;
    for warning in document.warnings() {
        *tally.warnings.entry(warning.code.name()).or_default() += 1;
    }
}

fn report<'a>(file: &mut BufWriter<File>, files: impl Iterator<Item = (&'a Looked, Inserted)>) -> anyhow::Result<()> {
    for (Looked { path, found, .. }, inserted) in files {
        let outcome = if inserted == Inserted::New { "added" } else { "already-there" };
        let line = match found {
            Found::Read(document, statements, _) => Line {
                path,
                outcome,
                document: Some(document.id().to_string()),
                statements: Some(statements.len()),
                reason: None,
                warnings: document.warnings().iter().map(ToString::to_string).collect(),
            },
            Found::Known(id) => {
                let document = Some(id.to_string());
                Line { path, outcome, document, statements: None, reason: None, warnings: Vec::new() }
            }
            Found::Skipped(reason) => {
                let (outcome, reason) = ("skipped", Some(reason.as_str()));
                Line { path, outcome, document: None, statements: None, reason, warnings: Vec::new() }
            }
        };
        serde_json::to_writer(&mut *file, &line)?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}
