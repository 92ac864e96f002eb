//! Statements against gold.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sayso_core::{Document, Provenance, Spans, Statement};
use sayso_quote::score::{Counts, PARTS, ROLES, Scored, Table, compare};

use super::Report;
use super::attributed::Annotated;
use super::reliability::{self, Judged};
use super::report::Line;
use crate::pipeline::Pipeline;

/// A document as it was read: what was found, and what is wanted.
struct Compared {
    text: String,
    found: Vec<Scored>,
    wanted: Vec<Scored>,
    /// Statements found in others, where the gold has no say about them.
    left_out: usize,
}

/// Statements found in documents whose gold has none.
#[derive(Default)]
struct Negatives {
    documents: usize,
    words: usize,
    found: usize,
}

/// Reads the texts and compares what was found with gold.
pub(super) fn report(pipeline: &Pipeline, gold: &[Annotated], by_outlet: bool) -> anyhow::Result<Report> {
    let documents: Vec<Compared> = gold.par_iter().map(|gold| read(pipeline, gold)).collect::<anyhow::Result<_>>()?;
    let (mut all, mut outlets) = (Table::default(), BTreeMap::<&str, Table>::new());
    let (mut negatives, mut left_out, mut scores) = (Negatives::default(), 0, Vec::new());
    for (gold, Compared { text, found, wanted, left_out: nested }) in gold.iter().zip(&documents) {
        let mut table = Table::default();
        let right = compare(text, found, wanted, &mut table);
        all.add(&table);
        outlets.entry(&gold.outlet).or_default().add(&table);
        negatives.add(text, found.len() + nested, wanted.len());
        left_out += nested;
        let judge = |(s, right): (&Scored, bool)| Judged { score: s.score, sourced: !s.roles[0].is_empty(), right };
        scores.extend(found.iter().zip(right).map(judge));
    }
    let mut lines = lines(&all);
    lines.extend(negatives.line());
    if by_outlet {
        lines.extend(outlets.iter().flat_map(|(outlet, table)| measures(outlet, table)));
    }
    let note = format!("{left_out} statements found in others are not compared: the gold has no say about them");
    let notes = if left_out > 0 { vec![note] } else { Vec::new() };
    let reliable = reliability::lines(&scores, "statement");
    let scores = scores.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    Ok(Report { tables: vec![lines, reliable], notes, scores, ..Report::default() })
}

fn read(pipeline: &Pipeline, gold: &Annotated) -> anyhow::Result<Compared> {
    let provenance = Provenance { path: Some(gold.name.clone()), ..Provenance::default() };
    let document = pipeline.document(gold.text.as_bytes(), provenance)?;
    let mut found: Vec<Scored> = pipeline.statements(&document).iter().map(scored).collect();
    let all = found.len();
    found.retain(|s| gold.marks_nested || !s.nested);
    let left_out = all - found.len();
    let wanted = gold.statements.iter().map(|(roles, nested)| wanted(&document, roles, *nested)).collect();
    Ok(Compared { text: document.text().to_owned(), found, wanted, left_out })
}

fn scored(statement: &Statement) -> Scored {
    let pieces = |spans: &Spans| spans.pieces().to_vec();
    Scored {
        roles: [pieces(statement.source()), pieces(statement.cue()), pieces(statement.content())],
        form: statement.parts().form,
        nested: statement.parts().parent.is_some(),
        score: statement.parts().score.get(),
    }
}

fn wanted(document: &Document, roles: &super::attributed::Roles, nested: bool) -> Scored {
    let form = sayso_quote::form(document, &Spans::merged(roles[2].clone()));
    Scored { roles: roles.clone(), form, nested, score: 1.0 }
}

impl Negatives {
    fn add(&mut self, text: &str, found: usize, wanted: usize) {
        if wanted == 0 {
            self.documents += 1;
            self.words += text.split_whitespace().count();
            self.found += found;
        }
    }

    /// None where the gold of every document has a statement.
    fn line(&self) -> Option<Line> {
        let rate = 1000.0 * self.found as f64 / self.words.max(1) as f64;
        let line = Line::value("no statement in gold", "false a 1,000 words", rate);
        (self.documents > 0).then_some(Line { found: Some(self.found), ..line })
    }
}

/// All measures of a comparison, in the order of the table.
fn lines(table: &Table) -> Vec<Line> {
    let mut out = measures("all", table);
    let tokens = ROLES.iter().zip(&table.tokens);
    out.extend(tokens.map(|(role, counts)| Line::counted("all", &format!("{role}, tokens"), *counts)));
    let is_there = |(_, counts): &(&&str, &Counts)| counts.found + counts.gold > 0;
    let parts = PARTS.iter().zip(&table.by_part).filter(is_there);
    out.extend(parts.map(|(part, counts)| Line::counted(part, "statement", *counts)));
    out
}

fn measures(part: &str, table: &Table) -> Vec<Line> {
    let exact = ROLES.iter().zip(&table.exact);
    let exact = exact.map(|(role, counts)| Line::counted(part, &format!("{role}, exact"), *counts));
    let triple = Line::counted(part, "triple, exact", table.triple);
    exact.chain([triple, Line::counted(part, "statement", table.statement)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documents_without_statements_count_as_negatives() {
        let check = |documents: &[(&str, usize, usize)], expect: Option<f64>| {
            let mut negatives = Negatives::default();
            documents.iter().for_each(|(text, found, wanted)| negatives.add(text, *found, *wanted));
            assert_eq!(negatives.line().and_then(|line| line.value), expect);
        };
        check(&[("She said no", 1, 1)], None);
        check(&[("She said no", 1, 1), ("Stir  well.\nServe hot", 1, 0)], Some(250.0));
        check(&[("", 0, 0)], Some(0.0));
    }
}
