//! Any bytes as feeds.
#![no_main]

#[path = "../../crates/ingest/tests/properties/containers.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| containers::check(&[&b"<rss version=\"2.0\"><channel>"[..], bytes].concat()));
