//! What a statement does, whom it is about and whom it is said to.
//!
//! The cue decides ("denied", "called on"), with its negation and mood; where it leaves the act open ("said"), what is said
//! decides. Both are patterns of words in the tables of `knowledge/`, and no text is known to the code.

mod lexicon;
mod words;
mod phrase;
mod pattern;
mod cues;
mod scene;
mod verdict;
mod target;
mod addressee;
mod context;

use std::ops::Range;

use sayso_core::{Act, Document, Span, Statement};

pub(crate) use cues::TABLES;
pub use cues::{Cues, Strength};
use scene::Scene;
use target::Target;
use verdict::{Verdict, verdict};

/// What a statement does, and the words that name whom it is about and whom it is said to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    /// The speech act.
    pub act: Act,
    /// Of the speaker towards what is said, as the cue shows it: -1, 0 or 1.
    pub polarity: i8,
    /// How much the cue decides.
    pub strength: Strength,
    /// Whether the cue is negated: "has not denied".
    pub negated: bool,
    /// Whom it accuses, denies, criticises, praises, warns or demands from.
    pub target: Option<Span>,
    /// Whom it was said to.
    pub addressee: Option<Span>,
}

/// The act of one statement by its own words.
pub fn act(document: &Document, statement: &Statement, cues: &Cues) -> Act {
    verdict(&Scene::of(document, statement, cues), cues).act
}

/// Act, target and addressee of each of a document's statements, in their order. A denial that does not say whose claim
/// it denies has the source of the accusation before it as its target.
pub fn acts(document: &Document, statements: &[Statement], cues: &Cues) -> Vec<Acted> {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| place(&statements[*at]));
    let mut read: Vec<Read> = Vec::with_capacity(order.len());
    for at in &order {
        let scene = Scene::of(document, &statements[*at], cues);
        let mut verdict = verdict(&scene, cues);
        let mut target = target::target(&scene, &verdict);
        if verdict.act == Act::Assert
            && verdict.is_open()
            && let Some((act, whom)) = context::context(document, statements, &read, *at, &scene)
        {
            (verdict.act, target) = (act, whom);
        }
        let addressee = addressee::addressee(&scene, &verdict);
        read.push(Read { at: *at, verdict, target, addressee });
    }
    let mut out: Vec<(usize, Acted)> = Vec::with_capacity(read.len());
    for (i, found) in read.iter().enumerate() {
        let statement = &statements[found.at];
        let target = match &found.target {
            Target::Words(words) => span(document, words.clone()),
            Target::Claimant if found.verdict.act == Act::Deny => {
                context::claimant(document, statements, &read[..i], statement)
            }
            Target::Claimant | Target::Nobody => None,
        };
        let asked = || (found.verdict.act == Act::Ask).then(|| answerer(statements, &read[i..], statement)).flatten();
        let addressee = found.addressee.clone().and_then(|words| span(document, words)).or_else(asked);
        let Verdict { act, polarity, strength, negated, .. } = found.verdict;
        out.push((found.at, Acted { act, polarity, strength, negated, target, addressee }));
    }
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, acted)| acted).collect()
}

/// A statement as it was read.
struct Read {
    at: usize,
    verdict: Verdict,
    target: Target,
    addressee: Option<Range<usize>>,
}

/// Where a statement is made.
fn place(statement: &Statement) -> usize {
    statement.cue().cover().map_or(0, Span::start)
}

fn span(document: &Document, words: Range<usize>) -> Option<Span> {
    Span::of(document.text(), words).ok()
}

/// Who answers a question that nobody is named as asking: "Asked whether ..., Torv said".
fn answerer(statements: &[Statement], from: &[Read], question: &Statement) -> Option<Span> {
    if !question.source().is_empty() {
        return None;
    }
    let next = from.iter().skip(1).map(|read| &statements[read.at]).find(|next| !next.source().is_empty())?;
    let cover = next.source().cover()?;
    (cover.start().saturating_sub(place(question)) <= 400).then_some(cover)
}
