//! Any bytes as lists of feeds.
#![no_main]

#[path = "../../crates/ingest/tests/properties/containers.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| containers::check(&[&b"<opml version=\"2.0\"><body>"[..], bytes].concat()));
