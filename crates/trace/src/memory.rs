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

/// Where what the linker said is kept, so that it need not say it again: of texts, for what a statement is told as can change when
/// people say who is who, and copies tell the same. A library may have more of it than fits into memory.
pub trait Recall {
    /// Where a text lies, if that was kept.
    fn embedding(&mut self, text: TextId) -> Option<Embedding>;

    /// How a pair is related, likewise.
    fn relations(&mut self, pair: TextPair) -> Option<Relations>;

    /// Keeps what is new. Called again and again, so that little is lost if the program is stopped.
    fn keep(&mut self, embeddings: &[(TextId, Embedding)], pairs: &[(TextPair, Relations)]);
}

/// Keeps it in memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Memory {
    /// Where texts lie.
    pub embeddings: BTreeMap<TextId, Embedding>,
    /// How pairs are related.
    pub related: BTreeMap<TextPair, Relations>,
}

impl Recall for Memory {
    fn embedding(&mut self, text: TextId) -> Option<Embedding> {
        self.embeddings.get(&text).copied()
    }

    fn relations(&mut self, pair: TextPair) -> Option<Relations> {
        self.related.get(&pair).copied()
    }

    fn keep(&mut self, embeddings: &[(TextId, Embedding)], pairs: &[(TextPair, Relations)]) {
        self.embeddings.extend(embeddings.iter().copied());
        self.related.extend(pairs.iter().copied());
    }
}
