//! Any bytes as pages.
#![no_main]

#[path = "../../crates/ingest/tests/properties/pages.rs"]
mod pages;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pages::check(bytes));
