//! How long and how often: "three days", "the past two weeks", "every Monday", "twice a year".

use super::Grain;
use super::expression::{Amount, Expression, Meaning, Unit};
use super::lexicon;
use super::words::Words;

/// A duration or a set that begins at `at`, or an age, which is neither.
pub(super) fn period(w: Words<'_>, at: usize) -> Option<Expression> {
    set(w, at).or_else(|| window(w, at)).or_else(|| duration(w, at)).or_else(|| bare(w, at))
}

/// Whether the clause ends there: a mark, a conjunction, a verb of saying, the end.
pub(super) fn ends_clause(w: Words<'_>, at: usize) -> bool {
    #[rustfmt::skip]
    const NEXT: [&str; 26] = [
        "and", "but", "or", "when", "while", "as", "with", "in", "at", "by", "on", "to", "from", "for", "that", "said",
        "says", "told", "was", "were", "is", "had", "because", "near", "following", "amid",
    ];
    match w.token(at) {
        None => true,
        Some(token) => {
            !(token.is_word() || token.is_number() || matches!(token.text, "$" | "“" | "\"" | "‘" | "€" | "£"))
                || w.any(at, &NEXT)
        }
    }
}

/// How many, and the place after it.
fn amount(w: Words<'_>, at: usize) -> Option<(Amount, usize)> {
    if w.are(at, &["a", "couple", "of"]) || w.are(at, &["a", "couple"]) {
        return Some((Amount::Of(2.0), at + 2 + usize::from(w.is(at + 2, "of"))));
    }
    if w.are(at, &["a", "few"]) {
        return Some((Amount::Some, at + 2));
    }
    if w.are(at, &["a", "number", "of"]) {
        return Some((Amount::Some, at + 3));
    }
    if w.any(at, &["several", "many", "few", "some"]) && lexicon::unit(w.text(at + 1)).is_some_and(|(_, plural)| plural)
    {
        return Some((Amount::Some, at + 1));
    }
    if w.is(at, "half") && w.any(at + 1, &["a", "an"]) {
        return Some((Amount::Of(0.5), at + 2));
    }
    if let Some((tokens, value, is_vague)) = w.number(at) {
        if w.is(at, "half") {
            return None;
        }
        let mut end = at + tokens;
        if is_vague {
            return Some((Amount::Some, end + usize::from(w.is(end, "of"))));
        }
        // "two and a half", "two-and-a-half"
        let skip = usize::from(w.is_hyphen(end));
        let half = end + skip;
        let mut value = value;
        if w.is(half, "and") {
            let a = half + 1 + usize::from(w.is_hyphen(half + 1));
            let noun = a + 1 + usize::from(w.is_hyphen(a + 1));
            if w.is(a, "a") && w.is(noun, "half") {
                (value, end) = (value + 0.5, noun + 1);
            }
        }
        return Some((Amount::Of(value), end));
    }
    w.any(at, &["a", "an"]).then_some((Amount::Of(1.0), at + 1))
}

/// "three days", "two-and-a-half years", "a few weeks": how many of what, and the place after it.
pub(super) fn amount_of_units(w: Words<'_>, at: usize) -> Option<(Amount, Unit, usize)> {
    if let Some((unit, true)) = lexicon::unit(w.text(at)).filter(|_| w.any(at + 1, &["ago", "later", "earlier"])) {
        return Some((Amount::Some, unit, at + 1));
    }
    let (amount, end) = amount(w, at)?;
    let noun = end + usize::from(w.is_hyphen(end));
    let noun = noun
        + usize::from(w.any(noun, &["full", "whole", "more", "straight", "consecutive", "calendar", "long", "short"]));
    let (unit, is_plural) = lexicon::unit(w.text(noun))?;
    let is_one = amount == Amount::Of(1.0) || amount == Amount::Of(0.5) || end < noun;
    // "one second" is a moment, "a quarter" a part.
    let is_unit = is_plural || !matches!(unit, Unit::Quarter | Unit::Second);
    if !is_unit || !(is_plural || is_one || w.is_hyphen(end)) {
        return None;
    }
    // "an hour and a half"
    if w.are(noun + 1, &["and", "a", "half"]) && amount == Amount::Of(1.0) {
        return Some((Amount::Of(1.5), unit, noun + 4));
    }
    Some(match amount {
        // "a quarter-century" is 25 years.
        Amount::Of(count) if count.fract() != 0.0 && matches!(unit, Unit::Decade | Unit::Century) => {
            let years = if unit == Unit::Decade { 10.0 } else { 100.0 };
            (Amount::Of((count * years).round()), Unit::Year, noun + 1)
        }
        amount => (amount, unit, noun + 1),
    })
}

