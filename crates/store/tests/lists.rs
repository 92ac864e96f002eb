//! Filters, order and pages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_store::*;

fn filled() -> (tempfile::TempDir, Library) {
    let (folder, _path, mut library) = library();
    for (source, content, outlet, published) in [
        ("Varga", "The bridge is 100% safe", "Echo", Some("2018-02-08")),
        ("Hale", "The bridge is not safe", "Courier", Some("2018-02")),
        ("Varga", "No comment", "Courier", Some("2019")),
        ("Ostrow", "Ask Varga", "Echo", None),
    ] {
        let (document, statement) = short(source, content, outlet, published);
        add(&mut library, &document, &[statement]);
    }
    let full = document();
    add(&mut library, &full, &[statement(&full)]);
    library.link().unwrap();
    (folder, library)
}

fn contents(library: &Library, filter: &StatementFilter, order: Order, page: Page) -> Vec<String> {
    let mut out = Vec::new();
    let visit = |listed: ListedStatement<'_>| {
        let first = listed.statement.content().pieces()[0];
        out.push(first.slice(listed.text).unwrap().to_owned());
        Ok::<(), StoreError>(())
    };
    library.list_statements(filter, order, page, visit).unwrap();
    out
}

#[track_caller]
fn check(filter: StatementFilter, expect: &[&str]) {
    let (_folder, library) = filled();
    let mut found = contents(&library, &filter, Order::Added, Page::default());
    assert_eq!(found, expect);
    assert_eq!(library.count_statements(&filter).unwrap(), expect.len() as u64);
    // Another order lists the same.
    let mut other = contents(&library, &filter, Order::Published, Page::default());
    found.sort();
    other.sort();
    assert_eq!(found, other);
}

fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}

fn since_until(since: &str, until: &str) -> StatementFilter {
    let document = DocumentFilter { since: since.parse().ok(), until: until.parse().ok(), ..Default::default() };
    StatementFilter { document, ..Default::default() }
}

const FULL: &str = "The bridge is safe,";

#[test]
fn statements_are_filtered() {
    let none = StatementFilter::default;
    check(StatementFilter { speaker: some("varga"), ..none() }, &["The bridge is 100% safe", "No comment", FULL]);
    check(StatementFilter { speaker: some("person/ilse-varga"), ..none() }, &[FULL]);
    check(StatementFilter { speaker: some("person/ilse"), ..none() }, &[]);
    check(StatementFilter { about: some("varga"), ..none() }, &["Ask Varga"]);
    check(StatementFilter { about: some("harbour radio"), ..none() }, &[FULL]);
    check(StatementFilter { acts: vec![sayso_core::Act::Assert], ..none() }, &[FULL]);
    check(StatementFilter { forms: vec![sayso_core::Form::Mixed, sayso_core::Form::Indirect], ..none() }, &[FULL]);
    let document = |filter| StatementFilter { document: filter, ..none() };
    let search = |words| document(DocumentFilter { search: some(words), ..Default::default() });
    check(search("0%"), &["The bridge is 100% safe"]);
    check(search("_"), &[]);
    check(search("' OR 1=1 --"), &[]);
    let outlet = DocumentFilter { outlet: some("courier"), ..Default::default() };
    check(document(outlet), &["The bridge is not safe", "No comment"]);
    let id = common::document().id().to_string();
    let id = DocumentFilter { id: id[..6].parse().ok(), ..Default::default() };
    check(document(id), &[FULL]);
}

#[test]
fn dates_of_any_length_overlap() {
    check(since_until("2018-02-05", ""), &["The bridge is 100% safe", "The bridge is not safe", "No comment", FULL]);
    check(since_until("2018-02-09", "2018-12"), &["The bridge is not safe"]);
    check(since_until("", "2018"), &["The bridge is 100% safe", "The bridge is not safe", FULL]);
    check(since_until("2019-06", "2019-07"), &["No comment"]);
    check(since_until("2020", ""), &[]);
    for bad in ["", "18", "2018-13", "2018-00", "2018-1", "2018-01-32", "2018-01-01-01", "+018", "2018-01-1x"] {
        assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
    }
}

#[test]
fn pages_join_up_and_order_is_stable() {
    let (_folder, library) = filled();
    for order in [Order::Published, Order::Outlet, Order::Added, Order::Score] {
        for reversed in [false, true] {
            let all = contents(&library, &StatementFilter::default(), order, Page { reversed, ..Page::default() });
            let page = |offset| Page { limit: Some(2), offset, reversed };
            let pages = [0, 2, 4, 6].map(|offset| contents(&library, &StatementFilter::default(), order, page(offset)));
            assert_eq!(pages.concat(), all);
        }
    }
    let dates = contents(&library, &StatementFilter::default(), Order::Published, Page::default());
    assert_eq!(dates[0], "The bridge is not safe");
    assert_eq!(dates[3..], ["No comment", "Ask Varga"], "unknown dates last");
}

#[test]
fn documents_are_listed() {
    let (_folder, library) = filled();
    let mut found = Vec::new();
    let filter = DocumentFilter { search: some("bridge"), ..Default::default() };
    let visit = |document: &DocumentSummary| {
        found.push((document.outlet.clone().unwrap(), document.statements, document.text_bytes));
        Ok::<(), StoreError>(())
    };
    library.list_documents(&filter, Order::Published, Page::default(), visit).unwrap();
    found.sort();
    assert_eq!(found, [("Courier".into(), 1, 40), ("Echo".into(), 1, 42), ("HNA".into(), 1, TEXT.len() as u64)]);
    assert_eq!(library.count_documents(&filter).unwrap(), 3);
}
