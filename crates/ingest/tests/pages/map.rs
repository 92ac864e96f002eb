//! Where the words of an article stand in its page.

use encoding_rs::Encoding;
use proptest::prelude::*;
use sayso_core::{Span, TextQuote};

use super::*;

/// The words that bytes of a page stand for: decoded, references read, white space collapsed. Written anew for the test:
/// it knows the references that the test writes, and no others.
fn shown(bytes: &[u8], encoding: &'static Encoding) -> String {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut text = text.into_owned();
    for (reference, character) in REFERENCES {
        text = text.replace(reference, character);
    }
    let text = text.replace("&amp;", "&").replace("&amp", "&");
    let (lead, trail) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.is_empty() {
        true => " ".repeat(usize::from(lead)),
        false => format!("{}{words}{}", " ".repeat(usize::from(lead)), " ".repeat(usize::from(trail))),
    }
}

const REFERENCES: [(&str, &str); 8] = [
    ("&eacute;", "é"),
    ("&mdash;", "—"),
    ("&#8220;", "“"),
    ("&#x201D;", "”"),
    ("&rdquo;", "”"),
    ("&nbsp;", "\u{a0}"),
    ("&#32;", " "),
    ("&lt;", "<"),
];

/// For each span of the text, its bytes in the page are its words and nothing else.
fn is_mapped(page: &[u8], encoding: &'static Encoding, read: &Page) {
    let text = &read.text;
    assert!(read.map.fits(text.len(), page.len()));
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let step = (edges.len() / 40).max(1);
    for (start, end) in edges.iter().step_by(step).flat_map(|a| edges.iter().step_by(step * 3).map(move |b| (*a, *b))) {
        let Ok(span) = Span::of(text, start..end) else { continue };
        let ranges = read.map.ranges(span);
        let found: String = ranges.iter().map(|range| shown(&page[range.clone()], encoding)).collect();
        let words = span.slice(text).unwrap().replace('\n', "");
        assert_eq!(found, words, "{ranges:?}");
    }
}

#[test]
fn words_of_the_sample_are_found_in_its_page() {
    let page = sample::PAGE.as_bytes();
    let read = read(page);
    is_mapped(page, encoding_rs::UTF_8, &read);
    let check = |words: &str, expect: &[&str]| {
        let at = read.text.find(words).unwrap();
        let ranges = read.map.ranges(Span::of(&read.text, at..at + words.len()).unwrap());
        let found: Vec<&str> = ranges.iter().map(|range| std::str::from_utf8(&page[range.clone()]).unwrap()).collect();
        assert_eq!(found, expect, "{words}");
    };
    check(
        "master of Wexholm said on Tuesday that nobody",
        &["master of ", "Wexholm", " said on ", "Tuesday", " that\nnobody"],
    );
    check("“They left", &["&#8220;They left"]);
    check("port & wait", &["port &amp wait"]);
    check("off Wexholm", &["off&nbsp;Wexholm"]);
    check("café", &["caf&eacute;"]);
    check("Tamm said.", &["Tamm said."]);
}

#[test]
fn the_headline_is_mapped_wherever_it_stands() {
    let check = |page: &str, title: &str, expect: &str| {
        let read = read(page);
        let span = read.title.unwrap_or_else(|| panic!("no headline in {page}"));
        assert_eq!(span.slice(&read.text).unwrap(), title);
        let ranges = read.map.ranges(span);
        assert_eq!(&page[ranges[0].start..ranges[ranges.len() - 1].end], expect);
    };
    check(&format!("<title>Boats lost</title><h1>Boats <i>lost</i></h1>{STORY}"), "Boats lost", "Boats <i>lost");
    check(
        &format!("<title> Boats &amp; lost | Echo</title><meta property=og:site_name content=Echo>{STORY}"),
        "Boats & lost",
        "Boats &amp; lost",
    );
    check(
        &format!("<meta property=og:title content='Boats &quot;lost&quot;'>{STORY}"),
        "Boats \"lost\"",
        "Boats &quot;lost&quot;",
    );
}

#[test]
fn a_selector_finds_its_words_in_the_page() {
    let read = read(sample::PAGE);
    let whole = shown(sample::PAGE.as_bytes(), encoding_rs::UTF_8).replace("&rdquo;", "”").replace("&amp ", "& ");
    let bare = whole.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect::<String>();
    for words in ["Two questions", "lights worked", "come forward", "nobody had seen"] {
        let at = read.text.find(words).unwrap();
        let quote = TextQuote::of(&read.text, Span::of(&read.text, at..at + words.len()).unwrap()).unwrap();
        let wanted = [quote.prefix, quote.exact, quote.suffix].concat();
        assert!(bare.replace("&#32;", " ").contains(&wanted), "{wanted}");
    }
}

const PIECES: [&str; 24] = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<br>",
    "<div class=share>",
    "<div>",
    "</div>",
    " ",
    "\n  ",
    "&eacute;",
    "&mdash;",
    "&#8220;",
    "&#x201D;",
    "&nbsp;",
    "&amp;",
    "&lt;",
    "<!-- no -->",
    "<script>no</script>",
    "The harbour master said on Tuesday that nobody had seen the two boats. ",
    "Żółw",
    "é—x",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_mapped(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60)) {
        let page = pieces.concat();
        is_mapped(page.as_bytes(), encoding_rs::UTF_8, &read(&page));
    }

    #[test]
    fn any_page_of_another_encoding_is_mapped(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..40),
        name in proptest::sample::select(vec!["windows-1250", "gb18030", "windows-1257"]),
    ) {
        let encoding = Encoding::for_label(name.as_bytes()).unwrap();
        let page = encoding.encode(&pieces.concat()).0.into_owned();
        let read = page_of(&page, name);
        prop_assume!(read.charset == encoding.name());
        // What the encoding lacks was written as a number, which the test does not read.
        prop_assume!(!String::from_utf8_lossy(&page).contains("&#379"));
        is_mapped(&page, encoding, &read);
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        properties::check(&bytes);
    }

    #[test]
    fn any_mark_up_is_survived(page in "(<[a-z!/]{0,6}|[a-z &;#=\"'<>-]{0,8}|</p>|<p>|é|\u{0}){0,40}") {
        properties::check(page.as_bytes());
    }
}

fn page_of(bytes: &[u8], charset: &str) -> Page {
    page(bytes, &Hints { content_type: Some(charset), url: None })
}
