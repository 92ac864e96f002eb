//! The words of a document, as the steps of this crate walk over them.

use std::ops::Range;

use sayso_core::{Document, Span};
use sayso_model::{Encodings, Mention};

/// A document and what the network says of its words. Ranges count words of [`Encodings::words`].
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its words and sentences.
    pub(crate) encodings: &'a Encodings,
    /// Its mentions, in text order, none inside another.
    pub(crate) mentions: &'a [Mention],
}

impl<'a> Text<'a> {
    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.encodings.words.len()
    }

    /// A word; empty beyond the last.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.encodings.words.get(at).map_or("", |word| self.document.words(word.span))
    }

    /// Whether a word is this one, in capitals or not; `word` is in small letters.
    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether a word is one of these, in capitals or not.
    pub(crate) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// From the first to the last of some words.
    pub(crate) fn span(&self, words: &Range<usize>) -> Option<Span> {
        let words = self.encodings.words.get(words.clone())?;
        Some(words.first()?.span.cover(words.last()?.span))
    }

    /// What stands from the first to the last of some words.
    pub(crate) fn slice(&self, words: &Range<usize>) -> &'a str {
        self.span(words).map_or("", |span| self.document.words(span))
    }

    /// The same with every white space as one blank, for names that are cut by the end of a line.
    pub(crate) fn phrase(&self, words: &Range<usize>) -> String {
        self.slice(words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words that a span covers or cuts.
    pub(crate) fn words_of(&self, span: Span) -> Range<usize> {
        let words = &self.encodings.words;
        let first = words.partition_point(|word| word.span.end() <= span.start());
        first..words.partition_point(|word| word.span.start() < span.end()).max(first)
    }

    /// First word of the sentence of a word.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        let starts = &self.encodings.sentence_starts;
        starts[..starts.partition_point(|start| *start <= at)].last().copied().unwrap_or(0)
    }

    /// Word after the last of the sentence of a word.
    pub(crate) fn sentence_end(&self, at: usize) -> usize {
        let starts = &self.encodings.sentence_starts;
        starts.get(starts.partition_point(|start| *start <= at)).copied().unwrap_or(self.len())
    }

    /// Whether two runs of words stand in one sentence.
    pub(crate) fn is_same_sentence(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        self.sentence_start(one.start) == self.sentence_start(other.start)
    }

    /// Whether no white space stands before a word.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        let words = &self.encodings.words;
        at > 0 && words.get(at).is_some_and(|word| words[at - 1].span.end() == word.span.start())
    }

    /// Whether the apostrophe of a possessive stands here: "Iran's", "the ministers'".
    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        self.is_any(at, &["'", "’"]) && self.is_joined(at) && self.word(at - 1).ends_with(char::is_alphanumeric)
    }

    /// Words of the possessive mark that begins here: "'s" is two, "'" one, and where there is none it is none.
    pub(crate) fn possessive(&self, at: usize) -> usize {
        match self.is_possessive(at) {
            true if self.is(at + 1, "s") && self.is_joined(at + 1) => 2,
            true if self.word(at - 1).ends_with(['s', 'S']) && !self.is_joined(at + 1) => 1,
            _ => 0,
        }
    }

    /// Places of the mentions that lie within some words.
    pub(crate) fn mentions_in(&self, words: &Range<usize>) -> Range<usize> {
        let mentions = self.mentions;
        let first = mentions.partition_point(|mention| mention.words.start < words.start);
        let last = mentions.partition_point(|mention| mention.words.end <= words.end);
        first..last.max(first)
    }

    /// The mention that covers a word, and its place.
    pub(crate) fn mention_at(&self, at: usize) -> Option<(usize, &'a Mention)> {
        let mentions = self.mentions;
        let place = mentions.partition_point(|mention| mention.words.end <= at);
        mentions.get(place).filter(|mention| mention.words.contains(&at)).map(|mention| (place, mention))
    }
}
