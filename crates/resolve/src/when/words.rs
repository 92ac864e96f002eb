//! A look at tokens by place, where every place exists.

use crate::numbers;
use crate::tokens::Token;

/// The most tokens that a number in a time expression has: "three and a half".
const NUMBER_TOKENS: usize = 8;

/// Tokens, by place. Beyond the ends there are empty words.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    tokens: &'a [Token<'a>],
}

impl<'a> Words<'a> {
    pub(super) fn new(tokens: &'a [Token<'a>]) -> Words<'a> {
        Words { tokens }
    }

    pub(super) fn len(self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(at)
    }

    /// The word there.
    pub(super) fn text(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// The word before.
    pub(super) fn before(self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    pub(super) fn is(self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Whether the word before is one of these.
    pub(super) fn after_any(self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.any(at - 1, words)
    }

    /// Whether these words stand there.
    pub(super) fn are(self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, word)| self.is(at + i, word))
    }

    /// Whether nothing stands between this token and the one before.
    pub(super) fn touches(self, at: usize) -> bool {
        at > 0
            && match (self.tokens.get(at - 1), self.tokens.get(at)) {
                (Some(left), Some(right)) => left.end() == right.start,
                _ => false,
            }
    }

    pub(super) fn is_capital(self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }

    pub(super) fn is_number(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_number)
    }

    /// Digits alone, of so many places.
    pub(super) fn digits(self, at: usize, places: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let text = self.text(at);
        let plain = places.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain { text.parse().ok() } else { None }
    }

    pub(super) fn is_hyphen(self, at: usize) -> bool {
        matches!(self.text(at), "-" | "\u{2010}" | "\u{2011}")
    }

    /// Hyphens and dashes as ranges have them.
    pub(super) fn is_dash(self, at: usize) -> bool {
        self.is_hyphen(at) || matches!(self.text(at), "–" | "—")
    }

    pub(super) fn is_apostrophe(self, at: usize) -> bool {
        matches!(self.text(at), "'" | "’" | "‘")
    }

    /// Whether a sentence, a line or a quotation begins there.
    pub(super) fn begins(self, at: usize) -> bool {
        at == 0 || matches!(self.before(at), "." | "!" | "?" | "“" | "\"" | "—" | ":" | "(" | "•")
    }

    /// A number and how many tokens write it.
    pub(super) fn number(self, at: usize) -> Option<(usize, f64, bool)> {
        let end = (at + NUMBER_TOKENS).min(self.len());
        let found = numbers::number(self.tokens.get(at..end)?)?;
        Some((found.tokens, found.value, found.is_vague))
    }
}
