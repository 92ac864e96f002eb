//! Dates as the calendar has them: "8 February 2018", "March 3-5", "08/02/2018", "12 Farvardin 1397".

use super::calendar;
use super::expression::{Expression, Meaning};
use super::lexicon;
use super::words::Words;
use super::{Grain, years};

/// A date that begins at `at`, with the weekday before it.
pub(super) fn date(w: Words<'_>, at: usize) -> Option<Expression> {
    if let Some(found) = after_weekday(w, at) {
        return Some(found);
    }
    numeric(w, at).or_else(|| foreign(w, at)).or_else(|| day_first(w, at)).or_else(|| month_first(w, at))
}

/// "Monday, February 5": the weekday adds nothing to the value.
fn after_weekday(w: Words<'_>, at: usize) -> Option<Expression> {
    lexicon::weekday(w.text(at)).or_else(|| lexicon::short_weekday(w.text(at)))?;
    let mut next = at + 1;
    next += usize::from(w.is(next, "."));
    next += usize::from(w.is(next, ","));
    next += usize::from(w.is(next, "the") && w.is_number(next + 1));
    let date = numeric(w, next).or_else(|| day_first(w, next)).or_else(|| month_first(w, next))?;
    let has_day = matches!(date.meaning, Meaning::Calendar { day: Some(_), .. } | Meaning::Range(..));
    let end = date.tokens.end;
    has_day.then(|| date.over(at..end))
}

/// A day of the month in digits, with "st" or "th" after it: the day and the place after it.
fn day_number(w: Words<'_>, at: usize) -> Option<(i8, usize)> {
    let day = w.digits(at, 1..=2).filter(|day| (1..=31).contains(day))?;
    let has_letters = w.touches(at + 1) && w.any(at + 1, &["st", "nd", "rd", "th"]);
    let end = at + 1 + usize::from(has_letters);
    // "3pm", "5km", "5%"
    let goes_on = w.touches(end) && (w.token(end)?.is_word() || w.is(end, "%"));
    (!goes_on).then_some((i8::try_from(day).ok()?, end))
}

/// A month by name or in short, and the place after it; whether it was written in full.
fn month_name(w: Words<'_>, at: usize) -> Option<(i8, usize, bool)> {
    if !w.is_capital(at) {
        return None;
    }
    if let Some(month) = lexicon::month(w.text(at)) {
        return Some((month, at + 1, true));
    }
    let month = lexicon::short_month(w.text(at))?;
    Some((month, at + 1 + usize::from(w.is(at + 1, ".")), false))
}

/// A year after a date, with the comma before it, and the place after it.
fn year_after(w: Words<'_>, at: usize) -> (Option<i16>, usize) {
    let comma = usize::from(w.is(at, ","));
    let of = usize::from(comma == 0 && w.is(at, "of"));
    let year_at = at + comma + of;
    let year = w.digits(year_at, 4..=4).filter(|year| years::POSSIBLE.contains(year));
    // "On March 3, 2018 people came": a count, where a comma parts it from the date.
    let is_count = comma == 1 && w.any(year_at + 1, &lexicon::COUNTED);
    let is_decade = w.touches(year_at + 1) && w.is(year_at + 1, "s");
    match year {
        Some(year) if !is_count && !is_decade => (Some(year), year_at + 1),
        _ => (None, at),
    }
}

/// "8 February 2018", "the 8th of February", "3-5 March".
fn day_first(w: Words<'_>, at: usize) -> Option<Expression> {
    let start = at;
    let at = at + usize::from(w.is(at, "the") && w.is_number(at + 1));
    let (first, mut next) = day_number(w, at)?;
    let mut last = None;
    let joined = w.is_dash(next) || w.any(next, &["to", "and"]);
    if let Some((day, end)) = day_number(w, next + 1).filter(|(day, _)| joined && *day > first) {
        last = Some(day);
        next = end;
    }
    next += usize::from(w.is(next, "of") || (w.is_hyphen(next) && w.touches(next)));
    let (month, next, _) = month_name(w, next)?;
    let (year, end) = year_after(w, next);
    Some(finish(start..end, year, month, first, last))
}

/// "February 8, 2018", "Feb. 8", "February 2018", "March 3-5".
fn month_first(w: Words<'_>, at: usize) -> Option<Expression> {
    let (month, next, is_full) = month_name(w, at)?;
    let day_at = next + usize::from(w.is(next, "the") && is_full);
    if let Some((first, mut end)) = day_number(w, day_at) {
        let mut last = None;
        let joined = w.is_dash(end) || w.any(end, &["to", "through"]);
        if let Some((day, after)) = day_number(w, end + 1).filter(|(day, after)| {
            // "March 3 to 5 April" and "March 3 - 5 people" are no days of March.
            joined && *day > first && month_name(w, *after).is_none() && !w.any(*after, &lexicon::COUNTED)
        }) {
            last = Some(day);
            end = after;
        }
        let (year, end) = year_after(w, end);
        return Some(finish(at..end, year, month, first, last));
    }
    let (year, end) = year_after(w, next);
    if year.is_some() {
        return Some(Expression::new(at..end, Meaning::Calendar { year, month, day: None }));
    }
    is_bare_month(w, at, is_full).then(|| {
        let end = if is_full { at + 1 } else { next };
        Expression::new(at..end, Meaning::Calendar { year: None, month, day: None })
    })
}

