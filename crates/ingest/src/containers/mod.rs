//! Archives, exports, feeds and saved pages: one input to many records, one at a time.
//!
//! [`read`] tells each format by its content and goes down into containers in containers: `format`. A record is
//! bytes, what the container says of it, and its path: `archive.zip!folder/a.txt`. At most one record is in memory,
//! however large the input. With every record comes the [`Place`] at which to go on behind it. What can't be read is
//! handed out as well, with the reason ([`Why`]), and costs no more than itself where the format lets one find the
//! next record.
//!
//! # Example: two lines of JSON, the second broken
//! ```
//! use std::ops::ControlFlow;
//! use sayso_ingest::containers::{self, Found, Options, Source, Start};
//!
//! let lines: &[u8] = b"{\"text\": \"The harbour is closed.\", \"outlet\": \"Sorle Echo\"}\n{\"text\": \n";
//! let mut found = Vec::new();
//! containers::read(Source::Stream(Box::new(lines)), Start::at("news.jsonl"), &Options::default(), &mut |event| {
//!     found.push(event.found);
//!     ControlFlow::Continue(())
//! });
//! let Found::Record(record) = &found[0] else { panic!() };
//! assert_eq!((record.path.as_str(), record.given.outlet.as_deref()), ("news.jsonl:1", Some("Sorle Echo")));
//! let Found::Skipped(path, why) = &found[1] else { panic!() };
//! assert_eq!((path.as_str(), why.to_string().starts_with("line 2: no JSON object")), ("news.jsonl:2", true));
//! ```

mod record;
mod options;
mod walk;
mod format;
mod bytes;
mod names;
mod days;
mod rewind;
mod gzip;
mod zstd;
mod coding;
mod tar;
mod zip;
mod warc;
mod http;
mod lines;
mod tables;
mod feed;
mod xml;
mod mail;

use std::ops::ControlFlow;

pub use options::{Fields, Limits, Options};
pub use record::{Event, Found, Given, Limit, Link, LinkKind, Place, Record, Start, Why};
pub use walk::{ReadSeek, Source};

/// Hands out what is in `source`, in order, until `take` breaks.
pub fn read(source: Source<'_>, start: Start, options: &Options, take: &mut dyn FnMut(Event) -> ControlFlow<()>) {
    // What ends it was handed out as well, or is the wish of whoever takes.
    let _: Result<(), record::Stop> = walk::Walk::new(options, start.from, take).input(source, start);
}
