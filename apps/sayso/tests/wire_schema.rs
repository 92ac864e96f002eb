//! docs/wire.schema.json says what `extract` prints, no more and no less.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use std::collections::BTreeSet;

use common::*;
use sayso_core::wire::*;
use sayso_core::{Act, Anchor, EntityKind, Form, WarningCode};
use serde_json::Value;

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/wire.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A record in which no field is null and no list empty.
fn full() -> Record {
    let s = || "x".to_owned();
    let some = || Some(s());
    let id = || "0123456789abcdef0123456789abcdef".to_owned();
    let bytes = WireBytes { start_byte: 3, end_byte: 4 };
    let span = || WireSpan {
        start_byte: 0,
        end_byte: 1,
        text: s(),
        html_start_byte: Some(3),
        html_end_byte: Some(4),
        html_pieces: Some(vec![bytes]),
        prefix: some(),
        suffix: some(),
    };
    let kind = || "person".to_owned();
    let party = || Some(WireParty { name: s(), kind: kind(), entity: some() });
    let statement = WireStatement {
        id: id(),
        form: "mixed".into(),
        act: Some("deny".into()),
        score: 0.5,
        parent: Some(id()),
        source: vec![span()],
        cue: vec![span()],
        content: vec![span(), span()],
        speaker: Some(WireSpeaker { name: s(), kind: kind(), entity: some(), role: some(), affiliation: some() }),
        addressee: party(),
        target: party(),
        relays: vec![WireRelay { name: s(), kind: kind(), span: span() }],
        said: Some(WireSaid { value: s(), grain: s(), text: s(), span: span(), anchor: "text".into() }),
        figures: vec![WireFigure { value: 1.5, unit: some(), qualifier: some(), span: span() }],
    };
    let document = WireDocument {
        id: id(),
        path: some(),
        url: some(),
        outlet: some(),
        title: some(),
        byline: some(),
        published: Some("2018-02-08".into()),
        language: some(),
        text: s(),
        page: Some(WirePage {
            bytes: 9,
            sha256: "0".repeat(64),
            charset: s(),
            canonical_url: some(),
            published: Some("2018-02-08T08:15Z".into()),
            modified: Some("2018-02-08".into()),
            language: some(),
            section: some(),
            wire: some(),
            reviews: vec![WireReview { claim: s(), claimant: some(), verdict: some(), reviewer: some(), url: some() }],
        }),
    };
    let warning = WireWarning { code: "empty".into(), at: Some(0), message: s() };
    Record { version: VERSION, document, statements: vec![statement], warnings: vec![warning] }
}

/// Fields of documents from HTML pages alone; all others are always there.
const OF_PAGES: [&str; 6] = ["page", "html_start_byte", "html_end_byte", "html_pieces", "prefix", "suffix"];

/// Compares the fields of a value with those of its schema, all the way down.
fn same_fields(value: &Value, schema: &Value, root: &Value, place: &str) {
    let either = schema.get("anyOf").map_or(schema, |either| &either[0]);
    let target = either.get("$ref").and_then(Value::as_str);
    let schema = target.map_or(either, |target| root.pointer(&target[1..]).unwrap());
    match value {
        Value::Object(fields) => {
            let properties = schema["properties"].as_object().unwrap_or_else(|| panic!("{place} is no object"));
            let keys = |keys: Vec<&String>| keys.into_iter().cloned().collect::<BTreeSet<_>>();
            let expected = keys(properties.keys().collect());
            assert_eq!(keys(fields.keys().collect()), expected, "{place}");
            let required: BTreeSet<String> = serde_json::from_value(schema["required"].clone()).unwrap();
            let always = expected.into_iter().filter(|key| !OF_PAGES.contains(&key.as_str()));
            assert_eq!(required, always.collect(), "{place}: required");
            for (key, value) in fields {
                assert!(properties[key].get("description").is_some() || properties[key].get("$ref").is_some());
                same_fields(value, &properties[key], root, &format!("{place}.{key}"));
            }
        }
        Value::Array(items) => same_fields(&items[0], &schema["items"], root, place),
        _ => assert!(schema.get("properties").is_none(), "{place} is an object"),
    }
}

#[test]
fn schema_and_structs_have_the_same_fields() {
    let record = serde_json::to_value(full()).unwrap();
    let schema = schema();
    same_fields(&record, &schema, &schema, "record");
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&record), "{:?}", validator.iter_errors(&record).collect::<Vec<_>>());
    let mut without = record.clone();
    without["statements"][0].as_object_mut().unwrap().remove("act");
    assert!(!validator.is_valid(&without), "a field may be null, not missing");
}

#[test]
fn closed_lists_are_whole() {
    let schema = schema();
    let check = |pointer: &str, names: Vec<&str>| {
        let listed = schema.pointer(pointer).unwrap().as_array().unwrap();
        assert_eq!(listed.iter().filter_map(Value::as_str).collect::<Vec<_>>(), names, "{pointer}");
    };
    check("/$defs/statement/properties/act/enum", Act::ALL.iter().map(|act| act.name()).collect());
    check("/$defs/statement/properties/form/enum", Form::ALL.iter().map(|form| form.name()).collect());
    check("/$defs/said/properties/anchor/enum", Anchor::ALL.iter().map(|anchor| anchor.name()).collect());
    check("/$defs/warning/properties/code/enum", WarningCode::ALL.iter().map(|code| code.name()).collect());
    for party in ["speaker", "party", "relay"] {
        let pointer = format!("/$defs/{party}/properties/kind/enum");
        check(&pointer, EntityKind::ALL.iter().map(|kind| kind.name()).collect());
    }
}

#[test]
fn what_extract_prints_is_valid() {
    let desk = Desk::with_news(3);
    desk.put("news/bridge.txt", BRIDGE);
    desk.put("news/odd.txt", [b"\xef\xbb\xbfCaf\xe9 \"quote\x07 ".as_slice(), BRIDGE.as_bytes()].concat());
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpora/sample/01-harbour-agency.txt");
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let out = desk.ok(&["extract", "news", sample]);
    assert!(out.lines().count() > 5);
    for line in out.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<_> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?} in {line}");
    }
}
