//! Which words, numbers and marks does a stretch of text have?

use std::ops::Range;

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// First byte, in the text that was cut.
    pub(crate) start: usize,
    /// As written.
    pub(crate) text: &'a str,
}

impl Token<'_> {
    /// Byte after the last.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Bytes of the text that was cut.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Whether it is this word, in capitals or not. `word` is in small letters.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it begins with a digit.
    pub(crate) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it begins with a letter.
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// What a character does to the token that it may continue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Letter,
    Digit,
    Space,
    Mark,
}

fn shape(c: char) -> Shape {
    match c {
        _ if c.is_ascii_digit() => Shape::Digit,
        _ if c.is_alphabetic() || is_combining(c) => Shape::Letter,
        _ if c.is_whitespace() => Shape::Space,
        _ => Shape::Mark,
    }
}

/// Accents that stand behind their letter.
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

/// Runs of letters; initials with their stops ("U.S."); runs of digits, with commas and points before further digits
/// ("10,000", "3.5"); every other character by itself, such as hyphens and apostrophes: "Iran's" is "Iran", "'", "s".
/// Digits and letters that stand together are two tokens: "5pm" is "5", "pm".
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let end = match shape(first) {
            Shape::Letter => initials(text, at).unwrap_or_else(|| at + run(&text[at..], Shape::Letter)),
            Shape::Digit => number(text, at),
            Shape::Space | Shape::Mark => at + first.len_utf8(),
        };
        if shape(first) != Shape::Space {
            out.push(Token { start: at, text: &text[at..end] });
        }
        at = end;
    }
    out
}

/// Bytes of the characters of this shape with which `text` begins.
fn run(text: &str, of: Shape) -> usize {
    text.find(|c| shape(c) != of).unwrap_or(text.len())
}

/// End of initials that begin at `at`, if there are two at least: "U.S.", "J.R.".
fn initials(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut count = 0;
    let mut chars = text[at..].chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        if shape(letter) != Shape::Letter {
            break;
        }
        end += letter.len_utf8() + 1;
        count += 1;
    }
    (count >= 2).then_some(end)
}

/// End of the number that begins at `at`.
fn number(text: &str, at: usize) -> usize {
    let mut end = at + run(&text[at..], Shape::Digit);
    while text[end..].starts_with([',', '.']) {
        let further = run(&text[end + 1..], Shape::Digit);
        if further == 0 {
            break;
        }
        end += 1 + further;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found: Vec<&str> = tokens(text).iter().map(|token| token.text).collect();
        assert_eq!(found.join("|"), expect, "{text}");
        assert!(tokens(text).iter().all(|token| text[token.range()] == *token.text));
    }

    #[test]
    fn words_numbers_and_marks() {
        check("Iran's 10,000 men, at 5pm.", "Iran|'|s|10,000|men|,|at|5|pm|.");
        check("The U.S. said 3.5 percent.", "The|U.S.|said|3.5|percent|.");
        check("A. Varga of the U.N.'s staff", "A|.|Varga|of|the|U.N.|'|s|staff");
        check("mid-1990s, 1,2 and 7.", "mid|-|1990|s|,|1,2|and|7|.");
        check("Café “née” Zürich\u{301}", "Café|“|née|”|Zürich\u{301}");
        check("", "");
    }
}
