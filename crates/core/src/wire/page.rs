//! What the wire format says of documents that were taken from an HTML page, and of no others.

use serde::{Deserialize, Serialize};

use super::{WireSpan, WireStatement};
use crate::{Document, PageOrigin, Span, TextQuote};

/// The page of a document on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WirePage {
    pub bytes: usize,
    pub sha256: String,
    pub charset: String,
    pub canonical_url: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub language: Option<String>,
    pub section: Option<String>,
    pub wire: Option<String>,
    pub reviews: Vec<WireReview>,
}

/// A review of a claim on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireReview {
    pub claim: String,
    pub claimant: Option<String>,
    pub verdict: Option<String>,
    pub reviewer: Option<String>,
    pub url: Option<String>,
}

/// A stretch of a page's bytes on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireBytes {
    pub start_byte: usize,
    pub end_byte: usize,
}

impl WirePage {
    /// The page as it is printed.
    pub fn new(page: &PageOrigin) -> WirePage {
        let meta = page.meta.clone();
        let reviews = meta.reviews.into_iter().map(|review| WireReview {
            claim: review.claim,
            claimant: review.claimant,
            verdict: review.verdict,
            reviewer: review.reviewer,
            url: review.url,
        });
        WirePage {
            bytes: page.bytes,
            sha256: page.sha256.clone(),
            charset: page.charset.clone(),
            canonical_url: meta.canonical_url,
            published: meta.published,
            modified: meta.modified,
            language: meta.language,
            section: meta.section,
            wire: meta.wire,
            reviews: reviews.collect(),
        }
    }
}

impl WireSpan {
    /// A span of a document's text, with its place in the document's page.
    pub fn placed(span: Span, text: &str, page: &PageOrigin) -> WireSpan {
        let mut wire = WireSpan::new(span, text);
        wire.place(text, page);
        wire
    }

    /// Says where in the page the span stands, and what a text-quote selector needs beside its words.
    fn place(&mut self, text: &str, page: &PageOrigin) {
        let Ok(span) = Span::new(self.start_byte..self.end_byte) else { return };
        let ranges = page.map.ranges(span);
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
        self.html_start_byte = Some(first.start);
        self.html_end_byte = Some(last.end);
        if ranges.len() > 1 {
            let pieces = ranges.iter().map(|range| WireBytes { start_byte: range.start, end_byte: range.end });
            self.html_pieces = Some(pieces.collect());
        }
        if let Some(quote) = TextQuote::of(text, span) {
            self.prefix = Some(quote.prefix.to_owned());
            self.suffix = Some(quote.suffix.to_owned());
        }
    }
}

impl WireStatement {
    /// Says of each span where in the page it stands, if the document was taken from one.
    pub fn place(&mut self, text: &str, page: Option<&PageOrigin>) {
        let Some(page) = page else { return };
        let roles = [&mut self.source, &mut self.cue, &mut self.content].into_iter().flatten();
        let relays = self.relays.iter_mut().map(|relay| &mut relay.span);
        let said = self.said.iter_mut().map(|said| &mut said.span);
        let figures = self.figures.iter_mut().map(|figure| &mut figure.span);
        roles.chain(relays).chain(said).chain(figures).for_each(|span| span.place(text, page));
    }
}

/// The statements of `document`, with their places in its page.
pub(super) fn placed(document: &Document, mut statements: Vec<WireStatement>) -> Vec<WireStatement> {
    statements.iter_mut().for_each(|statement| statement.place(document.text(), document.page()));
    statements
}
