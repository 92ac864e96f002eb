//! Are two statements about the same?

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::candidates::SHARED;
use crate::said::Said;
use crate::sharing::Sharing;
use crate::words::Stem;

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

/// Those before a statement whose words are most like its own.
pub(crate) fn alike(said: &[Said<'_>], sharing: &Sharing, at: usize) -> impl Iterator<Item = usize> {
    let sharing = sharing.before(at, SHARING).into_iter();
    let likeness = sharing.map(|(other, _)| (likeness(&said[other], &said[at]), other));
    let mut alike: Vec<(u32, usize)> = likeness.filter(|(alike, _)| *alike >= SHARED).collect();
    alike.sort_unstable_by_key(|(alike, other)| (Reverse(*alike), Reverse(*other)));
    alike.into_iter().take(ALIKE).map(|(_, other)| other)
}

/// Pairs of one of the first so many with one of the others that share telling words and are so alike at least.
pub(crate) fn alike_with_first(said: &[Said<'_>], first: usize, least: u32) -> BTreeSet<(usize, usize)> {
    let (claims, news) = said.split_at(first);
    let having = having(claims);
    let mut pairs = BTreeSet::new();
    for (at, one) in news.iter().enumerate() {
        let sharing: BTreeSet<usize> =
            telling(one).filter_map(|(stem, _)| having.get(&stem)).flatten().copied().collect();
        let alike = sharing.into_iter().filter(|claim| likeness(&claims[*claim], one) >= least);
        pairs.extend(alike.map(|claim| (claim, first + at)));
    }
    pairs
}

/// Statements by their telling words.
fn having(said: &[Said<'_>]) -> BTreeMap<Stem, Vec<usize>> {
    let mut having: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        telling(one).for_each(|(stem, _)| having.entry(stem).or_default().push(at));
    }
    having
}

/// The telling words of a statement, with how telling they are.
pub(crate) fn telling(said: &Said<'_>) -> impl Iterator<Item = (Stem, u32)> {
    said.words.iter().filter(|word| word.weight >= TELLING).map(|word| (word.stem, word.weight))
}

/// A pair that shares no word so telling is not looked at.
const TELLING: u32 = 200;
/// Of the statements that share telling words with one, so many are held against it,
const SHARING: usize = 96;
/// and of these so many kept.
const ALIKE: usize = 32;
