//! Years and longer: "2018", "2015-16", "fiscal 2019", "the 1990s", "the 19th century".

use std::ops::Range;

use super::Grain;
use super::expression::{Expression, Meaning, YearOf};
use super::lexicon;
use super::words::Words;

/// Years that a date can have.
pub(super) const POSSIBLE: Range<i16> = 1000..2200;
/// Years that four digits may mean without a word that says so.
const USUAL: Range<i16> = 1900..2100;

/// A year, a decade or a century that begins at `at`.
pub(super) fn years(w: Words<'_>, at: usize) -> Option<Expression> {
    fiscal(w, at)
        .or_else(|| decade(w, at))
        .or_else(|| century(w, at))
        .or_else(|| span_of_years(w, at))
        .or_else(|| year(w, at))
}

fn written(year: i16) -> Meaning {
    Meaning::Written(format!("{year:04}"), Some(Grain::Year))
}

/// "fiscal 2019", "fiscal year 2019", "FY2019".
fn fiscal(w: Words<'_>, at: usize) -> Option<Expression> {
    let next = match w.text(at) {
        "FY" => at + 1,
        _ if w.is(at, "fiscal") => at + 1 + usize::from(w.is(at + 1, "year")),
        _ => return None,
    };
    let year = w.digits(next, 4..=4).filter(|year| USUAL.contains(year))?;
    Some(Expression::new(at..next + 1, Meaning::Written(format!("FY{year}"), Some(Grain::Year))))
}

/// "the 1990s", "the '90s", "the nineties".
fn decade(w: Words<'_>, at: usize) -> Option<Expression> {
    let start = at;
    let at = at + usize::from(w.is(at, "the"));
    let apostrophe = usize::from(w.is_apostrophe(at));
    let digits = at + apostrophe;
    let is_plural = w.is(digits + 1, "s") && w.touches(digits + 1);
    let of = |decade: i16, end: usize| {
        Expression::new(start..end, Meaning::Written(format!("{decade:03}"), Some(Grain::Decade)))
    };
    if let Some(year) = w.digits(digits, 4..=4).filter(|year| is_plural && year % 10 == 0 && POSSIBLE.contains(year)) {
        return Some(of(year / 10, digits + 2));
    }
    if start == at && apostrophe == 0 && !w.after_any(at, &["late", "early", "the", "-"]) {
        return None;
    }
    if let Some(year) = w.digits(digits, 2..=2).filter(|year| is_plural && year % 10 == 0 && *year >= 20) {
        // "in his 60s" has no article; "the 60s" is a decade.
        return Some(of(190 + year / 10, digits + 2));
    }
    const DECADES: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let at_decade = DECADES.iter().position(|name| w.is(at, name))?;
    Some(of(192 + i16::try_from(at_decade).ok()?, at + 1))
}

/// "the 19th century", "the nineteenth century".
fn century(w: Words<'_>, at: usize) -> Option<Expression> {
    let start = at;
    let at = at + usize::from(w.is(at, "the"));
    let (number, mut next) = match w.digits(at, 1..=2) {
        Some(number) if w.touches(at + 1) && w.any(at + 1, &["st", "nd", "rd", "th"]) => (number, at + 2),
        Some(_) => return None,
        None if w.are(at, &["twenty", "-", "first"]) => (21, at + 3),
        None => (lexicon::ordinal(w.text(at))?, at + 1),
    };
    next += usize::from(w.is_hyphen(next));
    let named = w.is(next, "century") && (1..=21).contains(&number);
    let value = format!("{:02}", number - 1);
    named.then(|| Expression::new(start..next + 1, Meaning::Written(value, Some(Grain::Century))))
}

/// "2015-16", "1939–1945", "2018/19".
fn span_of_years(w: Words<'_>, at: usize) -> Option<Expression> {
    let first = w.digits(at, 4..=4).filter(|year| POSSIBLE.contains(year))?;
    if !(w.is_dash(at + 1) || w.is(at + 1, "/")) || !w.touches(at + 2) || w.is_dash(at + 3) && w.touches(at + 4) {
        return None;
    }
    let last = match w.digits(at + 2, 4..=4) {
        Some(last) => last,
        None => w.digits(at + 2, 2..=2)? + first / 100 * 100,
    };
    // "2018-02" would be a month.
    let is_span = last > first && POSSIBLE.contains(&last) && !w.touches(at + 3) | !w.is(at + 3, "s");
    let is_month = last - first > 20 && w.digits(at + 2, 2..=2).is_some();
    if !is_span || is_month {
        return None;
    }
    let one = |year| Box::new(Expression::new(at..at + 3, written(year)));
    Some(Expression::new(at..at + 3, Meaning::Range(one(first), one(last))))
}

