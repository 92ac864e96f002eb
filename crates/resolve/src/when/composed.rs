//! Expressions put together: "late last month", "Monday at 5pm", "from Monday to Wednesday", "more than two years".

use super::Modifier;
use super::expression::{Expression, From, Meaning, Part, Unit};
use super::words::Words;
use super::{absolute, clock, feasts, lexicon, period, relative, years};

/// The expression that begins at `at`, as long as it can be.
pub(super) fn expression(w: Words<'_>, at: usize) -> Option<Expression> {
    ranged(w, at).or_else(|| single(w, at))
}

/// "from 3 to 5 March", "between 2014 and 2016", "Monday to Wednesday", "March 3–April 5".
fn ranged(w: Words<'_>, at: usize) -> Option<Expression> {
    let (first_at, joints): (usize, &[&str]) = match () {
        () if w.is(at, "between") => (at + 1, &["and"]),
        () if w.is(at, "from") => (at + 1, &["to", "until", "till", "through"]),
        () => (at, &["to", "through"]),
    };
    let is_open = first_at == at;
    // "from 3-5 March", "between 2015-16"
    let first = match single(w, first_at) {
        Some(first) => first,
        None if !is_open => {
            let found = day_first_range(w, at, first_at);
            return found;
        }
        None => return None,
    };
    let joint = first.tokens.end;
    if let Meaning::Range(..) = first.meaning {
        return (!is_open && w.is(at, "from")).then(|| first.over(at..joint));
    }
    let joined = w.any(joint, joints) || (w.is_dash(joint) && is_plain(&first.meaning));
    let last = single(w, joint + 1).filter(|_| joined)?;
    let (first, last) = (same_year(first, &last), last);
    let end = last.tokens.end;
    let alike = std::mem::discriminant(&first.meaning) == std::mem::discriminant(&last.meaning);
    let fits = is_plain(&first.meaning) && is_plain(&last.meaning) && (alike || !is_open);
    fits.then(|| Expression::new(at..end, Meaning::Range(Box::new(first), Box::new(last))))
}

/// "from 3 to 5 March": the first day has no month of its own.
fn day_first_range(w: Words<'_>, at: usize, first_at: usize) -> Option<Expression> {
    let range = absolute::date(w, first_at)?;
    let end = range.tokens.end;
    matches!(range.meaning, Meaning::Range(..)).then(|| range.over(at..end))
}

/// Whether it can begin or end a range: a stretch of the calendar.
fn is_plain(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar { .. }
        | Meaning::InYear { .. }
        | Meaning::Weekday(..)
        | Meaning::Season(..)
        | Meaning::Quarter(..)
        | Meaning::Month(..) => true,
        Meaning::Written(value, _) => !value.contains('X'),
        _ => false,
    }
}

/// "between March and June 2016": the year of the second is that of the first.
fn same_year(first: Expression, last: &Expression) -> Expression {
    match (&first.meaning, &last.meaning) {
        (Meaning::Calendar { year: None, month, day }, Meaning::Calendar { year: Some(year), .. }) => {
            let meaning = Meaning::Calendar { year: Some(*year), month: *month, day: *day };
            Expression { meaning, ..first }
        }
        _ => first,
    }
}

/// One expression with the words that modify it.
fn single(w: Words<'_>, at: usize) -> Option<Expression> {
    quantified(w, at)
        .or_else(|| phased(w, at))
        .or_else(|| stretched(w, at))
        .or_else(|| parted(w, at))
        .or_else(|| timed(w, at))
}

