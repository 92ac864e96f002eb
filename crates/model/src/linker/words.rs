//! Words as the linker has them: in small letters, without accents, each sign of punctuation by itself.
//!
//! `training/pieces.py` is the same in Python.

use unicode_categories::UnicodeCategories;
use unicode_normalization::UnicodeNormalization;

/// The first letters of a word are enough to tell that two are forms of one.
const KEY_CHARACTERS: usize = 5;

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let end = |word: &mut String, out: &mut Vec<String>| {
        if !word.is_empty() {
            out.push(std::mem::take(word));
        }
    };
    for c in text.to_lowercase().nfd().filter(|c| !is_left_out(*c)) {
        let alone = stands_alone(c);
        if alone || c.is_whitespace() {
            end(&mut word, &mut out);
        }
        if alone {
            out.push(c.into());
        } else if !c.is_whitespace() {
            word.push(c);
        }
    }
    end(&mut word, &mut out);
    out
}

/// Accents, and what is not seen.
fn is_left_out(c: char) -> bool {
    let is_unseen = c.is_other_control() || c.is_other_format() || c.is_other_private_use();
    c.is_mark_nonspacing() || is_unseen && !c.is_whitespace()
}

fn stands_alone(c: char) -> bool {
    c.is_punctuation() || c.is_ascii_graphic() && !c.is_ascii_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What two words share that say the same: the first letters, or the whole number; none of punctuation.
pub(super) fn key(word: &str) -> Option<&str> {
    if !word.contains(char::is_alphanumeric) {
        return None;
    }
    let end = word.char_indices().nth(KEY_CHARACTERS).filter(|_| !is_number(word));
    word.get(..end.map_or(word.len(), |(at, _)| at))
}

/// Whether a word begins with a digit.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_words_and_signs() {
        let check = |text: &str, expect: &[&str]| assert_eq!(words(text), expect, "{text}");
        check("", &[]);
        check(
            "The Café’s “U.S.” 1,200-ton",
            &["the", "cafe", "’", "s", "“", "u", ".", "s", ".", "”", "1", ",", "200", "-", "ton"],
        );
        check("a\u{200b}b\u{1}c\td\n\n$5 €6", &["abc", "d", "$", "5", "€6"]);
        check("東京x", &["東", "京", "x"]);
    }

    #[test]
    fn keys_are_beginnings_and_whole_numbers() {
        let check = |word: &str, expect: Option<&str>| assert_eq!(key(word), expect, "{word}");
        check("evacuation", Some("evacu"));
        check("élan", Some("élan"));
        check("1234567", Some("1234567"));
        check("ship", Some("ship"));
        check("…", None);
        check("", None);
    }
}
