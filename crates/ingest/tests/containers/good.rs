//! Containers as they should be.

use sayso_ingest::containers::{Fields, Options, Place};

use crate::make::*;

const A: &[u8] = b"The harbour is closed.";
const B: &[u8] = b"The bridge is open.";

const FEED: &str = "<rss version=\"2.0\"><channel><title>Sorle Echo</title>\
    <item><title>Boats</title><link>https://echo.example/boats</link><pubDate>Thu, 08 Feb 2018 10:00:00 GMT</pubDate>\
    <description>Read on.</description></item>\
    <item><title>Nets</title><link>https://echo.example/nets</link><description>&lt;p&gt;LONG&lt;/p&gt;</description></item>\
    </channel></rss>";

fn feed() -> String {
    FEED.replace("LONG", &"The nets were mended. ".repeat(40))
}

/// One of each format.
pub(crate) fn examples() -> Vec<Vec<u8>> {
    let page = fetched("<p>The harbour is closed.</p>");
    vec![
        tar(&[("a.txt", A), ("b.txt", B)]),
        zip(&[("a.txt", A, 0), ("b.txt", B, 8)]),
        [gzip(&page), gzip(&page), gzip(&page)].concat(),
        page.repeat(3),
        b"{\"text\": \"A\"}\n{\"html\": \"B\"}\n\n{\"text\": \"C\"}".to_vec(),
        feed().into_bytes(),
        [zstd(&page), zstd(&page), zstd(&page)].concat(),
        gzip(&tar(&[("c.zip", &zip(&[("a.txt", A, 8)])), ("b.jsonl", b"{\"text\": \"A\"}\n")])),
    ]
}

#[test]
fn whoever_goes_on_gets_the_rest() {
    examples().iter().for_each(|bytes| crate::properties::check(bytes));
    // At a member, a line, a header: without reading what is before it.
    let offset = |bytes: &[u8]| events(bytes, Place::default(), &Options::default())[1].next.offset;
    let [tar, zip, packed, plain, lines, ..] = &examples()[..] else { panic!() };
    assert_eq!(offset(tar), 1024);
    assert!(offset(zip) > 0);
    assert_eq!(offset(packed) as usize, packed.len() / 3);
    assert_eq!(offset(plain) as usize, plain.len() / 3);
    assert_eq!(offset(lines), 14);
    let frames = &examples()[6];
    assert_eq!(offset(frames) as usize, frames.len() / 3);
}

#[test]
fn a_document_is_itself() {
    check(A, &["in: The harbour is closed."]);
    check(b"", &["in: "]);
    check(b"\x89PNG\r\n\x1a\n\0", &["in: \u{fffd}PNG\r\n\u{1a}\n\0"]);
}

#[test]
fn gzip_of_all_members() {
    check(&gzip(A), &["in: The harbour is closed."]);
    check(&[gzip(A), gzip(B)].concat(), &["in: The harbour is closed.The bridge is open."]);
    check(&[gzip(A), vec![0; 512]].concat(), &["in: The harbour is closed."]);
    check(&gzip(&gzip(A)), &["in: The harbour is closed."]);
}

#[test]
fn zstd_of_all_frames() {
    check(&zstd(A), &["in: The harbour is closed."]);
    // A frame between is to be skipped.
    let skipped = b"\x57\x2a\x4d\x18\x03\0\0\0abc";
    let closed_and_open = "in: The harbour is closed.The bridge is open.";
    check(&[&zstd(A)[..], skipped, &zstd(B)].concat(), &[closed_and_open]);
    check(&[skipped, &zstd(&gzip(A))[..]].concat(), &["in: The harbour is closed."]);
    let boats = b"Nobody has seen the boats. ".repeat(100_000);
    let found = found(&zstd(&boats), &Options::default());
    assert_eq!(found[0].len(), "in: ".len() + boats.len());
}

/// A dictionary made of pages that are alike.
fn dictionary() -> Vec<u8> {
    let page = |n: usize| fetched(&format!("<p>Boat {n} left pier {} of the harbour.</p>", n * 7 % 11));
    let pages: Vec<Vec<u8>> = (0..400).map(page).collect();
    zstd::dict::from_samples(&pages, 4 << 10).unwrap()
}

#[test]
fn warc_with_a_dictionary() {
    let dictionary = dictionary();
    let frame = |bytes: &[u8]| [&b"\x5d\x2a\x4d\x18"[..], &(bytes.len() as u32).to_le_bytes(), bytes].concat();
    let records: Vec<Vec<u8>> = ["<p>A", "<p>B", "<p>C"].map(|text| zstd_with(&fetched(text), &dictionary)).into();
    for first in [frame(&dictionary), frame(&zstd(&dictionary))] {
        let bytes = [&first[..], &records.concat()].concat();
        let at = |n: usize| first.len() + records[..n].concat().len();
        check(
            &bytes,
            &[&format!("in@{}: <p>A", at(0)), &format!("in@{}: <p>B", at(1)), &format!("in@{}: <p>C", at(2))],
        );
        // Whoever goes on at a frame needs the dictionary, too.
        let next = events(&bytes, Place::default(), &Options::default())[0].next;
        assert_eq!(next.offset as usize, at(0));
        crate::properties::check(&bytes);
    }
    check(&records.concat(), &["in ! zstd with a dictionary that is not in the file is not read"]);
}

