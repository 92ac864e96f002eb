//! Texts as pieces, alone and in pairs, as `training/linked.py` puts them together.

use std::collections::HashSet;

use super::network::Piece;
use super::words::{is_number, key};
use crate::tokenizer::Tokenizer;

/// Most pieces of a text alone, of the first of a pair, and of both with `[CLS]` and `[SEP]`.
const ALONE: usize = 96;
pub(super) const FIRST: usize = 64;
pub(super) const WHOLE: usize = 224;

/// A text as pieces, with the key of the word of each, and whether that is a number.
pub(super) struct Spelt<'w>(Vec<(u32, Option<&'w str>, bool)>);

impl<'w> Spelt<'w> {
    /// The first `most` pieces of these words.
    pub(super) fn new(words: &'w [String], tokenizer: &Tokenizer, most: usize) -> Spelt<'w> {
        let (mut out, mut ids) = (Vec::new(), Vec::new());
        for word in words {
            if out.len() >= most {
                break;
            }
            ids.clear();
            tokenizer.encode(word, &mut ids);
            let key = key(word);
            out.extend(ids.iter().map(|id| (*id, key, is_number(word))));
        }
        out.truncate(most);
        Spelt(out)
    }

    /// How many pieces.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn keys(&self) -> HashSet<&'w str> {
        self.0.iter().filter_map(|(_, key, _)| *key).collect()
    }

    fn pieces(&self, side: usize, other: &HashSet<&str>) -> impl Iterator<Item = Piece> {
        self.0.iter().map(move |(id, key, is_number)| {
            let kind = if *is_number { 2 } else { 1 };
            let shared = key.map_or(0, |key| 2 * kind - usize::from(other.contains(key)));
            Piece { id: *id, side, shared }
        })
    }
}

/// `[CLS] text [SEP]`.
pub(super) fn alone(words: &[String], tokenizer: &Tokenizer) -> Vec<Piece> {
    let plain = |id| Piece { id, side: 0, shared: 0 };
    let text = Spelt::new(words, tokenizer, ALONE);
    let text = text.0.iter().map(|(id, ..)| plain(*id));
    std::iter::once(plain(tokenizer.start)).chain(text).chain([plain(tokenizer.end)]).collect()
}

/// `[CLS] a [SEP] b [SEP]`: each piece is told its side, and whether its word, or its number, stands on the other side too.
pub(super) fn pair(a: &[String], b: &[String], tokenizer: &Tokenizer) -> Vec<Piece> {
    let a = Spelt::new(a, tokenizer, FIRST);
    let b = Spelt::new(b, tokenizer, WHOLE - 3 - a.len());
    let mark = |id, side| [Piece { id, side, shared: 0 }];
    let (of_a, of_b) = (a.keys(), b.keys());
    let mut out = Vec::with_capacity(a.len() + b.len() + 3);
    out.extend(mark(tokenizer.start, 0));
    out.extend(a.pieces(0, &of_b));
    out.extend(mark(tokenizer.end, 0));
    out.extend(b.pieces(1, &of_a));
    out.extend(mark(tokenizer.end, 1));
    out
}
