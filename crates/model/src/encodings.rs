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
    /// Whether the statement stands in the content of another, as far as the cue shows.
    pub nested: bool,
    /// Probability that each of these words belongs to a cue, averaged over them.
    pub cue_probability: f32,
    /// Words to which `scores` belong, around the cue.
    pub reach: Range<usize>,
    /// Score of each [`Tag`] for each word of `reach`; for [`Encodings::chain`] to decode.
    pub scores: Vec<[f32; FRAME_TAGS]>,
}

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A company, ministry, party, court.
    Organisation,
    /// A state, its people, or what belongs to it: "France", "French".
    Country,
    /// Any other place.
    Place,
    /// An armed group or movement.
    ArmedGroup,
    /// A newspaper, broadcaster, agency.
    Outlet,
    /// A report, law, letter, poll.
    Document,
    /// A date or a time.
    Date,
    /// A count, sum or measure.
    Number,
    /// An office or form of address: "Foreign Minister", "Dr".
    Title,
    /// Nothing by itself: "she", "whose".
    Pronoun,
}

impl MentionKind {
    /// What has a name, in the order of `ENTITIES` in `training/network.py`.
    pub const ENTITIES: [MentionKind; 10] = [
        MentionKind::Person,
        MentionKind::Organisation,
        MentionKind::Country,
        MentionKind::Place,
        MentionKind::ArmedGroup,
        MentionKind::Outlet,
        MentionKind::Document,
        MentionKind::Date,
        MentionKind::Number,
        MentionKind::Title,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            MentionKind::Person => "person",
            MentionKind::Organisation => "organisation",
            MentionKind::Country => "country",
            MentionKind::Place => "place",
            MentionKind::ArmedGroup => "armed_group",
            MentionKind::Outlet => "outlet",
            MentionKind::Document => "document",
            MentionKind::Date => "date",
            MentionKind::Number => "number",
            MentionKind::Title => "title",
            MentionKind::Pronoun => "pronoun",
        }
    }

    /// Whether two mentions of such a kind can stand for the same; of dates and numbers nobody asks it.
    pub(crate) fn is_linked(self) -> bool {
        !matches!(self, MentionKind::Date | MentionKind::Number)
    }
}

/// Words that name or stand for somebody or something.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its words.
    pub words: Range<usize>,
    /// What it names.
    pub kind: MentionKind,
    /// Probability that each of these words belongs to a mention of this kind, averaged over them.
    pub probability: f32,
    /// Mentions before it that may stand for the same, nearest first; then names behind a pronoun in its sentence.
    pub antecedents: Vec<Antecedent>,
}

/// A mention that may stand for the same as a later one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Antecedent {
    /// Place in [`Encodings::mentions`].
    pub mention: usize,
    /// Logarithm of its odds against there being no antecedent at all.
    pub score: f32,
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
    /// Names and pronouns, in text order, none inside another.
    pub mentions: Vec<Mention>,
    /// How tags follow one another in a frame.
    pub chain: Chain<FRAME_TAGS>,
    /// Slope, shift, and a further shift for statements without a source, that take the log-odds of a whole statement, as
    /// the network gives them, to those with which it is right (Platt 1999); `training/calibrate.py` fits them.
    pub calibration: [f32; 3],
    /// Digest of the weights: the model that is the evidence's author.
    pub model: String,
}
