//! Containers, and what was found in them.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use flate2::{Compression, Crc};
use sayso_ingest::containers::{self, Event, Found, Limits, Options, Place, Record, Source, Start};

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Deflate with the head and the checksum of zlib.
pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// With a checksum.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd_with(bytes, &[])
}

/// By a dictionary, if it is not empty.
pub(crate) fn zstd_with(bytes: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, dictionary).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn brotli(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut out, &Default::default()).unwrap();
    out
}

pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in files {
        if name.len() > 100 {
            tar_entry(&mut out, "././@LongLink", b'L', format!("{name}\0").as_bytes());
        }
        tar_entry(&mut out, &name[..name.len().min(100)], b'0', bytes);
    }
    out.extend([0; 1024]);
    out
}

pub(crate) fn tar_entry(out: &mut Vec<u8>, name: &str, kind: u8, bytes: &[u8]) {
    let mut head = [0; 512];
    head[..name.len()].copy_from_slice(name.as_bytes());
    head[124..136].copy_from_slice(format!("{:011o}\0", bytes.len()).as_bytes());
    head[156] = kind;
    head[257..265].copy_from_slice(b"ustar\x0000");
    head[148..156].fill(b' ');
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    out.extend(head);
    out.extend(bytes);
    out.resize(out.len().next_multiple_of(512), 0);
}

/// Each file with its method: 0, stored, or 8, deflate.
pub(crate) fn zip(files: &[(&str, &[u8], u16)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes, method) in files {
        let data = if *method == 8 { deflate(bytes) } else { bytes.to_vec() };
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut common = Vec::new();
        for number in [20, 0, *method, 0, 0] {
            common.extend(u16::to_le_bytes(number));
        }
        for number in [crc.sum(), data.len() as u32, bytes.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(data);
    }
    let (at, count) = (out.len() as u32, files.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// A WARC record; `length` where it is not that of the body.
pub(crate) fn warc(kind: &str, content_type: &str, body: &[u8], length: Option<usize>) -> Vec<u8> {
    let length = length.unwrap_or(body.len());
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://echo.example/{kind}>\r\nContent-Type: \
         {content_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// The record of a page that was fetched.
pub(crate) fn fetched(body: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    warc("response", "application/http; msgtype=response", http.as_bytes(), None)
}

pub(crate) fn events(bytes: &[u8], from: Place, options: &Options) -> Vec<Event> {
    let mut all = Vec::new();
    let start = Start { from, ..Start::at("in") };
    containers::read(Source::File(Box::new(Cursor::new(bytes))), start, options, &mut |event| {
        all.push(event);
        ControlFlow::Continue(())
    });
    all
}

pub(crate) fn with(limits: Limits) -> Options {
    Options { limits, ..Options::default() }
}

/// "path: text", "path -> url" or "path ! reason" of each thing found.
pub(crate) fn found(bytes: &[u8], options: &Options) -> Vec<String> {
    let as_file = events(bytes, Place::default(), options).iter().map(line).collect::<Vec<_>>();
    let mut as_stream = Vec::new();
    containers::read(Source::Stream(Box::new(bytes)), Start::at("in"), options, &mut |event| {
        as_stream.push(line(&event));
        ControlFlow::Continue(())
    });
    assert_eq!(as_file, as_stream, "a pipe gives what a file gives");
    as_file
}

fn line(event: &Event) -> String {
    match &event.found {
        Found::Record(Record { path, bytes, .. }) => format!("{path}: {}", String::from_utf8_lossy(bytes)),
        Found::Link(link) => format!("{} -> {}", link.path, link.url),
        Found::Skipped(path, why) => format!("{path} ! {why}"),
    }
}

#[track_caller]
pub(crate) fn check(bytes: &[u8], expect: &[&str]) {
    assert_eq!(found(bytes, &Options::default()), expect);
}

/// The records, whole.
pub(crate) fn records(bytes: &[u8]) -> Vec<Record> {
    let found = events(bytes, Place::default(), &Options::default()).into_iter();
    found.filter_map(|event| if let Found::Record(record) = event.found { Some(record) } else { None }).collect()
}
