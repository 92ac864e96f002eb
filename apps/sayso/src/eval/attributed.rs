//! Gold of statements: our own wire format, or PolNeAR's attributions.

use anyhow::Context;
use sayso_core::wire::Record;
use sayso_core::{Span, Spans};
use serde::Deserialize;
use serde_json::Value;

/// Pieces of source, cue and content.
pub(super) type Roles = [Vec<Span>; 3];

/// One annotated document.
pub(super) struct Annotated {
    pub(super) name: String,
    /// By which the tables are split: the document's outlet, else the part of the name before the first `_`.
    pub(super) outlet: String,
    pub(super) text: String,
    /// Each with whether it stands in another.
    pub(super) statements: Vec<(Roles, bool)>,
    /// Whether the gold would say so if one stood in another.
    pub(super) marks_nested: bool,
    /// The line itself, where it can say more than the spans.
    pub(super) record: Option<Record>,
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

/// A document of the wire format.
pub(super) fn from_wire(line: Value) -> anyhow::Result<Annotated> {
    let record: Record = serde_json::from_value(line).context("not the wire format")?;
    let pieces = |spans: &Spans| spans.pieces().to_vec();
    let statements = record.statements()?;
    let roles = |s: &sayso_core::Statement| [pieces(s.source()), pieces(s.cue()), pieces(s.content())];
    let statements = statements.iter().map(|s| (roles(s), s.parts().parent.is_some())).collect();
    let document = record.document.clone();
    Ok(Annotated {
        name: document.path.unwrap_or(document.id),
        outlet: document.outlet.unwrap_or_default(),
        text: document.text,
        statements,
        marks_nested: true,
        record: Some(record),
    })
}

/// A document of PolNeAR, in which no word has two roles: a statement in another is not annotated.
pub(super) fn from_polnear(line: Value) -> anyhow::Result<Annotated> {
    let line: Attributed = serde_json::from_value(line).context("not PolNeAR's format")?;
    let spans = |ranges: &[[usize; 2]]| -> anyhow::Result<Vec<Span>> {
        Ok(ranges.iter().map(|[start, end]| Span::of(&line.text, *start..*end)).collect::<Result<_, _>>()?)
    };
    let roles = |a: &Attribution| anyhow::Ok(([spans(&a.source)?, spans(&a.cue)?, spans(&a.content)?], false));
    let statements = line.attributions.iter().map(roles).collect::<anyhow::Result<_>>()?;
    let outlet = line.doc.split('_').next().unwrap_or_default().to_owned();
    Ok(Annotated { name: line.doc, outlet, text: line.text, statements, marks_nested: false, record: None })
}
