//! Entities across documents, and what people decide about them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use sayso_core::*;
use sayso_store::*;

/// A document in which somebody says something, and how it shows them.
struct Story {
    name: &'static str,
    role: &'static str,
    affiliation: &'static str,
    published: &'static str,
    act: Act,
    target: Option<&'static str>,
}

const fn story(name: &'static str, role: &'static str, affiliation: &'static str, published: &'static str) -> Story {
    Story { name, role, affiliation, published, act: Act::Assert, target: None }
}

fn stories() -> Vec<Story> {
    vec![
        story("Ilse Varga", "deputy health minister", "Brannia", "2014-03"),
        Story {
            act: Act::Accuse,
            target: Some("Kestria"),
            ..story("Ilse Varga", "health minister", "Brannia", "2016-01-05")
        },
        Story {
            act: Act::Accuse,
            target: Some("Kestria"),
            ..story("Ilse M. Varga", "health minister", "Brannia", "2018")
        },
        story("Varga", "health minister", "Brannia", "2017-05-06"),
        story("Ilse Varga", "striker", "Wexholm Rovers", "2016-02-02"),
        story("Qasem Rahimi", "envoy", "Sorle", "2019-01-01"),
        story("Ghassem Rahimi", "envoy to Teldova", "Sorle", "2019-02-01"),
    ]
}

fn id(kind: EntityKind, name: &str) -> EntityId {
    EntityId::new(format!("{}/{}", kind.name(), name.to_lowercase().replace(['.', ' '], "-").replace("--", "-")))
}

fn written(story: &Story) -> (Document, Statement) {
    let Story { name, role, affiliation, published, act, target } = story;
    let (document, statement) = short(name, &format!("Spoken in {published}"), "Echo", Some(published));
    let mut parts = statement.parts().clone();
    parts.act = Some(*act);
    parts.speaker = Some(Speaker {
        name: (*name).into(),
        kind: EntityKind::Person,
        role: Some((*role).into()),
        affiliation: Some((*affiliation).into()),
        entity: Some(id(EntityKind::Person, name)),
    });
    parts.target = target.map(|name| Party {
        name: name.into(),
        kind: EntityKind::Country,
        entity: Some(id(EntityKind::Country, name)),
    });
    (document.clone(), Statement::new(&document, parts).unwrap())
}

fn filled(stories: &[Story]) -> (tempfile::TempDir, std::path::PathBuf, Library) {
    let (folder, path, mut library) = library();
    for story in stories {
        let (document, statement) = written(story);
        add(&mut library, &document, &[statement]);
    }
    library.link().unwrap();
    (folder, path, library)
}

fn speakers(library: &Library, filter: &SpeakerFilter, order: SpeakerOrder, page: Page) -> Vec<SpeakerSummary> {
    let mut out = Vec::new();
    let visit = |speaker: &SpeakerSummary| {
        out.push(speaker.clone());
        Ok::<(), StoreError>(())
    };
    library.list_speakers(filter, order, page, visit).unwrap();
    out
}

fn everybody(library: &Library) -> Vec<SpeakerSummary> {
    speakers(library, &SpeakerFilter::default(), SpeakerOrder::Statements, Page::default())
}

/// Who there is and how many statements each makes.
fn counts(library: &Library) -> Vec<(String, u64)> {
    everybody(library).into_iter().map(|one| (one.somebody.name, one.statements)).collect()
}

fn said_by(library: &Library, speaker: &str) -> u64 {
    library.count_statements(&StatementFilter { speaker: Some(speaker.to_owned()), ..Default::default() }).unwrap()
}

#[test]
fn a_speaker_is_one_whatever_the_documents_call_her() {
    let (_folder, _path, library) = filled(&stories());
    let all = everybody(&library);
    assert_eq!(counts(&library), [("Ilse M. Varga".into(), 4), ("Ghassem Rahimi".into(), 2), ("Ilse Varga".into(), 1)]);
    let minister = &all[0];
    assert_eq!(minister.names, ["Ilse Varga", "Ilse M. Varga", "Varga"]);
    assert_eq!(minister.affiliations, ["Brannia"]);
    let roles: Vec<(&str, Option<&str>, Option<&str>, u64)> =
        minister.roles.iter().map(|r| (r.role.as_str(), r.first.as_deref(), r.last.as_deref(), r.documents)).collect();
    assert_eq!(
        roles,
        [
            ("deputy health minister", Some("2014-03"), Some("2014-03"), 1),
            ("health minister", Some("2016-01-05"), Some("2018"), 3)
        ]
    );
    assert_eq!(minister.acts, [(Act::Accuse, 2), (Act::Assert, 2)]);
    assert_eq!(minister.targets, [("Kestria".to_owned(), 2)]);
    assert_eq!(
        (minister.documents, minister.first.as_deref(), minister.last.as_deref()),
        (4, Some("2014-03"), Some("2018"))
    );
}

