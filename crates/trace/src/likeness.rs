//! Are two statements about the same?

use std::collections::BTreeMap;

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
    let mut having: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in said.iter().enumerate() {
        for word in one.words.iter().filter(|word| word.weight >= TELLING) {
            having.entry(&word.stem).or_default().push(at);
        }
    }
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

/// A pair that shares no word so telling is not looked at,
const TELLING: u32 = 200;
/// nor one whose telling words are in more statements than this each: what all speak of tells no two of them apart.
const HOLDERS: usize = 512;
