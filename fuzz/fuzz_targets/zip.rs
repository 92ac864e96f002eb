//! Any bytes as zip.
#![no_main]

#[path = "../../crates/ingest/tests/properties/containers.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| containers::check(&[&b"PK\x03\x04"[..], bytes].concat()));
