//! Adding documents, one transaction a batch.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use sayso_core::{Document, DocumentId, Entity, Statement};

use crate::{Library, StoreError, document_rows, entity_rows, statement_rows};

/// What makes the statements of a batch; kept with every document.
#[derive(Debug, Clone, Copy)]
pub struct Maker<'a> {
    /// Program and version.
    pub program: &'a str,
    /// Which reader, with its digest.
    pub reader: &'a str,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// It was added.
    New,
    /// It was added as a new version of this document, which has the same address and another text.
    Version(DocumentId),
    /// It was there already; nothing was changed.
    Known,
}

/// Documents that are kept together or not at all. Dropped without [`Batch::commit`], it leaves no trace.
pub struct Batch<'l> {
    pub(crate) transaction: Transaction<'l>,
    maker: Maker<'l>,
    run: &'l mut Option<i64>,
    /// The row of `runs`, once this batch or one before it has made one.
    row_of_run: Option<i64>,
    has_new: bool,
}

impl Library {
    /// Begins a batch; other programs can read meanwhile, but not write.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if another program is writing and does not finish, or what SQLite reports.
    pub fn batch<'l>(&'l mut self, maker: Maker<'l>) -> Result<Batch<'l>, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let row_of_run = self.run;
        Ok(Batch { transaction, maker, run: &mut self.run, row_of_run, has_new: false })
    }
}

impl Batch<'_> {
    /// Adds a document with its statements, each span checked against the text, and the entities of its speakers,
    /// addressees and targets. A statement or entity given twice is kept once. Of an entity that a statement names and
    /// `entities` does not, what the statement says is kept.
    ///
    /// # Errors
    /// [`StoreError::OtherDocument`], [`StoreError::Misfit`], [`StoreError::NoRoom`], or what SQLite reports. The batch
    /// is then to be dropped.
    pub fn insert(
        &mut self,
        document: &Document,
        statements: &[Statement],
        entities: &[Entity],
    ) -> Result<Inserted, StoreError> {
        let known = document_rows::row_of(&self.transaction, document.id())?;
        if known.is_some() {
            return Ok(Inserted::Known);
        }
        let run = self.run()?;
        let previous = document_rows::version_before(&self.transaction, document)?;
        let row = document_rows::insert(&self.transaction, run, document)?;
        let mut kept = 0;
        for (ordinal, statement) in statements.iter().enumerate() {
            kept += usize::from(statement_rows::insert(&self.transaction, row, ordinal, document, statement)?);
        }
        entity_rows::insert(&self.transaction, row, statements, entities)?;
        let mut count = self.transaction.prepare_cached("UPDATE documents SET statements = ?2 WHERE id = ?1")?;
        count.execute((row, kept as i64))?;
        self.has_new = true;
        let Some((before, id)) = previous else { return Ok(Inserted::New) };
        self.transaction.execute("UPDATE documents SET previous = ?2 WHERE id = ?1", (row, before))?;
        Ok(Inserted::Version(id))
    }

    /// The text of a document that is in the library or the batch.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn text_of(&self, id: DocumentId) -> Result<Option<String>, StoreError> {
        let mut query = self.transaction.prepare_cached("SELECT text FROM documents WHERE digest = ?1")?;
        Ok(query.query_row([id.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Keeps the batch.
    ///
    /// # Errors
    /// [`StoreError::NoRoom`], or what SQLite reports; nothing of the batch is kept then.
    pub fn commit(self) -> Result<(), StoreError> {
        if self.has_new {
            self.transaction.execute("UPDATE library SET changes = changes + 1", [])?;
        }
        self.transaction.commit()?;
        *self.run = self.row_of_run;
        Ok(())
    }

    fn run(&mut self) -> Result<i64, StoreError> {
        if let Some(row) = self.row_of_run {
            return Ok(row);
        }
        let maker = (self.maker.program, self.maker.reader);
        self.transaction.execute("INSERT INTO runs (program, reader) VALUES (?1, ?2)", maker)?;
        let row = self.transaction.last_insert_rowid();
        self.row_of_run = Some(row);
        Ok(row)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use sayso_core::{Layout, Meta, Provenance};

    use super::*;

    /// A full disk, as SQLite reports it when a database reaches its largest size.
    #[test]
    fn a_full_disk_keeps_what_was_committed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sayso.db");
        let document = |n: usize| {
            let text = format!("{n} {}", "word ".repeat(2_000));
            Document::new(text, Provenance::default(), Meta::default(), Layout::default(), vec![])
        };
        let mut library = Library::open_or_create(&path).unwrap();
        library.connection.pragma_update(None, "max_page_count", 80).unwrap();
        let maker = Maker { program: "test", reader: "none" };
        let mut add = |n: usize| -> Result<Inserted, StoreError> {
            let mut batch = library.batch(maker)?;
            let inserted = batch.insert(&document(n), &[], &[])?;
            batch.commit()?;
            Ok(inserted)
        };
        let (last, error) = (0..).find_map(|n| add(n).err().map(|error| (n, error))).unwrap();
        assert!(matches!(error, StoreError::NoRoom), "{error:?}");
        assert!(last > 3, "some fitted");
        drop(library);
        let mut library = Library::open_or_create(&path).unwrap();
        for n in 0..=last {
            assert_eq!(library.contains(document(n).id()).unwrap(), n < last);
        }
        let mut batch = library.batch(maker).unwrap();
        assert_eq!(batch.insert(&document(0), &[], &[]).unwrap(), Inserted::Known);
        assert_eq!(batch.insert(&document(last), &[], &[]).unwrap(), Inserted::New);
        batch.commit().unwrap();
        let sound: String = library.connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }
}
