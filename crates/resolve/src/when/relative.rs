//! Times by where they stand to another: "yesterday", "last week", "two years ago", "the next day", "at the time".

use super::absolute;
use super::expression::{Amount, Expression, From, Meaning, Part, Step, Unit, YearOf};
use super::lexicon;
use super::words::Words;
use super::{feasts, period, years};

/// A relative time that begins at `at`.
pub(super) fn relative(w: Words<'_>, at: usize) -> Option<Expression> {
    deictic(w, at)
        .or_else(|| day_beside(w, at))
        .or_else(|| stepped(w, at))
        .or_else(|| counted(w, at))
        .or_else(|| numbered(w, at))
        .or_else(|| season(w, at))
        .or_else(|| feasts::feast(w, at))
        .or_else(|| weekday(w, at))
        .or_else(|| weekend(w, at))
}

fn shift(tokens: std::ops::Range<usize>, unit: Unit, by: i32, from: From) -> Expression {
    Expression::new(tokens, Meaning::Shift { unit, by, from })
}

/// "today", "last night", "now", "at the time".
fn deictic(w: Words<'_>, at: usize) -> Option<Expression> {
    let reference = |words: usize, value| Expression::new(at..at + words, Meaning::Reference(value));
    let day = |by| shift(at..at + 1, Unit::Day, by, From::Writing);
    let word = w.text(at).to_ascii_lowercase();
    let found = match word.as_str() {
        // "USA Today"
        "today" if w.is_capital(at) && at > 0 && w.is_capital(at - 1) && !w.begins(at) => return None,
        "today" => day(0),
        "yesterday" => day(-1),
        "tomorrow" => day(1),
        "tonight" => day(0).part(Part::Night),
        "now" if w.are(at + 1, &["that"]) => return None,
        "now" | "nowadays" | "currently" | "presently" => reference(1, "PRESENT_REF"),
        "recently" | "lately" => reference(1, "PAST_REF"),
        "these" if w.is(at + 1, "days") => reference(2, "PRESENT_REF"),
        "the" if w.after_any(at, &["in", "for"]) && w.is(at + 1, "future") => reference(2, "FUTURE_REF"),
        "the" if w.after_any(at, &["in"]) && w.is(at + 1, "past") && !period::unit_follows(w, at + 2) => {
            reference(2, "PAST_REF")
        }
        "the" if w.after_any(at, &["at"]) && w.is(at + 1, "time") && !w.any(at + 2, &["of", "that", "when"]) => {
            Expression::new(at..at + 2, Meaning::TheTime)
        }
        "that" if w.after_any(at, &["at"]) && w.is(at + 1, "time") => Expression::new(at..at + 2, Meaning::TheTime),
        "recent" if lexicon::unit(w.text(at + 1)).is_some_and(|(_, plural)| plural) => reference(2, "PAST_REF"),
        "last" if w.is(at + 1, "night") => shift(at..at + 2, Unit::Day, -1, From::Writing).part(Part::Night),
        "last" if w.is(at + 1, "evening") => shift(at..at + 2, Unit::Day, -1, From::Writing).part(Part::Evening),
        _ => return None,
    };
    Some(found)
}

/// "the day before yesterday", "the day before", "the day after".
fn day_beside(w: Words<'_>, at: usize) -> Option<Expression> {
    let (unit, _) = lexicon::unit(w.text(at + 1)).filter(|(_, plural)| w.is(at, "the") && !plural)?;
    let by = match () {
        () if w.is(at + 2, "before") => -1,
        () if w.is(at + 2, "after") => 1,
        () => return None,
    };
    if unit == Unit::Day && by == -1 && w.is(at + 3, "yesterday") {
        return Some(shift(at..at + 4, unit, -2, From::Writing));
    }
    if unit == Unit::Day && by == 1 && w.is(at + 3, "tomorrow") {
        return Some(shift(at..at + 4, unit, 2, From::Writing));
    }
    // "the day after the attack": on which day that was, the words do not say.
    (unit.grain().is_some() && period::ends_clause(w, at + 3)).then(|| shift(at..at + 3, unit, by, From::Narrated))
}

/// "last", "this", "the next": which one, and how many words say it.
fn step(w: Words<'_>, at: usize) -> Option<(Step, usize)> {
    let the = usize::from(w.is(at, "the"));
    let word = at + the;
    let step = match w.text(word).to_ascii_lowercase().as_str() {
        "last" => Step::Last,
        "past" if the == 1 => Step::Last,
        "this" if the == 0 && w.is(at + 1, "past") => return Some((Step::Last, 2)),
        "this" if the == 0 && w.is(at + 1, "coming") => return Some((Step::Coming, 2)),
        "this" if the == 0 && w.is(at + 1, "same") => return None,
        "this" if the == 0 => Step::This,
        "current" => Step::This,
        "next" if the == 1 => Step::Following,
        "next" => Step::Next,
        "coming" => Step::Coming,
        "previous" | "preceding" => Step::Previous,
        "following" | "subsequent" | "ensuing" if the == 1 => Step::Following,
        "same" if the == 1 => Step::Same,
        "that" if the == 0 && w.is(at + 1, "same") => return Some((Step::Same, 2)),
        "that" if the == 0 => Step::Same,
        _ => return None,
    };
    Some((step, 1 + the))
}

