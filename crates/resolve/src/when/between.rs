//! Are the words between a cue and a time, and before the time, no clause of their own?

use sayso_core::Span;

use super::clause::{Clause, among};
use super::said_words::{
    CLAUSES, CLAUSES_AFTER_TIME, FINITE, MADE_TO_SPEAK, PAST_CUES, PRONOUNS, REACH, REPORTS, SHORT_CONTENT, SMALL,
};
use crate::tokens::{Token, tokens};

impl Clause<'_> {
    /// Whether the words between cue and time are no clause of their own.
    pub(super) fn is_free(&self, time: Span) -> bool {
        let (from, to) = if time.start() >= self.cue.end() {
            (self.cue.end(), time.start())
        } else {
            (time.end(), self.cue.start())
        };
        let contents = self.statement.content().pieces();
        let between: Vec<Span> =
            contents.iter().filter(|piece| piece.start() < to && piece.end() > from).copied().collect();
        if self.is_right_behind(&between, time) {
            return true;
        }
        let comes_first = time.end() <= self.cue.start();
        let words: usize = between.iter().map(|piece| tokens(self.document.words(*piece)).len()).sum();
        if words > SHORT_CONTENT || words > 0 && comes_first || self.is_of_relative(time) {
            return false;
        }
        let goes_on = comes_first && self.goes_on(time);
        let is_broken = if comes_first { self.breaks_before(from, to) } else { self.breaks_behind(from, to) };
        let words =
            tokens(self.words(from, to)).iter().filter(|token| self.is_outside_source(from + token.start)).count();
        let is_near = words <= REACH || comes_first && self.words(from, to).starts_with(',');
        is_near && (goes_on || !is_broken) && !(comes_first && self.is_of_opening(time, goes_on))
    }

    /// "sounded a call for help on Monday": right behind the content the time is that of the cue, or it would stand in it.
    fn is_right_behind(&self, between: &[Span], time: Span) -> bool {
        let [content] = between else { return false };
        let small = self.words(content.end(), time.start()).trim_matches([' ', ',', '”', '"']).to_lowercase();
        time.start() >= self.cue.end() && content.end() <= time.start() && SMALL.contains(&small.as_str())
    }

    /// "the memo of March, which says": the pronoun is the source.
    fn is_of_relative(&self, time: Span) -> bool {
        let source = self.statement.source().cover().filter(|source| source.start() >= time.end());
        source.is_some_and(|source| {
            ["who", "which", "whose"].iter().any(|word| self.document.words(source).eq_ignore_ascii_case(word))
        })
    }

    /// Whether another clause lies between a time and the cue behind it.
    fn breaks_before(&self, from: usize, to: usize) -> bool {
        let words: Vec<Token<'_>> = tokens(self.words(from, to));
        let words: Vec<Token<'_>> =
            words.into_iter().filter(|token| self.is_outside_source(from + token.start)).collect();
        // "On Saturday, hours after the crash, police said"
        let last = words.iter().rposition(|token| token.text == ",").unwrap_or(0);
        let aside = if words.first().is_some_and(|token| token.text == ",") { last } else { 0 };
        let breaks = |token: &Token<'_>| is_edge(token) || among(token, &REPORTS) || among(token, &CLAUSES_AFTER_TIME);
        words[aside..].iter().any(breaks)
    }

    /// Whether another clause lies between a cue and the time behind it.
    fn breaks_behind(&self, from: usize, to: usize) -> bool {
        let words = tokens(self.words(from, to));
        let is_said = |at: usize| self.statement.content().pieces().iter().any(|piece| piece.range().contains(&at));
        let breaks = |token: &Token<'_>| {
            let is_other = among(token, &REPORTS) || among(token, &FINITE);
            is_edge(token) || is_other && !is_said(from + token.start)
        };
        let joins = |pair: &[Token<'_>]| pair[0].text == "," && (pair[1].is("and") || pair[1].is("but"));
        let outside = |token: &&Token<'_>| self.is_outside_source(from + token.start);
        words.iter().filter(outside).any(breaks) || words.windows(2).any(joins)
    }

    /// Whether a time before the cue is that of what is told before it: "After the attack on Monday, he said", "The clerk, freed on
    /// Monday, said", "The Courier reported on Monday, quoting her".
    fn is_of_opening(&self, time: Span, goes_on: bool) -> bool {
        let opening = tokens(self.words(self.sentence.start(), time.start()));
        let is_mark = |token: &Token<'_>| matches!(token.text, "," | "”" | "\"" | ";");
        let first = opening.iter().rposition(is_mark).map_or(0, |at| at + 1);
        let is_participle = |token: &Token<'_>| {
            let is_past = token.text.ends_with("ed") && token.text.starts_with(char::is_lowercase);
            first > 0 && is_past && !among(token, &MADE_TO_SPEAK)
        };
        let reports =
            |token: &Token<'_>| among(token, &REPORTS) && self.is_outside_source(self.sentence.start() + token.start);
        opening.get(first).is_some_and(|token| among(token, &CLAUSES) || is_participle(token))
            || !goes_on && opening.iter().skip(first + 1).any(reports)
    }

    /// Whether somebody who was named before the time goes on with "and": "On Tuesday she denied it and called it a lie", "We
    /// met in 2016, and we said no".
    fn goes_on(&self, time: Span) -> bool {
        let source = self.statement.source().cover().filter(|source| source.start() >= time.end());
        let Some(source) = source else { return false };
        let pronoun = self.document.words(source);
        let cue = self.document.words(self.cue).to_lowercase();
        let is_past = cue.split_whitespace().any(|word| word.ends_with("ed") || PAST_CUES.contains(&word));
        if !is_past || !PRONOUNS.iter().any(|word| pronoun.eq_ignore_ascii_case(word)) {
            return false;
        }
        let between = tokens(self.words(time.end(), source.start()));
        if !between.last().is_some_and(|token| token.is("and")) || between.iter().any(|token| token.text == ";") {
            return false;
        }
        let opening = tokens(self.words(self.sentence.start(), time.start()));
        let quote = opening.iter().rposition(|token| matches!(token.text, "“" | "\"" | "‘" | "'"));
        let subject = opening.get(quote.map_or(0, |at| at + 1));
        opening.len() <= 2 || subject.is_some_and(|token| token.text.eq_ignore_ascii_case(pronoun))
    }

    fn is_outside_source(&self, at: usize) -> bool {
        !self.statement.source().pieces().iter().any(|piece| piece.range().contains(&at))
    }
}

/// Whether a clause begins here, or somebody's words do.
fn is_edge(token: &Token<'_>) -> bool {
    among(token, &CLAUSES) || matches!(token.text, ";" | "“" | "”" | "\"")
}
