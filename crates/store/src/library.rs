//! Opening a library file, and refusing what is none.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::StoreError;

/// The format that this program writes.
const FORMAT: i64 = 4;

/// The step from format *n* to *n + 1*, for every *n* from 1.
const MIGRATIONS: [&str; FORMAT as usize - 1] =
    [include_str!("migrations/2.sql"), include_str!("migrations/3.sql"), include_str!("migrations/4.sql")];

/// "says", in the header of every library: how a file is known without opening it as a database.
const APPLICATION_ID: u32 = u32::from_be_bytes(*b"says");

const SCHEMA: &str = include_str!("schema.sql");

/// How long to wait while another program writes a batch.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open library.
pub struct Library {
    pub(crate) connection: Connection,
    /// Row of `runs` for what this one adds; made with the first document.
    pub(crate) run: Option<i64>,
    path: PathBuf,
}

/// What a path holds, from the first bytes alone.
enum Found {
    Nothing,
    Library,
    Foreign,
}

impl Library {
    /// Opens a library that exists.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotALibrary`], [`StoreError::Newer`], [`StoreError::Open`], or what SQLite
    /// reports.
    pub fn open(path: &Path) -> Result<Library, StoreError> {
        match look(path)? {
            Found::Library => Library::connect(path, OpenFlags::empty()),
            Found::Nothing => Err(StoreError::Missing { path: path.to_owned() }),
            Found::Foreign => Err(StoreError::NotALibrary { path: path.to_owned() }),
        }
    }

    /// Opens a library, or makes an empty one where there is no file, or an empty file.
    ///
    /// # Errors
    /// As [`Library::open`], but never [`StoreError::Missing`].
    pub fn open_or_create(path: &Path) -> Result<Library, StoreError> {
        match look(path)? {
            Found::Foreign => Err(StoreError::NotALibrary { path: path.to_owned() }),
            Found::Library | Found::Nothing => Library::connect(path, OpenFlags::SQLITE_OPEN_CREATE),
        }
    }

    fn connect(path: &Path, create: OpenFlags) -> Result<Library, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "foreign_keys", true)?;
        if is_empty(&connection)? {
            make(&mut connection)?;
        }
        if create.contains(OpenFlags::SQLITE_OPEN_CREATE) {
            // Kept in the file; readers go on while a batch is written.
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        }
        // After a power cut the last batches may be missing, but never in part; adding again brings them back.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate(&mut connection, path)?;
        Ok(Library { connection, run: None, path: path.to_owned() })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The change counter: goes up with every batch that adds a document. A derived index that covers this count is
    /// up to date.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn changes(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT changes FROM library", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// Looks at the header of a file and at nothing else.
fn look(path: &Path) -> Result<Found, StoreError> {
    let failed = |source| StoreError::Open { path: path.to_owned(), source };
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        opened => opened.map_err(failed)?,
    };
    if !file.metadata().map_err(failed)?.is_file() {
        return Ok(Found::Foreign);
    }
    let mut header = Vec::with_capacity(100);
    file.by_ref().take(100).read_to_end(&mut header).map_err(failed)?;
    // https://www.sqlite.org/fileformat2.html, "The Database Header": the application id stands at byte 68.
    let is_sqlite = header.starts_with(b"SQLite format 3\0");
    Ok(match header.get(68..72) {
        _ if header.is_empty() => Found::Nothing,
        Some(id) if is_sqlite && id == APPLICATION_ID.to_be_bytes() => Found::Library,
        _ => Found::Foreign,
    })
}

fn is_empty(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?)
}

/// Makes the tables in one transaction of the rollback journal, so that the header stands in the file itself and a kill
/// leaves all or nothing.
fn make(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have been quicker.
    if is_empty(&transaction)? {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute("INSERT INTO library (id, format_version) VALUES (1, ?1)", [FORMAT])?;
    }
    transaction.commit()?;
    Ok(())
}

fn format_of(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("SELECT format_version FROM library", [], |row| row.get(0))?)
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let found = format_of(connection)?;
    if found > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: FORMAT });
    }
    if found < FORMAT {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step_up(&transaction)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The steps that are missing, as seen inside the transaction.
fn step_up(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let done = usize::try_from(format_of(transaction)? - 1).unwrap_or_default();
    for step in MIGRATIONS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    transaction.execute("UPDATE library SET format_version = ?1", [FORMAT])?;
    Ok(())
}
