//! Direct, indirect or mixed.

use sayso_core::{Document, Form, Spans};

/// The form of a content: direct if every letter and digit of it stands in quotation marks, indirect if none does.
pub fn form(document: &Document, content: &Spans) -> Form {
    let mut quoted = 0usize;
    let mut open = 0usize;
    for piece in content.pieces() {
        let quotations: Vec<_> = document.layout().quotations_over(*piece).map(|q| q.span).collect();
        let outermost: Vec<_> =
            quotations.iter().filter(|q| !quotations.iter().any(|o| o.contains(**q) && o != *q)).collect();
        let is_quoted = |at: usize| outermost.iter().any(|q| q.start() <= at && at < q.end());
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
