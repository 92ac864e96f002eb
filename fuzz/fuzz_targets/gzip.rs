//! Any bytes as gzip, member by member.
#![no_main]

#[path = "../../crates/ingest/tests/properties/containers.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| containers::check(&[&b"\x1f\x8b\x08\0"[..], bytes].concat()));
