//! The library: documents and statements in one SQLite file, and the only thing that must survive.
//!
//! `schema.sql` is the data model and is meant to be read. What goes in is checked against the document's text, and what
//! comes out is checked again ([`StoreError::Misfit`], [`StoreError::Changed`]). A document is added whole or not at
//! all, and adding it again changes nothing, so an interrupted run is finished by running it again.
//!
//! # Example: add a document, read it back
//! ```
//! use sayso_core::Provenance;
//! use sayso_store::{Inserted, Library, Maker};
//!
//! let folder = tempfile::tempdir()?;
//! let mut library = Library::open_or_create(&folder.path().join("sayso.db"))?;
//! let document = sayso_core::Document::new(
//!     "The bridge is safe.".into(), Provenance::default(), Default::default(), Default::default(), vec![],
//! );
//! let mut batch = library.batch(Maker { program: "example", reader: "none" })?;
//! assert_eq!(batch.insert(&document, &[], &[])?, Inserted::New);
//! batch.commit()?;
//! assert_eq!(library.document(document.id())?, Some(document));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod library;
mod batch;
mod files;
mod inputs;
mod statement_rows;
mod page_rows;
mod document_rows;
mod entity_rows;
mod linking;
mod decisions;
mod filter;
mod list;
mod whole;
mod memory;
mod reviews;
mod tracked;
mod speakers;
mod error;

pub use batch::{Batch, Inserted, Maker};
pub use decisions::{DecisionRow, Portion};
pub use error::{Part, StoreError};
pub use files::{FileDigest, FileEntry, FileOutcome};
pub use filter::{DocumentFilter, IdPrefix, Order, Page, PartialDate, PartialDateError, StatementFilter};
pub use inputs::{FetchState, InputPlace, InputState};
pub use library::Library;
pub use list::{DocumentSummary, ListedStatement};
pub use memory::Recalled;
pub use reviews::Reviewed;
pub use speakers::{RoleTime, Somebody, SpeakerFilter, SpeakerOrder, SpeakerSummary};
pub use tracked::{Alert, TrackedRow};
pub use whole::Whole;
