//! Numbers that are no figures: dates, times, ages, ordinals, names, scores.

use super::amount::{Amount, Kind};
use super::noun::{self, Counted};
use super::words::{MONTHS, PERIODS, Words, is_capitalised};

/// Nouns after which a number is a name, in capitals or not.
#[rustfmt::skip]
const NAMED: &[&str] = &[
    "page", "pages", "section", "sections", "article", "articles", "chapter", "paragraph", "para", "room", "gate", "route",
    "highway", "interstate", "flight", "channel", "number", "no", "nos", "phase", "category", "title", "rule", "grade",
    "version", "size", "age", "ages", "aged", "platform", "terminal", "zone", "district", "ward", "precinct", "apartment",
    "suite", "lot", "exhibit", "psalm", "verse", "volume", "season", "episode", "bus", "tram", "resolution", "amendment",
    "proposition", "directive", "regulation", "protocol", "annex", "schedule", "clause", "tier", "type", "reactor", "pier",
    "dock", "runway", "junction", "formula", "windows", "factor", "floor", "floors", "fortune", "ftse", "nasdaq", "nikkei",
    "forbes", "dax",
];
/// Nouns after which a number is one in capitals, or where nothing that is counted follows: "by that point 200 people".
#[rustfmt::skip]
const MAYBE_NAMED: &[&str] = &[
    "part", "line", "week", "block", "round", "stage", "act", "bill", "law", "decree", "order", "level", "model", "unit",
    "tower", "exit", "area", "camp", "day", "class", "division", "year", "years", "station", "point", "item", "count",
    "figure", "table",
];
/// Before four digits they say that it is a year.
const BEFORE_YEARS: &[&str] = &[
    "in", "since", "by", "until", "till", "during", "early", "late", "mid", "from", "after", "before", "of", "the",
    "through", "year", "circa", "between", "and", "to", "spring", "summer", "autumn", "fall", "winter", "back", "for",
    "on", "this", "a", "an", "its", "s",
];
/// What "one" stands before without counting.
#[rustfmt::skip]
const ONE_OF_IDIOMS: &[&str] = &[
    "thing", "day", "way", "side", "hand", "point", "reason", "another", "time", "step", "bit", "kind", "sort", "such",
    "can", "could", "must", "should", "may", "might", "would", "does", "has", "is", "was", "who", "that", "which", "by",
    "of", "or", "on", "in", "to", "another", "after", "example", "word", "moment", "final", "last", "more", "place",
    "voice", "night", "morning", "afternoon", "evening", "element", "aspect", "factor", "goal", "fact", "question", "matter",
];
const STREETS: &[&str] = &["street", "avenue", "road", "square", "drive", "lane", "boulevard", "place", "way", "plaza"];

/// Whether the words around a number say that it is none to count with, whatever follows it.
pub(super) fn is_no_figure(words: Words<'_>, amount: &Amount) -> bool {
    let (start, end) = (amount.start, amount.end);
    if matches!(amount.kind, Kind::Unit(_)) {
        // "G$7" is none, but neither is it news.
        return false;
    }
    is_part_of_name(words, amount)
        || is_divisor(words, start)
        || is_frequency(words, amount)
        || is_time(words, amount)
        || is_chain(words, start, end)
}

/// Whether a number is a date, a year or a time of day.
pub(super) fn is_time(words: Words<'_>, amount: &Amount) -> bool {
    is_date(words, amount.start, amount.end) || is_clock(words, amount.start, amount.end)
}

/// "I rang four times"; "14 times" was counted.
fn is_frequency(words: Words<'_>, amount: &Amount) -> bool {
    words.is(amount.end, &["times"]) && words.get(amount.start).is_some_and(|token| token.is_word())
}

/// "divides by two"
fn is_divisor(words: Words<'_>, start: usize) -> bool {
    words.was(start, 1, &["by"])
        && words.was(start, 2, &["divide", "divides", "divided", "dividing", "multiply", "multiplies", "multiplied"])
}

