//! In an interview, where two take turns before a colon, each speaks to the other, and one of them asks.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{Document, Span, Statement};

/// Turns of an interview that make it one.
const FEWEST_TURNS: usize = 4;
/// Questions that show who asks.
const FEWEST_QUESTIONS: usize = 2;
/// Bytes of a question without its mark; a longer turn tells something.
const LONGEST_HINT: usize = 150;

/// The turns of an interview.
#[derive(Default)]
pub(super) struct Dialogue {
    /// For each turn, whom it is said to.
    pub(super) to: BTreeMap<usize, Span>,
    /// The turns of whoever asks. "Your critics say you invent these numbers." is a question there.
    pub(super) asked: BTreeSet<usize>,
}

impl Dialogue {
    /// The turns among a document's statements; `order` is that of the text.
    pub(super) fn of(document: &Document, statements: &[Statement], order: &[usize]) -> Dialogue {
        let words = |span: Option<Span>| span.map(|span| document.words(span)).unwrap_or_default();
        let source = |at: usize| words(statements[at].source().cover());
        // "VERROLD (recorded):" is played to them, and speaks to nobody there.
        let is_played = |at: usize| source(at).ends_with(')');
        let is_labelled = |at: usize| words(statements[at].cue().cover()) == ":" && !source(at).is_empty();
        let is_turn = |at: &&usize| is_labelled(**at) && !is_played(**at);
        let turns: Vec<usize> = order.iter().filter(is_turn).copied().collect();
        let speakers: BTreeSet<&str> = turns.iter().map(|at| source(*at)).collect();
        if turns.len() < FEWEST_TURNS || speakers.len() != 2 {
            return Dialogue::default();
        }
        let content = |at: usize| words(statements[at].content().cover());
        let is_question = |at: usize| content(at).contains('?');
        let asks = |speaker: &str| {
            let own = || turns.iter().filter(|at| source(**at) == speaker);
            let questions = own().filter(|at| is_question(**at)).count();
            (questions, 2 * questions >= own().count())
        };
        let other = |i: usize| {
            let mut near = turns[..i].iter().rev().chain(&turns[i + 1..]);
            near.find(|at| source(**at) != source(turns[i])).and_then(|at| statements[*at].source().cover())
        };
        let asker = speakers.iter().find(|speaker| {
            let (questions, is_most) = asks(speaker);
            let others = speakers.iter().filter(|other| other != speaker).map(|other| asks(other));
            is_most && questions >= FEWEST_QUESTIONS && others.into_iter().all(|(_, is_most)| !is_most)
        });
        let may_ask = |at: usize| is_question(at) || content(at).len() <= LONGEST_HINT;
        // Between recordings a presenter tells as much as he asks.
        let is_interview = !order.iter().any(|at| is_labelled(*at) && is_played(*at));
        let asker = asker.filter(|_| is_interview);
        Dialogue {
            to: (0..turns.len()).filter_map(|i| Some((turns[i], other(i)?))).collect(),
            asked: turns.iter().copied().filter(|at| asker == Some(&source(*at)) && may_ask(*at)).collect(),
        }
    }
}
