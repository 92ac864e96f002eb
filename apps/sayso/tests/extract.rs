//! `sayso extract`: shapes, order, and every bad input.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_core::wire::Record;
use serde_json::Value;

#[test]
fn records_can_be_checked_and_offsets_are_file_offsets() {
    let desk = Desk::new();
    let record: Record = serde_json::from_value(desk.extract(BRIDGE)).unwrap();
    assert_eq!(record.document.text, BRIDGE);
    assert_eq!(record.document.path.as_deref(), Some("article.txt"));
    assert!(!record.statements().unwrap().is_empty());
}

#[test]
fn output_is_in_input_order_whatever_the_threads() {
    let desk = Desk::with_news(12);
    desk.put("first.txt", BRIDGE);
    let run = |threads| desk.ok(&["extract", "first.txt", "news", "first.txt", "--threads", threads]);
    let one = run("1");
    assert_eq!(one.lines().count(), 14);
    assert_eq!(one.lines().next(), one.lines().last());
    assert_eq!(run("2"), one);
    assert_eq!(run("8"), one);
}

#[test]
fn every_format() {
    let desk = Desk::with_news(3);
    let jsonl = desk.ok(&["extract", "news", "--format", "jsonl"]);
    let json: Vec<Value> = serde_json::from_str(&desk.ok(&["extract", "news", "--format", "json"])).unwrap();
    let lines: Vec<Value> = jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json, lines);
    let csv = desk.ok(&["extract", "news", "--format", "csv"]);
    assert!(csv.starts_with("id,published,outlet,source,") && csv.contains("We agreed on 2 points"), "{csv}");
    let table = desk.ok(&["extract", "news", "--format", "table"]);
    assert!(table.starts_with("speaker ") && table.contains("Mara Hale"), "{table}");
    std::fs::create_dir(desk.path("none")).unwrap();
    assert_eq!(desk.ok(&["extract", "none", "--format", "json"]), "[]\n");
    assert_eq!(desk.ok(&["extract", "none"]), "");
}

#[test]
fn standard_input() {
    let desk = Desk::new();
    let output = desk.command(&["extract", "-"]).write_stdin(BRIDGE).output().unwrap();
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(record["document"]["path"], "-");
    desk.put("article.txt", BRIDGE);
    assert_eq!(record["document"]["id"], desk.extract(BRIDGE)["document"]["id"], "the path is not in the id");
}

#[test]
fn odd_texts_are_read_with_a_warning() {
    let desk = Desk::new();
    let check = |bytes: &[u8], code: &str, at: Value| {
        let record = desk.extract(bytes);
        let warnings = record["warnings"].as_array().unwrap().clone();
        assert!(warnings.iter().any(|w| w["code"] == code && w["at"] == at), "{code}: {warnings:?}");
        serde_json::from_value::<Record>(record).unwrap().statements().unwrap();
    };
    check(b"", "empty", Value::Null);
    check(b" \n\n", "empty", Value::Null);
    let bom = ["\u{feff}", BRIDGE].concat();
    check(bom.as_bytes(), "byte-order-mark", 0.into());
    let invalid = [b"Caf\xe9 owner speaks\n\n".as_slice(), BRIDGE.as_bytes()].concat();
    check(&invalid, "invalid-utf-8", 3.into());
    let utf_16: Vec<u8> = bom.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&utf_16, "transcoded", Value::Null);
}

#[test]
fn spans_of_invalid_utf_8_slice_the_file() {
    let desk = Desk::new();
    let file = [b"Caf\xe9 \xff\xfe owner speaks\n\n".as_slice(), BRIDGE.as_bytes()].concat();
    let record: Record = serde_json::from_value(desk.extract(&file)).unwrap();
    assert_eq!(record.document.text.len(), file.len());
    let spans: Vec<_> = record.statements.iter().flat_map(|s| [&s.source, &s.cue, &s.content]).flatten().collect();
    assert!(!spans.is_empty());
    // U+001A stands for each byte that is none of UTF-8.
    let is_read = |(read, byte): (&u8, &u8)| read == byte || *read == 0x1a && [0xe9, 0xff, 0xfe].contains(byte);
    for span in spans {
        let bytes = &file[span.start_byte..span.end_byte];
        assert_eq!(bytes.len(), span.text.len());
        assert!(span.text.as_bytes().iter().zip(bytes).all(is_read), "{}", span.text);
    }
}

#[test]
fn line_ends_do_not_matter() {
    let desk = Desk::new();
    let contents = |bytes: &str| {
        let record: Record = serde_json::from_value(desk.extract(bytes)).unwrap();
        assert_eq!(record.document.text, bytes);
        let text = |s: &sayso_core::wire::WireStatement| s.content[0].text.clone();
        record.statements.iter().map(text).collect::<Vec<_>>()
    };
    let usual = contents(BRIDGE);
    assert_eq!(contents(&BRIDGE.replace('\n', "\r\n")), usual);
    assert_eq!(contents(BRIDGE.trim_end()), usual);
}