/// "COVID-19", "G7", "H.R. 1319", "#5", "Article 5", "the Group of Seven"
fn is_part_of_name(words: Words<'_>, amount: &Amount) -> bool {
    let start = amount.start;
    let Some(token) = words.get(start) else { return false };
    let before = words.text_before(start, 1);
    if words.is_glued(start) && words.before(start, 1).is_some_and(|token| token.is_word())
        || matches!(before, "#" | "⁄")
    {
        return true;
    }
    let behind_hyphen = start > 0 && words.is_hyphen(start - 1);
    if behind_hyphen && words.before(start, 2).is_some_and(|token| token.is_word()) {
        return !words.was(start, 2, &["magnitude"]);
    }
    if !token.is_number() {
        // "the number one issue"
        if words.was(start, 1, &["number"]) && words.is(start, &["one", "two", "three"]) {
            return true;
        }
        // "the Group of Seven", "Operation Five Rivers", but not where a sentence begins
        let is_name = is_capitalised(token.text) && !words.begins_sentence(start);
        let is_half = token.is("half") && is_no_half(words, start);
        // "time and a half"
        let is_rest = words.are(start, &["a", "half"]) && words.was(start, 1, &["and"]);
        return is_name || is_half || is_rest || token.is("zero");
    }
    let counts = || matches!(noun::counted(words, amount), Counted::Noun(..));
    let is_maybe = words.was(start, 1, MAYBE_NAMED) && (is_capitalised(before) || !counts());
    // "children below the age of 15", "S&P 500"
    let is_age = words.was(start, 1, &["of"]) && words.was(start, 2, &["age", "ages"]);
    let is_index = before == "P" && words.was(start, 2, &["&"]);
    if is_age
        || is_index
        || words.was(start, 1, NAMED)
        || is_maybe
        || before == "." && words.was(start, 2, &["no", "art", "sec", "res", "ch", "para", "p"])
    {
        return true;
    }
    before.len() > 2 && before.ends_with('.') && is_capitalised(before)
}

/// "the first half", "half-hour", "half brother"
fn is_no_half(words: Words<'_>, at: usize) -> bool {
    let is_ordinal =
        words.was(at, 1, &["first", "second", "other", "northern", "southern", "eastern", "western", "better"]);
    is_ordinal
        || words.is_hyphen(at + 1)
        || words.are(at + 1, &["an", "hour"])
        || words.is(at + 1, &["brother", "sister"])
}

/// "February 8", "8 February", "Feb. 8", "8th", "1990s", "in 2017", "the 2020 election"
fn is_date(words: Words<'_>, start: usize, end: usize) -> bool {
    let text = words.text(start);
    if end != start + 1 || !words.get(start).is_some_and(|token| token.is_number()) {
        return false;
    }
    if words.is_glued(end) && words.is(end, &["th", "st", "nd", "rd", "s"]) {
        return true;
    }
    // "May" alone is a verb often enough.
    let month = |at: usize| MONTHS.contains(&words.text(at));
    let month_before = start > 0 && month(start - 1) || start > 1 && words.text(start - 1) == "." && month(start - 2);
    if month_before || month(end) || words.is(end, &["of"]) && month(end + 1) {
        return true;
    }
    if !is_year(text) {
        return false;
    }
    let day =
        |at: usize| at > 1 && words.text(at - 1) == "," && words.before(at, 2).is_some_and(|token| token.is_number());
    let season = words.was(start, 1, BEFORE_YEARS) || day(start) && (month(start.max(3) - 3) || month(start - 2));
    season || start > 0 && words.is_hyphen(start - 1) && words.was(start, 2, &["mid", "pre", "post"])
}

/// Four digits of the last or the next centuries.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// "9:30", "5 p.m.", "0330 GMT", "5 o'clock"
fn is_clock(words: Words<'_>, start: usize, end: usize) -> bool {
    let colon = |at: usize| words.text(at) == ":" && words.is_glued(at) && words.is_glued(at + 1);
    let number = |at: usize| words.get(at).is_some_and(|token| token.is_number());
    let clock = |at: usize| colon(at) && number(at + 1);
    let after_clock = start > 1 && colon(start - 1) && number(start - 2);
    let marks = ["a.m.", "p.m.", "am", "pm", "GMT", "UTC", "EST", "EDT", "PST", "CET", "hrs", "noon", "midnight"];
    // "at five", but not "at five hospitals" or "put at five"
    let closed = words.get(end).is_none_or(|token| matches!(token.text, "," | "." | ";" | "”" | "\"" | "’"));
    let is_hour = words.get(start).is_some_and(|token| token.is_word()) && end == start + 1 && closed;
    if is_hour
        && words.was(start, 1, &["at"])
        && words.was(start, 2, &["us", "home", "him", "her", "them", "again", "up"])
    {
        return true;
    }
    clock(end)
        || after_clock
        || words.is(end, &marks)
        || words.is(end, &["o"]) && words.text(end + 1).starts_with(['\'', '’'])
}

