//! Statements of many documents to links, claims and origins: who said it first, who only passed it on, who denied it.
//!
//! What it does not do: it never says whether a claim is true.
#![forbid(unsafe_code)]

mod article;
mod words;
mod said;
mod likeness;
mod anaphora;
mod claims;
mod origins;
mod trace;

pub use article::Article;
pub use origins::Role;
pub use trace::{Account, Traced, TracedClaim, nearest, trace};
pub use words::stems;
