//! Do these shared words show that one has copied?

use super::align::{Passage, Weight, weigh};
use super::words::{BLOCK, Word};

/// So many free words in a row do not come about by chance; names, titles and set phrases are shorter.
const LEAST_ROW: usize = 9;
/// So many free words, in passages with such a row, make a copy.
const LEAST_FREE: usize = 16;
/// Where so much of the shorter document is shared, in percent, quotations included, ...
const WHOLE_PERCENT: usize = 50;
/// ... and so many words, ...
const WHOLE_SHARED: usize = 40;
/// ... so few free words are enough: those between the quotations.
const WHOLE_FREE: usize = 9;

/// What two documents share at their foot and nowhere else is no copy, if it has fewer words.
const LONGEST_FOOT: usize = 60;
/// A passage is kept that has so many equal words, ...
const KEPT_SHARED: usize = 6;
/// ... and so many that are neither names nor set phrases.
const KEPT_TELLING: usize = 4;

/// The passages of two documents that one has from the other, and what they weigh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// By their place in the first document; none where nothing was copied.
    pub(super) passages: Vec<Passage>,
    /// Equal words, and how many of them are free.
    pub(super) words: usize,
    pub(super) free: usize,
    /// Words of the first, then of the second document that stand inside passages and are not shared.
    pub(super) extra: [usize; 2],
}

/// What of the aligned passages is a copy.
pub(super) fn shared(one: &[Word], other: &[Word], passages: Vec<Passage>) -> Shared {
    let weighed: Vec<(&Passage, Weight)> =
        passages.iter().map(|passage| (passage, weigh(one, other, passage))).collect();
    let strong = weighed.iter().filter(|(passage, weight)| weight.longest >= LEAST_ROW && is_dense(passage));
    let strong: usize = strong.map(|(_, weight)| weight.free).sum();
    let total = |of: fn(&Weight) -> usize| weighed.iter().map(|(_, weight)| of(weight)).sum::<usize>();
    let (words, free) = (total(|weight| weight.shared), total(|weight| weight.free));
    let shorter = one.len().min(other.len());
    let is_whole = words >= WHOLE_SHARED && free >= WHOLE_FREE && words * 100 >= shorter * WHOLE_PERCENT;
    let is_foot = |(passage, _): &(&Passage, Weight)| is_foot(one, other, passage);
    if strong < LEAST_FREE && !is_whole || !is_whole && words < LONGEST_FOOT && weighed.iter().all(is_foot) {
        return Shared::default();
    }
    let passages = kept(one, other, passages);
    let extra =
        [true, false].map(|is_one| passages.iter().map(|passage| passage.range(is_one).len() - passage.shared()).sum());
    Shared { passages, words, free, extra }
}

/// The passages that are long and telling enough: chance meetings beside what was copied are no part of it.
pub(super) fn kept(one: &[Word], other: &[Word], mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.retain(|passage| {
        let weight = weigh(one, other, passage);
        weight.shared >= KEPT_SHARED && weight.telling >= KEPT_TELLING
    });
    passages
}

/// Whether a passage is the whole last paragraph of both: "Disclosure: ...", "The author is ...". An outlet sets it
/// under many articles that have nothing else in common.
fn is_foot(one: &[Word], other: &[Word], passage: &Passage) -> bool {
    [(one, true), (other, false)].into_iter().all(|(words, is_one)| {
        let range = passage.range(is_one);
        range.end == words.len() && words.get(range.start).is_some_and(|word| word.is(BLOCK))
    })
}

/// Whether most of a passage is shared. A chain of short runs is two reports of the same facts.
fn is_dense(passage: &Passage) -> bool {
    passage.shared() * 2 >= passage.range(true).len().max(passage.range(false).len())
}
