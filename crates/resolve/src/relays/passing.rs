//! What do the words around a statement say of how it came here?

use std::ops::Range;

use sayso_core::{EntityKind, Relay, Span, Spans, Statement};

use super::article::Article;
use super::outlet::{self, Outlet};
use super::social;

/// Whom these verbs have for an object is told.
#[rustfmt::skip]
const TELLS: &[&str] = &["told", "tell", "tells", "telling", "informed", "assured", "texted", "emailed", "messaged", "updated"];
/// Small words between a statement and the outlet it was made to or in.
const THROUGH: &[&str] = &["to", "with", "by", "on", "in", "for", "via", "through", "from"];
/// What outlets do with documents.
#[rustfmt::skip]
const HANDLED: &[&str] = &[
    "seen", "obtained", "leaked", "reviewed", "published", "carried", "viewed", "shared", "provided", "posted", "released",
    "broadcast", "aired", "given", "sent", "quoted", "cited", "acquired", "shown", "distributed", "interviewed", "verified",
    "conducted", "commissioned", "handed", "passed", "uploaded",
];
/// Cues of somebody whom somebody else quotes.
const QUOTES: &[&str] = &["quoting", "citing", "cited", "quoted", "quotes", "cites", "attributing"];
/// Who speaks for others.
#[rustfmt::skip]
const MOUTHPIECES: &[&str] = &[
    "lawyer", "lawyers", "attorney", "attorneys", "spokesman", "spokeswoman", "spokesperson", "representative", "agent",
    "publicist", "intermediary", "intermediaries", "solicitor", "solicitors", "aide", "family", "interpreter", "translator",
    "mediator", "mediators", "press secretary", "friend", "relatives", "counsel", "office",
];
/// Words with which a phrase before a statement begins.
#[rustfmt::skip]
const FRONTS: &[&str] = &[
    "in", "on", "speaking", "writing", "asked", "through", "via", "appearing", "during", "interviewed", "talking", "contacted",
    "quoted", "addressing", "reached", "responding", "commenting", "posting", "at", "telling", "according", "by", "questioned",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "earlier", "later", "last", "late", "pressed",
];
/// Nouns behind an outlet's name that make it somebody whom nobody speaks to in public.
#[rustfmt::skip]
const INSIDERS: &[&str] = &[
    "executives", "executive", "employees", "staff", "owner", "owners", "headquarters", "workers", "readers", "viewers",
    "shareholders", "building", "offices", "office", "chairman", "boss", "bosses", "management", "poll", "bureau",
];
/// What outlets do, or is done for them, without passing anything on.
const OWNED: &[&str] =
    &["sponsored", "funded", "owned", "organised", "organized", "backed", "employed", "hired", "fired", "paid"];
/// What comes from outlets.
const ASKED: &[&str] =
    &["question", "questions", "query", "queries", "inquiry", "inquiries", "enquiries", "request", "requests"];
/// Behind a statement they begin what is told of others: "as footage circulated on TVX".
const CLAUSES: &[&str] = &["as", "while", "when", "because", "though", "although"];
/// How far around a statement is looked, in tokens.
const NEAR: usize = 40;
/// A phrase before a statement that needs no comma, in tokens.
const SHORT: usize = 12;
/// Words for what somebody answers, not for where: "responding to a report by TVX".
#[rustfmt::skip]
const ANSWERED: &[&str] = &[
    "responding", "response", "reacting", "reaction", "reference", "referring", "report", "reports", "coverage", "lawsuit",
    "documentary", "investigation", "complaint", "story", "advertisement", "attack", "criticism", "footage",
];

/// Those to whom the speaker spoke: outlets, networks, mouthpieces.
pub(super) fn direct(article: &Article<'_>, statement: &Statement) -> Vec<Relay> {
    let Some(cue) = statement.cue().pieces().first().copied() else { return Vec::new() };
    let bounds = bounds(article, statement, cue);
    let mut found = Vec::new();
    let tells = told(article, statement, &bounds);
    found.extend(tells);
    for zone in zones(article, statement, &bounds) {
        found.extend(within(article, zone));
    }
    for piece in statement.cue().pieces() {
        found.extend(within(article, nearest(tokens_of(article, *piece))));
    }
    found.extend(quoted_by(article, statement));
    for piece in statement.source().pieces() {
        found.extend(handled(article, nearest(tokens_of(article, *piece))));
    }
    found
}

