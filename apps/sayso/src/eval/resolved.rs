//! What is known of statements, against gold that has it: each stage by itself, on the statements of the gold.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sayso_core::wire::{Record, WireDocument, WireSpan, WireStatement};
use sayso_core::{Document, Entity, Provenance, Statement, StatementParts};
use sayso_quote::score::Counts;
use sayso_resolve::names::key;
use sayso_resolve::{Resolved, is_name_of_outlet};
use serde::Serialize;

use super::report::Line;
use super::said;
use crate::pipeline::Pipeline;

/// Stages in the order of the table.
const STAGES: [&str; 11] = [
    "act",
    "speaker",
    "speaker, kind",
    "speaker, role",
    "speaker, affiliation",
    "target",
    "addressee",
    "said",
    "relays",
    "figures",
    "figures, unit",
];

/// Those whose values are names.
const NAMED: [&str; 5] = ["speaker", "speaker, affiliation", "target", "addressee", "relays"];

/// What the stages say of a statement, folded but for relays, whose outlets go by several names; most say one thing at most.
type Told = [Vec<String>; STAGES.len()];

/// Lines for the records whose gold names speakers, none if there is no such record; and each value that is wrong, as JSON.
pub(super) fn lines(pipeline: &Pipeline, gold: &[Record]) -> anyhow::Result<(Vec<Line>, Vec<String>)> {
    let has_speakers = |record: &&Record| record.statements.iter().any(|statement| statement.speaker.is_some());
    let gold: Vec<&Record> = gold.iter().filter(has_speakers).collect();
    let pairs: Vec<Vec<[Told; 2]>> =
        gold.par_iter().map(|record| pairs(pipeline, record)).collect::<anyhow::Result<_>>()?;
    let mut counts = [Counts::default(); STAGES.len()];
    for [found, wanted] in pairs.iter().flatten() {
        for (counts, (found, wanted)) in counts.iter_mut().zip(found.iter().zip(wanted)) {
            counts.add(common(found, wanted), found.len(), wanted.len());
        }
    }
    let lines = STAGES.iter().zip(counts).map(|(stage, counts)| Line::counted("gold statements", stage, counts));
    let lines = if gold.is_empty() { Vec::new() } else { lines.collect() };
    Ok((lines, gold.iter().zip(&pairs).flat_map(|(record, pairs)| errors(record, pairs)).collect()))
}

/// What was found and is wrong, or was not found.
fn errors(record: &Record, pairs: &[[Told; 2]]) -> Vec<String> {
    let mut out = Vec::new();
    for (statement, [found, wanted]) in record.statements.iter().zip(pairs) {
        let words = |spans: &[WireSpan]| spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … ");
        for ((stage, found), wanted) in
            STAGES.iter().zip(found).zip(wanted).filter(|((_, found), wanted)| found != wanted)
        {
            let error = Wrong {
                document: record.document.path.as_deref(),
                stage,
                wanted,
                found,
                source: words(&statement.source),
                cue: words(&statement.cue),
                content: words(&statement.content),
            };
            out.extend(serde_json::to_string(&error));
        }
    }
    out
}

/// A line of `--errors`.
#[derive(Serialize)]
struct Wrong<'a> {
    document: Option<&'a str>,
    stage: &'a str,
    wanted: &'a [String],
    found: &'a [String],
    source: String,
    cue: String,
    content: String,
}

/// The document of a record, and what is known of its statements, their spans given.
///
/// # Errors
/// The record does not fit its text.
pub(super) fn given(pipeline: &Pipeline, record: &Record) -> anyhow::Result<(Document, Resolved)> {
    let document = stated(pipeline, record)?;
    let given = record.statements()?;
    let bare = |statement: &Statement, parent| {
        let StatementParts { source, cue, content, form, score, .. } = statement.parts().clone();
        Statement::new(&document, StatementParts { parent, ..StatementParts::new(source, cue, content, form, score) })
    };
    // With an outlet that is stated the document has another id, and so have its statements.
    let ids = given.iter().map(|statement| Ok((statement.id(), bare(statement, None)?.id())));
    let ids = ids.collect::<anyhow::Result<BTreeMap<_, _>>>()?;
    let parent = |statement: &Statement| statement.parts().parent.and_then(|parent| ids.get(&parent).copied());
    let given = given.iter().map(|statement| bare(statement, parent(statement))).collect::<Result<_, _>>()?;
    let resolved = pipeline.resolve(&document, given);
    Ok((document, resolved))
}

