//! Claims and their origins, against an index of a corpus: `claim` lines, and beside them the statements in `gold.jsonl`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;
use sayso_core::wire::Record;
use sayso_core::{Document, EntityId, Statement, StatementId};
use sayso_quote::score::Counts;
use sayso_resolve::Resolved;
use sayso_resolve::entities::{Appearance, link};
use sayso_trace::{Article, Role, Traced, trace};
use serde::Deserialize;
use serde_json::Value;

use super::report::Line;
use super::resolved;
use crate::pipeline::Pipeline;

/// A claim as the index has it.
#[derive(Debug, Deserialize)]
pub(super) struct Indexed {
    claim: String,
    statements: Vec<Row>,
    #[serde(default)]
    story: String,
}

/// A statement of a claim.
#[derive(Debug, Deserialize)]
struct Row {
    statement: String,
    stance: String,
    role: String,
}

/// An index with the statements of its corpus.
pub(super) struct Index {
    claims: Vec<Indexed>,
    /// Half by story.
    halves: BTreeMap<String, String>,
    records: Vec<Record>,
}

/// Reads the lines of an index, and the gold that stands beside it.
///
/// # Errors
/// A line is no JSON of the index's shape, or the gold is not there.
pub(super) fn parse(text: &str, path: &Path) -> anyhow::Result<Index> {
    let mut index = Index { claims: Vec::new(), halves: BTreeMap::new(), records: Vec::new() };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)?;
        if value.get("claim").is_some() {
            index.claims.push(serde_json::from_value(value)?);
        } else if let (Some(half), Some(story)) = (value["half"].as_str(), value["story"].as_str()) {
            index.halves.insert(story.to_owned(), half.to_owned());
        }
    }
    let beside = path.with_file_name("gold.jsonl");
    let gold = fs::read_to_string(&beside).with_context(|| format!("cannot read {}", beside.display()))?;
    for line in gold.lines() {
        index.records.push(serde_json::from_str(line).with_context(|| beside.display().to_string())?);
    }
    Ok(index)
}

/// Lines for each half of the corpus.
pub(super) fn lines(pipeline: &Pipeline, index: &Index) -> anyhow::Result<Vec<Line>> {
    let read: Vec<_> =
        index.records.par_iter().map(|record| resolved::given(pipeline, record)).collect::<Result<_, _>>()?;
    let documents: Vec<(Document, Resolved)> = read;
    let traced = traced(&documents);
    // The index names statements by the ids that they have in its gold.
    let mut ids: BTreeMap<StatementId, String> = BTreeMap::new();
    for (record, (_, resolved)) in index.records.iter().zip(&documents) {
        let names = record.statements.iter().map(|statement| statement.id.clone());
        ids.extend(resolved.statements.iter().map(Statement::id).zip(names));
    }
    let halves: BTreeSet<&str> = index.claims.iter().map(|claim| index.half(claim)).collect();
    Ok(halves.into_iter().flat_map(|half| scored(index, half, &traced, &ids)).collect())
}

impl Index {
    fn half(&self, claim: &Indexed) -> &str {
        self.halves.get(&claim.story).map_or("claims", String::as_str)
    }
}

/// All documents linked with each other.
fn traced(documents: &[(Document, Resolved)]) -> Traced {
    let mut appearances = Vec::new();
    for (document, resolved) in documents {
        let company: std::sync::Arc<[EntityId]> = resolved.entities.iter().map(|entity| entity.id.clone()).collect();
        appearances.extend(resolved.entities.iter().map(|entity| Appearance {
            document: document.id(),
            published: document.meta().published.clone(),
            entity: entity.clone(),
            company: company.clone(),
        }));
    }
    let mut somebodies: BTreeMap<_, BTreeMap<EntityId, EntityId>> = BTreeMap::new();
    for linked in link(&appearances, &[]) {
        for (member, _) in &linked.members {
            let Appearance { document, entity, .. } = &appearances[*member];
            somebodies.entry(*document).or_default().insert(entity.id.clone(), linked.id.clone());
        }
    }
    let none = BTreeMap::new();
    let articles: Vec<Article<'_>> = documents
        .iter()
        .map(|(document, resolved)| Article {
            document,
            statements: &resolved.statements,
            somebodies: somebodies.get(&document.id()).unwrap_or(&none),
        })
        .collect();
    trace(&articles)
}

