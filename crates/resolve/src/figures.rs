//! Which counts, sums, shares and measures does a content hold?
//!
//! A figure's span is its number, with a scale word, a currency, a percent sign where it has them. What is counted is
//! the noun phrase up to its head, in the text's words ("American troops"); a sum of money has its currency, with the
//! sign where there is one ("$", "€", "crowns"), a share in hundredths "%". The qualifier is as written, in small letters
//! and without an article ("more than", "estimated"). A range gives two figures, both "between", or "from" and "to";
//! of a number that nobody counted ("dozens") the value is that of one and the qualifier the word.
//!
//! No figures are dates, years, times of day, spans of time, ages, ordinals, scores of games and names with numbers.

mod words;
mod amount;
mod noun;
mod grammar;
mod qualifier;
mod other;
mod pair;
mod context;

pub use context::{document_figures, fill_units};

use sayso_core::{Figure, Span, Spans};

use crate::tokens::tokens;
use amount::{Amount, Kind, amount};
use words::Words;

/// Beyond it no newspaper counts, and sums lose their last digits.
const LARGEST: f64 = 1e18;

/// The figures in these pieces of a text, in text order.
pub fn figures(text: &str, pieces: &Spans) -> Vec<Figure> {
    let mut out = Vec::new();
    for piece in pieces.pieces() {
        let Ok(words) = piece.slice(text) else { continue };
        let tokens = tokens(words);
        let found = found(Words(&tokens));
        out.extend(found.iter().filter_map(|found| figure(found, &tokens, words, piece.start())));
    }
    out
}

/// A figure in the making: token numbers instead of bytes.
#[derive(Debug, Clone)]
struct Found {
    amount: Amount,
    unit: Option<String>,
    qualifier: Option<String>,
}

fn figure(found: &Found, tokens: &[crate::tokens::Token<'_>], words: &str, offset: usize) -> Option<Figure> {
    let (first, last) = (tokens.get(found.amount.start)?, tokens.get(found.amount.end.checked_sub(1)?)?);
    words.get(first.start..last.end())?;
    let span = Span::new(offset + first.start..offset + last.end()).ok()?;
    let Found { amount, unit, qualifier } = found;
    Some(Figure { value: amount.value, unit: unit.clone(), qualifier: qualifier.clone(), span })
}

fn found(words: Words<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(first) = amount(words, at) else {
            at += 1;
            continue;
        };
        at = first.end;
        if first.value > LARGEST {
            continue;
        }
        if other::is_no_figure(words, &first) {
            at = pair::end_of_joined(words, &first);
            continue;
        }
        if let Some(second) = pair::second(words, &first) {
            at = second.amount.end;
            if second.amount.value <= LARGEST {
                out.extend(pair::figures(words, first, second, &out));
            }
            continue;
        }
        out.extend(single(words, first, &out));
    }
    out
}