/// Who reports `inner` in the statement `outer`: an outlet, and before it the one that it cites; or anybody, where `inner`
/// is what it quotes.
pub(super) fn reporters(article: &Article<'_>, outer: &Statement, inner: &Statement) -> Option<Vec<Relay>> {
    let source = outer.source().pieces().first().copied()?;
    let tokens = tokens_of(article, source);
    let outlet = outlet::phrase(article, tokens.start).filter(|outlet| is_whole(article, outlet, &tokens));
    if let Some(outlet) = outlet {
        // What the document's own outlet says is the document.
        let reports = relay(article, &outlet, EntityKind::Outlet).filter(|relay| !article.is_own(&relay.name))?;
        let is_another = |cited: &Relay| !inner.source().pieces().iter().any(|source| source.overlaps(cited.span));
        return Some(cited(article, outlet.end).filter(is_another).into_iter().chain([reports]).collect());
    }
    if !is_quoting(article, inner) {
        return None;
    }
    let words = article.document.words(source).to_owned();
    let (name, kind) = article.who(tokens.start, tokens.end).unwrap_or((words, EntityKind::Person));
    Some(vec![Relay { name, kind, span: source }])
}

/// The outlet that another cites: "the Herald, which cited the NHA agency", "the Herald, citing NHA".
fn cited(article: &Article<'_>, end: usize) -> Option<Relay> {
    let verb = end + usize::from(article.text(end) == ",");
    let verb = verb + usize::from(article.is(verb, &["which"]));
    let first = article.is(verb, QUOTES).then_some(verb + 1)?;
    relay(article, &outlet::phrase(article, first)?, EntityKind::Outlet)
}

/// Whether a statement is somebody's whom another quotes.
pub(super) fn is_quoting(article: &Article<'_>, statement: &Statement) -> bool {
    let Some(cue) = statement.cue().pieces().first() else { return false };
    // "TVX quotes a general": the one who quotes is its source.
    let is_before = statement.source().pieces().first().is_none_or(|source| cue.start() < source.start());
    is_before && article.is(article.token_at(cue.start()), QUOTES)
}

/// Whether an outlet is the whole of a source, and not its editor or its union.
fn is_whole(article: &Article<'_>, outlet: &Outlet, source: &Range<usize>) -> bool {
    let rest = article.text(outlet.end);
    outlet.end >= source.end || matches!(rest, "," | "(") || article.is(outlet.end, &["which", "on", "in", "and", "of"])
}

/// Where the words of a statement's sentence are that are its own: in a nested one, not those around what holds it.
fn bounds(article: &Article<'_>, statement: &Statement, cue: Span) -> Range<usize> {
    let sentence = article.sentence(cue.start()).unwrap_or(cue);
    let parent = article.parent(statement).map(|parent| &article.statements[parent]);
    let around = parent.and_then(|parent| parent.content().pieces().iter().find(|piece| piece.contains(cue)).copied());
    let (start, end) = match around {
        Some(piece) => (sentence.start().max(piece.start()), sentence.end().min(piece.end())),
        None => (sentence.start(), sentence.end()),
    };
    article.token_at(start)..article.token_at(end)
}

/// The first of these tokens: more are no phrase, and cost the more the longer the sentence is.
fn nearest(tokens: Range<usize>) -> Range<usize> {
    tokens.start..tokens.end.min(tokens.start + NEAR)
}

/// The outlet before "quoted" or "cited" before a source: "TVX cited the general as saying".
fn quoted_by(article: &Article<'_>, statement: &Statement) -> Option<Relay> {
    let source = article.token_at(statement.source().pieces().first()?.start());
    let verb = source.checked_sub(1).filter(|verb| article.is(*verb, QUOTES))?;
    let found = (verb.saturating_sub(8)..verb)
        .find_map(|at| outlet::phrase(article, at).filter(|outlet| outlet.start < verb && outlet.end == verb));
    relay(article, &found?, EntityKind::Outlet)
}

