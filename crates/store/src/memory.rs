//! What the linker said of texts and pairs of them: derived, kept so that it need not be asked twice.

use rusqlite::{Connection, TransactionBehavior};
use sayso_core::{Id, TextId};
use sayso_trace::{Embedding, Memory, Relations};

use crate::{Library, StoreError};

impl Library {
    /// What this linker said before, by its digest; of another one nothing is used. A row of another size is as good as none.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn memory(&self, linker: &str) -> Result<Memory, StoreError> {
        let mut memory = Memory::default();
        if !is_of(&self.connection, linker)? {
            return Ok(memory);
        }
        let mut query = self.connection.prepare("SELECT text, vector FROM embeddings")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(vector) = embedding(row.get_ref(1)?.as_blob().unwrap_or_default()) {
                memory.embeddings.insert(Id::from_bytes(row.get(0)?), vector);
            }
        }
        let mut query = self.connection.prepare("SELECT one, other, relations FROM compared")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(found) = relations(row.get_ref(2)?.as_blob().unwrap_or_default()) {
                memory.related.insert((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?)), found);
            }
        }
        Ok(memory)
    }

    /// Keeps what is new in a memory of this linker, and drops what another one said.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::NoRoom`], or what SQLite reports.
    pub fn remember(&mut self, linker: &str, memory: &Memory) -> Result<(), StoreError> {
        if memory.fresh_embeddings.is_empty() && memory.fresh_pairs.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !is_of(&transaction, linker)? {
            transaction.execute_batch("DELETE FROM embeddings; DELETE FROM compared;")?;
            transaction.execute("UPDATE library SET linker = ?1", [linker])?;
        }
        {
            let mut insert = transaction.prepare("INSERT OR REPLACE INTO embeddings (text, vector) VALUES (?1, ?2)")?;
            let known = |id: &TextId| Some((*id, memory.embeddings.get(id)?));
            for (id, vector) in memory.fresh_embeddings.iter().filter_map(known) {
                let bytes: Vec<u8> = vector.iter().map(|v| v.cast_unsigned()).collect();
                insert.execute((id.as_bytes(), bytes))?;
            }
            let mut insert =
                transaction.prepare("INSERT OR REPLACE INTO compared (one, other, relations) VALUES (?1, ?2, ?3)")?;
            for pair in &memory.fresh_pairs {
                let Some(found) = memory.related.get(pair) else { continue };
                let bytes: Vec<u8> = found.iter().flat_map(|p| p.to_le_bytes()).collect();
                insert.execute((pair.0.as_bytes(), pair.1.as_bytes(), bytes))?;
            }
        }
        Ok(transaction.commit()?)
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
