//! What goes into a library comes back, and nothing else does.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_core::*;
use sayso_store::*;

#[test]
fn every_field_comes_back() {
    let (_folder, path, mut library) = library();
    let document = document();
    let statement = statement(&document);
    assert_eq!(add(&mut library, &document, std::slice::from_ref(&statement)), Inserted::New);
    drop(library);
    let library = Library::open(&path).unwrap();
    let back = library.document(document.id()).unwrap().unwrap();
    assert_eq!(back, document);
    assert_eq!(library.statements_of(&back).unwrap(), [statement]);
}

#[test]
fn the_page_comes_back() {
    let (_folder, path, mut library) = library();
    // Its headline is one that stands nowhere in it.
    let document = page_document().titled("Nobody saw the boats");
    assert_eq!(document.title(), Some("Nobody saw the boats"));
    let said = statement(&document);
    add(&mut library, &document, std::slice::from_ref(&said));
    drop(library);
    let library = Library::open(&path).unwrap();
    assert_eq!(library.document(document.id()).unwrap().unwrap(), document);
    let mut seen = 0;
    let visit = |listed: ListedStatement<'_>| {
        assert_eq!(listed.page, document.page());
        seen += 1;
        Ok::<(), StoreError>(())
    };
    library.list_statements(&StatementFilter::default(), Order::Added, Page::default(), visit).unwrap();
    assert_eq!(seen, 1);
    drop(library);
    tamper(&path, "UPDATE page_map SET page_byte = 4999");
    let refused = Library::open(&path).unwrap().document(document.id());
    assert!(matches!(refused, Err(StoreError::Changed { what: Part::Page, .. })), "{refused:?}");
}

#[test]
fn odd_texts_come_back() {
    let (_folder, _path, mut library) = library();
    for text in ["", "a\0b “Żółw”\u{1b}[31m", "\u{feff}x", &"long ".repeat(100_000)] {
        let document = Document::new(text.into(), Provenance::default(), Meta::default(), Layout::default(), vec![]);
        add(&mut library, &document, &[]);
        assert_eq!(library.document(document.id()).unwrap().unwrap(), document);
    }
}

#[test]
fn adding_again_changes_nothing() {
    let (_folder, _path, mut library) = library();
    let document = document();
    let statement = statement(&document);
    add(&mut library, &document, &[statement.clone(), statement.clone()]);
    assert_eq!(library.changes().unwrap(), 1);
    assert_eq!(add(&mut library, &document, &[]), Inserted::Known);
    assert_eq!(library.changes().unwrap(), 1);
    assert_eq!(library.statements_of(&document).unwrap(), [statement], "given twice, kept once");
}

#[test]
fn a_dropped_batch_leaves_no_trace() {
    let (_folder, _path, mut library) = library();
    let (kept, _) = short("Varga", "No", "Echo", None);
    let mut batch = library.batch(MAKER).unwrap();
    batch.insert(&document(), &[], &[]).unwrap();
    drop(batch);
    assert!(!library.contains(document().id()).unwrap());
    add(&mut library, &kept, &[]);
    assert!(library.contains(kept.id()).unwrap());
}

#[test]
fn a_statement_of_another_document_is_refused() {
    let (_folder, _path, mut library) = library();
    let (other, _) = short("Varga", "No", "Echo", None);
    let mut batch = library.batch(MAKER).unwrap();
    let error = batch.insert(&other, &[statement(&document())], &[]).unwrap_err();
    assert!(matches!(error, StoreError::OtherDocument { .. }), "{error}");
}

#[test]
fn files_that_are_no_library_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "These are my notes.\n".repeat(100)).unwrap();
    let other = folder.path().join("other.sqlite");
    tamper(&other, "CREATE TABLE recipes (name TEXT)");
    for path in [text, other, folder.path().to_owned()] {
        let before = std::fs::read(&path).ok();
        for opened in [Library::open(&path), Library::open_or_create(&path)] {
            let error = opened.err().unwrap();
            assert!(matches!(error, StoreError::NotALibrary { .. }), "{error}");
        }
        assert_eq!(std::fs::read(&path).ok(), before);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no file was made beside them");
}

