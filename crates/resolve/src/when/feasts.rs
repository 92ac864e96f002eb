//! Days that are kept each year, and one that is remembered: "Christmas", "Easter 2018", "9/11".

use super::expression::{Expression, Feast, Meaning, Step, YearOf};
use super::words::Words;
use super::{Grain, years};

/// "Christmas", "New Year's Eve", "Easter 2018".
pub(super) fn feast(w: Words<'_>, at: usize) -> Option<Expression> {
    let (feast, end) = feast_at(w, at)?;
    let (year, end) = years::year_of(w, end).unwrap_or((YearOf::Step(Step::Near), end));
    Some(Expression::new(at..end, Meaning::Feast(feast, year)))
}

/// A feast and the place after it.
pub(super) fn feast_at(w: Words<'_>, at: usize) -> Option<(Feast, usize)> {
    #[rustfmt::skip]
    const FEASTS: [(&[&str], Feast); 34] = [
        (&["new", "year", "'", "s", "eve"], Feast::Fixed(12, 31)),
        (&["new", "year", "'", "s", "day"], Feast::Fixed(1, 1)),
        (&["christmas", "eve"], Feast::Fixed(12, 24)),
        (&["christmas", "day"], Feast::Fixed(12, 25)),
        (&["christmas"], Feast::Fixed(12, 25)),
        (&["boxing", "day"], Feast::Fixed(12, 26)),
        (&["valentine", "'", "s", "day"], Feast::Fixed(2, 14)),
        (&["st", ".", "patrick", "'", "s", "day"], Feast::Fixed(3, 17)),
        (&["st", "patrick", "'", "s", "day"], Feast::Fixed(3, 17)),
        (&["may", "day"], Feast::Fixed(5, 1)),
        (&["bastille", "day"], Feast::Fixed(7, 14)),
        (&["the", "fourth", "of", "july"], Feast::Fixed(7, 4)),
        (&["fourth", "of", "july"], Feast::Fixed(7, 4)),
        (&["halloween"], Feast::Fixed(10, 31)),
        (&["guy", "fawkes", "night"], Feast::Fixed(11, 5)),
        (&["remembrance", "day"], Feast::Fixed(11, 11)),
        (&["armistice", "day"], Feast::Fixed(11, 11)),
        (&["veterans", "day"], Feast::Fixed(11, 11)),
        (&["thanksgiving", "day"], Feast::Nth(11, 3, 4)),
        (&["thanksgiving"], Feast::Nth(11, 3, 4)),
        (&["memorial", "day"], Feast::Nth(5, 0, -1)),
        (&["labor", "day"], Feast::Nth(9, 0, 1)),
        (&["columbus", "day"], Feast::Nth(10, 0, 2)),
        (&["martin", "luther", "king", "jr", ".", "day"], Feast::Nth(1, 0, 3)),
        (&["election", "day"], Feast::Election),
        (&["ash", "wednesday"], Feast::Easter(-46)),
        (&["palm", "sunday"], Feast::Easter(-7)),
        (&["maundy", "thursday"], Feast::Easter(-3)),
        (&["good", "friday"], Feast::Easter(-2)),
        (&["easter", "sunday"], Feast::Easter(0)),
        (&["easter", "monday"], Feast::Easter(1)),
        (&["easter"], Feast::Easter(0)),
        (&["whit", "monday"], Feast::Easter(50)),
        (&["epiphany"], Feast::Fixed(1, 6)),
    ];
    let first = w.is_capital(at) || w.is(at, "the");
    let fits = |words: &[&str]| {
        words.iter().enumerate().all(|(i, word)| w.is(at + i, word) || (*word == "'" && w.is_apostrophe(at + i)))
    };
    let (words, feast) = FEASTS.iter().find(|(words, _)| first && fits(words))?;
    Some((*feast, at + words.len()))
}

/// What has a year of its own in it: "9/11".
pub(super) fn remembered(w: Words<'_>, at: usize) -> Option<Expression> {
    let day = || Meaning::Written("2001-09-11".to_owned(), Some(Grain::Day));
    if w.text(at) == "9" && w.text(at + 1) == "/" && w.text(at + 2) == "11" && w.touches(at + 2) && !w.is(at + 3, "/") {
        return Some(Expression::new(at..at + 3, day()));
    }
    let month = w.any(at, &["september", "sept"]) && w.is_capital(at);
    let next = at + 1 + usize::from(w.is(at + 1, "."));
    let attacks = w.any(next + 1, &["attack", "attacks", "terror", "terrorist", "hijackers", "hijackings"]);
    (month && w.is(next, "11") && attacks).then(|| Expression::new(at..next + 1, day()))
}
