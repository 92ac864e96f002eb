//! Articles of pages against gold: words that must stand in the article, and words of the page that must not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sayso_ingest::{Hints, PageKind, page};
use sayso_quote::score::Counts;
use serde::Deserialize;
use serde_json::Value;

use super::report::Line;

/// Pages with what must and must not be in their articles.
#[derive(Debug)]
pub(super) struct Pages {
    /// Where the files are.
    folder: PathBuf,
    /// By the name of the file.
    pages: BTreeMap<String, Segments>,
}

#[derive(Debug, Deserialize)]
struct Segments {
    #[serde(default)]
    url: Option<String>,
    with: Vec<String>,
    without: Vec<String>,
}

/// Whether a file is such gold: an object of objects with `with`.
pub(super) fn is_gold(text: &str) -> bool {
    let parsed = if text.trim_start().starts_with('{') { serde_json::from_str::<Value>(text).ok() } else { None };
    let first = parsed.as_ref().and_then(Value::as_object).and_then(|pages| pages.values().next());
    first.is_some_and(|page| page.get("with").is_some() && page.get("without").is_some())
}

/// The gold of a file; the pages stand in a folder `pages` beside it, or beside it.
pub(super) fn parse(text: &str, path: &Path) -> anyhow::Result<Pages> {
    let pages = serde_json::from_str(text).context("not the format of pages")?;
    let beside = path.parent().unwrap_or(Path::new(""));
    let inside = beside.join("pages");
    Ok(Pages { folder: if inside.is_dir() { inside } else { beside.to_owned() }, pages })
}

/// White space as one space, hyphens that show only at a line's end left out: neither tells two texts apart.
fn folded(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line over the segments, and one for the pages that were taken for articles.
pub(super) fn lines(gold: &Pages) -> anyhow::Result<Vec<Line>> {
    let (mut segments, mut articles) = (Counts::default(), Counts::default());
    for (name, wanted) in &gold.pages {
        let path = gold.folder.join(name);
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let read = page(&bytes, &Hints { url: wanted.url.as_deref(), content_type: None });
        let text = folded(&read.text);
        let holds = |all: &[String]| all.iter().filter(|segment| text.contains(&folded(segment))).count();
        let (right, wrong) = (holds(&wanted.with), holds(&wanted.without));
        segments.add(right, right + wrong, wanted.with.len());
        articles.add(usize::from(read.kind == PageKind::Article), 1, 1);
    }
    Ok(vec![Line::counted("pages", "segments", segments), Line::found("pages", "taken for articles", articles)])
}
