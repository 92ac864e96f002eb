//! What a block looks like: its words folded for comparison, its length, how it begins and ends.
//!
//! Headlines, bylines and chrome are told from article text by their form and a few set phrases; this is the form.

use sayso_core::Span;

/// A longer block is article text, whatever its words; nobody needs it folded.
const LONGEST_FOLDED: usize = 600;

/// A block of the text, looked at as one line.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    pub(crate) span: Span,
    pub(crate) words: &'a str,
    /// Lower-case words without punctuation, one space apart; empty for a long block.
    pub(crate) folded: String,
}

impl<'a> Line<'a> {
    pub(crate) fn of(text: &'a str, span: Span) -> Line<'a> {
        let words = span.slice(text).unwrap_or_default();
        let folded = if words.len() <= LONGEST_FOLDED { fold(words) } else { String::new() };
        Line { span, words, folded }
    }

    /// Words of the folded line; 0 for a long block.
    pub(crate) fn count(&self) -> usize {
        self.folded.split(' ').filter(|word| !word.is_empty()).count()
    }

    /// Whether the block is a short line and not a long paragraph.
    pub(crate) fn is_short(&self) -> bool {
        !self.folded.is_empty()
    }

    /// Whether the folded line is one of `phrases`.
    pub(crate) fn is_one_of(&self, phrases: &[&str]) -> bool {
        phrases.contains(&self.folded.as_str())
    }

    /// Whether the folded line begins with the words of one of `phrases`.
    pub(crate) fn begins_with(&self, phrases: &[&str]) -> bool {
        phrases
            .iter()
            .any(|phrase| self.folded.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    }

    /// Whether the folded line holds the words of one of `phrases`.
    pub(crate) fn holds(&self, phrases: &[&str]) -> bool {
        let bounded = |(at, phrase): (usize, &str)| {
            let (before, after) = (&self.folded[..at], &self.folded[at + phrase.len()..]);
            (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
        };
        phrases.iter().any(|phrase| self.folded.match_indices(phrase).any(bounded))
    }

    /// Whether a quotation mark stands in it: then somebody may be quoted.
    pub(crate) fn is_quoting(&self) -> bool {
        self.words.contains(['"', '“', '”', '«', '»', '„', '‘'])
    }

    /// Whether it ends as a sentence does, closing quotation marks and brackets aside.
    pub(crate) fn ends_sentence(&self) -> bool {
        let end = self.words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
        end.ends_with(['.', '!', '?', ':']) && !self.is_cut_off()
    }

    /// Whether it breaks off with an ellipsis, as the excerpts of teasers do.
    pub(crate) fn is_cut_off(&self) -> bool {
        let mut end = self.words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '…' | ']'));
        for link in ["Read More", "Read more", "read more", "READ MORE", "More"] {
            end = end.strip_suffix(link).unwrap_or(end);
        }
        let end = end.trim_end().trim_end_matches([']', ')']);
        end.ends_with('…') || end.ends_with("...")
    }

    /// Whether it is a paragraph of an article: long, or a full sentence of some length.
    pub(crate) fn is_paragraph(&self) -> bool {
        !self.is_short() || self.words.len() > 180 || (self.ends_sentence() && self.words.len() > 60)
    }
}

/// Lower-case words without punctuation, one space apart; an apostrophe vanishes without parting its word.
pub(crate) fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '\u{ad}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a word begins with a capital or a digit.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Byte range of `part` in `whole`, of which it is a slice.
pub(crate) fn range_in(whole: &str, part: &str) -> Option<std::ops::Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (start + part.len() <= whole.len()).then_some(start..start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(fold("  The Harbour’s “New” Master -- and Cat!"), "the harbours new master and cat");
        assert_eq!(fold("… !"), "");
    }

    #[test]
    fn endings() {
        let line = |words| Line::of(words, Span::of(words, 0..words.len()).unwrap());
        assert!(line("He left.”").ends_sentence());
        assert!(!line("He left for the …").ends_sentence());
        assert!(line("He left for the [...]").is_cut_off());
        assert!(line("He left for the … Read More »").is_cut_off());
        assert!(!line("Minister leaves harbour").ends_sentence());
    }
}
