//! Are two statements about the same?

use std::collections::{BTreeMap, BTreeSet};

use crate::said::Said;

/// How alike what two statements say is, whether or not one denies it: thousandths.
pub(crate) fn likeness(one: &Said<'_>, other: &Said<'_>) -> u32 {
    let (first, second) = (one.weight(), other.weight());
    let shared = one.shared(other);
    if shared == 0 {
        return 0;
    }
    let dice = 2000 * shared / (first + second);
    // A short content that stands in a long one whole says no less than part of it.
    let contained = 1000 * shared / first.min(second).max(SHORT);
    let alike = (dice + contained) / 2;
    if differ(one, other) { alike / 2 } else { alike }
}

/// A content of fewer telling words fits too much.
const SHORT: u32 = 1200;

/// Whether both have numbers, and none in common.
fn differ(one: &Said<'_>, other: &Said<'_>) -> bool {
    let has = |value: &str| other.figures.iter().any(|(theirs, _)| theirs == value);
    !one.figures.is_empty() && !other.figures.is_empty() && !one.figures.iter().any(|(value, _)| has(value))
}

/// Pairs that share telling words, the first before the second, with their likeness where it is at least `least`.
pub(crate) fn alike(said: &[Said<'_>], least: u32) -> BTreeMap<(usize, usize), u32> {
    let having = having(said);
    let mut pairs: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for places in having.values().filter(|places| places.len() <= HOLDERS) {
        for (at, second) in places.iter().enumerate() {
            for first in &places[..at] {
                pairs.entry((*first, *second)).or_insert_with(|| likeness(&said[*first], &said[*second]));
            }
        }
    }
    pairs.retain(|_, alike| *alike >= least);
    pairs
}

/// Pairs of one of the first so many with one of the others that share telling words and are so alike at least.
pub(crate) fn alike_with_first(said: &[Said<'_>], first: usize, least: u32) -> BTreeSet<(usize, usize)> {
    let (claims, news) = said.split_at(first);
    let having = having(claims);
    let mut pairs = BTreeSet::new();
    for (at, one) in news.iter().enumerate() {
        let telling = one.words.iter().filter(|word| word.weight >= TELLING);
        let sharing: BTreeSet<usize> = telling.filter_map(|word| having.get(&*word.stem)).flatten().copied().collect();
        let alike = sharing.into_iter().filter(|claim| likeness(&claims[*claim], one) >= least);
        pairs.extend(alike.map(|claim| (claim, first + at)));
    }
    pairs
}

/// Statements by their telling words.
fn having<'s>(said: &'s [Said<'_>]) -> BTreeMap<&'s str, Vec<usize>> {
    let mut having: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        for word in one.words.iter().filter(|word| word.weight >= TELLING) {
            having.entry(&word.stem).or_default().push(at);
        }
    }
    having
}

/// A pair that shares no word so telling is not looked at,
const TELLING: u32 = 200;
/// nor one whose telling words are in more statements than this each: what all speak of tells no two of them apart.
const HOLDERS: usize = 512;
