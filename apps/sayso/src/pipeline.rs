//! From bytes to statements.

use std::panic::{self, AssertUnwindSafe};

use sayso_core::{Document, Form, Provenance, Score, Span, Spans, Statement, StatementParts};
use sayso_ingest::NotText;

use crate::load::Why;

/// Everything that is loaded once and shared by all threads.
pub struct Pipeline {
    _reader: (),
}

impl Pipeline {
    /// With the bundled reader.
    ///
    /// # Errors
    /// If the reader can't be loaded.
    pub fn bundled() -> anyhow::Result<Pipeline> {
        Ok(Pipeline { _reader: () })
    }

    /// The reader's name, kept with what it reads.
    pub fn reader(&self) -> &'static str {
        "placeholder"
    }

    /// The document that these bytes hold.
    ///
    /// # Errors
    /// [`NotText`], if the bytes are no text.
    pub fn document(&self, bytes: &[u8], provenance: Provenance) -> Result<Document, NotText> {
        sayso_ingest::document(bytes, provenance)
    }

    /// Its statements, in text order.
    pub fn statements(&self, document: &Document) -> Vec<Statement> {
        let quotations = document.layout().quotations().iter().filter(|quotation| quotation.closed);
        quotations.filter_map(|quotation| said_by(document, quotation.span)).collect()
    }
}

/// Does `work` on one document. An error in sayso must cost that document alone and not the ten thousand after it; what
/// went wrong stands on standard error.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Why> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Why::Panicked)
}

/// Placeholder until the reader is here: a quotation before `X said` or `said X`.
fn said_by(document: &Document, quotation: Span) -> Option<Statement> {
    let text = document.text();
    let marks: Vec<(usize, char)> = quotation.slice(text).ok()?.char_indices().collect();
    let (_, first) = *marks.first()?;
    let (last, _) = *marks.last()?;
    let content = Span::of(text, quotation.start() + first.len_utf8()..quotation.start() + last).ok()?;
    let after = &text[quotation.end()..];
    let clause = &after[..after.find(['.', ',', ';', '\n', '“', '"']).unwrap_or(after.len())];
    let at = clause.find(" said")?;
    let cue = quotation.end() + at + 1..quotation.end() + at + 5;
    let source = if at > 0 { quotation.end() + 1..cue.start - 1 } else { cue.end + 1..quotation.end() + clause.len() };
    let span = |range| Span::of(text, range).ok().map(Spans::from);
    let parts = StatementParts::new(span(source)?, span(cue)?, content.into(), Form::Direct, Score::new(0.5));
    Statement::new(document, parts).ok()
}
