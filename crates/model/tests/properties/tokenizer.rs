//! What holds for the words and pieces of any bytes; `fuzz/fuzz_targets/tokenizer.rs` asks it too.

use sayso_model::input::Input;

const VOCABULARY: &str = include_str!("../fixture/vocabulary.txt");

/// Bytes to a document to the network's input.
///
/// # Panics
/// If a word is empty, out of order, cut at no character or in a block that is not read, or if pieces and sentences do
/// not fit the words.
pub(crate) fn check(bytes: &[u8]) {
    let Ok(document) = sayso_ingest::document(bytes, Default::default()) else { return };
    let Some(input) = Input::with_vocabulary(&document, VOCABULARY) else { panic!("the vocabulary is complete") };
    let (text, layout) = (document.text(), document.layout());
    assert!(input.words.is_sorted_by(|a, b| a.span.end() <= b.span.start()), "words out of order");
    for word in &input.words {
        let words = word.span.slice(text);
        assert!(words.is_ok_and(|words| !words.trim().is_empty()), "{:?} is no word: {words:?}", word.span);
        assert!(layout.block_of(word.span).is_some_and(|block| block.kind.is_read()), "{words:?} is not read");
    }
    let pieces = &input.piece_starts;
    assert_eq!((pieces.first(), pieces.last()), (Some(&0), Some(&input.pieces.len())));
    assert_eq!(pieces.len(), input.words.len() + 1);
    assert!(pieces.is_sorted_by(|a, b| a < b), "a word without a piece");
    let known = VOCABULARY.lines().count();
    assert!(input.pieces.iter().all(|piece| (*piece as usize) < known), "a piece that is not in the vocabulary");
    assert!(input.sentence_starts.is_sorted_by(|a, b| a < b), "sentences out of order");
    assert!(input.sentence_starts.last().is_none_or(|start| *start < input.words.len()));
    assert!(input.words.is_empty() || input.sentence_starts.first() == Some(&0));
}