/// Reads a good article and one bad input: the good one is printed, the bad one named with its reason.
#[track_caller]
fn check_skipped(desk: &Desk, bad: &str, expect: &str) {
    desk.put("good.txt", BRIDGE);
    let done = desk.run(&["extract", bad, "good.txt", "--max-bytes", "1MiB"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert_eq!(done.err, expect);
    assert_eq!(done.out.lines().count(), 1);
}

#[test]
fn bad_inputs_are_named_and_the_rest_goes_on() {
    let desk = Desk::new();
    check_skipped(&desk, "missing.txt", "sayso: skipped missing.txt: no such file or folder\n");
    desk.put("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    check_skipped(&desk, "photo.txt", "sayso: skipped photo.txt: looks like a picture\n");
    desk.put("binary", (0..4000u32).flat_map(|n| (n * 7919).to_le_bytes()).collect::<Vec<_>>());
    check_skipped(&desk, "binary", "sayso: skipped binary: looks like binary data\n");
    desk.put("line.txt", "word ".repeat(10_000_000));
    let large = "sayso: skipped line.txt: larger than 1 MiB; raise the limit with --max-bytes\n";
    check_skipped(&desk, "line.txt", large);
    check_skipped(&desk, "/dev/zero", &large.replace("line.txt", "/dev/zero"));
    desk.put("\u{1b}[31mred.txt", b"%PDF-1.7");
    check_skipped(
        &desk,
        "\u{1b}[31mred.txt",
        "sayso: skipped ␛[31mred.txt: looks like a PDF; make a text of it first, with pdftotext\n",
    );
}

#[cfg(unix)]
#[test]
fn bad_inputs_in_a_folder() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.put("in/a.txt", BRIDGE);
    desk.put("in/.hidden", b"%PDF-1.7");
    symlink("nowhere", desk.path("in/dangling")).unwrap();
    symlink(".", desk.path("in/loop")).unwrap();
    symlink("a.txt", desk.path("in/same")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(desk.path("in/pipe")).status().unwrap().success());
    let done = desk.run(&["extract", "in"]);
    insta::assert_snapshot!(done.err, @r"
    sayso: skipped in/dangling: no such file or folder
    sayso: skipped in/loop: a folder that contains itself by a link
    sayso: skipped in/pipe: not a regular file
    ");
    assert_eq!((done.code, done.out.lines().count()), (Some(1), 2));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_news(1);
    desk.put("closed/a.txt", BRIDGE);
    desk.put("secret.txt", BRIDGE);
    let close = |name, mode| std::fs::set_permissions(desk.path(name), PermissionsExt::from_mode(mode)).unwrap();
    close("closed", 0o000);
    close("secret.txt", 0o000);
    // Who may read everything (root) can't see this.
    if std::fs::read(desk.path("secret.txt")).is_err() {
        check_skipped(&desk, "secret.txt", "sayso: skipped secret.txt: cannot be read: Permission denied\n");
        check_skipped(&desk, "closed", "sayso: skipped closed: cannot be read: Permission denied\n");
    }
    close("closed", 0o755);
}

#[test]
fn usage_errors() {
    let desk = Desk::new();
    for args in [
        &["extract"][..],
        &["extract", "--threads", "0", "x"],
        &["extract", "x", "--max-bytes", "8 miles"],
        &["statements", "--act", "sing"],
        &["statements", "--since", "yesterday"],
        &["documents", "--limit", "-1"],
        &["dance"],
    ] {
        let done = desk.run(args);
        assert_eq!(done.code, Some(2), "{done:?}");
        assert!(done.err.starts_with("error: ") || done.err.contains("Usage:"), "{done:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_it_quietly_and_a_full_disk_loudly() {
    let desk = Desk::with_news(6);
    // Much to write, nothing to read.
    (0..100).for_each(|n| desk.put(&format!("news/{n}.empty"), "\n".repeat(20_000)));
    let binary = env!("CARGO_BIN_EXE_sayso");
    let shell = |script: String| {
        let output = std::process::Command::new("sh").args(["-c", &script]).current_dir(desk.folder.path()).output();
        done(output.unwrap())
    };
    for format in ["jsonl", "json", "csv", "table"] {
        let piped = shell(format!("{binary} extract news news --format {format} | head -n 1"));
        assert_eq!((piped.err.contains("cannot"), piped.out.lines().count()), (false, 1), "{format}: {}", piped.err);
        let full = shell(format!("{binary} extract news --format {format} > /dev/full"));
        let why = "sayso: cannot write to standard output: No space left on device (os error 28)\n";
        assert!(full.err.ends_with(why), "{format}: {}", full.err);
        assert_eq!(full.code, Some(3));
    }
}

#[test]
fn tables_and_csv_of_hostile_texts() {
    let desk = Desk::new();
    desk.put("a.txt", "Title of it all\n\n“=HYPERLINK(\"\"x\"\") \u{1b}]0;owned\u{7}\u{202e}abc” Mara Hale said.\n");
    let table = desk.ok(&["extract", "a.txt", "--format", "table"]);
    assert!(!table.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{table:?}");
    let csv = desk.ok(&["extract", "a.txt", "--format", "csv"]);
    let safe = desk.ok(&["extract", "a.txt", "--format", "csv", "--csv-safe"]);
    let contents = |csv: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        reader.records().map(|record| record.unwrap()[9].to_owned()).collect()
    };
    for (plain, safe) in contents(&csv).iter().zip(contents(&safe)) {
        assert_eq!(safe, if plain.starts_with('=') { format!("'{plain}") } else { plain.clone() });
    }
}
