//! Statements to the same statements with what the words around them decide: who speaks, to whom and at whom, what kind
//! of act it is, when it was said, and which figures it holds.
//!
//! Nothing is here yet: `speaker`, `act`, `addressee`, `target`, `said`, `relays` and `figures` of a
//! [`Statement`](sayso_core::Statement) stay empty until this crate fills them.
//!
//! What it will be: one function from a [`Document`](sayso_core::Document) and its statements to statements whose
//! [`StatementParts`](sayso_core::StatementParts) are filled. The types are those of `core`:
//! [`Mention`](sayso_core::Mention) for a span that names somebody, [`Entity`](sayso_core::Entity) for the somebody,
//! [`Speaker`](sayso_core::Speaker), [`Party`](sayso_core::Party), [`Act`](sayso_core::Act), [`Said`](sayso_core::Said)
//! and [`Figure`](sayso_core::Figure). An alias has one entity everywhere; a title and a name become one entity only
//! within a document that joins them.
//!
//! What it will not do: it adds no statement and moves no span; `quote` decides those. What it can't decide stays empty.
#![forbid(unsafe_code)]

mod tsv;
mod tokens;
mod numbers;
pub mod when;

pub use tsv::BadLine;
