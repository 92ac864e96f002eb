//! Tracked claims from outside: what raises an alert, and who is told of it how often.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::*;
use serde_json::Value;

const SAME: &str = "Crossing to Harn\n\nThe ferry was overloaded when it left the pier, Mara Hale said on \
                    Thursday.\n";
const DENIAL: &str = "Owner answers\n\n“The ferry was not overloaded,” Rolf Tamm said on Friday.\n";
const FIGURE: &str = "Fire at the mill\n\n“40 people died in the fire at the mill,” Ilse Varga said on Monday.\n";
const OTHER: &str = "Markets\n\n“The price of barley fell again,” Ana Reyes said on Monday.\n";

/// A library that has an article of each kind, and tracks two claims since the first of them came.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("before.txt", SAME.replace("Thursday", "Wednesday"));
    desk.ok(&["add", "before.txt"]);
    desk.ok(&["track", "add", "The ferry was overloaded."]);
    desk.ok(&["track", "add", "12 people died in the fire at the mill."]);
    for (name, text) in [("1", SAME), ("2", DENIAL), ("3", FIGURE), ("4", OTHER)] {
        desk.put(&format!("news/{name}.txt"), text);
    }
    let done = desk.run(&["add", "news"]);
    assert_eq!((done.code, done.err.contains("3 new alerts; `sayso track check`")), (Some(0), true), "{done:?}");
    desk
}

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Of each alert the claim's number, its kind and the document.
fn shown(alerts: &[Value]) -> Vec<(i64, &str, &str)> {
    let shown = |alert: &'_ Value| alert["tracked"]["number"].as_i64().unwrap();
    alerts
        .iter()
        .map(|alert| (shown(alert), alert["kind"].as_str().unwrap(), alert["document"]["path"].as_str().unwrap()))
        .collect()
}

const EXPECTED: [(i64, &str, &str); 3] =
    [(1, "comes-back", "news/1.txt"), (1, "denied", "news/2.txt"), (2, "figure-changed", "news/3.txt")];

#[test]
fn a_claim_comes_back_is_denied_and_changes_its_figure() {
    let desk = desk();
    let out = desk.ok(&["track", "check"]);
    let alerts = lines(&out);
    assert_eq!(shown(&alerts), EXPECTED, "{out}");
    let denial = &alerts[1];
    assert_eq!(denial["words"], "“The ferry was not overloaded,” Rolf Tamm said");
    assert_eq!(denial["tracked"]["claim"], "The ferry was overloaded.");
    assert_eq!(denial["statement"]["speaker"]["name"], "Rolf Tamm");
    assert_eq!(alerts[2]["document"]["title"], "Fire at the mill");
    assert!((0.25..=1.0).contains(&denial["score"].as_f64().unwrap()), "{denial}");
    let figures = &alerts[2]["figures"];
    assert_eq!((&figures["claim"][0], &figures["statement"][0]), (&"12".into(), &"40".into()));
    assert_eq!(out, self::desk().ok(&["track", "check"]), "the same bytes from the same articles");
    // Never twice.
    assert_eq!(desk.ok(&["track", "check"]), "");
    desk.ok(&["add", "news", "before.txt"]);
    assert_eq!(desk.ok(&["track", "check"]), "");
}

#[test]
fn claims_are_listed_and_given_up() {
    let desk = desk();
    let list = || lines(&desk.ok(&["track", "list", "--format", "jsonl"]));
    let counts = |rows: Vec<Value>| rows.iter().map(|row| row["alerts"].as_i64().unwrap()).collect::<Vec<_>>();
    assert_eq!(counts(list()), [2, 1]);
    let again = desk.run(&["track", "add", " The  ferry was\noverloaded. "]);
    assert!(again.err.contains("claim 1 is tracked already"), "{again:?}");
    desk.ok(&["track", "remove", "1"]);
    assert_eq!(counts(list()), [1]);
    assert_eq!(shown(&lines(&desk.ok(&["track", "check"]))), EXPECTED[2..]);
    for (args, why) in [
        (&["track", "remove", "1"][..], "no claim 1 is tracked"),
        (&["track", "add", "…"], "a claim needs words"),
        (&["track", "add", "0123456789"], "no statement and no claim has an id that begins with 0123456789"),
    ] {
        let done = desk.run(args);
        assert!(done.code == Some(3) && done.err.contains(why), "{done:?}");
    }
}

#[test]
fn a_statement_is_tracked_by_its_id() {
    let desk = Desk::new();
    desk.put("before.txt", SAME);
    desk.ok(&["add", "before.txt"]);
    let (_, statements) = desk.contents("sayso.db");
    let id = statements[0]["id"].as_str().unwrap();
    let done = desk.run(&["track", "add", &id[..12]]);
    assert!(done.err.contains("claim 1 is tracked from now on: The ferry was overloaded"), "{done:?}");
    desk.put("news.txt", DENIAL);
    desk.ok(&["add", "news.txt"]);
    let alerts = lines(&desk.ok(&["track", "check"]));
    assert_eq!(shown(&alerts), [(1, "denied", "news.txt")]);
    assert_eq!(alerts[0]["tracked"]["statement"], id);
}

