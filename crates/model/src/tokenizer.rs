//! Word pieces: what the encoder reads.

use std::collections::HashMap;

use rten_text::models::{Model, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert, BertOptions, Normalizer};

/// A longer word is one unknown piece, as in BERT.
const LONGEST_WORD_BYTES: usize = 400;
/// More pieces than this of one word are not read: the encoder learns nothing from them.
const MOST_PIECES_A_WORD: usize = 24;

/// Uncased WordPiece over a vocabulary of one piece a line.
pub(crate) struct Tokenizer {
    normalizer: Bert,
    pieces: WordPiece,
    /// Ids of `[CLS]`, `[SEP]` and `[UNK]`.
    pub(crate) start: u32,
    pub(crate) end: u32,
    unknown: u32,
}

impl Tokenizer {
    /// `None` where the vocabulary lacks one of `[CLS]`, `[SEP]`, `[UNK]`.
    pub(crate) fn new(vocabulary: &str) -> Option<Tokenizer> {
        let ids: HashMap<String, u32> = vocabulary.lines().map(str::to_owned).zip(0..).collect();
        let (start, end, unknown) = (*ids.get("[CLS]")?, *ids.get("[SEP]")?, *ids.get("[UNK]")?);
        let normalizer = Bert::new(BertOptions { lowercase: true, strip_accents: true });
        Some(Tokenizer {
            normalizer,
            pieces: WordPiece::from_vocab(ids, WordPieceOptions::default()),
            start,
            end,
            unknown,
        })
    }

    /// Appends the pieces of one word to `out`: at least one, at most [`MOST_PIECES_A_WORD`].
    pub(crate) fn encode(&self, word: &str, out: &mut Vec<u32>) {
        let first = out.len();
        if word.len() <= LONGEST_WORD_BYTES
            && let Ok((normalized, _)) = self.normalizer.normalize(word)
        {
            // The only error is a vocabulary without [UNK], which `new` rules out.
            let _ = self.pieces.encode_with_offsets(&normalized, &mut |_, id| out.push(id));
        }
        // A word with a piece that is not in the vocabulary is one unknown piece, as in BERT.
        if out.len() == first || out[first..].contains(&self.unknown) {
            out.truncate(first);
            out.push(self.unknown);
        }
        out.truncate(first + MOST_PIECES_A_WORD);
    }
}
