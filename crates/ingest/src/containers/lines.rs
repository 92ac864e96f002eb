//! JSONL: one object a line.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::bytes::{Counting, Line, line};
use super::options::Fields;
use super::record::{Found, Given, Limit, Record, Stop, Why};
use super::walk::{Site, Walk};
use crate::containers::days::day_of;

/// How much longer a line may be than the text in it: quotation marks and letters are escaped, other fields come along.
const LONGER: u64 = 4;
/// Lines that are looked at to tell the format.
const LOOKED_AT: usize = 8;

/// Whether most of the first lines begin as objects; `is_all`: nothing follows `text`.
pub(super) fn is_jsonl(text: &[u8], is_all: bool) -> bool {
    let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).collect();
    // The last one may be cut; its beginning is enough, but a lone brace is not.
    if lines.len() > 1 && !is_all {
        lines.pop();
    }
    lines.retain(|line| !line.is_empty());
    lines.truncate(LOOKED_AT);
    let objects = lines.iter().filter(|line| is_object(line)).count();
    objects > 0 && objects * 2 >= lines.len()
}

fn is_object(line: &[u8]) -> bool {
    line.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Reads a document from every line.
pub(super) fn read<R: BufRead>(walk: &mut Walk<'_>, reader: &mut Counting<R>, site: &Site) -> Result<(), Stop> {
    let limit = walk.options.limits.record;
    let mut number = walk.from(site).line;
    loop {
        walk.mark(site, reader.at, number);
        let read = line(reader, limit.saturating_mul(LONGER))?;
        number += 1;
        let path = format!("{}:{number}", site.path);
        let found = match read {
            Line::End => return Ok(()),
            Line::TooLong => Err(Why::Over(Limit::Record, limit)),
            Line::Whole(bytes) if bytes.trim_ascii().is_empty() => continue,
            Line::Whole(bytes) => record(&bytes, number, &walk.options.fields, &path, limit),
        };
        walk.give(found.map_or_else(|why| Found::Skipped(path, why), Found::Record))?;
    }
}

fn record(bytes: &[u8], number: u64, fields: &Fields, path: &str, limit: u64) -> Result<Record, Why> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let object: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|error| Why::Line(number, reason(&error)))?;
    let of = |name: &str| field(&object, name).map(str::to_owned);
    // Fields that are there and empty are as good as none.
    let full = |name: &str| of(name).filter(|text| !text.trim().is_empty());
    let (text, content_type) = match (full(&fields.text), full(&fields.html)) {
        (Some(text), _) => (text, "text/plain; charset=utf-8"),
        (None, Some(html)) => (html, "text/html; charset=utf-8"),
        (None, None) => {
            let message = format!("neither a field {:?} nor {:?} with text in it", fields.text, fields.html);
            return Err(Why::Line(number, message));
        }
    };
    if text.len() as u64 > limit {
        return Err(Why::Over(Limit::Record, limit));
    }
    let given = Given {
        url: full(&fields.url),
        outlet: full(&fields.outlet),
        title: full(&fields.title),
        published: full(&fields.published).as_deref().and_then(day_of),
        content_type: Some(content_type.to_owned()),
        headers: Vec::new(),
    };
    Ok(Record { path: path.to_owned(), bytes: text.into_bytes(), given })
}

/// A field that is a string: of this name, or along the names between the dots.
fn field<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    if let Some(value) = object.get(name) {
        return value.as_str();
    }
    let (outer, inner) = name.split_once('.')?;
    field(object.get(outer)?.as_object()?, inner)
}

/// What serde says, without "at line 1": the line is one of the file, and told by us.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or_default();
    format!("no JSON object: {message} at column {}", error.column())
}
