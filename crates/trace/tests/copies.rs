//! Are copies found, and only copies?
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "scores and mistakes, for `cargo test -- --nocapture`")]

#[path = "copies/cases.rs"]
mod cases;
#[path = "copies/properties.rs"]
mod properties;
#[path = "copies/gold.rs"]
mod gold;
