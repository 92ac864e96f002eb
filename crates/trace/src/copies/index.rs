//! Which documents may share a passage with this one?

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A fingerprint leads to so many documents, those that were published first; the copies of a wire are thus compared
/// with the wire and not with each other.
const HOLDERS: usize = 64;
/// A document is compared with so many others, those that share most, rare fingerprints counting more than common ones.
pub(super) const CANDIDATES: usize = 32;
/// And with so many more, the first published of those that share at least half as much as the best.
const FIRSTS: usize = 8;
/// A candidate shares so many fingerprints, or one band.
const LEAST_SHARED: u32 = 2;

/// Inverted index from fingerprints and bands to numbers of texts. It is only ever asked, never walked through, so that the
/// order in which a hash map keeps things decides nothing.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// A number with the high bit clear is the one text that holds it, else a place in `lists`.
    slots: HashMap<u32, u32, BuildHasherDefault<Plain>>,
    lists: Vec<Vec<u32>>,
}

const IS_LIST: u32 = 1 << 31;

impl Index {
    /// Adds what text `number` holds.
    pub(super) fn add(&mut self, number: u32, fingerprints: impl Iterator<Item = u32>) {
        for fingerprint in fingerprints {
            let lists = &mut self.lists;
            let join = |slot: &mut u32| match *slot & IS_LIST {
                0 => {
                    lists.push(vec![*slot, number]);
                    *slot = IS_LIST | (lists.len() - 1) as u32;
                }
                _ => lists[(*slot & !IS_LIST) as usize].push(number),
            };
            self.slots.entry(fingerprint).and_modify(join).or_insert(number);
        }
    }

    /// The lists that are too long, cut to their first [`HOLDERS`] by `rank`.
    pub(super) fn firsts(&self, rank: &[u32]) -> HashMap<u32, Vec<u32>> {
        let long = self.lists.iter().enumerate().filter(|(_, list)| list.len() > HOLDERS);
        let first = |list: &Vec<u32>| {
            let mut list = list.clone();
            list.select_nth_unstable_by_key(HOLDERS, |number| rank.get(*number as usize));
            list.truncate(HOLDERS);
            list
        };
        long.map(|(at, list)| (at as u32, first(list))).collect()
    }

    /// The texts most like text `number`, which holds these; `firsts` is of this index, `rank` says who was first.
    pub(super) fn candidates(
        &self,
        number: u32,
        fingerprints: &[u32],
        bands: &[u32],
        firsts: &HashMap<u32, Vec<u32>>,
        rank: &[u32],
    ) -> Vec<u32> {
        let mut hits: Vec<(u32, u32, u32)> = Vec::new();
        let all = fingerprints
            .iter()
            .map(|fingerprint| (fingerprint, 1))
            .chain(bands.iter().map(|band| (band, LEAST_SHARED)));
        for (fingerprint, count) in all {
            let slot = self.slots.get(fingerprint).filter(|slot| **slot & IS_LIST != 0);
            let Some(at) = slot.map(|slot| slot & !IS_LIST) else { continue };
            let list = self.lists.get(at as usize).map(Vec::as_slice).unwrap_or_default();
            let weight = weight(list.len());
            let list = firsts.get(&at).map_or(list, Vec::as_slice);
            hits.extend(list.iter().filter(|other| **other != number).map(|other| (*other, count, weight)));
        }
        hits.sort_unstable();
        let groups = hits.chunk_by(|one, other| one.0 == other.0);
        let sums =
            groups.map(|hits| (hits[0].0, hits.iter().map(|hit| hit.1).sum(), hits.iter().map(|hit| hit.2).sum()));
        let mut found: Vec<(u32, u32, u32)> = sums.filter(|(_, count, _)| *count >= LEAST_SHARED).collect();
        found.sort_unstable_by_key(|(other, _, weight)| {
            (std::cmp::Reverse(*weight), rank.get(*other as usize).copied())
        });
        let mut firsts = found.split_off(found.len().min(CANDIDATES));
        // Of many that share nearly as much, the rare fingerprints may all be of late ones: the first published count too.
        let most = found.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
        firsts.retain(|(_, count, _)| 2 * *count >= most);
        firsts.sort_unstable_by_key(|(other, ..)| rank.get(*other as usize).copied());
        firsts.truncate(FIRSTS);
        found.into_iter().chain(firsts).map(|(other, ..)| other).collect()
    }
}

/// What a fingerprint weighs that so many texts hold.
fn weight(holders: usize) -> u32 {
    match holders {
        0..=4 => 8,
        5..=16 => 5,
        17..=HOLDERS => 3,
        _ => 1,
    }
}

/// Fingerprints are digests already.
#[derive(Debug, Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, byte| super::mix(sum ^ u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        // The map takes its place from the low bits and its tag from the high ones.
        self.0 = u64::from(number) << 32 | u64::from(number);
    }
}
