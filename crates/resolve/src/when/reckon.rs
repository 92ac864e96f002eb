//! From what an expression says to a value.

use jiff::civil::Date;
use sayso_core::Anchor;

use super::expression::{Amount, Expression, From, Meaning, Step, Unit};
use super::{Grain, calendar, period, yearly};

/// A day, or as much of a date as is known, and what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Base {
    /// The first day of what `grain` names.
    pub(super) first: Date,
    pub(super) grain: Grain,
    pub(super) anchor: Anchor,
}

/// From when an expression is reckoned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The day of writing.
    pub(super) writing: Option<Base>,
    /// The last date with its year in a text whose day of writing is not known.
    pub(super) told: Option<Date>,
    /// What was narrated last.
    pub(super) narrated: Option<Base>,
    /// The year of a full date before, where the same story goes on.
    pub(super) story: Option<Date>,
    /// Whether the clause speaks of what is to come.
    pub(super) is_future: bool,
}

/// What an expression comes to.
#[derive(Debug, Clone)]
pub(super) struct Reckoned {
    pub(super) value: String,
    pub(super) grain: Option<Grain>,
    pub(super) anchor: Anchor,
    /// Its first day, if it names one.
    pub(super) first: Option<Date>,
    pub(super) range: Option<(String, String)>,
}

impl Reckoned {
    pub(super) fn on(first: Date, grain: Grain, anchor: Anchor) -> Reckoned {
        Reckoned { value: calendar::value(first, grain), grain: Some(grain), anchor, first: Some(first), range: None }
    }

    pub(super) fn unknown(value: impl Into<String>, grain: Option<Grain>) -> Reckoned {
        Reckoned { value: value.into(), grain, anchor: Anchor::Unknown, first: None, range: None }
    }

    fn in_words(value: impl Into<String>, grain: Option<Grain>) -> Reckoned {
        Reckoned { anchor: Anchor::Text, ..Reckoned::unknown(value, grain) }
    }
}

impl Context {
    /// The day of writing, known as finely as `grain` asks.
    pub(super) fn writing(&self, grain: Grain) -> Option<Base> {
        self.writing.filter(|base| base.grain <= grain.max(Grain::Day))
    }

    pub(super) fn base(&self, from: From, grain: Grain) -> Option<Base> {
        let narrated = self.narrated.filter(|base| base.grain <= grain.max(Grain::Day));
        match from {
            From::Writing => self.writing(grain),
            From::Narrated => narrated,
            From::Either => narrated.or_else(|| self.writing(grain)),
        }
    }

    /// The last date of these that is not after the day of writing, or the first not before it.
    pub(super) fn nearest(&self, candidates: [Option<Date>; 3], today: Date) -> Option<Date> {
        let mut all = candidates.into_iter().flatten();
        if self.is_future { all.find(|date| *date >= today) } else { all.rfind(|date| *date <= today) }
    }
}

/// What `expression` comes to in `context`.
pub(super) fn reckon(expression: &Expression, context: &Context) -> Reckoned {
    let mut found = meant(&expression.meaning, context);
    if let Some(part) = expression.part {
        found.value.push_str(part.letters());
        found.grain = Some(Grain::PartOfDay);
    }
    if let Some(clock) = &expression.clock {
        // Without a day "17:00" is all that is known.
        match found.value.as_str() {
            "+P0D" => found.value = clock.clone(),
            _ => found.value.push_str(clock),
        }
        found.grain = Some(Grain::Time);
    }
    found
}

fn meant(meaning: &Meaning, context: &Context) -> Reckoned {
    match meaning {
        Meaning::Nothing => Reckoned::unknown("", None),
        Meaning::Calendar { year, month, day } => calendar_date(*year, *month, *day, context),
        Meaning::InYear { month, day, by } => in_year(*month, *day, *by, context),
        Meaning::Month(month, step) => month_step(*month, *step, context),
        Meaning::Weekday(day, step) => weekday(*day, *step, context),
        Meaning::Weekend(step) => weekend(*step, context),
        Meaning::Season(season, year) => yearly::seasonal(*season, *year, context),
        Meaning::Quarter(number, year) => yearly::of_year(Grain::Quarter, *number, *year, context),
        Meaning::Half(number, year) => yearly::of_year(Grain::Half, *number, *year, context),
        Meaning::Feast(feast, year) => yearly::feast_day(*feast, *year, context),
        Meaning::Shift { unit, by, from } => shift(*unit, *by, *from, context),
        Meaning::Written(value, grain) => written(value, *grain),
        Meaning::Reference(value) => Reckoned::unknown(*value, None),
        Meaning::TheTime => match context.narrated {
            Some(base) => Reckoned::on(base.first, base.grain, Anchor::Text),
            None => Reckoned::unknown("PAST_REF", None),
        },
        Meaning::Period(amount, unit) => Reckoned::in_words(period::value(*amount, *unit), None),
        Meaning::Window(amount, unit, ahead) => window(*amount, *unit, *ahead, context),
        Meaning::Set(value, grain) => Reckoned::in_words(value.clone(), *grain),
        Meaning::Range(first, last) => range(first, last, context),
    }
}

