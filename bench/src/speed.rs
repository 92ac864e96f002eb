//! Words a CPU second of each stage.
//!
//! All texts are read three times after a warm-up, and the fastest time of each stage counts, so that what else runs on
//! the machine matters little.

use std::time::Duration;

use anyhow::Context;
use cpu_time::ThreadTime;
use sayso_model::{Linker, ModelError, Reader};
use sayso_resolve::Knowledge;

const ROUNDS: usize = 3;

/// CPU time of each stage over all texts.
#[derive(Clone, Copy)]
struct Times {
    ingest: Duration,
    model: Duration,
    encoder: Duration,
    quote: Duration,
    resolve: Duration,
}

pub(crate) fn print(texts: &[Vec<u8>], reader: fn() -> Result<Reader, ModelError>) -> anyhow::Result<()> {
    let words: usize = texts.iter().map(|text| String::from_utf8_lossy(text).split_whitespace().count()).sum();
    let start = ThreadTime::now();
    let reader = reader()?;
    println!("{} texts, {words} words; reader loaded in {:.0} ms", texts.len(), start.elapsed().as_secs_f64() * 1e3);
    let start = ThreadTime::now();
    let (knowledge, linker) = (Knowledge::bundled(), Linker::bundled()?);
    println!("knowledge loaded in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    round(&reader, (&knowledge, &linker), &texts[..texts.len().min(4)])?;
    let mut best: Option<Times> = None;
    let mut statements = 0;
    for _ in 0..ROUNDS {
        let (times, found) = round(&reader, (&knowledge, &linker), texts)?;
        statements = found;
        best = Some(best.map_or(times, |best| Times {
            ingest: best.ingest.min(times.ingest),
            model: best.model.min(times.model),
            encoder: best.encoder.min(times.encoder),
            quote: best.quote.min(times.quote),
            resolve: best.resolve.min(times.resolve),
        }));
    }
    let times = best.context("no round")?;
    let all = times.ingest + times.model + times.quote + times.resolve;
    println!("{statements} statements");
    let stages = [("ingest", times.ingest), ("model", times.model), ("quote", times.quote), ("resolve", times.resolve)];
    for (stage, time) in stages.into_iter().chain([("all", all), ("encoder", times.encoder)]) {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        println!("{stage:8} {:10.0} words/s  {share:5.1} %", words as f64 / time.as_secs_f64());
    }
    Ok(())
}

/// Reads all texts once: the times, and how many statements were found.
fn round(
    reader: &Reader,
    (knowledge, linker): (&Knowledge, &Linker),
    texts: &[Vec<u8>],
) -> anyhow::Result<(Times, usize)> {
    let start = ThreadTime::now();
    let documents = crate::documents(texts)?;
    let ingest = start.elapsed();
    let start = ThreadTime::now();
    let encodings: Vec<_> = documents.iter().map(|document| reader.encode(document)).collect();
    let model = start.elapsed();
    let start = ThreadTime::now();
    let pairs = documents.iter().zip(&encodings);
    let statements: Vec<_> = pairs.map(|(document, encodings)| sayso_quote::statements(document, encodings)).collect();
    let quote = start.elapsed();
    let found = statements.iter().map(Vec::len).sum();
    let start = ThreadTime::now();
    for ((document, encodings), statements) in documents.iter().zip(&encodings).zip(statements) {
        std::hint::black_box(sayso_resolve::resolve(document, encodings, statements, knowledge, Some(linker)));
    }
    let resolve = start.elapsed();
    let windows: Vec<_> = documents.iter().flat_map(|document| reader.windows(document)).collect();
    let start = ThreadTime::now();
    std::hint::black_box(reader.encode_windows(&windows));
    Ok((Times { ingest, model, encoder: start.elapsed(), quote, resolve }, found))
}
