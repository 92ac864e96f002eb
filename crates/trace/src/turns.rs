//! Speakers who say the opposite of what they said before.

use sayso_core::StatementId;

use crate::claims::Member;
use crate::origins::Role;
use crate::pairs::Pairs;
use crate::said::{Said, text};

/// A speaker's own earlier words that a statement goes against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Where they stand.
    pub from: StatementId,
    /// Whether the statement takes them back ("withdraws", "apologised", "had been wrong"); else it only contradicts them.
    pub is_retraction: bool,
}

/// Beginnings of words by which earlier ones are taken back.
const TAKEN_BACK: [&str; 14] = [
    "withdr",
    "retract",
    "correct",
    "apolog",
    "regret",
    "admit",
    "concede",
    "acknowledg",
    "take back",
    "took back",
    "was wrong",
    "were wrong",
    "not true",
    "mistake",
];

/// The first statement of the same speaker in a claim that says the opposite, if it is older by its article's date. Only of what is
/// first-hand, and only where the words of the two, too, are found to be opposed.
pub(crate) fn turn(
    said: &[Said<'_>],
    members: &[Member],
    member: Member,
    role: Role,
    pairs: &Pairs<'_>,
) -> Option<Turn> {
    let one = &said[member.at];
    if one.speaker.is_none() || !one.is_dated() || !matches!(role, Role::Origin | Role::Repeat | Role::Report) {
        return None;
    }
    let is_against = |other: &&Member| {
        let earlier = &said[other.at];
        other.denies != member.denies
            && earlier.speaker == one.speaker
            && earlier.is_dated()
            && earlier.order.0 < one.order.0
            && pairs.get((member.at.min(other.at), member.at.max(other.at))).is_some_and(|pair| pair.sense < 0)
    };
    let from = members.iter().find(is_against)?;
    let words = text(one.article, one.statement.cue()).to_lowercase() + " " + &one.content().to_lowercase();
    Some(Turn { from: said[from.at].id(), is_retraction: TAKEN_BACK.iter().any(|taken| words.contains(taken)) })
}
