//! Addresses through `add`, from a server of the test's own.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
#[path = "fetch/server.rs"]
mod server;
#[path = "fetch/hosts.rs"]
mod hosts;

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::*;
use server::*;

fn paths(asked: &Asked) -> Vec<String> {
    asked.lock().unwrap().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect()
}

/// Adds from this machine, without a pause between two requests.
fn add(desk: &Desk, url: &str, more: &[&str]) -> Done {
    desk.run(&[&["add", url, "--allow-private", "--delay", "0"], more].concat())
}

#[track_caller]
fn check_refused(done: &Done, expect: &str) {
    assert!(done.code == Some(1) && done.err.contains(expect), "{expect}: {done:?}");
}

#[test]
fn a_page_is_fetched_once() {
    let (address, asked) = serve(|path, head, stream| match path {
        "/a" if head.to_ascii_lowercase().contains("if-none-match: \"v1\"") => send(stream, "304 Not Modified", "", ""),
        "/a" => send(stream, "200 OK", "ETag: \"v1\"\r\nContent-Type: text/plain\r\n", BRIDGE),
        _ => send(stream, "404 Not Found", "", ""),
    });
    let desk = Desk::new();
    let url = format!("{address}/a");
    let done = add(&desk, &url, &["--contact", "desk@echo.example"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert_eq!(desk.contents("sayso.db").0[0]["url"], url.as_str());
    let again = add(&desk, &url, &[]);
    assert_eq!(again.err, "Added 0 documents with 0 statements to sayso.db; 1 there already.\n");
    assert_eq!(paths(&asked), ["/robots.txt", "/a", "/robots.txt", "/a"]);
    let agent = format!("user-agent: sayso/{} (reads news; +desk@echo.example)\r\n", env!("CARGO_PKG_VERSION"));
    assert!(asked.lock().unwrap()[1].to_ascii_lowercase().contains(&agent), "{asked:?}");
}

#[test]
fn robots_are_obeyed() {
    let (address, asked) = serve(|path, _, stream| match path {
        "/robots.txt" => send(stream, "200 OK", "", "User-agent: sayso\nDisallow: /private\n"),
        _ => article_of(path, stream),
    });
    let desk = Desk::new();
    check_refused(&add(&desk, &format!("{address}/private/a"), &[]), "its robots.txt does not allow it");
    assert_eq!(paths(&asked), ["/robots.txt"]);
    assert_eq!(add(&desk, &format!("{address}/a"), &[]).code, Some(0));
    let (closed, _) = serve(|_, _, stream| send(stream, "503 Busy", "", ""));
    check_refused(&add(&desk, &format!("{closed}/a"), &[]), "its robots.txt can't be read");
}

#[test]
fn private_addresses_are_refused() {
    let (address, asked) = serve(|path, _, stream| article_of(path, stream));
    let desk = Desk::new();
    let port = address.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "169.254.169.254", "10.0.0.1"] {
        check_refused(
            &desk.run(&["add", &format!("http://{host}:{port}/a")]),
            "leads to a private address; --allow-private allows it",
        );
    }
    // A name that is not known to be of this machine before it is looked up.
    let name = std::fs::read_to_string("/etc/hostname").unwrap_or_default().trim().to_owned();
    if !name.is_empty() && !name.contains('.') {
        assert_eq!(desk.run(&["add", &format!("http://{name}:{port}/a")]).code, Some(1));
    }
    assert!(asked.lock().unwrap().is_empty());
    check_refused(&add(&desk, "https://user@/x", &[]), "no address that can be fetched");
}

#[test]
fn each_redirect_is_checked() {
    let (address, asked) = serve(|path, _, stream| match path {
        "/loop" => send(stream, "302 Found", "Location: /loop\r\n", ""),
        "/moved" => send(stream, "301 Moved", "Location: a\r\n", ""),
        "/file" => send(stream, "302 Found", "Location: file:///etc/passwd\r\n", ""),
        "/away" => send(stream, "302 Found", "Location: /secret/a\r\n", ""),
        "/robots.txt" => send(stream, "200 OK", "", "User-agent: *\nDisallow: /secret\n"),
        _ => article_of(path, stream),
    });
    let desk = Desk::new();
    check_refused(&add(&desk, &format!("{address}/loop"), &[]), "more than 5 redirects");
    check_refused(&add(&desk, &format!("{address}/file"), &[]), "no address that can be fetched");
    check_refused(&add(&desk, &format!("{address}/away"), &[]), "its robots.txt does not allow it");
    assert!(!paths(&asked).contains(&"/secret/a".to_owned()));
    assert_eq!(add(&desk, &format!("{address}/moved"), &[]).code, Some(0));
    assert_eq!(desk.contents("sayso.db").0[0]["url"], format!("{address}/a").as_str());
}

#[test]
fn busy_servers_are_asked_again_when_they_say() {
    let times = AtomicUsize::new(0);
    let (address, asked) = serve(move |path, _, stream| match path {
        "/429" if times.fetch_add(1, Ordering::SeqCst) == 0 => send(stream, "429 Slow", "Retry-After: 0\r\n", ""),
        "/503" => send(stream, "503 Busy", "Retry-After: 0\r\n", ""),
        "/later" => send(stream, "503 Busy", "Retry-After: 3600\r\n", ""),
        "/500" => send(stream, "500 Broken", "", ""),
        _ => article_of(path, stream),
    });
    let desk = Desk::new();
    assert_eq!(add(&desk, &format!("{address}/429"), &[]).code, Some(0));
    check_refused(
        &add(&desk, &format!("{address}/503"), &[]),
        "the server is busy (503) and asks to come back in 0 seconds",
    );
    assert_eq!(paths(&asked).iter().filter(|path| *path == "/503").count(), 3);
    check_refused(&add(&desk, &format!("{address}/later"), &[]), "asks to come back in 3600 seconds");
    check_refused(&add(&desk, &format!("{address}/500"), &[]), "the server answers 500");
}

#[test]
fn slow_and_endless_servers_are_left() {
    let (address, _) = serve(|path, _, stream| match path {
        "/drip" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n").ok();
            while stream.write_all(b"a").is_ok() {
                std::thread::sleep(Duration::from_secs(1));
            }
        }
        "/endless" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n").ok();
            while stream.write_all(&[b'a'; 1 << 16]).is_ok() {}
        }
        "/silent" => std::thread::sleep(Duration::from_secs(20)),
        _ => article_of(path, stream),
    });
    let desk = Desk::new();
    let start = Instant::now();
    check_refused(
        &add(&desk, &format!("{address}/drip"), &["--timeout", "3"]),
        "took longer than 3 seconds; --timeout allows more",
    );
    check_refused(
        &add(&desk, &format!("{address}/silent"), &["--timeout", "2"]),
        "took longer than 2 seconds; --timeout allows more",
    );
    assert!(start.elapsed() < Duration::from_secs(60));
    let limits = ["--max-fetch", "1MiB", "--max-bytes", "8MiB"];
    check_refused(&add(&desk, &format!("{address}/endless"), &limits), "more than 1 MiB came; --max-fetch allows more");
    check_refused(
        &add(&desk, &format!("{address}/endless"), &["--max-bytes", "64KiB"]),
        "larger than 64 KiB; raise the limit with --max-bytes",
    );
}

