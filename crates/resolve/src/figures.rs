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
mod qualifier;
mod other;
mod pair;

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
        if first.value > LARGEST || other::is_no_figure(words, &first) {
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
        check("the number of militants exceeds 10,000", &["10000 militants, exceeds `10,000`"]);
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
