//! Archives and exports through `add` and `extract`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use common::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A line of an export.
fn line(url: &str, text: &str) -> String {
    serde_json::json!({ "url": url, "text": text, "published": "2018-02-08", "outlet": "Sorle Echo" }).to_string()
        + "\n"
}

/// A record of plain text, in a member of its own.
fn member(n: usize) -> Vec<u8> {
    let (text, url) = (article(n), format!("https://echo.example/{n}"));
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nContent-Type: text/plain\r\nContent-Length: \
         {}\r\n\r\n{text}\r\n\r\n",
        text.len()
    );
    gzip(head.as_bytes())
}

fn report(desk: &Desk) -> Vec<Value> {
    fs::read_to_string(desk.path("report.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn an_export_gives_its_documents_and_says_what_is_broken() {
    let desk = Desk::new();
    desk.put(
        "news.jsonl",
        line("https://echo.example/a", BRIDGE) + "{\"text\": \n" + &line("https://echo.example/b", &article(2)),
    );
    let done = desk.run(&["add", "news.jsonl", "--report", "report.jsonl"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.err.contains("skipped news.jsonl:2: line 2: no JSON object: EOF while parsing"), "{done:?}");
    let (mut documents, _) = desk.contents("sayso.db");
    documents.sort_by_key(|one| one["path"].to_string());
    let of = |key: &str| documents.iter().map(|one| one[key].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(of("path"), ["news.jsonl:1", "news.jsonl:3"]);
    assert_eq!(of("published"), ["2018-02-08", "2018-02-08"]);
    assert_eq!(of("outlet"), ["Sorle Echo", "Sorle Echo"]);
    let outcomes: Vec<_> = report(&desk).iter().map(|line| line["outcome"].as_str().unwrap().to_owned()).collect();
    assert_eq!(outcomes, ["added", "skipped", "added"]);
    let again = desk.run(&["add", "news.jsonl"]);
    assert!(again.err.contains("Added 0 documents with 0 statements to sayso.db; 2 there already."), "{again:?}");
    desk.put("other.jsonl", "{\"body\": {\"plain\": \"“It is shut,” Mara Hale said.\"}}\n");
    let record: Value =
        serde_json::from_str(&desk.ok(&["extract", "other.jsonl", "--field", "text=body.plain"])).unwrap();
    assert_eq!(record["document"]["text"], "“It is shut,” Mara Hale said.");
    assert_eq!(desk.run(&["extract", "other.jsonl", "--field", "name=x"]).code, Some(2));
}

#[test]
fn headlines_of_an_export_are_those_of_its_documents() {
    let desk = Desk::new();
    let line = serde_json::json!({ "title": "Bridge closed", "text": BRIDGE }).to_string();
    desk.put("news.jsonl", &line);
    desk.put("news.csv", format!("title,text\nBridge shut,\"{}\"\n", article(2)));
    let record: Value = serde_json::from_str(desk.ok(&["extract", "news.jsonl"]).trim()).unwrap();
    assert_eq!((&record["document"]["title"], &record["document"]["text"]), (&"Bridge closed".into(), &BRIDGE.into()));
    desk.ok(&["add", "news.jsonl", "news.csv"]);
    let mut titles: Vec<_> = desk.contents("sayso.db").0.iter().map(|one| one["title"].to_string()).collect();
    titles.sort();
    assert_eq!(titles, ["\"Bridge closed\"", "\"Bridge shut\""]);
}

#[test]
fn a_changed_page_is_kept_as_a_version() {
    let desk = Desk::new();
    let url = "https://echo.example/a";
    desk.put("a.jsonl", line(url, BRIDGE));
    desk.put("b.jsonl", line(url, &BRIDGE.replace("“It is not,”", "“It never was,”")));
    desk.ok(&["add", "a.jsonl"]);
    let done = desk.run(&["add", "b.jsonl", "--report", "report.jsonl"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.err.contains("Of these, 1 page changed since: both versions are kept."), "{done:?}");
    let line = report(&desk).remove(0);
    assert_eq!(line["outcome"], "changed");
    assert_eq!(line["changes"]["removed"], serde_json::json!(["“It is not,” said Mara Hale."]));
    assert_eq!(line["changes"]["inserted"], serde_json::json!(["“It never was,” said Mara Hale."]));
    assert_eq!(desk.contents("sayso.db").0.len(), 2);
}

#[test]
fn limits_are_named_with_the_option_that_raises_them() {
    let desk = Desk::new();
    desk.put("bomb.gz", gzip(&vec![b' '; 16 << 20]));
    let check = |args: &[&str], expect: &str| {
        let done = desk.run(&[&["extract", "bomb.gz"], args].concat());
        assert_eq!((done.code, done.err.as_str()), (Some(1), expect));
    };
    check(&[], "sayso: skipped bomb.gz: unpacks to more than 200 times its size; raise the limit with --max-ratio\n");
    let ratio = ["--max-ratio", "5000"];
    check(&ratio, "sayso: skipped bomb.gz: larger than 8 MiB; raise the limit with --max-bytes\n");
    check(
        &[&ratio[..], &["--max-unpacked", "1MiB"]].concat(),
        "sayso: skipped bomb.gz: unpacks to more than 1 MiB; raise the limit with --max-unpacked\n",
    );
    check(
        &["--max-depth", "0"],
        "sayso: skipped bomb.gz: more than 0 containers in each other; raise the limit with --max-depth\n",
    );
}

#[test]
fn standard_input_may_be_an_archive() {
    let desk = Desk::new();
    let archive = [member(1), member(2)].concat();
    let done = desk.command(&["extract", "-"]).write_stdin(archive.clone()).output().unwrap();
    let paths: Vec<Value> = String::from_utf8(done.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["document"]["path"].clone())
        .collect();
    assert_eq!(paths, ["-@0".to_owned(), format!("-@{}", member(1).len())]);
}

#[test]
fn pages_in_containers_are_read_as_pages() {
    let desk = Desk::new();
    let page = include_str!("../../../corpora/pages/harbour.html").replace("Tom Hale", "Tom Małek");
    // As windows-1250, which only the response says.
    let byte = |c: char| match c {
        'ł' => 0xb3,
        '“' => 0x93,
        '”' => 0x94,
        '’' => 0x92,
        c if c.is_ascii() => c as u8,
        _ => b'-',
    };
    let body: Vec<u8> = page.replace("<meta charset=\"utf-8\">", "").chars().map(byte).collect();
    let url = "https://echo.example/boats";
    let http = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1250\r\n\r\n", &body[..]].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n",
        http.len()
    );
    desk.put("crawl.warc.gz", gzip(&[head.as_bytes(), &http, b"\r\n\r\n"].concat()));
    // A part of a page, which is one since its field says so.
    let part = format!("Boats are missing.<p>{}</p>", BRIDGE.replace("\n\n", "</p><p>"));
    desk.put("news.jsonl", serde_json::json!({ "html": part }).to_string());
    let read =
        |name: &str| -> Value { serde_json::from_str(desk.ok(&["extract", name, "--model", "fast"]).trim()).unwrap() };
    let record = read("crawl.warc.gz");
    let document = &record["document"];
    assert_eq!((&document["url"], &document["path"]), (&url.into(), &"crawl.warc.gz@0".into()));
    assert_eq!(document["page"]["charset"], "windows-1250");
    assert_eq!(document["byline"], "Ana Reyes, Tom Małek");
    assert_eq!(document["page"]["bytes"], body.len());
    assert!(!document["text"].as_str().unwrap().contains('<'), "{document}");
    let content = &record["statements"][0]["content"][0];
    let place = |key: &str| content[key].as_u64().unwrap() as usize;
    assert!(body.get(place("html_start_byte")..place("html_end_byte")).is_some(), "{content}");
    let document = &read("news.jsonl")["document"];
    assert!(document["page"].is_object() && !document["text"].as_str().unwrap().contains('<'), "{document}");
}

/// Killed at any time, then run again: each record once, and not from the beginning.
#[cfg(unix)]
#[test]
fn kills_in_an_archive() {
    let desk = Desk::new();
    desk.put("crawl.warc.gz", (0..400).flat_map(member).collect::<Vec<u8>>());
    let mut went_on = 0;
    for milliseconds in [1500, 2500, 2500, 3000] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command
            .current_dir(desk.folder.path())
            .args(["add", "crawl.warc.gz", "--model", "fast"])
            .env_remove("SAYSO_LIBRARY");
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().unwrap();
        let done = done(child.wait_with_output().unwrap());
        went_on += usize::from(done.err.contains("crawl.warc.gz: goes on where it was stopped"));
    }
    let kept = desk.contents("sayso.db").0.len();
    let last = desk.run(&["add", "crawl.warc.gz", "--model", "fast"]);
    assert_eq!(last.code, Some(0), "{last:?}");
    let added = format!("Added {} documents", 400 - kept);
    assert!(last.err.contains(&added), "{kept} {last:?}");
    if kept > 0 && kept < 400 {
        assert!(last.err.contains("goes on where it was stopped") && !last.err.contains("there already"), "{last:?}");
        assert!(went_on > 0 || kept < 200);
    }
    let (documents, _) = desk.contents("sayso.db");
    let paths: std::collections::BTreeSet<_> = documents.iter().map(|one| one["path"].to_string()).collect();
    assert_eq!((documents.len(), paths.len()), (400, 400));
}