fn tokens_of(article: &Article<'_>, span: Span) -> Range<usize> {
    article.token_at(span.start())..article.token_at(span.end())
}

/// The outlets that a verb of telling has for its objects: "told TVX and the Echo that".
fn told(article: &Article<'_>, statement: &Statement, bounds: &Range<usize>) -> Vec<Relay> {
    let mut out = Vec::new();
    let Some(cue) = statement.cue().pieces().last() else { return out };
    let mut at = article.token_at(cue.end());
    if !article.is(at.saturating_sub(1), TELLS) {
        return out;
    }
    if let Some(us) = own_reporter(article, statement, at) {
        return vec![us];
    }
    while at < bounds.end && out.len() < 4 {
        let Some(outlet) = outlet::phrase(article, at).filter(|outlet| is_heard(article, outlet)) else { break };
        let next = outlet.end;
        out.extend(relay(article, &outlet, EntityKind::Outlet));
        if !article.is(next, &["and"]) && article.text(next) != "," {
            break;
        }
        at = next + 1;
    }
    out
}

fn is_heard(article: &Article<'_>, outlet: &Outlet) -> bool {
    let is_s = matches!(article.text(outlet.end), "'" | "’") && article.is(outlet.end + 1, &["s"]);
    !article.is(outlet.end + 2 * usize::from(is_s), INSIDERS)
}

/// "told us", where the article itself says so and nobody in it.
fn own_reporter(article: &Article<'_>, statement: &Statement, at: usize) -> Option<Relay> {
    let name = article.own().filter(|_| article.is(at, &["us", "me"]))?.to_owned();
    let span = article.span(at, at + 1)?;
    // "ORLO: An officer told me" is the speaker's word, too.
    let line = (0..=at).rev().take(4 * NEAR).find(|at| *at == 0 || article.is_new_line(*at)).unwrap_or(at);
    if (line..line + 4).any(|at| article.text(at) == ":") {
        return None;
    }
    let is_quoted = article.document.layout().quotations_over(span).next().is_some();
    let is_narrated = article.parent(statement).is_none() && !is_quoted;
    is_narrated.then_some(Relay { name, kind: EntityKind::Outlet, span })
}

/// Stretches of a statement's sentence that are none of its roles: a phrase before it, the gaps in it, and what follows.
fn zones(article: &Article<'_>, statement: &Statement, bounds: &Range<usize>) -> Vec<Range<usize>> {
    let roles = [statement.source(), statement.cue(), statement.content()];
    let pieces = roles.into_iter().flat_map(Spans::pieces).copied().collect();
    let pieces: Vec<Range<usize>> =
        Spans::merged(pieces).pieces().iter().map(|piece| tokens_of(article, *piece)).collect();
    let here = || pieces.iter().filter(|piece| piece.end > bounds.start && piece.start < bounds.end);
    let (Some(first), Some(last)) = (here().next(), here().next_back()) else { return Vec::new() };
    let mut out = Vec::new();
    out.extend(front(article, statement, bounds.start, first.start));
    out.extend(here().zip(here().skip(1)).map(|(left, right)| nearest(left.end..right.start.max(left.end))));
    let tail = last.end..bounds.end.min(last.end + NEAR);
    let stop = tail.clone().find(|at| article.is_cue_of_other(*at, statement) || article.is(*at, CLAUSES));
    out.push(tail.start..stop.unwrap_or(tail.end));
    out
}