#[test]
fn files_in_tar() {
    let long = format!("{}/b.txt", "folder".repeat(20));
    check(
        &tar(&[("f/a.txt", A), (&long, B)]),
        &["in!f/a.txt: The harbour is closed.", &format!("in!{long}: The bridge is open.")],
    );
    let mut pax = Vec::new();
    tar_entry(&mut pax, "x", b'x', "20 path=d/caf\u{e9}.txt\n".as_bytes());
    tar_entry(&mut pax, "short", b'0', A);
    tar_entry(&mut pax, "folder/", b'5', b"");
    tar_entry(&mut pax, "link", b'2', b"");
    tar_entry(&mut pax, ".hidden", b'0', B);
    check(&pax, &["in!d/caf\u{e9}.txt: The harbour is closed."]);
    check(&gzip(&tar(&[("a.txt", A)])), &["in!a.txt: The harbour is closed."]);
}

#[test]
fn files_in_zip() {
    check(
        &zip(&[("f/a.txt", A, 0), ("f/", b"", 0), ("b.txt", B, 8), (".DS_Store", B, 0)]),
        &["in!f/a.txt: The harbour is closed.", "in!b.txt: The bridge is open."],
    );
    // Programs that unpack themselves stand before the zip.
    let mut own = b"PK\x03\x04".to_vec();
    own.extend(zip(&[("a.txt", A, 8)]));
    check(&own, &["in!a.txt: The harbour is closed."]);
    let inner = zip(&[("a.txt", A, 8)]);
    check(
        &zip(&[("inner.zip", &inner, 0), ("b.txt.gz", &gzip(B), 0)]),
        &["in!inner.zip!a.txt: The harbour is closed.", "in!b.txt.gz: The bridge is open."],
    );
    check(
        &zip(&[("[Content_Types].xml", b"<Types/>", 0)]),
        &["in ! looks like an office document or an e-book; save it as HTML or as text"],
    );
}

