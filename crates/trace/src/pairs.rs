//! What is known of pairs of statements. A library has dozens for each statement, so each takes sixteen bytes.

use std::collections::BTreeMap;
use std::iter::Peekable;

use crate::evidence::Evidence;

/// What is known of a pair of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Weighed {
    /// Probability that one says the same as the other or denies it, in thousandths.
    pub(crate) about: u32,
    /// How much speaks for the same, and against a denial, in hundredths of a nat.
    pub(crate) sense: i32,
}

/// Two statements by their places, the earlier first.
pub(crate) type Pair = (usize, usize);

/// What was found of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    a: u32,
    b: u32,
    about: u16,
    sense: i16,
    /// Probability that both are of one matter, in thousandths; [`UNASKED`] where it is not known.
    matter: u16,
}

const UNASKED: u16 = u16::MAX;

impl Found {
    /// `matter` is the share of the probability that both are of one matter which counts.
    pub(crate) fn new((a, b): Pair, evidence: &Evidence, matter: f32) -> Found {
        let Weighed { about, sense } = evidence.weighed();
        Found {
            a: a as u32,
            b: b as u32,
            about: about as u16,
            // Invariant: the linker's odds are cut off at a thousandth
            sense: sense as i16,
            matter: evidence.of_one_matter().map_or(UNASKED, |sure| (1000.0 * sure * matter) as u16),
        }
    }

    pub(crate) fn pair(&self) -> Pair {
        (self.a as usize, self.b as usize)
    }

    fn weighed(&self) -> Weighed {
        Weighed { about: u32::from(self.about), sense: i32::from(self.sense) }
    }

    /// Probability that both are of one matter, in thousandths.
    pub(crate) fn matter(&self) -> Option<u32> {
        (self.matter != UNASKED).then_some(u32::from(self.matter))
    }
}

/// Pairs as they were found, with what is known better of some.
#[derive(Debug, Clone)]
pub(crate) struct Pairs<'f> {
    /// In order.
    found: &'f [Found],
    /// Statements of which what was found says nothing.
    left_out: Vec<bool>,
    better: BTreeMap<Pair, Weighed>,
}

impl<'f> Pairs<'f> {
    /// Of what was found, in order.
    pub(crate) fn new(found: &'f [Found]) -> Pairs<'f> {
        Pairs { found, left_out: Vec::new(), better: BTreeMap::new() }
    }

    /// Drops what is known so far of these statements.
    pub(crate) fn leave_out(&mut self, statements: Vec<bool>) {
        self.better.retain(|(a, b), _| !statements[*a] && !statements[*b]);
        self.left_out = statements;
    }

    fn is_left_out(&self, (a, b): Pair) -> bool {
        !self.left_out.is_empty() && (self.left_out[a] || self.left_out[b])
    }

    pub(crate) fn get(&self, pair: Pair) -> Option<Weighed> {
        let found = || {
            let at = self.found.binary_search_by_key(&pair, Found::pair).ok()?;
            (!self.is_left_out(pair)).then(|| self.found[at].weighed())
        };
        self.better.get(&pair).copied().or_else(found)
    }

    pub(crate) fn set(&mut self, pair: Pair, weighed: Weighed) {
        self.better.insert(pair, weighed);
    }

    /// All, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Pair, Weighed)> {
        let found = self.found.iter().map(|found| (found.pair(), found.weighed()));
        let found = found.filter(|(pair, _)| !self.is_left_out(*pair));
        let better = self.better.iter().map(|(pair, weighed)| (*pair, *weighed));
        Merged { found: found.peekable(), better: better.peekable() }
    }
}

/// Two in order; of what is in both the better.
struct Merged<F: Iterator, B: Iterator> {
    found: Peekable<F>,
    better: Peekable<B>,
}

impl<F, B> Iterator for Merged<F, B>
where
    F: Iterator<Item = (Pair, Weighed)>,
    B: Iterator<Item = (Pair, Weighed)>,
{
    type Item = (Pair, Weighed);

    fn next(&mut self) -> Option<(Pair, Weighed)> {
        let Some((next, _)) = self.better.peek() else { return self.found.next() };
        if let Some(found) = self.found.next_if(|(pair, _)| pair < next) {
            return Some(found);
        }
        self.found.next_if(|(pair, _)| pair == next);
        self.better.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(a: u32, b: u32, about: u16) -> Found {
        Found { a, b, about, sense: 0, matter: UNASKED }
    }

    fn shown(pairs: &Pairs<'_>) -> Vec<(Pair, u32)> {
        pairs.iter().map(|(pair, weighed)| (pair, weighed.about)).collect()
    }

    #[test]
    fn what_is_known_better_counts() {
        let all = [found(0, 1, 10), found(0, 2, 20), found(1, 2, 30)];
        let mut pairs = Pairs::new(&all);
        let sure = Weighed { about: 900, sense: 0 };
        pairs.set((0, 2), sure);
        pairs.set((2, 3), sure);
        assert_eq!(shown(&pairs), [((0, 1), 10), ((0, 2), 900), ((1, 2), 30), ((2, 3), 900)]);
        assert_eq!(pairs.get((0, 2)), Some(sure));
        assert_eq!(pairs.get((1, 3)), None);
    }

    #[test]
    fn what_is_left_out_is_gone_until_it_is_said_anew() {
        let all = [found(0, 1, 10), found(0, 2, 20), found(1, 2, 30)];
        let mut pairs = Pairs::new(&all);
        pairs.set((1, 3), Weighed { about: 900, sense: 0 });
        pairs.leave_out(vec![false, true, false, false]);
        assert_eq!(shown(&pairs), [((0, 2), 20)]);
        assert_eq!(pairs.get((0, 1)), None);
        pairs.set((0, 1), Weighed { about: 1000, sense: 0 });
        assert_eq!(shown(&pairs), [((0, 1), 1000), ((0, 2), 20)]);
    }
}
