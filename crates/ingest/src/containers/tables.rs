//! CSV with a header that names the fields.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::bytes::BUFFER;
use super::days::day_of;
use super::options::Fields;
use super::record::{Found, Given, Limit, Record, Stop, Why};
use super::walk::{Site, Walk};

/// What stands between fields, in the order in which it is looked for.
const DELIMITERS: [u8; 3] = *b",;\t";
/// How much longer a row may be than the text in it.
const LONGER: u64 = 4;

/// The delimiter, if the first line is a header with a field of text and others beside it.
pub(super) fn delimiter(text: &[u8], fields: &Fields) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let mut header = ByteRecord::new();
        let mut reader = ReaderBuilder::new().has_headers(false).delimiter(*delimiter).from_reader(text);
        let is_read = reader.read_byte_record(&mut header).unwrap_or(false);
        let names = || header.iter().map(<[u8]>::trim_ascii);
        let has = |name: &str| names().any(|field| field == name.as_bytes());
        let known = [&fields.text, &fields.html, &fields.url, &fields.published, &fields.title, &fields.outlet];
        // One name alone may be a word of a text.
        is_read && (has(&fields.text) || has(&fields.html)) && known.iter().filter(|name| has(name)).count() > 1
    })
}

/// Lets only so many bytes through, until it is given more: what would be one endless row ends.
struct Leash<'a> {
    inner: &'a mut dyn BufRead,
    left: Rc<Cell<u64>>,
    limit: u64,
}

impl Read for Leash<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(Why::Over(Limit::Record, self.limit).into());
        }
        let most = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let count = self.inner.read(&mut into[..most])?;
        self.left.set(left - count as u64);
        Ok(count)
    }
}

/// Reads a document from every row.
pub(super) fn read(walk: &mut Walk<'_>, reader: &mut dyn BufRead, site: &Site, delimiter: u8) -> Result<(), Stop> {
    let limit = walk.options.limits.record;
    let leash = limit.saturating_mul(LONGER).saturating_add(BUFFER as u64);
    let left = Rc::new(Cell::new(leash));
    let inner = Leash { inner: reader, left: Rc::clone(&left), limit };
    let mut rows = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(inner);
    let columns = Columns::of(rows.byte_headers().map_err(why)?, &walk.options.fields);
    let mut row = ByteRecord::new();
    loop {
        left.set(leash);
        if !rows.read_byte_record(&mut row).map_err(why)? {
            return Ok(());
        }
        let line = row.position().map_or(0, csv::Position::line);
        let path = format!("{}:{line}", site.path);
        let found = columns.record(&row, line, &path, limit);
        walk.give(found.map_or_else(|why| Found::Skipped(path, why), Found::Record))?;
    }
}

fn why(error: csv::Error) -> Why {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        _ => Why::Damaged("CSV", "a row can't be told from the next"),
    }
}

/// Where each field stands in a row.
struct Columns {
    places: [Option<usize>; 6],
    text: String,
    html: String,
}

impl Columns {
    fn of(header: &ByteRecord, fields: &Fields) -> Columns {
        let header: Vec<&[u8]> = header.iter().map(|name| name.strip_prefix(b"\xef\xbb\xbf").unwrap_or(name)).collect();
        let place = |name: &String| header.iter().position(|field| field.trim_ascii() == name.as_bytes());
        let names = [&fields.text, &fields.html, &fields.url, &fields.published, &fields.title, &fields.outlet];
        Columns { places: names.map(place), text: fields.text.clone(), html: fields.html.clone() }
    }

    fn record(&self, row: &ByteRecord, line: u64, path: &str, limit: u64) -> Result<Record, Why> {
        let bytes = self.places.map(|place| row.get(place?).filter(|field| !field.trim_ascii().is_empty()));
        let [text, html, ..] = bytes;
        let [_, _, url, published, title, outlet] =
            bytes.map(|field| field.map(|field| String::from_utf8_lossy(field.trim_ascii()).into_owned()));
        let (bytes, content_type) = match (text, html) {
            (Some(text), _) => (text, "text/plain"),
            (None, Some(html)) => (html, "text/html"),
            (None, None) => {
                let message = format!("neither {:?} nor {:?} has text in it", self.text, self.html);
                return Err(Why::Line(line, message));
            }
        };
        if bytes.len() as u64 > limit {
            return Err(Why::Over(Limit::Record, limit));
        }
        let given = Given {
            url,
            outlet,
            title,
            published: published.as_deref().and_then(day_of),
            content_type: Some(content_type.to_owned()),
            headers: Vec::new(),
        };
        Ok(Record { path: path.to_owned(), bytes: bytes.to_vec(), given })
    }
}
