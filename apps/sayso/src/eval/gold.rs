//! Gold files: our own wire format, or PolNeAR's attributions, one document a line, plain or gzipped.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};
use sayso_core::wire::Record;
use sayso_core::{Span, Spans};
use serde::Deserialize;

/// One annotated document.
pub(super) struct Gold {
    pub(super) name: String,
    /// By which the tables are split: the document's outlet, else the part of the name before the first `_`.
    pub(super) outlet: String,
    pub(super) text: String,
    /// Pieces of source, cue and content.
    pub(super) statements: Vec<[Vec<Span>; 3]>,
}

/// A line as PolNeAR gives it: byte ranges of each role.
#[derive(Deserialize)]
struct Attributed {
    doc: String,
    text: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// The documents of a gold file, each checked against its text.
///
/// # Errors
/// The file can't be read, or a line is neither of the two formats; the message names the line.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Gold>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut start = [0; 2];
    let mut plain = BufReader::new(file);
    let known = plain.read(&mut start).with_context(|| format!("cannot read {}", path.display()))?;
    let whole = start[..known].chain(plain);
    let lines: Box<dyn BufRead> = match start {
        [0x1f, 0x8b] => Box::new(BufReader::new(flate2::read::MultiGzDecoder::new(whole))),
        _ => Box::new(BufReader::new(whole)),
    };
    let mut out = Vec::new();
    for (i, line) in lines.lines().enumerate() {
        let at = || format!("{}, line {}", path.display(), i + 1);
        let line = line.with_context(at)?;
        if !line.trim().is_empty() {
            out.push(parse(&line).with_context(at)?);
        }
    }
    Ok(out)
}

fn parse(line: &str) -> anyhow::Result<Gold> {
    let value: serde_json::Value = serde_json::from_str(line).context("no JSON")?;
    if value.get("version").is_some() {
        return from_wire(serde_json::from_value(value).context("not the wire format")?);
    }
    if value.get("attributions").is_some() {
        return from_polnear(serde_json::from_value(value).context("not PolNeAR's format")?);
    }
    bail!("neither `version` (the wire format) nor `attributions` (PolNeAR) is there")
}

fn from_wire(record: Record) -> anyhow::Result<Gold> {
    let pieces = |spans: &Spans| spans.pieces().to_vec();
    let statements = record.statements()?;
    let statements = statements.iter().map(|s| [pieces(s.source()), pieces(s.cue()), pieces(s.content())]).collect();
    let document = record.document;
    let name = document.path.unwrap_or(document.id);
    Ok(Gold { outlet: document.outlet.unwrap_or_default(), name, text: document.text, statements })
}

fn from_polnear(line: Attributed) -> anyhow::Result<Gold> {
    let spans = |ranges: &[[usize; 2]]| -> anyhow::Result<Vec<Span>> {
        Ok(ranges.iter().map(|[start, end]| Span::of(&line.text, *start..*end)).collect::<Result<_, _>>()?)
    };
    let roles = |a: &Attribution| anyhow::Ok([spans(&a.source)?, spans(&a.cue)?, spans(&a.content)?]);
    let statements = line.attributions.iter().map(roles).collect::<anyhow::Result<_>>()?;
    let outlet = line.doc.split('_').next().unwrap_or_default().to_owned();
    Ok(Gold { name: line.doc, outlet, text: line.text, statements })
}
