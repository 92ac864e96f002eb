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
    let may_join = |amount: &Amount| amount.vague.is_none() && amount.kind != Kind::Share;
    if !may_join(first) || !words.is(first.end, &["to", "or", "and"]) && !words.is_hyphen(first.end) {
        return None;
    }
    let amount = amount(words, first.end + 1).filter(may_join)?;
    let joint = sides(words, first, &amount).or_else(|| range(words, first, &amount))?;
    Some(Second { amount, joint })
}

/// Where what is joined to a number that is no figure ends: "ages 18 to 39", "between 2015 and 2017", "Articles 5 and 6".
pub(super) fn end_of_joined(words: Words<'_>, first: &Amount) -> usize {
    let is_joined = words.is(first.end, &["to", "or", "and", "through"]) || words.is_hyphen(first.end);
    let second = is_joined.then(|| amount(words, first.end + 1)).flatten();
    let is_bare = |second: &Amount| second.kind == Kind::Count && noun::counted(words, second) == Counted::Nothing;
    second.filter(|second| is_bare(second) && second.scale == 1.0).map_or(first.end, |second| second.end)
}

/// "219-212" in a vote; "45 to 40 percent", "34%-54%", "11 and 8 percent" of two sides.
fn sides(words: Words<'_>, first: &Amount, second: &Amount) -> Option<Joint> {
    let is_hyphen = words.is_hyphen(first.end);
    let are_whole = [first, second].iter().all(|amount| amount.kind == Kind::Count && amount.value.fract() == 0.0);
    let mut near = (first.start.saturating_sub(NEAR)..first.start).chain(second.end..second.end + 4);
    if is_hyphen && are_whole && near.any(|at| words.is(at, VOTES)) {
        return Some(Joint::Votes);
    }
    let percent = |amount: &Amount| amount.kind == Kind::Unit("%".to_owned());
    let is_from = words.was(first.start, 1, &["from", "between"]);
    let is_fall = words.is(first.end, &["to"]) && first.value > second.value;
    let is_poll = match first.kind {
        Kind::Count => percent(second) && !is_from && (is_fall || words.is(first.end, &["and"])),
        _ => is_hyphen && percent(first) && percent(second),
    };
    is_poll.then_some(Joint::Sides)
}

/// Two ends of a range, or what something was and what it became.
fn range(words: Words<'_>, first: &Amount, second: &Amount) -> Option<Joint> {
    // "1.3 percent to $191 million" are no two ends of anything.
    if matches!((&first.kind, &second.kind), (Kind::Unit(one), Kind::Unit(other)) if one != other) {
        return None;
    }
    let is_between = words.was(first.start, 1, &["between"]);
    // "seven or eight thousand"
    let is_short = first.scale == 1.0 && first.value < second.value / second.scale;
    let scaled = first.value * if is_short { second.scale } else { 1.0 };
    // "3 to 1": odds, and scores of games, begin with the larger number.
    let rises = first.value < second.value;
    let is_right = match words.text(first.end).to_lowercase().as_str() {
        "and" => is_between && rises,
        // "from 5,000 to 10,000" goes from one to the other, up or down.
        "to" => words.was(first.start, 1, &["from"]) || rises,
        "or" => rises && 2.0 * scaled >= second.value,
        _ => {
            rises
                && (first.kind != Kind::Count
                    || second.kind != Kind::Count
                    || matches!(noun::counted(words, second), Counted::Noun(..)))
        }
    };
    is_right.then_some(if is_between { Joint::Between } else { Joint::Range })
}

/// The figures of the two; none where they count no things, such as "from 9 to 5".
pub(super) fn figures(words: Words<'_>, mut first: Amount, second: Second, before: &[Found]) -> Vec<Found> {
    let Second { amount: second, joint } = second;
    let Some(units) = units(words, &first, &second, joint, before) else { return Vec::new() };
    // "2 to 3 million", "$3-5 billion"
    if first.scale == 1.0 && second.scale > 1.0 && first.value < second.value / second.scale {
        first.value *= second.scale;
    }
    let names = match joint {
        Joint::Between => [Some("between"), Some("between")],
        Joint::Range => [Some("from"), Some("to")],
        Joint::Votes | Joint::Sides => [qualifier::before_amount(words, first.start), None],
    };
    // What stands behind them is of neither, if it has no unit of its own.
    let is_sum = [&first, &second].iter().any(|amount| matches!(amount.kind, Kind::Unit(_)));
    let kind = units[1].clone().filter(|_| is_sum).map(Kind::Unit);
    let second = Amount { kind: kind.unwrap_or_else(|| second.kind.clone()), ..second };
    let figure = |((amount, unit), name): ((Amount, Option<String>), Option<&str>)| Found {
        amount,
        unit,
        qualifier: name.map(str::to_owned),
    };
    [first, second].into_iter().zip(units).zip(names).map(figure).collect()
}

/// What the two are of; none if that is nothing to count.
fn units(
    words: Words<'_>,
    first: &Amount,
    second: &Amount,
    joint: Joint,
    before: &[Found],
) -> Option<[Option<String>; 2]> {
    if joint == Joint::Votes {
        return Some([Some("votes".to_owned()), Some("votes".to_owned())]);
    }
    if other::is_time(words, second) {
        return None;
    }
    match (&first.kind, &second.kind) {
        (Kind::Unit(one), Kind::Unit(other)) => Some([Some(one.clone()), Some(other.clone())]),
        (Kind::Unit(unit), _) | (_, Kind::Unit(unit)) => Some([Some(unit.clone()), Some(unit.clone())]),
        _ => {
            let counted = noun::counted(words, second);
            if other::is_no_count(words, second, &counted) || other::is_no_count(words, first, &counted) {
                return None;
            }
            let unit = counted.unit().or_else(|| noun::understood(words, first, before));
            Some([unit.clone(), unit])
        }
    }
}
