//! `sayso add`, `documents`, `statements`, `demo`: the library from outside.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use serde_json::Value;

#[test]
fn add_then_list() {
    let desk = Desk::with_news(3);
    desk.put("news/photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF");
    let done = desk.run(&["add", "news", "news/000.txt", "--report", "report.jsonl"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert_eq!(done.out, "");
    let err = without_time(&done.err);
    insta::assert_snapshot!(err, @r"
    sayso: skipped news/photo.jpg: looks like a picture
    Added 3 documents with 3 statements to sayso.db; 1 there already.
    TIME
    Skipped 1 file:
      1  looks like a picture
    ");
    let report = std::fs::read_to_string(desk.path("report.jsonl")).unwrap();
    let outcomes: Vec<Value> =
        report.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["outcome"].clone()).collect();
    assert_eq!(outcomes, ["added", "added", "added", "skipped", "already-there"]);

    let documents = desk.ok(&["documents", "--sort", "added"]);
    insta::assert_snapshot!(documents.lines().next().unwrap(), @"id        statements  title");
    assert_eq!(documents.lines().count(), 4);
    let statements = desk.ok(&["statements", "--sort", "added"]);
    assert!(statements.contains("Mara Hale"), "{statements}");
}

/// The message with the line that tells the time taken out.
fn without_time(err: &str) -> String {
    let line = |line: &str| if line.contains(" words a second.") { "TIME".to_owned() } else { line.to_owned() };
    err.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_add_keeps_is_what_extract_prints() {
    let desk = Desk::with_news(5);
    desk.ok(&["add", "news"]);
    let records = desk.ok(&["extract", "news"]);
    let mut extracted: Vec<Value> = Vec::new();
    for line in records.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        extracted.extend(record["statements"].as_array().unwrap().iter().cloned());
    }
    let out = desk.ok(&["statements", "--sort", "added", "--format", "jsonl"]);
    let kept: Vec<Value> = out
        .lines()
        .map(|line| {
            let mut row: Value = serde_json::from_str(line).unwrap();
            let document = row.as_object_mut().unwrap().remove("document").unwrap();
            assert!(document["path"].as_str().unwrap().starts_with("news/"));
            row
        })
        .collect();
    assert_eq!(kept, extracted);
}

#[test]
fn every_format_of_the_lists() {
    let desk = Desk::with_news(3);
    desk.ok(&["add", "news"]);
    for verb in ["documents", "statements"] {
        let run = |format| desk.ok(&[verb, "--format", format]);
        let json: Vec<Value> = serde_json::from_str(&run("json")).unwrap();
        let jsonl: Vec<Value> = run("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(json, jsonl);
        let csv = run("csv");
        assert!(csv.lines().count() == json.len() + 1 && csv.ends_with("\r\n"), "{csv}");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let ids: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        assert_eq!(ids, json.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>());
    }
}

#[test]
fn filters_and_pages() {
    let desk = Desk::with_news(12);
    desk.ok(&["add", "news"]);
    let count = |args: &[&str]| desk.ok(&[&["statements", "--format", "jsonl"], args].concat()).lines().count();
    assert_eq!(count(&["--speaker", "mara hale"]), 12);
    assert_eq!(count(&["--speaker", "agreed"]), 0);
    assert_eq!(count(&["--about", "on 11 points"]), 1);
    assert_eq!(count(&["--search", "%"]), 0);
    assert_eq!(count(&["--form", "indirect"]), 0);
    assert_eq!(count(&["--since", "2020"]), 0);
    assert_eq!(count(&["--limit", "5", "--offset", "10"]), 2);
    let done = desk.run(&["statements", "--limit", "5", "--offset", "3"]);
    assert_eq!(done.err, "sayso: 4 to 8 of 12 statements; see --offset and --limit\n");
    let id = desk.contents("sayso.db").0[0]["id"].as_str().unwrap()[..10].to_owned();
    assert_eq!(count(&["--document", &id]), 1);
    assert_eq!(desk.run(&["documents", "--search", "xyz"]).err, "sayso: no documents fit\n");
}

#[test]
fn adding_again_changes_nothing() {
    let desk = Desk::with_news(4);
    desk.ok(&["add", "news", "--threads", "3"]);
    let contents = desk.contents("sayso.db");
    let again = desk.run(&["add", "news"]);
    assert_eq!(again.code, Some(0));
    assert_eq!(again.err, "Added 0 documents with 0 statements to sayso.db; 4 there already.\n");
    assert_eq!(desk.contents("sayso.db"), contents);
    desk.put("news/000.txt", article(99));
    let changed = desk.run(&["add", "."]);
    assert!(changed.err.starts_with("Added 1 document with 1 statement to sayso.db; 3 there already."), "{changed:?}");
    assert_eq!(changed.code, Some(0), "the library in the folder is passed over: {changed:?}");
}

#[test]
fn the_library_is_named_by_option_or_environment() {
    let desk = Desk::with_news(1);
    let by_environment = desk.command(&["add", "news"]).env("SAYSO_LIBRARY", "there.db").output().unwrap();
    assert!(by_environment.status.success() && desk.path("there.db").exists() && !desk.path("sayso.db").exists());
    assert_eq!(desk.contents("there.db").0.len(), 1);
}

#[test]
fn libraries_that_cannot_be_used() {
    let desk = Desk::with_news(1);
    let check = |args: &[&str], expect: &str| {
        let done = desk.run(args);
        assert_eq!((done.code, done.err.as_str(), done.out.as_str()), (Some(3), expect, ""));
    };
    check(
        &["statements"],
        "sayso: there is no library at sayso.db\nsayso: hint: make one with `sayso add PATH... --library FILE`\n",
    );
    assert!(!desk.path("sayso.db").exists());
    desk.put("notes.txt", "My notes.\n");
    let no_library = "sayso: notes.txt is not a sayso library\n\
                      sayso: hint: name another file with --library; this one was left as it is\n";
    check(&["add", "news", "--library", "notes.txt"], no_library);
    check(&["documents", "--library", "notes.txt"], no_library);
    assert_eq!(std::fs::read_to_string(desk.path("notes.txt")).unwrap(), "My notes.\n");
    desk.ok(&["add", "news"]);
    tamper(&desk, "UPDATE library SET format_version = 5");
    check(
        &["add", "news"],
        "sayso: sayso.db has library format 5; this program knows formats up to 4\n\
         sayso: hint: use the newer sayso that made it; the file was left as it is\n",
    );
}

fn tamper(desk: &Desk, sql: &str) {
    rusqlite::Connection::open(desk.path("sayso.db")).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn tampered_spans_are_named() {
    let desk = Desk::with_news(1);
    desk.ok(&["add", "news"]);
    tamper(&desk, "UPDATE spans SET end_byte = 9999 WHERE role = 'content'");
    let done = desk.run(&["statements"]);
    assert_eq!(done.code, Some(3));
    assert!(done.err.contains("the content of statement 0 (bytes "), "{done:?}");
    assert!(done.err.contains("..9999) does not fit its text: span "), "{done:?}");
}

#[test]
fn tables_at_two_widths() {
    let desk = Desk::new();
    let long = "We will rebuild the old harbour bridge before winter comes, and we will pay for all of it ourselves, "
        .repeat(4);
    desk.put("a.txt", format!("Title of it\n\n“{long}so help us,” Professor Maximilian van der Harkenbrook said.\n"));
    desk.put("b.txt", BRIDGE);
    desk.ok(&["add", "a.txt", "b.txt"]);
    for width in [80, 200] {
        let command = desk.command(&["statements", "--sort", "added"]).env("COLUMNS", width.to_string()).output();
        let table = done(command.unwrap()).out;
        assert!(table.lines().all(|line| line.chars().count() <= width), "{table}");
        assert!(table.contains('…') && table.contains("Mara Hale"), "{table}");
    }
}

#[test]
fn demo_shows_statements_and_leaves_nothing_here() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("tmp")).unwrap();
    let command = desk.command(&["demo"]).env("TMPDIR", desk.path("tmp")).output();
    let done = done(command.unwrap());
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.out.starts_with("when "), "{done:?}");
    assert!(done.err.contains("Added 14 documents") && done.err.contains("What to try next:"), "{done:?}");
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1);
}
