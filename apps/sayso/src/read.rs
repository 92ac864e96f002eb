//! `sayso read`: the article of one page.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use sayso_core::wire::{WirePage, WireSpan};
use sayso_core::{PageOrigin, Span};
use sayso_ingest::{Hints, Page, PageKind};
use serde::Serialize;

use crate::Outcome;
use crate::cli::ByteSize;
use crate::inputs::Skip;
use crate::load::Why;
use crate::output::{self, Console};
use crate::pipeline::guarded;

/// Prints the article and the metadata of one HTML page.
#[derive(Debug, Args)]
pub struct Read {
    /// The page: a file, or - for standard input.
    #[arg(value_name = "PAGE")]
    pub page: PathBuf,
    /// Shape of the output; JSON says of each line where in the page it stands.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Shape,
    /// The address that the page was fetched from.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// What the server said of the page's type: "text/html; charset=windows-1251".
    #[arg(long, value_name = "TYPE")]
    pub content_type: Option<String>,
    /// Refuse a page larger than this: bytes, or with KiB, MiB, GiB.
    #[arg(long, value_name = "SIZE", default_value = "8MiB")]
    pub max_bytes: ByteSize,
}

/// The shape of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// What is known of the article, a line each, an empty line, and the article.
    Text,
    /// One JSON object.
    Json,
}

/// A page in JSON.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    kind: &'static str,
    reason: &'static str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    outlet: Option<&'a str>,
    page: WirePage,
    text: &'a str,
    /// The lines of the text, with their places in the page.
    lines: Vec<WireSpan>,
}

pub(crate) fn run(args: &Read) -> anyhow::Result<Outcome> {
    let console = Console::plain();
    let path = args.page.to_string_lossy().into_owned();
    let skipped = |Skip { path, why }| {
        console.say(&format!("skipped {path}: {why}"));
        anyhow::Ok(Outcome::Skipped)
    };
    let bytes = match load(&args.page, args.max_bytes) {
        Ok(bytes) => bytes,
        Err(why) => return skipped(Skip { path, why }),
    };
    let hints = Hints { content_type: args.content_type.as_deref(), url: args.url.as_deref() };
    let page = match guarded(|| sayso_ingest::page(&bytes, &hints)) {
        Ok(page) => page,
        Err(why) => return skipped(Skip { path, why }),
    };
    let mut out = output::stdout();
    match args.format {
        Shape::Text => print_text(&mut out, &page)?,
        Shape::Json => print_json(&mut out, page.clone(), &bytes)?,
    }
    out.flush()?;
    if page.kind == PageKind::Article {
        return Ok(Outcome::Done);
    }
    console.say(&format!("{path} is {}, not an article: {}", page.kind, page.reason));
    Ok(Outcome::Skipped)
}

/// The bytes of a file or of standard input, if there are no more than `limit`.
fn load(path: &Path, limit: ByteSize) -> Result<Vec<u8>, Why> {
    let from: Box<dyn io::Read> =
        if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut bytes = Vec::new();
    from.take(limit.0.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit.0 { Err(Why::TooLarge(limit)) } else { Ok(bytes) }
}

fn print_text(out: &mut impl Write, page: &Page) -> anyhow::Result<()> {
    let meta = &page.meta;
    let known = [
        ("title", &meta.title),
        ("byline", &meta.byline),
        ("outlet", &meta.outlet),
        ("published", &meta.published),
        ("modified", &meta.modified),
        ("language", &meta.language),
        ("url", &meta.canonical_url),
        ("section", &meta.section),
        ("wire", &meta.wire),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            writeln!(out, "{name}: {}", crate::table::harmless(value))?;
        }
    }
    for review in &meta.reviews {
        let verdict = review.verdict.as_deref().unwrap_or("-");
        writeln!(out, "review: {}: {}", crate::table::harmless(&review.claim), crate::table::harmless(verdict))?;
    }
    writeln!(out, "\n{}", page.body())?;
    Ok(())
}

fn print_json(out: &mut impl Write, page: Page, bytes: &[u8]) -> anyhow::Result<()> {
    let Page { kind, reason, meta, charset, text, map, .. } = page;
    let (sha256, charset) = (PageOrigin::digest(bytes), charset.to_owned());
    let origin = PageOrigin { bytes: bytes.len(), sha256, charset, meta, map };
    let spans = lines(&text);
    let printed = Printed {
        kind: kind.name(),
        reason,
        title: origin.meta.title.as_deref(),
        byline: origin.meta.byline.as_deref(),
        outlet: origin.meta.outlet.as_deref(),
        page: WirePage::new(&origin),
        lines: spans.into_iter().map(|span| WireSpan::placed(span, &text, &origin)).collect(),
        text: &text,
    };
    serde_json::to_writer(&mut *out, &printed)?;
    writeln!(out)?;
    Ok(())
}

/// The lines of a text that are not empty.
fn lines(text: &str) -> Vec<Span> {
    let starts = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..start + line.trim_end_matches('\n').len())
    });
    starts.filter_map(|range| Span::of(text, range).ok()).collect()
}
