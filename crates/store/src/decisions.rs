//! What people decide about entities: kept, never derived.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use sayso_core::EntityId;

use crate::filter::pattern;
use crate::{IdPrefix, Library, Somebody, StoreError};

/// A decision, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// Its number, by which it can be taken back.
    pub number: i64,
    /// `same` or `apart`.
    pub verdict: String,
    /// Whom it was about, as they were called then.
    pub one: String,
    /// And whom beside.
    pub other: String,
    /// When, in UTC.
    pub made: String,
    /// How many entities of documents it is about.
    pub members: u64,
}

/// Which part of somebody is somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Portion {
    /// Where a document calls it so; upper or lower case (of A to Z) does not matter.
    Named(String),
    /// In the documents whose id begins like this.
    In(IdPrefix),
}

impl Library {
    /// Everybody whom these words mean: an id means itself, also one that a decision has changed since; other words all
    /// who have a name with them. Whoever has a name of these very words comes alone. The library is to be linked.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn somebodies(&self, words: &str) -> Result<Vec<Somebody>, StoreError> {
        if words.contains('/') {
            return Ok(by_id(&self.connection, words)?.into_iter().collect());
        }
        let query = |compare: &str, words: &str| -> Result<Vec<Somebody>, StoreError> {
            let mut query = self.connection.prepare(&format!(
                "SELECT id, name, kind FROM somebodies WHERE id IN (SELECT l.somebody FROM linked l \
                 JOIN entity_words w ON w.document = l.document AND w.entity = l.entity \
                 WHERE w.part = 'name' AND w.words {compare}) OR name {compare} ORDER BY id"
            ))?;
            let found = query.query_map([words], somebody)?;
            Ok(found.collect::<Result<_, _>>()?)
        };
        let exact = query("= ?1 COLLATE NOCASE", words)?;
        if exact.is_empty() { query(r"LIKE ?1 ESCAPE '\'", &pattern(words)) } else { Ok(exact) }
    }

    /// Decides that two are one; `false` if they are already, and nothing was kept.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::NoRoom`], or what SQLite reports.
    pub fn merge(&mut self, one: &EntityId, other: &EntityId) -> Result<bool, StoreError> {
        if one == other {
            return Ok(false);
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = decide(&transaction, "same", one.as_str(), other.as_str())?;
        for (side, id) in [("one", one), ("other", other)] {
            transaction.execute(
                "INSERT INTO decision_members (decision, side, document, entity) \
                 SELECT ?1, ?2, d.digest, l.entity FROM linked l JOIN documents d ON d.id = l.document \
                 WHERE l.somebody = ?3",
                (number, side, id.as_str()),
            )?;
        }
        keep(transaction)?;
        Ok(true)
    }

    /// Decides that a portion of somebody is somebody else; `false` if it has no such portion or nothing else, and
    /// nothing was kept.
    ///
    /// # Errors
    /// As [`Library::merge`].
    pub fn split(&mut self, whole: &EntityId, portions: &[Portion]) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = decide(&transaction, "apart", whole.as_str(), whole.as_str())?;
        for portion in portions {
            let (condition, value) = match portion {
                Portion::Named(name) => (
                    "EXISTS (SELECT 1 FROM entity_words w WHERE w.document = l.document AND w.entity = l.entity \
                     AND w.part = 'name' AND w.words = ?3 COLLATE NOCASE)",
                    name.clone(),
                ),
                Portion::In(prefix) => ("lower(hex(d.digest)) LIKE ?3 || '%'", prefix.digits().to_owned()),
            };
            transaction.execute(
                &format!(
                    "INSERT OR IGNORE INTO decision_members (decision, side, document, entity) \
                     SELECT ?1, 'one', d.digest, l.entity FROM linked l JOIN documents d ON d.id = l.document \
                     WHERE l.somebody = ?2 AND {condition}"
                ),
                (number, whole.as_str(), value),
            )?;
        }
        transaction.execute(
            "INSERT INTO decision_members (decision, side, document, entity) \
             SELECT ?1, 'other', d.digest, l.entity FROM linked l JOIN documents d ON d.id = l.document \
             WHERE l.somebody = ?2 AND NOT EXISTS (SELECT 1 FROM decision_members m \
             WHERE m.decision = ?1 AND m.document = d.digest AND m.entity = l.entity)",
            (number, whole.as_str()),
        )?;
        let sides: i64 = transaction.query_row(
            "SELECT count(DISTINCT side) FROM decision_members WHERE decision = ?1",
            [number],
            |row| row.get(0),
        )?;
        if sides < 2 {
            // Dropped without a commit it leaves no trace.
            return Ok(false);
        }
        keep(transaction)?;
        Ok(true)
    }

    /// Takes a decision back; `false` if there is none of this number.
    ///
    /// # Errors
    /// As [`Library::merge`].
    pub fn take_back(&mut self, number: i64) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let gone = transaction.execute("DELETE FROM decisions WHERE id = ?1", [number])?;
        keep(transaction)?;
        Ok(gone > 0)
    }

    /// Every decision, the oldest first.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn decisions(&self) -> Result<Vec<DecisionRow>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT id, verdict, one, other, made, \
             (SELECT count(*) FROM decision_members m WHERE m.decision = decisions.id) FROM decisions ORDER BY id",
        )?;
        let rows = query.query_map([], |row| {
            Ok(DecisionRow {
                number: row.get(0)?,
                verdict: row.get(1)?,
                one: row.get(2)?,
                other: row.get(3)?,
                made: row.get(4)?,
                members: row.get::<_, i64>(5)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn somebody(row: &rusqlite::Row<'_>) -> Result<Somebody, rusqlite::Error> {
    Ok(Somebody { id: EntityId::new(row.get::<_, String>(0)?), name: row.get(1)?, kind: row.get(2)? })
}

/// Who has this id, or had it when a decision was made that changed it.
fn by_id(connection: &Connection, id: &str) -> Result<Option<Somebody>, StoreError> {
    let now = "SELECT id, name, kind FROM somebodies WHERE id = ?1";
    let then = "SELECT s.id, s.name, s.kind FROM decisions c JOIN decision_members m ON m.decision = c.id \
                AND m.side = CASE WHEN c.other = ?1 THEN 'other' ELSE 'one' END \
                JOIN documents d ON d.digest = m.document JOIN linked l ON l.document = d.id AND l.entity = m.entity \
                JOIN somebodies s ON s.id = l.somebody WHERE c.one = ?1 OR c.other = ?1 \
                ORDER BY c.id DESC, m.document, m.entity LIMIT 1";
    for sql in [now, then] {
        if let Some(found) = connection.query_row(sql, [id], somebody).optional()? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn decide(transaction: &Transaction<'_>, verdict: &str, one: &str, other: &str) -> Result<i64, StoreError> {
    let decision = (verdict, one, other);
    transaction.execute("INSERT INTO decisions (verdict, one, other) VALUES (?1, ?2, ?3)", decision)?;
    Ok(transaction.last_insert_rowid())
}

/// What was linked before is out of date.
fn keep(transaction: Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute("UPDATE library SET linked = NULL", [])?;
    Ok(transaction.commit()?)
}
