//! Documents to [`Encodings`]: the only crate that knows the runtime.
//!
//! The way: [`words`](Word) → word pieces → windows of at most 256 pieces → the network (`network`: an encoder, a cue
//! head, and layers that read the words again for each cue; `heads`: names and links) → scores. Deciding what the scores mean is left to `quote`.
//!
//! What this crate does not do: no batches, no padding, no graph, no accelerator, no download. One window is read at a
//! time by one thread; callers share documents out over threads. The same text gives the same scores whatever the
//! number of threads.

mod words;
mod tokenizer;
pub mod input;
mod window;
mod weights;
mod matmul;
mod kernels;
mod chain;
mod layer;
mod network;
mod heads;
mod mentions;
mod encodings;
mod reader;
mod error;
#[cfg(test)]
mod twin;

pub use chain::Chain;
pub use encodings::{Antecedent, Encodings, Frame, Mention, MentionKind, Tag};
pub use error::ModelError;
pub use mentions::is_pronoun;
pub use reader::Reader;
pub use words::{Place, Quoted, Shape, Word};
