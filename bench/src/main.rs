//! How fast sayso reads, and whether what makes it fast changes what it reads. Times are CPU times of one thread.
//!
//! ```text
//! sayso-bench speed FOLDER     words a CPU second of each stage, and of the encoder alone; with `fast` behind it, of the fast reader
//! sayso-bench kernels          multiply-adds a second of each kernel, and the shares of the steps of a layer
//! sayso-bench agree FOLDER     how many statements are others than with the layers in floats
//! sayso-bench windows FOLDER   what the encoder is given, one window a line of JSON: for `bench/compare`
//! sayso-bench archive FILE     how fast a gzipped WARC is read beside decompression alone; with a number of megabytes
//!                              behind it, one of that size is made first
//! sayso-bench pages FOLDER     HTML pages a CPU second to text
//! sayso-bench link NUMBER..    what linking takes in made-up libraries of so many statements, without the linker's network
//! ```
//!
//! FOLDER holds articles as plain text, or HTML pages for `pages`. A word is what white space parts.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod speed;
mod kernels;
mod agree;
mod windows;
mod archive;
mod pages;
mod link;

use std::path::Path;

use anyhow::{Context, bail};
use sayso_core::{Document, Provenance};
use sayso_model::Reader;

const USAGE: &str = "usage: sayso-bench speed FOLDER [fast], sayso-bench agree|windows FOLDER, sayso-bench kernels, \
                     sayso-bench archive FILE [MEGABYTES], sayso-bench pages FOLDER, or sayso-bench link NUMBER..";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["speed", folder] => speed::print(&texts(Path::new(folder))?, Reader::best),
        ["speed", folder, "fast"] => speed::print(&texts(Path::new(folder))?, Reader::fast),
        ["kernels"] => {
            kernels::print();
            Ok(())
        }
        ["agree", folder] => agree::print(&documents(&texts(Path::new(folder))?)?),
        ["windows", folder] => windows::print(&documents(&texts(Path::new(folder))?)?),
        ["pages", folder] => pages::print(Path::new(folder)),
        ["archive", file] => archive::print(Path::new(file)),
        ["archive", file, megabytes] => {
            archive::make(Path::new(file), megabytes.parse()?)?;
            archive::print(Path::new(file))
        }
        ["link", ref sizes @ ..] if !sizes.is_empty() => {
            link::print(&sizes.iter().map(|size| size.parse()).collect::<Result<Vec<_>, _>>()?)
        }
        _ => bail!(USAGE),
    }
}

/// The articles of a folder, in the order of their names.
fn texts(folder: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    Ok(paths.iter().map(std::fs::read).collect::<Result<_, _>>()?)
}

fn documents(texts: &[Vec<u8>]) -> anyhow::Result<Vec<Document>> {
    Ok(texts.iter().map(|text| sayso_ingest::document(text, Provenance::default())).collect::<Result<_, _>>()?)
}
