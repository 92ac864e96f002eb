//! Any bytes to words and pieces.
#![no_main]

#[path = "../../crates/model/tests/properties/tokenizer.rs"]
mod tokenizer;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tokenizer::check(bytes));