#[test]
fn statements_are_found_by_any_name_and_by_id() {
    let (_folder, _path, library) = filled(&stories());
    let minister = everybody(&library)[0].somebody.id.as_str().to_owned();
    assert_eq!(said_by(&library, "ilse m."), 4, "also where she is called Varga");
    assert_eq!(said_by(&library, "ghassem"), 2);
    assert_eq!(said_by(&library, "varga"), 5);
    assert_eq!(said_by(&library, &minister), 4);
    assert_eq!(said_by(&library, "person/nobody"), 0);
    assert_eq!(said_by(&library, "%"), 0);
}

#[test]
fn the_order_of_adding_changes_nothing() {
    let (_folder, _path, forth) = filled(&stories());
    let mut backwards = stories();
    backwards.reverse();
    let (_other_folder, _path, back) = filled(&backwards);
    assert_eq!(everybody(&forth), everybody(&back));
    // Linked after each document, and not only at the end.
    let (_third_folder, _path, mut step) = library();
    for story in stories() {
        let (document, statement) = written(&story);
        add(&mut step, &document, &[statement]);
        step.link().unwrap();
    }
    assert_eq!(everybody(&step), everybody(&forth));
}

#[test]
fn speakers_are_filtered_ordered_and_paged() {
    let (_folder, _path, library) = filled(&stories());
    let names = |filter: &SpeakerFilter, order, page| -> Vec<(String, u64)> {
        let found = speakers(&library, filter, order, page);
        assert!(page.limit.is_some() || library.count_speakers(filter).unwrap() == found.len() as u64);
        found.into_iter().map(|one| (one.somebody.name, one.statements)).collect()
    };
    let all = SpeakerFilter::default();
    let expect =
        |list: &[(&str, u64)]| -> Vec<(String, u64)> { list.iter().map(|(n, c)| ((*n).to_owned(), *c)).collect() };
    let (minister, envoy, striker) = (("Ilse M. Varga", 4), ("Ghassem Rahimi", 2), ("Ilse Varga", 1));
    let page = Page::default();
    assert_eq!(names(&all, SpeakerOrder::Name, page), expect(&[envoy, minister, striker]));
    assert_eq!(names(&all, SpeakerOrder::First, page), expect(&[minister, striker, envoy]));
    assert_eq!(names(&all, SpeakerOrder::Last, Page { reversed: true, ..page }), expect(&[envoy, minister, striker]));
    assert_eq!(
        names(&all, SpeakerOrder::Statements, Page { limit: Some(1), offset: 1, reversed: false }),
        expect(&[envoy])
    );
    let by_document = |document| SpeakerFilter { document, ..SpeakerFilter::default() };
    let since = by_document(DocumentFilter { since: "2018".parse().ok(), ..Default::default() });
    assert_eq!(names(&since, SpeakerOrder::Statements, page), expect(&[envoy, ("Ilse M. Varga", 1)]));
    let search = |words: &str| by_document(DocumentFilter { search: Some(words.into()), ..Default::default() });
    assert_eq!(names(&search("striker"), SpeakerOrder::Statements, page), expect(&[striker]));
    assert_eq!(names(&search("ghassem"), SpeakerOrder::Statements, page), expect(&[envoy]));
    assert_eq!(names(&search("kestria"), SpeakerOrder::Statements, page), expect(&[]));
    let kinds = SpeakerFilter { kinds: vec![EntityKind::Country], ..SpeakerFilter::default() };
    assert_eq!(names(&kinds, SpeakerOrder::Statements, page), expect(&[]));
}

