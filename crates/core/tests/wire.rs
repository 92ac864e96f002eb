//! The wire format keeps everything: what is read from it and written to it again is the same.
#![allow(clippy::unwrap_used, reason = "a test that panics fails")]

use sayso_core::wire::{Record, WireError, WireStatement};

fn gold() -> Vec<Record> {
    let lines = include_str!("../../../corpora/sample/gold.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_field_of_the_sample_gold_goes_round() {
    let mut count = 0;
    for record in gold() {
        for (statement, wire) in record.statements().unwrap().iter().zip(&record.statements) {
            assert_eq!(WireStatement::new(statement, &record.document.text), *wire);
            count += 1;
        }
    }
    assert!(count > 300, "only {count} statements");
}

#[test]
fn what_does_not_fit_is_refused() {
    let record = || gold().swap_remove(0);
    let check = |change: fn(&mut Record), expect: fn(&WireError) -> bool| {
        let mut record = record();
        change(&mut record);
        let error = record.statements().unwrap_err();
        assert!(expect(&error), "{error}");
    };
    check(|r| r.version = 2, |e| matches!(e, WireError::Version(2)));
    check(|r| r.statements[0].cue[0].text.push('x'), |e| matches!(e, WireError::OtherWords { .. }));
    check(|r| r.statements[0].cue[0].end_byte = 1 << 30, |e| matches!(e, WireError::Span(_)));
    check(|r| r.statements[0].form = "loud".to_owned(), |e| matches!(e, WireError::Name(_)));
    check(|r| r.statements[0].id = "0".repeat(32), |e| matches!(e, WireError::OtherId { .. }));
    check(|r| r.document.id = "?".to_owned(), |e| matches!(e, WireError::Id(_)));
    check(|r| r.statements[0].content.clear(), |e| matches!(e, WireError::Statement(_)));
}