/// Whether a month without day and year is one: "in May", but not "Theresa May", "May warned", "March on the capital".
fn is_bare_month(w: Words<'_>, at: usize, is_full: bool) -> bool {
    let is_led = w.after_any(at, &lexicon::BEFORE_DATES)
        || (w.is_hyphen(at.wrapping_sub(1)) && w.any(at.wrapping_sub(2), &["mid"]));
    let follows = w.is_apostrophe(at + 1) && w.is(at + 2, "s");
    let doubtful = w.any(at, &lexicon::DOUBTFUL_MONTHS);
    match (is_full, doubtful) {
        (false, _) => is_led && w.is(at + 1, "."),
        // "and May said", "to May": prepositions that people follow as well.
        (true, true) if w.after_any(at, &["and", "or", "to", "for", "by", "from", "of", "than", "on"]) => {
            let with_month = w.token(at.wrapping_sub(2)).is_some_and(|token| lexicon::month(token.text).is_some());
            with_month || (w.after_any(at, &["by", "from", "of"]) && !w.is(at, "may") && !w.is_capital(at + 1))
        }
        (true, true) => {
            is_led && !(w.is(at, "march") && w.any(at + 1, &["on", "for"]) && !w.after_any(at, &["in", "since"]))
        }
        (true, false) => is_led || follows || !w.is_capital(at + 1) || w.begins(at),
    }
}

fn finish(tokens: std::ops::Range<usize>, year: Option<i16>, month: i8, first: i8, last: Option<i8>) -> Expression {
    // In a leap year; whether the year is one is asked where it is known.
    let exists = |day| calendar::day(year.unwrap_or(2000), month, day).is_some();
    let day = |day| Expression::new(tokens.clone(), Meaning::Calendar { year, month, day: Some(day) });
    if !exists(last.unwrap_or(first)) {
        return Expression::new(tokens, Meaning::Nothing);
    }
    match last {
        None => day(first),
        Some(last) => {
            let range = Meaning::Range(Box::new(day(first)), Box::new(day(last)));
            Expression::new(tokens, range)
        }
    }
}

/// "2018-02-08", "08.02.2018", "28/02/2018"; the year alone where day and month can't be told apart.
fn numeric(w: Words<'_>, at: usize) -> Option<Expression> {
    // The tokens of "8.2.2018" are one number.
    let dotted: Vec<&str> = w.text(at).split('.').collect();
    if let [day, month, year] = dotted[..] {
        let plain = |text: &str, most| text.len() <= most && !text.contains(',');
        let (day, month) =
            (day.parse().ok().filter(|_| plain(day, 2))?, month.parse().ok().filter(|_| plain(month, 2))?);
        let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
        calendar::day(year, month, day)?;
        let meaning = Meaning::Calendar { year: Some(year), month, day: Some(day) };
        return Some(Expression::new(at..at + 1, meaning));
    }
    let mark = w.text(at + 1);
    let together = (at + 1..at + 5).all(|at| w.touches(at)) && mark == w.text(at + 3) && matches!(mark, "-" | "/");
    let month = w.digits(at + 2, 1..=2).filter(|_| together)?;
    let whole = |year: i16, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        calendar::day(year, month, day)?;
        Some(Meaning::Calendar { year: Some(year), month, day: Some(day) })
    };
    let meaning = if let Some(year) = w.digits(at, 4..=4) {
        whole(year, month, w.digits(at + 4, 1..=2)?)?
    } else {
        let (first, year) = (w.digits(at, 1..=2)?, w.digits(at + 4, 4..=4)?);
        match (whole(year, month, first), whole(year, first, month)) {
            (Some(one), Some(other)) if one != other => Meaning::Written(format!("{year:04}-XX-XX"), Some(Grain::Day)),
            (one, other) => one.or(other)?,
        }
    };
    Some(Expression::new(at..at + 5, meaning))
}

/// A day of another calendar: what it is in ours is not said.
fn foreign(w: Words<'_>, at: usize) -> Option<Expression> {
    let is_month = |at: usize| w.is_capital(at) && w.any(at, &lexicon::FOREIGN_MONTHS);
    let year = |at: usize| usize::from(w.digits(at, 4..=4).is_some());
    let unknown = || Meaning::Written("XXXX-XX-XX".to_owned(), Some(Grain::Day));
    if let Some((_, next)) = day_number(w, at).filter(|(_, next)| is_month(*next)) {
        // "12 Rabi al-Awwal 1440"
        let mut end = next + 1;
        if w.any(end, &["al", "ul", "I", "II"]) {
            end += if w.is_hyphen(end + 1) { 3 } else { 1 };
        }
        return Some(Expression::new(at..end + year(end), unknown()));
    }
    if !is_month(at) {
        return None;
    }
    if let Some((_, end)) = day_number(w, at + 1) {
        let comma = usize::from(w.is(end, ",") && year(end + 1) == 1);
        return Some(Expression::new(at..end + comma + year(end + comma), unknown()));
    }
    let is_dated = w.digits(at + 1, 4..=4).is_some_and(|year| (1200..1700).contains(&year));
    is_dated.then(|| Expression::new(at..at + 2, Meaning::Written("XXXX-XX".to_owned(), Some(Grain::Month))))
}
