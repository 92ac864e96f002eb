//! Is what a linker said kept, for that linker alone?
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_core::TextId;
use sayso_store::*;
use sayso_trace::{Recall, Relations};

const RELATIONS: Relations = [0.5, 0.125, 0.0, 0.25, 0.125, 1.0];

fn ids() -> [TextId; 2] {
    ["the bridge is safe", "nobody checked it"].map(TextId::of_text)
}

#[test]
fn what_is_kept_comes_back_for_its_linker() {
    let (_folder, path, mut library) = library();
    let [one, other] = ids();
    let mut first = library.recall("first").unwrap();
    assert_eq!((first.embedding(one), first.relations((one, other))), (None, None));
    first.keep(&[(one, [-7; 384])], &[((one, other), RELATIONS)]);
    assert_eq!((first.embedding(one), first.relations((one, other))), (Some([-7; 384]), Some(RELATIONS)));
    first.finish().unwrap();
    drop(library);
    let mut library = Library::open(&path).unwrap();
    let mut first = library.recall("first").unwrap();
    assert_eq!((first.embedding(one), first.embedding(other)), (Some([-7; 384]), None));
    assert_eq!((first.relations((one, other)), first.relations((other, one))), (Some(RELATIONS), None));
    let mut second = library.recall("second").unwrap();
    assert_eq!((second.embedding(one), second.relations((one, other))), (None, None));
    second.keep(&[(other, [9; 384])], &[]);
    let mut first = library.recall("first").unwrap();
    assert_eq!(first.embedding(one), None, "what another linker said is dropped when this one says something");
}

#[test]
fn pairs_that_are_compared_once_are_not_kept() {
    let (_folder, _path, mut library) = library();
    let [one, other] = ids();
    let mut some = library.recall("first").unwrap().without_pairs();
    some.keep(&[(one, [1; 384])], &[((one, other), RELATIONS)]);
    assert_eq!((some.embedding(one), some.relations((one, other))), (Some([1; 384]), None));
}

#[test]
fn rows_of_another_size_are_as_good_as_none() {
    let (_folder, path, mut library) = library();
    let [one, other] = ids();
    library.recall("first").unwrap().keep(&[(one, [1; 384])], &[((one, other), RELATIONS)]);
    drop(library);
    tamper(&path, "UPDATE embeddings SET vector = x'0102'; UPDATE compared SET relations = x'0000c07f'");
    let mut library = Library::open(&path).unwrap();
    let mut first = library.recall("first").unwrap();
    assert_eq!((first.embedding(one), first.relations((one, other))), (None, None));
    first.finish().unwrap();
}

#[test]
fn what_goes_wrong_is_told_at_the_end() {
    let (_folder, path, mut library) = library();
    tamper(&path, "DROP TABLE compared");
    let [one, other] = ids();
    let mut first = library.recall("first").unwrap();
    first.keep(&[], &[((one, other), RELATIONS)]);
    assert_eq!(first.relations((one, other)), None);
    assert!(first.finish().is_err());
}
