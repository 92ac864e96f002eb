//! Any table of a user's to knowledge.
#![no_main]

#[path = "../../crates/resolve/tests/properties/tables.rs"]
mod tables;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tables::check(bytes));
