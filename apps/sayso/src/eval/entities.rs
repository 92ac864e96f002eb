//! Names against gold: a mention is right if its first and last byte and its kind are.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, anyhow};
use rayon::prelude::*;
use sayso_core::{Provenance, Span};
use sayso_model::MentionKind;
use sayso_quote::score::Counts;
use serde::Deserialize;
use serde_json::Value;

use super::report::Line;
use crate::pipeline::Pipeline;

/// A document whose names are annotated.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) entities: Vec<(Span, MentionKind)>,
    /// The kinds that are annotated; of others the gold says nothing.
    pub(super) known: Vec<MentionKind>,
    /// Where something is named that is of none of our kinds: what is found there is neither right nor wrong.
    pub(super) ignored: Vec<Span>,
}

#[derive(Deserialize)]
struct NamedLine {
    doc: String,
    text: String,
    /// First byte, byte after the last, kind.
    entities: Vec<(usize, usize, String)>,
    known: Option<Vec<String>>,
}

/// A line of JSONL.
pub(super) fn parse(line: Value) -> anyhow::Result<Named> {
    let line: NamedLine = serde_json::from_value(line).context("not the format of entities")?;
    let entity =
        |(start, end, name): &(usize, usize, String)| anyhow::Ok((Span::of(&line.text, *start..*end)?, kind(name)?));
    let entities = line.entities.iter().map(entity).collect::<anyhow::Result<_>>()?;
    let known = match &line.known {
        Some(names) => names.iter().map(|name| kind(name)).collect::<anyhow::Result<_>>()?,
        None => MentionKind::ENTITIES.to_vec(),
    };
    Ok(Named { name: line.doc, text: line.text, entities, known, ignored: Vec::new() })
}

fn kind(name: &str) -> anyhow::Result<MentionKind> {
    let kind = MentionKind::ENTITIES.into_iter().find(|kind| kind.name() == name);
    kind.ok_or_else(|| anyhow!("no kind of entity: {name}"))
}

/// Reads the texts; one line for all kinds together, and one for each that gold or reader names.
pub(super) fn lines(pipeline: &Pipeline, gold: &[Named]) -> anyhow::Result<Vec<Line>> {
    let compared = |gold: &Named| anyhow::Ok(compare(gold, &found(pipeline, gold)?));
    let documents: Vec<BTreeMap<MentionKind, Counts>> = gold.par_iter().map(compared).collect::<anyhow::Result<_>>()?;
    let (mut all, mut kinds) = (Counts::default(), BTreeMap::<MentionKind, Counts>::new());
    for (kind, counts) in documents.into_iter().flatten() {
        all += counts;
        *kinds.entry(kind).or_default() += counts;
    }
    let line = |part: &str, counts| Line::counted(part, "entity", counts);
    Ok([line("all", all)]
        .into_iter()
        .chain(kinds.into_iter().map(|(kind, counts)| line(kind.name(), counts)))
        .collect())
}

/// The names that the reader finds in a text.
fn found(pipeline: &Pipeline, gold: &Named) -> anyhow::Result<Vec<(Span, MentionKind)>> {
    let provenance = Provenance { path: Some(gold.name.clone()), ..Provenance::default() };
    let document = pipeline.document(gold.text.as_bytes(), provenance)?;
    let encodings = pipeline.encodings(&document);
    let span = |mention: &sayso_model::Mention| {
        let words = &encodings.words[mention.words.clone()];
        Some((words.first()?.span.cover(words.last()?.span), mention.kind))
    };
    Ok(encodings.mentions.iter().filter_map(span).collect())
}

/// The counts of each kind that the gold knows and that it or the reader names.
fn compare(gold: &Named, found: &[(Span, MentionKind)]) -> BTreeMap<MentionKind, Counts> {
    let is_known = |(_, kind): &&(Span, MentionKind)| gold.known.contains(kind);
    let counts_for = |(span, _): &&(Span, MentionKind)| !gold.ignored.iter().any(|ignored| ignored.overlaps(*span));
    // Gold that knows organisations alone has outlets and armed groups among them.
    let as_known = |(span, kind): &(Span, MentionKind)| match kind {
        MentionKind::Outlet | MentionKind::ArmedGroup if !gold.known.contains(kind) => {
            (*span, MentionKind::Organisation)
        }
        kind => (*span, *kind),
    };
    let found: Vec<(Span, MentionKind)> = found.iter().map(as_known).collect();
    let found: BTreeSet<_> = found.iter().filter(is_known).filter(counts_for).collect();
    let wanted: BTreeSet<_> = gold.entities.iter().filter(is_known).collect();
    let mut out = BTreeMap::<MentionKind, Counts>::new();
    for one in &found {
        out.entry(one.1).or_default().add(usize::from(wanted.contains(one)), 1, 0);
    }
    for one in &wanted {
        out.entry(one.1).or_default().add(0, 0, 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use MentionKind::{Date, Person, Place};

    const TEXT: &str = "Ilse Varga left Port Else for the Harbour Games on Monday";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::of(TEXT, at..at + words.len()).unwrap()
    }

    fn check(found: &[(&str, MentionKind)], expect: &[(MentionKind, [usize; 3])]) {
        let gold = Named {
            name: String::new(),
            text: TEXT.to_owned(),
            entities: vec![(span("Ilse Varga"), Person), (span("Port Else"), Place), (span("Monday"), Date)],
            known: vec![Person, Place],
            ignored: vec![span("the Harbour Games")],
        };
        let found: Vec<_> = found.iter().map(|(words, kind)| (span(words), *kind)).collect();
        let counts = compare(&gold, &found).into_iter().map(|(kind, c)| (kind, [c.right, c.found, c.gold]));
        assert_eq!(counts.collect::<Vec<_>>(), expect, "{found:?}");
    }

    #[test]
    fn edges_and_kinds_count() {
        check(&[("Ilse Varga", Person), ("Port Else", Place)], &[(Person, [1, 1, 1]), (Place, [1, 1, 1])]);
        check(&[("Varga", Person), ("Port Else", Person)], &[(Person, [0, 2, 1]), (Place, [0, 0, 1])]);
    }

    #[test]
    fn of_what_is_not_annotated_nothing_is_said() {
        check(&[("Monday", Date), ("Harbour", Place)], &[(Person, [0, 0, 1]), (Place, [0, 0, 1])]);
    }
}
