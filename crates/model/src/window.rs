//! Cuts a document into windows that the encoder can read at once.

use std::ops::Range;

use crate::input::Input;

/// Pieces a window holds besides `[CLS]` and `[SEP]`.
pub(crate) const LONGEST: usize = 254;
/// Pieces that neighbouring windows share, so that every word is seen with some text on both sides.
const OVERLAP: usize = 32;

/// Word ranges of at most `longest` pieces, which begin and end at sentences where they can; `windows` in
/// `training/data.py` is its twin.
pub(crate) fn windows(input: &Input, longest: usize) -> Vec<Range<usize>> {
    let overlap = OVERLAP.min(longest / 4);
    let words = input.words.len();
    let pieces = |words: Range<usize>| input.piece_starts[words.end] - input.piece_starts[words.start];
    let is_boundary = |word: usize| word == 0 || input.sentence_starts.binary_search(&word).is_ok();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words {
        let fits = (at..words).take_while(|word| pieces(at..word + 1) <= longest).count();
        let mut end = (at + fits).max(at + 1);
        // Only beyond the last window's end: before it, nothing new would be read.
        let seen = out.last().map_or(at, |last| last.end);
        if end < words
            && let Some(boundary) = (seen + 1..=end).rev().find(|word| is_boundary(*word))
        {
            end = boundary;
        }
        out.push(at..end);
        if end >= words {
            break;
        }
        let back = end - (at + 1..end).rev().take_while(|word| pieces(*word..end) <= overlap).count();
        at = match (back..end).find(|word| is_boundary(*word)) {
            Some(boundary) => boundary,
            // A sentence longer than a window: overlap inside it.
            None if !is_boundary(end) => back,
            None => end,
        };
    }
    out
}

/// For each word, the window in which it stands farthest from an edge that is not the document's.
pub(crate) fn owners(windows: &[Range<usize>], words: usize) -> Vec<usize> {
    let margin = |window: &Range<usize>, word: usize| {
        let left = if window.start == 0 { usize::MAX } else { word - window.start };
        let right = if window.end == words { usize::MAX } else { window.end - 1 - word };
        left.min(right)
    };
    let mut owner: Vec<usize> = vec![0; words];
    let mut best: Vec<Option<usize>> = vec![None; words];
    for (i, window) in windows.iter().enumerate() {
        for word in window.clone() {
            let margin = margin(window, word);
            if best[word].is_none_or(|best| margin > best) {
                (owner[word], best[word]) = (i, Some(margin));
            }
        }
    }
    owner
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Span;

    use crate::words::{Place, Quoted, Shape, Word};

    /// Words of the given numbers of pieces, sentences beginning at the given words.
    fn input(sizes: &[usize], sentence_starts: &[usize]) -> Input {
        let word = |i: usize| Word {
            span: Span::new(i..i + 1).unwrap(),
            shape: Shape::Lower,
            place: Place::Inside,
            quoted: Quoted::No,
        };
        let mut piece_starts = vec![0];
        piece_starts.extend(sizes.iter().scan(0, |sum, size| {
            *sum += size;
            Some(*sum)
        }));
        Input {
            words: (0..sizes.len()).map(word).collect(),
            pieces: vec![5; piece_starts[sizes.len()]],
            piece_starts,
            sentence_starts: sentence_starts.to_vec(),
        }
    }

    #[test]
    fn windows_begin_and_end_at_sentences() {
        let input = input(&[1; 30], &[0, 4, 9, 12, 16, 20, 25]);
        assert_eq!(windows(&input, 12), [0..12, 9..20, 20..30]);
        assert_eq!(owners(&windows(&input, 12), 30)[9..12], [0, 0, 1]);
    }

    #[test]
    fn a_sentence_longer_than_a_window_is_cut() {
        let input = input(&[1; 30], &[0]);
        assert_eq!(windows(&input, 12), [0..12, 9..21, 18..30]);
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_in_a_window(
            sizes in proptest::collection::vec(1usize..24, 0..200),
            boundaries in proptest::collection::btree_set(0usize..200, 0..20),
        ) {
            let starts: Vec<usize> = boundaries.into_iter().filter(|b| *b < sizes.len()).collect();
            let input = input(&sizes, &starts);
            let windows = windows(&input, LONGEST);
            let mut next = 0;
            for window in &windows {
                assert!(window.start <= next && window.end > next, "a gap or no progress at {window:?}");
                assert!(sizes[window.clone()].iter().sum::<usize>() <= LONGEST);
                next = window.end;
            }
            assert_eq!(next, sizes.len());
            for (word, owner) in owners(&windows, sizes.len()).iter().enumerate() {
                assert!(windows[*owner].contains(&word));
            }
        }
    }
}
