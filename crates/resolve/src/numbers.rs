//! Which number do these words write?

use crate::tokens::Token;

/// A number in a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// How many tokens write it.
    pub(crate) tokens: usize,
    /// Its value; of "dozens", that of one.
    pub(crate) value: f64,
    /// Whether it is a plural without a count: "dozens", "thousands".
    pub(crate) is_vague: bool,
    /// What a scale behind the number multiplied it with: of "3 million", a million. Else 1.
    pub(crate) scale: f64,
}

impl Number {
    fn of(tokens: usize, value: f64) -> Number {
        Number { tokens, value, is_vague: false, scale: 1.0 }
    }
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Numbers that multiply the one before them.
const SCALES: [(&str, f64); 12] = [
    ("dozen", 12.0),
    ("score", 20.0),
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("mn", 1e6),
    ("bn", 1e9),
    ("tn", 1e12),
];
/// Parts of one, singular.
const PARTS: [(&str, f64); 10] = [
    ("half", 2.0),
    ("third", 3.0),
    ("quarter", 4.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
];

/// The number with which `tokens` begin, the longest: "10,000", "3.5 million", "twenty-three", "two hundred and five",
/// "a dozen", "dozens", "two thirds", "half". Ordinals are no numbers, and neither are years told from others.
pub(crate) fn number(tokens: &[Token<'_>]) -> Option<Number> {
    let (first, rest) = tokens.split_first()?;
    // Digits are the most of all numbers, and none of the words below.
    let word = Some(first).filter(|first| !first.is_number());
    if let Some((_, value)) = word.and_then(vague) {
        let hyphenless = rest.first().filter(|next| next.is("of"));
        // "hundreds of thousands", "tens of millions"
        let further = hyphenless.and_then(|_| vague(rest.get(1)?));
        return Some(match further {
            Some((_, further)) => Number { is_vague: true, ..Number::of(3, value * further) },
            None => Number { is_vague: true, ..Number::of(1, value) },
        });
    }
    if let Some(parts) = PARTS.iter().find(|(name, _)| *name == "half" && first.is(name)) {
        // "half a million", "half a dozen"
        let scale = tokens.get(2).filter(|_| rest[0].is("a")).and_then(scale);
        return Some(scale.map_or(Number::of(1, 1.0 / parts.1), |scale| Number::of(3, scale / parts.1)));
    }
    let (mut used, mut value) = if first.is("a") || first.is("an") {
        let next = rest.first()?;
        let part = PARTS.iter().find(|(name, _)| next.is(name));
        // "a score of 10" is no number of things.
        match (scale(next).filter(|_| !next.is("score")), part) {
            // "a hundred and fifty"
            (Some(100.0), _) => hundred_and(&tokens[2..]),
            (Some(scale), _) => (2, scale),
            (None, Some((_, part))) => return Some(Number::of(2, 1.0 / part)),
            (None, None) => return None,
        }
    } else if first.is_number() {
        (1, digits(first.text)?)
    } else {
        written(tokens)?
    };
    // "two thirds", "three-quarters"
    let after_hyphen = usize::from(tokens.get(used).is_some_and(|token| token.text == "-"));
    let part = tokens.get(used + after_hyphen).and_then(|token| {
        let name = token.text.strip_suffix('s').unwrap_or(token.text);
        PARTS.iter().find(|(part, _)| *part != "half" && name.eq_ignore_ascii_case(part))
    });
    if let Some((_, part)) = part.filter(|(_, part)| value < *part && value.fract() == 0.0) {
        return Some(Number::of(used + after_hyphen + 1, value / part));
    }
    // "two and a half million"
    let half = ["and", "a", "half"];
    if half.iter().enumerate().all(|(i, word)| tokens.get(used + i).is_some_and(|token| token.is(word))) {
        value += 0.5;
        used += half.len();
    }
    let bare = value;
    // "5-million"
    let is_glued = |at: usize| tokens.get(at).is_some_and(|hyphen| hyphen.text == "-");
    if is_glued(used) && tokens.get(used + 1).and_then(scale).is_some() {
        used += 1;
    }
    // "3.5 million", "10 dozen", "1.2bn"
    while let Some((_, scale)) = tokens.get(used).and_then(|token| SCALES.iter().find(|(name, _)| token.is(name))) {
        let is_short = tokens[used].text.len() == 2;
        if is_short && tokens[used - 1].end() != tokens[used].start && !first.is_number() {
            break;
        }
        value *= scale;
        used += 1;
    }
    // "eight thousand" has it among its words.
    let written = tokens.get(used - 1).and_then(scale).unwrap_or(1.0);
    Some(Number { scale: if value > bare && bare > 0.0 { value / bare } else { written }, ..Number::of(used, value) })
}

/// The value of a scale in full: of "million", not of "mn".
pub(crate) fn scale(token: &Token<'_>) -> Option<f64> {
    SCALES.iter().find(|(name, _)| token.is(name) && name.len() > 2).map(|(_, value)| *value)
}

/// How many tokens "a hundred" takes with what follows it, and the value.
fn hundred_and(rest: &[Token<'_>]) -> (usize, f64) {
    let below = rest.first().filter(|and| and.is("and")).and_then(|_| written(&rest[1..]));
    below.filter(|(_, value)| *value < 100.0).map_or((2, 100.0), |(tokens, value)| (3 + tokens, 100.0 + value))
}

/// A plural scale, with its value.
fn vague<'a>(token: &Token<'a>) -> Option<(&'a str, f64)> {
    let name = token.text.strip_suffix(['s', 'S'])?;
    let scale = SCALES.iter().find(|(scale, _)| scale.len() > 2 && name.eq_ignore_ascii_case(scale));
    let tens = name.eq_ignore_ascii_case("ten").then_some(10.0);
    scale.filter(|(scale, _)| *scale != "score" || name.len() == 5).map(|(_, value)| *value).or(tens).map(|v| (name, v))
}

/// "10,000", "3.5"; none where commas do not part thousands.
fn digits(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.contains(['.', ',']) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    if whole.contains(',') && (first.len() > 3 || !groups.all(|group| group.len() == 3)) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// A number in letters and how many tokens it takes: "twenty-three", "two hundred and five thousand".
fn written(tokens: &[Token<'_>]) -> Option<(usize, f64)> {
    let (mut total, mut group, mut used) = (0.0, 0.0, 0);
    let mut at = 0;
    let mut room = f64::INFINITY;
    while let Some(token) = tokens.get(at) {
        let name = token.text;
        let one = ONES.iter().position(|word| token.is(word)).map(|value| value as f64);
        let ten = TENS.iter().position(|word| token.is(word)).map(|value| 10.0 * (value as f64 + 2.0));
        let scale = SCALES.iter().find(|(word, value)| token.is(word) && name.len() > 2 && *value >= 100.0);
        if let Some(value) = one.or(ten).filter(|value| *value < room) {
            group += value;
            // After "twenty" a digit may follow, after "five" none; after "hundred" any below it.
            room = if ten.is_some() { 10.0 } else { 0.0 };
        } else if let Some((_, scale)) = scale.filter(|_| used > 0 && group > 0.0) {
            if *scale == 100.0 {
                group *= 100.0;
                room = 100.0;
            } else {
                total += group * scale;
                group = 0.0;
                room = *scale;
            }
        } else if used > 0 && (name == "-" || token.is("and")) && room > 0.0 {
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        used = at;
    }
    (used > 0).then_some((used, total + group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    #[track_caller]
    fn check(text: &str, expect: Option<(&str, f64)>) {
        let tokens = tokens(text);
        let found = number(&tokens);
        let found = found.map(|number| (&text[..tokens[number.tokens - 1].end()], number.value));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn digits_are_numbers() {
        check("10,000 members", Some(("10,000", 10_000.0)));
        check("3.5 million euros", Some(("3.5 million", 3.5e6)));
        check("1.2bn euros", Some(("1.2bn", 1.2e9)));
        check("19 people", Some(("19", 19.0)));
        check("1,2 and 7", None);
        check("3.5.7", None);
    }

    #[test]
    fn words_are_numbers() {
        check("four Daesh fighters", Some(("four", 4.0)));
        check("twenty-three boats", Some(("twenty-three", 23.0)));
        check("two hundred and five boats", Some(("two hundred and five", 205.0)));
        check("two hundred thousand boats", Some(("two hundred thousand", 200_000.0)));
        check("one million two hundred thousand", Some(("one million two hundred thousand", 1.2e6)));
        check("two and three", Some(("two", 2.0)));
        check("twenty and three", Some(("twenty and three", 23.0)));
        check("a hundred and fifty boats", Some(("a hundred and fifty", 150.0)));
        check("a hundred and one thousand", Some(("a hundred", 100.0)));
        check("two and a half million boats", Some(("two and a half million", 2.5e6)));
        check("half a million boats", Some(("half a million", 5e5)));
        check("500 crore", Some(("500 crore", 5e9)));
        check("a dozen boats", Some(("a dozen", 12.0)));
        check("two dozen boats", Some(("two dozen", 24.0)));
        check("a boat", None);
        check("boats", None);
    }

    #[test]
    fn parts_and_vague_numbers() {
        check("two thirds of them", Some(("two thirds", 2.0 / 3.0)));
        check("three-quarters of them", Some(("three-quarters", 0.75)));
        check("a third of them", Some(("a third", 1.0 / 3.0)));
        check("half of them", Some(("half", 0.5)));
        check("dozens of boats", Some(("dozens", 12.0)));
        check("hundreds of thousands of boats", Some(("hundreds of thousands", 1e5)));
        check("tens of thousands", Some(("tens of thousands", 1e4)));
    }
}
