//! Sentences of a block.

use sayso_core::Span;

use crate::blocks::trimmed;

/// The sentences of one block of `text`, in order, without the white space between them.
///
/// A quotation of several sentences stays whole, which is what attribution wants.
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    let Ok(words) = block.slice(text) else { return Vec::new() };
    let pieces = sentencex::get_sentence_boundaries("en", words);
    let spans = pieces.iter().filter(|piece| words.get(piece.start_byte..piece.end_byte).is_some());
    let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
    for piece in spans {
        let (start, end) = (block.start() + piece.start_byte, block.start() + piece.end_byte);
        let after_last = out.last().is_none_or(|last| last.end() <= start);
        out.extend(trimmed(text, start, end).filter(|_| after_last));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_quotations_stay_whole() {
        let text = "\"I won't go,\" Mr. Hale told the B.C.R. on Tuesday. The U.P. senator, who earns $1.5 million \
                    a year, said: \"Never. Not me.\" Then he left.";
        let block = Span::of(text, 0..text.len()).unwrap();
        let found: Vec<&str> = sentences(text, block).iter().map(|s| s.slice(text).unwrap()).collect();
        assert_eq!(
            found,
            [
                "\"I won't go,\" Mr. Hale told the B.C.R. on Tuesday.",
                "The U.P. senator, who earns $1.5 million a year, said: \"Never. Not me.\" Then he left."
            ]
        );
    }
}