#[test]
fn a_missing_file_is_no_library_and_an_empty_one_becomes_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sayso.db");
    assert!(matches!(Library::open(&path), Err(StoreError::Missing { .. })));
    assert!(!path.exists());
    std::fs::write(&path, "").unwrap();
    Library::open_or_create(&path).unwrap();
    Library::open(&path).unwrap();
}

#[test]
fn a_newer_library_is_refused_with_both_versions() {
    let (_folder, path, library) = library();
    drop(library);
    tamper(&path, "UPDATE library SET format_version = 7");
    let error = Library::open(&path).err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 7, known: 4, .. }));
    assert!(error.to_string().ends_with("has library format 7; this program knows formats up to 4"), "{error}");
}

/// What reading says after the file was changed by `sql`.
#[track_caller]
fn check_tampered(sql: &str, expect: &str) {
    let (_folder, path, mut library) = library();
    let document = document();
    add(&mut library, &document, &[statement(&document)]);
    drop(library);
    tamper(&path, sql);
    let library = Library::open(&path).unwrap();
    let read = library.document(document.id()).and_then(|found| library.statements_of(&found.unwrap()));
    let error = read.unwrap_err().to_string();
    assert_eq!(error, format!("document {}: {expect}", document.id()));
}

#[test]
fn tampering_is_found_and_named() {
    check_tampered(
        "UPDATE documents SET text = replace(text, 'is safe', 'was safe')",
        "something changed the text after it was added",
    );
    check_tampered("UPDATE documents SET url = 'http://x'", "something changed the text after it was added");
    check_tampered(
        "UPDATE spans SET end_byte = 9999 WHERE role = 'cue'",
        "the cue of statement 0 (bytes 108..9999) does not fit its text",
    );
    check_tampered(
        "UPDATE spans SET start_byte = -1 WHERE role = 'source'",
        "something changed the source of statement 0 (bytes -1..107) after it was added",
    );
    check_tampered(
        "UPDATE spans SET start_byte = start_byte + 1 WHERE role = 'source'",
        "something changed the words of statement 0 after it was added",
    );
    check_tampered(
        "DELETE FROM spans WHERE role = 'cue'",
        "something changed the words of statement 0 after it was added",
    );
    check_tampered(
        "UPDATE statements SET act = 'sing'",
        "something changed the values of statement 0 after it was added",
    );
    check_tampered(
        "UPDATE figures SET end_byte = 9999",
        "the figure of statement 0 (bytes 150..9999) does not fit its text",
    );
    check_tampered(
        "UPDATE layout SET kind = 'x' WHERE part = 'block'",
        "something changed the layout after it was added",
    );
}

#[test]
fn a_library_of_format_2_is_brought_up() {
    let (_folder, path, mut library) = library();
    let document = document();
    add(&mut library, &document, &[statement(&document)]);
    drop(library);
    tamper(&path, TO_FORMAT_2);
    let library = Library::open(&path).unwrap();
    assert!(library.contains(document.id()).unwrap());
    let state = InputState { path: "a.zip", size: 1, modified: 2, options: "" };
    assert_eq!(library.place_in(state).unwrap(), None);
}

#[test]
fn a_place_holds_for_the_same_input_alone() {
    let (_folder, _path, mut library) = library();
    let state = InputState { path: "a.zip", size: 1, modified: 2, options: "x" };
    let place = InputPlace { offset: 10, line: 3, taken: 1 };
    let note = |library: &mut Library, place| {
        let mut batch = library.batch(Maker { program: "test", reader: "none" }).unwrap();
        batch.note_place(state, place).unwrap();
        batch.commit().unwrap();
    };
    note(&mut library, Some(place));
    assert_eq!(library.place_in(state).unwrap(), Some(place));
    for other in [
        InputState { path: "b.zip", ..state },
        InputState { size: 2, ..state },
        InputState { modified: 3, ..state },
        InputState { options: "y", ..state },
    ] {
        assert_eq!(library.place_in(other).unwrap(), None);
    }
    note(&mut library, None);
    assert_eq!(library.place_in(state).unwrap(), None);
}
