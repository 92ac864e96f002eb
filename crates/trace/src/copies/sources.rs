//! From pairs that share text to sources: of all that a document may have a passage from, which has it really?

use std::collections::{BTreeMap, BTreeSet};

use super::direction::{Reason, Verdict};
use super::evidence::Shared;
use super::words::{QUOTED, STOCK, Word};

/// A document has at most so many sources.
const MOST_SOURCES: usize = 8;
/// A further source adds so many free words that the others do not have.
const LEAST_ADDED: usize = 16;
/// Sources that explain nearly as much as the best, in percent, are as good: then a credit and the date decide.
const AS_GOOD_PERCENT: usize = 90;

/// Two texts by their numbers, the one with the smaller digest first, and what was found about them.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) texts: [u32; 2],
    pub(super) shared: Shared,
    pub(super) verdict: Verdict,
}

/// `copy` has `pair`'s passages from `source`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) copy: u32,
    pub(super) source: u32,
    pub(super) pair: usize,
}

/// Who has text from whom, without circles. `words` are those of a text, `rank` says who was published first.
pub(super) fn sources<'a>(pairs: &[Pair], words: impl Fn(u32) -> &'a [Word], rank: &[u32]) -> Vec<Edge> {
    let mut offers: BTreeMap<u32, Vec<Edge>> = BTreeMap::new();
    for (pair, Pair { texts: [one, other], verdict, .. }) in pairs.iter().enumerate() {
        if let Verdict::Copy { is_first_source, .. } = verdict {
            let (copy, source) = if *is_first_source { (*other, *one) } else { (*one, *other) };
            offers.entry(copy).or_default().push(Edge { copy, source, pair });
        }
    }
    let above: BTreeMap<u32, BTreeSet<u32>> =
        offers.iter().map(|(copy, offers)| (*copy, offers.iter().map(|edge| edge.source).collect())).collect();
    let chosen = offers.values().flat_map(|offers| choose(offers, pairs, &words, &above, rank)).collect();
    without_circles(chosen, pairs, rank)
}

/// The fewest sources that explain what a text shares, the best first (greedy set cover, Chvátal 1979).
fn choose<'a>(
    offers: &[Edge],
    pairs: &[Pair],
    words: &impl Fn(u32) -> &'a [Word],
    above: &BTreeMap<u32, BTreeSet<u32>>,
    rank: &[u32],
) -> Vec<Edge> {
    let Some(copy) = offers.first().map(|edge| edge.copy) else { return Vec::new() };
    let free: Vec<Vec<usize>> = offers.iter().map(|edge| free(edge, pairs, words)).collect();
    let mut covered = vec![false; words(copy).len()];
    let mut out: Vec<Edge> = Vec::new();
    while out.len() < MOST_SOURCES {
        let added = |at: usize| free[at].iter().filter(|word| covered.get(**word) == Some(&false)).count();
        let left = (0..offers.len()).filter(|at| !out.contains(&offers[*at]));
        let added: Vec<(usize, usize)> = left.map(|at| (at, added(at))).collect();
        let most = added.iter().map(|(_, added)| *added).max().unwrap_or(0);
        if most < if out.is_empty() { 1 } else { LEAST_ADDED } {
            break;
        }
        let as_good: Vec<usize> =
            added.into_iter().filter(|(_, added)| added * 100 >= most * AS_GOOD_PERCENT).map(|(at, _)| at).collect();
        // Where one of these has it from another, the other is nearer to the source, whatever the dates say.
        let is_from_another = |at: usize| {
            let above = above.get(&offers[at].source);
            as_good.iter().any(|other| above.is_some_and(|above| above.contains(&offers[*other].source)))
        };
        let order = |at: &usize| {
            let edge = offers[*at];
            (!is_credited(&pairs[edge.pair]), is_from_another(*at), rank.get(edge.source as usize))
        };
        let Some(best) = as_good.iter().copied().min_by_key(order) else { break };
        let is_one = pairs[offers[best].pair].texts[0] == copy;
        for passage in &pairs[offers[best].pair].shared.passages {
            covered.get_mut(passage.range(is_one)).unwrap_or_default().fill(true);
        }
        out.push(offers[best]);
    }
    out
}

fn is_credited(pair: &Pair) -> bool {
    matches!(&pair.verdict, Verdict::Copy { reasons, .. } if reasons.contains(&Reason::Credited))
}

/// The free words of the copy that stand in runs with this source.
fn free<'a>(edge: &Edge, pairs: &[Pair], words: &impl Fn(u32) -> &'a [Word]) -> Vec<usize> {
    let Pair { texts: [one, other], shared, .. } = &pairs[edge.pair];
    let (left, right) = (words(*one), words(*other));
    let is_one = *one == edge.copy;
    let runs = shared.passages.iter().flat_map(|passage| &passage.runs);
    let places = runs.flat_map(|run| (0..run.len as usize).map(|at| (run.one as usize + at, run.other as usize + at)));
    let is_free = |(a, b): &(usize, usize)| {
        let flags = [left.get(*a), right.get(*b)].map(|word| word.map_or(0, |word| word.flags));
        (flags[0] | flags[1]) & QUOTED == 0 && flags[0] & STOCK == 0
    };
    places.filter(is_free).map(|(a, b)| if is_one { a } else { b }).collect()
}

/// The edges, surest first, without those that would make a text its own source.
fn without_circles(mut edges: Vec<Edge>, pairs: &[Pair], rank: &[u32]) -> Vec<Edge> {
    let points = |edge: &Edge| match &pairs[edge.pair].verdict {
        Verdict::Copy { points, .. } => *points,
        Verdict::Siblings(_) => 0,
    };
    let place = |text: u32| rank.get(text as usize).copied();
    edges.sort_by_key(|edge| (std::cmp::Reverse(points(edge)), place(edge.copy), place(edge.source)));
    let mut above: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let leads_to = |above: &BTreeMap<u32, Vec<u32>>, from: u32, to: u32| {
        let (mut open, mut seen) = (vec![from], BTreeSet::from([from]));
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            open.extend(above.get(&next).into_iter().flatten().copied().filter(|source| seen.insert(*source)));
        }
        false
    };
    let mut out = Vec::new();
    for edge in edges {
        if !leads_to(&above, edge.source, edge.copy) {
            above.entry(edge.copy).or_default().push(edge.source);
            out.push(edge);
        }
    }
    out
}
