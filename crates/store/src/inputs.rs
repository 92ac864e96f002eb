//! Where to go on in an archive that was read in part.

use rusqlite::OptionalExtension;

use crate::{Batch, Library, StoreError};

/// An input as it was when it was read.
#[derive(Debug, Clone, Copy)]
pub struct InputState<'a> {
    /// As given.
    pub path: &'a str,
    /// In bytes.
    pub size: u64,
    /// Seconds since 1970.
    pub modified: i64,
    /// What else decides what is found in it.
    pub options: &'a str,
}

/// Where to go on in it: byte at which a record begins, lines before it, and records behind it that were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputPlace {
    /// In bytes.
    pub offset: u64,
    /// In lines.
    pub line: u64,
    /// In records.
    pub taken: u64,
}

impl Library {
    /// Where to go on in an input, if it was read in part and is what it was then.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn place_in(&self, input: InputState<'_>) -> Result<Option<InputPlace>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT offset, line, taken FROM inputs WHERE path = ?1 AND size = ?2 AND modified = ?3 AND options = ?4",
        )?;
        let key = (input.path, input.size as i64, input.modified, input.options);
        let found = query.query_row(key, |row| {
            let number = |at| row.get(at).map(|number: i64| number.unsigned_abs());
            Ok(InputPlace { offset: number(0)?, line: number(1)?, taken: number(2)? })
        });
        Ok(found.optional()?)
    }
}

/// ETag and Last-Modified as a server sent them.
pub type FetchState = (Option<String>, Option<String>);

impl Library {
    /// What the server said of what was fetched from this address last; nothing if it was not fetched.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn fetched(&self, url: &str) -> Result<Option<FetchState>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT etag, last_modified FROM fetches WHERE url = ?1")?;
        Ok(query.query_row([url], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }
}

impl Library {
    /// Whether something of this address was looked at before: it gave a document, or there is a reason why it did not.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn knows_address(&self, url: &str) -> Result<bool, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM documents WHERE url = ?1) OR EXISTS (SELECT 1 FROM files WHERE path = ?1)",
        )?;
        Ok(query.query_row([url], |row| row.get(0))?)
    }
}

impl Batch<'_> {
    /// Notes that all that came from an address is kept, and what the server said of it.
    ///
    /// # Errors
    /// [`StoreError::NoRoom`], or what SQLite reports. The batch is then to be dropped.
    pub fn note_fetch(&mut self, url: &str, etag: Option<&str>, last_modified: Option<&str>) -> Result<(), StoreError> {
        let mut query = self
            .transaction
            .prepare_cached("INSERT OR REPLACE INTO fetches (url, etag, last_modified) VALUES (?1, ?2, ?3)")?;
        query.execute((url, etag, last_modified))?;
        Ok(())
    }

    /// Notes how far an input is read; `None`: to its end.
    ///
    /// # Errors
    /// [`StoreError::NoRoom`], or what SQLite reports. The batch is then to be dropped.
    pub fn note_place(&mut self, input: InputState<'_>, place: Option<InputPlace>) -> Result<(), StoreError> {
        let Some(InputPlace { offset, line, taken }) = place else {
            self.transaction.prepare_cached("DELETE FROM inputs WHERE path = ?1")?.execute([input.path])?;
            return Ok(());
        };
        let mut query = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO inputs (path, size, modified, options, offset, line, taken) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let [size, offset, line, taken] = [input.size, offset, line, taken].map(|number| number as i64);
        query.execute((input.path, size, input.modified, input.options, offset, line, taken))?;
        Ok(())
    }
}
