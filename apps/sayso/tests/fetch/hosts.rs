//! Several hosts at once, and what bodies come packed with.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::common::*;
use crate::server::*;
use crate::{add, check_refused, paths};

#[test]
fn bodies_come_packed() {
    let brotli = |mut bytes: &[u8]| {
        let mut out = Vec::new();
        brotli::BrotliCompress(&mut bytes, &mut out, &Default::default()).unwrap();
        out
    };
    let (address, asked) = serve(move |path, _, stream| {
        let body = article(path.len());
        let zeros = vec![b'0'; 6 << 20];
        match path {
            "/br" => send_bytes(stream, "Content-Encoding: br", &brotli(body.as_bytes())),
            "/zstd" => send_bytes(stream, "Content-Encoding: zstd", &zstd::encode_all(body.as_bytes(), 3).unwrap()),
            "/bomb-br" => send_bytes(stream, "Content-Encoding: br", &brotli(&zeros)),
            "/bomb-zstd" => send_bytes(stream, "Content-Encoding: zstd", &zstd::encode_all(&zeros[..], 3).unwrap()),
            "/broken" => send_bytes(stream, "Content-Encoding: br", b"\xff\0\xff\0"),
            _ => send(stream, "404 Not Found", "", ""),
        }
    });
    let desk = Desk::new();
    let done = add(&desk, &format!("{address}/br"), &[&format!("{address}/zstd")]);
    assert_eq!((done.code, desk.contents("sayso.db").0.len()), (Some(0), 2), "{done:?}");
    assert!(asked.lock().unwrap()[1].to_ascii_lowercase().contains("accept-encoding: gzip, br, zstd, deflate\r\n"));
    for bomb in ["bomb-br", "bomb-zstd"] {
        check_refused(
            &add(&desk, &format!("{address}/{bomb}"), &[]),
            "unpacks to more than 200 times its size; raise the limit with --max-ratio",
        );
    }
    let little = ["--max-ratio", "1000000", "--max-unpacked", "1MiB"];
    check_refused(
        &add(&desk, &format!("{address}/bomb-br"), &little),
        "unpacks to more than 1 MiB; raise the limit with --max-unpacked",
    );
    check_refused(&add(&desk, &format!("{address}/broken"), &[]), "a body is not packed as stated, or cut off");
}

#[test]
fn hosts_are_asked_at_once_and_told_in_one_order() {
    let second = Event::default();
    let waited = second.clone();
    // It answers its first request only when the other host was asked for its last.
    let (slow, slow_asked) = serve(move |path, _, stream| match path {
        "/1" if !waited.wait() => send(stream, "404 Not Found", "", ""),
        "/1" | "/2" => send(stream, "200 OK", "Content-Type: text/plain\r\n", &article(path[1..].parse().unwrap())),
        _ => article_of(path, stream),
    });
    let (quick, _) = serve(move |path, _, stream| match path {
        "/3" | "/4" => {
            send(stream, "200 OK", "Content-Type: text/plain\r\n", &article(path[1..].parse().unwrap()));
            if path == "/4" {
                second.happen();
            }
        }
        _ => article_of(path, stream),
    });
    let desk = Desk::new();
    let urls: Vec<String> =
        [(&slow, 1), (&slow, 2), (&quick, 3), (&quick, 4)].map(|(at, n)| format!("{at}/{n}")).into();
    let more = [&urls[1], &urls[2], &urls[3], "--report", "report.jsonl", "--timeout", "50"];
    let done = add(&desk, &urls[0], &more);
    assert_eq!(done.code, Some(0), "{done:?}");
    let report = std::fs::read_to_string(desk.path("report.jsonl")).unwrap();
    let at = |n: usize| report.find(&format!("{}\"", urls[n])).unwrap();
    // By turns of the hosts, whoever was first.
    assert!(at(0) < at(2) && at(2) < at(1) && at(1) < at(3), "{report}");
    assert_eq!(paths(&slow_asked), ["/robots.txt", "/1", "/2"]);
}

#[test]
fn a_host_is_asked_for_one_thing_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    let (address, _) = serve(move |path, _, stream| {
        let count = now.fetch_add(1, Ordering::SeqCst) + 1;
        seen.fetch_max(count, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(20));
        now.fetch_sub(1, Ordering::SeqCst);
        match path {
            "/6" => send(stream, "302 Found", "Location: /7\r\n", ""),
            _ => article_of(path, stream),
        }
    });
    let urls: Vec<String> = (0..7).map(|n| format!("{address}/{n}")).collect();
    let more: Vec<&str> = urls[1..].iter().map(String::as_str).collect();
    let done = add(&Desk::new(), &urls[0], &more);
    assert_eq!((done.code, most.load(Ordering::SeqCst)), (Some(0), 1), "{done:?}");
}

#[test]
fn a_slow_feed_holds_nobody_up() {
    let article_asked = Event::default();
    let waited = article_asked.clone();
    let feed = |link: &str| {
        format!("<rss version=\"2.0\"><channel><item><title>A</title><link>{link}</link></item></channel></rss>")
    };
    // Its feed comes only when the article of the other was asked for.
    let (slow, _) = serve(move |path, _, stream| match path {
        "/a-feed" if waited.wait() => send(stream, "200 OK", "", &feed("/1")),
        "/1" => send(stream, "200 OK", "Content-Type: text/plain\r\n", &article(1)),
        _ => send(stream, "404 Not Found", "", ""),
    });
    let (quick, _) = serve(move |path, _, stream| match path {
        "/feed" => send(stream, "200 OK", "", &feed("/2")),
        "/2" => {
            article_asked.happen();
            send(stream, "200 OK", "Content-Type: text/plain\r\n", &article(2));
        }
        _ => send(stream, "404 Not Found", "", ""),
    });
    let desk = Desk::new();
    let (slow, quick) = (format!("{slow}/a-feed"), format!("{quick}/feed"));
    let done = desk.run(&["watch", &slow, &quick, "--once", "--allow-private", "--delay", "0", "--timeout", "50"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.err.ends_with("2 new documents with 2 statements from 2 feeds\n"), "{done:?}");
}
