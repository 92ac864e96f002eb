//! Statements in statements.

use sayso_core::{Document, Statement};

/// Sets the parent of each statement that stands wholly inside a content piece of another: the smallest such piece's.
pub(crate) fn set_parents(document: &Document, found: Vec<Statement>) -> Vec<Statement> {
    let parent = |s: &Statement| {
        let around = |other: &Statement| {
            let pieces = other.content().pieces().iter().filter(|piece| piece.contains(s.cover()));
            pieces.map(|piece| piece.len()).min().map(|size| (size, other.id()))
        };
        found.iter().filter(|other| other.id() != s.id()).filter_map(around).min().map(|(_, id)| id)
    };
    let parents: Vec<_> = found.iter().map(parent).collect();
    let with_parent = |(s, parent): (&Statement, _)| {
        let parts = sayso_core::StatementParts { parent, ..s.parts().clone() };
        Statement::new(document, parts).ok()
    };
    found.iter().zip(parents).filter_map(with_parent).collect()
}
