//! Sentences of a block.
//!
//! sentencex knows abbreviations and initials, so that "Mr. Hale" and "the U.P. senator" stay whole; this module gives
//! it pieces that it gets through in bounded time.

use sayso_core::Span;

use crate::blocks::trimmed;

/// A block longer than this is no paragraph that people wrote; it is split before sentences are looked for.
const LONGEST_BLOCK: usize = 16 << 10;
/// Bytes of the pieces that it is split into.
const PIECE: usize = 8 << 10;

/// The sentences of one block of `text`, in order, without the white space between them.
///
/// A quotation of several sentences stays whole, which is what attribution wants. A block of more than 16 KiB is cut
/// into pieces where a sentence seems to end, since the time that the splitter takes can grow with the square of the
/// length.
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    let Ok(words) = block.slice(text) else { return Vec::new() };
    let mut out = Vec::new();
    if words.len() <= LONGEST_BLOCK {
        split(text, block.start(), words, &mut out);
        return out;
    }
    let mut at = 0;
    while at < words.len() {
        let end = at + piece(&words[at..]);
        split(text, block.start() + at, &words[at..end], &mut out);
        at = end;
    }
    out
}

/// Appends the sentences of `words`, which stand at byte `offset` of `text`.
fn split(text: &str, offset: usize, words: &str, out: &mut Vec<Span>) {
    if words.len() > PIECE / 2 && is_noise(words) {
        out.extend(trimmed(text, offset, offset + words.len()));
        return;
    }
    for found in sentencex::get_sentence_boundaries("en", words) {
        let (start, end) = (offset + found.start_byte, offset + found.end_byte);
        let in_order = out.last().is_none_or(|last| last.end() <= start);
        if in_order && words.get(found.start_byte..found.end_byte).is_some() {
            out.extend(trimmed(text, start, end));
        }
    }
}

/// Whether fewer than a third of the bytes belong to letters or digits: rows of marks, which have no sentences but
/// take the splitter longest.
fn is_noise(words: &str) -> bool {
    let letters: usize = words.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    letters * 3 < words.len()
}

/// Length of the first piece of `rest`: up to where a sentence seems to end, else a word, else a character.
fn piece(rest: &str) -> usize {
    if rest.len() <= PIECE {
        return rest.len();
    }
    let head = &rest[..rest.floor_char_boundary(PIECE)];
    let after_space = |at: usize| at + head[at..].chars().next().map_or(0, char::len_utf8);
    let full_stop = |&(at, c): &(usize, char)| c.is_whitespace() && head[..at].ends_with(['.', '!', '?', '”', '"']);
    let spaces = || head.char_indices().rev();
    let cut = spaces().find(full_stop).or_else(|| spaces().find(|(_, c)| c.is_whitespace()));
    cut.map_or(head.len(), |(at, _)| after_space(at))
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

    #[test]
    fn long_blocks_are_cut_between_sentences() {
        let text = "The harbour is closed, Mr. Hale said. \"Nobody has seen the boats.\" ".repeat(2000);
        let block = Span::of(&text, 0..text.trim_end().len()).unwrap();
        let found = sentences(&text, block);
        let whole = |s: &Span| matches!(s.slice(&text).unwrap().chars().next(), Some('T' | '"'));
        assert!(found.len() >= 4000 && found.iter().all(whole), "{} sentences", found.len());
        assert_eq!((found[0].start(), found[found.len() - 1].end()), (0, block.end()));
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_sentences_inside(text in "[a-c A.B!?\"'“”()\\[\\]1é…\u{a0}\t-]{1,80}") {
            if let Some(block) = trimmed(&text, 0, text.len()) {
                let found = sentences(&text, block);
                assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
                assert!(found.iter().all(|sentence| block.contains(*sentence)));
            }
        }
    }
}
