//! Whose story is it, where another outlet printed it?

use sayso_core::{BlockKind, EntityKind, Relay, Span};

use super::article::Article;
use super::names;

/// A dateline is not longer, in bytes.
const LONGEST: usize = 120;

/// The agency that the dateline or the byline credits, where the document was published by another outlet. Where nobody
/// says who published it, the agency is taken for the outlet itself.
pub(super) fn credit(article: &Article<'_>) -> Option<Relay> {
    let in_dateline = dateline(article);
    let span = in_dateline.or_else(|| byline(article))?;
    let name = article.document.words(span).to_owned();
    let (name, kind) = article.who_in(span).unwrap_or((name, EntityKind::Outlet));
    // Between the place and the dash stands an outlet, for whatever the network takes it.
    let kind = if in_dateline.is_some() && kind != EntityKind::Person { EntityKind::Outlet } else { kind };
    let meta = article.document.meta();
    let stated = article.document.provenance().outlet.as_deref();
    let masthead = meta.outlet.filter(|outlet| *outlet != span).map(|outlet| article.document.words(outlet));
    let published = stated.or(masthead)?;
    let words = article.document.words(span);
    let same =
        [name.as_str(), words].iter().any(|name| names::may_name(name, published) || names::may_name(published, name));
    (kind == EntityKind::Outlet && !same).then_some(Relay { name, kind, span })
}

/// "PORT ELSE (NHA) -": the words in brackets before the first dash of the article.
pub(super) fn dateline(article: &Article<'_>) -> Option<Span> {
    let document = article.document;
    let body = document.layout().blocks().iter().find(|block| block.kind == BlockKind::Body)?.span;
    let text = document.words(body);
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let open = head.find('(')?;
    let len = head[open..].find(')')?;
    let name = head[open + 1..open + len].trim();
    let rest = head[open + len + 1..].trim_start();
    let is_dash = rest.starts_with(['-', '—', '–', '―']);
    let is_place = !head[..open].contains(['.', ';', '“', '"']) && head.starts_with(char::is_uppercase);
    let is_name = name.starts_with(char::is_uppercase) && name.len() <= 40;
    let start = body.start() + open + 1;
    let start = start + head[open + 1..].len() - head[open + 1..].trim_start().len();
    (is_dash && is_place && is_name).then(|| Span::of(document.text(), start..start + name.len()).ok()).flatten()
}

/// The initials of agencies beside authors: "By Ewa Tollin and NHA".
pub(super) fn agencies(article: &Article<'_>) -> Vec<String> {
    let blocks = article.document.layout().blocks().iter().filter(|block| block.kind == BlockKind::Byline);
    let lines = blocks.map(|block| article.document.words(block.span)).filter(|line| line.contains(char::is_lowercase));
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| super::outlet::is_acronym(word)).map(names::folded).collect()
}

/// The outlet of a credit line.
fn byline(article: &Article<'_>) -> Option<Span> {
    let outlet = article.document.meta().outlet?;
    let block = article.document.layout().block_of(outlet)?;
    (block.kind == BlockKind::Byline).then_some(outlet)
}
