//! Places in a document's text.

use std::fmt;
use std::ops::Range;

/// A non-empty stretch of one document's text, in UTF-8 bytes, end exclusive.
///
/// A span does not know its document; [`Span::of`] checks it against the text when it is made and [`Span::slice`]
/// checks again when it is used.
///
/// # Example: span, slice, find
/// ```
/// use sayso_core::Span;
/// let text = "“No,” she said.";
/// let span = Span::of(text, 10..13)?;
/// assert_eq!(span.slice(text)?, "she");
/// # Ok::<(), sayso_core::SpanError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // Invariant: start < end
    start: u32,
    end: u32,
}

/// Why a range is no span of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpanError {
    /// Start is not before end.
    #[error("span {start}..{end} is empty or backwards")]
    Empty {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
    },
    /// The end lies beyond the text, or beyond 4 GiB.
    #[error("span {start}..{end} ends beyond the text of {len} bytes")]
    Outside {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
        /// Length of the text in bytes.
        len: usize,
    },
    /// An edge cuts a character in two.
    #[error("span {start}..{end} cuts a character at byte {at}")]
    InsideCharacter {
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
        /// The offending edge.
        at: usize,
    },
    /// The pieces of a [`Spans`] overlap or are out of order.
    #[error("piece at byte {at} overlaps the one before it or stands out of order")]
    Disorder {
        /// Start of the offending piece.
        at: usize,
    },
}

impl Span {
    /// The span of `range` in `text`.
    ///
    /// # Errors
    /// [`SpanError::Empty`], [`SpanError::Outside`], [`SpanError::InsideCharacter`].
    pub fn of(text: &str, range: Range<usize>) -> Result<Span, SpanError> {
        let span = Span::new(range)?;
        span.slice(text)?;
        Ok(span)
    }

    /// A span whose text is not at hand; [`Span::slice`] will check it.
    ///
    /// # Errors
    /// [`SpanError::Empty`], or [`SpanError::Outside`] beyond 4 GiB.
    pub fn new(range: Range<usize>) -> Result<Span, SpanError> {
        let Range { start, end } = range;
        if start >= end {
            return Err(SpanError::Empty { start, end });
        }
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Ok(Span { start, end }),
            _ => Err(SpanError::Outside { start, end, len: u32::MAX as usize }),
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes; never 0.
    #[allow(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words under the span.
    ///
    /// # Errors
    /// [`SpanError::Outside`], [`SpanError::InsideCharacter`]: the span belongs to another text.
    pub fn slice(self, text: &str) -> Result<&str, SpanError> {
        let Range { start, end } = self.range();
        if end > text.len() {
            return Err(SpanError::Outside { start, end, len: text.len() });
        }
        match [start, end].into_iter().find(|&at| !text.is_char_boundary(at)) {
            Some(at) => Err(SpanError::InsideCharacter { start, end, at }),
            None => Ok(&text[start..end]),
        }
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The pieces of one role of a statement: sorted, disjoint, possibly none.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spans {
    // Invariant: pieces[i].end <= pieces[i + 1].start
    pieces: Vec<Span>,
}

impl Spans {
    /// No piece: the role is not expressed.
    pub const NONE: Spans = Spans { pieces: Vec::new() };

    /// Pieces in text order.
    ///
    /// # Errors
    /// [`SpanError::Disorder`] where a piece overlaps the one before it or precedes it.
    pub fn new(pieces: Vec<Span>) -> Result<Spans, SpanError> {
        match pieces.windows(2).find(|pair| pair[1].start < pair[0].end) {
            Some(pair) => Err(SpanError::Disorder { at: pair[1].start() }),
            None => Ok(Spans { pieces }),
        }
    }

    /// Pieces in any order; those that overlap become one.
    pub fn merged(mut pieces: Vec<Span>) -> Spans {
        pieces.sort_unstable();
        let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match out.last_mut() {
                Some(last) if piece.start < last.end => *last = last.cover(piece),
                _ => out.push(piece),
            }
        }
        Spans { pieces: out }
    }

    /// The pieces in text order.
    pub fn pieces(&self) -> &[Span] {
        &self.pieces
    }

    /// Whether the role is not expressed.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The smallest span over all pieces.
    pub fn cover(&self) -> Option<Span> {
        let (first, last) = (self.pieces.first()?, self.pieces.last()?);
        Some(first.cover(*last))
    }

    /// Whether any piece shares a byte with any of `other`.
    pub fn overlap(&self, other: &Spans) -> bool {
        self.pieces.iter().any(|a| other.pieces.iter().any(|b| a.overlaps(*b)))
    }

    /// Checks every piece against `text`.
    ///
    /// # Errors
    /// That of the first piece that does not fit.
    pub fn check(&self, text: &str) -> Result<(), SpanError> {
        self.pieces.iter().try_for_each(|piece| piece.slice(text).map(drop))
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Spans {
        Spans { pieces: vec![span] }
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.pieces).finish()
    }
}
