//! Whom a pronoun stands for, against GAP (Webster et al. 2018): of two names near it, none or one is right.

use anyhow::{Context, bail};
use rayon::prelude::*;
use sayso_core::{Provenance, Span};
use sayso_quote::score::Counts;

use super::report::Line;
use crate::pipeline::Pipeline;

/// The columns that are read, in this order.
const COLUMNS: [&str; 10] =
    ["ID", "Text", "Pronoun", "Pronoun-offset", "A", "A-offset", "A-coref", "B", "B-offset", "B-coref"];
const MASCULINE: [&str; 4] = ["he", "him", "his", "himself"];

/// A text with a pronoun and two names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    name: String,
    text: String,
    pronoun: Span,
    masculine: bool,
    names: [Span; 2],
    right: [bool; 2],
}

/// Whether a line is the header of GAP's table.
pub(super) fn is_header(line: &str) -> bool {
    COLUMNS.iter().all(|column| line.split('\t').any(|name| name == *column))
}

/// The passages of a table.
pub(super) fn parse(text: &str) -> anyhow::Result<Vec<Passage>> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let header: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
    let places: Vec<usize> =
        COLUMNS.iter().filter_map(|name| header.iter().position(|column| column == name)).collect();
    let parsed = |(i, line): (usize, &str)| {
        let all: Vec<&str> = line.split('\t').collect();
        let cells: Vec<&str> = places.iter().filter_map(|place| all.get(*place).copied()).collect();
        passage(&cells).with_context(|| format!("line {}", i + 1))
    };
    lines.map(parsed).collect()
}

fn passage(cells: &[&str]) -> anyhow::Result<Passage> {
    let [id, text, pronoun, pronoun_at, a, a_at, a_right, b, b_at, b_right] = cells[..] else {
        bail!("not all of GAP's columns are there")
    };
    let span = |words: &str, at: &str| -> anyhow::Result<Span> {
        let characters: usize = at.parse().with_context(|| format!("no offset: {at}"))?;
        let start = text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte);
        let span = Span::of(text, start..start + words.len())?;
        if span.slice(text)? != words {
            bail!("`{words}` does not stand at character {at}")
        }
        Ok(span)
    };
    let is_true = |cell: &str| cell.eq_ignore_ascii_case("true");
    Ok(Passage {
        name: id.to_owned(),
        text: text.to_owned(),
        pronoun: span(pronoun, pronoun_at)?,
        masculine: MASCULINE.contains(&pronoun.to_lowercase().as_str()),
        names: [span(a, a_at)?, span(b, b_at)?],
        right: [is_true(a_right), is_true(b_right)],
    })
}

/// Reads the texts; F1 over the names as GAP's own scorer has it, by gender, and how the two compare.
pub(super) fn lines(pipeline: &Pipeline, gold: &[Passage]) -> anyhow::Result<Vec<Line>> {
    let said = |passage: &Passage| {
        let provenance = Provenance { path: Some(passage.name.clone()), ..Provenance::default() };
        let document = pipeline.document(passage.text.as_bytes(), provenance)?;
        let scores = pipeline.links(&document, &passage.names.map(|name| (passage.pronoun, name)));
        let resolved = pipeline.stands_for(&document, passage.pronoun, &passage.names);
        anyhow::Ok((answer([scores[0], scores[1]]), [resolved[0], resolved[1]]))
    };
    let said: Vec<([bool; 2], [bool; 2])> = gold.par_iter().map(said).collect::<anyhow::Result<_>>()?;
    let (heads, resolved): (Vec<_>, Vec<_>) = said.into_iter().unzip();
    let resolved =
        table(gold, &resolved).into_iter().map(|line| Line { part: format!("{}, resolved", line.part), ..line });
    Ok(table(gold, &heads).into_iter().chain(resolved).collect())
}

/// Which of two names the pronoun stands for, by their scores: the better one, if it is likelier than no name at all.
fn answer(scores: [Option<f32>; 2]) -> [bool; 2] {
    let [a, b] = scores.map(|score| score.unwrap_or(f32::NEG_INFINITY));
    [a > 0.0 && a >= b, b > 0.0 && b > a]
}

fn table(gold: &[Passage], said: &[[bool; 2]]) -> Vec<Line> {
    let tally = |wanted: &dyn Fn(&Passage) -> bool| {
        let (mut counts, mut same, mut names) = (Counts::default(), 0usize, 0usize);
        for (passage, said) in gold.iter().zip(said).filter(|(passage, _)| wanted(passage)) {
            for (said, right) in said.iter().zip(passage.right) {
                counts.add(usize::from(*said && right), usize::from(*said), usize::from(right));
                same += usize::from(*said == right);
                names += 1;
            }
        }
        (counts, same as f64 / names.max(1) as f64)
    };
    let (all, accuracy) = tally(&|_| true);
    let (masculine, feminine) = (tally(&|p| p.masculine).0, tally(&|p| !p.masculine).0);
    let mut out = vec![
        Line::counted("all", "pronoun", all),
        Line::counted("masculine", "pronoun", masculine),
        Line::counted("feminine", "pronoun", feminine),
        Line::value("all", "pronoun, accuracy", 100.0 * accuracy),
    ];
    let ratio = feminine.f1() / masculine.f1();
    out.extend(ratio.is_finite().then(|| Line::value("feminine to masculine", "pronoun, F1 ratio", ratio)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "1\tÉva met Ilse; she left.\tshe\t14\tÉva\t0\tTRUE\tIlse\t8\tFALSE\thttp://x";

    fn parsed(row: &str) -> anyhow::Result<Vec<Passage>> {
        parse(&format!("{}\tURL\n{row}\n", COLUMNS.join("\t")))
    }

    #[test]
    fn offsets_count_characters() {
        let found = parsed(ROW).unwrap();
        let words = |span: Span| &found[0].text[span.range()];
        assert_eq!((words(found[0].pronoun), found[0].names.map(words)), ("she", ["Éva", "Ilse"]));
        assert_eq!((found[0].right, found[0].masculine), ([true, false], false));
        let error = parsed(&ROW.replace("\t14\t", "\t13\t")).unwrap_err();
        assert_eq!(format!("{error:#}"), "line 2: `she` does not stand at character 13");
        assert_eq!(format!("{:#}", parsed("1\tx").unwrap_err()), "line 2: not all of GAP's columns are there");
    }

    #[test]
    fn the_better_name_if_likelier_than_none() {
        let check = |scores, expect| assert_eq!(answer(scores), expect);
        check([Some(1.0), Some(2.0)], [false, true]);
        check([Some(-1.0), Some(-2.0)], [false, false]);
        check([Some(0.5), None], [true, false]);
        check([Some(0.5), Some(0.5)], [true, false]);
    }

    #[test]
    fn measures_of_gap() {
        let she = parsed(ROW).unwrap().remove(0);
        let he = Passage { masculine: true, right: [false, false], ..she.clone() };
        let lines = table(&[she.clone(), she, he], &[[true, false], [false, true], [true, false]]);
        assert_eq!((lines[0].right, lines[0].found, lines[0].gold), (Some(1), Some(3), Some(2)));
        assert_eq!((lines[1].f1, lines[2].f1), (None, Some(50.0)));
        assert_eq!(lines[3].value, Some(50.0));
    }
}
