//! What tables and network say of statements whose act is known, for `training/fit_acts.py`.
//!
//! `verdicts < statements.jsonl > verdicts.jsonl`: each line in has `text` and `statements`
//! (`{"source","cue","content":[[start,end],..],"act","trust"}`, offsets in bytes); each line out is a statement with `act` and
//! `trust` as given, `tables` and `ground` (what the tables say, and by what), and `heard` (logarithms of the network's
//! probabilities).

use std::io::{self, BufRead, Write};

use sayso_core::{Form, Score, Span, Spans, Statement, StatementParts};
use sayso_model::Linker;
use sayso_resolve::{Cues, acts};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (linker, cues) = (Linker::bundled()?, Cues::bundled());
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let document =
            sayso_ingest::document(line["text"].as_str().unwrap_or_default().as_bytes(), Default::default())?;
        let role = |statement: &Value, role: &str| {
            let span = |span: &Value| Some(span[0].as_u64()? as usize..span[1].as_u64()? as usize);
            let spans = statement[role].as_array().map(Vec::as_slice).unwrap_or_default().iter().filter_map(span);
            Spans::merged(spans.filter_map(|range| Span::of(document.text(), range).ok()).collect())
        };
        let given = line["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
        let statement = |given: &Value| {
            let [source, cue, content] = ["source", "cue", "content"].map(|name| role(given, name));
            let quoted = content.cover().is_some_and(|cover| document.words(cover).starts_with(['"', '“', '‘']));
            let form = if quoted { Form::Direct } else { Form::Indirect };
            Statement::new(&document, StatementParts::new(source, cue, content, form, Score::new(1.0))).ok()
        };
        let (given, statements): (Vec<&Value>, Vec<Statement>) =
            given.iter().filter_map(|given| Some((given, statement(given)?))).unzip();
        for (given, found) in given.iter().zip(acts(&document, &statements, &cues, Some(&linker))) {
            let said = json!({"act": given["act"], "trust": given["trust"], "tables": found.by_tables.name(),
                "ground": found.ground.name(), "heard": found.heard});
            writeln!(out, "{said}")?;
        }
    }
    Ok(())
}