/// What is found and what is wanted of each statement.
fn pairs(pipeline: &Pipeline, record: &Record) -> anyhow::Result<Vec<[Told; 2]>> {
    let (document, Resolved { statements, entities }) = given(pipeline, record)?;
    let found = statements.iter().map(|statement| told(&WireStatement::new(statement, document.text())));
    let pair = |(found, wanted)| {
        let wanted = told(wanted);
        [by_other_names(found, &wanted, &entities), wanted]
    };
    Ok(found.zip(&record.statements).map(pair).collect())
}

/// The document of a record, with the outlet that the record gives it, and with its date where the text names none.
fn stated(pipeline: &Pipeline, record: &Record) -> anyhow::Result<Document> {
    let WireDocument { path, outlet, published, text, .. } = &record.document;
    let provenance = Provenance { path: path.clone(), outlet: outlet.clone(), ..Provenance::default() };
    let document = pipeline.document(text.as_bytes(), provenance)?;
    Ok(said::published(document, published.as_deref()))
}

/// Each name that was found as the name that is wanted, where the document has both for one somebody.
fn by_other_names(found: Told, wanted: &Told, entities: &[Entity]) -> Told {
    let is_same = |one: &String, other: &String| {
        let mut names = entities.iter().map(|entity| entity.names.iter().map(|name| key(name)).collect::<Vec<_>>());
        names.any(|names| names.contains(one) && names.contains(other))
    };
    let mut stages = STAGES.iter().zip(wanted);
    found.map(|values| {
        let Some((stage, wanted)) = stages.next().filter(|(stage, _)| NAMED.contains(stage)) else { return values };
        let is_outlet = *stage == "relays";
        let same = |name: &String, one: &&String| {
            let (name_key, one_key) = (key(name), key(one));
            name_key == one_key || is_same(&name_key, &one_key) || is_outlet && is_name_of_outlet(name, one)
        };
        let other = |name: String| wanted.iter().find(|one| same(&name, one)).cloned().unwrap_or(name);
        values.into_iter().map(other).collect()
    })
}

/// What a statement says of itself.
fn told(statement: &WireStatement) -> Told {
    let speaker = statement.speaker.as_ref();
    let one = |value: Option<String>| value.into_iter().collect();
    // "a survivor" is as good a name as "survivor".
    let bare = |name: &str| {
        let folded = key(name);
        let short = folded.strip_prefix("a ").or_else(|| folded.strip_prefix("an ")).map(str::to_owned);
        short.unwrap_or(folded)
    };
    let folded = |value: Option<&String>| one(value.map(|value| bare(value)));
    [
        one(statement.act.clone()),
        folded(speaker.map(|speaker| &speaker.name)),
        one(speaker.map(|speaker| speaker.kind.clone())),
        folded(speaker.and_then(|speaker| speaker.role.as_ref())),
        folded(speaker.and_then(|speaker| speaker.affiliation.as_ref())),
        folded(statement.target.as_ref().map(|party| &party.name)),
        folded(statement.addressee.as_ref().map(|party| &party.name)),
        one(statement.said.as_ref().map(|said| said.value.clone())),
        statement.relays.iter().map(|relay| relay.name.clone()).collect(),
        statement.figures.iter().map(|figure| figure.value.to_string()).collect(),
        statement.figures.iter().map(|figure| format!("{} {:?}", figure.value, figure.unit)).collect(),
    ]
}

/// How many values both have.
fn common(found: &[String], wanted: &[String]) -> usize {
    let mut rest: Vec<&String> = wanted.iter().collect();
    let take = |value: &String| rest.iter().position(|one| *one == value).map(|at| rest.swap_remove(at));
    found.iter().filter_map(take).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_counts_once() {
        let check = |found: &[&str], wanted: &[&str], expect: usize| {
            let [found, wanted] =
                [found, wanted].map(|all| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
            assert_eq!(common(&found, &wanted), expect, "{found:?} {wanted:?}");
        };
        check(&["a", "b"], &["b", "c"], 1);
        check(&["a", "a"], &["a"], 1);
        check(&["a"], &["a", "a"], 1);
        check(&[], &["a"], 0);
    }
}
