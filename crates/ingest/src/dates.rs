//! Dates as articles print them above, below and at the beginning of their text.
//!
//! Only a date that can be read in one way is normalised: "08.02.2018" has the day first wherever dots are used, but
//! "08/02/2018" is a day in February or in August and stays as it is. jiff says which days exist.

use std::ops::Range;

use crate::line::fold;

/// A date somewhere in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Bytes of the line.
    pub(crate) range: Range<usize>,
    /// `YYYY-MM-DD` or `YYYY-MM`; `None` where the year is missing or day and month can't be told apart.
    pub(crate) value: Option<String>,
}

/// A run of digits, a run of letters, or a mark.
#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    start: usize,
    words: &'a str,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.words.len()
    }

    /// The number, if it has one of these counts of digits.
    fn number(&self, digits: Range<usize>) -> Option<i16> {
        if digits.contains(&self.words.len()) { self.words.parse().ok() } else { None }
    }

    fn month(&self) -> Option<i8> {
        let word = self.words.to_lowercase();
        let full = MONTHS.iter().position(|month| *month == word || (word.len() == 3 && month.starts_with(&word)));
        full.or((word == "sept").then_some(8)).map(|at| at as i8 + 1)
    }
}

#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// Years that a publication date can have.
const YEARS: Range<i16> = 1600..2101;

/// The dates of a line, in order. The line should be short: an article's text has dates that are not its own.
pub(crate) fn dates(line: &str) -> Vec<Written> {
    let tokens = tokens(line);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // In "30 February 2021" the month and the year are no date either.
        let after_number = at > 0 && tokens[at - 1].number(1..3).is_some() && tokens[at].month().is_some();
        match date_at(&tokens[at..]).filter(|_| !after_number) {
            Some((count, value)) => {
                let (first, last) = (tokens[at], tokens[at + count - 1]);
                out.push(Written { range: first.start..last.end(), value });
                at += count;
            }
            None => at += 1,
        }
    }
    out
}

/// Runs of digits, runs of letters and single marks; no white space.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let kind = |c: char| if c.is_ascii_digit() { 0 } else { 1 + u8::from(!c.is_alphabetic()) };
    let mut out: Vec<Token<'_>> = Vec::new();
    for (start, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let end = start + c.len_utf8();
        match out.last_mut() {
            Some(last)
                if last.end() == start
                    && kind(c) < 2
                    && last.words.chars().next_back().is_some_and(|l| kind(l) == kind(c)) =>
            {
                last.words = &line[last.start..end];
            }
            _ => out.push(Token { start, words: &line[start..end] }),
        }
    }
    out
}

