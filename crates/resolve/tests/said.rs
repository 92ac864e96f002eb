//! When a statement was made: the time of its cue, and no other.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use sayso_core::{Form, Provenance, Score, Span, Spans, Statement, StatementParts};
use sayso_resolve::when::{document_times, said};

/// `{source}`, `[cue]` and `<content>` are marked in the text, which is published on Thursday, 8 February 2018.
#[track_caller]
fn check(marked: &str, expect: Option<(&str, &str)>) {
    let mut text = String::from("Port Else Courier\n8 February 2018\n\nBridge stays shut\n\n");
    let mut open = Vec::new();
    let mut roles: [Vec<Span>; 3] = Default::default();
    for c in marked.chars() {
        match c {
            '{' | '[' | '<' => open.push(text.len()),
            '}' | ']' | '>' => {
                let role = "}]>".find(c).unwrap();
                roles[role].push(Span::new(open.pop().unwrap()..text.len()).unwrap());
            }
            c => text.push(c),
        }
    }
    let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
    assert_eq!(document.meta().published.as_deref(), Some("2018-02-08"));
    let [source, cue, content] = roles.map(|spans| Spans::new(spans).unwrap());
    let parts = StatementParts::new(source, cue, content, Form::Indirect, Score::ONE);
    let statement = Statement::new(&document, parts).unwrap();
    let found = said(&document, &statement, &document_times(&document));
    let found = found.as_ref().map(|said| (document.words(said.span), said.value.as_str()));
    assert_eq!(found, expect, "{marked}");
}

#[test]
fn the_time_stands_beside_the_cue() {
    check("{The envoy} [said] on Tuesday <that the strait was closed>.", Some(("Tuesday", "2018-02-06")));
    check("On Tuesday, {the envoy} [said] <the strait was closed>.", Some(("Tuesday", "2018-02-06")));
    check("{The envoy} on Tuesday [accused] <Kestria of piracy>.", Some(("Tuesday", "2018-02-06")));
    check("{The envoy} [told] reporters in Sorle on Tuesday <that it was closed>.", Some(("Tuesday", "2018-02-06")));
    check("<“It is closed,”> {the envoy} [said] February 6.", Some(("February 6", "2018-02-06")));
    check("Last November, {the envoy} [told] the radio <that it was closed>.", Some(("Last November", "2017-11")));
    check("In December 2017, {the envoy} [warned] <that it would close>.", Some(("December 2017", "2017-12")));
    check("In a series of posts on Saturday, {he} [called on] <Kestria to open it>.", Some(("Saturday", "2018-02-03")));
    check("{The envoy} [said] late on Tuesday <that it was closed>.", Some(("late on Tuesday", "2018-02-06")));
    check("{The hospital} [said] last night <that it was full>.", Some(("last night", "2018-02-07")));
}

#[test]
fn a_time_before_is_pointed_back_to() {
    check(
        "In December 2017 he warned of it. <“They are many,”> {he} [said] at the time.",
        Some(("the time", "2017-12")),
    );
    check(
        "The tank cracked on January 30. Two days later {the envoy} [said] <it was safe>.",
        Some(("Two days later", "2018-02-01")),
    );
}

#[test]
fn times_of_other_events_are_not_taken() {
    check("{The envoy} [said] <the bridge had been closed on Tuesday>.", None);
    check("{The envoy} [said] <Tuesday's vote was a farce>.", None);
    check("{The man arrested on Monday} [said] <he was a baker>.", None);
    check("{The man}, who was arrested on Monday, [said] <he was a baker>.", None);
    check("After the attack on Monday, {the envoy} [said] <the bridge was closed>.", None);
    check("{The envoy}, in office since 2015, [said] <the bridge was closed>.", None);
    check("WEXHOLM, February 8 (NHA) - {The envoy} [said] <the bridge was closed>.", None);
    check("He told the Echo on Monday that {she} [had asked] <for boats>.", None);
    check("He left on Monday and {the mayor} [says] <he will be back>.", None);
    check("He said so last night, as {families} [complained] <that the water was brown>.", None);
    check("The bridge fell on Monday. {The envoy} [said] <it was old>.", None);
}

#[test]
fn occasions_are_times_and_what_others_did_is_none() {
    check("At Monday's hearing, {the envoy} [said] <it was closed>.", Some(("Monday", "2018-02-05")));
    check("In Monday's attack, {the envoy} [said], <two died>.", None);
    check(
        "{The envoy} [sounded] <a call for all of the ships to come home> on Tuesday.",
        Some(("Tuesday", "2018-02-06")),
    );
    check("On Tuesday, hours after the crash, {the envoy} [said] <it was closed>.", Some(("Tuesday", "2018-02-06")));
    check("On Tuesday the envoy denied it and {he} [called] <it a lie>.", Some(("Tuesday", "2018-02-06")));
    check("{The guard} [said] an hour ago <it was closed>.", Some(("an hour ago", "2018-02-08")));
    check("{Witnesses of the crash on Monday} [said] <it was dark>.", None);
    check("{The clerk}, freed on Monday, [said] <it was dark>.", None);
    check("{He}, who [admitted] <it>, was jailed in 2016.", None);
    check("The Courier reported on Tuesday, [quoting] {her}, <that it was closed>.", None);
    check("{They} [judged] <it weak>, encouraging the 2012 attack.", None);
    check("In a 2013 memo, {the agency} [warned] <of it>.", Some(("2013", "2013")));
    check("He released them in 2012, even though {they} [said] <too much>.", None);
    check("It was not <47>, as {the police} [had said], an inquiry found on Tuesday.", None);
}

#[test]
fn documents_speak_when_they_were_made() {
    check("{A report published on Tuesday} [says] <the bridge is old>.", Some(("Tuesday", "2018-02-06")));
    check("{A note issued by the palace on Tuesday} [says] <the king is old>.", Some(("Tuesday", "2018-02-06")));
    check("{A review, published in March 2017,} [concluded] <that it was old>.", Some(("March 2017", "2017-03")));
}
