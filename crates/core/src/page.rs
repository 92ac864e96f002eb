//! From a document's text back to the page that it was taken from.

use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::Span;

/// Characters in a row that stand in the page as they stand in the text, each as long as the others.
///
/// Plain text is one piece. A character reference (`&eacute;`) is one, and so is a run of white space that became one
/// space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the document's text.
    pub text: u32,
    /// First byte in the page as fetched.
    pub page: u32,
    /// How many characters.
    pub count: u32,
    /// Bytes of each in the text, at least 1.
    pub text_step: u32,
    /// Bytes of each in the page, at least 1.
    pub page_step: u32,
}

impl Piece {
    fn text_end(&self) -> usize {
        self.text as usize + self.count as usize * self.text_step as usize
    }

    fn page_end(&self) -> usize {
        self.page as usize + self.count as usize * self.page_step as usize
    }

    /// The bytes of the page for the part of `span` that lies in this piece. An edge inside a unit takes all of it.
    fn under(&self, span: Span) -> Range<usize> {
        let (text, step) = (self.text as usize, self.text_step as usize);
        let first = span.start().saturating_sub(text) / step;
        let last = (span.end().min(self.text_end()) - text).div_ceil(step);
        let at = |unit: usize| self.page as usize + unit * self.page_step as usize;
        at(first)..at(last)
    }
}

/// Which bytes of a page a document's text was read from.
///
/// The pieces stand in the order of the text and do not overlap in it. Line breaks between blocks have no piece: sayso
/// set them.
///
/// # Example: a word in bold
/// ```
/// use sayso_core::{PageMap, Piece, Span};
/// // "No boats" from "<p>No <b>boats</b></p>"
/// let piece = |text, page, count| Piece { text, page, count, text_step: 1, page_step: 1 };
/// let map = PageMap::new(vec![piece(0, 3, 3), piece(3, 9, 5)]).unwrap();
/// assert_eq!(map.ranges(Span::new(0..8)?), [3..6, 9..14]);
/// # Ok::<(), sayso_core::SpanError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMap {
    // Invariant: text_end of each is at most text of the next; counts and steps are at least 1
    pieces: Vec<Piece>,
}

impl PageMap {
    /// A map of these pieces; `None` if one is empty, or overlaps or precedes the one before it in the text.
    pub fn new(pieces: Vec<Piece>) -> Option<PageMap> {
        let sound = |piece: &Piece| piece.count > 0 && piece.text_step > 0 && piece.page_step > 0;
        let fits = |piece: &Piece| piece.text_end().max(piece.page_end()) <= u32::MAX as usize;
        let ordered = pieces.windows(2).all(|pair| pair[0].text_end() <= pair[1].text as usize);
        (ordered && pieces.iter().all(|piece| sound(piece) && fits(piece))).then_some(PageMap { pieces })
    }

    /// The pieces in the order of the text.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The bytes of the page under `span`, in the order of the text; those that touch are one range. Where mark-up
    /// stands between words, ranges are several.
    pub fn ranges(&self, span: Span) -> Vec<Range<usize>> {
        let first = self.pieces.partition_point(|piece| piece.text_end() <= span.start());
        let under = self.pieces[first..].iter().take_while(|piece| (piece.text as usize) < span.end());
        let mut out: Vec<Range<usize>> = Vec::new();
        for range in under.map(|piece| piece.under(span)) {
            match out.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => out.push(range),
            }
        }
        out
    }

    /// Whether all pieces lie in a text and a page of these lengths, in bytes.
    pub fn fits(&self, text: usize, page: usize) -> bool {
        self.pieces.last().is_none_or(|last| last.text_end() <= text)
            && self.pieces.iter().all(|piece| piece.page_end() <= page)
    }
}

/// The words of a span with what stands around them, as the Web Annotation model selects a quotation in a page
/// (TextQuoteSelector, <https://www.w3.org/TR/annotation-model/#text-quote-selector>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextQuote<'a> {
    /// The words.
    pub exact: &'a str,
    /// What stands before them in their line; at most [`TextQuote::AROUND`] characters.
    pub prefix: &'a str,
    /// What stands after them in their line; at most [`TextQuote::AROUND`] characters.
    pub suffix: &'a str,
}

impl<'a> TextQuote<'a> {
    /// Characters before and after.
    pub const AROUND: usize = 32;

