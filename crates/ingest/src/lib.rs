//! Bytes to [`Document`](sayso_core::Document): what is the text, what stands where in it, and what does it say of
//! itself.
//!
//! The way: [`sniff`](fn@sniff) whether it is text at all → [`decode`](fn@decode) bytes to text → lines and paragraphs
//! ([`blocks`](fn@blocks)) → which of them are headline, byline, date or page chrome → [`sentences`](fn@sentences) and
//! [`quotations`](fn@quotations) of each. Text never fails: odd input gives a warning, and chrome is marked, never cut.
//!
//! Of an HTML [`page`](fn@page) the text is the article alone, with the place of each word in the page.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed"))]

mod sniff;
mod decode;
mod blocks;
mod line;
mod dates;
mod readings;
mod dateline;
mod credits;
mod headline;
mod mastheads;
mod phrases;
mod pictures;
mod chrome;
mod zones;
mod roles;
mod language;
mod sentences;
mod marks;
mod quotations;
mod page;
mod document;
pub mod containers;

pub use blocks::blocks;
pub use credits::is_outlet_name;
pub use decode::{Decoded, decode};
pub use document::{Stated, document, document_as};
pub use language::language;
pub use page::{Hints, Page, PageKind, PageKindError, Told, page};
pub use quotations::{Quotations, quotations};
pub use sentences::sentences;
pub use sniff::{NotText, sniff};
