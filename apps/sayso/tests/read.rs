//! `sayso read`, and what `extract` and `add` make of pages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use serde_json::Value;

const PAGE: &str = include_str!("../../../corpora/pages/harbour.html");

#[test]
fn a_page_is_printed_as_text_and_as_json() {
    let desk = Desk::new();
    desk.put("harbour.html", PAGE);
    let text = desk.ok(&["read", "harbour.html"]);
    let head = "title: Two boats missing after storm off Wexholm\nbyline: Ana Reyes, Tom Hale\noutlet: Wexholm Echo\n\
                published: 2021-03-09T08:15:00+01:00\n";
    assert!(text.starts_with(head), "{text}");
    assert!(text.contains("\n\nThe harbour master says that a warning was given in time;"), "{text}");
    assert!(!text.contains("Share") && !text.contains("newsletter"), "{text}");
    let json: Value = serde_json::from_str(&desk.ok(&["read", "harbour.html", "--format", "json"])).unwrap();
    assert_eq!(json["kind"], "article");
    assert_eq!(json["page"]["wire"], "Reuters");
    for line in json["lines"].as_array().unwrap() {
        let place = |key: &str| line[key].as_u64().unwrap() as usize;
        assert!(PAGE.get(place("html_start_byte")..place("html_end_byte")).is_some(), "{line}");
    }
}

#[test]
fn pages_that_are_no_article_are_skipped_with_the_reason() {
    let desk = Desk::new();
    desk.put("gone.html", "<!doctype html><title>404 Not Found</title><p>Nothing stands here.");
    let check = |args: &[&str], expect: &str| {
        let done = desk.run(args);
        assert_eq!(done.code, Some(1), "{args:?}");
        assert!(done.err.contains(expect), "{done:?}");
    };
    check(&["read", "gone.html"], "gone.html is an error page, not an article: its title is that of an error");
    check(&["extract", "gone.html"], "skipped gone.html: is an error page, not an article");
    check(&["add", "gone.html"], "skipped gone.html: is an error page, not an article");
    check(&["read", "gone.html", "--max-bytes", "10"], "larger than 10 bytes; raise the limit with --max-bytes");
}

#[test]
fn pages_that_are_no_article_are_taken_where_asked_for() {
    let desk = Desk::new();
    desk.put(
        "gone.html",
        "<!doctype html><title>404 Not Found</title><p>Nothing stands here, the harbour master said.",
    );
    let refused = desk.run(&["add", "gone.html", "--take", "listing", "--take", "paywall,gallery"]);
    assert!(
        refused.err.contains("is an error page, not an article; --take error takes it all the same"),
        "{refused:?}"
    );
    let record: Value = serde_json::from_str(desk.ok(&["extract", "gone.html", "--take", "error"]).trim()).unwrap();
    assert_eq!(record["warnings"][0]["code"], "no-article");
    desk.ok(&["add", "gone.html", "--take", "listing,error"]);
    assert_eq!(desk.contents("sayso.db").0.len(), 1);
    let wrong = desk.run(&["add", "gone.html", "--take", "all"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("write live-blog, gallery, paywall"), "{wrong:?}");
}

#[test]
fn large_pages_are_refused_by_the_limit() {
    let desk = Desk::new();
    desk.put("large.html", "<p>The harbour is closed.</p>\n".repeat((100 << 20) / 30));
    for verb in ["read", "extract", "add"] {
        let done = desk.run(&[verb, "large.html"]);
        let expect = "larger than 8 MiB; raise the limit with --max-bytes";
        assert!(done.code == Some(1) && done.err.contains(expect), "{done:?}");
    }
}

#[test]
fn statements_of_a_page_say_where_in_it_they_stand() {
    let desk = Desk::new();
    desk.put("harbour.html", PAGE);
    let record: Value = serde_json::from_str(desk.ok(&["extract", "harbour.html", "--model", "fast"]).trim()).unwrap();
    assert_eq!(record["document"]["url"], "https://echo.example/2021/03/09/boats");
    assert_eq!(record["document"]["published"], "2021-03-09");
    let statements = record["statements"].as_array().unwrap();
    assert!(!statements.is_empty());
    for span in statements.iter().flat_map(|statement| statement["content"].as_array().unwrap()) {
        let place = |key: &str| span[key].as_u64().unwrap() as usize;
        assert!(PAGE.get(place("html_start_byte")..place("html_end_byte")).is_some(), "{span}");
        assert!(span["prefix"].is_string() && span["suffix"].is_string(), "{span}");
    }
    // The library gives the same back.
    desk.ok(&["add", "harbour.html", "--model", "fast"]);
    let listed: Value = serde_json::from_str(&desk.ok(&["statements", "--format", "json"])).unwrap();
    let placed = |statement: &Value| statement["cue"][0]["html_start_byte"].as_u64();
    let all = |statements: &Value| {
        let mut all: Vec<_> = statements.as_array().unwrap().iter().map(placed).collect();
        all.sort();
        all
    };
    assert!(all(&listed).iter().all(Option::is_some));
    assert_eq!(all(&listed), all(&record["statements"]));
}
