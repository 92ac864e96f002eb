//! Tokens with a look around them.

use crate::tokens::Token;

/// The tokens of a piece of text. A look beyond its ends finds nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a [Token<'a>]);

impl<'a> Words<'a> {
    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    pub(super) fn get(self, at: usize) -> Option<&'a Token<'a>> {
        self.0.get(at)
    }

    /// The token so many before `at`.
    pub(super) fn before(self, at: usize, back: usize) -> Option<&'a Token<'a>> {
        self.0.get(at.checked_sub(back)?)
    }

    /// Its characters; empty beyond the ends.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.0.get(at).map_or("", |token| token.text)
    }

    pub(super) fn text_before(self, at: usize, back: usize) -> &'a str {
        self.before(at, back).map_or("", |token| token.text)
    }

    pub(super) fn from(self, at: usize) -> &'a [Token<'a>] {
        self.0.get(at..).unwrap_or_default()
    }

    /// Whether this token is one of these words, in capitals or not.
    pub(super) fn is(self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|token| one_of(token.text, words))
    }

    /// The same of the token so many before `at`.
    pub(super) fn was(self, at: usize, back: usize, words: &[&str]) -> bool {
        self.before(at, back).is_some_and(|token| one_of(token.text, words))
    }

    /// Whether these words stand from `at` on, in this order.
    pub(super) fn are(self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.get(at + i).is_some_and(|token| token.is(word)))
    }

    /// Whether this token and the one before it stand together without a space.
    pub(super) fn is_glued(self, at: usize) -> bool {
        matches!((self.before(at, 1), self.get(at)), (Some(left), Some(right)) if left.end() == right.start)
    }

    /// Whether a hyphen or short dash without spaces around it stands here.
    pub(super) fn is_hyphen(self, at: usize) -> bool {
        matches!(self.text(at), "-" | "–" | "‑") && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// Whether a sentence or a quotation begins here, where capitals say nothing; behind the dash of a dateline, too.
    pub(super) fn begins_sentence(self, at: usize) -> bool {
        if matches!(self.text_before(at, 1), "-" | "–" | "—") && !self.is_glued(at) {
            return true;
        }
        self.before(at, 1)
            .is_none_or(|token| matches!(token.text, "." | "!" | "?" | ":" | "“" | "\"" | "‘" | "'" | "«"))
    }
}

pub(super) fn one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether it begins with a capital letter.
pub(super) fn is_capitalised(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Words for stretches of time: what `sayso` counts as times, not as figures.
#[rustfmt::skip]
pub(super) const PERIODS: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights", "week", "weeks",
    "weekend", "weekends", "fortnight", "month", "months", "quarter", "quarters", "year", "years", "decade", "decades",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mondays", "Tuesdays", "Wednesdays",
    "Thursdays", "Fridays", "Saturdays", "Sundays", "summer", "winter", "summers", "winters", "evening", "evenings", "morning",
    "mornings", "afternoon", "afternoons", "weekday", "weekdays", "semester", "semesters", "spring", "autumn",
    "century", "centuries", "millennia", "generation", "generations", "yr", "yrs", "mins", "hrs",
];

#[rustfmt::skip]
pub(super) const MONTHS: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
];
