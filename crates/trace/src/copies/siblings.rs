//! Which documents share passages that neither has from the other?

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::direction::Verdict;
use super::sources::{Edge, Pair};

/// A copy is compared with so many that follow it among the copies of one source, by when they were published. Of five
/// thousand cuts of one wire not every two are listed.
const COMPARED: usize = 16;
/// So many words of the source are in both.
const LEAST_COMMON: usize = 6;

/// Two texts that share passages and have them from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) texts: [u32; 2],
    pub(super) source: Origin,
}

/// From a text that is here, or from an outlet that is credited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    Text(u32),
    Unseen(String),
}

/// All siblings, by rank.
pub(super) fn siblings(pairs: &[Pair], edges: &[Edge], rank: &[u32]) -> Vec<Common> {
    let place = |text: u32| rank.get(text as usize).copied().unwrap_or(u32::MAX);
    let ordered = |one: u32, other: u32| if place(one) <= place(other) { [one, other] } else { [other, one] };
    let joined: BTreeSet<[u32; 2]> = edges.iter().map(|edge| ordered(edge.copy, edge.source)).collect();
    let mut by_source: BTreeMap<(u32, u32), Vec<&Edge>> = BTreeMap::new();
    for edge in edges {
        by_source.entry((place(edge.source), edge.source)).or_default().push(edge);
    }
    let mut found: BTreeMap<[u32; 2], Common> = BTreeMap::new();
    let mut add = |texts: [u32; 2], source: Origin| {
        if !joined.contains(&texts) {
            found.entry(texts.map(place)).or_insert(Common { texts, source });
        }
    };
    for ((_, source), mut copies) in by_source {
        copies.sort_by_key(|edge| place(edge.copy));
        let ranges: Vec<Vec<Range<usize>>> = copies.iter().map(|edge| in_source(edge, pairs)).collect();
        for (at, one) in copies.iter().enumerate() {
            let next = copies.iter().zip(&ranges).skip(at + 1).take(COMPARED);
            let shares = next.filter(|(_, other)| overlap(&ranges[at], other) >= LEAST_COMMON);
            shares.for_each(|(other, _)| add([one.copy, other.copy], Origin::Text(source)));
        }
    }
    for Pair { texts: [one, other], verdict, .. } in pairs {
        if let Verdict::Siblings(name) = verdict {
            add(ordered(*one, *other), Origin::Unseen(name.clone()));
        }
    }
    found.into_values().collect()
}

/// The words of the source that the copy has, in order.
fn in_source(edge: &Edge, pairs: &[Pair]) -> Vec<Range<usize>> {
    let Pair { texts, shared, .. } = &pairs[edge.pair];
    let mut ranges: Vec<Range<usize>> =
        shared.passages.iter().map(|passage| passage.range(texts[0] == edge.source)).collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// How many words stand in both; ranges are in order and apart.
fn overlap(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let (mut left, mut right, mut sum) = (one.iter().peekable(), other.iter().peekable(), 0);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        sum += a.end.min(b.end).saturating_sub(a.start.max(b.start));
        if a.end <= b.end {
            left.next();
        } else {
            right.next();
        }
    }
    sum
}
