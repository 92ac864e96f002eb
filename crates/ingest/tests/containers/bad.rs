//! Containers that are broken, or made to do harm.

use sayso_ingest::containers::{Limits, Options};

use crate::make::*;

const A: &[u8] = b"The harbour is closed.";

#[test]
fn gzip_that_ends_in_the_middle() {
    let whole = gzip(&[A; 100].concat());
    check(&whole[..whole.len() / 2], &["in ! ends in the middle of a gzip member"]);
    check(&whole[..whole.len() - 3], &["in ! ends in the middle of a gzip member"]);
    check(&whole[..6], &["in ! ends in the middle of a gzip member"]);
    let mut wrong = whole.clone();
    let sum = wrong.len() - 8;
    wrong[sum] ^= 1;
    check(&wrong, &["in ! damaged gzip: a checksum does not fit"]);
    check(&[&whole[..], b"and so on"].concat(), &["in ! damaged gzip: something else stands between its members"]);
}

#[test]
fn damage_between_records_costs_no_more_than_itself() {
    let [first, second, third] = ["<p>A", "<p>B", "<p>C"].map(|text| gzip(&fetched(text)));
    // A member that is cut, one that is another's tail, and words between.
    let cut = &second[..second.len() / 2];
    let bytes = [&first[..], cut, &third].concat();
    let at = first.len() + cut.len();
    let found = found(&bytes, &Options::default());
    assert_eq!(found[0], "in@0: <p>A");
    assert!(found[1].starts_with(&format!("in@{} ! ", first.len())), "{found:?}");
    assert_eq!(found[2..], [format!("in@{at}: <p>C")]);
    let at = first.len() + 2;
    check(
        &[&first[..], b"\r\n", &third].concat(),
        &[
            "in@0: <p>A",
            &format!("in@{} ! damaged gzip: something else stands between its members", first.len()),
            &format!("in@{at}: <p>C"),
        ],
    );
    let mut spoilt = second.clone();
    spoilt[20] ^= 0xff;
    let found = crate::make::found(&[&first[..], &spoilt, &third].concat(), &Options::default());
    assert_eq!((found.len(), found[2].ends_with(": <p>C")), (3, true), "{found:?}");
}

#[test]
fn members_that_are_interleaved_cost_no_others() {
    let [first, second, third] = ["<p>A", "<p>B", "<p>C"].map(|text| gzip(&fetched(text)));
    let ((a, b), (c, d)) = (first.split_at(first.len() / 2), second.split_at(second.len() / 2));
    let bytes = [&third[..], a, c, b, d, &third].concat();
    let found = found(&bytes, &Options::default());
    let at = bytes.len() - third.len();
    assert_eq!((found.first().unwrap().as_str(), found.last().unwrap()), ("in@0: <p>C", &format!("in@{at}: <p>C")));
    assert!(found[1..found.len() - 1].iter().all(|line| line.contains(" ! ")), "{found:?}");
}

#[test]
fn zstd_that_is_broken() {
    let whole = zstd(&[A; 100].concat());
    check(&whole[..whole.len() / 2], &["in ! ends in the middle of a zstd frame"]);
    check(&whole[..whole.len() - 3], &["in ! ends in the middle of a zstd frame"]);
    check(&whole[..5], &["in ! ends in the middle of a zstd frame"]);
    check(b"\x50\x2a\x4d\x18\xff\xff\xff\xff", &["in ! ends in the middle of a zstd frame"]);
    let mut wrong = whole.clone();
    let sum = wrong.len() - 4;
    wrong[sum] ^= 1;
    check(&wrong, &["in ! damaged zstd: a checksum does not fit"]);
    check(&[&whole[..], b"and so on"].concat(), &["in ! damaged zstd: something else stands between its frames"]);
    // A window of 2 GiB.
    check(b"\x28\xb5\x2f\xfd\x00\xa8\x01\0\0", &["in ! zstd that looks back over more than 128 MiB is not read"]);
    let [first, second, third] = ["<p>A", "<p>B", "<p>C"].map(|text| zstd(&fetched(text)));
    let cut = &second[..second.len() / 2];
    let at = first.len() + cut.len();
    let found = found(&[&first[..], cut, &third].concat(), &Options::default());
    assert_eq!((found.len(), &found[0], &found[2]), (3, &"in@0: <p>A".to_owned(), &format!("in@{at}: <p>C")));
    assert!(found[1].starts_with(&format!("in@{} ! ", first.len())), "{found:?}");
}