fn written(value: &str, grain: Option<Grain>) -> Reckoned {
    if value.starts_with(['+', '-']) {
        return Reckoned::unknown(value, grain);
    }
    let first = match grain {
        Some(Grain::Year) => value.parse().ok().and_then(|year| calendar::day(year, 1, 1)),
        Some(Grain::Day) => value.parse::<super::AnchorDate>().ok().map(|date| date.first),
        _ => None,
    };
    Reckoned { first, ..Reckoned::in_words(value, grain) }
}

fn calendar_date(year: Option<i16>, month: i8, day: Option<i8>, context: &Context) -> Reckoned {
    let grain = if day.is_some() { Grain::Day } else { Grain::Month };
    let in_year = |year: i16| calendar::day(year, month, day.unwrap_or(1));
    if let Some(found) = year.and_then(in_year) {
        return Reckoned::on(found, grain, Anchor::Text);
    }
    let story = context.story.filter(|_| !context.is_future);
    if let Some(found) = story.and_then(|story| in_year(story.year()).filter(|found| *found >= story)) {
        return Reckoned::on(found, grain, Anchor::Text);
    }
    let unknown = || match day {
        Some(day) => Reckoned::unknown(format!("XXXX-{month:02}-{day:02}"), Some(grain)),
        None => Reckoned::unknown(format!("XXXX-{month:02}"), Some(grain)),
    };
    if let Some(told) = context.told.filter(|_| !context.is_future) {
        let candidates = [-1, 0, 1].map(|by| in_year(told.year() + by));
        let nearest = candidates.into_iter().flatten().min_by_key(|date| calendar::days_between(told, *date));
        return nearest.map_or_else(unknown, |found| Reckoned::on(found, grain, Anchor::Text));
    }
    let Some(base) = context.writing(grain) else { return unknown() };
    let today = if day.is_some() { base.first } else { base.first.first_of_month() };
    let this = today.year();
    match context.nearest([in_year(this - 1), in_year(this), in_year(this + 1)], today) {
        Some(found) => Reckoned::on(found, grain, base.anchor),
        None => unknown(),
    }
}

fn in_year(month: i8, day: Option<i8>, by: i16, context: &Context) -> Reckoned {
    let grain = if day.is_some() { Grain::Day } else { Grain::Month };
    let base = context.writing(Grain::Year);
    let found = base.and_then(|base| Some((calendar::day(base.first.year() + by, month, day.unwrap_or(1))?, base)));
    match found {
        Some((found, base)) => Reckoned::on(found, grain, base.anchor),
        None => calendar_date(None, month, day, &Context { writing: None, story: None, ..*context }),
    }
}

fn month_step(month: i8, step: Step, context: &Context) -> Reckoned {
    let from = match step {
        Step::Previous | Step::Following | Step::Same => From::Either,
        _ => From::Writing,
    };
    let Some(base) = context.base(from, Grain::Month) else {
        return Reckoned::unknown(format!("XXXX-{month:02}"), Some(Grain::Month));
    };
    let this = base.first.month();
    let by = match step {
        Step::Last | Step::Previous => -i16::from(month >= this),
        Step::Next | Step::Coming | Step::Following => i16::from(month <= this),
        Step::Near | Step::This | Step::Same => 0,
    };
    match calendar::day(base.first.year() + by, month, 1) {
        Some(found) => Reckoned::on(found, Grain::Month, base.anchor),
        None => Reckoned::unknown(format!("XXXX-{month:02}"), Some(Grain::Month)),
    }
}

