//! Pairs of texts against gold: how one is related to the other.

use anyhow::{Context, bail};
use rayon::prelude::*;
use sayso_model::{Linker, Relation};
use sayso_quote::score::Counts;
use serde::Deserialize;
use serde_json::Value;

use super::reliability::{self, Judged};
use super::report::Line;

/// Two texts, and the relations that are right: more than one where gold does not tell them apart.
pub(super) struct Paired {
    a: String,
    b: String,
    wanted: Vec<Relation>,
}

#[derive(Deserialize)]
struct PairedLine {
    a: String,
    b: String,
    relation: OneOrMore,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// A line of JSONL.
pub(super) fn parse(line: Value) -> anyhow::Result<Paired> {
    let PairedLine { a, b, relation } = serde_json::from_value(line).context("not the format of pairs")?;
    let names = match relation {
        OneOrMore::One(name) => vec![name],
        OneOrMore::More(names) => names,
    };
    let known = |name: &String| Relation::of_name(name).with_context(|| format!("no relation: {name}"));
    let wanted: Vec<Relation> = names.iter().map(known).collect::<anyhow::Result<_>>()?;
    if wanted.is_empty() {
        bail!("no relation is right");
    }
    Ok(Paired { a, b, wanted })
}

/// Shares that are right, one line for each relation of which gold has pairs, their mean F1; and how far scores can be
/// trusted.
pub(super) fn lines(linker: &Linker, gold: &[Paired]) -> [Vec<Line>; 2] {
    // Gold that knows nothing of figures calls them related.
    let knows_figures = gold.iter().any(|pair| pair.wanted.contains(&Relation::DifferentFigure));
    let found: Vec<(Relation, f64)> = gold
        .par_iter()
        .map(|pair| {
            let related = linker.relate(&pair.a, &pair.b);
            let best = match related.best() {
                Relation::DifferentFigure if !knows_figures => Relation::Related,
                best => best,
            };
            (best, f64::from(related.score(related.best())))
        })
        .collect();
    scored(gold, &found)
}

fn scored(gold: &[Paired], found: &[(Relation, f64)]) -> [Vec<Line>; 2] {
    let is_right = |(pair, (found, _)): &(&Paired, &(Relation, f64))| pair.wanted.contains(found);
    let pairs = || gold.iter().zip(found);
    let mut all = Counts::default();
    all.add(pairs().filter(is_right).count(), gold.len(), gold.len());
    let mut lines = vec![Line::found("all", "accuracy", all)];
    let mut each = Vec::new();
    for relation in Relation::ALL {
        let is_wanted = |pair: &Paired| pair.wanted == [relation];
        let mut counts = Counts::default();
        counts.add(
            pairs().filter(|(pair, found)| is_wanted(pair) && found.0 == relation).count(),
            pairs().filter(|(_, found)| found.0 == relation).count(),
            gold.iter().filter(|pair| is_wanted(pair)).count(),
        );
        if counts.gold > 0 {
            each.push(counts.f1());
            lines.push(Line::counted(relation.name(), "relation", counts));
        }
    }
    if !each.is_empty() {
        lines.push(Line::value("all", "mean F1", 100.0 * each.iter().sum::<f64>() / each.len() as f64));
    }
    let judged = |pair: (&Paired, &(Relation, f64))| Judged { score: pair.1.1, sourced: true, right: is_right(&pair) };
    [lines, reliability::lines(&pairs().map(judged).collect::<Vec<_>>(), "pair")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_counted() {
        let check = |rows: &[(&[&str], &str)], expect: &[(&str, Option<f64>, Option<f64>)]| {
            let pair =
                |relation: &&[&str]| parse(serde_json::json!({"a": "x", "b": "y", "relation": relation})).unwrap();
            let gold: Vec<Paired> = rows.iter().map(|(wanted, _)| pair(wanted)).collect();
            let found: Vec<_> = rows.iter().map(|(_, found)| (Relation::of_name(found).unwrap(), 0.75)).collect();
            let [lines, _] = scored(&gold, &found);
            let lines: Vec<_> = lines.iter().map(|l| (l.part.as_str(), l.f1.or(l.precision), l.value)).collect();
            assert_eq!(lines, expect);
        };
        check(&[], &[("all", Some(0.0), None)]);
        check(
            &[(&["same"], "same"), (&["same"], "denies"), (&["denies", "related"], "related"), (&["denies"], "denies")],
            &[
                ("all", Some(75.0), None),
                ("same", Some(66.67), None),
                ("denies", Some(66.67), None),
                ("all", None, Some(66.67)),
            ],
        );
    }

    #[test]
    fn lines_that_are_no_gold_are_refused() {
        let check = |line: Value, expect: &str| {
            assert_eq!(parse(line).err().map(|error| format!("{error:#}")).as_deref(), Some(expect));
        };
        check(serde_json::json!({"a": "x", "b": "y", "relation": "alike"}), "no relation: alike");
        check(serde_json::json!({"a": "x", "b": "y", "relation": []}), "no relation is right");
        check(serde_json::json!({"a": "x", "relation": "same"}), "not the format of pairs: missing field `b`");
    }
}
