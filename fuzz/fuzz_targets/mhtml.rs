//! Any bytes as mails and saved pages.
#![no_main]

#[path = "../../crates/ingest/tests/properties/containers.rs"]
mod containers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| containers::check(&[&b"MIME-Version: 1.0\n"[..], bytes].concat()));
