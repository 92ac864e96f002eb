//! How sure, or on which side of it, is a figure?

use super::Found;
use super::amount::{Amount, Kind};
use super::noun;
use super::words::Words;

/// Words before an amount, longest first, and what they are called.
#[rustfmt::skip]
const BEFORE: &[(&[&str], &str)] = &[
    (&["no", "more", "than"], "no more than"), (&["not", "more", "than"], "not more than"),
    (&["no", "fewer", "than"], "no fewer than"), (&["no", "less", "than"], "no less than"),
    (&["not", "less", "than"], "not less than"), (&["slightly", "more", "than"], "slightly more than"),
    (&["well", "more", "than"], "well more than"), (&["slightly", "less", "than"], "slightly less than"),
    (&["as", "many", "as"], "as many as"), (&["as", "much", "as"], "as much as"), (&["as", "few", "as"], "as few as"),
    (&["as", "little", "as"], "as little as"), (&["as", "high", "as"], "as high as"), (&["as", "low", "as"], "as low as"),
    (&["in", "excess", "of"], "in excess of"), (&["plus", "or", "minus"], "plus or minus"),
    (&["a", "maximum", "of"], "maximum of"), (&["a", "minimum", "of"], "minimum of"),
    (&["an", "average", "of"], "average of"), (&["estimated", "to", "be"], "estimated"),
    (&["somewhere", "around"], "around"), (&["a", "little", "over"], "a little over"),
    (&["at", "the", "most"], "at most"), (&["in", "the", "region", "of"], "in the region of"),
    (&["more", "than"], "more than"), (&["less", "than"], "less than"), (&["fewer", "than"], "fewer than"),
    (&["greater", "than"], "greater than"), (&["higher", "than"], "higher than"), (&["lower", "than"], "lower than"),
    (&["at", "least"], "at least"), (&["at", "most"], "at most"), (&["up", "to"], "up to"),
    (&["close", "to"], "close to"), (&["just", "over"], "just over"), (&["just", "under"], "just under"),
    (&["well", "over"], "well over"), (&["well", "under"], "well under"), (&["upwards", "of"], "upwards of"),
    (&["north", "of"], "north of"), (&["shy", "of"], "shy of"), (&["short", "of"], "short of"), (&["upward", "of"], "upward of"), (&["estimated", "at"], "estimated"), (&["just", "below"], "just below"),
    (&["just", "above"], "just above"), (&["just", "short", "of"], "just short of"), (&["just", "about"], "about"),
    (&["nearly"], "nearly"), (&["almost"], "almost"), (&["about"], "about"), (&["around"], "around"),
    (&["roughly"], "roughly"), (&["approximately"], "approximately"), (&["some"], "some"),
    (&["estimated"], "estimated"), (&["over"], "over"), (&["under"], "under"), (&["above"], "above"),
    (&["below"], "below"), (&["exceeds"], "exceeds"), (&["exceeded"], "exceeded"), (&["exceed"], "exceed"),
    (&["exceeding"], "exceeding"), (&["exactly"], "exactly"), (&["approx"], "approx"), (&["circa"], "circa"),
    (&["virtually"], "virtually"), (&["practically"], "practically"), (&["surpassed"], "surpassed"),
    (&["~"], "~"), (&[">"], ">"), (&["<"], "<"), (&["≥"], "≥"), (&["≤"], "≤"),
];
/// Words behind an amount or behind what it counts.
#[rustfmt::skip]
const BEHIND: &[(&[&str], &str)] = &[
    (&["or", "so"], "or so"), (&["or", "more"], "or more"), (&["or", "less"], "or less"), (&["or", "fewer"], "or fewer"),
    (&["at", "least"], "at least"), (&["at", "most"], "at most"), (&["at", "a", "minimum"], "at a minimum"),
    (&["+"], "+"), (&["plus"], "plus"), (&["-", "plus"], "plus"), (&["-", "odd"], "odd"), (&["-", "some"], "some"),
];
/// Before "over" they say that it belongs to them: "hand over three men", "the row over two islands".
#[rustfmt::skip]
const OVER_WITHOUT_COUNTING: &[&str] = &[
    "hand", "handed", "handing", "hands", "take", "took", "taken", "taking", "turn", "turned", "turning", "win", "won", "lead",
    "leads", "led", "row", "dispute", "disputes", "concern", "concerns", "concerned", "control", "victory", "war", "fight", "talks",
    "advantage", "edge", "fears", "anger", "flew", "flying", "fly", "power", "preside", "presides", "presided", "watch", "worried",
];
/// Between "from" and its "to", in tokens.
const NEAR: usize = 8;

/// The qualifier of an amount that stands alone.
pub(super) fn of(words: Words<'_>, amount: &Amount, before: &[Found]) -> Option<String> {
    let written = before_amount(words, amount.start).or_else(|| behind(words, amount));
    written.map(str::to_owned).or_else(|| change(words, amount, before)).or_else(|| amount.vague.clone())
}

/// The qualifier that ends where an amount begins.
pub(super) fn before_amount(words: Words<'_>, start: usize) -> Option<&'static str> {
    let stands = |phrase: &[&str]| start.checked_sub(phrase.len()).is_some_and(|at| words.are(at, phrase));
    // "a few hundred", "several dozen": the article and the word that nobody counted stand between.
    let found = BEFORE.iter().find(|(phrase, _)| stands(phrase)).map(|(_, name)| *name);
    // "adds up to": the sum is what it is.
    let adds = words.was(start, 3, &["add", "adds", "added", "adding", "way", "lives", "live", "lived"]);
    let particle = words.was(start, 2, OVER_WITHOUT_COUNTING);
    found.filter(|name| (*name != "up to" || !adds) && (*name != "over" || !particle))
}

fn behind(words: Words<'_>, amount: &Amount) -> Option<&'static str> {
    let noun = noun::counted(words, amount).end(amount);
    let stands = |(phrase, _): &&(&[&str], &str)| words.are(amount.end, phrase) || words.are(noun, phrase);
    BEHIND.iter().find(stands).map(|(_, name)| *name)
}

/// "from" and "to", where something goes from one figure to another.
fn change(words: Words<'_>, amount: &Amount, before: &[Found]) -> Option<String> {
    if words.was(amount.start, 1, &["from"]) {
        let ahead = amount.end..(amount.end + NEAR).min(words.len());
        let to = ahead.clone().find(|at| words.is(*at, &["to"]));
        let is_followed = to.is_some_and(|to| super::amount::amount(words, to + 1).is_some());
        // What is counted can also come from so many places; a sum or a rate can only be what it was.
        let is_rate = matches!(amount.kind, Kind::Unit(_));
        return (is_followed || is_rate).then(|| "from".to_owned());
    }
    let last = before.last()?;
    let is_near = amount.start.saturating_sub(last.amount.end) <= NEAR;
    let is_to = words.was(amount.start, 1, &["to"]) && last.qualifier.as_deref() == Some("from");
    (is_near && is_to).then(|| "to".to_owned())
}
