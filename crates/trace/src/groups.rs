//! Putting together what is alike, so that groups do not grow along chains of weak links.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use petgraph::unionfind::UnionFind;

use crate::pairs::Pair;

/// When two groups become one, in thousandths.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// If their members are so alike on the average,
    pub(crate) alike: u32,
    /// and no two that were compared less than this;
    pub(crate) apart: u32,
    /// of two that were not compared this is taken.
    pub(crate) missing: u32,
}

/// Things in groups, each named by one of its members.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    /// Each by itself.
    pub(crate) fn new(count: usize) -> Groups {
        Groups { of: (0..count).collect(), members: (0..count).map(|at| (at, vec![at])).collect() }
    }

    /// Agglomerative by averages (Sokal and Michener 1958): the two groups that are most alike become one, until none are alike
    /// enough. Of equals the earlier go first. `ties` gives how alike pairs are, in thousandths, each pair once; it is called twice.
    ///
    /// No two become one without a tie that is alike enough by itself, so what such ties join is done apart, a part at a time.
    pub(crate) fn gather<T: Iterator<Item = (Pair, u32)>>(&mut self, ties: impl Fn() -> T, limits: Limits) {
        let mut parts: UnionFind<u32> = UnionFind::new(self.of.len());
        // What is not compared is as good as a tie where it is alike enough.
        let least = if limits.missing < limits.alike { limits.alike } else { 0 };
        for ((a, b), _) in ties().filter(|(_, alike)| *alike >= least) {
            parts.union(self.of[a] as u32, self.of[b] as u32);
        }
        let parts = parts.into_labeling();
        let inside = ties().filter_map(|((a, b), alike)| {
            let [a, b] = [a, b].map(|at| self.of[at] as u32);
            let part = parts[a as usize];
            (a != b && part == parts[b as usize]).then_some((part, a.min(b), a.max(b), alike))
        });
        let mut inside: Vec<(u32, u32, u32, u32)> = inside.collect();
        inside.sort_unstable();
        for part in inside.chunk_by(|one, other| one.0 == other.0) {
            self.gather_part(part, limits);
        }
    }

    fn gather_part(&mut self, ties: &[(u32, u32, u32, u32)], limits: Limits) {
        let mut links = links(ties);
        let mut open: BinaryHeap<Join> = BinaryHeap::new();
        for (a, others) in &links {
            open.extend(others.range(a + 1..).filter_map(|(b, link)| self.alike(*a, *b, *link, limits)));
        }
        while let Some(join) = open.pop() {
            let (_, Reverse(into), Reverse(from)) = join;
            let link = links.get(&into).and_then(|others| others.get(&from)).copied();
            // What has grown since was weighed anew.
            if link.and_then(|link| self.alike(into, from, link, limits)) != Some(join) {
                continue;
            }
            self.unite(into, from);
            for (other, link) in links.remove(&from).unwrap_or_default() {
                let others = links.entry(other).or_default();
                others.remove(&from);
                if other != into {
                    let with = others.entry(into).or_default();
                    with.add(link);
                    let with = *with;
                    links.entry(into).or_default().insert(other, with);
                }
            }
            for (other, link) in &links[&into] {
                open.extend(self.alike(into.min(*other), into.max(*other), *link, limits));
            }
        }
    }

    /// That two groups, the lower first, may become one, with how alike they are; nothing if they may not.
    fn alike(&self, a: usize, b: usize, link: Link, limits: Limits) -> Option<Join> {
        let pairs = self.members.get(&a)?.len() as u64 * self.members.get(&b)?.len() as u64;
        let sum = link.sum + u64::from(limits.missing) * (pairs - link.count);
        let is_fit = link.least >= limits.apart && sum >= u64::from(limits.alike) * pairs;
        is_fit.then(|| (1000 * sum / pairs, Reverse(a), Reverse(b)))
    }

    /// Whether two are in one group.
    pub(crate) fn are_one(&self, one: usize, other: usize) -> bool {
        self.of[one] == self.of[other]
    }

    /// Those in the group of one, itself among them.
    pub(crate) fn of(&self, one: usize) -> &[usize] {
        self.members.get(&self.of[one]).map_or(&[], Vec::as_slice)
    }

    /// The groups, in the order of their first.
    pub(crate) fn into_members(self) -> impl Iterator<Item = Vec<usize>> {
        self.members.into_values()
    }

    /// Makes the groups of two one.
    pub(crate) fn unite(&mut self, a: usize, b: usize) {
        let (into, from) = (self.of[a].min(self.of[b]), self.of[a].max(self.of[b]));
        if into == from {
            return;
        }
        let moved = self.members.remove(&from).unwrap_or_default();
        moved.iter().for_each(|at| self.of[*at] = into);
        self.members.entry(into).or_default().extend(moved);
    }

    /// Moves one that stands alone to the group of another.
    pub(crate) fn put(&mut self, at: usize, to: usize) {
        self.members.remove(&at);
        self.of[at] = self.of[to];
        self.members.entry(self.of[to]).or_default().push(at);
    }
}