/// What a claim says of its statements: by id, whether each denies it.
type Stances = BTreeMap<String, bool>;

/// The lines of one half: pairs that say the same, pairs of which one denies the other, and origins.
fn scored(index: &Index, half: &str, traced: &Traced, ids: &BTreeMap<StatementId, String>) -> Vec<Line> {
    let claims: Vec<&Indexed> = index.claims.iter().filter(|claim| index.half(claim) == half).collect();
    let wanted: Vec<Stances> = claims
        .iter()
        .map(|claim| claim.statements.iter().map(|row| (row.statement.clone(), row.stance == "denies")).collect())
        .collect();
    let listed: BTreeSet<&String> = wanted.iter().flat_map(|claim| claim.keys()).collect();
    let found: Vec<Stances> = traced
        .claims
        .iter()
        .map(|claim| {
            claim
                .accounts
                .iter()
                .filter_map(|account| Some((ids.get(&account.statement)?.clone(), account.denies)))
                .collect()
        })
        .collect();
    let pairs = |all: &[Stances], denies: bool| -> BTreeSet<(String, String)> {
        let mut out = BTreeSet::new();
        for claim in all {
            let members: Vec<(&String, &bool)> = claim.iter().collect();
            for (at, (a, one)) in members.iter().enumerate() {
                for (b, other) in &members[..at] {
                    let concerns = listed.contains(a) || listed.contains(b);
                    if concerns && (one != other) == denies {
                        out.insert(((*b).clone(), (*a).clone()));
                    }
                }
            }
        }
        out
    };
    let mut out = Vec::new();
    for (measure, denies) in [("same claim", false), ("denies", true)] {
        let (found, wanted) = (pairs(&found, denies), pairs(&wanted, denies));
        let mut counts = Counts::default();
        counts.add(found.intersection(&wanted).count(), found.len(), wanted.len());
        out.push(Line::counted(half, measure, counts));
    }
    out.extend(origins(half, &claims, &wanted, &found, traced, ids));
    out
}

/// Of the claims, for how many the number of origins is right, and the origins themselves.
fn origins(
    half: &str,
    claims: &[&Indexed],
    wanted: &[Stances],
    found: &[Stances],
    traced: &Traced,
    ids: &BTreeMap<StatementId, String>,
) -> Vec<Line> {
    let (mut number, mut which) = (0, 0);
    for (claim, stances) in claims.iter().zip(wanted) {
        let common = |other: &Stances| other.iter().filter(|(id, denies)| stances.get(*id) == Some(denies)).count();
        let best = (0..found.len()).max_by_key(|at| (common(&found[*at]), std::cmp::Reverse(*at)));
        let Some(best) = best.filter(|best| common(&found[*best]) > 0) else { continue };
        let gold: BTreeSet<&str> = claim
            .statements
            .iter()
            .filter(|row| row.stance == "same" && row.role == "origin")
            .map(|row| row.statement.as_str())
            .collect();
        let ours: BTreeSet<&str> = traced.claims[best]
            .accounts
            .iter()
            .filter(|account| !account.denies && account.role == Role::Origin)
            .filter_map(|account| ids.get(&account.statement))
            .map(String::as_str)
            .collect();
        if std::env::var_os("SAYSO_SHOW").is_some() {
            eprintln!(
                "{half} {}: origins {} of {}, statements {} of {} ({} found)",
                claim.claim,
                ours.len(),
                gold.len(),
                common(&found[best]),
                stances.len(),
                found[best].len()
            );
        }
        number += usize::from(gold.len() == ours.len());
        which += usize::from(gold == ours);
    }
    let all = claims.len();
    let line = |measure, right| {
        let mut counts = Counts::default();
        counts.add(right, all, all);
        Line::counted(half, measure, counts)
    };
    vec![line("origins, number", number), line("origins", which)]
}
