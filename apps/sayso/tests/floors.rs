//! No accuracy falls below its floor in corpora/floors.json, and no rate of errors rises over what it may be at most.
//!
//! A floor stands a little under what was measured when it was set, and is raised with it. To lower one, give the reason
//! beside it under `why`.

use std::collections::BTreeMap;
use std::path::Path;

use sayso::model::Model;
use serde::Deserialize;

#[derive(Deserialize)]
struct Floors {
    /// Gold file, below corpora/, to the floors of what `sayso eval` prints for it.
    eval: BTreeMap<String, Vec<Floor>>,
    /// The same with `--model fast`.
    fast: BTreeMap<String, Vec<Floor>>,
}

#[derive(Deserialize)]
struct Floor {
    part: String,
    measure: String,
    /// Percent.
    f1: Option<f64>,
    /// Of a measure that is a rate of errors.
    at_most: Option<f64>,
}

#[test]
fn accuracies_keep_their_floors() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpora");
    let floors = std::fs::read_to_string(corpora.join("floors.json")).unwrap();
    let floors: Floors = serde_json::from_str(&floors).unwrap();
    assert!(!floors.eval.is_empty(), "no floor is set");
    assert!(!floors.fast.is_empty(), "no floor is set for the fast reader");
    let mut fallen = Vec::new();
    let of = |model, floors: BTreeMap<_, _>| floors.into_iter().map(move |(gold, floors)| (model, gold, floors));
    for (model, gold, floors) in of(&Model::Best, floors.eval).chain(of(&Model::Fast, floors.fast)) {
        let lines = sayso::eval::lines(&corpora.join(&gold), model).unwrap();
        for Floor { part, measure, f1, at_most } in floors {
            let line = lines.iter().find(|line| line.part == *part && line.measure == *measure);
            let (found, value) = (line.and_then(|line| line.f1), line.and_then(|line| line.value));
            assert!(f1.is_some() || at_most.is_some(), "{gold}: {part}, {measure}: neither `f1` nor `at_most`");
            if f1.is_some_and(|floor| found.is_none_or(|found| found < floor)) {
                fallen.push(format!("{gold}: {part}, {measure}: {found:?}, floor {f1:?}"));
            }
            if at_most.is_some_and(|most| value.is_none_or(|value| value > most)) {
                fallen.push(format!("{gold}: {part}, {measure}: {value:?}, at most {at_most:?}"));
            }
        }
    }
    assert!(fallen.is_empty(), "below their floors:\n{}", fallen.join("\n"));
}
