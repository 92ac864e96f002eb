//! Statements to the same statements with what the words around them decide: who speaks, to whom and at whom, what kind
//! of act it is, when it was said, and which figures it holds.
//!
//! One function, [`resolve()`], from a [`Document`](sayso_core::Document), what the network says of it, and its statements.
//! It adds no statement and moves no span; `quote` decides those. What it can't decide stays empty.
#![forbid(unsafe_code)]

mod tsv;
mod tokens;
mod numbers;
mod knowledge;
pub mod names;
mod text;
mod edges;
mod bodies;
mod kinds;
mod mentions;
mod phrase;
mod determiners;
mod office;
mod somebody;
mod cast;
mod others;
mod roles;
mod clauses;
mod offices;
mod states;
mod pronouns;
mod descriptions;
mod describe;
mod relatives;
mod later;
mod speakers;
mod around;
mod acts;
mod parties;
pub mod when;
mod figures;
mod relays;
mod resolve;
pub mod entities;

pub use acts::{Acted, Cues, Ground, Heard, Strength, act, acts, acts_of};
pub use around::around;
pub use figures::{document_figures, figures, fill_units};
pub use knowledge::{Gender, Knowledge, Known, Sense, Title, TitleSort};
pub use pronouns::stands_for;
pub use relays::{is_name_of_outlet, relays};
pub use resolve::{Resolved, resolve};
pub use tsv::BadLine;
