//! Which things, of many in order, share most of what tells them apart?

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

/// An inverted index: of each mark the things that have it, in order.
pub(crate) struct Sharing {
    /// Marks of each thing, with their weights.
    marks: Vec<Vec<(u32, u32)>>,
    holders: Vec<Vec<u32>>,
}

impl Sharing {
    /// Of things with these marks and weights; of a mark that a thing has twice the first counts.
    pub(crate) fn new<M: Eq + Hash>(things: impl Iterator<Item = Vec<(M, u32)>>) -> Sharing {
        // Invariant: only asked, never walked through
        let mut numbers: HashMap<M, u32> = HashMap::new();
        let mut holders: Vec<Vec<u32>> = Vec::new();
        let mut marks = Vec::new();
        for (at, thing) in things.enumerate() {
            let mut own: Vec<(u32, u32)> = Vec::with_capacity(thing.len());
            for (mark, weight) in thing {
                let next = holders.len() as u32;
                let number = *numbers.entry(mark).or_insert(next);
                if number == next {
                    holders.push(Vec::new());
                }
                let having = &mut holders[number as usize];
                if having.last() != Some(&(at as u32)) {
                    having.push(at as u32);
                    own.push((number, weight));
                }
            }
            marks.push(own);
        }
        Sharing { marks, holders }
    }

    /// The things before one that share most with it, with how much: no more than so many, those that share most first, and of
    /// equals the later. Of a mark that many have only the last holders before it count.
    pub(crate) fn before(&self, at: usize, most: usize) -> Vec<(usize, u32)> {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for (mark, weight) in &self.marks[at] {
            let holders = &self.holders[*mark as usize];
            let end = holders.partition_point(|holder| (*holder as usize) < at);
            for holder in &holders[end.saturating_sub(HOLDERS)..end] {
                *shared.entry(*holder).or_default() += weight;
            }
        }
        let mut found: Vec<(usize, u32)> = shared.into_iter().map(|(other, weight)| (other as usize, weight)).collect();
        let best = |(other, weight): &(usize, u32)| (Reverse(*weight), Reverse(*other));
        if found.len() > most {
            found.select_nth_unstable_by_key(most, best);
            found.truncate(most);
        }
        found.sort_unstable_by_key(best);
        found
    }
}

/// What more have than this tells no two of them apart but neighbours.
const HOLDERS: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    fn before(things: &[&[(&str, u32)]], at: usize, most: usize) -> Vec<(usize, u32)> {
        Sharing::new(things.iter().map(|thing| thing.to_vec())).before(at, most)
    }

    #[test]
    fn what_shares_most_comes_first() {
        let things: [&[(&str, u32)]; 4] =
            [&[("ferry", 3)], &[("levy", 5), ("ferry", 3)], &[("snow", 2)], &[("ferry", 3), ("levy", 5), ("ferry", 3)]];
        assert_eq!(before(&things, 3, 9), [(1, 8), (0, 3)]);
        assert_eq!(before(&things, 3, 1), [(1, 8)]);
        assert_eq!(before(&things, 0, 9), []);
        assert_eq!(before(&things, 2, 9), []);
    }

    #[test]
    fn of_equals_the_later() {
        let ferry: &[(&str, u32)] = &[("ferry", 3)];
        assert_eq!(before(&[ferry; 4], 3, 2), [(2, 3), (1, 3)]);
    }

    #[test]
    fn a_mark_of_many_binds_neighbours() {
        let things = (0..2 * HOLDERS).map(|_| vec![("ferry", 3)]);
        let found = Sharing::new(things).before(2 * HOLDERS - 1, usize::MAX);
        assert_eq!(found.len(), HOLDERS);
        assert_eq!(found.last(), Some(&(HOLDERS - 1, 3)));
    }
}
