//! `sayso compare`: what it prints, and what it does with lines that are no pair.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Desk, done};
use serde_json::Value;

/// Pairs, and how they are related.
const PAIRS: [(&str, &str, &str); 5] = [
    ("The ferry was overloaded.", "A ticket clerk said the ferry had been overloaded.", "same"),
    ("The ferry was overloaded.", "The owner denied that the ferry was overloaded.", "denies"),
    ("12 people died in the fire, police said.", "Police said 40 people died in the fire.", "different-figure"),
    ("The minister resigned on Monday.", "Barley prices fell for the third week in a row.", "unrelated"),
    ("Rebels took the town of Harn.", "The town of Harn was captured by rebels.", "same"),
];

fn lines() -> String {
    let line = |(a, b, _): &(&str, &str, &str)| serde_json::json!({"a": a, "b": b, "more": 1}).to_string() + "\n";
    PAIRS.iter().map(line).collect()
}

#[test]
fn every_pair_is_a_line_whatever_the_threads() {
    let desk = Desk::new();
    desk.put("pairs.jsonl", lines());
    let out = desk.ok(&["compare", "--pairs", "pairs.jsonl", "--threads", "1"]);
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<&str> = rows.iter().filter_map(|row| row["relation"].as_str()).collect();
    assert_eq!(found, PAIRS.map(|(_, _, relation)| relation));
    for (row, place) in rows.iter().zip(1..) {
        let scores = row["scores"].as_object().unwrap();
        let sum: f64 = scores.values().filter_map(Value::as_f64).sum();
        assert!((sum - 1.0).abs() < 1e-3, "{row}");
        assert_eq!((&row["line"], &row["score"]), (&place.into(), &scores[row["relation"].as_str().unwrap()]));
    }
    assert_eq!(desk.ok(&["compare", "--pairs", "pairs.jsonl", "--threads", "3"]), out);
}

#[test]
fn lines_that_are_no_pair_are_named_and_left_out() {
    let desk = Desk::new();
    let mut command = desk.command(&["compare", "--pairs", "-", "--format", "csv"]);
    let input = b"{\"a\":\"x\",\"b\":\"x\"}\n\nno\n{\"a\":1,\"b\":\"u\"}\n\xff\n{\"a\":\"\",\"b\":\"\"}";
    let done = done(command.write_stdin(&input[..]).output().unwrap());
    let numbers: Vec<&str> = done.out.lines().filter_map(|line| line.split(',').next()).collect();
    assert_eq!((done.code, numbers), (Some(1), vec!["line", "1", "6"]), "{done:?}");
    for line in ["skipped line 3 of -", "skipped line 4 of -", "skipped line 5 of -"] {
        assert!(done.err.contains(line), "{done:?}");
    }
}

#[test]
fn two_texts_are_a_table() {
    let desk = Desk::new();
    let (a, b, relation) = PAIRS[1];
    let out = desk.ok(&["compare", a, b]);
    assert_eq!(out.lines().nth(1).and_then(|line| line.split_whitespace().nth(1)), Some(relation), "{out}");
    let check = |args: &[&str], code: i32| {
        let done = done(desk.command(args).output().unwrap());
        assert_eq!(done.code, Some(code), "{done:?}");
    };
    check(&["compare", a], 2);
    check(&["compare", a, b, "--pairs", "-"], 2);
    check(&["compare", "--pairs", "missing.jsonl"], 3);
}

#[test]
fn pairs_are_scored_against_gold() {
    let desk = Desk::new();
    let line = |(a, b, relation): &(&str, &str, &str)| {
        serde_json::json!({"a": a, "b": b, "relation": relation}).to_string() + "\n"
    };
    desk.put("gold.jsonl", PAIRS.iter().map(line).collect::<String>());
    let out = desk.ok(&["eval", "gold.jsonl", "--format", "jsonl"]);
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |part: &str, measure: &str, figure: &str| {
        rows.iter().find(|row| row["part"] == part && row["measure"] == measure).and_then(|row| row[figure].as_f64())
    };
    assert_eq!(of("all", "accuracy", "precision"), Some(100.0), "{out}");
    assert_eq!(of("same", "relation", "gold"), Some(2.0), "{out}");
    assert_eq!(of("all", "mean F1", "value"), Some(100.0), "{out}");
    assert!(of("all", "calibration error", "value").is_some(), "{out}");
}
