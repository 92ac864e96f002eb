//! Documents to [`Encodings`]: the only crate that knows the runtime.
//!
//! The way: [`words`](Word) → word pieces → windows of at most 256 pieces → the network (`network`: an encoder, a cue
//! head, and layers that read the words again for each cue; `heads`: names and links) → scores. Deciding what the scores mean is left to `quote`.
//!
//! Beside it stands the [`Linker`], a network for texts in pairs: how one is related to the other, and where each lies.
//!
//! What this crate does not do: no batches, no padding, no graph, no accelerator, no download. One window is read at a
//! time by one thread; callers share documents out over threads. The same text gives the same scores whatever the
//! number of threads.

mod words;
mod tokenizer;
pub mod input;
mod window;
mod weights;
mod product;
mod code;
mod math;
mod ops;
mod attention;
mod simd;
mod chain;
mod layer;
#[cfg(any(test, feature = "reference"))]
mod exactly;
mod network;
mod heads;
mod mentions;
mod encodings;
mod reach;
mod reader;
mod linker;
mod error;
#[cfg(feature = "reference")]
pub mod reference;
#[cfg(test)]
mod twin;

pub use chain::Chain;
pub use encodings::{Antecedent, Encodings, Frame, Mention, MentionKind, Tag};
pub use error::ModelError;
pub use linker::{Code, Linker, Related, Relation, WIDTH, code};
pub use math::{exp, ln};
pub use mentions::is_pronoun;
pub use reader::Reader;
pub use words::{Place, Quoted, Shape, Word};
