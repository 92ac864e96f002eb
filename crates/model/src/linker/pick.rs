//! What of a long text is read beside a claim: its beginning, and the sentences that share most words with the claim or
//! doubt something. `picked` of `training/pairs.py` is the same in Python.

use std::collections::HashSet;

use super::words::{key, words};

/// Words of a text that are read: from its beginning, and in all.
const LEAD: usize = 60;
const ALL: usize = 160;
/// Shorter words say nothing of what a sentence is about.
const SHORTEST_CHARACTERS: usize = 3;
/// Words by which news says that something is not so.
pub(super) const DOUBTS: [&str; 44] = [
    "hoax",
    "fake",
    "fakes",
    "faked",
    "false",
    "falsely",
    "deny",
    "denied",
    "denies",
    "denying",
    "denial",
    "untrue",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "debunk",
    "debunked",
    "debunks",
    "refute",
    "refuted",
    "refutes",
    "dismissed",
    "dismisses",
    "retract",
    "retracted",
    "retraction",
    "correction",
    "satire",
    "satirical",
    "photoshopped",
    "prank",
    "doubt",
    "doubts",
    "lie",
    "lies",
    "myth",
    "incorrect",
    "mistaken",
    "wrong",
    "disputed",
    "disputes",
    "rejected",
    "rejects",
];

const CLOSERS: [char; 5] = ['"', '”', '’', '\'', ')'];
const OPENERS: [char; 5] = ['"', '“', '‘', '\'', '('];

/// The sentences of `text`, as words, that are read beside a claim of the words `claim`. Words of `common` stand everywhere and say
/// nothing of what a sentence is about.
pub(super) fn picked(claim: &[String], text: &str, common: &HashSet<String>) -> Vec<Vec<String>> {
    let wanted = keys(claim, common);
    let sentences: Vec<Vec<String>> = sentences(text).into_iter().map(words).collect();
    let mut left = ALL as isize;
    let mut keep = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        if ALL as isize - left >= LEAD as isize || left <= 0 {
            break;
        }
        keep.push(at);
        left -= sentence.len() as isize;
    }
    let worth = |sentence: &Vec<String>| {
        let shared = keys(sentence, common).intersection(&wanted).count() as f64;
        let doubts = sentence.iter().any(|word| DOUBTS.contains(&word.as_str()));
        shared + if doubts { 1.5 } else { 0.0 } - 0.01 * sentence.len() as f64
    };
    let rest = sentences.iter().enumerate().skip(keep.len());
    let mut rest: Vec<(usize, f64)> = rest.map(|(at, sentence)| (at, worth(sentence))).collect();
    // A stable sort: of two that are worth the same the earlier one stands first.
    rest.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    for (at, worth) in rest {
        if left <= 0 || worth < 1.0 {
            break;
        }
        keep.push(at);
        left -= sentences[at].len() as isize;
    }
    keep.sort_unstable();
    keep.into_iter().map(|at| sentences[at].clone()).collect()
}

/// What a sentence may share with another.
pub(super) fn keys<'w>(words: &'w [String], common: &HashSet<String>) -> HashSet<&'w str> {
    let tells = |word: &&String| word.chars().count() >= SHORTEST_CHARACTERS && !common.contains(*word);
    words.iter().filter(tells).filter_map(|word| key(word)).collect()
}

/// The sentences of a text: they end after a stop before white space and a capital, and at line ends. Marks of quotation
/// after the stop are left out.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut at, mut after_stop) = (0, 0, false);
    while let Some(c) = rest(text, at).chars().next() {
        let closed = if after_stop { at + length(text, at, |c| CLOSERS.contains(&c)) } else { at };
        let spaces = length(text, closed, char::is_whitespace);
        let begins = rest(text, closed + spaces).starts_with(|c: char| c.is_ascii_uppercase() || OPENERS.contains(&c));
        let run = length(text, at, char::is_whitespace);
        let end = if after_stop && spaces > 0 && begins {
            Some(closed + spaces)
        } else {
            (run > 0 && rest(text, at).get(..run).is_some_and(|run| run.contains('\n'))).then_some(at + run)
        };
        if let Some(end) = end {
            out.extend(text.get(start..at));
            start = end;
        }
        after_stop = matches!(c, '.' | '!' | '?') && end.is_none();
        at = end.unwrap_or(at + if run > 0 { run } else { c.len_utf8() });
    }
    out.extend(text.get(start..));
    out.into_iter().map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Bytes of the characters from `at` on that are `of`.
fn length(text: &str, at: usize, of: impl Fn(char) -> bool) -> usize {
    let rest = rest(text, at);
    rest.find(|c| !of(c)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_after_stops_and_lines() {
        let check = |text: &str, expect: &[&str]| assert_eq!(sentences(text), expect, "{text:?}");
        check("", &[]);
        check(" \n\n ", &[]);
        check("It sank. Nobody died.", &["It sank.", "Nobody died."]);
        check("“It sank.” Nobody died!  “So?” he said. no", &["“It sank.", "Nobody died!", "“So?” he said. no"]);
        check("Rope held it.\n\nno stop\n Next", &["Rope held it.", "no stop", "Next"]);
        check("At 3.5 knots. (It is said.) Why?! 'Tis.", &["At 3.5 knots.", "(It is said.", "Why?!", "'Tis."]);
        check("It ended.”\nnot so", &["It ended.”", "not so"]);
    }

    #[test]
    fn of_long_texts_the_beginning_and_what_touches_the_claim_are_read() {
        let filler = "Oats were sown early and the barns stood open all week. ".repeat(8);
        let text = format!("{filler}The ferry was overloaded. {filler}The owner called it a hoax. {filler}");
        let picked = picked(&words("Ferry overloaded, says clerk"), &text, &HashSet::new()).concat();
        let line = picked.join(" ");
        assert!(line.starts_with("oats were sown"), "{line}");
        assert!(line.ends_with("the ferry was overloaded . the owner called it a hoax ."), "{line}");
        assert_eq!(picked.len(), 60 + 5 + 7);
    }
}
