//! When was a statement made, as far as its clause says so?

use sayso_core::{Document, Said, Span, Spans, Statement};

use super::{Grain, Time, TimeKind};
use crate::tokens::{Token, tokens};

/// Words that can stand between a cue and its time: "told reporters in the capital of the republic on Monday".
const REACH: usize = 16;
/// A content of so many words may stand before the time of its cue: "said the same thing in 2016".
const SHORT_CONTENT: usize = 4;

/// With these before it, a time is that of something else.
const OF_OTHERS: [&str; 13] =
    ["since", "until", "till", "from", "before", "after", "between", "of", "for", "during", "by", "than", "following"];
/// Between a time and a cue, these begin another clause.
#[rustfmt::skip]
const CLAUSES: [&str; 13] = [
    "who", "which", "whose", "when", "after", "before", "while", "where", "because", "if", "although", "until", "as",
];
/// And these where the time stands first: "He left in May and now says".
const CLAUSES_AFTER_TIME: [&str; 4] = ["and", "but", "or", "that"];
/// A dateline's date stands in so many words from the start of its sentence, and so many bytes from its dash.
const DATELINE_WORDS: usize = 8;
const DATELINE_BYTES: usize = 24;
/// A document's own words are of the time when it was made.
#[rustfmt::skip]
const MADE: [&str; 13] = [
    "published", "released", "sent", "issued", "dated", "written", "posted", "made", "broadcast", "aired", "tweeted",
    "filed", "entry",
];

/// When the statement was made: the time next to its cue, in the same sentence and outside of what was said.
pub fn said(document: &Document, statement: &Statement, times: &[Time]) -> Option<Said> {
    let cue = statement.cue().cover()?;
    let sentences = document.layout().sentences();
    let at = sentences.partition_point(|sentence| sentence.end() <= cue.start());
    let sentence = sentences.get(at).copied().filter(|sentence| sentence.overlaps(cue)).unwrap_or(cue);
    let first = times.partition_point(|time| time.span.end() <= sentence.start());
    let near = times[first..].iter().take_while(|time| time.span.start() < sentence.end());
    let clause = Clause { document, statement, cue, sentence };
    let fitting = near.filter(|time| is_moment(time) && clause.holds(time.span));
    let nearest = fitting.min_by_key(|time| gap(time.span, cue))?;
    let is_part = nearest.grain == Some(Grain::PartOfDay);
    let value = if is_part { nearest.value.split('T').next().unwrap_or_default() } else { &nearest.value };
    let grain = if is_part { Grain::Day } else { nearest.grain? };
    Some(Said { value: value.to_owned(), grain: grain.name().to_owned(), span: nearest.span, anchor: nearest.anchor })
}

/// Whether something can be said then.
fn is_moment(time: &Time) -> bool {
    matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.range.is_none() && time.grain.is_some()
}

/// Bytes between the two.
fn gap(one: Span, other: Span) -> usize {
    one.start().saturating_sub(other.end()).max(other.start().saturating_sub(one.end()))
}

struct Clause<'a> {
    document: &'a Document,
    statement: &'a Statement,
    cue: Span,
    sentence: Span,
}

impl Clause<'_> {
    /// Whether the time is that of the cue.
    fn holds(&self, time: Span) -> bool {
        if is_in(self.statement.cue(), time) {
            return true;
        }
        let before = self.words(self.sentence.start(), time.start());
        let before = tokens(before);
        let after = self.words(time.end(), self.sentence.end());
        // "Monday's attack"
        if after.starts_with(['\'', '’']) {
            return false;
        }
        let last = |back: usize| before.len().checked_sub(back).and_then(|at| before.get(at));
        let has_preposition = last(1).is_some_and(|token| ["on", "in", "at"].iter().any(|word| token.is(word)));
        let lead = if has_preposition { last(2) } else { last(1) };
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

    /// Whether the words between cue and time are no clause of their own.
    fn is_free(&self, time: Span) -> bool {
        let (from, to) = if time.start() >= self.cue.end() {
            (self.cue.end(), time.start())
        } else {
            (time.end(), self.cue.start())
        };
        let contents = self.statement.content().pieces();
        let between: Vec<&Span> = contents.iter().filter(|piece| piece.start() < to && piece.end() > from).collect();
        let content_words: usize = between.iter().map(|piece| tokens(self.document.words(**piece)).len()).sum();
        if content_words > SHORT_CONTENT || (content_words > 0 && time.start() < self.cue.start()) {
            return false;
        }
        let outside = |token: &Token<'_>| {
            let at = from + token.start;
            !self.statement.source().pieces().iter().any(|piece| piece.range().contains(&at))
        };
        let words: Vec<Token<'_>> = tokens(self.words(from, to)).into_iter().filter(outside).collect();
        let comes_first = time.end() <= self.cue.start();
        let breaks = |token: &Token<'_>| {
            let is_clause = among(token, &CLAUSES) || (comes_first && among(token, &CLAUSES_AFTER_TIME));
            is_clause || matches!(token.text, ";" | "“" | "”" | "\"")
        };
        // "the memo of March, which says": the pronoun is the source.
        let source = self.statement.source().cover().filter(|source| source.start() >= time.end());
        let is_relative = source.is_some_and(|source| {
            CLAUSES[..3].iter().any(|word| self.document.words(source).eq_ignore_ascii_case(word))
        });
        if is_relative {
            return false;
        }
        if words.len() > REACH || words.iter().any(breaks) {
            return false;
        }
        // "After the attack on Monday, he said": the time is the attack's.
        let opening = tokens(self.words(self.sentence.start(), time.start()));
        let first =
            opening.iter().rposition(|token| matches!(token.text, "," | "”" | "\"" | ";")).map_or(0, |at| at + 1);
        !(comes_first && opening.get(first).is_some_and(|token| among(token, &CLAUSES)))
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

    fn words(&self, from: usize, to: usize) -> &str {
        self.document.text().get(from..to).unwrap_or_default()
    }
}

/// Whether a dash follows, as it does behind "WEXHOLM, June 13 (NHA) -".
fn is_dateline(after: &str) -> bool {
    let near = after.char_indices().take_while(|(at, _)| *at < DATELINE_BYTES).map(|(_, c)| c).collect::<String>();
    [" - ", " – ", " — ", " -- "].iter().any(|dash| near.contains(dash))
}

fn is_in(spans: &Spans, time: Span) -> bool {
    spans.pieces().iter().any(|piece| piece.overlaps(time))
}

fn among(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is(word))
}
