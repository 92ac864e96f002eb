//! `sayso speakers`, `entities` and `statements --speaker`: who speaks in a library, from outside.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_core::*;
use sayso_store::*;
use serde_json::Value;

/// A library with a statement for each line "name | role | affiliation | published | act | target".
fn desk(lines: &[&str]) -> Desk {
    let desk = Desk::new();
    let mut library = Library::open_or_create(&desk.path("sayso.db")).unwrap();
    let mut batch = library.batch(Maker { program: "test", reader: "by hand" }).unwrap();
    for line in lines {
        let (document, statement) = said(line);
        batch.insert(&document, &[statement], &[]).unwrap();
    }
    batch.commit().unwrap();
    desk
}

fn said(line: &str) -> (Document, Statement) {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let text = format!("{} said so on {}.", cells[0], cells[3]);
    let meta = Meta { published: Some(cells[3].to_owned()), ..Meta::default() };
    let document = Document::new(text.clone(), Provenance::default(), meta, Layout::default(), vec![]);
    let spans = |words: &str| {
        let at = text.find(words).unwrap();
        Spans::from(Span::of(&text, at..at + words.len()).unwrap())
    };
    let mut parts =
        StatementParts::new(spans(cells[0]), spans("said"), spans(cells[3]), Form::Indirect, Score::new(0.9));
    let id = |kind: &str, name: &str| Some(EntityId::new(format!("{kind}/{}", name.to_lowercase().replace(' ', "-"))));
    parts.act = cells[4].parse().ok();
    parts.speaker = Some(Speaker {
        name: cells[0].to_owned(),
        kind: EntityKind::Person,
        role: Some(cells[1].to_owned()),
        affiliation: Some(cells[2].to_owned()),
        entity: id("person", cells[0]),
    });
    parts.target = (!cells[5].is_empty()).then(|| Party {
        name: cells[5].to_owned(),
        kind: EntityKind::Country,
        entity: id("country", cells[5]),
    });
    (document.clone(), Statement::new(&document, parts).unwrap())
}

const LINES: [&str; 6] = [
    "Qasem Rahimi | deputy envoy | Sorle | 2016-02-01 | assert |",
    "Ghassem Rahimi | envoy to Teldova | Sorle | 2018-02-08 | accuse | Kestria",
    "Rahimi | envoy to Teldova | Sorle | 2018-03-01 | accuse | Kestria",
    "Ilse Varga | minister | Brannia | 2018-03-02 | deny |",
    "Mara Hale | engineer | Aldane Water | 2018-03-03 | warn |",
    "M. J. Hale | engineer | Harbour Board | 2019-03-03 | warn |",
];

fn ids(desk: &Desk) -> Vec<String> {
    let out = desk.ok(&["speakers", "--format", "jsonl", "--sort", "name"]);
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    out.lines().map(id).collect()
}

fn count(desk: &Desk, speaker: &str) -> usize {
    desk.ok(&["statements", "--format", "jsonl", "--speaker", speaker]).lines().count()
}

