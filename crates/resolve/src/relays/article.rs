//! A document as the search for relays sees it.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{Document, EntityKind, Span, Statement, StatementId};

use super::names;
use super::outlet::{self, Outlet};
use crate::tokens::{Token, tokens};

/// What is looked up again and again.
pub(super) struct Article<'a> {
    pub(super) document: &'a Document,
    pub(super) statements: &'a [Statement],
    /// Of the whole text.
    pub(super) tokens: Vec<Token<'a>>,
    who: &'a dyn Fn(Span) -> Option<(String, EntityKind)>,
    /// Folded names that the text shows to be of outlets: its credit, "the NHA agency".
    shown: BTreeSet<String>,
    /// The outlets that the text names, with their first token, in text order.
    named: Vec<(usize, Outlet)>,
    /// Numbers of the statements by the start of their cue.
    by_cue: Vec<(usize, usize)>,
    /// Numbers of the statements by their id.
    by_id: BTreeMap<StatementId, usize>,
}

/// How many of the statements near a sentence are looked at.
const NEAR: usize = 12;

/// Whether these words are the document's own outlet and no common word: "the Post" of "Orrin Post" needs its article.
fn own_name(words: &str, own: &str) -> bool {
    names::may_name(words, own) && !names::is_tail(words, own)
}

