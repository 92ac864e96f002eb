//! How fast a gzipped WARC is read beside its decompression alone, and with how much memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Context;
use cpu_time::ThreadTime;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use sayso_ingest::containers::{self, Found, Options, Source, Start};

const WORDS: [&str; 32] = [
    "harbour",
    "minister",
    "said",
    "the",
    "bridge",
    "closed",
    "on",
    "Thursday",
    "nobody",
    "boats",
    "of",
    "a",
    "council",
    "river",
    "would",
    "open",
    "again",
    "and",
    "in",
    "to",
    "that",
    "agency",
    "report",
    "people",
    "spring",
    "water",
    "no",
    "with",
    "after",
    "town",
    "officials",
    "denied",
];

/// Makes an archive of about `megabytes` packed: pages of 5 to 200 kB, a member each.
pub(crate) fn make(path: &Path, megabytes: u64) -> anyhow::Result<()> {
    let mut out = BufWriter::new(File::create(path).with_context(|| path.display().to_string())?);
    let (mut written, mut state) = (0, 1u64);
    let mut next = move |below: u64| {
        // xorshift (Marsaglia 2003): the same archive every time.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    while written < megabytes << 20 {
        let mut page = String::from("<!doctype html><html><head><title>Page</title></head><body>\n");
        let size = 5_000 + next(195_000) as usize;
        while page.len() < size {
            page += "<p class=\"text\">";
            for _ in 0..next(60) + 5 {
                page += WORDS[next(32) as usize];
                // Numbers, so that it packs as pages do: to about a fifth.
                page += if next(9) == 0 { " 1" } else { " " };
                if next(6) == 0 {
                    page += &next(100_000).to_string();
                }
            }
            page += "</p>\n<div><a href=\"/page\">More</a></div>\n";
        }
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://echo.example/{written}\r\nContent-Type: \
             application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        let mut member = GzEncoder::new(Vec::new(), Compression::default());
        member.write_all(head.as_bytes())?;
        member.write_all(http.as_bytes())?;
        member.write_all(b"\r\n\r\n")?;
        let member = member.finish()?;
        written += member.len() as u64;
        out.write_all(&member)?;
    }
    Ok(out.flush()?)
}

/// Reads it both ways, in turns.
pub(crate) fn print(path: &Path) -> anyhow::Result<()> {
    let (mut plain, mut records) = (f64::MAX, f64::MAX);
    let (mut bytes, mut count) = (0, 0u64);
    for _ in 0..3 {
        let start = ThreadTime::now();
        let mut decoder = MultiGzDecoder::new(BufReader::with_capacity(1 << 16, File::open(path)?));
        let mut buffer = vec![0; 1 << 16];
        bytes = 0;
        loop {
            match decoder.read(&mut buffer)? {
                0 => break,
                read => bytes += read as u64,
            }
        }
        plain = plain.min(start.elapsed().as_secs_f64());
        let start = ThreadTime::now();
        count = 0;
        let source = Source::File(Box::new(File::open(path)?));
        containers::read(source, Start::at("archive"), &Options::default(), &mut |event| {
            count += u64::from(matches!(event.found, Found::Record(_)));
            ControlFlow::Continue(())
        });
        records = records.min(start.elapsed().as_secs_f64());
    }
    let megabytes = bytes as f64 / 1e6;
    println!("decompression alone  {:>8.0} MB a CPU second, unpacked", megabytes / plain);
    println!("{count} records      {:>8.0} MB a CPU second, unpacked", megabytes / records);
    println!("share                {:>8.1} %", 100.0 * plain / records);
    if let Some(peak) = peak()? {
        println!("memory at most       {peak:>8}");
    }
    Ok(())
}

/// The most memory that this program had, where the system tells.
fn peak() -> io::Result<Option<String>> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(None) };
    Ok(status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|size| size.trim().to_owned()))
}
