//! What the linker said of texts and pairs of them.

use std::collections::BTreeMap;

use sayso_core::TextId;
use sayso_model::WIDTH;

/// An embedding in whole numbers, so that what is kept in a library gives what is computed anew gives.
pub type Embedding = [i8; WIDTH];

/// How the linker relates a pair: probabilities of its relations, and of one event.
pub type Relations = [f32; 6];

/// Two texts, the lower id first.
pub type TextPair = (TextId, TextId);

/// What the linker said before, so that it need not say it again: of texts, for what a statement is told as can change when people
/// say who is who, and copies tell the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    /// Where texts lie.
    pub embeddings: BTreeMap<TextId, Embedding>,
    /// How pairs are related.
    pub related: BTreeMap<TextPair, Relations>,
    /// Of what is there, what was not kept yet.
    pub fresh_embeddings: Vec<TextId>,
    /// Likewise.
    pub fresh_pairs: Vec<TextPair>,
}

impl Memory {
    /// Says that all of it is kept.
    pub fn is_kept(&mut self) {
        self.fresh_embeddings.clear();
        self.fresh_pairs.clear();
    }
}
