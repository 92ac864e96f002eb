//! `sayso demo`: the bundled sample articles, read before your eyes.

use std::fs;

use anyhow::Context;
use clap::{Args, Parser};

use crate::output::Console;
use crate::{Cli, Outcome};

/// Shows what sayso does.
#[derive(Debug, Args)]
pub struct Demo {}

/// File name and bytes of each article of corpora/sample.
const SAMPLE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/sample.rs"));

pub(crate) fn run(_args: &Demo) -> anyhow::Result<Outcome> {
    let console = Console::plain();
    if SAMPLE.is_empty() {
        console.say(&"this build has no sample articles; try `sayso extract FILE` on one of yours");
        return Ok(Outcome::Done);
    }
    let folder = tempfile::Builder::new().prefix("sayso-demo-").tempdir().context("cannot make a temporary folder")?;
    // It stays, so that what is suggested at the end can be tried.
    let folder = folder.keep();
    let articles = folder.join("articles");
    fs::create_dir(&articles).context("cannot write the sample articles")?;
    for (name, bytes) in SAMPLE {
        fs::write(articles.join(name), bytes).context("cannot write the sample articles")?;
    }
    let (library, articles) = (folder.join("sayso.db"), articles.to_string_lossy().into_owned());
    let library = library.to_string_lossy().into_owned();
    verb(&["add", &articles, "--library", &library])?;
    let outcome = verb(&["statements", "--library", &library])?;
    console.tell(&[
        String::new(),
        "What to try next:".to_owned(),
        format!("  sayso statements --library {library} --format csv --limit all"),
        format!("  sayso claims --library {library}"),
        format!("  sayso documents --library {library}"),
        format!("  sayso extract {articles} | head -n 1"),
        "  sayso add FOLDER            your own articles, into ./sayso.db".to_owned(),
    ]);
    Ok(outcome)
}

/// Runs a verb just as it would be typed.
fn verb(args: &[&str]) -> anyhow::Result<Outcome> {
    let cli = Cli::try_parse_from([&["sayso"], args].concat()).context("the demo's own command is wrong")?;
    crate::run(cli)
}
