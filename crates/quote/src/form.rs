//! Direct, indirect or mixed.

use sayso_core::{Document, Form, Spans};

/// The form of a content: direct if every letter and digit of it stands in quotation marks, indirect if none does.
pub fn form(document: &Document, content: &Spans) -> Form {
    let quotations = document.layout().quotations();
    let is_quoted = |at: usize| quotations.iter().any(|q| q.span.start() <= at && at < q.span.end());
    let mut quoted = 0usize;
    let mut open = 0usize;
    for piece in content.pieces() {
        let letters = document.words(*piece).char_indices().filter(|(_, c)| c.is_alphanumeric());
        for (at, _) in letters {
            if is_quoted(piece.start() + at) { quoted += 1 } else { open += 1 }
        }
    }
    match (quoted, open) {
        (0, _) => Form::Indirect,
        (_, 0) => Form::Direct,
        _ => Form::Mixed,
    }
}