/// Whether units are counted there.
pub(super) fn unit_follows(w: Words<'_>, at: usize) -> bool {
    amount_of_units(w, at).is_some() || lexicon::unit(w.text(at)).is_some()
}

/// "35-year-old", "35 years old", "aged 35 years".
fn is_age(w: Words<'_>, at: usize, end: usize) -> Option<usize> {
    let old = end + usize::from(w.is_hyphen(end));
    if w.any(old, &["old", "olds"]) {
        return Some(old + 1);
    }
    (w.are(end, &["of", "age"]) || w.after_any(at, &["aged"])).then_some(end)
}

fn duration(w: Words<'_>, at: usize) -> Option<Expression> {
    let (amount, unit, end) = amount_of_units(w, at)?;
    if let Some(end) = is_age(w, at, end) {
        return Some(Expression::new(at..end, Meaning::Nothing));
    }
    if w.any(at, &["a", "an"]) && amount == Amount::Of(1.0) && !is_lone(w, at, end) {
        return None;
    }
    Some(Expression::new(at..end, Meaning::Period(amount, unit)))
}

/// Whether "a year" lasts, and is neither "$5 a year" nor "a day of mourning".
fn is_lone(w: Words<'_>, at: usize, end: usize) -> bool {
    #[rustfmt::skip]
    const LEAD: [&str; 33] = [
        "for", "in", "after", "within", "over", "about", "almost", "nearly", "than", "around", "least", "spent", "spend",
        "took", "take", "takes", "lasted", "last", "lasts", "only", "just", "barely", "every", "under", "served", "before",
        "by", "of", "during", "roughly", "to", "approximately", "is",
    ];
    let hyphened = (at..end).any(|at| w.is_hyphen(at));
    (hyphened || w.after_any(at, &LEAD)) && !(w.is(end, "of") && w.is_capital(end + 1))
}

/// "for years", "after decades of war".
fn bare(w: Words<'_>, at: usize) -> Option<Expression> {
    let (unit, _) =
        lexicon::unit(w.text(at)).filter(|(unit, plural)| *plural && !matches!(unit, Unit::Second | Unit::Quarter))?;
    let led = w.after_any(at, &["for", "in", "after", "over", "during", "throughout", "within", "took", "take"]);
    // "weeks after taking office", but "in the weeks after"
    let measures =
        w.any(at + 1, &["after", "before", "into"]) && !w.after_any(at, &["the", "these", "those", "few", "many"]);
    (led || measures).then(|| Expression::new(at..at + 1, Meaning::Period(Amount::Some, unit)))
}

/// "the past two weeks", "the next five years", "the last few days".
fn window(w: Words<'_>, at: usize) -> Option<Expression> {
    let word = at + usize::from(w.is(at, "the"));
    let ahead = match w.text(word).to_ascii_lowercase().as_str() {
        "past" | "last" | "previous" => false,
        "next" | "coming" => true,
        _ => return None,
    };
    // "is expected to last two months"
    if word == at && w.after_any(at, &["to", "will", "would", "could", "may", "might", "can", "should", "must"]) {
        return None;
    }
    let plural = |at| lexicon::unit(w.text(at)).is_some_and(|(_, plural)| plural);
    if plural(word + 1) && w.any(word, &["coming"]) {
        let (unit, _) = lexicon::unit(w.text(word + 1))?;
        return Some(Expression::new(at..word + 2, Meaning::Window(Amount::Some, unit, ahead)));
    }
    let (amount, unit, end) = match w.is(word + 1, "few") {
        true => (Amount::Some, lexicon::unit(w.text(word + 2))?.0, word + 3),
        false => amount_of_units(w, word + 1)?,
    };
    Some(Expression::new(at..end, Meaning::Window(amount, unit, ahead)))
}

