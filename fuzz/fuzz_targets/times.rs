//! Any day of writing and any text to times.
#![no_main]

#[path = "../../crates/resolve/tests/properties/times.rs"]
mod times;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| times::check(bytes));
