//! What stands where in a document: blocks, sentences, quotations.

use crate::statement::named_enum;
use crate::{Span, SpanError, UnknownName};

named_enum! {
    /// Why a block is chrome: page text that is not the article.
    Chrome "kind of chrome" {
        /// "Home / Latest / ..."
        Navigation = "navigation",
        /// "Check also", "Read more", and what they point to.
        Teaser = "teaser",
        /// "About the author", "About admin".
        About = "about",
        /// "Photo: ...", "Picture source: ..."
        PictureCredit = "picture-credit",
        /// "Share this", "Follow us", "Subscribe to our newsletter".
        Promotion = "promotion",
        /// Copyright lines, contact boxes, "Ends".
        Imprint = "imprint",
    }
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline. It can hold a statement ("Bases fuel unrest: minister").
    Title,
    /// The headline printed once more; skipped, or its statement would count twice.
    RepeatedTitle,
    /// "By Ana Reyes", an agency credit on a line of its own.
    Byline,
    /// A line that holds only a date, or place and date.
    Date,
    /// The article.
    Body,
    /// Not the article.
    Chrome(Chrome),
}

impl BlockKind {
    /// Whether statements are looked for here.
    pub fn is_read(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Body)
    }

    /// The name under which it is stored; that of the chrome, if it is chrome.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::RepeatedTitle => "repeated-title",
            BlockKind::Byline => "byline",
            BlockKind::Date => "date",
            BlockKind::Body => "body",
            BlockKind::Chrome(chrome) => chrome.name(),
        }
    }
}

impl std::str::FromStr for BlockKind {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<BlockKind, UnknownName> {
        use BlockKind::{Body, Byline, Date, RepeatedTitle, Title};
        let plain = [Title, RepeatedTitle, Byline, Date, Body].into_iter().find(|kind| kind.name() == text);
        plain.map_or_else(|| text.parse().map(BlockKind::Chrome), Ok)
    }
}

/// A paragraph or a line that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

named_enum! {
    /// The kind of quotation mark that opens a quotation.
    QuoteMark "quotation mark" {
        /// `“ ”`, `„ “`, `" "`, `'' ''`
        Double = "double",
        /// `‘ ’`, `' '`
        Single = "single",
        /// `« »`
        Guillemet = "guillemet",
    }
}

/// A stretch between quotation marks, marks included, within one block.
///
/// A quotation that runs over several paragraphs is several of these, all but the last with `closed` false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Marks included.
    pub span: Span,
    /// Which marks.
    pub mark: QuoteMark,
    /// Whether a closing mark was found in the block.
    pub closed: bool,
}

/// Blocks, sentences and quotations of one text, each in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    blocks: Vec<Block>,
    // Invariant: every sentence lies inside one block
    sentences: Vec<Span>,
    quotations: Vec<Quotation>,
}

/// Why a layout does not fit its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LayoutError {
    /// A span does not fit the text.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// Blocks or sentences overlap or are out of order.
    #[error("block or sentence at byte {at} overlaps the one before it")]
    Disorder {
        /// Start of the offending one.
        at: usize,
    },
    /// A sentence or quotation crosses the edge of its block.
    #[error("sentence or quotation at byte {at} crosses a block's edge")]
    Crossing {
        /// Start of the offending one.
        at: usize,
    },
}

impl Layout {
    /// A layout of `text`.
    ///
    /// # Errors
    /// [`LayoutError`] where a span does not fit the text, blocks or sentences overlap, or a sentence or quotation
    /// crosses a block's edge.
    pub fn new(
        text: &str,
        blocks: Vec<Block>,
        sentences: Vec<Span>,
        quotations: Vec<Quotation>,
    ) -> Result<Layout, LayoutError> {
        let block_spans: Vec<Span> = blocks.iter().map(|block| block.span).collect();
        for spans in [&block_spans, &sentences] {
            spans.iter().try_for_each(|span| span.slice(text).map(drop))?;
            if let Some(pair) = spans.windows(2).find(|pair| pair[1].start() < pair[0].end()) {
                return Err(LayoutError::Disorder { at: pair[1].start() });
            }
        }
        for span in sentences.iter().copied().chain(quotations.iter().map(|q| q.span)) {
            span.slice(text)?;
            let block = block_spans.partition_point(|block| block.end() <= span.start());
            if !block_spans.get(block).is_some_and(|block| block.contains(span)) {
                return Err(LayoutError::Crossing { at: span.start() });
            }
        }
        Ok(Layout { blocks, sentences, quotations })
    }

    /// Paragraphs and lone lines.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Sentences of all blocks, chrome too.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Quotations, by start; a nested one follows the one around it.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The block in which `span` lies, if it lies in one.
    pub fn block_of(&self, span: Span) -> Option<&Block> {
        let at = self.blocks.partition_point(|block| block.span.end() <= span.start());
        self.blocks.get(at).filter(|block| block.span.contains(span))
    }
}