#[test]
fn pages_and_texts_in_warc() {
    let info = warc("warcinfo", "application/warc-fields", b"software: none\r\n", None);
    let page = fetched("<p>A</p>");
    let picture = warc("response", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG", None);
    let missing = warc("response", "application/http", b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\nNo", None);
    let text = warc("conversion", "text/plain", B, None);
    let plain = [&info[..], &page, &picture, &missing, &text].concat();
    let (first, second) = (info.len(), plain.len() - text.len());
    check(&plain, &[&format!("in@{first}: <p>A</p>"), &format!("in@{second}: The bridge is open.")]);
    let packed = [gzip(&info), gzip(&page), gzip(&text)].concat();
    let (first, second) = (gzip(&info).len(), gzip(&info).len() + gzip(&page).len());
    check(&packed, &[&format!("in@{first}: <p>A</p>"), &format!("in@{second}: The bridge is open.")]);
    // One member for all: where a record begins in it is counted.
    check(&gzip(&plain), &["in@0+1: <p>A</p>", "in@0+4: The bridge is open."]);
    let given = &records(&plain)[0].given;
    assert_eq!(given.url.as_deref(), Some("https://echo.example/response"));
    assert_eq!(given.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(given.headers, [("content-type".to_owned(), "text/html; charset=utf-8".to_owned())]);
}

#[test]
fn bodies_are_unpacked() {
    let response = |headers: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{headers}\r\n\r\n");
        warc("response", "application/http", &[head.as_bytes(), body].concat(), None)
    };
    let check = |headers: &str, body: &[u8], expect: &str| check(&response(headers, body), &[expect]);
    check("Transfer-Encoding: chunked", b"4\r\nThe \r\n7\r\nharbour\r\n0\r\n\r\n", "in@0: The harbour");
    check("Transfer-Encoding: chunked", A, "in@0: The harbour is closed.");
    check("Content-Encoding: gzip", &gzip(A), "in@0: The harbour is closed.");
    check("Content-Encoding: gzip", A, "in@0: The harbour is closed.");
    check("Content-Encoding: deflate", &deflate(A), "in@0: The harbour is closed.");
    check("Content-Encoding: deflate", &zlib(A), "in@0: The harbour is closed.");
    check("Content-Encoding: br", &brotli(A), "in@0: The harbour is closed.");
    check("Content-Encoding: zstd", &zstd(A), "in@0: The harbour is closed.");
    check("Content-Encoding: ZSTD, identity, br", &brotli(&zstd(A)), "in@0: The harbour is closed.");
    for coding in ["br", "zstd", "deflate", "compress"] {
        check(&format!("Content-Encoding: {coding}"), A, "in@0: The harbour is closed.");
        check(&format!("Content-Encoding: {coding}"), b"", "in@0: ");
    }
    let broken = "in@0 ! damaged HTTP: a body is not packed as stated, or cut off";
    let half = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let boats: Vec<u8> = (0..400).flat_map(|n| format!("Boat {n} is back. ").into_bytes()).collect();
    check("Content-Encoding: br", &half(brotli(&boats)), broken);
    check("Content-Encoding: deflate", &half(deflate(&boats)), broken);
    check("Content-Encoding: zstd", &half(zstd(&boats)), "in@0 ! ends in the middle of a zstd frame");
    check("Content-Encoding: br", b"\xff\0\xff\0", broken);
    let often = "Content-Encoding: gzip,gzip,gzip,gzip";
    check(often, &gzip(A), "in@0 ! a body that is packed more than three times is not read");
}

#[test]
fn lines_of_json() {
    let lines = b"\xef\xbb\xbf{\"text\": \"A\", \"url\": \"https://echo.example\", \"published\": \"2018-02-08T10:00:00Z\", \"title\": \"T\", \
                  \"outlet\": \"Sorle Echo\"}\r\n\n{\"html\": \"<p>B\", \"text\": \" \"}\n";
    check(lines, &["in:1: A", "in:3: <p>B"]);
    let [first, second] = &records(lines)[..] else { panic!() };
    let given = [&first.given.url, &first.given.published, &first.given.title, &first.given.outlet];
    assert_eq!(given.map(Option::as_deref), ["https://echo.example", "2018-02-08", "T", "Sorle Echo"].map(Some));
    assert_eq!(second.given.content_type.as_deref(), Some("text/html; charset=utf-8"));
    let fields = Fields { text: "document.body".to_owned(), ..Fields::default() };
    let options = Options { fields, ..Options::default() };
    assert_eq!(found(b"{\"document\": {\"body\": \"A\"}}\n", &options), ["in:1: A"]);
}

#[test]
fn rows_of_csv() {
    let rows = b"title;text;url;published\nT;\"A; \"\"so\"\"\nand on\";https://echo.example;2018-02\n;;x;\n;B;;\n";
    check(rows, &["in:2: A; \"so\"\nand on", "in:4 ! line 4: neither \"text\" nor \"html\" has text in it", "in:5: B"]);
    let given = &records(rows)[0].given;
    assert_eq!((given.title.as_deref(), given.published.as_deref()), (Some("T"), Some("2018-02")));
}

#[test]
fn items_of_feeds() {
    let found = found(feed().as_bytes(), &Options::default());
    assert_eq!(found[0], "in:1 -> https://echo.example/boats");
    assert!(found[1].starts_with("in:2: <p>The nets were mended."), "{found:?}");
    let given = &records(feed().as_bytes())[0].given;
    assert_eq!((given.title.as_deref(), given.url.as_deref()), (Some("Nets"), Some("https://echo.example/nets")));
    let atom = format!(
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>E</title><id>i</id><entry><id>1</id>\
         <title>T</title><link href='https://echo.example/1'/><published>2018-02-08T10:00:00Z</published>\
         <content type='html'>{}</content></entry></feed>",
        "The nets were mended. ".repeat(40)
    );
    assert_eq!(records(atom.as_bytes())[0].given.published.as_deref(), Some("2018-02-08"));
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"E\", \"items\": [{\"id\": \"1\", \"url\": \
                \"https://echo.example/1\", \"content_text\": \"Short.\"}]}";
    check(json.as_bytes(), &["in:1 -> https://echo.example/1"]);
}

#[test]
fn feeds_of_opml() {
    let list = "<opml version=\"2.0\"><body><outline text=\"News & more\"><outline text=\"Echo\" \
                xmlUrl=\"https://echo.example/feed?a=1&amp;b=2\"/><outline XMLURL='https://b.example/feed'></outline>\
                </outline></body></opml>";
    check(list.as_bytes(), &["in:1 -> https://echo.example/feed?a=1&b=2", "in:2 -> https://b.example/feed"]);
}

#[test]
fn mails_and_saved_pages() {
    let mail = "Received: by x\r\nFrom: Echo <news@echo.example>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nDate: Thu, 8 Feb 2018 \
                10:00:00 +0100\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: \
                quoted-printable\r\n\r\nThe caf=E9 is closed.\r\n";
    check(mail.as_bytes(), &["in: The caf\u{e9} is closed.\r\n"]);
    let given = &records(mail.as_bytes())[0].given;
    assert_eq!((given.title.as_deref(), given.published.as_deref()), (Some("Caf\u{e9}"), Some("2018-02-08")));
    let page = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://echo.example/boats\r\nSubject: Boats\r\n\
                MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n\
                Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: \
                https://echo.example/boats\r\n\r\n<p class=3D\"x\">The harbour is=\r\n closed.</p>\r\n--b\r\nContent-Type: \
                image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--b--\r\n";
    check(page.as_bytes(), &["in: <p class=\"x\">The harbour is closed.</p>"]);
    let given = &records(page.as_bytes())[0].given;
    assert_eq!((given.url.as_deref(), given.published.as_deref()), (Some("https://echo.example/boats"), None));
}
