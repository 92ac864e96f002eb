//! Gold of names as columns: a token and its tag (O, B-kind, I-kind) a line, a blank line after each sentence, as CoNLL
//! 2003 and CrossNER (Liu et al. 2021) have it.

use std::ops::Range;

use anyhow::{Context, ensure};
use sayso_core::Span;
use sayso_model::MentionKind;

use super::entities::Named;

/// What we call the kinds of CrossNER's politics part; others are ignored.
const KINDS: [(&str, MentionKind); 6] = [
    ("person", MentionKind::Person),
    ("politician", MentionKind::Person),
    ("organisation", MentionKind::Organisation),
    ("politicalparty", MentionKind::Organisation),
    ("country", MentionKind::Country),
    ("location", MentionKind::Place),
];
/// Tokens that follow without a space.
const CLOSING: [&str; 14] = [",", ".", ";", ":", "?", "!", ")", "]", "}", "%", "”", "''", "..", "…"];
/// Tokens that are followed without a space.
const OPENING: [&str; 9] = ["(", "[", "{", "$", "£", "€", "#", "“", "``"];

/// Whether a line is a token and a tag.
pub(super) fn is_row(line: &str) -> bool {
    row(line).is_some()
}

fn row(line: &str) -> Option<(&str, &str)> {
    let (token, tag) = line.trim_end().split_once('\t')?;
    (tag == "O" || tag.starts_with("B-") || tag.starts_with("I-")).then_some((token, tag))
}

/// The sentences, each a document of its own.
pub(super) fn parse(text: &str) -> anyhow::Result<Vec<Named>> {
    let mut out = Vec::new();
    let mut open: Vec<(&str, &str)> = Vec::new();
    for (i, line) in text.lines().chain([""]).enumerate() {
        if !line.trim().is_empty() {
            open.push(row(line).with_context(|| format!("line {}: neither token and tag nor blank", i + 1))?);
        } else if !open.is_empty() {
            out.push(sentence(format!("sentence {}", out.len() + 1), &open)?);
            open.clear();
        }
    }
    Ok(out)
}

fn sentence(name: String, rows: &[(&str, &str)]) -> anyhow::Result<Named> {
    let (text, places) = join(&rows.iter().map(|(token, _)| *token).collect::<Vec<_>>());
    let (mut entities, mut ignored) = (Vec::new(), Vec::new());
    for (kind, rows) in runs(rows) {
        ensure!(!kind.is_empty(), "{name}: a tag without a kind");
        let span = Span::of(&text, places[rows.start].start..places[rows.end - 1].end)?;
        match KINDS.iter().find(|(theirs, _)| *theirs == kind) {
            Some((_, ours)) => entities.push((span, *ours)),
            None => ignored.push(span),
        }
    }
    let mut known: Vec<MentionKind> = KINDS.iter().map(|(_, ours)| *ours).collect();
    known.dedup();
    Ok(Named { name, text, entities, known, ignored })
}

/// Kind and rows of each entity.
fn runs<'a>(rows: &[(&str, &'a str)]) -> Vec<(&'a str, Range<usize>)> {
    let mut out: Vec<(&str, Range<usize>)> = Vec::new();
    for (i, (_, tag)) in rows.iter().enumerate().filter(|(_, (_, tag))| *tag != "O") {
        let (begins, kind) = (tag.starts_with("B-"), &tag[2..]);
        match out.last_mut() {
            Some((last, rows)) if !begins && *last == kind && rows.end == i => rows.end += 1,
            _ => out.push((kind, i..i + 1)),
        }
    }
    out
}

/// The tokens as a writer would set them, and the bytes of each.
fn join(tokens: &[&str]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let (mut glued, mut quoted) = (true, false);
    for (i, token) in tokens.iter().enumerate() {
        let is_mark = *token == "\"";
        let before = |back: usize| i.checked_sub(back).map(|at| tokens[at]);
        // "n't", "'s", "Korea ' s", "Workers ' Party".
        let genitive =
            *token == "'" && (tokens.get(i + 1) == Some(&"s") || before(1).is_some_and(|t| t.ends_with('s')));
        let clitic = *token == "n't"
            || token.starts_with(['\'', '’']) && token.len() > 1 && token.len() < 5
            || *token == "s" && before(1) == Some("'")
            || genitive;
        let closes = CLOSING.contains(token) || clitic || is_mark && quoted;
        if !glued && !closes {
            text.push(' ');
        }
        glued = OPENING.contains(token) || is_mark && !quoted;
        quoted ^= is_mark;
        places.push(text.len()..text.len() + token.len());
        text.push_str(token);
    }
    (text, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_set_as_a_writer_would() {
        let check = |spaced: &str, expect: &str| {
            let tokens: Vec<&str> = spaced.split(' ').collect();
            let (text, places) = join(&tokens);
            assert_eq!(text, expect);
            assert!(tokens.iter().zip(places).all(|(token, place)| text[place.clone()] == **token));
        };
        check("the Greens ( SDI ) : a joint list .", "the Greens (SDI): a joint list.");
        check("Kim 's , Aloni ' s and the Workers ' Party", "Kim's, Aloni's and the Workers' Party");
        check("He said \" no \" , and did n't pay $ 5 .", "He said \"no\", and didn't pay $5.");
        check("Left - a split", "Left - a split");
    }

    #[test]
    fn kinds_are_ours_or_ignored() {
        let rows = "Ilse\tB-politician\nVarga\tI-politician\nof\tO\nBrannia\tB-country\n,\tO\nthe\tO\n2001\tB-election\npoll\tI-election\n";
        let found = parse(&format!("{rows}\n\n{rows}")).unwrap();
        let [first, second] = &found[..] else { unreachable!("two sentences") };
        assert_eq!((&first.text, &first.entities), (&second.text, &second.entities));
        assert_eq!(first.text, "Ilse Varga of Brannia, the 2001 poll");
        let words = |span: &Span| &first.text[span.range()];
        let named: Vec<_> = first.entities.iter().map(|(span, kind)| (words(span), *kind)).collect();
        assert_eq!(named, [("Ilse Varga", MentionKind::Person), ("Brannia", MentionKind::Country)]);
        assert_eq!(first.ignored.iter().map(words).collect::<Vec<_>>(), ["2001 poll"]);
    }

    #[test]
    fn other_lines_are_named() {
        let error = parse("Ilse\tB-person\nVarga\n").unwrap_err();
        assert_eq!(error.to_string(), "line 2: neither token and tag nor blank");
    }
}