#[test]
fn unsafe_and_missing_servers_are_told() {
    // It speaks no TLS.
    let (address, _) = serve(|path, _, stream| article_of(path, stream));
    let desk = Desk::new();
    check_refused(&add(&desk, &format!("{}/a", address.replace("http:", "https:")), &[]), "the connection is not safe");
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    check_refused(&add(&desk, &format!("http://{closed}/a"), &[]), "can't be reached");
    check_refused(&desk.run(&["extract", &format!("{address}/a")]), "an address; `sayso add` fetches it");
}

#[test]
fn what_is_fetched_may_be_a_feed() {
    let (address, _) = serve(|path, _, stream| match path {
        "/feed" => {
            let items = format!(
                "<item><title>A</title><link>/a</link></item><item><title>B</title><link>https://echo.example/b</link>\
                 <description>{}</description></item>",
                "“The bridge is safe,” Ilse Varga said on Thursday. ".repeat(20)
            );
            let feed = format!("<rss version=\"2.0\"><channel><title>Echo & Sons</title>{items}</channel></rss>");
            send(stream, "200 OK", "Content-Type: application/rss+xml\r\n", &feed);
        }
        _ => article_of(path, stream),
    });
    let desk = Desk::new();
    let url = format!("{address}/feed");
    let done = add(&desk, &url, &[]);
    check_refused(&done, &format!("skipped {url}:1 ({address}/a): only links to its article"));
    let (documents, _) = desk.contents("sayso.db");
    assert_eq!((documents.len(), documents[0]["url"].as_str()), (1, Some("https://echo.example/b")));
}

