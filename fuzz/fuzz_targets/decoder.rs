//! Any scores to statements.
#![no_main]

#[path = "../../crates/quote/tests/properties/decoder.rs"]
mod decoder;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| decoder::check(bytes));
