//! A response of HTTP/1 as it was kept.

use std::io::Cursor;

use super::bytes::whole;
use super::coding::unpacked;
use super::record::Why;
use super::walk::Walk;

/// The head of a response.
#[derive(Debug, Default)]
pub(super) struct Response {
    status: u16,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// Bytes before the body.
    length: usize,
    looks_like_a_page: bool,
}

/// "Name: value", the name in lower case.
pub(super) fn field(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// Whether a media type is that of a page or of plain text.
pub(super) fn is_text(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    ["text/html", "application/xhtml+xml", "text/plain"].contains(&kind.as_str())
}

impl Response {
    /// The head that `bytes` begin with, if it is one.
    pub(super) fn parse(bytes: &[u8]) -> Option<Response> {
        let mut response = Response::default();
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let status = lines.next()?;
        response.length = status.len();
        let words = std::str::from_utf8(status.strip_prefix(b"HTTP/")?).ok()?;
        response.status = words.split_ascii_whitespace().nth(1)?.parse().ok()?;
        for line in lines {
            response.length += line.len();
            match line.trim_ascii() {
                [] => {
                    let body = bytes[response.length..].trim_ascii_start();
                    let start = body[..body.len().min(9)].to_ascii_lowercase();
                    response.looks_like_a_page = start.starts_with(b"<html") || start.starts_with(b"<!doctype");
                    return Some(response);
                }
                line => response.headers.extend(field(line)),
            }
        }
        None
    }

    /// A header by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Whether it brings a whole page or text.
    pub(super) fn is_text(&self) -> bool {
        let is_text = self.header("content-type").map_or(self.looks_like_a_page, is_text);
        matches!(self.status, 200 | 203) && is_text
    }

    /// The body of the response that `bytes` are, as it was before it was packed for the way.
    pub(super) fn body(&self, mut bytes: Vec<u8>, walk: &Walk<'_>) -> Result<Vec<u8>, Why> {
        bytes.drain(..self.length.min(bytes.len()));
        // Who kept it may have unpacked it and left the headers as they were.
        let is_chunked = |coding: &str| coding.to_ascii_lowercase().contains("chunked");
        if self.header("transfer-encoding").is_some_and(is_chunked) {
            bytes = unchunked(&bytes).unwrap_or(bytes);
        }
        let limit = walk.options.limits.record;
        let codings = self.header("content-encoding").unwrap_or_default();
        whole(&mut unpacked(codings, Cursor::new(bytes), &walk.meter)?, limit)
    }
}

/// The chunks in one piece (RFC 9112, 7.1); `None` if they are none. What is missing at the end is missing.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().take(256).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let count = size.min(bytes.len());
        out.extend_from_slice(&bytes[..count]);
        bytes = &bytes[count..];
        bytes = bytes.strip_prefix(b"\r\n").or(bytes.strip_prefix(b"\n")).unwrap_or(bytes);
        if bytes.is_empty() {
            return Some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks() {
        let check = |bytes: &[u8], expect: Option<&[u8]>| assert_eq!(unchunked(bytes).as_deref(), expect);
        check(b"4\r\nHarb\r\n3;x=y\r\nour\r\n0\r\n\r\n", Some(b"Harbour"));
        check(b"4\nHarb\n0\n", Some(b"Harb"));
        check(b"ffffffffffffffff\r\nHarb", Some(b"Harb"));
        check(b"fffffffffffffffff\r\nHarb", None);
        check(b"<html>\n", None);
        check(b"", None);
    }

    #[test]
    fn heads() {
        let response = Response::parse(b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; x\r\n\r\n<p>").unwrap();
        assert_eq!((response.length, response.is_text()), (47, true));
        assert!(Response::parse(b"HTTP/1.0 200\n\n <!DOCTYPE html>").unwrap().is_text());
        assert!(!Response::parse(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n").unwrap().is_text());
        assert!(!Response::parse(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n").unwrap().is_text());
        assert!(Response::parse(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n").is_none());
        assert!(Response::parse(b"<html>").is_none());
    }
}