#[test]
fn feeds_are_followed() {
    let broken = Arc::new(AtomicUsize::new(1));
    let is_broken = Arc::clone(&broken);
    let (address, asked) = serve(move |path, head, stream| {
        let item = |n: usize| format!("<item><title>{n}</title><link>/{n}</link></item>");
        let feed = |items: String| format!("<rss version=\"2.0\"><channel><title>E & S</title>{items}</channel></rss>");
        match path {
            "/list" => {
                let host =
                    head.lines().find_map(|line| line.strip_prefix("host: ").or(line.strip_prefix("Host: "))).unwrap();
                let outline = |path| format!("<outline xmlUrl=\"http://{host}/{path}\"/>");
                let body = format!("<opml>{}{}</opml>", outline("feed"), outline("gone"));
                send(stream, "200 OK", "", &body);
            }
            "/feed" if head.to_ascii_lowercase().contains("if-none-match") => send(stream, "304 Not Modified", "", ""),
            // The third is a file of the user's own.
            "/feed" => {
                let file = "<item><title>x</title><link>file:///etc/passwd</link></item>";
                send(stream, "200 OK", "ETag: \"1\"\r\n", &feed(item(1) + &item(2) + file));
            }
            "/2" if is_broken.load(Ordering::SeqCst) == 1 => send(stream, "500 Broken", "", ""),
            "/1" | "/2" => send(stream, "200 OK", "Content-Type: text/plain\r\n", &article(path[1..].parse().unwrap())),
            _ => send(stream, "404 Not Found", "", ""),
        }
    });
    let desk = Desk::new();
    let watch = || desk.run(&["watch", &format!("{address}/list"), "--once", "--allow-private", "--delay", "0"]);
    let first = watch();
    assert_eq!(first.code, Some(1), "{first:?}");
    assert!(first.err.contains("/gone: the server answers 404") && first.err.contains("/2: the server answers 500"));
    assert!(first.err.ends_with("1 new document with 1 statement from 3 feeds\n"), "{first:?}");
    // What failed is tried again, what is there is not.
    broken.store(0, Ordering::SeqCst);
    let second = watch();
    assert!(second.err.ends_with("1 new document with 1 statement from 3 feeds\n"), "{second:?}");
    let third = watch();
    assert!(third.err.ends_with("0 new documents with 0 statements from 3 feeds\n"), "{third:?}");
    let count = |path: &str| paths(&asked).iter().filter(|one| *one == path).count();
    assert_eq!((count("/feed"), count("/1"), count("/2")), (3, 1, 2));
    let mut urls: Vec<_> = desk.contents("sayso.db").0.iter().map(|one| one["url"].to_string()).collect();
    urls.sort();
    assert_eq!(urls, [format!("\"{address}/1\""), format!("\"{address}/2\"")]);
}
