//! How telling each stem is: `stems <TEXTS.jsonl >knowledge/stems.tsv`, a line `{"text": ".."}` a document.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut documents = 0_u32;
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        documents += 1;
        let stems: BTreeSet<String> = sayso_trace::stems(value["text"].as_str().unwrap_or_default()).collect();
        stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "# How telling a word is: its stem, and the logarithm of documents by documents that have it, in hundredths."
    )?;
    writeln!(
        out,
        "# Counted by crates/trace/examples/stems.rs over {documents} news articles: PolNeAR train, FNC-1 train, ECB+."
    )?;
    let is_word = |stem: &str| !stem.chars().any(|c| c.is_ascii_digit());
    for (stem, count) in counts.iter().filter(|(stem, count)| **count >= FEWEST && is_word(stem)) {
        let weight = (f64::from(documents) / f64::from(*count)).ln() * 100.0;
        writeln!(out, "{stem}\t{weight:.0}")?;
    }
    Ok(())
}

/// Rarer stems are all as telling.
const FEWEST: u32 = 16;
