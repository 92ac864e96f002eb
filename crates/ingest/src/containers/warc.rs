//! WARC (ISO 28500), plain or packed record by record, with gzip or zstd.

use std::io::{self, BufRead};

use super::bytes::{BUFFER, Counting, Line, line};
use super::gzip::Gunzip;
use super::http::{Response, is_text};
use super::record::{Found, Given, Limit, Record, Stop, Why};
use super::walk::{Site, Walk};
use super::zstd::Unzstd;

/// More is no head, of a record or of a response.
const LONGEST_HEAD: u64 = 64 << 10;
/// Bytes of a body after which it is known whether it is text.
const LOOKED_AT: u64 = 16 << 10;

/// Whether a record begins here.
pub(super) fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/0.") || head.starts_with(b"WARC/1.")
}

/// Something to read records from that knows where it stands.
pub(super) trait Records: BufRead {
    /// Byte of the input from which the next byte can be read again without what is before it.
    fn place(&self) -> Option<u64>;
    /// Byte of the input at which the member in hand begins, if there are members.
    fn member(&self) -> Option<u64>;
    /// Goes on behind damage. `false`: there is nothing more.
    fn resynchronise(&mut self) -> io::Result<bool>;
}

impl<R: BufRead> Records for Counting<R> {
    fn place(&self) -> Option<u64> {
        Some(self.at)
    }

    fn member(&self) -> Option<u64> {
        None
    }

    fn resynchronise(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

impl<R: BufRead> Records for Gunzip<R> {
    fn place(&self) -> Option<u64> {
        self.is_at_start().then_some(self.member)
    }

    fn member(&self) -> Option<u64> {
        Some(self.member)
    }

    fn resynchronise(&mut self) -> io::Result<bool> {
        Gunzip::resynchronise(self)
    }
}

impl<R: BufRead> Records for Unzstd<R> {
    fn place(&self) -> Option<u64> {
        self.is_at_start().then_some(self.member)
    }

    fn member(&self) -> Option<u64> {
        Some(self.member)
    }

    fn resynchronise(&mut self) -> io::Result<bool> {
        Unzstd::resynchronise(self)
    }
}

/// Reads every page and text that was fetched, and the texts that were made of pages.
pub(super) fn read(walk: &mut Walk<'_>, reader: &mut dyn Records, site: &Site) -> Result<(), Stop> {
    let mut reading = Reading { reader, site, offset: walk.from(site).offset, within: 0 };
    loop {
        match reading.next(walk) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(Stop::Why(why)) if !matches!(why, Why::Io(_) | Why::Over(Limit::Total, _)) => {
                // It may be in a member of which no record is known.
                if let Some(member) = reading.reader.member().filter(|member| *member > reading.offset) {
                    (reading.offset, reading.within) = (member, 0);
                }
                walk.skip(&reading.path(), why)?;
                if !reading.recover()? {
                    return Ok(());
                }
            }
            Err(stop) => return Err(stop),
        }
    }
}

struct Reading<'r> {
    reader: &'r mut dyn Records,
    site: &'r Site,
    /// Of the last record that begins where one can go on.
    offset: u64,
    /// How many records the one in hand stands behind it.
    within: u64,
}

