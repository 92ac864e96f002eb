//! Every document with its statements: what linking reads.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use sayso_core::{Document, DocumentId, Entity, EntityId, Id, Statement, StatementId};

use crate::linking::entities_of;
use crate::{Library, StoreError};

/// A document with its statements, and who its entities are across documents.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Checked against its id.
    pub document: Document,
    /// In text order, each checked against the text.
    pub statements: Vec<Statement>,
    /// Whom it names.
    pub entities: Vec<Entity>,
    /// Ids of the document's entities to those of somebodies.
    pub somebodies: BTreeMap<EntityId, EntityId>,
}

impl Library {
    /// Every document, by id. The library is to be linked.
    ///
    /// # Errors
    /// [`StoreError::Changed`], [`StoreError::Misfit`], or what SQLite reports.
    pub fn whole(&self) -> Result<Vec<Whole>, StoreError> {
        let mut documents = self.connection.prepare("SELECT id, digest FROM documents ORDER BY digest")?;
        let rows = documents.query_map([], |row| Ok((row.get(0)?, Id::from_bytes(row.get(1)?))))?;
        let mut out = Vec::new();
        for row in rows {
            let (row, id) = row?;
            out.extend(self.whole_of(row, id)?);
        }
        Ok(out)
    }

    /// The documents that were added after the one with this row, in the order of adding, each with its row; at most `most`.
    ///
    /// # Errors
    /// As [`Library::whole`].
    pub fn whole_after(&self, row: i64, most: usize) -> Result<Vec<(i64, Whole)>, StoreError> {
        let mut documents =
            self.connection.prepare_cached("SELECT id, digest FROM documents WHERE id > ?1 ORDER BY id LIMIT ?2")?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = documents.query_map((row, most), |row| Ok((row.get(0)?, Id::from_bytes(row.get(1)?))))?;
        let rows: Vec<(i64, DocumentId)> = rows.collect::<Result<_, _>>()?;
        let whole = |(row, id)| Ok(self.whole_of(row, id)?.map(|whole| (row, whole)));
        rows.into_iter().filter_map(|row| whole(row).transpose()).collect()
    }

    /// The document in which a statement stands, and its place there; none if it is not there.
    ///
    /// # Errors
    /// As [`Library::whole`].
    pub fn whole_with(&self, statement: StatementId) -> Result<Option<(Whole, usize)>, StoreError> {
        let find = "SELECT d.id, d.digest FROM statements s JOIN documents d ON d.id = s.document WHERE s.digest = ?1";
        let mut query = self.connection.prepare_cached(find)?;
        let row = query.query_row([statement.as_bytes()], |row| Ok((row.get(0)?, Id::from_bytes(row.get(1)?))));
        let Some((row, id)) = row.optional()? else { return Ok(None) };
        let Some(whole) = self.whole_of(row, id)? else { return Ok(None) };
        let place = whole.statements.iter().position(|one| one.id() == statement);
        Ok(place.map(|place| (whole, place)))
    }

    fn whole_of(&self, row: i64, id: DocumentId) -> Result<Option<Whole>, StoreError> {
        let Some(document) = self.document(id)? else { return Ok(None) };
        let (statements, somebodies) = (self.statements_of(&document)?, self.somebodies_of(row)?);
        let entities = entities_of(&self.connection, row, id)?;
        Ok(Some(Whole { document, statements, entities, somebodies }))
    }

    fn somebodies_of(&self, document: i64) -> Result<BTreeMap<EntityId, EntityId>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT entity, somebody FROM linked WHERE document = ?1")?;
        let id = |text: String| EntityId::new(text);
        let rows = query.query_map([document], |row| Ok((id(row.get(0)?), id(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
