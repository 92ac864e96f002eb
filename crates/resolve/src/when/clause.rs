//! Is this time of a sentence that of the statement in it?

use sayso_core::{Document, Span, Spans, Statement};

use super::said_words::{BEHIND_TIMES, CLAUSES, DATELINE_BYTES, DATELINE_WORDS, EVENTS, MADE, OCCASIONS, OF_OTHERS};
use crate::tokens::{Token, tokens};

/// A statement in its sentence.
pub(super) struct Clause<'a> {
    pub(super) document: &'a Document,
    pub(super) statement: &'a Statement,
    pub(super) cue: Span,
    pub(super) sentence: Span,
}

impl Clause<'_> {
    /// Whether the time is that of the cue.
    pub(super) fn holds(&self, time: Span) -> bool {
        if is_in(self.statement.cue(), time) {
            return true;
        }
        let before = self.words(self.sentence.start(), time.start());
        let before = tokens(before);
        let after = self.words(time.end(), self.sentence.end());
        let last = |back: usize| before.len().checked_sub(back).and_then(|at| before.get(at));
        let has_preposition = last(1).is_some_and(|token| ["on", "in", "at"].iter().any(|word| token.is(word)));
        let lead = if has_preposition { last(2) } else { last(1) };
        // "Monday's attack"
        if after.starts_with(['\'', '’']) && !(has_preposition && self.is_occasion(time, after)) {
            return false;
        }
        if lead.is_some_and(|token| among(token, &EVENTS)) || last(1).is_some_and(is_determiner) && describes(after) {
            return false;
        }
        let is_made = lead.is_some_and(|token| among(token, &MADE)) || last(2).is_some_and(|token| token.is("entry"));
        if last(1).is_some_and(|token| among(token, &OF_OTHERS)) && !is_made {
            return false;
        }
        if before.len() <= DATELINE_WORDS && is_dateline(after) {
            return false;
        }
        if is_in(self.statement.content(), time) {
            return self.begins_content(time, after);
        }
        if is_in(self.statement.source(), time) {
            let in_month = last(1).is_some_and(|token| token.is("in"));
            let is_made = is_made || self.was_made(time);
            return is_made || (!in_month && self.ends_source(time) && self.is_free(time));
        }
        self.is_free(time)
    }

    /// Whether the time ends the source and is of no event in it: "the commander on Tuesday", not "the man held on Tuesday".
    fn ends_source(&self, time: Span) -> bool {
        let event = |token: &Token<'_>| {
            let is_past = token.text.ends_with("ed") && token.text.starts_with(char::is_lowercase);
            is_past || among(token, &CLAUSES)
        };
        let ends = self.statement.source().pieces().iter().find(|piece| piece.end() == time.end());
        ends.is_some_and(|piece| !tokens(self.words(piece.start(), time.start())).iter().any(event))
    }

    /// Whether a possessive time is that of an occasion on which one speaks, and which stands before the source.
    fn is_occasion(&self, time: Span, after: &str) -> bool {
        let words = tokens(after);
        let noun = words.iter().skip(1).take(5).position(|token| among(token, &OCCASIONS));
        noun.is_some() && time.end() <= self.cue.start() && !is_in(self.statement.content(), time)
    }

    /// Whether the source is a document made then: "a statement issued by the palace yesterday".
    fn was_made(&self, time: Span) -> bool {
        let piece = self.statement.source().pieces().iter().find(|piece| piece.end() == time.end());
        let before = piece.map(|piece| tokens(self.words(piece.start(), time.start()))).unwrap_or_default();
        let made = before.iter().rposition(|token| among(token, &MADE));
        made.is_some_and(|made| !before[made..].iter().any(|token| token.text == "," || among(token, &EVENTS)))
    }

    /// Where the reader took "on Monday" into the content: right behind the cue, with "that" or a mark behind it.
    fn begins_content(&self, time: Span, after: &str) -> bool {
        let Some(between) = (self.cue.end() <= time.start()).then(|| self.words(self.cue.end(), time.start())) else {
            return false;
        };
        let only_preposition = matches!(between.trim(), "" | "on" | "in" | "," | ", on");
        let next = after.trim_start();
        only_preposition && (next.starts_with("that ") || next.starts_with([',', '“', '"', ':']))
    }

    pub(super) fn words(&self, from: usize, to: usize) -> &str {
        self.document.text().get(from..to).unwrap_or_default()
    }
}

fn is_determiner(token: &Token<'_>) -> bool {
    among(token, &["the", "a", "an", "his", "her", "its", "their", "this", "that"])
}

/// Whether what stands behind a time is what it describes, and no occasion: "the 2012 attack", but not "a 2013 memo".
fn describes(after: &str) -> bool {
    let words = tokens(after.get(..after.floor_char_boundary(DATELINE_BYTES * 2)).unwrap_or_default());
    let is_noun =
        words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase) && !among(word, &BEHIND_TIMES));
    is_noun && !words.iter().take(3).any(|word| among(word, &OCCASIONS))
}

/// Whether a dash follows, as it does behind "WEXHOLM, June 13 (NHA) -".
fn is_dateline(after: &str) -> bool {
    let near = after.char_indices().take_while(|(at, _)| *at < DATELINE_BYTES).map(|(_, c)| c).collect::<String>();
    [" - ", " – ", " — ", " -- "].iter().any(|dash| near.contains(dash))
}

fn is_in(spans: &Spans, time: Span) -> bool {
    spans.pieces().iter().any(|piece| piece.overlaps(time))
}

pub(super) fn among(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is(word))
}
