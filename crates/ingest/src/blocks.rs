//! Paragraphs of a plain text.

use sayso_core::Span;

/// Lines of hard-wrapped text are about as long as a terminal is wide.
const WRAPPED_LINE: std::ops::RangeInclusive<usize> = 45..=100;

/// The paragraphs of `text` and the lines that stand alone, without the white space around them, in order.
///
/// A line is a paragraph, as in every page saved as text; but where a text is wrapped by hand (paragraphs set apart by
/// empty lines, their lines all but the last of about one terminal's width), the lines up to the next empty line are one.
pub fn blocks(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut run: Vec<Span> = Vec::new();
    for line in lines(text) {
        match line {
            Some(span) => run.push(span),
            None => flush(text, &mut run, &mut out),
        }
    }
    flush(text, &mut run, &mut out);
    out
}

/// Takes a run of lines that no empty line parts: one block if it is wrapped, else a block a line.
fn flush(text: &str, run: &mut Vec<Span>, out: &mut Vec<Span>) {
    if is_wrapped(text, run) {
        out.push(run[0].cover(run[run.len() - 1]));
        run.clear();
    } else {
        out.append(run);
    }
}

fn is_wrapped(text: &str, run: &[Span]) -> bool {
    let Some((last, full)) = run.split_last() else { return false };
    // A full line that ends like a sentence could be a short paragraph; one in the middle of a sentence could not.
    let mid_sentence =
        |line: &Span| line.slice(text).is_ok_and(|s| s.ends_with(|c: char| c.is_alphanumeric() || c == ','));
    let width = |line: &Span| line.slice(text).map_or(0, |s| s.chars().count());
    !full.is_empty()
        && full.iter().all(|line| WRAPPED_LINE.contains(&width(line)))
        && width(last) <= *WRAPPED_LINE.end()
        && full.iter().filter(|line| mid_sentence(line)).count() * 2 >= full.len()
        && full.iter().map(width).max().unwrap_or(0) - full.iter().map(width).min().unwrap_or(0) <= 25
}

/// Trimmed lines; `None` for each line without text.
fn lines(text: &str) -> impl Iterator<Item = Option<Span>> + '_ {
    let mut at = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']).filter_map(move |line| {
        let start = at;
        at += line.len();
        // The two halves of CRLF are two pieces here; the second holds nothing and is no empty line.
        if line == "\n" && text[..start].ends_with('\r') {
            return None;
        }
        Some(trimmed(text, start, at))
    })
}

/// `start..end` of `text` without white space and invisible characters at its edges.
pub(crate) fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    let slice = &text[start..end];
    let lead = slice.len() - slice.trim_start_matches(blank).len();
    let body = slice.trim_matches(blank);
    Span::of(text, start + lead..start + lead + body.len()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = blocks(text).iter().map(|span| span.slice(text).unwrap()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("One.\nTwo.\n\n  Three. \n", &["One.", "Two.", "Three."]);
        check("One.\r\nTwo.\r\n\r\nThree.", &["One.", "Two.", "Three."]);
        check("\u{feff}One.", &["One."]);
        check(" \n\u{1a}\n", &[]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let a = "The harbour master said on Tuesday that nobody had seen the two\nboats since the storm, and that he did not expect to see\nthem again.";
        check(&format!("{a}\n\nNext."), &[a, "Next."]);
        check(&a.replace('\n', "\r\n"), &[&a.replace('\n', "\r\n")]);
    }

    #[test]
    fn short_paragraphs_without_empty_lines_stay_apart() {
        let a = "The harbour master said on Tuesday that nobody had seen the boats.";
        let b = "He did not expect to see them again, he told the paper by telephone.";
        check(&format!("{a}\n{b}\n{a}"), &[a, b, a]);
    }
}