    /// The selector of `span` in `text`; none if it does not fit. It never looks beyond a line: in the page, other
    /// text may stand between two paragraphs.
    pub fn of(text: &'a str, span: Span) -> Option<TextQuote<'a>> {
        let exact = span.slice(text).ok()?;
        let (before, after) = (&text[..span.start()], &text[span.end()..]);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let before = &before[line..];
        let cut = before.char_indices().rev().nth(Self::AROUND - 1).map_or(0, |(at, _)| at);
        let after = &after[..after.find('\n').unwrap_or(after.len())];
        let end = after.char_indices().nth(Self::AROUND).map_or(after.len(), |(at, _)| at);
        Some(TextQuote { exact, prefix: &before[cut..], suffix: &after[..end] })
    }
}

/// A review of a claim that a page holds as mark-up (schema.org's ClaimReview): who checked which claim, and what they
/// say of it. Kept as it is said; sayso says nothing of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// The claim.
    pub claim: String,
    /// Who made it.
    pub claimant: Option<String>,
    /// What the reviewer calls it: "Mostly false".
    pub verdict: Option<String>,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// Address of the review.
    pub url: Option<String>,
}

/// What a page says of its article in its mark-up and around the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMeta {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, several parted by commas.
    pub byline: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When: `YYYY-MM-DD`, with the time and the offset behind it where the page has them.
    pub published: Option<String>,
    /// When it was last changed, in the same form.
    pub modified: Option<String>,
    /// Language, BCP 47.
    pub language: Option<String>,
    /// The address that the page calls its own.
    pub canonical_url: Option<String>,
    /// Section of the outlet: "Sport".
    pub section: Option<String>,
    /// The agency that is credited with the text.
    pub wire: Option<String>,
    /// Claims that the page reviews.
    pub reviews: Vec<Review>,
}

/// The page that a document's text was taken from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageOrigin {
    /// Length in bytes, as fetched.
    pub bytes: usize,
    /// SHA-256 of these bytes, in hex: offsets count in no other page.
    pub sha256: String,
    /// Encoding, as the Encoding standard names it.
    pub charset: String,
    /// What it says of itself.
    pub meta: PageMeta,
    /// Where each word stands in it.
    pub map: PageMap,
}

impl PageOrigin {
    /// What [`PageOrigin::sha256`] is of these bytes.
    pub fn digest(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "pieces are ranges, and there may be one")]
mod tests {
    use super::*;

    fn piece(text: u32, page: u32, count: u32, text_step: u32, page_step: u32) -> Piece {
        Piece { text, page, count, text_step, page_step }
    }

    #[test]
    fn ranges_follow_the_text() {
        // "Café é\n\nb c" from "Caf&eacute; <i>é</i>", a break, and "b   c".
        let pieces = vec![
            piece(0, 10, 3, 1, 1),
            piece(3, 13, 1, 2, 8),
            piece(5, 21, 1, 1, 1),
            piece(6, 25, 1, 2, 2),
            piece(10, 40, 1, 1, 1),
            piece(11, 41, 1, 1, 3),
            piece(12, 44, 1, 1, 1),
        ];
        let map = PageMap::new(pieces).unwrap();
        let check = |range: Range<usize>, expect: &[Range<usize>]| {
            assert_eq!(map.ranges(Span::new(range).unwrap()), expect);
        };
        check(0..5, &[10..21]);
        check(1..4, &[11..21]);
        check(0..8, &[10..22, 25..27]);
        check(6..11, &[25..27, 40..41]);
        check(10..13, &[40..45]);
        check(8..10, &[]);
        assert!(map.fits(13, 45) && !map.fits(12, 45) && !map.fits(13, 44));
    }

    #[test]
    fn unsound_pieces_are_refused() {
        assert!(PageMap::new(vec![piece(0, 0, 2, 1, 1), piece(1, 5, 1, 1, 1)]).is_none());
        assert!(PageMap::new(vec![piece(0, 0, 0, 1, 1)]).is_none());
        assert!(PageMap::new(vec![piece(0, 0, 1, 0, 1)]).is_none());
        assert!(PageMap::new(vec![piece(u32::MAX, 0, 2, 1, 1)]).is_none());
        // In the page, pieces may stand in any order.
        assert!(PageMap::new(vec![piece(0, 9, 1, 1, 1), piece(1, 5, 1, 1, 1)]).is_some());
    }

    #[test]
    fn selectors_stay_in_their_line() {
        let text = "One line.\nNobody had seen the two boats since the storm, she said.\nThe next.";
        let at = text.find("boats").unwrap();
        let quote = TextQuote::of(text, Span::of(text, at..at + 5).unwrap()).unwrap();
        assert_eq!(quote.exact, "boats");
        assert_eq!(quote.prefix, "Nobody had seen the two ");
        assert_eq!(quote.suffix, " since the storm, she said.");
        let long = "ä".repeat(100);
        let quote = TextQuote::of(&long, Span::of(&long, 100..102).unwrap()).unwrap();
        assert_eq!((quote.prefix.chars().count(), quote.suffix.chars().count()), (32, 32));
    }
}