impl<'a> Article<'a> {
    pub(super) fn new(
        document: &'a Document,
        statements: &'a [Statement],
        who: &'a dyn Fn(Span) -> Option<(String, EntityKind)>,
    ) -> Article<'a> {
        let cue = |(i, statement): (usize, &Statement)| Some((statement.cue().cover()?.start(), i));
        let mut by_cue: Vec<(usize, usize)> = statements.iter().enumerate().filter_map(cue).collect();
        by_cue.sort_unstable();
        let by_id = statements.iter().enumerate().map(|(i, statement)| (statement.id(), i)).collect();
        let tokens = tokens(document.text());
        let (named, shown) = (Vec::new(), BTreeSet::new());
        let mut article = Article { document, statements, tokens, who, shown, named, by_cue, by_id };
        let credited = super::credit::dateline(&article).map(|span| names::folded(document.words(span)));
        let in_byline = super::credit::agencies(&article);
        let described = (0..article.tokens.len()).filter_map(|at| outlet::shown(&article, at));
        let described = described.map(|outlet| names::folded(&outlet.name));
        article.shown = credited.into_iter().chain(in_byline).chain(described).collect();
        let mut at = 0;
        while at < article.tokens.len() {
            match outlet::named(&article, at) {
                Some(found) => {
                    let next = found.end.max(at + 1);
                    article.named.push((at, found));
                    at = next;
                }
                None => at += 1,
            }
        }
        article
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| words.iter().any(|word| token.is(word)))
    }

    /// Whether this token and the one before it stand together.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        matches!((before, self.tokens.get(at)), (Some(left), Some(right)) if left.end() == right.start)
    }

    /// Whether a line ends between this token and the one before it.
    pub(super) fn is_new_line(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let between =
            before.zip(self.tokens.get(at)).and_then(|(left, right)| self.document.text().get(left.end()..right.start));
        between.is_some_and(|between| between.contains('\n'))
    }

    /// Number of the statement in whose content this one stands.
    pub(super) fn parent(&self, statement: &Statement) -> Option<usize> {
        self.by_id.get(&statement.parts().parent?).copied()
    }

    /// The token that begins at this byte or is the first behind it.
    pub(super) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// The bytes of some tokens.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (first, last) = (self.tokens.get(start)?, self.tokens.get(end.checked_sub(1)?)?);
        Span::of(self.document.text(), first.start..last.end()).ok()
    }

    /// Who is named by these tokens, as far as the caller knows.
    pub(super) fn who(&self, start: usize, end: usize) -> Option<(String, EntityKind)> {
        let span = self.span(start, end)?;
        // What has no capital is no name: "sue the newspaper".
        let found = (self.who)(span)
            .filter(|(name, _)| name.contains(char::is_uppercase) || name.chars().all(|c| !c.is_lowercase()));
        let words = self.document.words(span);
        // "Kestrian state agency KTP" is read as whoever KTP was taken for.
        let last = words.rsplit(' ').next().filter(|last| outlet::is_acronym(last) && *last != words);
        if let Some(last) = last.filter(|last| self.shown.contains(&names::folded(last))) {
            return Some((last.to_owned(), EntityKind::Outlet));
        }
        // The network takes many an outlet for some other body.
        let is_body = found.as_ref().is_none_or(|(_, kind)| match kind {
            EntityKind::Person => outlet::is_acronym(words),
            EntityKind::Country => false,
            _ => true,
        });
        if !is_body || !words.ends_with(char::is_alphanumeric) {
            return found;
        }
        if let Some(own) = self.own().filter(|own| own_name(words, own)) {
            // "NORTHERN HARBOURS AGENCY" of a masthead is no name to print.
            let name = if own.contains(char::is_lowercase) { own } else { words };
            return Some((name.to_owned(), EntityKind::Outlet));
        }
        if self.shown.contains(&names::folded(words)) {
            let name = found.map_or_else(|| words.to_owned(), |(name, _)| name);
            return Some((name, EntityKind::Outlet));
        }
        found
    }

    /// The same of a span.
    pub(super) fn who_in(&self, span: Span) -> Option<(String, EntityKind)> {
        (self.who)(span)
    }

    /// The sentence around this byte.
    pub(super) fn sentence(&self, byte: usize) -> Option<Span> {
        let sentences = self.document.layout().sentences();
        let at = sentences.partition_point(|sentence| sentence.end() <= byte);
        sentences.get(at).copied().filter(|sentence| sentence.start() <= byte)
    }

    /// The outlet named last before this token.
    pub(super) fn named_before(&self, at: usize) -> Option<&Outlet> {
        let end = self.named.partition_point(|(start, _)| *start < at);
        self.named[..end].last().map(|(_, outlet)| outlet)
    }

    /// The first outlet of the text that these words may name in short.
    pub(super) fn named_in_full(&self, short: &str) -> Option<&str> {
        // The first few, or a document of nothing but names would be read once for each.
        let mut first = self.named.iter().take(64).map(|(_, outlet)| outlet.name.as_str());
        first.find(|full| names::is_tail(short, full))
    }

    /// The outlet in which the document was published.
    pub(super) fn own(&self) -> Option<&str> {
        self.document.outlet()
    }

    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own().is_some_and(|own| names::may_name(name, own))
    }

    /// Whether the cue of another statement begins with this token.
    pub(super) fn is_cue_of_other(&self, at: usize, statement: &Statement) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let first = self.by_cue.partition_point(|(start, _)| *start < token.start);
        let here = self.by_cue[first..].iter().take_while(|(start, _)| *start == token.start);
        here.take(NEAR).any(|(_, i)| self.statements[*i].id() != statement.id())
    }

    /// Other statements near this one whose contents hold all of its content: a report that was not seen to hold it.
    pub(super) fn around(&self, statement: &Statement) -> Vec<usize> {
        let Some(cue) = statement.cue().cover() else { return Vec::new() };
        let here = self.by_cue.partition_point(|(start, _)| *start < cue.start());
        let near = self.by_cue[here.saturating_sub(NEAR)..].iter().take(2 * NEAR);
        let holds = |other: &Statement| {
            let outer = other.content().pieces();
            let inside = |inner: &Span| outer.iter().any(|outer| outer.contains(*inner));
            other.id() != statement.id() && statement.content().pieces().iter().all(inside)
        };
        let same = |i: usize| self.statements[i].content() == statement.content();
        // Of two reports of the same words neither holds the other, unless one quotes.
        let is_quoting = super::passing::is_quoting(self, statement);
        near.map(|(_, i)| *i).filter(|i| holds(&self.statements[*i]) && (is_quoting || !same(*i))).collect()
    }
}
