//! What the network says of a document.

use std::ops::Range;

use crate::chain::Chain;
use crate::network::FRAME_TAGS;
use crate::words::Word;

/// Tags of a word in a frame, in the order of [`Frame::scores`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Tag {
    /// Not part of the statement.
    Outside = 0,
    /// First word of a source piece.
    SourceStart = 1,
    /// Further word of a source piece.
    Source = 2,
    /// First word of a content piece.
    ContentStart = 3,
    /// Further word of a content piece.
    Content = 4,
}

/// One cue and the scores of what may belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Words of the cue.
    pub cue: Range<usize>,
    /// Probability that each of these words belongs to a cue, averaged over them.
    pub cue_probability: f32,
    /// Words to which `scores` belong, around the cue.
    pub reach: Range<usize>,
    /// Score of each [`Tag`] for each word of `reach`; for [`Encodings::chain`] to decode.
    pub scores: Vec<[f32; FRAME_TAGS]>,
}

/// What the network says of a document. No span is decided here; `quote` decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Encodings {
    /// Words of the blocks that are read, in text order; everything else counts in these.
    pub words: Vec<Word>,
    /// Words with which sentences begin.
    pub sentence_starts: Vec<usize>,
    /// One for each cue found, in text order.
    pub frames: Vec<Frame>,
    /// How tags follow one another in a frame.
    pub chain: Chain<FRAME_TAGS>,
    /// Slope, shift, and a further shift for statements without a source, that take the log-odds of a whole statement, as
    /// the network gives them, to those with which it is right (Platt 1999); `training/calibrate.py` fits them.
    pub calibration: [f32; 3],
    /// Digest of the weights: the model that is the evidence's author.
    pub model: String,
}
