//! Which format? By content: names lie, and a stream has none.

use super::gzip::MAGIC;
use super::options::Fields;
use super::{lines, mail, tables, tar, warc, zstd};

/// Bytes that are looked at.
pub(super) const HEAD: usize = 16 << 10;

/// How a thing is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Gzip,
    Zstd,
    Zip,
    Tar,
    Warc,
    Jsonl,
    /// With this byte between fields.
    Csv(u8),
    Feed,
    Opml,
    /// EML or MHTML.
    Mail,
    /// None of these: one document, or something that is no text.
    Document,
}

/// The format of what begins with `head`.
pub(super) fn format(head: &[u8], fields: &Fields) -> Format {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if head.starts_with(&MAGIC) {
        Format::Gzip
    } else if zstd::is_zstd(head) {
        Format::Zstd
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Format::Zip
    } else if warc::is_warc(head) {
        Format::Warc
    } else if tar::is_tar(head) {
        Format::Tar
    } else if let Some(format) = xml(text) {
        format
    } else if is_json_feed(text) {
        Format::Feed
    } else if lines::is_jsonl(text, head.len() < HEAD) {
        Format::Jsonl
    } else if mail::is_mail(text) {
        Format::Mail
    } else if let Some(delimiter) = tables::delimiter(text, fields) {
        Format::Csv(delimiter)
    } else {
        Format::Document
    }
}

/// A feed or a list of feeds, by the first element.
fn xml(text: &[u8]) -> Option<Format> {
    match first_element(text)?.to_ascii_lowercase().as_slice() {
        b"rss" | b"feed" | b"rdf:rdf" | b"atom:feed" => Some(Format::Feed),
        b"opml" => Some(Format::Opml),
        _ => None,
    }
}

/// The name of the first element, behind declarations and comments.
fn first_element(mut text: &[u8]) -> Option<&[u8]> {
    loop {
        text = text.trim_ascii_start();
        let rest = text.strip_prefix(b"<")?;
        let end: &[u8] = if rest.starts_with(b"!--") { b"-->" } else { b">" };
        if !rest.starts_with(b"?") && !rest.starts_with(b"!") {
            let length = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b":_-".contains(byte)));
            return Some(&rest[..length.unwrap_or(rest.len())]);
        }
        let at = rest.windows(end.len()).position(|window| window == end)?;
        text = &rest[at + end.len()..];
    }
}

fn is_json_feed(text: &[u8]) -> bool {
    let address = b"jsonfeed.org/version/";
    // In the first lines, and with its slashes escaped by some.
    let head: Vec<u8> = text[..text.len().min(1024)].iter().copied().filter(|byte| *byte != b'\\').collect();
    text.starts_with(b"{") && head.windows(address.len()).any(|window| window == address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], expect: Format) {
        assert_eq!(format(head, &Fields::default()), expect, "{:?}", String::from_utf8_lossy(head));
    }

    #[test]
    fn formats_are_told_by_content() {
        check(b"\x1f\x8b\x08\0", Format::Gzip);
        check(b"\x28\xb5\x2f\xfd\0", Format::Zstd);
        check(b"\x5d\x2a\x4d\x18\0", Format::Zstd);
        check(b"PK\x03\x04", Format::Zip);
        check(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", Format::Warc);
        check(b"<?xml version=\"1.0\"?>\n<!-- <b> --><rss version=\"2.0\">", Format::Feed);
        check(b"\xef\xbb\xbf<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed);
        check(b"<!DOCTYPE opml><opml>", Format::Opml);
        check(b"{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\"", Format::Feed);
        check(b"{\"text\": \"A\"}\n{\"text\": \"B\"}\n", Format::Jsonl);
        check(b"\n{\"text\": \"A\n{\"text\": \"B\"}\n", Format::Jsonl);
        check(b"url;text\na;b\n", Format::Csv(b';'));
        check(b"Subject: A\r\nMIME-Version: 1.0\r\n\r\n", Format::Mail);
    }

    #[test]
    fn documents_are_left_alone() {
        check(b"", Format::Document);
        check(b"The harbour is closed.", Format::Document);
        check(b"text\nof the agreement\n", Format::Document);
        check(b"Title, text and date\nfollow here\n", Format::Document);
        check(b"<!DOCTYPE html><html><body><rss>", Format::Document);
        check(b"{\n  \"name\": \"harbour\"\n}\n", Format::Document);
        check(b"From: the press office\nDate: Monday\n\nThe harbour is closed.\n", Format::Document);
        check(b"%PDF-1.4", Format::Document);
        check(b"<", Format::Document);
        check(b"<!--", Format::Document);
    }
}
