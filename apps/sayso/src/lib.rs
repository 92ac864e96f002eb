//! The way from bytes to statements, composed of the crates' functions.