fn weekday(day: i8, step: Step, context: &Context) -> Reckoned {
    let unknown = || Reckoned::unknown(format!("XXXX-WXX-{}", day + 1), Some(Grain::Day));
    let from = match step {
        Step::Previous | Step::Following | Step::Same => From::Either,
        _ => From::Writing,
    };
    let Some(base) = context.base(from, Grain::Day) else { return unknown() };
    let ahead = i64::from(day) - calendar::weekday(base.first);
    // In the story's own time it goes on, so a weekday lies after the date before it.
    let goes_on = context.is_future || (base.anchor == Anchor::Text && step == Step::Near);
    let days = match step {
        Step::Near | Step::Same if goes_on => ahead.rem_euclid(7),
        Step::Near | Step::Same => -(-ahead).rem_euclid(7),
        Step::Last | Step::Previous => -((-ahead - 1).rem_euclid(7) + 1),
        Step::This => ahead,
        Step::Next => ahead + 7,
        Step::Coming | Step::Following => (ahead - 1).rem_euclid(7) + 1,
    };
    calendar::plus_days(base.first, days).map_or_else(unknown, |date| Reckoned::on(date, Grain::Day, base.anchor))
}

fn weekend(step: Step, context: &Context) -> Reckoned {
    let from = if matches!(step, Step::Previous | Step::Following | Step::Same) { From::Either } else { From::Writing };
    let grain = Grain::Weekend;
    let Some(base) = context.base(from, Grain::Day) else { return Reckoned::unknown("XXXX-WXX-WE", Some(grain)) };
    // The last one has begun: on a Saturday it is this one.
    let near = if calendar::weekday(base.first) >= 5 || context.is_future { 0 } else { -1 };
    let weeks = match step {
        Step::Near => near,
        Step::This | Step::Same => 0,
        Step::Last | Step::Previous => -1,
        Step::Next | Step::Following => 1,
        Step::Coming => 0,
    };
    match calendar::plus_days(base.first, 7 * weeks) {
        Some(date) => Reckoned::on(date, grain, base.anchor),
        None => Reckoned::unknown("XXXX-WXX-WE", Some(grain)),
    }
}

fn shift(unit: Unit, by: i32, from: From, context: &Context) -> Reckoned {
    let Some(grain) = unit.grain() else { return Reckoned::unknown("PAST_REF", None) };
    let unknown = || {
        let sign = if by < 0 { '-' } else { '+' };
        let (before, after) = unit.letters();
        Reckoned::unknown(format!("{sign}{before}{}{after}", by.unsigned_abs()), Some(grain))
    };
    let Some(base) = context.base(from, grain) else { return unknown() };
    let anchor = if from == From::Writing || context.narrated.is_none() { base.anchor } else { Anchor::Text };
    calendar::shifted(base.first, grain, by).map_or_else(unknown, |date| Reckoned::on(date, grain, anchor))
}

fn window(amount: Amount, unit: Unit, ahead: bool, context: &Context) -> Reckoned {
    let value = period::value(amount, unit);
    let found = || {
        let (Amount::Of(count), grain) = (amount, unit.grain()?) else { return None };
        let base = context.writing(Grain::Day)?;
        let count = (count * unit.times()).round().clamp(0.0, 1e4) as i32;
        let other = calendar::shifted(base.first, grain, if ahead { count } else { -count })?;
        let (first, last) = if ahead { (base.first, other) } else { (other, base.first) };
        let range = (calendar::value(first, Grain::Day), calendar::value(last, Grain::Day));
        Some((range, base.anchor))
    };
    match found() {
        Some((range, anchor)) => Reckoned { range: Some(range), anchor, ..Reckoned::in_words(value, None) },
        None => Reckoned::unknown(value, None),
    }
}

fn range(first: &Expression, last: &Expression, context: &Context) -> Reckoned {
    let last = reckon(last, context);
    let mut begin = reckon(first, context);
    // "from Friday to Monday": the first before the second.
    if let Some(to) = last.first.filter(|to| begin.first.is_some_and(|from| from > *to)) {
        let writing = context.writing.map(|base| Base { first: to, ..base });
        begin = reckon(first, &Context { writing, is_future: false, ..*context });
    }
    let value = format!("{}/{}", begin.value, last.value);
    Reckoned {
        value,
        grain: last.grain,
        anchor: last.anchor,
        first: begin.first,
        range: Some((begin.value, last.value)),
    }
}
