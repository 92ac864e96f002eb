//! What of a document stands in the index: fingerprints for passages, bands for whole documents.

use super::words::Word;
use super::{fold, mix};

/// Words of a shingle.
pub(super) const SHINGLE: usize = 5;
/// Shingles of a window. A run of `SHINGLE + WINDOW - 1` = 9 equal words always has a fingerprint in common.
const WINDOW: usize = 5;
/// Bins of the MinHash, a power of two.
const BINS: usize = 64;
/// Bins of a band: documents of which half of the shingles are common share one of 16 bands in two of three cases,
/// those with four fifths nearly always.
const ROWS: usize = 4;

/// Digests of each `SHINGLE` words in a row (Broder 1997).
pub(super) fn shingles(words: &[Word]) -> Vec<u64> {
    words.windows(SHINGLE).map(|gram| gram.iter().fold(0, |sum, word| mix(sum ^ u64::from(word.hash)))).collect()
}

/// The fingerprints that winnowing keeps of the shingles (Schleimer, Wilkerson and Aiken 2003): the smallest of each
/// window, the last one of equals. Sorted, each once.
pub(super) fn winnowed(shingles: &[u64]) -> Vec<u32> {
    let least = |window: &[u64]| window.iter().copied().min().map(fold);
    let mut out: Vec<u32> = match shingles.len() {
        0..WINDOW => least(shingles).into_iter().collect(),
        _ => shingles.windows(WINDOW).filter_map(least).collect(),
    };
    out.sort_unstable();
    out.dedup();
    out.shrink_to_fit();
    out
}

/// Digests of bands of a MinHash of the shingles (Broder 1997), with one permutation (Li, Owen and Zhang 2012), whose
/// empty bins borrow from the next (Shrivastava and Li 2014). Two documents that are nearly alike as a whole share one,
/// also where each of their passages stands in a thousand others.
pub(super) fn bands(shingles: &[u64]) -> Vec<u32> {
    let mut bins = [u64::MAX; BINS];
    for shingle in shingles {
        let bin = &mut bins[(shingle % BINS as u64) as usize];
        *bin = (*bin).min(shingle >> 6);
    }
    if bins.iter().all(|bin| *bin == u64::MAX) {
        return Vec::new();
    }
    let borrowed = |at: usize| {
        let near = (0..BINS).map(|step| (step as u64, bins[(at + step) % BINS]));
        near.into_iter().find(|(_, bin)| *bin != u64::MAX).map_or(0, |(step, bin)| mix(bin ^ step << 58))
    };
    let band = |band: usize| {
        let rows = band * ROWS..(band + 1) * ROWS;
        fold(rows.fold(band as u64 + 1, |sum, at| mix(sum ^ borrowed(at))))
    };
    (0..BINS / ROWS).map(band).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(range: std::ops::Range<u64>) -> Vec<u64> {
        range.map(mix).collect()
    }

    #[test]
    fn a_shared_window_has_a_shared_fingerprint() {
        let one = winnowed(&numbers(0..200));
        assert!(one.len() < 90 && one.is_sorted(), "{}", one.len());
        for start in 0..195 {
            // Five shingles between others.
            let other = [numbers(1_000..1_020), numbers(start..start + 5), numbers(2_000..2_020)].concat();
            assert!(winnowed(&other).iter().any(|fingerprint| one.binary_search(fingerprint).is_ok()), "{start}");
        }
    }

    #[test]
    fn near_copies_share_a_band() {
        let bands_of = |shingles: &[u64]| -> std::collections::BTreeSet<u32> { bands(shingles).into_iter().collect() };
        let one = bands_of(&numbers(0..300));
        assert_eq!(one.len(), 16);
        assert!(!one.is_disjoint(&bands_of(&numbers(20..310))));
        assert!(one.is_disjoint(&bands_of(&numbers(290..600))));
        assert!(bands(&[]).is_empty());
        assert_eq!(bands(&numbers(0..1)).len(), 16);
    }
}