/// The figure of an amount that stands alone.
fn single(words: Words<'_>, amount: Amount, before: &[Found]) -> Option<Found> {
    let unit = match &amount.kind {
        Kind::Unit(unit) => Some(unit.clone()),
        Kind::Count | Kind::Share => {
            let counted = noun::counted(words, &amount);
            if other::is_no_count(words, &amount, &counted) {
                return None;
            }
            let unit = counted.unit().or_else(|| noun::understood(words, &amount, before));
            // "hundreds of thousands of dollars"
            unit.map(|unit| amount::sign(&unit).map_or(unit, str::to_owned))
        }
    };
    let qualifier = qualifier::of(words, &amount, before);
    Some(Found { amount, unit, qualifier })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each figure as `value unit qualifier "words"`, with `-` for what it has not.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let whole = Span::of(text, 0..text.len()).unwrap();
        let found = figures(text, &whole.into());
        let shown: Vec<String> = found
            .iter()
            .map(|Figure { value, unit, qualifier, span }| {
                let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
                format!("{value} {}, {} `{}`", part(unit), part(qualifier), &text[span.range()])
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn counts_have_what_is_counted() {
        check("an estimated 10,000 members of the group", &["10000 members, estimated `10,000`"]);
        check(
            "almost 60 people died and hundreds got injured",
            &["60 people, almost `60`", "100 people, hundreds `hundreds`"],
        );
        check(
            "the deaths of at least 19 people, with over 50 injuries reported",
            &["19 people, at least `19`", "50 injuries, over `50`"],
        );
        check("SORLE (NHA) - Forty-four people died", &["44 people, - `Forty-four`"]);
        check("the number of militants exceeds 10,000", &["10000 militants, exceeds `10,000`"]);
    }

    #[test]
    fn sums_and_shares_have_a_unit_of_their_own() {
        check(
            "Rs 500 crore, US$12bn and 80,000 euros",
            &["5000000000 Rs, - `Rs 500 crore`", "12000000000 US$, - `US$12bn`", "80000 €, - `80,000 euros`"],
        );
        check("hundreds of thousands of dollars", &["100000 $, hundreds of thousands `hundreds of thousands`"]);
        check("two thirds of voters", &["0.6666666666666666 voters, - `two thirds`"]);
        check("one in five children", &["0.2 children, - `one in five`"]);
        check("prices have more than doubled", &["2 times, more than `doubled`"]);
        check("he doubled down", &[]);
        check("I rang the company four times", &[]);
        check("grew four times as fast", &["4 times, - `four times`"]);
    }

    #[test]
    fn ranges_changes_and_sides_are_two_figures() {
        check("between 40 and 60 boats", &["40 boats, between `40`", "60 boats, between `60`"]);
        check("5-10 boats", &["5 boats, from `5`", "10 boats, to `10`"]);
        check("seven or eight thousand boats", &["7000 boats, from `seven`", "8000 boats, to `eight thousand`"]);
        check("$3-5 billion", &["3000000000 $, from `$3`", "5000000000 $, to `5 billion`"]);
        check("by 45 to 40 percent", &["45 %, - `45`", "40 %, - `40 percent`"]);
        check("voted 219-212 to adjourn", &["219 votes, - `219`", "212 votes, - `212`"]);
        check("up 1.3 percent to $191 million", &["1.3 %, - `1.3 percent`", "191000000 $, - `$191 million`"]);
        check("they won 2-1", &[]);
        check("40 or 50 years ago", &[]);
    }

    #[test]
    fn numbers_that_do_not_count_are_no_figures() {
        for text in [
            "in 2017, on February 8 and in the 1990s",
            "at 9:30 p.m. or 0330 GMT",
            "a 35-year-old, Ilse Varga, 34, and her son, who was 5",
            "Boeing 737, Article 5, G7, COVID-19, the Group of Seven",
            "one of them, no one, the only one, one another",
            "for two decades, ten minutes and 24 hours",
            "the 14th and the 2nd",
            "555-0134, 9/11, 24/7, 2016-03-14",
            "voters ages 18 to 39, between 2015 and 2017, Articles 5 and 6",
            "how one writes a brief in a 1977 decision on a 401(k)",
            "the two sides",
            "a two-state solution and a four-star general",
            "the first half",
            "handed over to the 911 operator",
            "the minister was with us at five",
            "children below the age of 15, between the ages of 17 and 20",
            "floors 25 and 26, floors 20 through 44",
            "the number one issue of Fortune 500 companies",
            "in front of 131 West 23rd Street, asteroid 2014 RC",
            "a net worth in the high eight figures",
            "he counts cooking fires and divides by two",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_has_or_follows_the_counted_is_not_counted() {
        check("half of the country's nurses", &["0.5 nurses, - `half`"]);
        check("if one load gets through", &["1 load, - `one`"]);
        check("thousands of “missing” emails", &["1000 “missing” emails, thousands `thousands`"]);
        check("23 of the 53 wounded", &["23 people, - `23`", "53 people, - `53`"]);
        check("“one grievance”", &["1 grievance, - `one`"]);
        check("“thousands” of boats", &["1000 boats, thousands `thousands`"]);
        check("five of the past six elections", &["5 elections, - `five`", "6 elections, - `six`"]);
        check("millions and millions of dollars", &["1000000 $, millions `millions and millions`"]);
        check("1.3m people on 14,000 sq km", &["1300000 people, - `1.3m`", "14000 sq km, - `14,000`"]);
        check("500 Covid-19 deaths", &["500 Covid-19 deaths, - `500`"]);
        check("a 20,000-strong army", &["20000 -, - `20,000`"]);
        check("while one blew himself up", &[]);
        check("by that point 200 people had died", &["200 people, - `200`"]);
        check("around 2000 people", &["2000 people, around `2000`"]);
        check("one man's death", &["1 man, - `one`"]);
        check("9,000 litres rests on this", &["9000 litres, - `9,000`"]);
        check("four United Nations peacekeepers", &["4 United Nations peacekeepers, - `four`"]);
        check("two or more people", &["2 people, or more `two`"]);
        check("to hand over three men", &["3 men, - `three`"]);
    }

    #[test]
    fn those_who_act_are_people() {
        check("more than 10,000 fled", &["10000 people, more than `10,000`"]);
        check("police put the crowd at 40,000", &["40000 people, - `40,000`"]);
        check("a crowd of 300 gathered", &["300 people, - `300`"]);
        check("about 300 protested outside", &["300 people, about `300`"]);
        check("some 2,000 had taken part", &["2000 people, some `2,000`"]);
    }

    #[test]
    fn pieces_keep_their_offsets() {
        let text = "“Two boats,” she said, “and nine men.”";
        let spans = [(0, text.find(" she").unwrap()), (text.find("“and").unwrap(), text.len())];
        let spans = spans.map(|(start, end)| Span::of(text, start..end).unwrap());
        let found = figures(text, &Spans::new(spans.to_vec()).unwrap());
        let words: Vec<&str> = found.iter().map(|figure| &text[figure.span.range()]).collect();
        assert_eq!(words, ["Two", "nine"]);
    }

    #[test]
    fn endless_numbers_are_no_figures() {
        check(&format!("{} boats", "9".repeat(400)), &[]);
        check(&format!("5 {}", "million ".repeat(90)), &[]);
    }
}