/// A phrase that stands before a statement, up to a comma or short: "In an interview with the BBC, ", "Through a lawyer ".
fn front(article: &Article<'_>, statement: &Statement, start: usize, end: usize) -> Option<Range<usize>> {
    let is_short = end.saturating_sub(start) <= SHORT && article.is(start, FRONTS);
    if is_short && !(start..end).any(|at| article.is_cue_of_other(at, statement)) {
        return Some(start..end);
    }
    let start = start.max(end.saturating_sub(NEAR));
    let last = end.checked_sub(1).filter(|last| *last >= start && article.text(*last) == ",")?;
    let begins = |at: &usize| {
        let opens = *at == start
            || matches!(article.text(at - 1), "," | "“" | "\"" | ";")
            || article.is(at - 1, &["and", "but"]);
        opens && article.is(*at, FRONTS)
    };
    (start..last).find(begins).map(|first| first..last)
}

/// The relays that a stretch names: outlets after a small word, networks, mouthpieces.
fn within(article: &Article<'_>, zone: Range<usize>) -> Vec<Relay> {
    let mut out = Vec::new();
    let mut at = zone.start;
    while at < zone.end {
        let found = social::platform(article, at).or_else(|| {
            let is_after =
                at > 0 && article.is(at - 1, THROUGH) && !is_answered(article, at - 1) && is_passed(article, at);
            let is_before = at > 0 && article.text(at - 1) == ",";
            let found = (is_after || is_before).then(|| outlet::phrase(article, at)).flatten()?;
            let reports =
                article.is(found.end, &["reported", "reports"]) && !article.is(found.end + 1, &["that", "a", "the"]);
            (found.start < zone.end && is_heard(article, &found) && (is_after || reports)).then_some(found)
        });
        if let Some(outlet) = found {
            at = outlet.end.max(at + 1);
            out.extend(relay(article, &outlet, EntityKind::Outlet));
            continue;
        }
        if article.is(at, &["through", "via"]) {
            out.extend(mouthpiece(article, at + 1));
        }
        at += 1;
    }
    out
}

/// Whether the small word before an outlet says that it passed something on: "aired by TVX", not "sponsored by TVX";
/// "questions from TVX", not "resigned from TVX".
fn is_passed(article: &Article<'_>, at: usize) -> bool {
    let verb = at.saturating_sub(2);
    match article.text(at - 1) {
        "by" => !article.is(verb, OWNED),
        "from" => article.is(verb, ASKED),
        _ => true,
    }
}

/// Whether the noun before a small word is something that others did: "after a report by TVX". Of "according to" the
/// outlet is the relay.
fn is_answered(article: &Article<'_>, small: usize) -> bool {
    let Some(before) = small.checked_sub(1) else { return false };
    if article.is(before, &["according"]) {
        return false;
    }
    article.is(before, ANSWERED)
        || article.is(small, &["by", "in", "on", "from"])
            && (before.saturating_sub(3)..before).any(|at| article.is(at, ANSWERED))
}

/// The relays that a source names: "a memo seen by BNB", "a post on the group's Telegram channel".
fn handled(article: &Article<'_>, source: Range<usize>) -> Vec<Relay> {
    let mut out = Vec::new();
    for at in source.clone() {
        let is_after = at > source.start + 1 && article.is(at - 1, THROUGH) && article.is(at - 2, HANDLED);
        let outlet = is_after.then(|| outlet::phrase(article, at)).flatten();
        let found = outlet
            .or_else(|| social::platform(article, at).filter(|outlet| outlet.end < source.end || at > source.start));
        out.extend(found.and_then(|outlet| relay(article, &outlet, EntityKind::Outlet)));
    }
    out
}

/// "her lawyer", "a spokesman"
fn mouthpiece(article: &Article<'_>, at: usize) -> Option<Relay> {
    let noun = (at..at + 5).find(|at| article.is(*at, MOUTHPIECES))?;
    let span = article.span(at, noun + 1)?;
    let clean =
        (at..noun).all(|at| article.text(at).starts_with(char::is_alphabetic) || matches!(article.text(at), "'" | "’"));
    clean.then(|| Relay { name: article.document.words(span).to_owned(), kind: EntityKind::Person, span })
}

fn relay(article: &Article<'_>, outlet: &Outlet, kind: EntityKind) -> Option<Relay> {
    let span = article.span(outlet.start, outlet.end)?;
    Some(Relay { name: outlet.name.clone(), kind, span })
}
