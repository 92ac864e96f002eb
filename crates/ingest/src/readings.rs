//! Which day "09/02/2018" is: 9 February or 2 September.
//!
//! News names the days around it without their year ("on February 6"). Where such a day, or one with its year, lies close
//! to one of the two readings and none lies close to the other, the date is read.

use jiff::civil::Date;

use crate::dates::dates;

/// A day of the article speaks for a reading from which it is at most so many days away.
const CLOSE_DAYS: i32 = 20;
/// Bytes of the article that are searched for such days.
const SEARCHED: usize = 32 << 10;

/// The reading of `written`, a date such as "09/02/2018", for which the days named in `text` speak.
pub(crate) fn reading(written: &str, text: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(['/', '-']).collect();
    let [first, second, year] = parts[..] else { return None };
    let readings = [day(&format!("{first}.{second}.{year}"))?, day(&format!("{second}.{first}.{year}"))?];
    let named = named_days(&text[..text.floor_char_boundary(SEARCHED)], readings[0].year());
    let mut likely = readings.iter().filter(|reading| named.iter().any(|day| is_close(**reading, *day)));
    let only = likely.next().filter(|_| likely.next().is_none());
    only.map(Date::to_string)
}

/// The days that `text` names in words; one without its year is one of this year, of the last and of the next.
fn named_days(text: &str, year: i16) -> Vec<Date> {
    let named = |words: &&str| words.contains(char::is_alphabetic);
    let found = text.lines().flat_map(|line| dates(line).into_iter().map(|date| &line[date.range])).filter(named);
    found.flat_map(|words| day(words).map_or_else(|| in_years(words, year), |day| vec![day])).collect()
}

fn in_years(words: &str, year: i16) -> Vec<Date> {
    (year - 1..=year + 1).filter_map(|year| day(&format!("{words}, {year}"))).collect()
}

/// The day that is all of `words`.
fn day(words: &str) -> Option<Date> {
    let found = dates(words).into_iter().next().filter(|date| date.range == (0..words.len()))?;
    found.value?.parse().ok()
}

fn is_close(reading: Date, day: Date) -> bool {
    reading.until(day).is_ok_and(|span| span.get_days().abs() <= CLOSE_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_nearby_decide() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(reading("09/02/2018", text).as_deref(), expect, "{text}");
        };
        check("He told the paper on February 6 that the boats were gone by 1 March.", Some("2018-02-09"));
        check("He told the paper on Aug. 30 that the boats were gone.", Some("2018-09-02"));
        check("He had seen them on 3 February, but not on 1 September.", None);
        check("He had seen them on 3 February 2017 and on 5 May.", None);
        check("Nobody has seen them on 09/02/2018.", None);
        check("", None);
    }

    #[test]
    fn turns_of_the_year() {
        assert_eq!(reading("05/01/2018", "He left on 30 December.").as_deref(), Some("2018-01-05"));
        assert_eq!(reading("12-01-2018", "He left on 20 December.").as_deref(), Some("2018-12-01"));
        assert_eq!(reading("9 March", "He left on 30 December."), None);
    }
}