/// "more than two years", "about three days", "at least a week".
fn quantified(w: Words<'_>, at: usize) -> Option<Expression> {
    const PHRASES: [(&[&str], Modifier); 22] = [
        (&["more", "than"], Modifier::MoreThan),
        (&["well", "over"], Modifier::MoreThan),
        (&["over"], Modifier::MoreThan),
        (&["less", "than"], Modifier::LessThan),
        (&["fewer", "than"], Modifier::LessThan),
        (&["under"], Modifier::LessThan),
        (&["nearly"], Modifier::LessThan),
        (&["almost"], Modifier::LessThan),
        (&["just", "under"], Modifier::LessThan),
        (&["just", "over"], Modifier::MoreThan),
        (&["at", "least"], Modifier::EqualOrMore),
        (&["no", "less", "than"], Modifier::EqualOrMore),
        (&["up", "to"], Modifier::EqualOrLess),
        (&["at", "most"], Modifier::EqualOrLess),
        (&["no", "more", "than"], Modifier::EqualOrLess),
        (&["not", "more", "than"], Modifier::EqualOrLess),
        (&["about"], Modifier::Approx),
        (&["around"], Modifier::Approx),
        (&["roughly"], Modifier::Approx),
        (&["approximately"], Modifier::Approx),
        (&["some"], Modifier::Approx),
        (&["an", "estimated"], Modifier::Approx),
    ];
    let (words, modifier) = PHRASES.iter().find(|(words, _)| w.are(at, words))?;
    let start = at + words.len();
    let inner = relative::relative(w, start).filter(|found| matches!(found.meaning, Meaning::Shift { .. }));
    let counts = w.is_number(start) || w.number(start).is_some() || w.any(start, &["a", "an"]);
    let inner = inner.or_else(|| period::period(w, start)).filter(|_| counts)?;
    // "over two weeks" may be during them; "in" and "the" never stand before "more than".
    let end = inner.tokens.end;
    match inner.meaning {
        Meaning::Period(..) | Meaning::Shift { .. } | Meaning::Nothing => Some(inner.over(at..end).modified(*modifier)),
        _ => None,
    }
}

/// "late last month", "early on Tuesday", "mid-March", "earlier this year", "later in the week".
fn phased(w: Words<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(w.is(at, "the"));
    let phase = lexicon::phase(w.text(at + the))?;
    let mut start = at + the + 1;
    start += usize::from(w.is_hyphen(start));
    // "the late 1990s", "the early hours of Monday"
    if w.is(start, "hours") {
        let of = start + 1 + usize::from(w.is(start + 1, "of"));
        let day = parted(w, of).or_else(|| timed(w, of)).filter(Expression::is_day)?;
        let end = day.tokens.end;
        let part = if phase == Modifier::Start { Part::Morning } else { Part::Evening };
        return Some(day.over(at..end).part(part).modified(phase));
    }
    let linked = w.any(start, &["in", "on"])
        && matches!(phase, Modifier::Start | Modifier::End | Modifier::Before | Modifier::After);
    start += usize::from(linked);
    let inner = if linked && w.is(start, "the") { of_the(w, start) } else { None };
    let inner = inner.or_else(|| timed(w, start)).or_else(|| decade_after(w, start))?;
    let fits = match inner.meaning {
        Meaning::Shift { unit, by, .. } => the == 0 && (by.abs() <= 1 || unit == Unit::Day),
        Meaning::Calendar { .. }
        | Meaning::InYear { .. }
        | Meaning::Month(..)
        | Meaning::Weekday(..)
        | Meaning::Season(..) => the == 0 || !inner.is_day(),
        Meaning::Written(_, grain) => grain != Some(super::Grain::Day),
        Meaning::Weekend(_) => true,
        _ => false,
    };
    let is_day = inner.is_day();
    // "later today", "earlier on Monday" are of the day; "late May" of its end.
    let end = inner.tokens.end;
    fits.then(|| {
        let inner = inner.over(at..end);
        if is_day && phase == Modifier::Mid { inner } else { inner.modified(phase) }
    })
}

/// "the late 1990s": the article stands before "late".
fn decade_after(w: Words<'_>, at: usize) -> Option<Expression> {
    years::years(w, at)
}

/// "the week", "the year": the one of which the text speaks.
fn of_the(w: Words<'_>, at: usize) -> Option<Expression> {
    let (unit, _) = lexicon::unit(w.text(at + 1)).filter(|(_, plural)| w.is(at, "the") && !plural)?;
    unit.grain()?;
    let meaning = match unit {
        Unit::Weekend => return None,
        unit => Meaning::Shift { unit, by: 0, from: if unit == Unit::Day { From::Either } else { From::Writing } },
    };
    Some(Expression::new(at..at + 2, meaning))
}

