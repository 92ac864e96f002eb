//! `sayso when`: what it prints, in each shape.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Desk, done};
use serde_json::{Value, json};

#[test]
fn every_expression_is_a_row() {
    let desk = Desk::new();
    let text = "Éva left late last month, before the talks from 3 to 5 March 2017.";
    let out = desk.ok(&["when", text, "--anchor", "2018-02-08", "--format", "jsonl"]);
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let late = json!({"text": "late last month", "start_byte": 10, "end_byte": 25, "type": "date", "value": "2018-01",
        "grain": "month", "mod": "END", "begin": null, "end": null, "anchor": "published"});
    let range = json!({"text": "from 3 to 5 March 2017", "start_byte": 44, "end_byte": 66, "type": "date",
        "value": "2017-03-03/2017-03-05", "grain": "day", "mod": null, "begin": "2017-03-03", "end": "2017-03-05",
        "anchor": "text"});
    assert_eq!(rows, [late, range]);
}

#[test]
fn without_an_anchor_values_stay_relative() {
    let desk = Desk::new();
    let mut command = desk.command(&["when", "-", "--format", "csv"]);
    let done = done(command.write_stdin("She left yesterday.").output().unwrap());
    let expect = "text,start_byte,end_byte,type,value,grain,mod,begin,end,anchor\r\n\
                  yesterday,9,18,date,-P1D,day,,,,unknown\r\n";
    assert_eq!((done.code, done.out.as_str()), (Some(0), expect), "{done:?}");
}

#[test]
fn odd_input_is_no_failure() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["when", "", "--format", "json"]), "[]\n");
    let mut command = desk.command(&["when", "-", "--format", "jsonl"]);
    let done = done(command.write_stdin(&b"\xff on 8 February 2018"[..]).output().unwrap());
    assert_eq!((done.code, done.err.contains("not UTF-8")), (Some(0), true), "{done:?}");
    let refused = desk.run(&["when", "today", "--anchor", "soon"]);
    assert_eq!((refused.code, refused.err.contains("a date is YYYY-MM-DD")), (Some(2), true), "{refused:?}");
}
