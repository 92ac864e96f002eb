//! Which act does the network hear in a statement, and when is it believed over the tables?
//!
//! The tables know what a cue says, the network what the words of a content do. Both are weighed against each other as in a
//! product of experts (Hinton 2002): each way in which the tables come to an act has a weight. `training/fit_acts.py` fits them on
//! statements of real news that neither has learnt from; these are higher, for in articles of our own the tables are the better judges.

use sayso_core::{Act, Document, Span, Statement};
use sayso_model::Linker;

use super::cues::Strength;
use super::verdict::Verdict;
use crate::around::around;

/// How the tables came to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A cue that leaves it open, and nothing in the content that tells.
    Nothing,
    /// Words of the content.
    Content,
    /// A cue that tells, though the content may say otherwise.
    Cue,
    /// A cue that decides.
    StrongCue,
    /// The statements before it.
    Context,
}

impl Ground {
    pub(super) fn of(verdict: &Verdict) -> Ground {
        match verdict.strength {
            _ if verdict.content.is_some() => Ground::Content,
            Strength::Strong => Ground::StrongCue,
            _ if verdict.act != Act::Assert || verdict.negated => Ground::Cue,
            Strength::Plain => Ground::Cue,
            Strength::Weak => Ground::Nothing,
        }
    }

    /// Its name, as printed.
    pub fn name(self) -> &'static str {
        match self {
            Ground::Nothing => "nothing",
            Ground::Content => "content",
            Ground::Cue => "cue",
            Ground::StrongCue => "strong cue",
            Ground::Context => "context",
        }
    }

    /// How much the tables' act counts, in nats, beside the network's.
    fn weight(self) -> f32 {
        match self {
            Ground::Nothing => 1.0,
            Ground::Content => 1.6,
            Ground::Cue => 2.5,
            Ground::StrongCue => 6.0,
            Ground::Context => 2.5,
        }
    }
}

/// What the network says of a statement: logarithms of probabilities, in the order of [`Act::ALL`].
pub type Heard = [f32; Act::ALL.len()];

/// Words of a statement with what stands around it, at most.
const WHOLE: usize = 56;

/// Of one statement.
pub(super) fn heard(linker: &Linker, document: &Document, statement: &Statement) -> Heard {
    let text =
        |spans: &mut dyn Iterator<Item = Span>| spans.map(|span| document.words(span)).collect::<Vec<_>>().join(" ");
    let mut frame: Vec<Span> =
        [statement.source(), statement.cue()].iter().flat_map(|part| part.pieces()).copied().collect();
    frame.sort_by_key(|span| span.start());
    let frame = text(&mut frame.into_iter());
    let content = text(&mut statement.content().pieces().iter().copied());
    let told = frame.split_whitespace().count() + content.split_whitespace().count();
    let around = around(document, statement, told, WHOLE);
    linker.acts(&frame, [content, around].join(" ").trim_end())
}

/// The act that is the most likely by both.
pub(super) fn judged(heard: &Heard, act: Act, ground: Ground) -> Act {
    let score = |at: usize| heard[at] + if Act::ALL[at] == act { ground.weight() } else { 0.0 };
    let best = (0..heard.len()).fold(0, |best, at| if score(at) > score(best) { at } else { best });
    Act::ALL[best]
}