#[test]
#[cfg(unix)]
fn a_command_that_fails_is_run_again() {
    let desk = desk();
    desk.put("take.sh", "test -e ready || exit 7\ncat >> \"$1\"\necho taken\n");
    let run = || desk.run(&["track", "check", "--command", "sh take.sh 'got it.jsonl'"]);
    let failed = run();
    assert_eq!(failed.code, Some(1), "{failed:?}");
    assert!(failed.err.contains("the command sh: ended with exit status: 7; 3 alerts kept, to be told later"));
    assert!(desk.run(&["track", "check", "--command", "no-such-program"]).err.contains("cannot be started"));
    desk.put("ready", "");
    let done = run();
    assert_eq!((done.code, done.out.as_str()), (Some(0), ""), "what it prints is no data: {done:?}");
    assert_eq!(done.err.matches("taken").count(), 3);
    assert_eq!(run().code, Some(0));
    let got = std::fs::read_to_string(desk.path("got it.jsonl")).unwrap();
    assert_eq!(shown(&lines(&got)), EXPECTED);
    assert_eq!(desk.run(&["track", "check", "--command", "sh 'x"]).code, Some(2));
}

/// A server that answers so many times with an error, then takes what is sent to it.
fn hook(failures: usize) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let (got, times) = (Arc::new(Mutex::new(Vec::new())), AtomicUsize::new(0));
    let taken = Arc::clone(&got);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (mut head, mut reader) = (String::new(), BufReader::new(stream.try_clone().unwrap()));
            while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap_or(0) > 0 {}
            let head = head.to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            let mut body = vec![0; length.parse().unwrap()];
            reader.read_exact(&mut body).unwrap();
            let fails = times.fetch_add(1, Ordering::SeqCst) < failures;
            if !fails && head.starts_with("post /hook ") && head.contains("content-type: application/json") {
                taken.lock().unwrap().push(String::from_utf8(body).unwrap());
            }
            let status = if fails { "500 Broken" } else { "204 Taken" };
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok();
        }
    });
    (address, got)
}

#[test]
fn a_webhook_is_asked_again_and_no_receiver_stops_the_rest() {
    let desk = desk();
    let (address, got) = hook(1);
    let refused = desk.run(&["track", "check", "--webhook", &address, "--atom", "alerts.xml"]);
    assert!(refused.code == Some(1) && refused.err.contains("leads to a private address"), "{refused:?}");
    assert!(got.lock().unwrap().is_empty() && !refused.err.contains("/hook"));
    assert!(std::fs::read_to_string(desk.path("alerts.xml")).unwrap().contains("Denied: The ferry was overloaded."));
    let check = || desk.run(&["track", "check", "--webhook", &address, "--allow-private"]);
    assert_eq!((check().code, check().code), (Some(0), Some(0)));
    let got = got.lock().unwrap().join("\n");
    assert_eq!(shown(&lines(&got)), EXPECTED);
    let (broken, none) = hook(usize::MAX);
    desk.put("more.txt", SAME.replace("Thursday", "Saturday"));
    desk.ok(&["add", "more.txt"]);
    let failed = desk.run(&["track", "check", "--webhook", &broken, "--allow-private"]);
    assert!(failed.code == Some(1) && failed.err.contains("the server answers 500; 1 alert kept"), "{failed:?}");
    assert!(none.lock().unwrap().is_empty());
}

#[test]
fn a_feed_has_stable_entries() {
    let desk = desk();
    let feed = || {
        desk.ok(&["track", "check", "--atom", "alerts.xml"]);
        let bytes = std::fs::read(desk.path("alerts.xml")).unwrap();
        let feed = feed_rs::parser::parse(&bytes[..]).unwrap();
        assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
        let entry = |entry: feed_rs::model::Entry| (entry.id, entry.title.unwrap().content, entry.updated.unwrap());
        (bytes, feed.id, feed.entries.into_iter().map(entry).collect::<Vec<_>>())
    };
    let (bytes, id, entries) = feed();
    let titles: Vec<&str> = entries.iter().map(|(_, title, _)| title.as_str()).collect();
    let expect = [
        "Another figure: 12 people died in the fire at the mill.",
        "Denied: The ferry was overloaded.",
        "Comes back: The ferry was overloaded.",
    ];
    assert_eq!(titles, expect);
    assert!(id.starts_with("urn:uuid:") && entries.iter().all(|(id, ..)| id.starts_with("urn:uuid:")));
    assert_eq!(feed().0, bytes);
    desk.put("more.txt", SAME.replace("Thursday", "Saturday"));
    desk.ok(&["add", "more.txt"]);
    let later = feed();
    assert_eq!((later.1, &later.2[1..]), (id, &entries[..]), "what was there stays as it was");
}

#[test]
fn a_watch_tells_of_what_its_feeds_bring() {
    let desk = Desk::new();
    desk.ok(&["track", "add", "The ferry was overloaded."]);
    let rest = "It rained on the pier, and the gulls were loud. ".repeat(20);
    let item = |text: &str| format!("<item><title>Ferry</title><description>{text} {rest}</description></item>");
    let feed = |items: String| format!("<rss version=\"2.0\"><channel><title>Echo</title>{items}</channel></rss>");
    let watch = || {
        let done = desk.run(&["watch", "feed.xml", "--once"]);
        assert_eq!(done.code, Some(0), "{done:?}");
        lines(&done.out).iter().map(|alert| alert["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = item("The ferry was overloaded when it left the pier, Mara Hale said on Thursday.");
    desk.put("feed.xml", feed(first.clone()));
    assert_eq!(watch(), ["comes-back"]);
    assert_eq!(watch(), Vec::<String>::new());
    let second = item("“The ferry was not overloaded,” Rolf Tamm said on Friday.");
    desk.put("feed.xml", feed(second + &first));
    assert_eq!(watch(), ["denied"]);
}
