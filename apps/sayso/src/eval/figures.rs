//! Figures against gold: a figure is found if its span is; its value, its unit and its qualifier are counted apart.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use sayso_core::wire::WireFigure;
use sayso_core::{Figure, Span};
use sayso_quote::score::Counts;
use serde::Deserialize;
use serde_json::Value;

use super::report::Line;

/// A content and its figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    category: String,
    text: String,
    figures: Vec<Figure>,
}

#[derive(Deserialize)]
struct CountedLine {
    category: String,
    text: String,
    figures: Vec<WireFigure>,
}

/// What is counted: the span alone, the span with one of the others, and everything.
const MEASURES: [&str; 5] = ["span", "value", "unit", "qualifier", "figure"];

/// A line of JSONL.
pub(super) fn parse(line: Value) -> anyhow::Result<Counted> {
    let line: CountedLine = serde_json::from_value(line).context("not the format of figures")?;
    let figure = |wire: &WireFigure| {
        let span = Span::of(&line.text, wire.span.start_byte..wire.span.end_byte)?;
        ensure!(span.slice(&line.text)? == wire.span.text, "`{}` does not stand where it should", wire.span.text);
        Ok(Figure { value: wire.value, unit: wire.unit.clone(), qualifier: wire.qualifier.clone(), span })
    };
    let figures = line.figures.iter().map(figure).collect::<anyhow::Result<_>>()?;
    Ok(Counted { category: line.category, text: line.text, figures })
}

/// One line a measure for all, and one for the figures of each category.
pub(super) fn lines(gold: &[Counted]) -> anyhow::Result<Vec<Line>> {
    let (mut all, mut categories) = ([Counts::default(); MEASURES.len()], BTreeMap::<&str, Counts>::new());
    for gold in gold {
        let counts = compare(gold)?;
        all.iter_mut().zip(counts).for_each(|(sum, counts)| *sum += counts);
        *categories.entry(&gold.category).or_default() += counts[MEASURES.len() - 1];
    }
    let measures = MEASURES.iter().zip(all).map(|(measure, counts)| Line::counted("all", measure, counts));
    Ok(measures.chain(categories.iter().map(|(part, counts)| Line::counted(part, "figure", *counts))).collect())
}

fn compare(gold: &Counted) -> anyhow::Result<[Counts; MEASURES.len()]> {
    let whole = Span::of(&gold.text, 0..gold.text.len())?;
    let found = sayso_resolve::figures(&gold.text, &whole.into());
    let mut right = [0; MEASURES.len()];
    for wanted in &gold.figures {
        let Some(found) = found.iter().find(|found| found.span == wanted.span) else { continue };
        // A third is not written with all its digits.
        let value = (found.value - wanted.value).abs() <= 1e-9 * wanted.value.abs();
        let (unit, qualifier) = (found.unit == wanted.unit, found.qualifier == wanted.qualifier);
        let agree = [true, value, unit, qualifier, value && unit && qualifier];
        right.iter_mut().zip(agree).for_each(|(sum, agrees)| *sum += usize::from(agrees));
    }
    Ok(right.map(|right| {
        let mut counts = Counts::default();
        counts.add(right, found.len(), gold.figures.len());
        counts
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn spans_and_what_they_say_are_counted_apart() {
        let check = |unit: &str, qualifier: &str, end: usize, expect: [Option<usize>; 5]| {
            let span = json!({"start_byte": 6, "end_byte": end, "text": &"about 40 boats"[6..end]});
            let figure = json!({"value": 40.0, "unit": unit, "qualifier": qualifier, "span": span});
            let gold = json!({"category": "counts", "text": "about 40 boats", "figures": [figure]});
            let lines = lines(&[parse(gold).unwrap()]).unwrap();
            assert_eq!(lines.iter().take(5).map(|line| line.right).collect::<Vec<_>>(), expect);
        };
        check("boats", "about", 8, [Some(1); 5]);
        check("men", "about", 8, [Some(1), Some(1), Some(0), Some(1), Some(0)]);
        check("boats", "some", 8, [Some(1), Some(1), Some(1), Some(0), Some(0)]);
        check("boats", "about", 14, [Some(0); 5]);
    }
}
