//! Words a CPU second of each stage, on one thread: `cargo run --release -p sayso-bench -- FOLDER`.
//!
//! FOLDER holds articles as plain text. The whole folder is read three times after a warm-up, and the fastest time of
//! each stage counts, so that what else runs on the machine matters little. A word is what white space parts.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use cpu_time::ThreadTime;
use sayso_core::{Document, Provenance};
use sayso_model::Reader;

const ROUNDS: usize = 3;

/// CPU time of each stage over the whole folder.
#[derive(Clone, Copy)]
struct Times {
    ingest: Duration,
    model: Duration,
    quote: Duration,
}

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).context("usage: sayso-bench FOLDER")?);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let texts: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    let words: usize = texts.iter().map(|text| String::from_utf8_lossy(text).split_whitespace().count()).sum();
    let start = ThreadTime::now();
    let reader = Reader::bundled()?;
    println!("{} texts, {words} words; reader loaded in {:.0} ms", texts.len(), start.elapsed().as_secs_f64() * 1e3);
    round(&reader, &texts[..texts.len().min(4)])?;
    let mut best: Option<Times> = None;
    let mut statements = 0;
    for _ in 0..ROUNDS {
        let (times, found) = round(&reader, &texts)?;
        statements = found;
        best = Some(best.map_or(times, |best| Times {
            ingest: best.ingest.min(times.ingest),
            model: best.model.min(times.model),
            quote: best.quote.min(times.quote),
        }));
    }
    let times = best.context("no round")?;
    let all = times.ingest + times.model + times.quote;
    println!("{statements} statements");
    for (stage, time) in [("ingest", times.ingest), ("model", times.model), ("quote", times.quote), ("all", all)] {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        println!("{stage:8} {:10.0} words/s  {share:5.1} %", words as f64 / time.as_secs_f64());
    }
    Ok(())
}

/// Reads all texts once: the times, and how many statements were found.
fn round(reader: &Reader, texts: &[Vec<u8>]) -> anyhow::Result<(Times, usize)> {
    let start = ThreadTime::now();
    let documents: Vec<Document> =
        texts.iter().map(|text| sayso_ingest::document(text, Provenance::default())).collect::<Result<_, _>>()?;
    let ingest = start.elapsed();
    let start = ThreadTime::now();
    let encodings: Vec<_> = documents.iter().map(|document| reader.encode(document)).collect();
    let model = start.elapsed();
    let start = ThreadTime::now();
    let pairs = documents.iter().zip(&encodings);
    let found = pairs.map(|(document, encodings)| sayso_quote::statements(document, encodings).len()).sum();
    Ok((Times { ingest, model, quote: start.elapsed() }, found))
}
