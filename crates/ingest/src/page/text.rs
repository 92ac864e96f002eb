//! The text that is made of a page's lines, and for each character its bytes in the page.
//!
//! White space: a run of it, of any kind, is one space, and none stands at the edges of a line. Controls and byte-order
//! marks are left out. Between lines stand line breaks that are nowhere in the page: one where the page has `<br>`, two
//! elsewhere.

use std::ops::Range;

use sayso_core::{PageMap, Piece, Span};

use super::entities::{Reference, reference};
use super::lines::is_invisible;
use super::source::Source;

/// A text in the making.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    source: &'a Source,
    words: String,
    pieces: Vec<Piece>,
    /// White space of the page that is not yet in the text: bytes of the decoded page.
    space: Option<Range<usize>>,
    /// Where the line in hand begins.
    line: usize,
}

impl<'a> Text<'a> {
    pub(crate) fn new(source: &'a Source) -> Text<'a> {
        Text { source, words: String::new(), pieces: Vec::new(), space: None, line: 0 }
    }

    /// Takes in a line that stands in these bytes of the decoded page; where it stands in the text, if it holds any.
    pub(crate) fn line(&mut self, ranges: impl Iterator<Item = Range<usize>>, after_break: bool) -> Option<Span> {
        let before = self.words.len();
        if before > 0 {
            self.words.push_str(if after_break { "\n" } else { "\n\n" });
        }
        self.line = self.words.len();
        self.space = None;
        ranges.for_each(|range| self.read(range, false));
        if self.words.len() == self.line {
            self.words.truncate(before);
            return None;
        }
        Span::new(self.line..self.words.len()).ok()
    }

    /// Takes in `words` as a line, where they stand in these bytes of the decoded page; nothing if they do not.
    pub(crate) fn part(&mut self, range: Range<usize>, attribute: bool, words: &str) -> Option<Span> {
        let mut whole = Text::new(self.source);
        whole.read(range, attribute);
        let at = whole.words.find(words).filter(|_| !words.is_empty())?;
        if !self.words.is_empty() {
            self.words.push_str("\n\n");
        }
        let start = self.words.len();
        self.words.push_str(words);
        for piece in &whole.pieces {
            self.pieces.extend(cut(piece, at..at + words.len(), start));
        }
        Span::new(start..self.words.len()).ok()
    }

    fn read(&mut self, range: Range<usize>, attribute: bool) {
        let written = &self.source.text[range.clone()];
        let mut at = 0;
        while let Some(c) = written[at..].chars().next() {
            let found = if c == '&' { reference(&written[at..], attribute) } else { None };
            let Reference { chars: (first, second), length } =
                found.unwrap_or(Reference { chars: (c, None), length: c.len_utf8() });
            self.take(first, second, range.start + at..range.start + at + length);
            at += length;
        }
    }

    fn take(&mut self, first: char, second: Option<char>, place: Range<usize>) {
        if first.is_whitespace() {
            match &mut self.space {
                Some(space) if space.end == place.start => space.end = place.end,
                Some(_) => {}
                None if self.words.len() > self.line => self.space = Some(place),
                None => {}
            }
        } else if !is_invisible(first) {
            if let Some(space) = self.space.take() {
                self.push(" ", space);
            }
            let mut words = [0; 8];
            let length = first.encode_utf8(&mut words).len();
            let more = second.map_or(0, |second| second.encode_utf8(&mut words[length..]).len());
            self.push(std::str::from_utf8(&words[..length + more]).unwrap_or_default(), place);
        }
    }

    fn push(&mut self, words: &str, place: Range<usize>) {
        let (start, end) = (self.source.page_at(place.start), self.source.page_at(place.end));
        let (text, length) = (self.words.len() as u32, words.len() as u32);
        self.words.push_str(words);
        let Some(page_step) = end.checked_sub(start).filter(|step| *step > 0) else { return };
        // Where text and page have as many bytes, bytes are counted: fewer and longer pieces.
        let alike = page_step as u32 == length;
        let (count, text_step, page_step) = if alike { (length, 1, 1) } else { (1, length, page_step as u32) };
        if let Some(last) = self.pieces.last_mut()
            && (last.text_step, last.page_step) == (text_step, page_step)
            && last.text + last.count * text_step == text
            && (last.page + last.count * page_step) as usize == start
        {
            last.count += count;
        } else {
            self.pieces.push(Piece { text, page: start as u32, count, text_step, page_step });
        }
    }

    /// The text, and the way back.
    pub(crate) fn finish(self) -> (String, PageMap) {
        (self.words, PageMap::new(self.pieces).unwrap_or_default())
    }
}

/// The part of `piece` that lies in `range` of its text, moved so that the range begins at `start`.
fn cut(piece: &Piece, range: Range<usize>, start: usize) -> Option<Piece> {
    let (text, step) = (piece.text as usize, piece.text_step as usize);
    let first = range.start.saturating_sub(text) / step;
    let last = (range.end.saturating_sub(text) / step).min(piece.count as usize);
    (first < last).then(|| Piece {
        text: (text + first * step - range.start + start) as u32,
        page: piece.page + first as u32 * piece.page_step,
        count: (last - first) as u32,
        ..*piece
    })
}
