//! Two amounts that belong together: ranges, changes, the two sides of a vote.

use super::Found;
use super::amount::{Amount, Kind, amount};
use super::noun::{self, Counted};
use super::other;
use super::qualifier;
use super::words::Words;

/// What joins two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Between,
    Range,
    Votes,
    /// "45 to 40 percent": what two sides have.
    Sides,
}

/// The second of two amounts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Second {
    pub(super) amount: Amount,
    joint: Joint,
}

/// How far a word of voting may stand from its figures, in tokens.
const NEAR: usize = 6;
const VOTES: &[&str] =
    &["vote", "votes", "voted", "voting", "passed", "approved", "ballot", "rejected", "defeated", "tally", "margin"];

/// The amount that belongs to `first`: "5,000 to 10,000", "between 4 and 6 percent", "5-10 boats", "219-212".
pub(super) fn second(words: Words<'_>, first: &Amount) -> Option<Second> {
    if first.vague.is_some() || first.kind == Kind::Share {
        return None;
    }
    let end = first.end;
    let is_hyphen = words.is_hyphen(end);
    let is_between = words.was(first.start, 1, &["between"]) && words.is(end, &["and"]);
    let is_range = words.is(end, &["to", "or"]) || is_hyphen;
    if !is_between && !is_range && !words.is(end, &["and"]) {
        return None;
    }
    let amount = amount(words, end + 1).filter(|amount| amount.vague.is_none() && amount.kind != Kind::Share)?;
    let whole = |amount: &Amount| amount.kind == Kind::Count && amount.value.fract() == 0.0;
    let near = first.start.saturating_sub(NEAR)..first.start;
    let is_vote = near.into_iter().chain(amount.end..amount.end + 4).any(|at| words.is(at, VOTES));
    if is_hyphen && whole(first) && whole(&amount) && is_vote {
        return Some(Second { amount, joint: Joint::Votes });
    }
    // "1.3 percent to $191 million" are no two ends of anything.
    let alike = match (&first.kind, &amount.kind) {
        (Kind::Unit(one), Kind::Unit(other)) => one == other,
        _ => true,
    };
    if !alike {
        return None;
    }
    // "34%-54%", "49% to 41%": polls
    let percent = Kind::Unit("%".to_owned());
    if is_hyphen && first.kind == percent && amount.kind == percent {
        return Some(Second { amount, joint: Joint::Sides });
    }
    let is_share = amount.kind == Kind::Unit("%".to_owned()) && first.kind == Kind::Count;
    let falls = words.is(end, &["to"]) && first.value > amount.value && !words.was(first.start, 1, &["from"]);
    if is_share && !is_between && (falls || words.is(end, &["and"])) {
        return Some(Second { amount, joint: Joint::Sides });
    }
    if !is_between && !is_range {
        return None;
    }
    // "3 to 1": odds, and scores of games, begin with the larger number.
    // "seven or eight thousand"
    let same_scale = if first.scale == 1.0 && first.value < amount.value / amount.scale { amount.scale } else { 1.0 };
    let rises = first.value < amount.value;
    let says_what = match amount.kind {
        Kind::Unit(_) => true,
        Kind::Count => matches!(noun::counted(words, &amount), Counted::Noun(..)),
        Kind::Share => false,
    };
    let is_right = match words.text(end) {
        // "from 5,000 to 10,000" goes from one to the other; so may "rose 5,000 to 10,000".
        "to" => words.was(first.start, 1, &["from"]) || rises,
        "or" => rises && 2.0 * first.value * same_scale >= amount.value,
        _ if is_between => rises,
        _ => rises && says_what,
    };
    let joint =
        if is_between || is_hyphen && words.was(first.start, 1, &["between"]) { Joint::Between } else { Joint::Range };
    is_right.then_some(Second { amount, joint })
}

/// The figures of the two; none where they count no things, such as "from 9 to 5".
pub(super) fn figures(words: Words<'_>, mut first: Amount, second: Second, before: &[Found]) -> Vec<Found> {
    let Second { amount: mut second, joint } = second;
    let names = match joint {
        Joint::Between => [Some("between"), Some("between")],
        Joint::Range => [Some("from"), Some("to")],
        Joint::Votes | Joint::Sides => [None, None],
    };
    let names = names.map(|name| name.map(str::to_owned));
    let (unit_of_first, unit_of_second) = match joint {
        Joint::Votes => (Some("votes".to_owned()), Some("votes".to_owned())),
        Joint::Between | Joint::Range | Joint::Sides => {
            // "2 to 3 million", "$3-5 billion"
            if first.scale == 1.0 && second.scale > 1.0 && first.value < second.value / second.scale {
                first.value *= second.scale;
            }
            if other::is_time(words, &second) {
                return Vec::new();
            }
            match (&first.kind, &second.kind) {
                (Kind::Unit(unit), Kind::Count) => (Some(unit.clone()), Some(unit.clone())),
                (Kind::Count, Kind::Unit(unit)) => (Some(unit.clone()), Some(unit.clone())),
                (Kind::Unit(one), Kind::Unit(other)) => (Some(one.clone()), Some(other.clone())),
                _ => {
                    let counted = noun::counted(words, &second);
                    if other::is_no_count(words, &second, &counted) || other::is_no_count(words, &first, &counted) {
                        return Vec::new();
                    }
                    let unit = counted.unit().or_else(|| noun::understood(words, &first, before));
                    (unit.clone(), unit)
                }
            }
        }
    };
    if second.kind == Kind::Count && matches!(first.kind, Kind::Unit(_)) {
        second.kind = first.kind.clone();
    }
    let [name_of_first, name_of_second] = names;
    let written = qualifier::before_amount(words, first.start).map(str::to_owned);
    let name_of_first = written.filter(|_| joint == Joint::Votes).or(name_of_first);
    vec![
        Found { amount: first, unit: unit_of_first, qualifier: name_of_first },
        Found { amount: second, unit: unit_of_second, qualifier: name_of_second },
    ]
}
