//! Days, weeks and years. jiff says which days exist.

use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::Grain;
use super::expression::{Feast, Season};

/// A date from which times are reckoned: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnchorDate {
    // Invariant: the first day of what `grain` names
    pub(super) first: Date,
    // Invariant: day, month or year
    pub(super) grain: Grain,
}

/// Not a date to reckon from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct BadAnchorDate;

impl FromStr for AnchorDate {
    type Err = BadAnchorDate;

    fn from_str(text: &str) -> Result<AnchorDate, BadAnchorDate> {
        let mut parts = text.split('-');
        let number = |part: Option<&str>, digits: usize| match part {
            None => Ok(None),
            Some(part) if part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                part.parse::<i16>().map(Some).map_err(|_| BadAnchorDate)
            }
            Some(_) => Err(BadAnchorDate),
        };
        let year = number(parts.next(), 4)?.filter(|year| *year > 0).ok_or(BadAnchorDate)?;
        let (month, date) = (number(parts.next(), 2)?, number(parts.next(), 2)?);
        let grain = match (month, date, parts.next()) {
            (_, _, Some(_)) => return Err(BadAnchorDate),
            (None, ..) => Grain::Year,
            (Some(_), None, _) => Grain::Month,
            (Some(_), Some(_), _) => Grain::Day,
        };
        let small = |number: Option<i16>| i8::try_from(number.unwrap_or(1)).map_err(|_| BadAnchorDate);
        let first = day(year, small(month)?, small(date)?).ok_or(BadAnchorDate)?;
        Ok(AnchorDate { first, grain })
    }
}

/// The day, if it exists and its year has four digits.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| date.year() > 0)
}

fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok().filter(|date| date.year() > 0)
}

/// So many days later.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    plus(date, Span::new().try_days(days).ok()?)
}

/// So many of the grain's units later.
pub(super) fn shifted(date: Date, grain: Grain, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match grain {
        Grain::Time | Grain::PartOfDay | Grain::Day => Span::new().try_days(by),
        Grain::Weekend | Grain::Week => Span::new().try_weeks(by),
        Grain::Month => Span::new().try_months(by),
        Grain::Quarter | Grain::Season => Span::new().try_months(by * 3),
        Grain::Half => Span::new().try_months(by * 6),
        Grain::Year => Span::new().try_years(by),
        Grain::Decade => Span::new().try_years(by * 10),
        Grain::Century => Span::new().try_years(by * 100),
    };
    plus(date, span.ok()?)
}

/// What the grain calls the time in which `date` lies.
pub(super) fn value(date: Date, grain: Grain) -> String {
    let (year, month) = (date.year(), date.month());
    match grain {
        Grain::Time | Grain::PartOfDay | Grain::Day => format!("{year:04}-{month:02}-{:02}", date.day()),
        Grain::Weekend => format!("{}-WE", value(date, Grain::Week)),
        Grain::Week => {
            let week = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Grain::Month => format!("{year:04}-{month:02}"),
        Grain::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
        Grain::Season => {
            // December begins the winter of its year; January and February belong to it.
            let started = plus(date, (-2).months()).unwrap_or(date);
            let season = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
                [usize::try_from((started.month() - 1) / 3).unwrap_or(0)];
            format!("{:04}-{}", started.year(), season.letters())
        }
        Grain::Half => format!("{year:04}-H{}", (month + 5) / 6),
        Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{:03}", year / 10),
        Grain::Century => format!("{:02}", year / 100),
    }
}

/// How many days lie between two dates, whichever is first.
pub(super) fn days_between(one: Date, other: Date) -> i64 {
    (one - other).get_days().unsigned_abs().into()
}

/// Days from Monday to the weekday of `date`.
pub(super) fn weekday(date: Date) -> i64 {
    i64::from(date.weekday().to_monday_zero_offset())
}

/// The day on which a feast falls in a year.
pub(super) fn feast(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Fixed(month, date) => day(year, month, date),
        Feast::Easter(days) => plus_days(easter(year)?, i64::from(days)),
        Feast::Nth(month, weekday, nth) => {
            let weekday = Weekday::from_monday_zero_offset(weekday).ok()?;
            day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
        }
        Feast::Election => plus_days(day(year, 11, 1)?.nth_weekday_of_month(1, Weekday::Monday).ok()?, 1),
    }
}

/// Easter Sunday in the Gregorian calendar ("anonymous" algorithm; Meeus 1991, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    day(i16::try_from(year).ok()?, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_it_fell() {
        let check = |year, month, date| assert_eq!(easter(year), day(year, month, date));
        check(2018, 4, 1);
        check(2016, 3, 27);
        check(2011, 4, 24);
        check(2008, 3, 23);
    }

    #[test]
    fn anchors_are_dates_that_exist() {
        let check = |text: &str, expect: Option<Grain>| {
            assert_eq!(text.parse::<AnchorDate>().ok().map(|anchor| anchor.grain), expect, "{text}");
        };
        check("2018-02-08", Some(Grain::Day));
        check("2018-02", Some(Grain::Month));
        check("2018", Some(Grain::Year));
        for bad in ["", "2018-02-31", "0000-01-01", "99999", "2018-2-8", "2018-02-08-01", "soon"] {
            check(bad, None);
        }
    }

    #[test]
    fn values_of_every_grain() {
        let check = |grain, expect: &str| assert_eq!(value(day(2018, 1, 9).unwrap(), grain), expect);
        check(Grain::Day, "2018-01-09");
        check(Grain::Week, "2018-W02");
        check(Grain::Weekend, "2018-W02-WE");
        check(Grain::Month, "2018-01");
        check(Grain::Quarter, "2018-Q1");
        check(Grain::Season, "2017-WI");
        check(Grain::Half, "2018-H1");
        check(Grain::Year, "2018");
        check(Grain::Decade, "201");
        check(Grain::Century, "20");
    }
}