/// "the end of March", "the beginning of this month", "the end of the year".
fn stretched(w: Words<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(w.is(at, "the"));
    let very = usize::from(w.is(at + the, "very"));
    let (stretch, start) = match lexicon::stretch(w.text(at + the + very)) {
        Some(stretch) => (stretch, at + the + very + 1),
        None => numbered_part(w, at + the)?,
    };
    if !w.is(start, "of") {
        return None;
    }
    let inner = of_the(w, start + 1).or_else(|| parted(w, start + 1)).or_else(|| timed(w, start + 1))?;
    let is_part = lexicon::stretch(w.text(at + the + very)).is_none();
    let fits = !(is_part && inner.is_day())
        && matches!(
            inner.meaning,
            Meaning::Calendar { .. }
                | Meaning::InYear { .. }
                | Meaning::Shift { .. }
                | Meaning::Month(..)
                | Meaning::Season(..)
                | Meaning::Quarter(..)
                | Meaning::Written(..)
        );
    let end = inner.tokens.end;
    fits.then(|| inner.over(at..end).modified(stretch))
}

/// "the first week of", "the last days of": which week that is the calendar does not say, but whereabouts it is.
fn numbered_part(w: Words<'_>, at: usize) -> Option<(Modifier, usize)> {
    let part = match w.text(at).to_ascii_lowercase().as_str() {
        "first" | "opening" => Modifier::Start,
        "last" | "final" | "closing" => Modifier::End,
        "second" | "third" => Modifier::Mid,
        _ => return None,
    };
    let few = usize::from(w.any(at + 1, &["few", "two", "three"]));
    let is_part = w.any(at + 1 + few, &["week", "weeks", "days", "months", "weekend"]);
    is_part.then_some((part, at + 2 + few))
}

/// "the night of May 30", "the evening of the same day", "the morning".
fn parted(w: Words<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(w.is(at, "the"));
    let part = lexicon::part(w.text(at + the))?;
    let noun = at + the;
    if let Some(day) = timed(w, noun + 2).filter(|day| w.is(noun + 1, "of") && day.is_day()) {
        let end = day.tokens.end;
        return Some(day.over(at..end).part(part));
    }
    // "in the morning"; "the night shift" is none.
    let alone = the == 1 && w.after_any(at, &["in", "during", "throughout"]) && period::ends_clause(w, noun + 1);
    let meaning = Meaning::Shift { unit: Unit::Day, by: 0, from: From::Either };
    alone.then(|| Expression::new(at..noun + 1, meaning).part(part))
}

/// A plain expression with the part of the day or the hour that goes with it.
fn timed(w: Words<'_>, at: usize) -> Option<Expression> {
    if let Some((clock, end)) = clock::clock(w, at) {
        let on = end + usize::from(w.is(end, "on") || w.is(end, ","));
        let on = on + usize::from(on > end && w.is(on, "on"));
        if let Some(mut day) = plain(w, on).filter(Expression::is_day) {
            day.tokens.start = at;
            day.clock = Some(clock);
            return Some(day);
        }
        let meaning = Meaning::Shift { unit: Unit::Day, by: 0, from: From::Either };
        let mut lone = Expression::new(at..end, meaning);
        lone.clock = Some(clock);
        return Some(lone);
    }
    let mut day = plain(w, at)?;
    if !day.is_day() {
        return Some(day);
    }
    let end = day.tokens.end;
    let part = lexicon::part(w.text(end)).filter(|_| day.part.is_none() && !w.is_capital(end));
    if part.is_some() {
        day.tokens.end = end + 1;
        day.part = part;
        return Some(day);
    }
    let skipped = usize::from(w.any(end, &["at", ","]));
    if let Some((clock, end)) = clock::clock(w, end + skipped) {
        day.tokens.end = end;
        day.clock = Some(clock);
    }
    Some(day)
}

/// One expression without the words around it.
fn plain(w: Words<'_>, at: usize) -> Option<Expression> {
    feasts::remembered(w, at)
        .or_else(|| absolute::date(w, at).map(|date| of_year(w, date)))
        .or_else(|| years::years(w, at))
        .or_else(|| relative::relative(w, at))
        .or_else(|| period::period(w, at))
}

/// "July last year": a date without a year, and the words that give it.
fn of_year(w: Words<'_>, date: Expression) -> Expression {
    let Meaning::Calendar { year: None, month, day } = date.meaning else { return date };
    let end = date.tokens.end + usize::from(w.is(date.tokens.end, "of"));
    let by = match () {
        () if w.is(end, "last") => -1,
        () if w.is(end, "this") => 0,
        () if w.is(end, "next") => 1,
        () => return date,
    };
    if !w.is(end + 1, "year") {
        return date;
    }
    let start = date.tokens.start;
    Expression { meaning: Meaning::InYear { month, day, by }, ..date }.over(start..end + 2)
}
