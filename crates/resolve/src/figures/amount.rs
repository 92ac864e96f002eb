//! How much do these words say, and of what, as far as the amount itself says it?

use super::words::{Words, is_capitalised, one_of};
use crate::numbers::{number, scale};

/// What an amount is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Of what the words around it say.
    Count,
    /// A part of one: of what the words around it say.
    Share,
    /// Of this: a currency, "%", "times".
    Unit(String),
}

/// A number with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// First token.
    pub(super) start: usize,
    /// Token after the last.
    pub(super) end: usize,
    pub(super) value: f64,
    pub(super) kind: Kind,
    /// What a scale word multiplied it with, else 1.
    pub(super) scale: f64,
    /// The word of a number that nobody counted: "dozens", "several".
    pub(super) vague: Option<String>,
}

/// Signs that stand before a sum; as they are written they are its unit.
const SIGNS: [&str; 8] = ["$", "£", "€", "¥", "₹", "₽", "₩", "₪"];
/// Letters that may stand before a dollar sign.
const DOLLARS: [&str; 9] = ["US", "U.S.", "A", "AU", "C", "CA", "NZ", "HK", "S"];
/// Letters that stand before a sum.
#[rustfmt::skip]
const CODES: [&str; 17] = [
    "Rs", "USD", "EUR", "GBP", "CAD", "AUD", "INR", "CHF", "JPY", "CNY", "RMB", "PKR", "NGN", "KES", "ZAR", "PHP", "SEK",
];
/// Words after a sum, and the sign that stands for the same, if any.
#[rustfmt::skip]
const CURRENCIES: [(&str, &str); 46] = [
    ("dollar", "$"), ("dollars", "$"), ("euro", "€"), ("euros", "€"), ("yen", "¥"), ("rupee", "Rs"), ("rupees", "Rs"),
    ("pounds", ""), ("pound", ""), ("yuan", ""), ("renminbi", ""), ("rubles", ""), ("roubles", ""), ("francs", ""),
    ("marks", ""), ("crowns", ""), ("kronor", ""), ("kroner", ""), ("pesos", ""), ("reais", ""), ("rand", ""),
    ("lira", ""), ("liras", ""), ("shekels", ""), ("dinars", ""), ("dirhams", ""), ("riyals", ""), ("rials", ""),
    ("baht", ""), ("zlotys", ""), ("forints", ""), ("lei", ""), ("leva", ""), ("hryvnias", ""), ("naira", ""),
    ("cedis", ""), ("shillings", ""), ("birr", ""), ("taka", ""), ("ringgit", ""), ("rupiah", ""), ("afghanis", ""),
    ("guilders", ""), ("cents", ""), ("pence", ""), ("tenge", ""),
];
/// Verbs and nouns that multiply.
#[rustfmt::skip]
const MULTIPLIES: [(&str, f64); 13] = [
    ("doubled", 2.0), ("doubling", 2.0), ("tripled", 3.0), ("tripling", 3.0), ("trebled", 3.0), ("quadrupled", 4.0),
    ("halved", 0.5), ("halving", 0.5), ("twofold", 2.0), ("threefold", 3.0), ("fourfold", 4.0), ("fivefold", 5.0),
    ("tenfold", 10.0),
];
/// Short scales behind a sum: "£3.5m".
const SHORT_SCALES: [(&str, f64); 6] = [("k", 1e3), ("m", 1e6), ("b", 1e9), ("tr", 1e12), ("mln", 1e6), ("bln", 1e9)];
/// Before "hundred" or "dozen" they say that nobody counted.
const SEVERAL: [&str; 4] = ["several", "few", "many", "couple"];

/// The amount with which the tokens from `at` on begin.
pub(super) fn amount(words: Words<'_>, at: usize) -> Option<Amount> {
    sum(words, at).or_else(|| multiple(words, at)).or_else(|| plain(words, at))
}