/// "2018", where it is no count.
fn year(w: Words<'_>, at: usize) -> Option<Expression> {
    let (start, at) = if w.are(at, &["the", "year"]) { (at, at + 2) } else { (at, at) };
    let year = w.digits(at, 4..=4).filter(|year| POSSIBLE.contains(year))?;
    let is_found = start < at || is_year(w, at, year);
    is_found.then(|| Expression::new(start..at + 1, written(year)))
}

/// Whether four digits are a year by what stands around them.
fn is_year(w: Words<'_>, at: usize, year: i16) -> bool {
    let before = w.before(at);
    let in_number = w.touches(at + 1) && (w.token(at + 1).is_some_and(|token| token.is_word()) || w.is(at + 1, "%"));
    let is_phase = at > 1 && w.any(at - 2, &["mid", "early", "late"]);
    let after_hyphen = at > 0 && !is_phase && w.touches(at) && (w.is_hyphen(at - 1) || w.is(at - 1, "/"));
    let marked =
        matches!(before, "$" | "€" | "£" | "¥" | "#" | "№" | "." | ":" | "+") && (w.touches(at) || before == "#");
    let numbered = w.after_any(
        at,
        &[
            "no", "room", "flight", "route", "number", "about", "around", "nearly", "almost", "over", "than", "least",
            "some", "page",
        ],
    ) || (before == "." && w.any(at.wrapping_sub(2), &["no", "nos"]));
    if in_number || after_hyphen || marked {
        return false;
    }
    if w.any(at + 1, &lexicon::COUNTED) || w.any(at + 1, &["hours", "GMT", "UTC", "local"]) {
        return false;
    }
    #[rustfmt::skip]
    const LEAD: [&str; 21] = [
        "in", "since", "until", "till", "by", "from", "of", "before", "after", "during", "early", "late", "mid", "through",
        "throughout", "between", "and", "to", "the", "circa", "-",
    ];
    let is_led = w.after_any(at, &LEAD);
    let next = w.text(at + 1);
    let names_things = next.ends_with('s')
        && next.starts_with(char::is_lowercase)
        && next.len() > 3
        && !matches!(next, "was" | "is" | "has");
    if USUAL.contains(&year) && !numbered {
        return !names_things
            || w.after_any(at, &["in", "the", "since", "its", "his", "their", "our", "after", "during", "by"])
            || !next.ends_with('s');
    }
    // "in 1776", "from 1066 to 1154"; "the 1500 metres" was refused above.
    is_led
        && !numbered
        && !names_things
        && !w.after_any(at, &["the", "to", "of", "and"])
        && year >= 1000
        && (!next.starts_with(char::is_lowercase)
            || w.any(
                at + 1,
                &[
                    "and", "to", "when", "until", "by", "as", "the", "was", "after", "but", "with", "it", "he", "she",
                    "they", "at", "in", "on", "under",
                ],
            ))
}

/// A year after "of", or right there: "of 2018", "of last year", "2018"; and the place after it.
pub(super) fn year_of(w: Words<'_>, at: usize) -> Option<(YearOf, usize)> {
    let of = usize::from(w.is(at, "of") || w.is(at, ","));
    let year_at = at + of;
    if let Some(year) = w.digits(year_at, 4..=4).filter(|year| (1500..2200).contains(year)) {
        return Some((YearOf::Given(year), year_at + 1));
    }
    let by = match w.text(year_at).to_ascii_lowercase().as_str() {
        "last" => -1,
        "this" | "the" => 0,
        "next" => 1,
        _ => return None,
    };
    (of == 1 && w.is(year_at + 1, "year")).then_some((YearOf::Shift(by), year_at + 2))
}
