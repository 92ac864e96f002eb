//! Claims that a person tracks, what was raised about them, and who was told.

use rusqlite::{OptionalExtension, Row, TransactionBehavior};
use sayso_core::{Id, Score, StatementId};
use sayso_trace::Recurrence;

use crate::{Library, StoreError};

/// A tracked claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackedRow {
    /// To stop tracking it by; never given twice.
    pub number: i64,
    /// Its words.
    pub claim: String,
    /// The statement that makes it; none of a person's own words.
    pub statement: Option<StatementId>,
    /// Row of the last document that it was compared with, or that was there before it.
    pub compared: i64,
    /// Since when, UTC.
    pub made: String,
    /// Alerts so far.
    pub alerts: u64,
}

/// What became of a tracked claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Of the alert in this library.
    pub number: i64,
    /// Of the claim.
    pub tracked: i64,
    /// Its words.
    pub claim: String,
    /// The statement that makes the claim.
    pub made_by: Option<StatementId>,
    /// The statement that is about it.
    pub statement: StatementId,
    /// What it is to the claim.
    pub kind: Recurrence,
    /// How probable it is that it is about the claim.
    pub score: Score,
    /// When it was raised, UTC.
    pub raised: String,
}

/// Columns of an [`Alert`].
const ALERT: &str = "SELECT a.id, t.id, t.claim, t.statement, s.digest, a.kind, a.score, a.raised FROM alerts a \
                     JOIN tracked t ON t.id = a.tracked JOIN statements s ON s.id = a.statement";

impl Library {
    /// Tracks a claim from now on: what is in the library is not compared with it. Gives its number, and whether it is new.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::NoRoom`], or what SQLite reports.
    pub fn track(&mut self, claim: &str, statement: Option<StatementId>) -> Result<(i64, bool), StoreError> {
        let digest = statement.map(|id| *id.as_bytes());
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = "SELECT id FROM tracked WHERE claim = ?1 AND statement IS ?2";
        let known: Option<i64> = transaction.query_row(known, (claim, digest), |row| row.get(0)).optional()?;
        if let Some(number) = known {
            return Ok((number, false));
        }
        transaction.execute(
            "INSERT INTO tracked (claim, statement, compared) SELECT ?1, ?2, coalesce(max(id), 0) FROM documents",
            (claim, digest),
        )?;
        let number = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok((number, true))
    }

    /// Tracks a claim no longer, and forgets its alerts; `false` if there is none of this number.
    ///
    /// # Errors
    /// As [`Library::track`].
    pub fn untrack(&mut self, number: i64) -> Result<bool, StoreError> {
        Ok(self.connection.execute("DELETE FROM tracked WHERE id = ?1", [number])? > 0)
    }

    /// Every tracked claim, by number.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn tracked(&self) -> Result<Vec<TrackedRow>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT id, claim, statement, compared, made, (SELECT count(*) FROM alerts WHERE tracked = tracked.id) \
             FROM tracked ORDER BY id",
        )?;
        let rows = query.query_map([], |row| {
            Ok(TrackedRow {
                number: row.get(0)?,
                claim: row.get(1)?,
                statement: row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes),
                compared: row.get(3)?,
                made: row.get(4)?,
                alerts: row.get::<_, i64>(5)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps what was found when the claims of these numbers were compared with the documents up to row `compared`: alerts by claim,
    /// statement, kind and score. Those that were raised before are left as they are. Gives how many are new. All is kept, or nothing.
    ///
    /// # Errors
    /// As [`Library::track`].
    pub fn raise(
        &mut self,
        claims: &[i64],
        compared: i64,
        found: &[(i64, StatementId, Recurrence, Score)],
    ) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut new = 0;
        {
            // A claim may have been given up meanwhile.
            let mut insert = transaction.prepare(
                "INSERT OR IGNORE INTO alerts (tracked, statement, kind, score) SELECT t.id, s.id, ?3, ?4 \
                 FROM tracked t, statements s WHERE t.id = ?1 AND s.digest = ?2",
            )?;
            for (claim, statement, kind, score) in found {
                new += insert.execute((claim, statement.as_bytes(), kind.name(), score.basis_points()))?;
            }
            let mut update = transaction.prepare("UPDATE tracked SET compared = max(compared, ?2) WHERE id = ?1")?;
            for claim in claims {
                update.execute((claim, compared))?;
            }
        }
        transaction.commit()?;
        Ok(new)
    }

    /// From now on these receivers are owed the alerts of which nobody was told yet.
    ///
    /// # Errors
    /// As [`Library::track`].
    pub fn owe(&mut self, receivers: &[String]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for receiver in receivers {
            transaction.execute(
                "INSERT OR IGNORE INTO deliveries (alert, receiver) SELECT a.id, ?1 FROM alerts a WHERE NOT EXISTS \
                 (SELECT 1 FROM deliveries d WHERE d.alert = a.id AND d.delivered IS NOT NULL)",
                [receiver],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// What a receiver is owed, the oldest first.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn owed(&self, receiver: &str) -> Result<Vec<Alert>, StoreError> {
        let owed = "JOIN deliveries d ON d.alert = a.id WHERE d.receiver = ?1 AND d.delivered IS NULL ORDER BY a.id";
        let mut query = self.connection.prepare(&format!("{ALERT} {owed}"))?;
        let rows = query.query_map([receiver], alert)?;
        Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
    }

    /// The newest alerts, the newest first, whoever was told of them; at most `most`.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn alerts(&self, most: usize) -> Result<Vec<Alert>, StoreError> {
        let mut query = self.connection.prepare(&format!("{ALERT} ORDER BY a.id DESC LIMIT ?1"))?;
        let rows = query.query_map([i64::try_from(most).unwrap_or(i64::MAX)], alert)?;
        Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
    }

    /// Notes that a receiver was told of alerts.
    ///
    /// # Errors
    /// As [`Library::track`].
    pub fn told(&mut self, receiver: &str, alerts: &[i64]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for number in alerts {
            transaction.execute(
                "UPDATE deliveries SET delivered = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE alert = ?1 AND receiver = ?2",
                (number, receiver),
            )?;
        }
        Ok(transaction.commit()?)
    }
}

/// None of a kind that this program does not know.
fn alert(row: &Row<'_>) -> rusqlite::Result<Option<Alert>> {
    let (kind, score): (String, u16) = (row.get(5)?, row.get(6)?);
    let Some(kind) = Recurrence::ALL.into_iter().find(|known| known.name() == kind) else { return Ok(None) };
    Ok(Some(Alert {
        number: row.get(0)?,
        tracked: row.get(1)?,
        claim: row.get(2)?,
        made_by: row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes),
        statement: Id::from_bytes(row.get(4)?),
        kind,
        score: Score::from_basis_points(score),
        raised: row.get(7)?,
    }))
}
