//! Statements of many documents to links, claims and origins: who said it first, who only passed it on, who denied it.
//!
//! [`copies`] finds documents and passages that are copied from others; [`trace()`] puts statements together to claims, and
//! follows each back to its origins. Claims are derived: deleting and rebuilding them loses nothing. [`sightings`] finds new
//! statements about claims that somebody tracks.
//!
//! What it does not do: it never says whether a claim is true.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed"))]

mod names;
mod article;
pub mod copies;
mod words;
mod said;
mod copied;
mod sharing;
mod likeness;
mod candidates;
mod memory;
mod evidence;
mod pairs;
mod comparer;
mod decisions;
mod fitted;
mod anaphora;
mod structure;
mod groups;
mod claims;
mod speakers;
mod origins;
mod turns;
mod hang;
mod trace;
mod tracked;

pub use article::Article;
pub use comparer::{Comparer, Judge};
pub use decisions::{Decision, Verdict};
pub use evidence::{CIRCUMSTANCES, Evidence};
pub use memory::{Embedding, Memory, Recall, Relations, TextPair};
pub use names::Names;
pub use origins::Role;
pub use trace::{Account, Traced, TracedClaim, compared, nearest, trace, trace_given};
pub use tracked::{Recurrence, Sighting, Tracked, sightings};
pub use turns::Turn;
pub use words::stems;
