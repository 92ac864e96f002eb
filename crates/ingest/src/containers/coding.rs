//! Content codings (RFC 9110, 8.4): what a body was packed with for the way.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::rc::Rc;

use brotli_decompressor::Decompressor;
use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::bytes::{BUFFER, Meter, Watched};
use super::gzip::{Gunzip, MAGIC};
use super::record::Why;
use super::zstd::{Unzstd, is_zstd};

/// Nobody packs a body more often, one coding around the other.
const MOST: usize = 3;
/// Bytes by which it is told whether a body is packed at all.
const HEAD: u64 = 512;

/// The body as it was before it was packed, by what `Content-Encoding` says. Who kept it may have unpacked it and left
/// the header as it was: what is not packed is left as it stands, and what is packed in another way, too.
pub(super) fn unpacked<'r>(codings: &str, body: impl BufRead + 'r, meter: &Meter) -> Result<Body<'r>, Why> {
    let mut body: Body<'r> = Box::new(body);
    let codings = codings.split(',').map(|coding| coding.trim().to_ascii_lowercase());
    let codings: Vec<String> = codings.filter(|coding| !["", "identity"].contains(&coding.as_str())).collect();
    if codings.len() > MOST {
        return Err(Why::Unread("a body that is packed more than three times"));
    }
    for coding in codings.iter().rev() {
        body = once(coding, body, meter.clone())?;
    }
    Ok(body)
}

pub(super) type Body<'r> = Box<dyn BufRead + 'r>;

fn once<'r>(coding: &str, mut body: Body<'r>, meter: Meter) -> Result<Body<'r>, Why> {
    let mut head = Vec::new();
    body.by_ref().take(HEAD).read_to_end(&mut head)?;
    let looks_packed = looks_packed(&head);
    // Some send deflate without the head of zlib (RFC 1950), which the name means.
    let is_zlib =
        matches!(head[..], [a, b, ..] if a & 0xf == 8 && (u16::from(a) << 8 | u16::from(b)).is_multiple_of(31));
    let (is_gzip, is_zstd) = (head.starts_with(&MAGIC), is_zstd(&head));
    let body = Cursor::new(head).chain(body);
    Ok(match coding {
        "gzip" | "x-gzip" if is_gzip => Box::new(Gunzip::new(body, 0, meter)),
        "zstd" if is_zstd => Box::new(Unzstd::new(body, 0, meter)),
        "deflate" if looks_packed && is_zlib => unpacking(body, meter, ZlibDecoder::new),
        "deflate" if looks_packed => unpacking(body, meter, DeflateDecoder::new),
        "br" if looks_packed => unpacking(body, meter, |packed| Decompressor::new(packed, BUFFER)),
        _ => Box::new(body),
    })
}

/// Text has no control characters, and is UTF-8 or, as mark-up in any other encoding, mostly ASCII. Few packed bytes may have
/// no control characters, either.
fn looks_packed(head: &[u8]) -> bool {
    let legible = head.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\t'..=b'\r')).count();
    // The head may end within a letter.
    let is_utf_8 = std::str::from_utf8(head).err().is_none_or(|error| error.error_len().is_none());
    head.iter().any(|byte| matches!(byte, 0..=8 | 0xe..=0x1f)) || (!is_utf_8 && legible * 3 < head.len() * 2)
}

fn unpacking<'r, R: BufRead + 'r, D: Read + 'r>(
    body: R,
    meter: Meter,
    decoder: impl FnOnce(BufReader<Watched<R>>) -> D,
) -> Body<'r> {
    let read = Rc::new(Cell::new(0));
    let packed = BufReader::new(Watched { inner: body, read: Rc::clone(&read) });
    let unpacking = Unpacking { inner: decoder(packed), packed: read, unpacked: 0, meter };
    Box::new(BufReader::with_capacity(BUFFER, unpacking))
}

/// A decoder against the limits.
struct Unpacking<D> {
    inner: D,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
    meter: Meter,
}

impl<D: Read> Read for Unpacking<D> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into).map_err(damage)?;
        self.unpacked += count as u64;
        self.meter.unpack(count, self.packed.get(), self.unpacked)?;
        Ok(count)
    }
}

/// What a decoder says of its data; errors of what is below go up as they are.
fn damage(error: io::Error) -> io::Error {
    let is_ours = error.get_ref().is_some_and(|inner| inner.is::<Why>());
    match error.kind() {
        _ if is_ours => error,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            Why::Damaged("HTTP", "a body is not packed as stated, or cut off").into()
        }
        _ => error,
    }
}
