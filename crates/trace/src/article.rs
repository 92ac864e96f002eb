//! What linking is given of a document.

use std::collections::BTreeMap;

use sayso_core::{Document, EntityId, Statement};

use crate::names::Names;

/// A document with its statements.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its statements, in text order.
    pub statements: &'a [Statement],
    /// Who the document's entities are across documents; an entity that is not there is its own somebody, in this document
    /// alone.
    pub somebodies: &'a BTreeMap<EntityId, EntityId>,
    /// How the document names them.
    pub names: &'a Names,
}
