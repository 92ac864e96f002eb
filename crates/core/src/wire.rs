//! The wire format, version 1: what `extract` prints and other tools read.
//!
//! These types mirror the JSON and nothing else; [`Record::new`] makes them, [`Record::statements`] checks one that
//! was read and gives the statements back. The schema is in `docs/wire.schema.json`.

mod check;
mod page;

use serde::{Deserialize, Serialize};

pub use page::{WireBytes, WirePage, WireReview};

use crate::statement::Party;
use crate::{
    Document, DocumentId, EntityId, ParseIdError, Span, SpanError, Spans, Statement, StatementError, UnknownName,
};

/// The version that this module writes and reads.
pub const VERSION: u32 = 1;

/// One document with its statements: one line of JSONL.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`VERSION`].
    pub version: u32,
    /// The document.
    pub document: WireDocument,
    /// Its statements in text order.
    pub statements: Vec<WireStatement>,
    /// What was odd about the input.
    pub warnings: Vec<WireWarning>,
}

/// A document on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireDocument {
    pub id: String,
    pub path: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub text: String,
    /// Only of a document that was taken from an HTML page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<WirePage>,
}

/// A span on the wire: UTF-8 bytes into the document's text, and the words; of a document that was taken from an HTML
/// page its bytes there too, and what stands around it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireSpan {
    pub start_byte: usize,
    pub end_byte: usize,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html_start_byte: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html_end_byte: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html_pieces: Option<Vec<WireBytes>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
}

/// A statement on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireStatement {
    pub id: String,
    pub form: String,
    pub act: Option<String>,
    pub score: f64,
    pub parent: Option<String>,
    pub source: Vec<WireSpan>,
    pub cue: Vec<WireSpan>,
    pub content: Vec<WireSpan>,
    pub speaker: Option<WireSpeaker>,
    pub addressee: Option<WireParty>,
    pub target: Option<WireParty>,
    pub relays: Vec<WireRelay>,
    pub said: Option<WireSaid>,
    pub figures: Vec<WireFigure>,
}

/// A speaker on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireSpeaker {
    pub name: String,
    pub kind: String,
    pub entity: Option<String>,
    pub role: Option<String>,
    pub affiliation: Option<String>,
}

/// An addressee or target on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireParty {
    pub name: String,
    pub kind: String,
    pub entity: Option<String>,
}

/// A relay on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireRelay {
    pub name: String,
    pub kind: String,
    pub span: WireSpan,
}

/// A time on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireSaid {
    pub value: String,
    pub grain: String,
    pub text: String,
    pub span: WireSpan,
    pub anchor: String,
}

/// A figure on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireFigure {
    pub value: f64,
    pub unit: Option<String>,
    pub qualifier: Option<String>,
    pub span: WireSpan,
}

/// A warning on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "see docs/wire.schema.json")]
pub struct WireWarning {
    pub code: String,
    pub at: Option<usize>,
    pub message: String,
}

/// Why a record that was read can't be trusted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// Of a version that this program does not know.
    #[error("the record is of version {0}; this program reads version {VERSION}")]
    Version(u32),
    /// The words of a span are not what stands there.
    #[error("bytes {start}..{end} hold other words than the record says")]
    OtherWords {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
    },
    /// The id is not the digest of the spans.
    #[error("statement {given} has another id than its spans give")]
    OtherId {
        /// The id in the record.
        given: String,
    },
    /// A value that is not on its closed list.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// An id that is none.
    #[error(transparent)]
    Id(#[from] ParseIdError),
    /// A span that does not fit.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// Parts that make no statement.
    #[error(transparent)]
    Statement(#[from] StatementError),
}

impl Record {
    /// A document and its statements, ready to print.
    pub fn new(document: &Document, statements: &[Statement]) -> Record {
        let provenance = document.provenance();
        let meta = document.meta();
        let wire = statements.iter().map(|s| WireStatement::new(s, document.text())).collect();
        Record {
            version: VERSION,
            document: WireDocument {
                id: document.id().to_string(),
                path: provenance.path.clone(),
                url: provenance.url.clone(),
                outlet: document.outlet().map(str::to_owned),
                title: document.title().map(str::to_owned),
                byline: document.byline().map(str::to_owned),
                published: meta.published.clone(),
                language: meta.language.as_ref().map(|language| language.code().to_owned()),
                text: document.text().to_owned(),
                page: document.page().map(WirePage::new),
            },
            statements: page::placed(document, wire),
            warnings: document
                .warnings()
                .iter()
                .map(|w| WireWarning { code: w.code.name().to_owned(), at: w.at, message: w.message.clone() })
                .collect(),
        }
    }

    /// The statements of a record that was read, each checked against the record's text.
    ///
    /// # Errors
    /// [`WireError`]: another version, a closed list's value that is not on it, a span that does not fit or holds other
    /// words, an id that the spans do not give.
    pub fn statements(&self) -> Result<Vec<Statement>, WireError> {
        if self.version != VERSION {
            return Err(WireError::Version(self.version));
        }
        let document: DocumentId = self.document.id.parse()?;
        self.statements.iter().map(|wire| wire.check(document, &self.document.text)).collect()
    }
}

impl WireStatement {
    /// A statement of the document with this text.
    pub fn new(statement: &Statement, text: &str) -> WireStatement {
        let parts = statement.parts();
        let span = |span| WireSpan::new(span, text);
        let spans = |spans: &Spans| spans.pieces().iter().map(|piece| span(*piece)).collect();
        let entity = |id: &Option<EntityId>| id.as_ref().map(|id| id.as_str().to_owned());
        let party = |party: &Party| WireParty {
            name: party.name.clone(),
            kind: party.kind.to_string(),
            entity: entity(&party.entity),
        };
        WireStatement {
            id: statement.id().to_string(),
            form: parts.form.to_string(),
            act: parts.act.map(|act| act.to_string()),
            score: parts.score.get(),
            parent: parts.parent.map(|id| id.to_string()),
            source: spans(&parts.source),
            cue: spans(&parts.cue),
            content: spans(&parts.content),
            speaker: parts.speaker.as_ref().map(|speaker| WireSpeaker {
                name: speaker.name.clone(),
                kind: speaker.kind.to_string(),
                entity: entity(&speaker.entity),
                role: speaker.role.clone(),
                affiliation: speaker.affiliation.clone(),
            }),
            addressee: parts.addressee.as_ref().map(party),
            target: parts.target.as_ref().map(party),
            relays: parts
                .relays
                .iter()
                .map(|relay| WireRelay {
                    name: relay.name.clone(),
                    kind: relay.kind.to_string(),
                    span: span(relay.span),
                })
                .collect(),
            said: parts.said.as_ref().map(|said| WireSaid {
                value: said.value.clone(),
                grain: said.grain.clone(),
                text: span(said.span).text,
                span: span(said.span),
                anchor: said.anchor.to_string(),
            }),
            figures: parts
                .figures
                .iter()
                .map(|figure| WireFigure {
                    value: figure.value,
                    unit: figure.unit.clone(),
                    qualifier: figure.qualifier.clone(),
                    span: span(figure.span),
                })
                .collect(),
        }
    }
}

impl WireSpan {
    /// A span of this text; empty words if it does not fit, which [`Statement`] rules out.
    pub fn new(span: Span, text: &str) -> WireSpan {
        let words = span.slice(text).unwrap_or_default().to_owned();
        WireSpan {
            start_byte: span.start(),
            end_byte: span.end(),
            text: words,
            html_start_byte: None,
            html_end_byte: None,
            html_pieces: None,
            prefix: None,
            suffix: None,
        }
    }
}
