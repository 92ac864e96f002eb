//! A quotation that fills a paragraph, a dash and a name: who is quoted, as testimonials and mottoes have it.

use sayso_core::{Document, Form, Quotation, Score, Span, StatementParts};

use crate::decode::Found;
use crate::repair::shared;

/// How sure it is: all 25 in PolNeAR's train and dev are annotated, 23 of them with these edges.
const SURE: Score = Score::from_basis_points(9_300);
/// Words of a quotation that somebody signs, at least: a title is no statement.
const QUOTED_WORDS: usize = 4;
/// Words of a name, at most.
const NAME_WORDS: usize = 8;
/// Bytes from the quotation to the end of the line with the name, at most.
const LINE_BYTES: usize = 160;
/// Words without a capital that a name may have.
const PARTICLES: [&str; 20] = [
    "of", "the", "and", "for", "in", "at", "de", "da", "di", "du", "del", "la", "van", "von", "der", "den", "bin",
    "al", "el", "ibn",
];

/// The statements of quotations that somebody signed, where `found` has none for them.
pub(crate) fn signed(document: &Document, found: &[Found]) -> Vec<Found> {
    let is_told = |quotation: Span| {
        found.iter().any(|one| {
            let shared: usize = one.statement.content().pieces().iter().map(|piece| shared(*piece, quotation)).sum();
            2 * shared > quotation.len() && !one.statement.cue().overlap(&quotation.into())
        })
    };
    let signed = document.layout().quotations().iter().filter_map(|quotation| statement(document, quotation));
    signed.filter(|one| !one.statement.content().cover().is_some_and(is_told)).collect()
}

fn statement(document: &Document, quotation: &Quotation) -> Option<Found> {
    let text = document.text();
    let words = document.words(quotation.span);
    let begins_line =
        text[..quotation.span.start()].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n');
    if !quotation.closed || !begins_line || !is_speech(words) {
        return None;
    }
    let (dash, name) = signature(text, quotation.span.end())?;
    let parts = StatementParts::new(name.into(), dash.into(), quotation.span.into(), Form::Direct, SURE);
    let statement = sayso_core::Statement::new(document, parts).ok()?;
    Some(Found { nested: false, cue_probability: 1.0, statement })
}

/// Whether words are rather said than the title of something: most of the long ones have no capital.
fn is_speech(quoted: &str) -> bool {
    let words: Vec<&str> = quoted.split_whitespace().collect();
    let long = words.iter().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (small, large): (Vec<&str>, Vec<&str>) =
        long.partition(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase));
    words.len() >= QUOTED_WORDS && small.len() > large.len()
}

/// The dash and the name behind a quotation that ends at `end`: in its line, or alone in the next.
fn signature(text: &str, end: usize) -> Option<(Span, Span)> {
    let rest = text.get(end..)?;
    let gap = rest.len() - rest.trim_start().len();
    let breaks = rest[..gap].matches('\n').count();
    let dash = ["—", "–", "―", "--", "-"].into_iter().find(|dash| rest[gap..].starts_with(dash))?;
    // Alone in a line a hyphen is the mark of a list.
    if breaks > 2 || (breaks > 0 && dash == "-") {
        return None;
    }
    let from = gap + dash.len();
    let line = rest[from..].split('\n').next()?;
    let name = named(line.trim())?;
    let at = from + (line.len() - line.trim_start().len());
    let span = |from: usize, to: usize| Span::of(text, end + from..end + to).ok();
    (at + line.trim().len() <= LINE_BYTES).then_some(())?;
    Some((span(gap, from)?, span(at, at + name.len())?))
}

/// The name that a line is, with what tells of its bearer where that has an article; `None` where it is anything else.
fn named(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(',').unwrap_or((line, ""));
    let tells = ["a ", "an ", "the "].iter().any(|article| rest.trim_start().starts_with(article));
    let whole = if tells { line } else { name };
    let is_abbreviated = |whole: &str| whole.ends_with("Jr.") || whole.ends_with("Sr.");
    let whole = if is_abbreviated(whole) { whole } else { whole.trim_end_matches('.') };
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || PARTICLES.contains(word)
            || word.starts_with("al-")
            || word.starts_with("el-")
    };
    let is_plain = !line.contains(|c: char| c.is_ascii_digit() || "\"“”«»?!:;()[]—–―".contains(c));
    let is_one =
        !line.trim_end_matches('.').contains(". ") || words.iter().any(|word| word.len() <= 3 && word.ends_with('.'));
    let starts = words.first()?.starts_with(char::is_uppercase);
    let is_agency = words.len() == 1 && name.trim_end_matches('.').chars().all(|c| c.is_uppercase());
    let fits = is_plain && is_one && starts && !is_agency && words.len() <= NAME_WORDS && words.iter().all(is_name);
    fits.then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name and the quotation, if the text has one that is signed.
    fn check(text: &str, expect: Option<(&str, &str)>) {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let found = signed(&document, &[]);
        let words = |spans: &sayso_core::Spans| document.words(spans.pieces()[0]).to_owned();
        let found: Vec<_> =
            found.iter().map(|one| (words(one.statement.source()), words(one.statement.content()))).collect();
        let expect: Vec<_> = expect.iter().map(|(name, said)| (name.to_string(), said.to_string())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_dash_and_a_name_sign_a_quotation() {
        let said = "“The bakery was my whole street.”";
        check(&format!("{said} ― Ida Quist"), Some(("Ida Quist", said)));
        check(
            &format!("One of many.\n\n{said}\n— Tor van Elm, a baker.\n\nMore."),
            Some(("Tor van Elm, a baker", said)),
        );
        check(&format!("{said} -- Ida Quist, Port Else."), Some(("Ida Quist", said)));
        check(&format!("{said} – Dr. Ida M. Quist Jr."), Some(("Dr. Ida M. Quist Jr.", said)));
    }

    #[test]
    fn other_lines_do_not() {
        let said = "“The bakery was my whole street.”";
        check(&format!("{said} — That was all she wrote."), None);
        check(&format!("{said} — NHA"), None);
        check(&format!("{said} — March 2016"), None);
        check(&format!("{said}\n- Ida Quist\n- Tor Elm"), None);
        check(&format!("She sang {said} — Ida Quist"), None);
        check("“The Long Winter of Port Else” — Ida Quist", None);
        check("“Not now” — Ida Quist", None);
    }
}
