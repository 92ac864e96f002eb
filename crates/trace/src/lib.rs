//! Statements of many documents to links, claims and origins: who said it first, who only passed it on, who denied it.
//!
//! [`copies`] finds documents and passages that are copied from others. Links, claims and origins are not here yet: one
//! function from statements to [`Link`](sayso_core::Link)s, each a [`Relation`](sayso_core::Relation) with a score, and
//! one from links to [`Claim`](sayso_core::Claim)s. Claims are derived: deleting and rebuilding them loses nothing. For a
//! claim, chains of relays and copies are followed back to their origins, and the origins that share no ancestor are
//! counted.
//!
//! What it will not do: it never says whether a claim is true.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed"))]

pub mod copies;
