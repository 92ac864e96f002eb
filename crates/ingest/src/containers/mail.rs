//! EML, and the pages that browsers save as MHTML.

use std::io::BufRead;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::bytes::whole;
use super::record::{Found, Given, Record, Stop, Why};
use super::walk::{Site, Walk};

/// Attached files and pictures come along with the text.
const LARGER: u64 = 4;

/// Whether this is the head of a mail: nothing but headers, one of which only machines write.
pub(super) fn is_mail(text: &[u8]) -> bool {
    let mut is_ours = false;
    for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            return is_ours;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_name = |name: &[u8]| name.iter().all(|byte| byte.is_ascii_graphic());
        let is_header = name.len() < line.len() && !name.is_empty() && is_name(name);
        // Long headers go on in an indented line.
        if !is_header && (number == 0 || !line.starts_with(b" ") && !line.starts_with(b"\t")) {
            return false;
        }
        is_ours |=
            ["mime-version", "message-id", "received"].iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()));
    }
    is_ours
}

/// Hands out the text of a mail, or the page that was saved.
pub(super) fn read(walk: &mut Walk<'_>, reader: &mut dyn BufRead, site: &Site) -> Result<(), Stop> {
    let limit = walk.options.limits.record;
    let bytes = whole(reader, limit.saturating_mul(LARGER))?;
    let message = MessageParser::default().parse(&bytes).ok_or(Why::Damaged("mail", "it has no headers"))?;
    let (text, content_type, location) = text(&message).ok_or(Why::Damaged("mail", "there is no text in it"))?;
    if text.len() as u64 > limit {
        return Err(Why::Over(super::record::Limit::Record, limit).into());
    }
    let is_page = message.is_content_type("multipart", "related");
    let snapshot = message.header("Snapshot-Content-Location").and_then(|header| header.as_text());
    let url = snapshot.or(location).map(|url| url.trim().to_owned()).filter(|url| url.contains("://"));
    // A page was saved on that day, and written on another.
    let sent = message.date().filter(|date| !is_page && date.is_valid());
    let given = Given {
        url,
        title: message.subject().map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty()),
        published: sent.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        content_type: Some(format!("{content_type}; charset=utf-8")),
        ..Given::default()
    };
    let record = Record { path: site.path.clone(), bytes: text.as_bytes().to_vec(), given };
    walk.give(Found::Record(record))
}

/// The page, else the plain text; with its media type and its address.
fn text<'m>(message: &'m Message<'m>) -> Option<(&'m str, &'static str, Option<&'m str>)> {
    let parts = message.html_bodies().chain(message.text_bodies());
    let texts = parts.filter_map(|part| match &part.body {
        PartType::Html(html) => Some((html.as_ref(), "text/html", part.content_location())),
        PartType::Text(text) => Some((text.as_ref(), "text/plain", part.content_location())),
        _ => None,
    });
    // The first page, else the first text.
    texts.filter(|(text, ..)| !text.trim().is_empty()).min_by_key(|(_, kind, _)| *kind == "text/plain")
}
