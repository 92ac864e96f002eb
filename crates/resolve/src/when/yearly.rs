//! What comes once a year: quarters, halves, seasons, feasts.

use sayso_core::Anchor;

use super::expression::{Feast, From, Season, Step, YearOf};
use super::reckon::{Context, Reckoned};
use super::{Grain, calendar};

/// The year that is meant, if it is known, and what says so.
fn known_year(year: YearOf, context: &Context) -> Option<(i16, Anchor)> {
    match year {
        YearOf::Given(year) => Some((year, Anchor::Text)),
        YearOf::Shift(by) => context.writing(Grain::Year).map(|base| (base.first.year() + by, base.anchor)),
        YearOf::Step(_) => None,
    }
}

/// Quarters and halves.
pub(super) fn of_year(grain: Grain, number: i8, year: YearOf, context: &Context) -> Reckoned {
    let (letter, months) = if grain == Grain::Quarter { ('Q', 3) } else { ('H', 6) };
    let in_year = |year| calendar::day(year, 1 + (number - 1) * months, 1);
    let known = known_year(year, context);
    if let Some((found, anchor)) = known.and_then(|(year, anchor)| Some((in_year(year)?, anchor))) {
        return Reckoned::on(found, grain, anchor);
    }
    let near = context.writing(Grain::Month).filter(|_| matches!(year, YearOf::Step(_)));
    let found = near.and_then(|base| {
        let this = base.first.year();
        let found =
            context.nearest([in_year(this - 1), in_year(this), in_year(this + 1)], base.first.first_of_month())?;
        Some(Reckoned::on(found, grain, base.anchor))
    });
    found.unwrap_or_else(|| Reckoned::unknown(format!("XXXX-{letter}{number}"), Some(grain)))
}

pub(super) fn seasonal(season: Season, year: YearOf, context: &Context) -> Reckoned {
    let grain = Grain::Season;
    let unknown = || Reckoned::unknown(format!("XXXX-{}", season.letters()), Some(grain));
    let in_year = |year: i16| calendar::day(year, season.first_month(), 1);
    if let Some((year, anchor)) = known_year(year, context) {
        return in_year(year).map_or_else(unknown, |found| Reckoned::on(found, grain, anchor));
    }
    let YearOf::Step(step) = year else { return unknown() };
    let from = if matches!(step, Step::Previous | Step::Following | Step::Same) { From::Either } else { From::Writing };
    let Some(base) = context.base(from, Grain::Month) else { return unknown() };
    let today = base.first;
    let year = today.year();
    // The one that has begun last, as of today.
    let all = [in_year(year - 2), in_year(year - 1), in_year(year), in_year(year + 1)];
    let begun = all.iter().rposition(|first| first.is_some_and(|first| first <= today));
    let Some(begun) = begun else { return unknown() };
    let ends = |at: usize| all[at].and_then(|first| calendar::shifted(first, Grain::Month, 3));
    let is_now = ends(begun).is_some_and(|end| today < end);
    let at = match step {
        Step::Near if context.is_future && !is_now => begun + 1,
        Step::Last | Step::Previous if is_now => begun.saturating_sub(1),
        Step::Next | Step::Coming | Step::Following => begun + 1,
        // "this summer" in May is the one to come, in October the one that was.
        Step::This if !is_now && in_year(year).is_some_and(|first| first > today) => begun + 1,
        _ => begun,
    };
    let found = all.get(at).copied().flatten();
    found.map_or_else(unknown, |found| Reckoned::on(found, grain, base.anchor))
}

pub(super) fn feast_day(feast: Feast, year: YearOf, context: &Context) -> Reckoned {
    let unknown = || match feast {
        Feast::Fixed(month, day) => Reckoned::unknown(format!("XXXX-{month:02}-{day:02}"), Some(Grain::Day)),
        _ => Reckoned::unknown("XXXX-XX-XX", Some(Grain::Day)),
    };
    let in_year = |year| calendar::feast(feast, year);
    if let Some((year, anchor)) = known_year(year, context) {
        return in_year(year).map_or_else(unknown, |found| Reckoned::on(found, Grain::Day, anchor));
    }
    let Some(base) = context.writing(Grain::Day) else { return unknown() };
    let (today, this) = (base.first, base.first.year());
    let is_future = match year {
        YearOf::Step(Step::Next | Step::Coming) => true,
        YearOf::Step(Step::Last | Step::Previous) => false,
        YearOf::Step(Step::This) => {
            return in_year(this).map_or_else(unknown, |found| Reckoned::on(found, Grain::Day, base.anchor));
        }
        _ => context.is_future,
    };
    let context = Context { is_future, ..*context };
    let found = context.nearest([in_year(this - 1), in_year(this), in_year(this + 1)], today);
    found.map_or_else(unknown, |found| Reckoned::on(found, Grain::Day, base.anchor))
}
