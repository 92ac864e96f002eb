//! Statements in statements.

use sayso_core::{Document, Statement};

/// Sets the parent of each statement that stands wholly inside a content piece of another: the smallest such piece's.
/// `found` is in text order.
pub(crate) fn set_parents(document: &Document, found: Vec<Statement>) -> Vec<Statement> {
    let mut parents = vec![None; found.len()];
    for (i, outer) in found.iter().enumerate() {
        let before = found[..i].iter().rev().take_while(|s| s.cover().start() == outer.cover().start()).count();
        let near =
            found.iter().enumerate().skip(i - before).take_while(|(_, s)| s.cover().start() < outer.cover().end());
        for (j, inner) in near.filter(|(j, _)| *j != i) {
            let pieces = outer.content().pieces().iter().filter(|piece| piece.contains(inner.cover()));
            let candidate = pieces.map(|piece| piece.len()).min().map(|size| (size, outer.id()));
            parents[j] = [parents[j], candidate].into_iter().flatten().min();
        }
    }
    let with_parent = |(s, parent): (&Statement, Option<(usize, _)>)| {
        let parent = parent.map(|(_, id)| id);
        let parts = sayso_core::StatementParts { parent, ..s.parts().clone() };
        Statement::new(document, parts).ok()
    };
    found.iter().zip(parents).filter_map(with_parent).collect()
}