impl Reading<'_> {
    fn path(&self) -> String {
        let (path, offset) = (&self.site.path, self.offset);
        if self.within == 0 { format!("{path}@{offset}") } else { format!("{path}@{offset}+{}", self.within) }
    }

    /// Reads one record. `false`: there was none.
    fn next(&mut self, walk: &mut Walk<'_>) -> Result<bool, Stop> {
        while let [b'\r' | b'\n', ..] = self.reader.fill_buf()? {
            self.reader.consume(1);
        }
        let head = self.reader.fill_buf()?;
        let (is_end, is_record) = (head.is_empty(), is_warc(head) || b"WARC/".starts_with(head));
        if is_end {
            return Ok(false);
        }
        match self.reader.place() {
            Some(offset) => {
                (self.offset, self.within) = (offset, 0);
                walk.mark(self.site, offset, 0);
            }
            None => self.within += 1,
        }
        if !is_record {
            walk.skip(&self.path(), Why::Damaged("WARC", "the record before is not as long as stated"))?;
            return Ok(self.next_version()?);
        }
        let head = self.head()?;
        let of = |name: &str| value(&head, name);
        let Some(length) = of("content-length").and_then(|digits| digits.parse::<u64>().ok()) else {
            return Err(Why::Damaged("WARC", "a record does not say how long it is").into());
        };
        let kind = Kind::of(of("warc-type").unwrap_or_default(), of("content-type").unwrap_or_default());
        let url = of("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        self.body(walk, kind, url, length)?;
        Ok(true)
    }

    /// Passes over lines that belong to no record.
    fn next_version(&mut self) -> io::Result<bool> {
        loop {
            if is_warc(self.reader.fill_buf()?) {
                return Ok(true);
            }
            if let Line::End = line(&mut self.reader, BUFFER as u64)? {
                return Ok(false);
            }
        }
    }

    /// Goes on behind damage, at a member that begins with a record.
    fn recover(&mut self) -> io::Result<bool> {
        while self.reader.resynchronise()? {
            // What looks like a head and is none is passed over as well.
            if self.reader.fill_buf().is_ok_and(is_warc) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The named fields of the head.
    fn head(&mut self) -> Result<Vec<(String, String)>, Stop> {
        let (mut fields, mut left) = (Vec::new(), LONGEST_HEAD);
        loop {
            match line(&mut self.reader, left)? {
                Line::End => return Err(Why::Truncated("a WARC head").into()),
                Line::TooLong => return Err(Why::Damaged("WARC", "a head has no end").into()),
                Line::Whole(text) if text.is_empty() => return Ok(fields),
                Line::Whole(text) => {
                    left = left.saturating_sub(text.len() as u64 + 1).max(1);
                    fields.extend(super::http::field(&text));
                }
            }
        }
    }

    fn body(&mut self, walk: &mut Walk<'_>, kind: Kind, url: Option<String>, length: u64) -> Result<(), Stop> {
        let limit = walk.options.limits.record;
        let mut bytes = Vec::new();
        let looked_at = length.min(LOOKED_AT);
        let mut is_whole = self.copy(looked_at, Some(&mut bytes).filter(|_| kind != Kind::Other))?;
        let response = match kind {
            Kind::Response => Response::parse(&bytes).filter(Response::is_text),
            Kind::Text => Some(Response::default()),
            Kind::Other => None,
        };
        let rest = length - looked_at;
        let fits = length <= limit.saturating_add(LONGEST_HEAD);
        let wanted = Some(&mut bytes).filter(|_| response.is_some() && fits);
        is_whole = is_whole && self.copy(rest, wanted)?;
        if !is_whole {
            return walk.skip(&self.path(), Why::Damaged("WARC", "a record is not as long as stated"));
        }
        let Some(response) = response else { return Ok(()) };
        let body = if fits { response.body(bytes, walk) } else { Err(Why::Over(Limit::Record, limit)) };
        let path = self.path();
        walk.give(match body {
            Err(why) => Found::Skipped(path, why),
            Ok(bytes) => {
                let content_type = response.header("content-type").map(str::to_owned);
                let given = Given { url, content_type, headers: response.headers, ..Given::default() };
                Found::Record(Record { path, bytes, given })
            }
        })
    }

    /// Takes `length` bytes, into `into` if they are wanted. `false`: another record begins among them.
    fn copy(&mut self, length: u64, mut into: Option<&mut Vec<u8>>) -> Result<bool, Stop> {
        let mut left = length;
        while left > 0 {
            let is_end = self.reader.fill_buf()?.is_empty();
            // A record reaches into no other member that begins with a record.
            let is_start = self.reader.member().is_some() && self.reader.place().is_some();
            let ready = self.reader.fill_buf()?;
            if is_end {
                return Err(Why::Truncated("a WARC record").into());
            }
            if is_start && is_warc(ready) {
                return Ok(false);
            }
            let count = ready.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if let Some(into) = &mut into {
                into.extend_from_slice(&ready[..count]);
            }
            self.reader.consume(count);
            left -= count as u64;
        }
        Ok(true)
    }
}

/// What a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A head of HTTP and a body.
    Response,
    /// A page or a text by itself.
    Text,
    Other,
}

impl Kind {
    fn of(kind: &str, content_type: &str) -> Kind {
        match kind {
            "response" if content_type.trim_start().starts_with("application/http") => Kind::Response,
            "resource" | "conversion" | "response" if is_text(content_type) => Kind::Text,
            _ => Kind::Other,
        }
    }
}

fn value<'h>(head: &'h [(String, String)], name: &str) -> Option<&'h str> {
    head.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
}
