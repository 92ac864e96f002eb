//! Any bytes as WARC.
#![no_main]

#[path = "../../crates/ingest/tests/properties/containers.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| containers::check(&[&b"WARC/1.0\r\n"[..], bytes].concat()));
