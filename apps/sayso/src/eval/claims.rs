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
use sayso_trace::{
    Account, Article, Comparer, Evidence, Memory, Names, Traced, TracedClaim, compared, trace, trace_given,
};
use serde::Deserialize;
use serde_json::Value;

use super::hanging;
use super::report::Line;
use super::resolved;
use crate::pipeline::Pipeline;

/// A claim as the index has it.
#[derive(Debug, Deserialize)]
pub(super) struct Indexed {
    pub(super) statements: Vec<Row>,
    #[serde(default)]
    pub(super) story: String,
    #[serde(default)]
    pub(super) narrative: String,
}

/// A statement of a claim.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    pub(super) statement: String,
    stance: String,
    role: String,
}

/// An index with the statements of its corpus.
#[derive(Default)]
pub(super) struct Index {
    pub(super) claims: Vec<Indexed>,
    /// Statements that answer one question with figures, with their story.
    pub(super) series: Vec<(String, BTreeSet<String>)>,
    /// A speaker's later statement, and the earlier one that it goes against or takes back.
    pub(super) turns: BTreeSet<(String, String)>,
    /// Half by story.
    pub(super) halves: BTreeMap<String, String>,
    records: Vec<Record>,
}

/// Reads the lines of an index, and the gold that stands beside it.
///
/// # Errors
/// A line is no JSON of the index's shape, or the gold is not there.
pub(super) fn parse(text: &str, path: &Path) -> anyhow::Result<Index> {
    let mut index = Index::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line)?;
        if value.get("claim").is_some() {
            index.claims.push(serde_json::from_value(value)?);
        } else if let (Some(half), Some(story)) = (value["half"].as_str(), value["story"].as_str()) {
            index.halves.insert(story.to_owned(), half.to_owned());
        } else {
            hanging::read(&mut index, &value);
        }
    }
    let beside = path.with_file_name("gold.jsonl");
    let gold = fs::read_to_string(&beside).with_context(|| format!("cannot read {}", beside.display()))?;
    for line in gold.lines() {
        index.records.push(serde_json::from_str(line).with_context(|| beside.display().to_string())?);
    }
    Ok(index)
}

/// Lines for each half of the corpus; and where scores are wanted, what is known of each pair of statements.
pub(super) fn lines(pipeline: &Pipeline, index: &Index, scores: bool) -> anyhow::Result<(Vec<Line>, Vec<String>)> {
    let documents: Vec<(Document, Resolved)> =
        index.records.par_iter().map(|record| resolved::given(pipeline, record)).collect::<Result<_, _>>()?;
    let ids = ids(index, &documents);
    let by_name: BTreeMap<&str, StatementId> = ids.iter().map(|(id, name)| (name.as_str(), *id)).collect();
    let member = |row: &Row| Some((*by_name.get(row.statement.as_str())?, row.stance == "denies"));
    let claims: Vec<Vec<_>> =
        index.claims.iter().map(|claim| claim.statements.iter().filter_map(member).collect()).collect();
    let mut memory = Memory::default();
    let mut comparer = Comparer::new(pipeline.linker(), &mut memory);
    let (traced, given, pairs) = with_articles(&documents, |articles| {
        let traced = trace(articles, &mut comparer, &[]);
        let pairs = if scores { compared(articles, &mut comparer.asking_always()) } else { Vec::new() };
        (traced, trace_given(articles, &claims), pairs)
    });
    let halves: BTreeSet<&str> = index.claims.iter().map(|claim| index.half(claim)).collect();
    let scored = |half: &str| {
        let mut lines = scored(index, half, &traced, &ids);
        lines.extend(given_lines(index, half, &given, &ids));
        lines.extend(hanging::lines(index, half, &traced, &ids));
        lines
    };
    Ok((halves.into_iter().flat_map(scored).collect(), judged(index, &ids, &pairs)))
}

/// The ids that statements have in the gold beside the index, by which it names them.
fn ids(index: &Index, documents: &[(Document, Resolved)]) -> BTreeMap<StatementId, String> {
    let mut ids: BTreeMap<StatementId, String> = BTreeMap::new();
    for (record, (_, resolved)) in index.records.iter().zip(documents) {
        let names = record.statements.iter().map(|statement| statement.id.clone());
        ids.extend(resolved.statements.iter().map(Statement::id).zip(names));
    }
    ids
}

impl Index {
    pub(super) fn half(&self, claim: &Indexed) -> &str {
        self.halves.get(&claim.story).map_or("claims", String::as_str)
    }
}

