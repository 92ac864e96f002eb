//! The words of a stretch of text with their base forms.

use std::ops::Range;

use super::lexicon::{Class, Classes, Lexicon};
use crate::tokens::{Token, tokens};

/// A word, a number or a mark; quotation marks are left out.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// Bytes of the document's text.
    pub(super) range: Range<usize>,
    /// As written.
    pub(super) text: &'a str,
    /// The word in small letters, and the base forms that it may be an inflection of.
    pub(super) bases: Vec<String>,
    pub(super) classes: Classes,
    /// Whether it is an irregular form, of a verb mostly.
    pub(super) is_form: bool,
    /// Whether a quotation begins with it.
    pub(super) opens_quote: bool,
}

impl Word<'_> {
    /// Whether it is this word, not an inflection of it.
    pub(super) fn is(&self, word: &str) -> bool {
        self.bases.first().is_some_and(|first| first == word)
    }

    /// Whether it may be an inflection of this word.
    pub(super) fn is_of(&self, base: &str) -> bool {
        self.bases.iter().any(|found| found == base)
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is no letter, no digit and no clitic.
    pub(super) fn is_mark(&self) -> bool {
        !self.text.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’')
    }

    /// Whether a sentence may end here.
    pub(super) fn ends_sentence(&self) -> bool {
        matches!(self.text, "." | "?" | "!" | ";" | "…")
    }

    /// Whether it is the mark of a possessive.
    pub(super) fn is_possessive(&self) -> bool {
        self.is("'s")
    }

    /// Whether it is a form that ends in "-ing".
    pub(super) fn is_ing(&self) -> bool {
        self.text.len() > 4 && self.text.ends_with("ing")
    }
}

/// The words of `text[range]`.
pub(super) fn words<'a>(text: &'a str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Word<'a>> {
    let part = text.get(range.clone()).unwrap_or_default();
    let tokens = tokens(part);
    let mut out: Vec<Word<'a>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let mut push = |within: Range<usize>, low: &str, further: &[&str]| {
            let mut bases = lexicon.bases(low);
            bases.extend(further.iter().map(|base| (*base).to_owned()));
            let classes = lexicon.classes(&bases);
            let text = &part[within.clone()];
            let is_form = lexicon.is_form(low);
            let before = &part[..within.start];
            let opens_quote = before.ends_with(['"', '“', '„', '«', '‘', '‹']) || before.ends_with("''");
            out.push(Word {
                range: range.start + within.start..range.start + within.end,
                text,
                bases,
                classes,
                is_form,
                opens_quote,
            });
        };
        let low = token.text.to_lowercase();
        let next = tokens.get(at + 1).filter(|next| next.start == token.end());
        let after = tokens.get(at + 2).filter(|after| next.is_some_and(|next| next.end() == after.start));
        at += 1;
        if is_apostrophe(token.text) {
            let before = at.checked_sub(2).map(|before| &tokens[before]).filter(|before| before.end() == token.start);
            match (before, next) {
                (Some(before), Some(next)) => {
                    let clitic = next.text.to_lowercase();
                    if let Some((_, bases)) = CLITICS.iter().find(|(name, _)| *name == clitic) {
                        let is_verb = clitic != "s" || VERBAL.iter().any(|word| before.is(word));
                        let name = format!("'{clitic}");
                        push(token.start..next.end(), &name, if is_verb { bases } else { &[] });
                        at += 1;
                    }
                }
                // "the residents' group", but not "the 'residents'"
                (Some(before), None) if before.text.ends_with('s') && opens_lower(tokens.get(at)) => {
                    push(token.range(), "'s", &[]);
                }
                _ => {}
            }
        } else if is_quote(token.text) || token.text == "." && follows_abbreviation(&tokens, at - 1) {
            continue;
        } else if low == "cannot" {
            push(token.start..token.start + 3, "can", &[]);
            push(token.start + 3..token.end(), "not", &[]);
        } else if low.ends_with('n') && next.is_some_and(|n| is_apostrophe(n.text)) && after.is_some_and(|t| t.is("t"))
        {
            // "didn't": "did", "n't"; what is left of "can't" and "won't" is no word.
            let stem = token.end() - 1;
            let verb = match low.as_str() {
                "can" => "can",
                "won" => "will",
                "shan" => "shall",
                _ => &low[..low.len() - 1],
            };
            let whole = if low == "can" { token.end() } else { stem };
            push(token.start..whole, verb, &[]);
            push(whole..after.map_or(whole, Token::end), "n't", &["not"]);
            at += 2;
        } else {
            push(token.range(), &low, &[]);
        }
    }
    out
}

/// What may follow an apostrophe, and of which verbs it is a form.
const CLITICS: [(&str, &[&str]); 6] = [
    ("s", &["be", "is"]),
    ("ll", &["will"]),
    ("re", &["be", "are"]),
    ("ve", &["have"]),
    ("m", &["be", "am"]),
    ("d", &["would", "have"]),
];
/// Words after which "'s" is a verb.
const VERBAL: [&str; 10] = ["it", "that", "he", "she", "there", "here", "what", "who", "this", "where"];

/// Whether a stop belongs to the word before it: "Mr.", "J.".
fn follows_abbreviation(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|before| before.end() == tokens[at].start);
    before.is_some_and(|before| {
        let is_initial =
            before.text.chars().count() == 1 && before.text.starts_with(char::is_uppercase) && before.text != "I";
        is_initial || TITLES.iter().any(|title| before.is(title))
    })
}

const TITLES: [&str; 20] = [
    "mr", "mrs", "ms", "dr", "st", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "maj", "capt", "prof", "rev", "hon",
    "jr", "sr", "adm",
];

fn is_apostrophe(text: &str) -> bool {
    matches!(text, "'" | "’")
}

pub(super) fn is_quote(text: &str) -> bool {
    matches!(text, "\"" | "“" | "”" | "„" | "«" | "»" | "‘" | "`" | "‹" | "›")
}

fn opens_lower(token: Option<&Token<'_>>) -> bool {
    token.is_some_and(|token| token.text.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found = words(text, 0..text.len(), &Lexicon::default());
        assert!(found.iter().all(|word| text[word.range.clone()] == *word.text));
        let found: Vec<&str> = found.iter().map(|word| word.bases[0].as_str()).collect();
        assert_eq!(found.join(" "), expect, "{text}");
    }

    #[test]
    fn clitics_are_words() {
        check("He didn’t say “we can't”.", "he did n't say we can n't .");
        check("Iran's men won't; they'll cannot", "iran 's men will n't ; they 'll can not");
        check("the residents' group, the 'Tea Taps'", "the residents 's group , the tea taps");
        check("'", "");
    }
}
