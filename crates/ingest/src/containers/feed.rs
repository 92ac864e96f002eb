//! RSS, Atom, JSON Feed; OPML, the list of feeds.

use std::io::BufRead;

use feed_rs::model::{Entry, Text};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::bytes::whole;
use super::record::{Found, Given, Link, LinkKind, Record, Stop, Why};
use super::walk::{Site, Walk};
use super::xml::{is_too_deep, mended};

/// Letters of text from which an item holds its article, and not a teaser.
const ARTICLE: usize = 600;

/// Hands out each item of a feed: its article, or the link to it.
pub(super) fn read(walk: &mut Walk<'_>, reader: &mut dyn BufRead, site: &Site) -> Result<(), Stop> {
    let bytes = whole(reader, walk.options.limits.record)?;
    // What links are relative to.
    let base = site.given.url.as_deref();
    let parse = |bytes: &[u8]| feed_rs::parser::Builder::new().base_uri(base).build().parse(bytes).ok();
    let is_xml = bytes.trim_ascii_start().first() != Some(&b'{');
    if is_xml && is_too_deep(&bytes) {
        return Err(Why::Damaged("feed", "its elements are nested without end").into());
    }
    // As it is first: mending can only guess.
    let feed = parse(&bytes).or_else(|| is_xml.then(|| parse(mended(&bytes).as_bytes()))?);
    let feed = feed.ok_or(Why::Damaged("feed", "its elements can't be told from each other"))?;
    for (number, entry) in (1..).zip(&feed.entries) {
        walk.give(found(entry, format!("{}:{number}", site.path)))?;
    }
    Ok(())
}

/// The article of an item, else the link to it.
fn found(entry: &Entry, path: String) -> Found {
    let is_page = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(|link| is_page(&link.rel)).or(entry.links.first());
    let url = link.map(|link| link.href.clone()).filter(|url| !url.is_empty());
    let title = entry.title.as_ref().map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty());
    let published = entry.published.or(entry.updated).map(|time| time.date_naive().to_string());
    let content = entry.content.as_ref().and_then(|content| Some((content.body.as_deref()?, &content.content_type)));
    let summary = entry.summary.as_ref().map(|Text { content, content_type, .. }| (content.as_str(), content_type));
    // Either may hold the article: tools differ.
    let longest = content.into_iter().chain(summary).max_by_key(|(text, _)| letters(text));
    match (longest.filter(|(text, _)| letters(text) >= ARTICLE), url) {
        (Some((text, kind)), url) => {
            let content_type = if kind.subty() == "plain" && !text.contains("</") { "text/plain" } else { "text/html" };
            let content_type = Some(format!("{content_type}; charset=utf-8"));
            let given = Given { url, title, published, content_type, ..Given::default() };
            Found::Record(Record { path, bytes: text.as_bytes().to_vec(), given })
        }
        (None, Some(url)) => Found::Link(Link { path, kind: LinkKind::Article, url, title, published }),
        (None, None) => Found::Skipped(path, Why::Damaged("feed", "an item has neither an article nor a link")),
    }
}

/// Letters that do not stand in tags.
fn letters(html: &str) -> usize {
    let mut in_tag = false;
    let is_text = |c: &char| {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                return false;
            }
            _ => {}
        }
        !in_tag
    };
    html.chars().filter(is_text).count()
}

/// Hands out the link to each feed of an OPML file.
pub(super) fn list(walk: &mut Walk<'_>, reader: &mut dyn BufRead, site: &Site) -> Result<(), Stop> {
    let text = mended(&whole(reader, walk.options.limits.record)?);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut number = 0;
    loop {
        let element = match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(element) | Event::Empty(element)) => element,
            Ok(_) => continue,
            Err(_) => return Err(Why::Damaged("OPML", "its elements can't be told from each other").into()),
        };
        if !element.name().as_ref().eq_ignore_ascii_case("outline") {
            continue;
        }
        let Some(url) = attribute(&element, "xmlUrl") else { continue };
        number += 1;
        let title = attribute(&element, "title").or_else(|| attribute(&element, "text"));
        let path = format!("{}:{number}", site.path);
        walk.give(Found::Link(Link { path, kind: LinkKind::Feed, url, title, published: None }))?;
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut whole = attributes.with_checks(false).filter_map(Result::ok);
    let found = whole.find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case(name))?;
    let raw = found.value.as_ref();
    let value = quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |text| text.into_owned());
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