/// "$400 million", "US$12bn", "Rs 500 crore".
fn sum(words: Words<'_>, at: usize) -> Option<Amount> {
    let text = words.text(at);
    let (unit, first) = if SIGNS.contains(&text) {
        (text.to_owned(), at + 1)
    } else if DOLLARS.contains(&text) && words.text(at + 1) == "$" && words.is_glued(at + 1) {
        (format!("{}$", text.replace('.', "")), at + 2)
    } else if CODES.contains(&text) {
        (if text == "INR" { "Rs" } else { text }.to_owned(), at + 1 + usize::from(words.text(at + 1) == "."))
    } else {
        return None;
    };
    if !words.get(first)?.is_number() {
        return None;
    }
    let number = number(words.from(first))?;
    let mut amount = Amount {
        start: at,
        end: first + number.tokens,
        value: number.value,
        kind: Kind::Unit(unit),
        scale: number.scale,
        vague: None,
    };
    let short = SHORT_SCALES.iter().find(|(name, _)| words.is(amount.end, &[name]) && words.is_glued(amount.end));
    if let Some((_, scale)) = short {
        amount.value *= scale;
        amount.scale = *scale;
        amount.end += 1;
    }
    Some(amount)
}

/// Behind "four times" they say that something is so much more.
const COMPARED: &[&str] = &[
    "lower", "greater", "bigger", "faster", "less", "smaller", "worse", "longer", "likelier", "stronger", "above",
    "over", "this", "those", "last", "our", "average", "normal", "richer", "poorer", "cheaper", "costlier",
];
/// Before "four times" they say so, too.
const RISES: &[&str] = &[
    "rose",
    "risen",
    "grew",
    "grown",
    "increased",
    "increase",
    "multiplied",
    "up",
    "rise",
    "jumped",
    "climbed",
    "gained",
];

/// "doubled", "twice the rate", "11 times the limit".
fn multiple(words: Words<'_>, at: usize) -> Option<Amount> {
    let times = |end: usize, value: f64| {
        Some(Amount { start: at, end, value, kind: Kind::Unit("times".to_owned()), scale: 1.0, vague: None })
    };
    let text = words.text(at);
    // "doubled down"
    let is_said_so = words.is(at + 1, &["down"]) || words.is_hyphen(at + 1);
    if let Some((_, value)) = MULTIPLIES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name) && !is_said_so) {
        return times(at + 1, *value);
    }
    let compares = |at| words.is(at, &["as", "the", "that", "what", "its", "their", "his", "more", "higher", "larger"]);
    if compares(at + 1) {
        match text.to_lowercase().as_str() {
            "twice" | "double" => return times(at + 1, 2.0),
            "triple" => return times(at + 1, 3.0),
            _ => {}
        }
    }
    // Looked for first: a number costs more to read than to skip.
    (at..at + 8).find(|at| words.is(*at, &["times"]))?;
    let number = number(words.from(at)).filter(|number| !number.is_vague)?;
    let end = at + number.tokens;
    let is_rise = (1..=4).any(|back| words.was(at, back, RISES));
    let is_multiple = words.is(end, &["times"]) && (is_rise || compares(end + 1) || words.is(end + 1, COMPARED));
    if is_multiple { times(end + 1, number.value) } else { None }
}

/// A number with "percent" or a currency behind it, or with nothing.
fn plain(words: Words<'_>, at: usize) -> Option<Amount> {
    let token = words.get(at)?;
    let mut amount = match number(words.from(at)) {
        Some(number) => Amount {
            start: at,
            end: at + number.tokens,
            value: number.value,
            kind: Kind::Count,
            scale: number.scale,
            vague: number.is_vague.then(|| vague_words(words, at, number.tokens)),
        },
        None => uncounted(words, at)?,
    };
    // "millions and millions"
    if amount.vague.is_some() && words.is(amount.end, &["and"]) && words.is(amount.end + 1, &[token.text]) {
        amount.end += 2;
    }
    // "50K"
    if words.text(amount.end) == "K" && words.is_glued(amount.end) && token.is_number() {
        amount = Amount { end: amount.end + 1, value: amount.value * 1e3, scale: 1e3, ..amount };
    }
    if token.is_number() && super::noun::is_million(words, amount.end) {
        amount = Amount { end: amount.end + 1, value: amount.value * 1e6, scale: 1e6, ..amount };
    }
    if let Some(share) = share(words, &amount) {
        return Some(share);
    }
    if amount.value < 1.0 && !token.is_number() {
        amount.kind = Kind::Share;
    }
    if let Some((end, unit)) = unit_behind(words, &amount) {
        amount.end = end;
        amount.kind = Kind::Unit(unit);
    }
    Some(amount)
}

