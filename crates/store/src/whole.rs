//! Every document with its statements: what linking reads.

use std::collections::BTreeMap;

use sayso_core::{Document, Entity, EntityId, Id, Statement};

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
            let Some(document) = self.document(id)? else { continue };
            let (statements, somebodies) = (self.statements_of(&document)?, self.somebodies_of(row)?);
            let entities = entities_of(&self.connection, row, id)?;
            out.push(Whole { document, statements, entities, somebodies });
        }
        Ok(out)
    }

    fn somebodies_of(&self, document: i64) -> Result<BTreeMap<EntityId, EntityId>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT entity, somebody FROM linked WHERE document = ?1")?;
        let id = |text: String| EntityId::new(text);
        let rows = query.query_map([document], |row| Ok((id(row.get(0)?), id(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
