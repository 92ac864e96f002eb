//! What is known of statements, against gold that has it: each stage by itself, on the statements of the gold.

use rayon::prelude::*;
use sayso_core::wire::{Record, WireStatement};
use sayso_core::{Provenance, Statement};
use sayso_quote::score::Counts;
use sayso_resolve::names::key;

use super::report::Line;
use crate::pipeline::Pipeline;

/// Stages of a statement in the order of the table.
const STAGES: [&str; 3] = ["speaker, name", "speaker, kind", "speaker, affiliation"];

/// What one stage says of a statement, and what it should.
type Answers = Vec<[(Option<String>, Option<String>); STAGES.len()]>;

/// Lines for the records whose gold names speakers; none if there is none.
pub(super) fn lines(pipeline: &Pipeline, gold: &[Record]) -> anyhow::Result<Vec<Line>> {
    let told: Vec<&Record> = gold.iter().filter(|record| record.statements.iter().any(|s| s.speaker.is_some())).collect();
    let answers: Vec<Answers> = told.par_iter().map(|record| answers(pipeline, record)).collect::<anyhow::Result<_>>()?;
    let mut counts = [Counts::default(); STAGES.len()];
    for answer in answers.iter().flatten() {
        for (counts, (found, wanted)) in counts.iter_mut().zip(answer) {
            let right = usize::from(found.is_some() && found == wanted);
            counts.add(right, usize::from(found.is_some()), usize::from(wanted.is_some()));
        }
    }
    let lines = STAGES.iter().zip(counts).map(|(stage, counts)| Line::counted("gold statements", stage, counts));
    Ok(if told.is_empty() { Vec::new() } else { lines.collect() })
}

fn answers(pipeline: &Pipeline, record: &Record) -> anyhow::Result<Answers> {
    let provenance = Provenance { path: record.document.path.clone(), ..Provenance::default() };
    let document = pipeline.document(record.document.text.as_bytes(), provenance)?;
    // Without what the gold knows of them.
    let bare = |s: Statement| {
        let parts = s.parts();
        let (source, cue, content) = (parts.source.clone(), parts.cue.clone(), parts.content.clone());
        let known = sayso_core::StatementParts::new(source, cue, content, parts.form, parts.score);
        Statement::new(&document, sayso_core::StatementParts { parent: parts.parent, ..known })
    };
    let given = record.statements()?.into_iter().map(bare).collect::<Result<_, _>>()?;
    let found = pipeline.resolve(&document, given).statements;
    let found = found.iter().map(|s| WireStatement::new(s, document.text()));
    if std::env::var_os("SAYSO_SHOW").is_some() {
        for (found, wanted) in found.clone().zip(&record.statements) {
            let (a, b) = (told(&found), told(wanted));
            if a[0] != b[0] || (a[2].is_some() && a[2] != b[2]) {
                let source: Vec<&str> = wanted.source.iter().map(|s| s.text.as_str()).collect();
                eprintln!("{:?} {:?} | found {:?} | wanted {:?}", record.document.path, source, found.speaker, wanted.speaker);
            }
        }
    }
    Ok(found.zip(&record.statements).map(|(found, wanted)| pair(told(&found), told(wanted))).collect())
}

fn pair<const N: usize>(found: [Option<String>; N], wanted: [Option<String>; N]) -> [(Option<String>, Option<String>); N] {
    let mut wanted = wanted.into_iter();
    found.map(|found| (found, wanted.next().flatten()))
}

/// What a statement says of itself, folded.
fn told(statement: &WireStatement) -> [Option<String>; STAGES.len()] {
    let speaker = statement.speaker.as_ref();
    [
        speaker.map(|speaker| key(&speaker.name)),
        speaker.map(|speaker| speaker.kind.clone()),
        speaker.and_then(|speaker| speaker.affiliation.as_deref()).map(key),
    ]
}
