//! What can go wrong with a library, and what to do about it.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use sayso_core::{DocumentId, SpanError};

/// Why a library can't be opened, written or trusted. [`StoreError::hint`] says what to do next.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No such file.
    #[error("there is no library at {}", path.display())]
    Missing {
        /// The path asked for.
        path: PathBuf,
    },
    /// Another SQLite database, or no database at all. The file was not touched.
    #[error("{} is not a sayso library", path.display())]
    NotALibrary {
        /// The path asked for.
        path: PathBuf,
    },
    /// Made by a newer program.
    #[error("{} has library format {found}; this program knows formats up to {known}", path.display())]
    Newer {
        /// The path asked for.
        path: PathBuf,
        /// Format of the file.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// The operating system refuses the file or its folder.
    #[error("cannot open {}", path.display())]
    Open {
        /// The path asked for.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The disk is full, or the file may not grow. Nothing of the batch in hand was kept, all before it was.
    #[error("no room to write the library: the disk is full, or the file may not grow")]
    NoRoom,
    /// Another program has been writing for longer than this one waits.
    #[error("another program is writing to the library")]
    Busy,
    /// The file or its folder can't be written.
    #[error("the library cannot be written: the file or its folder is read-only")]
    ReadOnly,
    /// SQLite finds its own structures broken.
    #[error("the library file is damaged")]
    Damaged,
    /// A span that does not fit the text of its document.
    #[error("document {document}: the {what} does not fit its text")]
    Misfit {
        /// The document.
        document: DocumentId,
        /// Which span.
        what: Part,
        /// How it does not fit.
        source: SpanError,
    },
    /// What is stored is not what was written: it does not fit its digest, or is no value that sayso writes.
    #[error("document {document}: something changed the {what} after it was added")]
    Changed {
        /// The document.
        document: DocumentId,
        /// What does not fit.
        what: Part,
    },
    /// A statement was given with a document in which it does not stand.
    #[error("document {document}: was given a statement of another document, {other}")]
    OtherDocument {
        /// The document to be added.
        document: DocumentId,
        /// The statement's document.
        other: DocumentId,
    },
    /// Anything else that SQLite reports.
    #[error("the library could not be read or written")]
    Sqlite(#[source] rusqlite::Error),
}

/// Which part of a document an error is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its text, or where it comes from: together they make its id.
    Text,
    /// Blocks, sentences, quotations, headline and the like.
    Layout,
    /// Where in its page the words stand.
    Page,
    /// Warnings.
    Warning,
    /// The entities.
    Entity,
    /// The n-th statement, from 0, and which of its spans.
    Statement {
        /// Place among the document's statements.
        ordinal: usize,
        /// Role of the span: source, cue, content, relay, said, figure, or "values" for all that is no span.
        role: &'static str,
        /// The span as stored, start and end in bytes, if it is about one.
        span: Option<(i64, i64)>,
    },
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Part::Text => f.write_str("text"),
            Part::Layout => f.write_str("layout"),
            Part::Page => f.write_str("place in its page"),
            Part::Warning => f.write_str("list of warnings"),
            Part::Entity => f.write_str("list of entities"),
            Part::Statement { ordinal, role, span: None } => write!(f, "{role} of statement {ordinal}"),
            Part::Statement { ordinal, role, span: Some((start, end)) } => {
                write!(f, "{role} of statement {ordinal} (bytes {start}..{end})")
            }
        }
    }
}

impl StoreError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            StoreError::Missing { .. } => "make one with `sayso add PATH... --library FILE`",
            StoreError::NotALibrary { .. } => "name another file with --library; this one was left as it is",
            StoreError::Newer { .. } => "use the newer sayso that made it; the file was left as it is",
            StoreError::NoRoom => "free some space and run the same command again: it goes on where it stopped",
            StoreError::Busy => "wait for the other program to finish, then run the same command again",
            StoreError::ReadOnly => "copy the library to a folder that you may write to",
            StoreError::Damaged => "restore it from a copy, or add the documents to a new library",
            StoreError::Misfit { .. } | StoreError::Changed { .. } => {
                "the file was edited or damaged outside sayso; restore it from a copy, or add the document to a new library"
            }
            StoreError::Open { .. } | StoreError::OtherDocument { .. } | StoreError::Sqlite(_) => return None,
        })
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        let Some(code) = error.sqlite_error_code() else { return StoreError::Sqlite(error) };
        // A file-size limit shows as a failed write, a full disk under the shared memory file as a failed resize.
        let extended = error.sqlite_extended_error_code();
        let no_room = [rusqlite::ffi::SQLITE_IOERR_WRITE, rusqlite::ffi::SQLITE_IOERR_SHMSIZE];
        match code {
            ErrorCode::DiskFull => StoreError::NoRoom,
            _ if extended.is_some_and(|extended| no_room.contains(&extended)) => StoreError::NoRoom,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::ReadOnly => StoreError::ReadOnly,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged,
            _ => StoreError::Sqlite(error),
        }
    }
}
