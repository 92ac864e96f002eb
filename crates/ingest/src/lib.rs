//! Bytes to [`Document`](sayso_core::Document): what is the text, what stands where in it, and what does it say of
//! itself.
//!
//! The way: [`decode`](fn@decode) bytes to text → lines and paragraphs ([`blocks`]) → which of them are headline,
//! byline, date or page chrome → [`sentences`] and [`quotations`] of each. Nothing fails: odd input gives a warning,
//! and chrome is marked, never cut.
#![forbid(unsafe_code)]

mod blocks;
mod sentences;
mod quotations;
mod document;

pub use blocks::blocks;
pub use document::document;
pub use quotations::{Quotations, quotations};
pub use sentences::sentences;