#[test]
fn a_human_merges_splits_and_takes_back() {
    let (_folder, path, mut library) = filled(&stories());
    let before = everybody(&library);
    let one = |library: &Library, words: &str| library.somebodies(words).unwrap().swap_remove(0).id;
    let (minister, envoy) = (one(&library, "Ilse M. Varga"), one(&library, "Qasem Rahimi"));
    assert!(library.merge(&minister, &envoy).unwrap());
    library.link().unwrap();
    assert_eq!(counts(&library), [("Ilse M. Varga".into(), 6), ("Ilse Varga".into(), 1)]);
    assert_eq!(said_by(&library, "ghassem"), 6);
    // Both ids mean the one now, so saying it again changes nothing.
    let again = (one(&library, minister.as_str()), one(&library, envoy.as_str()));
    assert_eq!(again.0, again.1);
    assert!(!library.merge(&again.0, &again.1).unwrap());
    assert_eq!(library.decisions().unwrap().len(), 1);
    // A newer decision counts, and survives what is derived.
    assert!(library.split(&again.0, &[Portion::Named("Ghassem Rahimi".into())]).unwrap());
    drop(library);
    tamper(&path, "DELETE FROM linked; DELETE FROM somebodies; UPDATE library SET linked = NULL");
    let mut library = Library::open(&path).unwrap();
    library.link().unwrap();
    assert!(counts(&library).contains(&("Ghassem Rahimi".into(), 1)), "{:?}", counts(&library));
    for decision in library.decisions().unwrap() {
        assert!(library.take_back(decision.number).unwrap());
    }
    assert!(!library.take_back(1).unwrap());
    library.link().unwrap();
    assert_eq!(everybody(&library), before);
}

#[test]
fn a_split_without_two_parts_changes_nothing() {
    let (_folder, _path, mut library) = filled(&stories());
    let id = library.somebodies("Qasem Rahimi").unwrap().swap_remove(0).id;
    assert!(!library.split(&id, &[Portion::Named("Nobody".into())]).unwrap());
    let all = ["Qasem Rahimi", "Ghassem Rahimi"].map(|name| Portion::Named(name.into()));
    assert!(!library.split(&id, &all).unwrap());
    assert_eq!(library.decisions().unwrap(), []);
    let (document, _) = written(&stories()[5]);
    let portion = Portion::In(document.id().to_string()[..8].parse().unwrap());
    assert!(library.split(&id, &[portion]).unwrap());
    library.link().unwrap();
    assert_eq!(counts(&library).len(), 4);
}

#[test]
fn a_library_of_format_1_is_brought_up_to_date() {
    let (_folder, path, library) = filled(&stories());
    let schema = |path: &std::path::Path| -> Vec<String> {
        let connection = rusqlite::Connection::open(path).unwrap();
        let mut query = connection
            .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
            .unwrap();
        let rows = query.query_map([], |row| {
            let sql: String = row.get(2)?;
            // A column that was added stands elsewhere in the text than one that was there.
            let mut lines: Vec<String> = sql
                .replace(") STRICT", "")
                .lines()
                .flat_map(|line| line.split("--").next().unwrap_or_default().split(','))
                .map(|line| line.trim().trim_end_matches([')', ' ']).to_owned())
                .collect();
            lines.retain(|line| !line.is_empty() && !line.starts_with(") STRICT"));
            lines.sort();
            Ok(format!("{}{}", row.get::<_, String>(1)?, lines.join(",")))
        });
        rows.unwrap().map(Result::unwrap).filter(|line| !line.starts_with("library")).collect()
    };
    drop(library);
    let expect = schema(&path);
    tamper(
        &path,
        &format!(
            "{TO_FORMAT_2} DROP TABLE linked; DROP TABLE somebodies; DROP TABLE entity_words; DROP TABLE entities; \
             DROP TABLE decision_members; DROP TABLE decisions; ALTER TABLE library DROP COLUMN linked; \
             UPDATE library SET format_version = 1"
        ),
    );
    let mut library = Library::open(&path).unwrap();
    library.link().unwrap();
    assert_eq!(library.count_documents(&DocumentFilter::default()).unwrap(), 7);
    assert_eq!(everybody(&library), []);
    let (document, statement) = written(&story("Mara Hale", "engineer", "Aldane Water", "2020"));
    add(&mut library, &document, &[statement]);
    library.link().unwrap();
    assert_eq!(counts(&library), [("Mara Hale".into(), 1)]);
    drop(library);
    assert_eq!(schema(&path), expect);
}