/// "several hundred", "a few dozen", "billion-dollar": a scale without a number.
fn uncounted(words: Words<'_>, at: usize) -> Option<Amount> {
    let value = scale(words.get(at)?).filter(|_| !words.is(at, &["score"]))?;
    let back = if words.was(at, 1, &["of"]) { 2 } else { 1 };
    let several = words.before(at, back).filter(|token| one_of(token.text, &SEVERAL));
    let is_sum =
        words.is_hyphen(at + 1) && words.is(at + 2, &["dollar", "euro", "pound"]) && !words.is_hyphen(at.max(1) - 1);
    if several.is_none() && !is_sum {
        return None;
    }
    let vague = several.map(|token| token.text.to_lowercase());
    Some(Amount { start: at, end: at + 1, value, kind: Kind::Count, scale: value, vague })
}

fn vague_words(words: Words<'_>, at: usize, count: usize) -> String {
    let words: Vec<String> = words.from(at).iter().take(count).map(|token| token.text.to_lowercase()).collect();
    words.join(" ")
}

/// "one in five", "eight out of ten": the part that the first number is of the second.
fn share(words: Words<'_>, amount: &Amount) -> Option<Amount> {
    let between = [&["out", "of", "every"][..], &["out", "of"], &["in", "every"], &["in"]];
    let between = between.into_iter().find(|between| words.are(amount.end, between))?;
    let start = amount.end + between.len();
    let whole = number(words.from(start)).filter(|number| !number.is_vague)?;
    let end = start + whole.tokens;
    let is_part = amount.value.fract() == 0.0 && amount.value < whole.value && whole.value <= 1000.0;
    let is_period = words.is(end, super::words::PERIODS);
    let value = amount.value / whole.value;
    (is_part && !is_period).then(|| Amount { end, value, kind: Kind::Share, ..amount.clone() })
}

/// The sign of a currency that is written out, if it has one.
pub(super) fn sign(word: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(name, sign)| word.eq_ignore_ascii_case(name) && !sign.is_empty()).map(|(_, sign)| *sign)
}

/// Where the percent sign or currency behind an amount ends, and what it is.
fn unit_behind(words: Words<'_>, amount: &Amount) -> Option<(usize, String)> {
    let at = amount.end + usize::from(words.is_hyphen(amount.end));
    let percent = if words.is(at, &["percent", "%", "pct"]) {
        Some(at + 1)
    } else if words.are(at, &["per", "cent"]) {
        Some(at + 2)
    } else {
        words.is(at, &["percentage"]).then_some(at)
    };
    if let Some(end) = percent {
        let points = words.is(end, &["percentage"]) && words.is(end + 1, &["points", "point"]);
        let is_points = points || words.is(end, &["point", "points"]);
        return match (is_points, points) {
            (true, _) => Some((end + 1 + usize::from(points), "percentage points".to_owned())),
            (false, _) => (end > at).then(|| (end, "%".to_owned())),
        };
    }
    let currency = |at: usize| CURRENCIES.iter().find(|(name, _)| words.is(at, &[name]));
    let nationality = is_capitalised(words.text(at)) && !words.is_hyphen(amount.end);
    match (currency(at), currency(at + 1).filter(|_| nationality)) {
        (Some((name, sign)), _) => {
            Some((at + 1, if sign.is_empty() { (*name).to_owned() } else { (*sign).to_owned() }))
        }
        (None, Some((name, sign))) => {
            let letters = words.text(at);
            let is_american = one_of(letters, &["US", "U.S.", "American"]) && *sign == "$";
            Some((at + 2, if is_american { "US$".to_owned() } else { format!("{letters} {name}") }))
        }
        (None, None) if CODES.contains(&words.text(at)) => Some((at + 1, words.text(at).to_owned())),
        (None, None) => None,
    }
}
