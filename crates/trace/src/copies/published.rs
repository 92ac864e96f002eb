//! When was a document published, as far as it can be compared?

use sayso_core::{BlockKind, Document};

/// Minutes of the calendar between which it was published, the end exclusive. Zones are not known and not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Published {
    from: i64,
    to: i64,
}

const DAY: i64 = 24 * 60;

impl Published {
    /// The date that the document has, narrowed by the first time of day in its date lines.
    pub(super) fn of(document: &Document) -> Option<Published> {
        let date = document.meta().published.as_deref()?;
        let (date, time) = date.split_at_checked(10).unwrap_or((date, ""));
        let days = days(date)?;
        let lines = document.layout().blocks().iter().filter(|block| block.kind == BlockKind::Date);
        let lines = lines.map(|block| document.words(block.span));
        let minute = std::iter::once(time).chain(lines).find_map(minute_in).filter(|_| days.1 - days.0 == 1);
        Some(match minute {
            Some(minute) => Published { from: days.0 * DAY + minute, to: days.0 * DAY + minute + 1 },
            None => Published { from: days.0 * DAY, to: days.1 * DAY },
        })
    }

    /// Days from this to the other, if this was certainly earlier: 0 on the same day.
    pub(super) fn days_before(self, other: Published) -> Option<i64> {
        (self.to <= other.from).then(|| other.from / DAY - (self.to - 1) / DAY)
    }
}

/// First day and day after the last, since 1970, of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn days(date: &str) -> Option<(i64, i64)> {
    let mut parts = date.split('-').map(|part| part.parse::<u16>().ok());
    let year = i64::from(parts.next()??);
    let (month, day) = (parts.next(), parts.next());
    let month = month.flatten().map(i64::from).filter(|month| (1..=12).contains(month));
    let day = day.flatten().map(i64::from).filter(|day| (1..=31).contains(day));
    Some(match (month, day) {
        (Some(month), Some(day)) => (day_number(year, month, day), day_number(year, month, day) + 1),
        (Some(month), None) => (day_number(year, month, 1), day_number(year + month / 12, month % 12 + 1, 1)),
        _ => (day_number(year, 1, 1), day_number(year + 1, 1, 1)),
    })
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
        - 719_469
}

/// Minutes since midnight of the first "06:10", "22.15" or "7:05 pm".
fn minute_in(line: &str) -> Option<i64> {
    line.match_indices(':').find_map(|(at, _)| {
        let (before, after) = (line.get(..at)?, line.get(at + 1..)?);
        let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let hours: i64 = before.get(start..)?.parse().ok()?;
        let minutes: i64 = after.get(..2)?.parse().ok()?;
        let rest = after.get(2..)?;
        let rest = rest.trim_start().to_lowercase();
        let hours = match (rest.starts_with('p'), rest.starts_with("am") || rest.starts_with("a.m")) {
            (true, _) if hours < 12 => hours + 12,
            (_, true) if hours == 12 => 0,
            _ => hours,
        };
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days() {
        assert_eq!(days("1970-01-01"), Some((0, 1)));
        assert_eq!(days("2000-03-01"), Some((11_017, 11_018)));
        assert_eq!(days("2019-12"), Some((18_231, 18_262)));
        assert_eq!(days("2019"), Some((17_897, 18_262)));
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn times_of_day() {
        assert_eq!(minute_in("Published: March 15, 2016, 06:10 | Updated: 09:25"), Some(370));
        assert_eq!(minute_in("7:05 pm"), Some(19 * 60 + 5));
        assert_eq!(minute_in("12:05 a.m."), Some(5));
        assert_eq!(minute_in("Updated: 9 May"), None);
        assert_eq!(minute_in("::é:99"), None);
    }

    #[test]
    fn a_day_alone_ties() {
        let day = |from, to| Published { from: from * DAY, to: to * DAY };
        assert_eq!(day(3, 4).days_before(day(3, 4)), None);
        assert_eq!(day(3, 4).days_before(day(4, 5)), Some(1));
        assert_eq!(day(4, 5).days_before(day(3, 4)), None);
        let (early, late) = (Published { from: 370, to: 371 }, Published { from: 400, to: 401 });
        assert_eq!(early.days_before(late), Some(0));
        assert_eq!(early.days_before(day(0, 1)), None);
    }
}
