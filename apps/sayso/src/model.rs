//! Which reader reads.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Context;
use sayso_model::{Linker, Reader};

/// A reader to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Model {
    /// The bundled one that reads best.
    #[default]
    Best,
    /// The bundled one that reads fastest.
    Fast,
    /// One from a file.
    File(PathBuf),
}

impl FromStr for Model {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Model, Infallible> {
        Ok(match text {
            "best" => Model::Best,
            "fast" => Model::Fast,
            path => Model::File(path.into()),
        })
    }
}

impl Model {
    /// Loads it.
    ///
    /// # Errors
    /// The file can't be read, or is no reader.
    pub(crate) fn reader(&self) -> anyhow::Result<Reader> {
        let bundled = "the bundled reader cannot be loaded; build sayso anew";
        match self {
            Model::Best => Reader::best().context(bundled),
            Model::Fast => Reader::fast().context(bundled),
            Model::File(path) => Reader::load(path)
                .with_context(|| format!("--model takes best, fast, or a file of weights; {} is none", path.display())),
        }
    }
}

/// Loads the bundled linker.
///
/// # Errors
/// None with a program that was built from whole sources.
pub(crate) fn linker() -> anyhow::Result<Linker> {
    Linker::bundled().context("the bundled linker cannot be loaded; build sayso anew")
}