#[test]
fn warc_records_of_wrong_length() {
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>A</p> and much more of it";
    let record = |length: usize| warc("response", "application/http", http.as_bytes(), Some(length));
    let next = fetched("<p>B");
    let short = record(http.len() - 20);
    let at = short.len();
    let found = found(&[&short[..], &next].concat(), &Options::default());
    assert!(found[0].starts_with("in@0: <p>A</p>"), "{found:?}");
    assert!(found[1].ends_with("! damaged WARC: the record before is not as long as stated"), "{found:?}");
    assert_eq!(found[2..], [format!("in@{at}: <p>B")]);
    let (long, packed) = (record(http.len() + 50), gzip(&record(http.len() + 50)));
    let at = packed.len();
    check(
        &[&packed[..], &gzip(&next)].concat(),
        &["in@0 ! damaged WARC: a record is not as long as stated", &format!("in@{at}: <p>B")],
    );
    check(&long, &["in@0 ! ends in the middle of a WARC record"]);
    let endless = format!("WARC/1.0\r\nX: {}", "x".repeat(100_000));
    check(endless.as_bytes(), &["in@0 ! damaged WARC: a head has no end"]);
    check(b"WARC/1.0\r\nContent-Length: much\r\n\r\n", &["in@0 ! damaged WARC: a record does not say how long it is"]);
    check(b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n", &["in@0 ! ends in the middle of a WARC record"]);
}

#[test]
fn zips_of_wrong_length() {
    let whole = zip(&[("a.txt", A, 0), ("b.txt", A, 8)]);
    check(&whole[..whole.len() - 30], &["in ! ends in the middle of a zip: its directory is missing"]);
    let directory = whole.len() - 22 - 2 * (46 + 5);
    let changed = |at: usize, by: u8| {
        let mut bytes = whole.clone();
        bytes[directory + at] = bytes[directory + at].wrapping_add(by);
        bytes
    };
    let second = "in!b.txt: The harbour is closed.";
    // Unpacked and packed length, offset, checksum, method, and the mark of encryption.
    check(&changed(24, 5), &["in!a.txt ! damaged zip: a file is not as long as stated", second]);
    check(&changed(20, 251), &["in!a.txt ! damaged zip: a file is not as long as stated", second]);
    check(&changed(42, 7), &["in!a.txt ! damaged zip: an entry is not where the directory says", second]);
    check(&changed(16, 1), &["in!a.txt ! damaged zip: a checksum does not fit", second]);
    check(&changed(10, 14), &["in!a.txt ! a method of packing other than deflate in a zip is not read", second]);
    check(&changed(8, 1), &["in!a.txt ! an encrypted file in a zip is not read", second]);
    check(&changed(44, 200), &["in!a.txt ! ends in the middle of a zip", second]);
}

#[test]
fn tars_of_wrong_length() {
    let whole = tar(&[("a.txt", A), ("b.txt", A)]);
    check(
        &whole[..1024 + 512 + 10],
        &["in!a.txt: The harbour is closed.", "in!b.txt: The harbou", "in ! ends in the middle of a file in a tar"],
    );
    check(&whole[..700], &["in!a.txt: The harbour is closed."]);
    let mut wrong = whole.clone();
    wrong[1024] = b'c';
    check(&wrong, &["in!a.txt: The harbour is closed.", "in ! damaged tar: the checksum of a header does not fit"]);
}

#[test]
fn bombs_are_refused_by_the_limit_that_they_are_over() {
    let zeros = vec![b'0'; 32 << 20];
    let bomb = gzip(&zeros);
    check(&bomb, &["in ! unpacks to more than 200 times its size"]);
    check(
        &zip(&[("bomb", &zeros, 8), ("a.txt", A, 0)]),
        &["in!bomb ! unpacks to more than 200 times its size", "in!a.txt: The harbour is closed."],
    );
    check(&zstd(&zeros), &["in ! unpacks to more than 200 times its size"]);
    let six = &zeros[..6 << 20];
    for (coding, body) in [
        ("br", brotli(&zeros)),
        ("br", brotli(six)),
        ("zstd", zstd(six)),
        ("zstd", zstd(&zeros)),
        ("deflate", deflate(&zeros)),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: {coding}\r\n\r\n");
        let record = warc("response", "application/http", &[head.as_bytes(), &body].concat(), None);
        check(&record, &["in@0 ! unpacks to more than 200 times its size"]);
        let smaller = Limits { ratio: u64::MAX, record: 4 << 20, ..Limits::default() };
        assert_eq!(found(&record, &with(smaller)), ["in@0 ! larger than 4194304 bytes"]);
        let little = with(Limits { ratio: u64::MAX, total: 1 << 20, ..Limits::default() });
        assert_eq!(found(&record, &little).last().unwrap(), "in@0 ! unpacks to more than 1048576 bytes");
    }
    let large = with(Limits { ratio: 10_000, ..Limits::default() });
    assert_eq!(found(&bomb, &large), ["in ! larger than 8388608 bytes"]);
    let total = with(Limits { ratio: 10_000, total: 1 << 20, ..Limits::default() });
    assert_eq!(
        found(&zip(&[("bomb", &zeros, 8), ("a.txt", A, 0)]), &total),
        ["in ! unpacks to more than 1048576 bytes"]
    );
    // Each file is small; all together are not.
    let files: Vec<(String, Vec<u8>)> = (0..40).map(|n| (format!("{n}"), vec![b'0'; 1 << 20])).collect();
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice(), 8)).collect();
    let found = found(&zip(&files), &with(Limits { total: 10 << 20, ..Limits::default() }));
    assert_eq!((found.len(), found.last().unwrap().as_str()), (11, "in ! unpacks to more than 10485760 bytes"));
}

