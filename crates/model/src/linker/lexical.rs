//! What the words of a pair show without a network: how much is shared, numbers, doubt, negation, hearsay, length. The
//! network sees little of some of it. `training/lexical.py` is the same in Python.

use std::collections::HashSet;

use super::pick::{self, DOUBTS};
use super::words::is_number;

/// How many features a pair has; `training/lexical.py` names them.
pub(super) const FEATURES: usize = 22;

const NEGATIONS: [&str; 17] = [
    "not", "no", "never", "nobody", "nothing", "neither", "nor", "none", "without", "cannot", "n't", "didn", "doesn",
    "isn", "wasn", "weren", "won",
];
const HEARSAY: [&str; 25] = [
    "reportedly",
    "allegedly",
    "alleged",
    "claim",
    "claims",
    "claimed",
    "claiming",
    "report",
    "reports",
    "reported",
    "rumored",
    "unconfirmed",
    "apparently",
    "purported",
    "purportedly",
    "possible",
    "possibly",
    "may",
    "might",
    "could",
    "suspected",
    "believed",
    "says",
    "said",
    "according",
];
/// From so many words on a text is long.
const WORDS: usize = 160;

/// What stands in a sentence, or in several.
#[derive(Default)]
struct Seen<'w> {
    words: usize,
    /// What other texts may share.
    keys: HashSet<&'w str>,
    numbers: HashSet<&'w str>,
    doubts: usize,
    negations: usize,
    hearsay: usize,
    asks: bool,
}

impl<'w> Seen<'w> {
    fn new(words: &'w [String], common: &HashSet<String>) -> Seen<'w> {
        let count = |of: &[&str]| words.iter().filter(|word| of.contains(&word.as_str())).count();
        Seen {
            words: words.len(),
            keys: pick::keys(words, common),
            numbers: words.iter().map(String::as_str).filter(|word| is_number(word)).collect(),
            doubts: count(&DOUBTS),
            negations: count(&NEGATIONS),
            hearsay: count(&HEARSAY),
            asks: words.iter().any(|word| word == "?"),
        }
    }

    fn shares(&self, other: &Seen<'_>) -> usize {
        self.keys.iter().filter(|key| other.keys.contains(*key)).count()
    }
}

/// The features of a claim and the sentences of the text that is held against it.
pub(super) fn features(claim: &[String], text: &[Vec<String>], common: &HashSet<String>) -> [f32; FEATURES] {
    let a = Seen::new(claim, common);
    let joined = text.concat();
    let b = Seen::new(&joined, common);
    // Of sentences that share as much the shortest, of those the first.
    let sentences = text.iter().map(|sentence| Seen::new(sentence, common)).rev();
    let best = sentences.max_by_key(|sentence| (a.shares(sentence), std::cmp::Reverse(sentence.words)));
    let best = best.unwrap_or_default();
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    let flag = |is: bool| f32::from(u8::from(is));
    let most = |count: usize, most: usize| count.min(most) as f32;
    let (shared, in_best) = (a.shares(&b), a.shares(&best));
    let same_numbers = a.numbers.intersection(&b.numbers).count();
    let at_odds = !a.numbers.is_empty() && !b.numbers.is_empty() && same_numbers == 0;
    let (doubt_a, doubt_b) = (a.doubts > 0, b.doubts > 0);
    [
        share(shared, a.keys.len()),
        share(shared, b.keys.len()),
        share(in_best, a.keys.len()),
        share(in_best, best.keys.len()),
        flag(same_numbers > 0),
        flag(at_odds),
        share(a.numbers.len() - same_numbers, a.numbers.len()),
        flag(b.numbers.len() > same_numbers),
        flag(doubt_a),
        most(b.doubts, 3),
        flag(best.doubts > 0),
        flag(doubt_a != doubt_b),
        flag(doubt_a && doubt_b),
        flag(a.negations > 0),
        most(b.negations, 3),
        flag((a.negations > 0) != (best.negations > 0)),
        most(a.hearsay, 2),
        most(b.hearsay, 6),
        flag(best.hearsay > 0),
        flag(a.asks),
        share(b.words, WORDS).min(1.0),
        flag(text.len() > 1),
    ]
}