/// A date that begins with the first of `tokens`: how many tokens long, and its value.
fn date_at(tokens: &[Token<'_>]) -> Option<(usize, Option<String>)> {
    let found = numeric(tokens).or_else(|| day_first(tokens)).or_else(|| month_first(tokens))?;
    // "May 30,000" is no date, nor is any other number that goes on.
    let (last, next) = (tokens[found.0 - 1], &tokens[found.0..]);
    let number = |token: &Token<'_>| token.words.starts_with(|c: char| c.is_ascii_digit() || c == '%');
    let touches = |at: usize| next.get(at).is_some_and(|t| t.start == last.end() + at && number(t));
    let goes_on = touches(0) || (next.first().is_some_and(|token| token.words == ",") && touches(1));
    (!goes_on).then_some(found)
}

/// `2018-02-08`, `08.02.2018`, `28/02/2018`.
fn numeric(tokens: &[Token<'_>]) -> Option<(usize, Option<String>)> {
    let [a, mark, b, second, c, ..] = tokens else { return None };
    let adjacent = tokens[..5].windows(2).all(|pair| pair[0].end() == pair[1].start);
    if !adjacent || mark.words != second.words || !matches!(mark.words, "-" | "/" | ".") {
        return None;
    }
    let month = b.number(1..3)?;
    if let Some(year) = a.number(4..5) {
        return Some((5, Some(day(year, month, c.number(1..3)?)?)));
    }
    let (first, year) = (a.number(1..3)?, c.number(4..5)?);
    let (day_first, month_first) = (day(year, month, first), day(year, first, month));
    let value = match (day_first, month_first) {
        (Some(value), _) if mark.words == "." => Some(value),
        (Some(value), Some(other)) => (value == other).then_some(value),
        (Some(value), None) | (None, Some(value)) => Some(value),
        (None, None) => return None,
    };
    Some((5, value))
}

/// `8 February 2018`, `8th of Feb., 2018`, `8-Feb-2018`, `8 February`.
fn day_first(tokens: &[Token<'_>]) -> Option<(usize, Option<String>)> {
    let number = tokens.first()?.number(1..3)?;
    let mut at = 1 + ordinal(tokens, 1);
    at += usize::from(tokens.get(at).is_some_and(|token| matches!(token.words, "of" | "-")));
    let month = i16::from(tokens.get(at)?.month()?);
    ending(tokens, at + 1, month, number)
}

/// `February 8, 2018`, `Feb. 8th 2018`, `February 8`, `February 2018`.
fn month_first(tokens: &[Token<'_>]) -> Option<(usize, Option<String>)> {
    let month = i16::from(tokens.first()?.month()?);
    let at = 1 + usize::from(tokens.get(1).is_some_and(|token| token.words == "."));
    if let Some(number) = tokens.get(at).and_then(|token| token.number(1..3)) {
        let at = at + 1;
        return ending(tokens, at + ordinal(tokens, at), month, number);
    }
    let at = at + usize::from(tokens.get(at).is_some_and(|token| token.words == ","));
    let year = tokens.get(at)?.number(4..5).filter(|year| YEARS.contains(year))?;
    Some((at + 1, Some(format!("{year:04}-{month:02}"))))
}

/// How many tokens at `at` are the letters of an ordinal number.
fn ordinal(tokens: &[Token<'_>], at: usize) -> usize {
    let adjacent = |token: &&Token<'_>| token.start == tokens[at - 1].end();
    usize::from(tokens.get(at).filter(adjacent).is_some_and(|token| matches!(token.words, "st" | "nd" | "rd" | "th")))
}

/// The year after day and month, if there is one; `at` is the place after them.
fn ending(tokens: &[Token<'_>], at: usize, month: i16, number: i16) -> Option<(usize, Option<String>)> {
    let without_year = day(2000, month, number).map(|_| (at, None));
    let marks =
        tokens[at.min(tokens.len())..].iter().take(2).take_while(|t| matches!(t.words, "," | "." | "-")).count();
    let year = tokens.get(at + marks).and_then(|token| token.number(4..5)).filter(|year| YEARS.contains(year));
    match year {
        Some(year) => Some((at + marks + 1, Some(day(year, month, number)?))),
        None => without_year,
    }
}

/// `YYYY-MM-DD`, if there is such a day.
fn day(year: i16, month: i16, day: i16) -> Option<String> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = jiff::civil::Date::new(year, month, day).ok().filter(|date| YEARS.contains(&date.year()))?;
    Some(date.to_string())
}

/// Words that stand beside a publication date.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "published", "publication", "updated", "update", "posted", "modified", "created", "released", "release", "issued",
    "filed", "date", "dated", "last", "first", "on", "at", "the", "of", "and", "time", "local", "online", "print",
    "edition", "am", "pm", "a", "m", "p", "t", "z", "h", "hrs", "gmt", "utc", "bst", "cet", "cest", "eet", "msk",
    "est", "edt", "et", "cst", "cdt", "mst", "mdt", "pst", "pdt", "ist", "pkt", "aft", "sgt", "jst", "aest", "mon",
    "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "st", "nd", "rd", "th", "for", "immediate", "press", "media", "news",
];
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thur", "thurs", "fri", "sat", "sun",
];
/// Words of "Updated 3 hours ago".
const AGO: &[&str] = &["ago", "hour", "hours", "minute", "minutes", "min", "mins", "day", "days", "week", "weeks"];

/// The publication date of a line that holds only that: "Published: 8 Feb 2018, 10:24 GMT", "Updated 3 hours ago".
pub(crate) fn date_line(line: &str) -> Option<DateLine> {
    if line.len() > 160 {
        return None;
    }
    let found = dates(line);
    let mut residue = String::new();
    let mut at = 0;
    for date in &found {
        residue.push_str(&line[at..date.range.start]);
        residue.push_str(" , ");
        at = date.range.end;
    }
    residue.push_str(&line[at..]);
    let residue = fold(&residue);
    let plain = |word: &str| BESIDE.contains(&word) || word.chars().all(|c| c.is_ascii_digit());
    let words = || residue.split(' ').filter(|word| !word.is_empty());
    let relative = words().any(|word| word == "ago") && words().all(|word| plain(word) || AGO.contains(&word));
    if relative || (!found.is_empty() && (words().all(plain) || is_desk_mark(line, &found))) {
        return Some(DateLine { date: first_published(line, found) });
    }
    year_line(line, &residue)
}

/// "HNA/iv/09.03.2021": initials of the agency and of those at its desk, with the date.
fn is_desk_mark(line: &str, found: &[Written]) -> bool {
    let [date] = found else { return false };
    let initials = |part: &str| part.len() <= 5 && part.chars().all(char::is_alphabetic);
    let rest = [&line[..date.range.start], &line[date.range.end..]];
    !line.contains(char::is_whitespace) && rest.iter().all(|rest| rest.split('/').all(initials))
}

/// Whether a line names a day of the week.
pub(crate) fn has_weekday(line: &str) -> bool {
    fold(line).split(' ').any(|word| WEEKDAYS.contains(&word))
}

/// A line that is a date; the date is `None` in "Updated 3 hours ago".
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DateLine {
    pub(crate) date: Option<Written>,
}

/// "Published 2018".
fn year_line(line: &str, folded: &str) -> Option<DateLine> {
    let year = folded.strip_prefix("published ").or_else(|| folded.strip_prefix("published in "))?;
    year.parse::<i16>().ok().filter(|number| year.len() == 4 && YEARS.contains(number))?;
    let start = line.find(year)?;
    Some(DateLine { date: Some(Written { range: start..start + 4, value: Some(year.to_owned()) }) })
}

/// The date of first publication, not that of a later update.
pub(crate) fn first_published(line: &str, found: Vec<Written>) -> Option<Written> {
    let mut at = 0;
    let mut updates = Vec::new();
    for date in found {
        let before = fold(&line[at..date.range.start]);
        at = date.range.end;
        if before.contains("updated") || before.contains("modified") {
            updates.push(date);
        } else {
            return Some(date);
        }
    }
    updates.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dates of a line with their values; a year-less or ambiguous one has "?".
    fn check(line: &str, expect: &[(&str, &str)]) {
        let found = dates(line);
        let show = |d: &Written| (line[d.range.clone()].to_owned(), d.value.clone().unwrap_or("?".to_owned()));
        let found: Vec<_> = found.iter().map(show).collect();
        let expect: Vec<_> = expect.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn written_dates() {
        check("March 9, 2021", &[("March 9, 2021", "2021-03-09")]);
        check("Sept. 9th 2021", &[("Sept. 9th 2021", "2021-09-09")]);
        check("9 March 2021, 10:24 GMT", &[("9 March 2021", "2021-03-09")]);
        check("the 9th of March, 2021", &[("9th of March, 2021", "2021-03-09")]);
        check("9-Mar-2021", &[("9-Mar-2021", "2021-03-09")]);
        check("March 2021", &[("March 2021", "2021-03")]);
        check("LONDON, Feb. 3 (Wire)", &[("Feb. 3", "?")]);
        check("3 May and 4 May 2020", &[("3 May", "?"), ("4 May 2020", "2020-05-04")]);
    }

    #[test]
    fn numeric_dates() {
        check("2021-03-09T10:24:00Z", &[("2021-03-09", "2021-03-09")]);
        check("2021/03/09", &[("2021/03/09", "2021-03-09")]);
        check("09.03.2021", &[("09.03.2021", "2021-03-09")]);
        check("09/03/2021", &[("09/03/2021", "?")]);
        check("29/03/2021", &[("29/03/2021", "2021-03-29")]);
        check("03/29/2021", &[("03/29/2021", "2021-03-29")]);
        check("03/03/2021", &[("03/03/2021", "2021-03-03")]);
    }

    #[test]
    fn what_is_no_date() {
        check("30 February 2021", &[]);
        check("2021-13-45 or 99/99/2021", &[]);
        check("May 30,000 boats sail", &[]);
        check("1.2.3.4 and 12:30", &[]);
        check("", &[]);
    }

    fn check_line(line: &str, expect: Option<Option<&str>>) {
        let found = date_line(line).map(|found| found.date.and_then(|date| date.value));
        assert_eq!(found, expect.map(|date| date.map(str::to_owned)), "{line}");
    }

    #[test]
    fn lines_of_dates() {
        check_line("Published: Tue 9 Mar 2021, 10:24 GMT", Some(Some("2021-03-09")));
        check_line("Posted on March 9, 2021 at 3:05 p.m.", Some(Some("2021-03-09")));
        check_line("Updated March 10, 2021 | Published March 9, 2021", Some(Some("2021-03-09")));
        check_line("Last updated: 10 March 2021", Some(Some("2021-03-10")));
        check_line("Updated 3 hours ago", Some(None));
        check_line("09/03/2021", Some(None));
        check_line("HNA/iv/09.03.2021", Some(Some("2021-03-09")));
        check_line("For immediate release: 9 March 2021", Some(Some("2021-03-09")));
        check_line("Published 2021", Some(Some("2021")));
        check_line("On March 9, 2021, he left.", None);
        check_line("https://harbour/2021/03/09", None);
        check_line("2021", None);
        check_line("7 p.m.", None);
    }
}