/// What ties groups, both ways round.
fn links(ties: &[(u32, u32, u32, u32)]) -> BTreeMap<usize, BTreeMap<usize, Link>> {
    let mut links: BTreeMap<usize, BTreeMap<usize, Link>> = BTreeMap::new();
    for (_, a, b, alike) in ties {
        let (a, b) = (*a as usize, *b as usize);
        let tie = Link { sum: u64::from(*alike), count: 1, least: *alike };
        links.entry(a).or_default().entry(b).or_default().add(tie);
        links.entry(b).or_default().entry(a).or_default().add(tie);
    }
    links
}

/// Two groups that may become one, with how alike they are.
type Join = (u64, Reverse<usize>, Reverse<usize>);

/// What is known of the pairs between two groups.
#[derive(Debug, Clone, Copy)]
struct Link {
    sum: u64,
    count: u64,
    least: u32,
}

impl Default for Link {
    fn default() -> Link {
        Link { sum: 0, count: 0, least: u32::MAX }
    }
}

impl Link {
    fn add(&mut self, other: Link) {
        self.sum += other.sum;
        self.count += other.count;
        self.least = self.least.min(other.least);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(count: usize, ties: &[(usize, usize, u32)], limits: Limits) -> Vec<Vec<usize>> {
        let mut groups = Groups::new(count);
        groups.gather(|| ties.iter().map(|(a, b, alike)| ((*a, *b), *alike)), limits);
        groups
            .into_members()
            .map(|mut all| {
                all.sort_unstable();
                all
            })
            .collect()
    }

    const HALF: Limits = Limits { alike: 500, apart: 100, missing: 0 };

    #[test]
    fn what_is_alike_on_the_average() {
        let triangle = [(0, 1, 900), (0, 2, 600), (1, 2, 500)];
        assert_eq!(gathered(3, &triangle, HALF), [vec![0, 1, 2]]);
        let weak = [(0, 1, 900), (0, 2, 600), (1, 2, 300)];
        assert_eq!(gathered(3, &weak, HALF), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn chains_of_links_do_not_grow() {
        let chain = [(0, 1, 900), (1, 2, 900), (2, 3, 900)];
        assert_eq!(gathered(4, &chain, HALF), [vec![0, 1], vec![2, 3]]);
        assert_eq!(gathered(4, &chain, Limits { missing: 400, ..HALF }), [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn one_pair_that_is_apart_keeps_groups_apart() {
        assert_eq!(gathered(3, &[(0, 1, 900), (0, 2, 950), (1, 2, 99)], HALF), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn nothing_is_tied_to_nothing() {
        assert_eq!(gathered(2, &[], HALF), [vec![0], vec![1]]);
        assert!(gathered(0, &[], HALF).is_empty());
    }
}
