//! What the linker said of texts and pairs of them: derived, kept so that it need not be asked twice.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use sayso_core::TextId;
use sayso_trace::{Embedding, Recall, Relations, TextPair};

use crate::{Library, StoreError};

/// What a library keeps of what a linker said. What goes wrong is told at the [end](Recalled::finish).
pub struct Recalled<'l> {
    library: &'l mut Library,
    linker: String,
    /// Whether what the library has is of this linker.
    is_of: bool,
    keeps_pairs: bool,
    failed: Option<StoreError>,
}

impl Library {
    /// What this linker said before, by its digest; of another one nothing is used, and it is dropped when this one says something.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn recall(&mut self, linker: &str) -> Result<Recalled<'_>, StoreError> {
        let is_of = is_of(&self.connection, linker)?;
        Ok(Recalled { library: self, linker: linker.to_owned(), is_of, keeps_pairs: true, failed: None })
    }
}

impl Recalled<'_> {
    /// Keeps no more pairs: for what is compared once.
    pub fn without_pairs(self) -> Self {
        Recalled { keeps_pairs: false, ..self }
    }

    /// Says what went wrong.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::NoRoom`], or what SQLite reports.
    pub fn finish(self) -> Result<(), StoreError> {
        self.failed.map_or(Ok(()), Err)
    }

    /// The bytes that a query of one row finds. A library that cannot be read has nothing.
    fn bytes(&mut self, query: &str, key: impl rusqlite::Params) -> Option<Vec<u8>> {
        if !self.is_of || self.failed.is_some() {
            return None;
        }
        let look = || -> Result<Option<Vec<u8>>, StoreError> {
            let mut query = self.library.connection.prepare_cached(query)?;
            Ok(query.query_row(key, |row| Ok(row.get_ref(0)?.as_blob().unwrap_or_default().to_owned())).optional()?)
        };
        look().unwrap_or_else(|failed| {
            self.failed = Some(failed);
            None
        })
    }

    fn write(&mut self, embeddings: &[(TextId, Embedding)], pairs: &[(TextPair, Relations)]) -> Result<(), StoreError> {
        let transaction = self.library.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !is_of(&transaction, &self.linker)? {
            transaction.execute_batch("DELETE FROM embeddings; DELETE FROM compared;")?;
            transaction.execute("UPDATE library SET linker = ?1", [&self.linker])?;
        }
        {
            let mut insert =
                transaction.prepare_cached("INSERT OR REPLACE INTO embeddings (text, vector) VALUES (?1, ?2)")?;
            for (id, vector) in embeddings {
                let bytes: Vec<u8> = vector.iter().map(|v| v.cast_unsigned()).collect();
                insert.execute((id.as_bytes(), bytes))?;
            }
            let mut insert = transaction
                .prepare_cached("INSERT OR REPLACE INTO compared (one, other, relations) VALUES (?1, ?2, ?3)")?;
            for ((one, other), found) in pairs {
                let bytes: Vec<u8> = found.iter().flat_map(|p| p.to_le_bytes()).collect();
                insert.execute((one.as_bytes(), other.as_bytes(), bytes))?;
            }
        }
        Ok(transaction.commit()?)
    }
}

impl Recall for Recalled<'_> {
    fn embedding(&mut self, text: TextId) -> Option<Embedding> {
        embedding(&self.bytes("SELECT vector FROM embeddings WHERE text = ?1", [text.as_bytes()])?)
    }

    fn relations(&mut self, (one, other): TextPair) -> Option<Relations> {
        let query = "SELECT relations FROM compared WHERE one = ?1 AND other = ?2";
        relations(&self.bytes(query, (one.as_bytes(), other.as_bytes()))?)
    }

    fn keep(&mut self, embeddings: &[(TextId, Embedding)], pairs: &[(TextPair, Relations)]) {
        let pairs = if self.keeps_pairs { pairs } else { &[] };
        if self.failed.is_some() || embeddings.is_empty() && pairs.is_empty() {
            return;
        }
        match self.write(embeddings, pairs) {
            Ok(()) => self.is_of = true,
            Err(failed) => self.failed = Some(failed),
        }
    }
}

fn is_of(connection: &Connection, linker: &str) -> Result<bool, StoreError> {
    Ok(connection.query_row("SELECT linker IS ?1 FROM library", [linker], |row| row.get(0))?)
}

fn embedding(bytes: &[u8]) -> Option<Embedding> {
    let signed: Vec<i8> = bytes.iter().map(|byte| byte.cast_signed()).collect();
    signed.try_into().ok()
}

fn relations(bytes: &[u8]) -> Option<Relations> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    let found: Vec<f32> = numbers.iter().map(|number| f32::from_le_bytes(*number)).collect();
    let is_sound = rest.is_empty() && found.iter().all(|p| (0.0..=1.0).contains(p));
    found.try_into().ok().filter(|_| is_sound)
}
