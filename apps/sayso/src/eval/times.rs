//! Time expressions against gold: a span is right if its first and last byte are, a value if its span is too.

use anyhow::{Context, bail};
use sayso_quote::score::Counts;
use sayso_resolve::when::{AnchorDate, times};

use super::report::Line;

/// The first line of a table of times.
const HEADER: &str = "anchor\ttext";
/// In place of an anchor: the text has none.
const NO_ANCHOR: &str = "-";

/// A text whose time expressions are annotated.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dated {
    anchor: Option<AnchorDate>,
    text: String,
    /// First byte, byte after the last, value; and the modifier where the gold names one.
    times: Vec<Marked>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Marked {
    start: usize,
    end: usize,
    value: String,
    modifier: Option<String>,
}

/// Whether a line is the header of a table of times.
pub(super) fn is_header(line: &str) -> bool {
    line.trim_end() == HEADER
}

/// The texts of a table: anchor, tab, and a text in which `[late last month=2018-01;END]` marks an expression with its
/// value and modifier. Lines that begin with `#` are comments.
pub(super) fn parse(text: &str) -> anyhow::Result<Vec<Dated>> {
    rows(text, is_header, dated)
}

/// The rows of a table below its header, but for comments and empty lines; an error names the line.
pub(super) fn rows<T>(
    text: &str,
    is_header: fn(&str) -> bool,
    parse: fn(&str) -> anyhow::Result<T>,
) -> anyhow::Result<Vec<T>> {
    let lines = text.lines().enumerate().skip_while(|(_, line)| !is_header(line)).skip(1);
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(i, line)| parse(line).with_context(|| format!("line {}", i + 1))).collect()
}

fn dated(line: &str) -> anyhow::Result<Dated> {
    let (anchor, mut rest) = line.split_once('\t').context("no tab after the anchor")?;
    let anchor = if anchor == NO_ANCHOR { None } else { Some(anchor.parse::<AnchorDate>()?) };
    let (mut text, mut times) = (String::new(), Vec::new());
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').context("a mark is not closed")?;
        let Some((words, value)) = mark.rsplit_once('=') else { bail!("`{mark}` has no value") };
        let (value, modifier) = match value.split_once(';') {
            Some((value, modifier)) => (value, Some(modifier.to_owned())),
            None => (value, None),
        };
        let start = text.len();
        text.push_str(words);
        times.push(Marked { start, end: text.len(), value: value.to_owned(), modifier });
        rest = after;
    }
    text.push_str(rest);
    Ok(Dated { anchor, text, times })
}

/// What was counted over all texts.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    spans: Counts,
    values: Counts,
    /// Of the spans that were found.
    values_found: Counts,
    modifiers: Counts,
}

/// Spans; values of all that is wanted, and of what was found; modifiers where the gold names them.
pub(super) fn lines(gold: &[Dated]) -> Vec<Line> {
    let mut tally = Tally::default();
    gold.iter().for_each(|dated| count(dated, &mut tally));
    vec![
        Line::counted("all", "time span", tally.spans),
        Line::counted("all", "time value", tally.values),
        Line::counted("span found", "time value", tally.values_found),
        Line::counted("modified", "time modifier", tally.modifiers),
    ]
}

fn count(dated: &Dated, tally: &mut Tally) {
    let found = times(&dated.text, dated.anchor);
    let both = [&mut tally.spans, &mut tally.values];
    both.into_iter().for_each(|counts| counts.add(0, found.len(), dated.times.len()));
    for wanted in &dated.times {
        let same = found.iter().find(|time| time.span.range() == (wanted.start..wanted.end));
        let modifier = same.and_then(|time| time.modifier).map(|modifier| modifier.name());
        if let Some(expected) = &wanted.modifier {
            tally.modifiers.add(usize::from(modifier == Some(expected)), usize::from(modifier.is_some()), 1);
        }
        let Some(same) = same else { continue };
        let right = usize::from(same.value == wanted.value);
        tally.spans.add(1, 0, 0);
        tally.values.add(right, 0, 0);
        tally.values_found.add(right, 1, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(line: &str) -> anyhow::Result<Vec<Dated>> {
        parse(&format!("{HEADER}\n# a comment\n\n{line}\n"))
    }

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let found = table("2018-02-08\tÉva left [late last month=2018-01;END].").unwrap();
        assert_eq!(found[0].text, "Éva left late last month.");
        let marked = &found[0].times[0];
        assert_eq!((marked.start, marked.end), (10, 25));
        assert_eq!((marked.value.as_str(), marked.modifier.as_deref()), ("2018-01", Some("END")));
    }

    #[test]
    fn bad_lines_are_named() {
        let check = |line: &str, expect: &str| assert_eq!(format!("{:#}", table(line).unwrap_err()), expect);
        check("2018-02-08 It rained.", "line 4: no tab after the anchor");
        check("soon\tIt rained.", "line 4: a date is YYYY-MM-DD, YYYY-MM or YYYY");
        check("-\tIt rained [today.", "line 4: a mark is not closed");
        check("-\tIt rained [today].", "line 4: `today` has no value");
    }

    #[test]
    fn a_value_counts_where_its_span_is_right() {
        let check = |line: &str, expect: [usize; 4]| {
            let mut tally = Tally::default();
            count(&table(line).unwrap()[0], &mut tally);
            let Tally { spans, values, .. } = tally;
            assert_eq!([spans.right, spans.found, spans.gold, values.right], expect, "{line}");
        };
        check("2018-02-08\tIt rained on [Monday=2018-02-05].", [1, 1, 1, 1]);
        check("2018-02-08\tIt rained on [Monday=2018-02-06].", [1, 1, 1, 0]);
        check("2018-02-08\tIt rained [on Monday=2018-02-05].", [0, 1, 1, 0]);
        check("2018-02-08\tIt [rained=2018].", [0, 0, 1, 0]);
    }
}
