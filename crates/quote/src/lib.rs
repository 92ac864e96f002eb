//! [`Encodings`](sayso_model::Encodings) to [`Statement`](sayso_core::Statement)s.
//!
//! The way, for each cue that the network found: decode the tags of its frame → pieces of source and
//! content as bytes → repair of their edges by what the text shows (quotation marks, commas, paragraphs) →
//! form → score → nesting. And [`score`]: how well statements agree with gold.
//!
//! What this crate does not do: it does not say who the speaker is, nor when, nor what kind of act; see `resolve`.
#![forbid(unsafe_code)]

mod decode;
mod repair;
mod form;
mod relayed;
mod continued;
mod signed;
mod nesting;
mod parts;
pub mod score;

pub use decode::statements;
pub use form::form;
