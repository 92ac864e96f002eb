//! The words of the calendar.

use super::Modifier;
use super::expression::{Part, Season, Unit};

pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Months that are names or verbs as well: they need a day, a year or a preposition beside them.
pub(super) const DOUBTFUL_MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];

/// From Monday on.
pub(crate) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words before a date or a year: prepositions, and what may stand between them and a date.
#[rustfmt::skip]
pub(super) const BEFORE_DATES: [&str; 32] = [
    "in", "since", "until", "till", "by", "from", "of", "before", "after", "during", "early", "late", "mid", "through",
    "throughout", "to", "between", "last", "next", "this", "and", "or", "on", "for", "around", "about", "around",
    "previous", "following", "circa", "around", "than",
];

/// What is counted and not dated: "2018 people".
#[rustfmt::skip]
pub(super) const COUNTED: [&str; 42] = [
    "people", "men", "women", "children", "troops", "soldiers", "votes", "dollars", "euros", "pounds", "miles", "feet",
    "km", "kilometres", "kilometers", "metres", "meters", "tonnes", "tons", "points", "percent", "per", "homes", "houses",
    "jobs", "members", "fighters", "workers", "civilians", "square", "barrels", "copies", "pages", "seats", "acres",
    "hectares", "volts", "degrees", "calories", "kilograms", "words", "signatures",
];

/// After a weekday: the name of a newspaper or a programme.
#[rustfmt::skip]
pub(super) const AFTER_WEEKDAY_NAMES: [&str; 19] = [
    "times", "mail", "mirror", "express", "telegraph", "herald", "world", "post", "star", "independent", "tribune",
    "sun", "sport", "business", "people", "night", "evening", "review", "standard",
];

/// Before a weekday: the name of a day that is kept, or was, once.
pub(super) const NAMED_DAYS: [&str; 6] = ["bloody", "super", "cyber", "ruby", "sheffield", "freaky"];

/// Months of other calendars, as news in English writes them.
#[rustfmt::skip]
pub(super) const FOREIGN_MONTHS: [&str; 33] = [
    "muharram", "safar", "rabi", "jumada", "rajab", "shaban", "sha'ban", "ramadan", "ramazan", "shawwal", "dhu", "zilhajj",
    "farvardin", "ordibehesht", "khordad", "tir", "mordad", "amordad", "shahrivar", "mehr", "aban", "azar", "dey",
    "bahman", "esfand", "hamal", "saur", "jawza", "saratan", "asad", "sunbula", "nisan", "tishrei",
];

pub(super) fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word))?;
    i8::try_from(at + 1).ok()
}

/// "Jan", "Sept": of three letters, or four of September.
pub(super) fn short_month(word: &str) -> Option<i8> {
    if word.eq_ignore_ascii_case("sept") {
        return Some(9);
    }
    let is_short = |month: &str| month.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word));
    let at = MONTHS.iter().position(|month| is_short(month))?;
    i8::try_from(at + 1).ok()
}

/// 0 for Monday.
pub(super) fn weekday(word: &str) -> Option<i8> {
    let at = WEEKDAYS.iter().position(|day| day.eq_ignore_ascii_case(word))?;
    i8::try_from(at).ok()
}

/// "Mon", "Tues", "Thurs": with a date beside it.
pub(super) fn short_weekday(word: &str) -> Option<i8> {
    let is_short =
        |day: &str| (3..6).contains(&word.len()) && day.get(..word.len()).is_some_and(|d| d.eq_ignore_ascii_case(word));
    let at = WEEKDAYS.iter().position(|day| is_short(day))?;
    i8::try_from(at).ok()
}

/// "day", "days": the unit, and whether it is a plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    let word = word.to_ascii_lowercase();
    if word == "centuries" {
        return Some((Unit::Century, true));
    }
    let (one, is_plural) = match word.strip_suffix('s') {
        Some(one) => (one, true),
        None => (word.as_str(), false),
    };
    let unit = match one {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    };
    Some((unit, is_plural))
}

pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word.to_ascii_lowercase().as_str() {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

pub(super) fn part(word: &str) -> Option<Part> {
    Some(match word.to_ascii_lowercase().as_str() {
        "morning" => Part::Morning,
        "afternoon" => Part::Afternoon,
        "evening" => Part::Evening,
        "night" => Part::Night,
        _ => return None,
    })
}

/// 1 for "first" and "1st", up to "twenty-first".
pub(super) fn ordinal(word: &str) -> Option<i16> {
    #[rustfmt::skip]
    const ORDINALS: [&str; 20] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        "twentieth",
    ];
    let at = ORDINALS.iter().position(|name| name.eq_ignore_ascii_case(word))?;
    i16::try_from(at + 1).ok()
}

/// "early", "late", "mid".
pub(super) fn phase(word: &str) -> Option<Modifier> {
    Some(match word.to_ascii_lowercase().as_str() {
        "early" => Modifier::Start,
        "mid" => Modifier::Mid,
        "late" => Modifier::End,
        "earlier" => Modifier::Before,
        "later" => Modifier::After,
        _ => return None,
    })
}

/// "the beginning of".
pub(super) fn stretch(word: &str) -> Option<Modifier> {
    Some(match word.to_ascii_lowercase().as_str() {
        "beginning" | "start" | "outset" | "onset" => Modifier::Start,
        "middle" => Modifier::Mid,
        "end" | "close" => Modifier::End,
        _ => return None,
    })
}

/// Of a zone with one offset all year.
pub(super) fn zone(word: &str) -> Option<&'static str> {
    Some(match word {
        "GMT" | "UTC" => "Z",
        "BST" | "CET" => "+01:00",
        "CEST" | "EET" => "+02:00",
        "EEST" | "MSK" => "+03:00",
        "EST" | "CDT" => "-05:00",
        "EDT" => "-04:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        "JST" | "KST" => "+09:00",
        "AEST" => "+10:00",
        "AEDT" => "+11:00",
        // Places whose clock changes in summer, and a name of several zones.
        "ET" | "CT" | "MT" | "PT" | "IST" => "",
        _ => return None,
    })
}

/// Other words with which an expression begins, as they stand or with an "s".
#[rustfmt::skip]
pub(super) const OPENERS: [&str; 199] = [
    "full", "whole", "calendar", "number", "future", "time", "straight", "consecutive",
    "opening", "final", "closing", "a", "an", "the", "last", "past", "this", "that", "next", "coming", "current", "previous", "preceding",
    "following", "same", "these", "recent", "recently", "lately", "now", "nowadays", "currently", "presently",
    "today", "yesterday", "tomorrow", "tonight", "noon", "midday", "midnight", "in", "between", "from", "more",
    "well", "over", "less", "fewer", "under", "nearly", "almost", "just", "at", "no", "up", "not", "about", "around",
    "roughly", "approximately", "some", "early", "mid", "late", "earlier", "later", "beginning", "start", "outset",
    "end", "close", "middle", "very", "spring", "summer", "autumn", "fall", "winter", "morning", "afternoon",
    "evening", "night", "weekend", "second", "minute", "hour", "day", "week", "fortnight", "month", "quarter",
    "year", "decade", "century", "centurie", "several", "many", "few", "half", "couple", "zero", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "dozen", "hundred", "thousand", "million", "score", "twentie", "thirtie",
    "fortie", "fiftie", "sixtie", "seventie", "eightie", "ninetie", "first", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "hourly", "daily", "weekly", "fortnightly",
    "monthly", "quarterly", "yearly", "annually", "every", "each", "once", "twice", "fiscal", "fy", "q", "new",
    "christmas", "boxing", "valentine", "st", "bastille", "halloween", "guy", "remembrance", "armistice", "veterans",
    "thanksgiving", "memorial", "labor", "columbus", "martin", "election", "ash", "palm", "maundy", "good", "easter",
    "whit", "epiphany",
];
