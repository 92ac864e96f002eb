//! The whole way from bytes to a document.

use sayso_core::{Block, BlockKind, Document, Layout, Meta, Provenance, Span};

use crate::{blocks, quotations, sentences};

/// The document that these bytes of a plain-text file hold. Never fails: see [`Document::warnings`].
pub fn document(bytes: &[u8], provenance: Provenance) -> Document {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let spans = blocks(&text);
    let found: Vec<Block> = spans.iter().map(|span| Block { span: *span, kind: BlockKind::Body }).collect();
    let sentences: Vec<Span> = spans.iter().flat_map(|block| sentences(&text, *block)).collect();
    let quotations = quotations(&text, &spans).found;
    let layout = Layout::new(&text, found, sentences, quotations).unwrap_or_default();
    Document::new(text, provenance, Meta::default(), layout, Vec::new())
}