#[test]
fn speakers_are_listed_once() {
    let desk = desk(&LINES);
    insta::assert_snapshot!(desk.ok(&["speakers"]), @r"
    speaker                said  in  roles                              acts                first
    id                                                                  targets             last
    Ghassem Rahimi            3   3  deputy envoy (2016-02-01); envoy   accuse 2, assert 1  2016-02-01
    person/ghassem-rahimi            to Teldova (2018-02-08 to          Kestria 2           2018-03-01
                                     2018-03-01)
    Ilse Varga                1   1  minister (2018-03-02)              deny 1              2018-03-02
    person/ilse-varga                                                                       2018-03-02
    M. J. Hale                1   1  engineer (2019-03-03)              warn 1              2019-03-03
    person/m-j-hale                                                                         2019-03-03
    Mara Hale                 1   1  engineer (2018-03-03)              warn 1              2018-03-03
    person/mara-hale                                                                        2018-03-03
    ");
    let out = desk.ok(&["speakers", "--format", "jsonl", "--search", "ghassem"]);
    let row: Value = serde_json::from_str(&out).unwrap();
    let expect = serde_json::json!({
        "id": "person/ghassem-rahimi",
        "name": "Ghassem Rahimi",
        "kind": "person",
        "names": ["Ghassem Rahimi", "Qasem Rahimi", "Rahimi"],
        "affiliations": ["Sorle"],
        "roles": [
            {"role": "deputy envoy", "first": "2016-02-01", "last": "2016-02-01", "documents": 1},
            {"role": "envoy to Teldova", "first": "2018-02-08", "last": "2018-03-01", "documents": 2},
        ],
        "statements": 3,
        "documents": 3,
        "acts": [{"act": "accuse", "statements": 2}, {"act": "assert", "statements": 1}],
        "targets": [{"name": "Kestria", "statements": 2}],
        "first": "2016-02-01",
        "last": "2018-03-01",
    });
    assert_eq!(row, expect);
    let csv = desk.ok(&["speakers", "--format", "csv", "--limit", "1"]);
    assert!(csv.starts_with("id,name,kind,names,affiliations,roles,statements,documents,acts,targets,first,last\r\n"));
    assert_eq!(desk.run(&["speakers", "--kind", "outlet"]).err, "sayso: no speakers fit\n");
    assert_eq!(desk.run(&["speakers", "--limit", "1"]).err, "sayso: 1 to 1 of 4 speakers; see --offset and --limit\n");
    assert_eq!(desk.run(&["speakers", "--kind", "nobody"]).code, Some(2));
}

#[test]
fn statements_of_a_speaker_are_found_by_any_name() {
    let desk = desk(&LINES);
    assert_eq!(count(&desk, "Ghassem"), 3);
    assert_eq!(count(&desk, "person/ghassem-rahimi"), 3);
    assert_eq!(count(&desk, "Hale"), 2);
}

#[test]
fn what_a_person_decides_is_kept_and_can_be_taken_back() {
    let desk = desk(&LINES);
    let before = ids(&desk);
    let merge = ["entities", "merge", "person/mara-hale", "M. J. Hale"];
    let done = desk.run(&merge);
    assert_eq!((done.code, done.out.as_str()), (Some(0), ""), "{done:?}");
    assert_eq!(done.err, "sayso: Mara Hale (person/mara-hale) and M. J. Hale (person/m-j-hale) are one now\n");
    assert_eq!((count(&desk, "person/mara-hale"), count(&desk, "mara")), (2, 2), "{:?}", ids(&desk));
    assert!(desk.run(&merge).err.ends_with(" are one already\n"));
    let split = ["entities", "split", "M. J. Hale", "--name", "Mara Hale"];
    assert!(desk.run(&split).err.starts_with("sayso: Mara Hale (person/mara-hale) is two now"));
    assert_eq!(ids(&desk), before);
    let decisions = desk.ok(&["entities", "decisions", "--format", "jsonl"]);
    let verdicts: Vec<Value> =
        decisions.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["verdict"].clone()).collect();
    assert_eq!(verdicts, ["same", "apart"]);
    assert_eq!(desk.run(&["entities", "undo", "2"]).err, "sayso: decision 2 is taken back\n");
    assert_eq!(ids(&desk).len(), before.len() - 1);
    desk.ok(&["entities", "undo", "1"]);
    assert_eq!(ids(&desk), before);
}

#[test]
fn names_that_are_nobodys_or_several_peoples_are_refused() {
    let desk = desk(&LINES);
    let check = |args: &[&str], code: i32, expect: &str| {
        let done = desk.run(&[&["entities"], args].concat());
        assert_eq!((done.code, done.out.as_str()), (Some(code), ""), "{done:?}");
        assert!(done.err.contains(expect), "{done:?}");
    };
    check(&["merge", "Nobody", "Mara Hale"], 3, "nobody in the library is called Nobody");
    check(
        &["merge", "hale", "Ilse Varga"],
        3,
        "hale may be 2: M. J. Hale (person/m-j-hale), Mara Hale (person/mara-hale)",
    );
    check(&["merge", "Mara Hale"], 2, "2 values required");
    check(&["split", "Mara Hale"], 2, "--name");
    check(&["split", "Mara Hale", "--name", "Nobody"], 0, "nothing was changed");
    check(&["undo", "7"], 3, "there is no decision 7");
}
