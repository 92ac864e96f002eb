//! Headline, byline, date and outlet of the sample articles, against their gold.
#![allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed")]

use std::fs;
use std::path::Path;

use sayso_core::{Block, BlockKind, Document, Provenance};
use serde_json::Value;

/// All that differs in the fourteen articles: the number of the article, the field, and why. So all titles and outlets
/// are right, 13 bylines and 12 dates.
const DIFFERS: &[(&str, &str, &str)] = &[
    ("04", "byline", "\"our staff in Port Else\": the place is left out, as in the gold of 13"),
    ("07", "published", "the date stands below the last teaser, and may be that of the teaser"),
    ("10", "published", "\"June 12\": the year stands nowhere in the text"),
];

/// Path, gold record and document of each article.
fn articles() -> Vec<(String, Value, Document)> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpora/sample");
    let gold = fs::read_to_string(sample.join("gold.jsonl")).unwrap();
    let article = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let path = record["document"]["path"].as_str().unwrap().to_owned();
        let document = sayso_ingest::document(&fs::read(sample.join(&path)).unwrap(), Provenance::default()).unwrap();
        (path, record, document)
    };
    gold.lines().map(article).collect()
}

/// The value of a field as the wire format has it.
fn value<'a>(document: &'a Document, field: &str) -> Option<&'a str> {
    let meta = document.meta();
    match field {
        "title" => meta.title.map(|span| document.words(span)),
        "byline" => meta.byline.map(|span| document.words(span)),
        "outlet" => meta.outlet.map(|span| document.words(span)),
        _ => meta.published.as_deref(),
    }
}

#[test]
fn metadata_is_that_of_the_gold() {
    let articles = articles();
    let (mut differing, mut told) = (Vec::new(), String::new());
    for (path, gold, document) in &articles {
        for field in ["title", "byline", "published", "outlet"] {
            let (found, expect) = (value(document, field), gold["document"][field].as_str());
            if found != expect {
                told += &format!("{path}: {field} is {found:?}, in the gold {expect:?}\n");
                differing.push((&path[..2], field));
            }
        }
    }
    assert_eq!(articles.len(), 14);
    // What differs no longer fails too, or the list would grow old.
    assert_eq!(differing, DIFFERS.iter().map(|(number, field, _)| (*number, *field)).collect::<Vec<_>>(), "{told}");
}

/// No statement stands in a block that is skipped, but for the headline printed once more.
#[test]
fn statements_stand_where_they_are_looked_for() {
    for (path, gold, document) in articles() {
        let statements = gold["statements"].as_array().unwrap().iter();
        let parts = statements.flat_map(|one| ["source", "cue", "content"].map(|part| one[part].as_array().unwrap()));
        for part in parts.flatten() {
            let byte = |end: &str| usize::try_from(part[end].as_u64().unwrap()).unwrap();
            let touches =
                |block: &&Block| block.span.start() < byte("end_byte") && byte("start_byte") < block.span.end();
            for block in document.layout().blocks().iter().filter(touches) {
                let found = block.kind.is_read() || block.kind == BlockKind::RepeatedTitle;
                assert!(found, "{path}: {:?}", document.words(block.span));
            }
        }
    }
}
