//! Whose story is it, where another outlet printed it?

use sayso_core::{Block, BlockKind, Document, EntityKind, Relay, Span};

use super::article::Article;
use super::names;

/// Lines of a page that nobody knew for such may stand above a dateline.
const FIRST: usize = 4;
/// So many blocks from the start of a page its bylines stand.
const HEAD: usize = 12;
/// A dateline is not longer, in bytes.
const LONGEST: usize = 120;

/// The agency that the dateline or the byline credits, where the document was published by another outlet. Where nobody
/// says who published it, the agency is taken for the outlet itself.
pub(super) fn credit(article: &Article<'_>) -> Option<Relay> {
    let in_brackets = dateline(article).or_else(|| signature(article));
    let span = in_brackets.or_else(|| byline(article))?;
    let name = article.document.words(span).to_owned();
    let (name, kind) = article.who_in(span).unwrap_or((name, EntityKind::Outlet));
    // There stands an outlet, for whatever the network takes it.
    let kind = if in_brackets.is_some() && kind != EntityKind::Person { EntityKind::Outlet } else { kind };
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
    let bodies = document.layout().blocks().iter().filter(|block| block.kind == BlockKind::Body);
    bodies.take(FIRST).find_map(|block| in_brackets(document, block.span))
}

/// "(NHA)" in the dateline of this paragraph, if it begins with one.
fn in_brackets(document: &Document, body: Span) -> Option<Span> {
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
    let lines = bylines(article.document)
        .map(|line| article.document.words(line))
        .filter(|line| line.contains(char::is_lowercase));
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| super::outlet::is_acronym(word)).map(names::folded).collect()
}

/// The outlet of a credit line: "Reuters", "By Hal Brandt, The Associated Press". One that wrote with others is none.
fn byline(article: &Article<'_>) -> Option<Span> {
    let document = article.document;
    let outlet = document.meta().outlet;
    let block = outlet.and_then(|outlet| document.layout().block_of(outlet));
    let stands = outlet.filter(|_| block.is_some_and(|block| block.kind == BlockKind::Byline));
    let is_masthead = |span: Span| stands.is_some_and(|outlet| span.contains(outlet));
    let credited = bylines(document).filter(|line| !is_masthead(*line)).find_map(|line| credited(article, line));
    credited.or(stands)
}

/// The lines that say who wrote it, also such as nobody knew for bylines.
fn bylines(document: &Document) -> impl Iterator<Item = Span> {
    let blocks = document.layout().blocks().iter();
    let short = |words: &str| words.starts_with("By ") && words.len() <= LONGEST && !words.ends_with(['.', '”', '"']);
    let is_byline = move |block: &&Block| match block.kind {
        BlockKind::Byline => true,
        BlockKind::Body => short(document.words(block.span)),
        _ => false,
    };
    blocks.take(HEAD).filter(is_byline).map(|block| block.span)
}

/// The known outlet that a byline is of, or names behind a comma.
fn credited(article: &Article<'_>, line: Span) -> Option<Span> {
    let text = article.document.text();
    let words = article.document.words(line);
    let last = [", ", " | ", " for ", " - "].iter().filter_map(|mark| Some(words.rfind(mark)? + mark.len())).max();
    let bare = words.strip_prefix("By ").or_else(|| words.strip_prefix("by ")).unwrap_or(words);
    let starts = [Some(words.len() - bare.len()), last].into_iter().flatten();
    let spans = starts.filter_map(|start| Span::of(text, line.start() + start..line.end()).ok());
    let is_outlet = |span: &Span| {
        let words = article.document.words(*span);
        // "Ewa Tollin and NHA": what each of them wrote nobody knows.
        let is_alone = !words.contains(" and ");
        super::outlet::is_acronym(words)
            || is_alone && article.who_in(*span).is_some_and(|(_, kind)| kind == EntityKind::Outlet)
    };
    spans.into_iter().find(is_outlet)
}

/// "(Reuters)", "- AFP" at the end of the article: a known outlet, or capitals.
fn signature(article: &Article<'_>) -> Option<Span> {
    let document = article.document;
    let body = document.layout().blocks().iter().rev().find(|block| block.kind == BlockKind::Body)?.span;
    let words = document.words(body).trim_end();
    let (open, end) = match words.strip_suffix(')') {
        Some(rest) => (rest.rfind('(')? + 1, rest.len()),
        None => (
            ["— ", "– ", "- ", "—"].iter().filter_map(|dash| Some(words.rfind(dash)? + dash.len())).max()?,
            words.len(),
        ),
    };
    let name = words.get(open..end).filter(|name| !name.is_empty() && name.len() <= 40)?;
    let span = Span::of(document.text(), body.start() + open..body.start() + end).ok()?;
    let ends_sentence = words[..open].trim_end_matches(['(', ' ', '-', '–', '—']).ends_with(['.', '”', '"', '!', '?']);
    let is_outlet =
        super::outlet::is_acronym(name) || article.who_in(span).is_some_and(|(_, kind)| kind == EntityKind::Outlet);
    (ends_sentence && is_outlet).then_some(span)
}
