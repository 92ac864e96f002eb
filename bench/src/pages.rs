//! How many HTML pages a second become text.

use std::path::Path;

use anyhow::{Context, ensure};
use cpu_time::ThreadTime;
use sayso_core::Provenance;
use sayso_ingest::Hints;

/// Reads all files of a folder as pages, three times; the fastest counts.
pub(crate) fn print(folder: &Path) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    paths.sort();
    let pages: Vec<Vec<u8>> = paths.iter().map(std::fs::read).collect::<Result<_, _>>()?;
    ensure!(!pages.is_empty(), "{} has no files", folder.display());
    let bytes: usize = pages.iter().map(Vec::len).sum();
    println!("{} pages of {} kB on average", pages.len(), bytes / pages.len() / 1000);
    let text = |page: &Vec<u8>| sayso_ingest::page(page, &Hints::default()).text.len();
    let document = |page: &Vec<u8>| {
        sayso_ingest::document(page, Provenance::default()).map_or(0, |document| document.text().len())
    };
    tell("to text, with what the page says of itself", &pages, bytes, text);
    tell("to documents, with paragraphs and sentences", &pages, bytes, document);
    Ok(())
}

fn tell(what: &str, pages: &[Vec<u8>], bytes: usize, read: impl Fn(&Vec<u8>) -> usize) {
    let round = |_| {
        let start = ThreadTime::now();
        let read: usize = pages.iter().map(&read).sum();
        (start.elapsed().as_secs_f64(), read)
    };
    let (seconds, read) = (0..3).map(round).fold((f64::MAX, 0), |best, round| (best.0.min(round.0), round.1));
    println!(
        "{what:45} {:>7.0} pages a CPU second, {:>5.1} MB a CPU second, {} kB of text",
        pages.len() as f64 / seconds,
        bytes as f64 / 1e6 / seconds,
        read / 1000
    );
}