/// Does something with all documents as linking takes them.
fn with_articles<T>(documents: &[(Document, Resolved)], work: impl FnOnce(&[Article<'_>]) -> T) -> T {
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
    let names: Vec<Names> = documents.iter().map(|(_, resolved)| Names::of(&resolved.entities)).collect();
    let articles: Vec<Article<'_>> = documents
        .iter()
        .zip(&names)
        .map(|((document, resolved), names)| Article {
            document,
            statements: &resolved.statements,
            somebodies: somebodies.get(&document.id()).unwrap_or(&none),
            names,
        })
        .collect();
    work(&articles)
}

/// What is known of pairs of statements of which one is listed in a claim at least, and whether they belong to one, as JSON: what
/// training/fit_claims.py fits.
fn judged(
    index: &Index,
    ids: &BTreeMap<StatementId, String>,
    pairs: &[(StatementId, StatementId, Evidence)],
) -> Vec<String> {
    let mut stances: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (claim, indexed) in index.claims.iter().enumerate() {
        for row in &indexed.statements {
            stances.entry(&row.statement).or_default().push((claim, row.stance == "denies"));
        }
    }
    let none = Vec::new();
    let line = |(a, b, evidence): &(StatementId, StatementId, Evidence)| {
        let (a, b) = (ids.get(a)?, ids.get(b)?);
        let [one, other] = [a, b].map(|id| stances.get(id.as_str()).unwrap_or(&none));
        let both = || {
            one.iter().flat_map(|(claim, stance)| {
                other.iter().filter(move |(c, _)| c == claim).map(move |(_, s)| s == stance)
            })
        };
        let listed = one.first().or(other.first()).map(|(claim, _)| index.half(&index.claims[*claim]));
        let line = serde_json::json!({
            "a": a, "b": b, "half": listed, "same": both().any(|same| same), "denies": both().any(|same| !same),
            "words": evidence.words, "cosine": evidence.cosine, "relations": evidence.relations,
            "circumstances": evidence.circumstances.map(u8::from),
        });
        Some(line.to_string())
    };
    pairs.iter().filter_map(line).collect()
}

/// What a claim says of its statements: by id, whether each denies it.
type Stances = BTreeMap<String, bool>;

/// A claim with the ids of its origins.
struct Compared {
    stances: Stances,
    origins: BTreeSet<String>,
}

/// The lines of one half: pairs that say the same, pairs of which one denies the other, and origins.
fn scored(index: &Index, half: &str, traced: &Traced, ids: &BTreeMap<StatementId, String>) -> Vec<Line> {
    let claims = index.claims.iter().filter(|claim| index.half(claim) == half);
    let wanted: Vec<Compared> = claims.map(wanted).collect();
    let found: Vec<Compared> = traced.claims.iter().map(|claim| found_of(claim, ids)).collect();
    let listed: BTreeSet<&String> = wanted.iter().flat_map(|claim| claim.stances.keys()).collect();
    let mut out = Vec::new();
    for (measure, denies) in [("same claim", false), ("denies", true)] {
        let [found, wanted] = [&found, &wanted].map(|all| pairs(all, &listed, denies));
        let mut counts = Counts::default();
        counts.add(found.intersection(&wanted).count(), found.len(), wanted.len());
        out.push(Line::counted(half, measure, counts));
    }
    out.extend(origins(half, &wanted, &found));
    out
}

fn wanted(claim: &Indexed) -> Compared {
    let rows = claim.statements.iter();
    let origins = rows.clone().filter(|row| row.stance == "same" && row.role == "origin");
    Compared {
        stances: rows.map(|row| (row.statement.clone(), row.stance == "denies")).collect(),
        origins: origins.map(|row| row.statement.clone()).collect(),
    }
}

fn found_of(claim: &TracedClaim, ids: &BTreeMap<StatementId, String>) -> Compared {
    let id = |account: &Account| ids.get(&account.statement).cloned();
    let stances = claim.accounts.iter().filter_map(|account| Some((id(account)?, account.denies)));
    Compared { stances: stances.collect(), origins: claim.origins(false).filter_map(id).collect() }
}

/// Pairs of statements of one claim, with different stances or with one, of which one is listed at least: what the index does
/// not list was not looked at.
fn pairs(claims: &[Compared], listed: &BTreeSet<&String>, denies: bool) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    for claim in claims {
        let members: Vec<(&String, &bool)> = claim.stances.iter().collect();
        for (at, (a, one)) in members.iter().enumerate() {
            let others = members[..at]
                .iter()
                .filter(|(b, other)| (listed.contains(a) || listed.contains(b)) && (*one != *other) == denies);
            out.extend(others.map(|(b, _)| ((*b).clone(), (*a).clone())));
        }
    }
    out
}

/// The roles of statements, and the origins, where the claims are those of the index.
fn given_lines(index: &Index, half: &str, given: &[TracedClaim], ids: &BTreeMap<StatementId, String>) -> Vec<Line> {
    let of_half = || index.claims.iter().zip(given).filter(|(claim, _)| index.half(claim) == half);
    let wanted: Vec<Compared> = of_half().map(|(claim, _)| wanted(claim)).collect();
    let found: Vec<Compared> = of_half().map(|(_, traced)| found_of(traced, ids)).collect();
    let mut roles = Counts::default();
    for (claim, traced) in of_half() {
        let role: BTreeMap<&str, &str> =
            claim.statements.iter().map(|row| (row.statement.as_str(), row.role.as_str())).collect();
        for account in &traced.accounts {
            let wanted = ids.get(&account.statement).and_then(|id| role.get(id.as_str()));
            let right = usize::from(wanted == Some(&account.role.name()));
            roles.add(right, 1, 1);
        }
    }
    let mut out = vec![Line::counted(half, "role, claims given", roles)];
    let names = ["number of origins, claims given", "origins, claims given"];
    out.extend(origins(half, &wanted, &found).into_iter().zip(names).map(|(line, name)| line.measuring(name)));
    out
}

/// For how many claims the number of origins is right, and for how many each of them.
fn origins(half: &str, wanted: &[Compared], found: &[Compared]) -> Vec<Line> {
    let (mut number, mut each) = (0, 0);
    for claim in wanted {
        let common = |other: &Compared| {
            other.stances.iter().filter(|(id, denies)| claim.stances.get(*id) == Some(denies)).count()
        };
        let best = found.iter().rev().max_by_key(|other| common(other)).filter(|other| common(other) > 0);
        number += usize::from(best.is_some_and(|best| best.origins.len() == claim.origins.len()));
        each += usize::from(best.is_some_and(|best| best.origins == claim.origins));
    }
    let line = |measure, right| {
        let mut counts = Counts::default();
        counts.add(right, wanted.len(), wanted.len());
        Line::counted(half, measure, counts)
    };
    vec![line("number of origins", number), line("origins", each)]
}