/// "9/11", "24/7", "2016-03-14", "+1 202 555 0134", "(3)", "1."
fn is_chain(words: Words<'_>, start: usize, end: usize) -> bool {
    let number = |at: usize| words.get(at).is_some_and(|token| token.is_number());
    if !number(start) {
        return false;
    }
    // "6’2”"
    let foot = |at: usize| {
        matches!(words.text(at), "'" | "’" | "′") && words.is_glued(at) && number(at + 1) && words.is_glued(at + 1)
    };
    if foot(end) || start > 1 && number(start - 2) && foot(start - 1) {
        return true;
    }
    // "401(k)"
    if words.text(end) == "(" && words.is_glued(end) {
        return true;
    }
    let slash = |at: usize| words.text(at) == "/" && words.is_glued(at);
    if slash(end) && number(end + 1) || start > 1 && slash(start - 1) && number(start - 2) {
        return true;
    }
    let hyphen = |at: usize| words.is_hyphen(at) && number(at + 1);
    let date = hyphen(end) && hyphen(end + 2);
    let phone = words.text(start + 2).len() > 1 && words.text(start + 2).starts_with('0') && hyphen(end);
    let within = start > 1 && words.is_hyphen(start - 1) && number(start - 2);
    let row = number(end) && (number(end + 1) || start > 0 && number(start - 1))
        || number(start.max(2) - 1) && number(start.max(2) - 2) && start > 1;
    let bracketed = matches!(words.text_before(start, 1), "(" | "[") && matches!(words.text(end), ")" | "]");
    let item = start == 0 && matches!(words.text(end), "." | ")") && end < words.len() - 1;
    date || phone || within || row || bracketed || item
}

/// Whether a number that may count does not, seen by what stands behind it.
pub(super) fn is_no_count(words: Words<'_>, amount: &Amount, counted: &Counted) -> bool {
    let (start, end) = (amount.start, amount.end);
    match counted {
        Counted::Period | Counted::Description => return true,
        // "131 West 23rd Street", "asteroid 2014 RC"; "six figures" are no six
        Counted::Noun(_, _, noun) if matches!(noun.as_str(), "West" | "East" | "North" | "South" | "figures") => {
            return true;
        }
        Counted::Noun(_, _, noun)
            if is_year(words.text(start)) && noun.len() <= 3 && noun.chars().all(char::is_uppercase) =>
        {
            return true;
        }
        Counted::Noun(_, end, _) if words.is(end - 1, STREETS) && is_capitalised(words.text(end - 1)) => return true,
        Counted::Noun(..) | Counted::Them | Counted::Nothing => {}
    }
    let has_noun = matches!(counted, Counted::Noun(..));
    if !has_noun && is_start_of_period(words, end) {
        return true;
    }
    let is_digits = words.get(start).is_some_and(|token| token.is_number());
    if is_digits {
        return !has_noun
            && (is_odds(words, amount)
                || is_bare_name(words, amount)
                || is_age(words, amount)
                || is_hyphenated(words, amount));
    }
    match () {
        () if is_age_in_words(words, amount) && !has_noun => true,
        () if amount.kind == Kind::Share => is_no_part(words, amount, has_noun),
        () if words.is(start, &["one"]) && end == start + 1 => is_no_one(words, amount, counted),
        () if amount.vague.as_deref() == Some("scores") => !words.is(end, &["of", "more"]) && has_noun,
        // "the two sides" are two whom the reader knows already.
        () => {
            let is_definite = words.was(start, 1, &["the", "these", "those", "other"]);
            is_definite && words.is(start, &["two", "three"]) && end == start + 1
        }
    }
}

/// "under two"
fn is_age_in_words(words: Words<'_>, amount: &Amount) -> bool {
    let is_small = (1.0..100.0).contains(&amount.value) && amount.vague.is_none();
    is_small && words.was(amount.start, 1, &["under", "over", "turned", "aged"])
}

/// "a third suspect", "a quarter century", "a fifth was on the bench"
fn is_no_part(words: Words<'_>, amount: &Amount, has_noun: bool) -> bool {
    let (start, end) = (amount.start, amount.end);
    let is_part = words.is(end, &["of"]) || words.is(start, &["half"]) || !words.is(start, &["a", "an"]);
    !is_part && (has_noun || words.is(end, &["was", "is", "were", "said", "had", "has", "would", "will"]))
}

