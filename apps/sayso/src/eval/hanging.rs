//! How claims hang together, against an index: series of figures, narratives, speakers against themselves.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::StatementId;
use sayso_quote::score::Counts;
use sayso_trace::Traced;
use serde_json::Value;

use super::claims::Index;
use super::report::Line;

/// Reads a line of the index that is no claim.
pub(super) fn read(index: &mut Index, value: &Value) {
    let id = |value: &Value| value.as_str().map(str::to_owned);
    if value.get("series").is_some() {
        let rows = value["statements"].as_array().into_iter().flatten();
        let statements = rows.filter_map(|row| id(&row["statement"])).collect();
        index.series.push((id(&value["story"]).unwrap_or_default(), statements));
    } else if let (Some(later), Some(earlier)) = (id(&value["contradiction"]), id(&value["earlier"])) {
        index.turns.insert((later, earlier));
    } else if let (Some(later), Some(earlier)) = (id(&value["retraction"]), value["of"].as_array()) {
        index.turns.extend(earlier.iter().filter_map(id).map(|earlier| (later.clone(), earlier)));
    }
}

type Pairs = BTreeSet<(String, String)>;

/// Lines of one half: pairs of statements of one series, pairs of one narrative, later statements against the speaker's own.
pub(super) fn lines(index: &Index, half: &str, traced: &Traced, ids: &BTreeMap<StatementId, String>) -> Vec<Line> {
    let statements = |claims: &[usize]| -> BTreeSet<String> {
        let accounts = claims.iter().flat_map(|at| &traced.claims[*at].accounts);
        accounts.filter_map(|account| ids.get(&account.statement).cloned()).collect()
    };
    let is_of_half = |story: &str| index.halves.get(story).map_or("claims", String::as_str) == half;
    let wanted: Vec<BTreeSet<String>> =
        index.series.iter().filter(|(story, _)| is_of_half(story)).map(|(_, all)| all.clone()).collect();
    // A series that was found is also a claim of which all statements give one figure.
    let grouped: BTreeSet<usize> = traced.series.iter().flatten().copied().collect();
    let alone = (0..traced.claims.len()).filter(|at| !grouped.contains(at)).map(|at| vec![at]);
    let found: Vec<BTreeSet<String>> =
        traced.series.iter().cloned().chain(alone).map(|claims| statements(&claims)).collect();
    let series = counted(&found, &wanted);
    let mut narratives: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for claim in index.claims.iter().filter(|claim| index.half(claim) == half && !claim.narrative.is_empty()) {
        let rows = claim.statements.iter().map(|row| row.statement.clone());
        narratives.entry(&claim.narrative).or_default().extend(rows);
    }
    let found: Vec<BTreeSet<String>> = traced.narratives.iter().map(|claims| statements(claims)).collect();
    let narratives = counted(&found, &narratives.into_values().collect::<Vec<_>>());
    vec![
        Line::counted(half, "series", series),
        Line::counted(half, "narrative", narratives),
        Line::counted(half, "against oneself", turns(index, half, traced, ids)),
    ]
}

/// Pairs of listed statements that are together.
fn counted(found: &[BTreeSet<String>], wanted: &[BTreeSet<String>]) -> Counts {
    let listed: BTreeSet<&String> = wanted.iter().flatten().collect();
    let pairs = |groups: &[BTreeSet<String>]| -> Pairs {
        let mut out = Pairs::new();
        for group in groups {
            let all: Vec<&String> = group.iter().filter(|id| listed.contains(id)).collect();
            for (at, one) in all.iter().enumerate() {
                out.extend(all[at + 1..].iter().map(|other| ((*one).clone(), (*other).clone())));
            }
        }
        out
    };
    let (found, wanted) = (pairs(found), pairs(wanted));
    let mut counts = Counts::default();
    counts.add(found.intersection(&wanted).count(), found.len(), wanted.len());
    counts
}

/// Later statements; of one that goes against several earlier ones any is right.
fn turns(index: &Index, half: &str, traced: &Traced, ids: &BTreeMap<StatementId, String>) -> Counts {
    let of_half: BTreeSet<&str> = index
        .claims
        .iter()
        .filter(|claim| index.half(claim) == half)
        .flat_map(|claim| &claim.statements)
        .map(|row| row.statement.as_str())
        .collect();
    let accounts = traced.claims.iter().flat_map(|claim| &claim.accounts);
    let found: BTreeSet<&String> = accounts
        .filter(|account| account.turn.is_some())
        .filter_map(|account| ids.get(&account.statement))
        .filter(|id| of_half.contains(id.as_str()))
        .collect();
    let wanted: BTreeSet<&String> =
        index.turns.iter().map(|(later, _)| later).filter(|later| of_half.contains(later.as_str())).collect();
    let mut counts = Counts::default();
    counts.add(found.intersection(&wanted).count(), found.len(), wanted.len());
    counts
}
