//! What people decide about statements and documents: kept apart from everything derived, and never derived.

use rusqlite::OptionalExtension;
use sayso_core::{DocumentId, Id, StatementId};
use sayso_trace::{Decision, Verdict};

use crate::{IdPrefix, Library, StoreError};

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// To take it back by.
    pub number: i64,
    /// What was decided.
    pub decision: Decision,
    /// When, UTC.
    pub made: String,
}

/// Its name for a decision, and the digests it is about.
fn columns(decision: &Decision) -> (&'static str, [u8; 16], [u8; 16]) {
    match decision {
        Decision::Statements { verdict, one, other } => (verdict.name(), *one.as_bytes(), *other.as_bytes()),
        Decision::Documents { is_copy, document, source } => {
            (if *is_copy { "copy" } else { "no-copy" }, *document.as_bytes(), *source.as_bytes())
        }
    }
}

/// The decision that these columns hold.
fn decision(verdict: &str, one: [u8; 16], other: [u8; 16]) -> Option<Decision> {
    if let "copy" | "no-copy" = verdict {
        let (document, source) = (Id::from_bytes(one), Id::from_bytes(other));
        return Some(Decision::Documents { is_copy: verdict == "copy", document, source });
    }
    let verdict = Verdict::ALL.into_iter().find(|known| known.name() == verdict)?;
    Some(Decision::Statements { verdict, one: Id::from_bytes(one), other: Id::from_bytes(other) })
}

impl Library {
    /// Keeps a decision; `false` if the last one about these two says so already, and nothing was kept.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::NoRoom`], or what SQLite reports.
    pub fn decide(&mut self, decision: &Decision) -> Result<bool, StoreError> {
        let (verdict, one, other) = columns(decision);
        let last = "SELECT verdict, one, other FROM reviews WHERE (one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1) \
                    ORDER BY id DESC LIMIT 1";
        let last: Option<(String, [u8; 16], [u8; 16])> = self
            .connection
            .query_row(last, (one, other), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        if last.is_some_and(|(says, first, second)| (says.as_str(), first, second) == (verdict, one, other)) {
            return Ok(false);
        }
        self.connection
            .execute("INSERT INTO reviews (verdict, one, other) VALUES (?1, ?2, ?3)", (verdict, one, other))?;
        Ok(true)
    }

    /// Takes a decision back; `false` if there is none of this number.
    ///
    /// # Errors
    /// As [`Library::decide`].
    pub fn take_back_review(&mut self, number: i64) -> Result<bool, StoreError> {
        Ok(self.connection.execute("DELETE FROM reviews WHERE id = ?1", [number])? > 0)
    }

    /// Every decision, the oldest first.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn reviews(&self) -> Result<Vec<Reviewed>, StoreError> {
        let mut query = self.connection.prepare("SELECT id, verdict, one, other, made FROM reviews ORDER BY id")?;
        let mut rows = query.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let verdict: String = row.get(1)?;
            if let Some(decision) = decision(&verdict, row.get(2)?, row.get(3)?) {
                out.push(Reviewed { number: row.get(0)?, decision, made: row.get(4)? });
            }
        }
        Ok(out)
    }

    /// Statements whose ids begin so, at most `most`.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn statements_by_prefix(&self, prefix: &IdPrefix, most: usize) -> Result<Vec<StatementId>, StoreError> {
        self.by_prefix("statements", prefix, most)
    }

    /// Documents whose ids begin so, at most `most`.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn documents_by_prefix(&self, prefix: &IdPrefix, most: usize) -> Result<Vec<DocumentId>, StoreError> {
        self.by_prefix("documents", prefix, most)
    }

    fn by_prefix<K>(&self, table: &str, prefix: &IdPrefix, most: usize) -> Result<Vec<Id<K>>, StoreError> {
        let mut query = self.connection.prepare(&format!(
            "SELECT digest FROM {table} WHERE lower(hex(digest)) LIKE ?1 || '%' ORDER BY digest LIMIT ?2"
        ))?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map((prefix.digits(), most), |row| Ok(Id::from_bytes(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