/// "one" that stands for somebody or for nothing: "no one", "the only one", "one another", "how one writes"
fn is_no_one(words: Words<'_>, amount: &Amount, counted: &Counted) -> bool {
    let (start, end) = (amount.start, amount.end);
    let others = ["no", "any", "every", "each", "the", "this", "that", "another", "which", "some", "either", "neither"];
    let stands_for = words.was(start, 1, &others)
        || words.was(start, 1, &["only", "really", "very"])
            && words.was(start, 2, &["the", "a", "his", "her", "my", "our"]);
    // "one helped", "one hardly knows"
    let is_word_alone = matches!(counted, Counted::Noun(_, noun_end, _) if *noun_end == end + 1);
    let is_verb = words.text(end).ends_with("ly") || words.text(end).ends_with("ed") && is_word_alone;
    let has_noun = matches!(counted, Counted::Noun(..));
    !has_noun || stands_for || is_verb || words.is(end, ONE_OF_IDIOMS) || matches!(words.text(end), "'" | "’" | "-")
}

/// "40 or 50 years", "two and a half hours"
fn is_start_of_period(words: Words<'_>, end: usize) -> bool {
    let joined = words.is(end, &["or", "to", "and"]) || words.is_hyphen(end);
    let next = joined.then(|| crate::numbers::number(words.from(end + 1))).flatten();
    next.is_some_and(|next| {
        let at = end + 1 + next.tokens;
        words.is(at, PERIODS) || words.is_hyphen(at) && words.is(at + 1, PERIODS)
    })
}

/// Digits with no noun behind them: a year, or what a name before it is numbered with.
fn is_bare_name(words: Words<'_>, amount: &Amount) -> bool {
    let text = words.text(amount.start);
    let scaled = amount.scale != 1.0 || text.contains(',');
    let after_name = words.before(amount.start, 1).is_some_and(|token| is_capitalised(token.text))
        && !words.begins_sentence(amount.start - 1);
    // "text 82623", "a 911 call", "his 757"
    let call = words.is(amount.end, &["call", "calls", "operator", "operators", "dispatcher", "dispatchers", "system"])
        || words.was(amount.start, 1, &["call", "called", "calling", "calls", "dial", "dialed", "dialled", "phoned"]);
    let is_code =
        text.len() > 4 || text == "911" && call || text.len() == 3 && text.starts_with('7') && text.ends_with('7');
    is_year(text) || (after_name || is_code) && !scaled && !text.contains('.')
}

/// "Mira Solan, 34, worked", "under 18"
fn is_age(words: Words<'_>, amount: &Amount) -> bool {
    let (start, end) = (amount.start, amount.end);
    if amount.value > 120.0 || amount.value.fract() != 0.0 {
        return false;
    }
    let closed = words.get(end).is_none_or(|token| matches!(token.text, "," | "." | ")" | ";" | "”" | "\""));
    let in_list = words.before(start, 2).is_some_and(|token| token.is_number());
    let was = words.was(start, 1, &["was", "is", "am"]) && words.was(start, 2, &["he", "she", "i", "who"])
        || words.was(start, 1, &["re", "m"]) && words.is_glued(start - 1);
    if was && (closed || words.is(end, &["when", "at", "and", "in"])) {
        return true;
    }
    let apposition = words.text_before(start, 1) == "," && closed && !in_list;
    apposition || words.was(start, 1, &["under", "over", "turn", "turned", "turns", "turning"]) && amount.value < 100.0
}

/// "3 to 1", "top 10"
fn is_odds(words: Words<'_>, amount: &Amount) -> bool {
    let (start, end) = (amount.start, amount.end);
    let one = words.is(end, &["to"]) && words.is(end + 1, &["1", "one"]);
    let of_one = amount.value == 1.0
        && words.was(start, 1, &["to"])
        && words.before(start, 2).is_some_and(|token| token.is_number());
    one || of_one || words.was(start, 1, &["top", "no", "nos", "game", "class"])
}

/// A score, a telephone number: digits, hyphen, digits, and no range.
fn is_hyphenated(words: Words<'_>, amount: &Amount) -> bool {
    words.is_hyphen(amount.end) && words.get(amount.end + 1).is_some_and(|token| token.is_number())
        || words.is(amount.end, PERIODS)
}
