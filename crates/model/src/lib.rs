//! Documents to encodings.
#![deny(unsafe_op_in_unsafe_fn)]

mod words;
mod tokenizer;
pub mod input;

pub use words::{Place, Quoted, Shape, Word};
