//! Tracked claims: what is compared, raised and owed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_core::Score;
use sayso_store::{Alert, Library};
use sayso_trace::Recurrence::{ComesBack, Denied};

fn claims(alerts: Vec<Alert>) -> Vec<(i64, &'static str)> {
    alerts.iter().map(|alert| (alert.tracked, alert.kind.name())).collect()
}

#[test]
fn a_claim_is_compared_with_what_comes_later() {
    let (_folder, path, mut library) = library();
    let (before, _) = short("Ana Reyes", "It rains", "Echo", None);
    add(&mut library, &before, &[]);
    assert_eq!(library.track("The bridge is safe.", None).unwrap(), (1, true));
    assert_eq!(library.track("The bridge is safe.", None).unwrap(), (1, false));
    let (after, statement) = short("Ilse Varga", "The bridge is safe", "Echo", None);
    add(&mut library, &after, std::slice::from_ref(&statement));
    let compared = library.tracked().unwrap()[0].compared;
    let new = library.whole_after(compared, 10).unwrap();
    assert_eq!(new.iter().map(|(row, whole)| (*row, whole.document.id())).collect::<Vec<_>>(), [(2, after.id())]);
    assert!(library.whole_after(compared, 0).unwrap().is_empty());
    let (whole, place) = library.whole_with(statement.id()).unwrap().unwrap();
    assert_eq!((whole.document.id(), place), (after.id(), 0));

    let found = [(1, statement.id(), ComesBack, Score::new(0.5)), (7, statement.id(), Denied, Score::ONE)];
    assert_eq!(library.raise(&[1], 2, &found).unwrap(), 1, "there is no claim 7");
    assert_eq!(library.raise(&[1], 1, &found).unwrap(), 0, "never twice");
    drop(library);
    let mut library = Library::open(&path).unwrap();
    let row = library.tracked().unwrap().remove(0);
    assert_eq!((row.compared, row.alerts), (2, 1));
    assert!(library.untrack(1).unwrap() && !library.untrack(1).unwrap());
    assert!(library.alerts(10).unwrap().is_empty(), "its alerts go with it");
    assert_eq!(library.track("It leans.", Some(statement.id())).unwrap(), (2, true), "numbers are not given twice");
}

#[test]
fn each_receiver_is_told_once() {
    let (_folder, _path, mut library) = library();
    let (document, statement) = short("Ilse Varga", "The bridge is safe", "Echo", None);
    add(&mut library, &document, std::slice::from_ref(&statement));
    library.track("The bridge is safe.", None).unwrap();
    library.track("The bridge leans.", None).unwrap();
    let (hook, tool) = ("webhook 1".to_owned(), "command 1".to_owned());
    let owed = |library: &Library, receiver: &str| claims(library.owed(receiver).unwrap());
    library.raise(&[1], 1, &[(1, statement.id(), ComesBack, Score::ONE)]).unwrap();
    library.owe(&[hook.clone(), tool.clone()]).unwrap();
    assert_eq!(owed(&library, &hook), [(1, "comes-back")]);
    let number = library.owed(&tool).unwrap()[0].number;
    library.told(&tool, &[number]).unwrap();
    assert_eq!((owed(&library, &tool), owed(&library, &hook)), (vec![], vec![(1, "comes-back")]));
    // Who comes later is owed what nobody was told of.
    library.raise(&[2], 1, &[(2, statement.id(), Denied, Score::ONE)]).unwrap();
    library.owe(&["stdout".to_owned()]).unwrap();
    assert_eq!(owed(&library, "stdout"), [(2, "denied")]);
    library.owe(&[hook.clone(), tool.clone()]).unwrap();
    assert_eq!(owed(&library, &hook), [(1, "comes-back"), (2, "denied")]);
    assert_eq!(owed(&library, &tool), [(2, "denied")]);
    assert_eq!(claims(library.alerts(1).unwrap()), [(2, "denied")], "the newest first");
}
