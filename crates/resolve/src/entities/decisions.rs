//! What did humans decide?

use std::collections::{BTreeMap, BTreeSet};

use super::{Appearance, AppearanceId, Decision, Verdict};

/// Decisions, applied to the appearances that are there.
pub(super) struct Ruled {
    /// For each appearance the least one that it is decided to be the same as.
    root: Vec<usize>,
    /// For each root on which side of which decision it stands.
    sides: BTreeMap<usize, Sides>,
    touched: BTreeSet<usize>,
}

/// Decisions that keep apart, each with the side on which somebody stands.
pub(super) type Sides = BTreeSet<(usize, bool)>;

/// Whether a human said that these are two.
pub(super) fn are_apart(a: &Sides, b: &Sides) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().any(|(decision, side)| many.contains(&(*decision, !side)))
}

impl Ruled {
    /// `decisions` are the oldest first. The newest are applied first, and older ones that contradict them not at all.
    pub(super) fn new(appearances: &[&Appearance], decisions: &[Decision]) -> Ruled {
        let mut ruled =
            Ruled { root: (0..appearances.len()).collect(), sides: BTreeMap::new(), touched: BTreeSet::new() };
        if decisions.is_empty() {
            return ruled;
        }
        let places: BTreeMap<AppearanceId, usize> =
            appearances.iter().enumerate().map(|(at, appearance)| (appearance.id(), at)).collect();
        let find =
            |ids: &[AppearanceId]| -> Vec<usize> { ids.iter().filter_map(|id| places.get(id).copied()).collect() };
        for (number, decision) in decisions.iter().enumerate().rev() {
            let (one, other) = (find(&decision.one), find(&decision.other));
            match decision.verdict {
                Verdict::Same => ruled.same(one.into_iter().chain(other)),
                Verdict::Apart => ruled.apart(number, &one, &other),
            }
        }
        ruled
    }

    fn same(&mut self, all: impl Iterator<Item = usize>) {
        // The least first: it becomes the root, and every way to it is short.
        let all: BTreeSet<usize> = all.collect();
        // Where a newer decision keeps some apart, the others are still one.
        let mut firsts: Vec<usize> = Vec::new();
        for at in all {
            if !firsts.iter().any(|first| self.join(*first, at)) {
                firsts.push(at);
            }
        }
    }

    fn apart(&mut self, number: usize, one: &[usize], other: &[usize]) {
        self.same(one.iter().copied());
        let roots: BTreeSet<usize> = one.iter().map(|at| self.root(*at)).collect();
        let others: BTreeSet<usize> = other.iter().map(|at| self.root(*at)).collect();
        if roots.is_disjoint(&others) {
            for (roots, side) in [(roots, false), (others, true)] {
                for root in roots {
                    self.touched.insert(root);
                    self.sides.entry(root).or_default().insert((number, side));
                }
            }
        }
    }

    /// Makes two one, if no newer decision keeps them apart.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let none = Sides::new();
        let sides = |at: usize| self.sides.get(&at).unwrap_or(&none);
        if a == b || are_apart(sides(a), sides(b)) {
            return a == b;
        }
        let (least, other) = (a.min(b), a.max(b));
        self.root[other] = least;
        self.touched.extend([least, other]);
        if let Some(moved) = self.sides.remove(&other) {
            self.sides.entry(least).or_default().extend(moved);
        }
        true
    }

    /// The one that stands for all that are decided to be the same as this.
    pub(super) fn root(&self, mut at: usize) -> usize {
        while self.root[at] != at {
            at = self.root[at];
        }
        at
    }

    /// Whether somebody decided about it.
    pub(super) fn is_touched(&self, at: usize) -> bool {
        self.touched.contains(&at)
    }

    /// From what it is kept apart.
    pub(super) fn sides(&self, at: usize) -> Sides {
        self.sides.get(&self.root(at)).cloned().unwrap_or_default()
    }
}