/// "last week", "next Monday", "this autumn", "that evening".
fn stepped(w: Words<'_>, at: usize) -> Option<Expression> {
    let (step, words) = step(w, at)?;
    let noun = at + words;
    let tokens = at..noun + 1;
    let is_that = w.is(at, "that");
    if let Some(part) = lexicon::part(w.text(noun)) {
        let (by, from) = match step {
            Step::This => (0, From::Writing),
            Step::Same => (0, From::Either),
            Step::Previous => (-1, From::Narrated),
            Step::Following => (1, From::Narrated),
            _ => return None,
        };
        return Some(shift(tokens, Unit::Day, by, from).part(part));
    }
    if let Some((unit, false)) = lexicon::unit(w.text(noun)) {
        return unit_step(w, at, tokens, unit, step);
    }
    // "said that Monday's vote": a conjunction.
    if is_that {
        return None;
    }
    if let Some(day) = lexicon::weekday(w.text(noun)) {
        return Some(Expression::new(tokens, Meaning::Weekday(day, step)));
    }
    if let Some(month) = lexicon::month(w.text(noun)).filter(|_| w.is_capital(noun)) {
        return Some(match absolute::date(w, noun) {
            Some(date) if date.tokens.len() > 1 => date.over(at..noun + 1).into_step(month, step),
            _ => Expression::new(tokens, Meaning::Month(month, step)),
        });
    }
    if let Some(season) = lexicon::season(w.text(noun)) {
        return Some(Expression::new(tokens, Meaning::Season(season, YearOf::Step(step))));
    }
    let (feast, end) = feasts::feast_at(w, noun)?;
    Some(Expression::new(at..end, Meaning::Feast(feast, YearOf::Step(step))))
}

impl Expression {
    /// "last May 5" is the month with its day: the day decides nothing but the value.
    fn into_step(self, month: i8, step: Step) -> Expression {
        Expression { meaning: Meaning::Month(month, step), ..self }
    }
}

fn unit_step(w: Words<'_>, at: usize, tokens: std::ops::Range<usize>, unit: Unit, step: Step) -> Option<Expression> {
    let the = w.is(at, "the");
    if unit == Unit::Weekend {
        return Some(Expression::new(tokens, Meaning::Weekend(step)));
    }
    unit.grain()?;
    let (by, from) = match step {
        // "over the last year" is twelve months; "the last day of the trial" is none of ours.
        Step::Last if the || w.is(at, "past") => {
            let is_period =
                w.is(at + 1, "past") || w.after_any(at, &["over", "in", "during", "for", "within", "throughout"]);
            return (is_period && unit != Unit::Day)
                .then(|| Expression::new(tokens, Meaning::Window(Amount::Of(1.0), unit, false)));
        }
        // "on her last day"
        Step::Last if unit == Unit::Day => return None,
        Step::Last => (-1, From::Writing),
        // "this past week"
        Step::This => (0, From::Writing),
        Step::Next | Step::Coming => (1, From::Writing),
        Step::Previous => (-1, From::Narrated),
        Step::Following if unit == Unit::Day => (1, From::Narrated),
        Step::Following => (1, From::Either),
        Step::Same => (0, From::Either),
        Step::Near => return None,
    };
    Some(shift(tokens, unit, by, from))
}

