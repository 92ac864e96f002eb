//! The nouns of sayso: documents, spans, statements, speakers, links and claims.
//!
//! Every other crate speaks in these types. What can't be right can't be built: fields are private, constructors
//! check, and an offset is always a UTF-8 byte offset inside one document's text ([`Span`]).
//!
//! What this crate does not do: no reading of files, no network, no async, no `unsafe`, no decision about language.
//! Other units (characters, UTF-16) and other shapes (JSON) exist only in [`wire`].
#![forbid(unsafe_code)]

mod span;
mod score;
mod id;
mod layout;
mod page;
mod document;
mod statement;
mod entity;
mod link;
mod warning;
pub mod wire;

pub use document::{Document, Language, Meta, Provenance};
pub use entity::{Entity, EntityId, EntityKind, Mention, Speaker};
pub use id::{ClaimId, DocumentId, Id, ParseIdError, StatementId, TextId};
pub use layout::{Block, BlockKind, Chrome, Layout, LayoutError, Quotation, QuoteMark};
pub use link::{Claim, Link, LinkError, Relation};
pub use page::{PageMap, PageMeta, PageOrigin, Piece, Review, TextQuote};
pub use score::Score;
pub use span::{Span, SpanError, Spans};
pub use statement::{
    Act, Anchor, Figure, Form, Party, Relay, Said, Statement, StatementError, StatementParts, UnknownName,
};
pub use warning::{Warning, WarningCode};
