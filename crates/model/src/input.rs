//! What the network is given: words, their pieces, and features.

use sayso_core::Document;

use crate::tokenizer::Tokenizer;
use crate::words::{Word, words};

/// A document as the network sees it, before it is cut into windows.
pub struct Input {
    /// Words of the blocks that are read.
    pub words: Vec<Word>,
    /// Word pieces of all words, one after another.
    pub pieces: Vec<u32>,
    /// `piece_starts[w]..piece_starts[w + 1]` are the pieces of word `w`; one longer than `words`.
    pub piece_starts: Vec<usize>,
    /// Words with which sentences begin.
    pub sentence_starts: Vec<usize>,
}

impl Input {
    /// The input of `document`, with word pieces from `vocabulary`, one a line.
    ///
    /// `None` where the vocabulary lacks one of `[CLS]`, `[SEP]`, `[UNK]`. For training, which must see what the reader
    /// will see.
    pub fn with_vocabulary(document: &Document, vocabulary: &str) -> Option<Input> {
        Some(Input::new(document, &Tokenizer::new(vocabulary)?))
    }

    pub(crate) fn new(document: &Document, tokenizer: &Tokenizer) -> Input {
        let (words, sentence_starts) = words(document);
        let mut pieces = Vec::with_capacity(words.len() * 3 / 2);
        let mut piece_starts = vec![0];
        for word in &words {
            tokenizer.encode(document.words(word.span), &mut pieces);
            piece_starts.push(pieces.len());
        }
        Input { words, pieces, piece_starts, sentence_starts }
    }
}
