//! Turns an annotated corpus into what the network is given, for `training/`: one definition of words, pieces and
//! features serves training and reading.
//!
//! `prepare VOCAB < corpus.jsonl > prepared.jsonl`: each line in has `doc`, `text` and, if it is annotated, `attributions`
//! (`{"source","cue","content":[[start,end],..]}` in bytes, `"nested": true` if inside another) and `spans`
//! (`{"span":[start,end],..}`, whatever else they say); each line out has `doc`, `words` as
//! `[start, end, shape, place, quoted]`, `pieces` as a list a word, `sentences` as indices of first words, and the
//! attributions and spans in words (end exclusive; an edge inside a word is moved outwards). Spans without a word that is
//! read are left out.

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: prepare VOCAB < corpus.jsonl > prepared.jsonl")?;
    let vocabulary = std::fs::read_to_string(path)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().ok_or("a line without `text`")?;
        let document = sayso_ingest::document(text.as_bytes(), Default::default())?;
        let input = sayso_model::input::Input::with_vocabulary(&document, &vocabulary).ok_or("no BERT vocabulary")?;
        let words: Vec<Value> = input
            .words
            .iter()
            .map(|w| json!([w.span.start(), w.span.end(), w.shape as u8, w.place as u8, w.quoted as u8]))
            .collect();
        let pieces: Vec<&[u32]> = input.piece_starts.windows(2).map(|pair| &input.pieces[pair[0]..pair[1]]).collect();
        let to_words = |span: &Value| -> Option<[usize; 2]> {
            let (start, end) = (span[0].as_u64()? as usize, span[1].as_u64()? as usize);
            let first = input.words.partition_point(|w| w.span.end() <= start);
            let last = input.words.partition_point(|w| w.span.start() < end);
            (first < last).then_some([first, last])
        };
        let role = |a: &Value, role: &str| -> Vec<[usize; 2]> {
            a[role].as_array().map(|spans| spans.iter().filter_map(to_words).collect()).unwrap_or_default()
        };
        let attributions: Vec<Value> = line["attributions"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            .map(|a| {
                let mut out =
                    json!({"source": role(a, "source"), "cue": role(a, "cue"), "content": role(a, "content")});
                if a["nested"] == true {
                    out["nested"] = true.into();
                }
                out
            })
            .collect();
        let mut prepared = json!({"doc": line["doc"], "words": words, "pieces": pieces, "sentences": input.sentence_starts,
            "attributions": attributions});
        if let Some(spans) = line["spans"].as_array() {
            let in_words = |s: &Value| {
                let mut out = s.clone();
                out["span"] = json!(to_words(&s["span"])?);
                Some(out)
            };
            prepared["spans"] = spans.iter().filter_map(in_words).collect();
        }
        writeln!(out, "{prepared}")?;
    }
    Ok(())
}