#[test]
fn containers_without_end() {
    let mut nested = zip(&[("a.txt", A, 0)]);
    for _ in 0..6 {
        nested = zip(&[("z.zip", &nested, 0)]);
    }
    let found = found(&nested, &Options::default());
    assert_eq!(found, [format!("in{}!a.txt ! more than 6 containers in each other", "!z.zip".repeat(6))]);
    let deeper = with(Limits { depth: 7, ..Limits::default() });
    assert_eq!(
        crate::make::found(&nested, &deeper),
        [format!("in{}!a.txt: The harbour is closed.", "!z.zip".repeat(6))]
    );
}

#[test]
fn names_climb_nowhere() {
    check(
        &zip(&[("../../etc/passwd", A, 0), ("/harbour", A, 0), ("C:\\..\\a\0b", A, 0)]),
        &[
            "in!etc/passwd: The harbour is closed.",
            "in!harbour: The harbour is closed.",
            "in!C:/a\u{fffd}b: The harbour is closed.",
        ],
    );
    check(&tar(&[("../a.txt", A)]), &["in!a.txt: The harbour is closed."]);
}

#[test]
fn broken_lines_are_told_and_the_rest_goes_on() {
    check(
        b"{\"text\": \"A\"}\n{\"text\": \"B\n[1]\n{\"txt\": \"C\"}\n\0\n{\"text\": \"\\ud800\"}\n{\"text\": \"D\"}\n",
        &[
            "in:1: A",
            "in:2 ! line 2: no JSON object: EOF while parsing a string at column 11",
            "in:3 ! line 3: no JSON object: invalid type: sequence, expected a map at column 0",
            "in:4 ! line 4: neither a field \"text\" nor \"html\" with text in it",
            "in:5 ! line 5: no JSON object: expected value at column 1",
            "in:6 ! line 6: no JSON object: unexpected end of hex escape at column 17",
            "in:7: D",
        ],
    );
    let limits = with(Limits { record: 20, ..Limits::default() });
    let lines =
        format!("{{\"text\": \"{}\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"A\"}}\n", "x".repeat(30), "x".repeat(300));
    assert_eq!(
        found(lines.as_bytes(), &limits),
        ["in:1 ! larger than 20 bytes", "in:2 ! larger than 20 bytes", "in:3: A",]
    );
    let deep = format!("{{\"text\": \"A\", \"x\": {}}}\n{{\"text\": \"B\"}}\n", "[".repeat(100_000));
    let found = found(deep.as_bytes(), &Options::default());
    assert!(found[0].contains("recursion limit exceeded") && found[1] == "in:2: B", "{found:?}");
}

#[test]
fn a_quotation_mark_that_nothing_closes() {
    let rows = format!("url,text\na,\"{}", "b\n".repeat(100_000));
    let limits = with(Limits { record: 1000, ..Limits::default() });
    assert_eq!(found(rows.as_bytes(), &limits), ["in ! larger than 1000 bytes"]);
}

#[test]
fn feeds_that_are_no_xml() {
    let feed = "<rss version=\"2.0\"><channel><title>Echo & Sons&nbsp;&mdash; \0</title><item><title>Boats & nets caf&eacute;\
                </title><link>https://echo.example/?a=1&b=2</link></item></channel></rss>";
    check(feed.as_bytes(), &["in:1 -> https://echo.example/?a=1&b=2"]);
    let deep = format!("<rss version=\"2.0\"><channel><item>{}", "<a>".repeat(1_000_000));
    check(deep.as_bytes(), &["in ! damaged feed: its elements are nested without end"]);
    check(b"<rss version=\"2.0\"><channel></rss", &["in ! damaged feed: its elements can't be told from each other"]);
    check(b"<opml><outline xmlUrl='a", &["in ! damaged OPML: its elements can't be told from each other"]);
    let laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rss version=\"2.0\"><channel><item><link>\
                  https://echo.example/&b;</link></item></channel></rss>";
    let found = found(laughs.as_bytes(), &Options::default());
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn mails_without_a_text() {
    check(
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        &["in ! damaged mail: there is no text in it"],
    );
    let deep = format!("MIME-Version: 1.0\n{}", "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(20_000));
    assert_eq!(found(deep.as_bytes(), &Options::default()).len(), 1);
}