/// "every Monday", "each year", "twice a week", "daily", "Mondays".
fn set(w: Words<'_>, at: usize) -> Option<Expression> {
    let made = |end: usize, value: String, grain| Some(Expression::new(at..end, Meaning::Set(value, grain)));
    let adverb = match w.text(at) {
        "hourly" => Some("PT1H"),
        "daily" => Some("P1D"),
        "weekly" => Some("P1W"),
        "fortnightly" => Some("P2W"),
        "monthly" => Some("P1M"),
        "quarterly" => Some("P3M"),
        "yearly" | "annually" => Some("P1Y"),
        _ => None,
    };
    if let Some(value) = adverb {
        return made(at + 1, value.to_owned(), None);
    }
    if let Some(day) = w.text(at).strip_suffix('s').and_then(lexicon::weekday).filter(|_| w.is_capital(at)) {
        return made(at + 1, format!("XXXX-WXX-{}", day + 1), Some(Grain::Day));
    }
    if w.any(at, &["every", "each"]) {
        return every(w, at);
    }
    // "once a week", "three times a year"
    let times = match w.any(at, &["once", "twice"]) {
        true => at + 1,
        false => at + w.number(at)?.0 + 1,
    };
    let counted = times == at + 1 || w.is(times - 1, "times");
    let (unit, _) = lexicon::unit(w.text(times + 1))
        .filter(|(_, plural)| counted && !plural && w.any(times, &["a", "an", "per", "every", "each"]))?;
    made(times + 2, one_of(unit), None)
}

fn one_of(unit: Unit) -> String {
    let (before, after) = unit.letters();
    format!("{before}{}{after}", unit.times())
}

fn every(w: Words<'_>, at: usize) -> Option<Expression> {
    let made = |end: usize, value: String, grain| Some(Expression::new(at..end, Meaning::Set(value, grain)));
    let other = usize::from(w.is(at + 1, "other"));
    let noun = at + 1 + other;
    let word = w.text(noun);
    if let Some(day) = lexicon::weekday(word) {
        return made(noun + 1, format!("XXXX-WXX-{}", day + 1), Some(Grain::Day));
    }
    if let Some(month) = lexicon::month(word).filter(|_| w.is_capital(noun)) {
        return made(noun + 1, format!("XXXX-{month:02}"), Some(Grain::Month));
    }
    if let Some(season) = lexicon::season(word) {
        return made(noun + 1, format!("XXXX-{}", season.letters()), Some(Grain::Season));
    }
    if let Some(part) = lexicon::part(word) {
        return made(noun + 1, format!("XXXX-XX-XX{}", part.letters()), Some(Grain::PartOfDay));
    }
    if let Some((unit, false)) = lexicon::unit(word).filter(|(unit, _)| *unit != Unit::Second) {
        let value = if other == 1 { value(Amount::Of(2.0), unit) } else { one_of(unit) };
        return made(noun + 1, value, None);
    }
    let (amount, unit, end) = amount_of_units(w, at + 1)?;
    made(end, value(amount, unit), None)
}

/// The period as a value: "P3D", "PT2.5H", "PXY".
pub(super) fn value(amount: Amount, unit: Unit) -> String {
    let (before, after) = unit.letters();
    match amount {
        // Display writes no point where there is no fraction.
        Amount::Of(count) => format!("{before}{}{after}", (count * unit.times() * 100.0).round() / 100.0),
        Amount::Some => format!("{before}X{after}"),
    }
}
