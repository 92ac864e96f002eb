//! All expressions of a stretch of text, in order.

use super::composed;
use super::expression::{Expression, Meaning};
use super::words::Words;

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

/// Whether an expression can begin there: not inside a word with a hyphen, nor in a number.
fn may_begin(w: Words<'_>, at: usize) -> bool {
    let Some(token) = w.token(at) else { return false };
    let is_mark = !token.is_word() && !token.is_number() && !w.is_apostrophe(at);
    // "co-2018", "F-16", "x2": what touches the word before goes on with it. A dash does not.
    let goes_on = w.touches(at) && at > 0 && w.token(at - 1).is_some_and(|before| before.is_word() || before.is_number());
    let hyphened = at > 1 && w.is_hyphen(at - 1) && w.touches(at) && w.touches(at - 1) && !w.any(at - 2, &["mid", "pre", "post"]);
    !is_mark && !(goes_on && !w.is_apostrophe(at)) && !hyphened
}
