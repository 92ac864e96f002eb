//! `sayso eval`: which rows each kind of gold gives.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Desk, Done};
use serde_json::Value;

const STATEMENT: &str = r#"{"doc":"echo_1","text":"“The bridge is safe,” Ilse Varga said on Thursday.","attributions":[{"source":[[26,36]],"cue":[[37,41]],"content":[[0,25]]}]}"#;
const NOTHING: &str =
    r#"{"doc":"echo_2","text":"Stir the soup well for ten minutes, then serve it hot with bread.","attributions":[]}"#;
const ENTITY: &str = r#"{"doc":"1","text":"Ilse Varga left.","entities":[[0,10,"person"]],"known":["person"]}"#;
const GAP: &str = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n\
                   1\tÉva met Ilse; she left.\tshe\t14\tÉva\t0\tTRUE\tIlse\t8\tFALSE\tx\n";

fn eval(gold: &str, more: &[&str]) -> Done {
    let desk = Desk::new();
    desk.put("gold", gold);
    desk.run(&[&["eval", "gold"], more].concat())
}

/// Part and measure of each row, in JSONL.
fn check(gold: &str, more: &[&str], expect: &[(&str, &str)]) {
    let done = eval(gold, &[&["--format", "jsonl"], more].concat());
    assert_eq!(done.code, Some(0), "{done:?}");
    let rows: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (part, measure) in expect {
        assert!(
            rows.iter().any(|row| row["part"] == *part && row["measure"] == *measure),
            "{part}, {measure}: {rows:?}"
        );
    }
}

#[test]
fn each_gold_has_its_rows() {
    let both = format!("{STATEMENT}\n{NOTHING}\n");
    let rows = [
        ("all", "statement"),
        ("direct", "statement"),
        ("with a source", "statement"),
        ("one-word cue", "statement"),
        ("no statement in gold", "false a 1,000 words"),
    ];
    check(&both, &[], &rows);
    check(&both, &["--by-outlet"], &[("echo", "statement")]);
    check(ENTITY, &[], &[("all", "entity"), ("person", "entity")]);
    check("Ilse\tB-politician\nleft\tO\n.\tO\n", &[], &[("all", "entity"), ("person", "entity")]);
    check(GAP, &[], &[("all", "pronoun"), ("feminine", "pronoun"), ("all", "pronoun, accuracy")]);
}

#[test]
fn other_files_are_refused_by_line() {
    let refused = |gold: &str, more: &[&str], expect: &str| {
        let done = eval(gold, more);
        assert_eq!((done.code, done.err.contains(expect)), (Some(3), true), "{done:?}");
    };
    refused(&format!("{STATEMENT}\nno JSON\n"), &[], "gold: line 2: no JSON");
    refused(ENTITY, &["--scores", "scores.jsonl"], "--scores needs gold of statements");
}
