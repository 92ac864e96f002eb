//! All expressions of a stretch of text, in order.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::expression::{Expression, Meaning};
use super::words::Words;
use super::{composed, lexicon};

/// The expressions among these words; none overlaps another.
pub(super) fn expressions(w: Words<'_>) -> Vec<Expression> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < w.len() {
        let found = if may_begin(w, at) { composed::expression(w, at) } else { None };
        match found {
            Some(found) => {
                at = found.tokens.end.max(at + 1);
                if found.meaning != Meaning::Nothing {
                    out.push(found);
                }
            }
            None => at += 1,
        }
    }
    out
}

/// Every word with which an expression begins. Most words of a text are none of these, and nothing else is tried on them.
static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lists = [&lexicon::MONTHS[..], &lexicon::WEEKDAYS, &lexicon::FOREIGN_MONTHS, &lexicon::OPENERS];
    lists.into_iter().flatten().copied().collect()
});

fn opens(word: &str) -> bool {
    // No opener is longer; "Mondays" is one without its "s".
    const LONGEST_BYTES: usize = 16;
    if word.len() > LONGEST_BYTES {
        return false;
    }
    let word = word.to_ascii_lowercase();
    let is_short = || lexicon::short_month(&word).is_some() || lexicon::short_weekday(&word).is_some();
    OPENERS.contains(word.as_str()) || word.strip_suffix('s').is_some_and(|one| OPENERS.contains(one)) || is_short()
}

/// Whether an expression can begin there: not inside a word with a hyphen, nor in a number.
fn may_begin(w: Words<'_>, at: usize) -> bool {
    let Some(token) = w.token(at) else { return false };
    let is_mark = !token.is_word() && !token.is_number() && !w.is_apostrophe(at);
    // "co-2018", "F-16", "x2": what touches the word before goes on with it. A dash does not.
    let goes_on =
        w.touches(at) && at > 0 && w.token(at - 1).is_some_and(|before| before.is_word() || before.is_number());
    let hyphened =
        at > 1 && w.is_hyphen(at - 1) && w.touches(at) && w.touches(at - 1) && !w.any(at - 2, &["mid", "pre", "post"]);
    let is_inside = is_mark || hyphened || (goes_on && !w.is_apostrophe(at));
    let is_opener = |at: usize| w.token(at).is_some_and(|token| !token.is_word() || opens(token.text));
    const ARTICLES: [&str; 3] = ["a", "an", "the"];
    // After an article only some words go on, and there are many articles.
    let fits_article = !w.any(at, &ARTICLES) || (is_opener(at + 1) && !w.any(at + 1, &ARTICLES));
    !is_inside && is_opener(at) && fits_article
}
