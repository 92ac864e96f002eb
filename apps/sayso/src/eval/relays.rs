//! Relays against gold. The statements are given, and so is who is who: what is measured is whether the text around a
//! statement is understood, not whether its outlets stand in a list.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use sayso_core::wire::Record;
use sayso_core::{Document, EntityKind, Provenance, Relay, Span, Statement};
use sayso_quote::score::Counts;
use serde::Deserialize;
use serde_json::Value;

use super::report::Line;

/// A document whose statements have their relays.
pub(super) struct Relayed {
    category: String,
    known: BTreeMap<String, (String, EntityKind)>,
    document: Document,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct RelayedLine {
    category: String,
    /// Names and their kinds.
    known: BTreeMap<String, String>,
    relays: Record,
}

/// A line of JSONL.
pub(super) fn parse(line: Value) -> anyhow::Result<Relayed> {
    let line: RelayedLine = serde_json::from_value(line).context("not the format of relays")?;
    let kind = |(name, kind): (String, String)| anyhow::Ok((key(&name), (name, kind.parse()?)));
    let known = line.known.into_iter().map(kind).collect::<anyhow::Result<_>>()?;
    let statements = line.relays.statements()?;
    let Record { document: given, .. } = line.relays;
    let provenance = Provenance { outlet: given.outlet, ..Provenance::default() };
    let document = sayso_ingest::document(given.text.as_bytes(), provenance)?;
    Ok(Relayed { category: line.category, known, document, statements })
}

/// One line for the relays of all statements, one for whole chains, and one for the relays of each category.
pub(super) fn lines(gold: &[Relayed]) -> Vec<Line> {
    let (mut all, mut chains, mut categories) = (Counts::default(), Counts::default(), BTreeMap::<&str, Counts>::new());
    for gold in gold {
        let who = |span: Span| gold.known.get(&key(gold.document.words(span))).cloned();
        let found = sayso_resolve::relays(&gold.document, &gold.statements, who);
        for (found, statement) in found.iter().zip(&gold.statements) {
            let (found, wanted) = (names(found), names(&statement.parts().relays));
            let common = found.iter().collect::<BTreeSet<_>>().intersection(&wanted.iter().collect()).count();
            let mut counts = Counts::default();
            counts.add(common, found.len(), wanted.len());
            all += counts;
            *categories.entry(&gold.category).or_default() += counts;
            let is_some = |names: &[String]| usize::from(!names.is_empty());
            let is_right = !wanted.is_empty() && found == wanted;
            chains.add(usize::from(is_right), is_some(&found), is_some(&wanted));
        }
    }
    let whole = [Line::counted("all", "relay", all), Line::counted("all", "whole chain", chains)];
    let parts = categories.iter().map(|(part, counts)| Line::counted(part, "relay", *counts));
    whole.into_iter().chain(parts).collect()
}

fn names(relays: &[Relay]) -> Vec<String> {
    relays.iter().map(|relay| key(&relay.name)).collect()
}

/// A name without an article and in small letters: "the Post" is "The Post".
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    bare.unwrap_or(&lower).to_owned()
}
