//! What became of each file, so that a run can go on where it was stopped.

use rusqlite::OptionalExtension;
use sayso_core::{DocumentId, Id, Provenance};
use sha2::{Digest, Sha256};

use crate::{Batch, Library, StoreError, document_rows};

/// Digest of a file's bytes and of what the user said of where they come from. The same digest gives the same document,
/// so that a file that was added need not be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileDigest([u8; 16]);

impl FileDigest {
    /// The digest of `bytes` with the provenance's address and outlet, and the media type that was stated, which may tell
    /// another encoding; the path does not count.
    pub fn of(bytes: &[u8], provenance: &Provenance, content_type: Option<&str>) -> FileDigest {
        let mut sha = Sha256::new();
        let fields = [provenance.url.as_deref(), provenance.outlet.as_deref(), content_type];
        // What is known without a type stays known.
        sha.update(if content_type.is_some() { b"sayso file 2\0" } else { b"sayso file 1\0" });
        for field in &fields[..2 + usize::from(content_type.is_some())] {
            // Absent is not the same as empty.
            sha.update([u8::from(field.is_some())]);
            let field = field.unwrap_or_default().as_bytes();
            sha.update((field.len() as u64).to_le_bytes());
            sha.update(field);
        }
        sha.update(bytes);
        let mut digest = [0; 16];
        digest.copy_from_slice(&sha.finalize()[..16]);
        FileDigest(digest)
    }
}

/// A file and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct FileEntry<'a> {
    /// As given.
    pub path: &'a str,
    /// In bytes.
    pub size: Option<u64>,
    /// Seconds since 1970.
    pub modified: Option<i64>,
    /// Of its bytes, if they were read.
    pub digest: Option<FileDigest>,
    /// What became of it.
    pub outcome: FileOutcome<'a>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy)]
pub enum FileOutcome<'a> {
    /// It gave this document, which is in the library or the batch.
    Document(DocumentId),
    /// It gave none, for this reason.
    Skipped(&'a str),
}

impl Library {
    /// The document that a file with this digest gave, if one was added before.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn added(&self, digest: FileDigest) -> Result<Option<DocumentId>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT documents.digest FROM files JOIN documents ON documents.id = files.document \
             WHERE files.digest = ?1 LIMIT 1",
        )?;
        let found: Option<[u8; 16]> = query.query_row([digest.0], |row| row.get(0)).optional()?;
        Ok(found.map(Id::from_bytes))
    }
}

impl Batch<'_> {
    /// Notes what became of a file; a later note on the same path replaces it.
    ///
    /// # Errors
    /// [`StoreError::NoRoom`], or what SQLite reports. The batch is then to be dropped.
    pub fn note(&mut self, file: FileEntry<'_>) -> Result<(), StoreError> {
        let (document, skipped) = match file.outcome {
            FileOutcome::Document(id) => (document_rows::row_of(&self.transaction, id)?, None),
            FileOutcome::Skipped(reason) => (None, Some(reason)),
        };
        let mut query = self.transaction.prepare_cached(
            "INSERT INTO files (path, size, modified, digest, document, skipped) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, \
             digest = excluded.digest, document = excluded.document, skipped = excluded.skipped",
        )?;
        let size = file.size.and_then(|size| i64::try_from(size).ok());
        query.execute((file.path, size, file.modified, file.digest.map(|digest| digest.0), document, skipped))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_counts() {
        let provenance = Provenance::default();
        let of = |content_type| FileDigest::of(b"text", &provenance, content_type);
        assert_eq!(of(None), of(None));
        let types = [None, Some(""), Some("text/html"), Some("text/html; charset=koi8-r")];
        for (at, one) in types.iter().enumerate() {
            assert!(types[at + 1..].iter().all(|other| of(*one) != of(*other)), "{one:?}");
        }
    }
}
