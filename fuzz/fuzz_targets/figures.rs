//! Any text to figures.
#![no_main]

#[path = "../../crates/resolve/tests/properties/figures.rs"]
mod figures;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figures::check(bytes));
