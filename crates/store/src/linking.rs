//! Which entities of all documents are one somebody: derived, and made anew when documents or decisions have come.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};
use sayso_core::{DocumentId, Entity, EntityId, Id};
use sayso_resolve::entities::{Appearance, AppearanceId, Decision, Linked, Verdict, link};

use crate::{Library, Part, StoreError};

impl Library {
    /// Puts the entities of all documents together, if documents or decisions have come since it was done last. The result
    /// is that of all documents at once, so the order in which they came changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::NoRoom`], [`StoreError::Changed`], or what SQLite
    /// reports.
    pub fn link(&mut self) -> Result<(), StoreError> {
        if is_linked(&self.connection)? {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have been quicker.
        if !is_linked(&transaction)? {
            let (rows, appearances) = appearances(&transaction)?;
            let linked = link(&appearances, &decisions(&transaction)?);
            write(&transaction, &rows, &appearances, &linked)?;
            transaction.execute("UPDATE library SET linked = changes", [])?;
        }
        Ok(transaction.commit()?)
    }
}

fn is_linked(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row("SELECT linked IS changes FROM library", [], |row| row.get(0))?)
}

/// A list for each part of what a document says of an entity.
type Words = BTreeMap<String, [Vec<String>; 3]>;

/// Every entity of every document, each with the row of its document.
fn appearances(connection: &Connection) -> Result<(Vec<i64>, Vec<Appearance>), StoreError> {
    let mut documents = connection.prepare("SELECT d.id, d.digest, d.published FROM documents d ORDER BY d.digest")?;
    let (mut rows, mut out) = (Vec::new(), Vec::new());
    let mut found = documents.query([])?;
    while let Some(document) = found.next()? {
        let row: i64 = document.get(0)?;
        let id: DocumentId = Id::from_bytes(document.get(1)?);
        let published: Option<String> = document.get(2)?;
        let entities = entities_of(connection, row, id)?;
        let company: Arc<[EntityId]> = entities.iter().map(|entity| entity.id.clone()).collect();
        for entity in entities {
            let (published, company) = (published.clone(), company.clone());
            rows.push(row);
            out.push(Appearance { document: id, published, entity, company });
        }
    }
    Ok((rows, out))
}

/// Whom a document names, in their order.
pub(crate) fn entities_of(connection: &Connection, row: i64, id: DocumentId) -> Result<Vec<Entity>, StoreError> {
    let mut entities = connection
        .prepare_cached("SELECT entity, name, kind FROM entities WHERE document = ?1 ORDER BY ordinal, entity")?;
    let mut words = words(connection, row)?;
    let mut found = entities.query([row])?;
    let mut out = Vec::new();
    while let Some(found) = found.next()? {
        let (entity, name, kind): (String, String, String) = (found.get(0)?, found.get(1)?, found.get(2)?);
        let [names, roles, affiliations] = words.remove(&entity).unwrap_or_default();
        let kind = kind.parse().map_err(|_| StoreError::Changed { document: id, what: Part::Entity })?;
        out.push(Entity { id: EntityId::new(entity), name, kind, names, roles, affiliations });
    }
    Ok(out)
}

fn words(connection: &Connection, document: i64) -> Result<Words, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT entity, part, words FROM entity_words WHERE document = ?1 ORDER BY entity, part, ordinal",
    )?;
    let mut rows = query.query([document])?;
    let mut out = Words::new();
    while let Some(row) = rows.next()? {
        let part: String = row.get(1)?;
        let place = ["name", "role", "affiliation"].iter().position(|name| *name == part).unwrap_or_default();
        out.entry(row.get(0)?).or_default()[place].push(row.get(2)?);
    }
    Ok(out)
}

/// What people decided, the oldest first.
fn decisions(connection: &Connection) -> Result<Vec<Decision>, StoreError> {
    let mut query = connection.prepare("SELECT id, verdict FROM decisions ORDER BY id")?;
    let mut members =
        connection.prepare("SELECT document, entity FROM decision_members WHERE decision = ?1 AND side = ?2")?;
    let mut rows = query.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, verdict): (i64, String) = (row.get(0)?, row.get(1)?);
        let mut side = |side: &str| -> Result<Vec<AppearanceId>, StoreError> {
            let found = members.query_map((id, side), |row| {
                Ok(AppearanceId { document: row.get(0)?, entity: EntityId::new(row.get::<_, String>(1)?) })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        };
        let verdict = if verdict == "same" { Verdict::Same } else { Verdict::Apart };
        out.push(Decision { verdict, one: side("one")?, other: side("other")? });
    }
    Ok(out)
}

fn write(
    connection: &Connection,
    rows: &[i64],
    appearances: &[Appearance],
    linked: &[Linked],
) -> Result<(), StoreError> {
    connection.execute_batch("DELETE FROM linked; DELETE FROM somebodies;")?;
    let mut somebody = connection.prepare("INSERT INTO somebodies (id, name, kind) VALUES (?1, ?2, ?3)")?;
    let mut member =
        connection.prepare("INSERT INTO linked (document, entity, somebody, reason) VALUES (?1, ?2, ?3, ?4)")?;
    for Linked { id, name, kind, members } in linked {
        somebody.execute((id.as_str(), name, kind.name()))?;
        for (at, reason) in members {
            let entity = appearances[*at].entity.id.as_str();
            member.execute((rows[*at], entity, id.as_str(), reason.to_string()))?;
        }
    }
    Ok(())
}