/// "two weeks ago", "three years earlier", "a day later", "two weeks from now".
fn counted(w: Words<'_>, at: usize) -> Option<Expression> {
    let (amount, unit, end) = period::amount_of_units(w, at)?;
    let (by, from, words) = match w.text(end).to_ascii_lowercase().as_str() {
        "ago" => (-1.0, From::Writing, 1),
        "from" if w.is(end + 1, "now") => (1.0, From::Writing, 2),
        "hence" => (1.0, From::Writing, 1),
        "later" | "afterwards" | "afterward" => (1.0, From::Narrated, 1),
        "earlier" | "previously" | "beforehand" => (-1.0, From::Narrated, 1),
        "after" if period::ends_clause(w, end + 1) => (1.0, From::Narrated, 1),
        "before" if period::ends_clause(w, end + 1) => (-1.0, From::Narrated, 1),
        _ => return None,
    };
    let tokens = at..end + words;
    // "48 hours later" is two days.
    let (amount, unit) = match amount {
        Amount::Of(hours) if unit == Unit::Hour && hours % 24.0 == 0.0 => (Amount::Of(hours / 24.0), Unit::Day),
        _ => (amount, unit),
    };
    let meaning = match (amount, unit.grain()) {
        (Amount::Of(count), Some(_)) => {
            let count = count * unit.times();
            // "two and a half years ago" is thirty months.
            let (count, unit) =
                if count.fract() != 0.0 && unit == Unit::Year { (count * 12.0, Unit::Month) } else { (count, unit) };
            Meaning::Shift { unit, by: (by * count.round()).clamp(-1e5, 1e5) as i32, from }
        }
        _ if from == From::Writing && by < 0.0 => Meaning::Reference("PAST_REF"),
        _ if from == From::Writing => Meaning::Reference("FUTURE_REF"),
        // From what was narrated, and nobody knows at what hour that was.
        (amount, _) => {
            let sign = if by < 0.0 { '-' } else { '+' };
            Meaning::Written(format!("{sign}{}", period::value(amount, unit)), None)
        }
    };
    Some(Expression::new(tokens, meaning))
}

/// "the first quarter of 2018", "Q1 2018", "the second half of last year".
fn numbered(w: Words<'_>, at: usize) -> Option<Expression> {
    let quarter = |number: i8, year| Meaning::Quarter(number, year);
    if w.is(at, "q") && w.touches(at + 1) {
        let number = w.digits(at + 1, 1..=1).filter(|number| (1..=4).contains(number))?;
        let (year, end) = years::year_of(w, at + 2).unwrap_or((YearOf::Step(Step::Near), at + 2));
        return Some(Expression::new(at..end, quarter(i8::try_from(number).ok()?, year)));
    }
    let the = usize::from(w.is(at, "the"));
    let number = lexicon::ordinal(w.text(at + the)).filter(|number| *number <= 4)?;
    let number = i8::try_from(number).ok()?;
    let noun = at + the + 1 + usize::from(w.is_hyphen(at + the + 1));
    let given = years::year_of(w, noun + 1);
    if w.is(noun, "half") && number <= 2 {
        let (year, end) = given?;
        return Some(Expression::new(at..end, Meaning::Half(number, year)));
    }
    if !w.is(noun, "quarter") {
        return None;
    }
    // "in the fourth quarter" of a game has no year.
    let alone = || w.after_any(at, &["in", "for", "during"]).then_some((YearOf::Step(Step::Near), noun + 1));
    let (year, end) = given.or_else(alone)?;
    Some(Expression::new(at..end, quarter(number, year)))
}

/// "the summer of 2018", "summer 2018", "in spring".
fn season(w: Words<'_>, at: usize) -> Option<Expression> {
    let the = usize::from(w.is(at, "the"));
    let season = lexicon::season(w.text(at + the))?;
    if let Some((year, end)) = years::year_of(w, at + the + 1) {
        return Some(Expression::new(at..end, Meaning::Season(season, year)));
    }
    let is_verb = w.any(at + the, &["fall"]) && the == 0;
    let led =
        ["in", "during", "by", "since", "until", "before", "late", "early", "mid", "through", "over", "throughout"];
    // "spring water", "the winter storm"
    let is_adjective =
        w.token(at + the + 1).is_some_and(|token| token.is_word()) && !period::ends_clause(w, at + the + 1);
    (w.after_any(at, &led) && !is_verb && !is_adjective)
        .then(|| Expression::new(at..at + the + 1, Meaning::Season(season, YearOf::Step(Step::Near))))
}

/// "Monday", where it is no name.
fn weekday(w: Words<'_>, at: usize) -> Option<Expression> {
    let day = lexicon::weekday(w.text(at)).filter(|_| w.is_capital(at))?;
    let is_paper = w.is_capital(at + 1) && w.any(at + 1, &lexicon::AFTER_WEEKDAY_NAMES);
    let is_named = w.after_any(at, &lexicon::NAMED_DAYS) && w.is_capital(at.wrapping_sub(1));
    let is_black = w.after_any(at, &["black"]) && w.is_capital(at.wrapping_sub(1));
    if is_paper || is_named {
        return Some(Expression::new(at..at + 1, Meaning::Nothing));
    }
    (!is_black).then(|| Expression::new(at..at + 1, Meaning::Weekday(day, Step::Near)))
}

/// "over the weekend".
fn weekend(w: Words<'_>, at: usize) -> Option<Expression> {
    let found = w.are(at, &["the", "weekend"]) && !w.any(at + 2, &["edition", "show"]);
    found.then(|| Expression::new(at..at + 2, Meaning::Weekend(Step::Near)))
}
