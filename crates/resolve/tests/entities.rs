//! How well are appearances put together, on our own cases?
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "scores and mistakes, for `cargo test -- --nocapture`")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sayso_core::{DocumentId, Entity, EntityId, EntityKind, Id};
use sayso_resolve::entities::{Appearance, AppearanceId, Decision, Verdict, link, made_id};

/// A case: its title, its appearances and their labels.
struct Case {
    title: String,
    appearances: Vec<Appearance>,
    labels: Vec<String>,
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpora")
}

fn document(number: u8) -> DocumentId {
    Id::from_bytes([number; 16])
}

fn cases(file: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(corpora().join("entities").join(file)).unwrap();
    let blocks = text.split("\n\n").skip(1).filter(|block| !block.trim().is_empty());
    blocks.filter(|block| block.lines().any(|line| !line.starts_with('#'))).map(case).collect()
}

fn case(block: &str) -> Case {
    let mut lines = block.trim().lines();
    let title = lines.next().unwrap().trim_start_matches(['#', ' ']).to_owned();
    let mut case = Case { title, appearances: Vec::new(), labels: Vec::new() };
    let mut number = 0;
    for line in lines {
        let (line, is_new) = line.strip_prefix("+ ").map_or((line, true), |line| (line, false));
        number += u8::from(is_new);
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let list = |at: usize, by: char| -> Vec<String> {
            cell(at).split(by).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let names = list(1, ';');
        let kind: EntityKind = if cell(6).is_empty() { EntityKind::Person } else { cell(6).parse().unwrap() };
        let id = if cell(7).is_empty() { made_id(kind, &names[0]) } else { EntityId::new(cell(7)) };
        case.labels.push(cell(0).to_owned());
        case.appearances.push(Appearance {
            document: document(number),
            published: list(5, ';').first().cloned(),
            entity: Entity { id, name: names[0].clone(), kind, names, roles: list(2, ';'), affiliations: list(3, ';') },
            company: list(4, ' ').into_iter().map(EntityId::new).collect(),
        });
    }
    case
}

/// The speakers of the sample's articles as each article shows them, labelled with whom the gold says they are.
fn sample() -> Vec<Case> {
    let text = std::fs::read_to_string(corpora().join("sample/gold.jsonl")).unwrap();
    let mut case = Case { title: "the sample".to_owned(), appearances: Vec::new(), labels: Vec::new() };
    for (number, line) in text.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut found: BTreeMap<String, Entity> = BTreeMap::new();
        for statement in record["statements"].as_array().unwrap() {
            let speaker = &statement["speaker"];
            let (Some(gold), Some(name)) = (speaker["entity"].as_str(), speaker["name"].as_str()) else { continue };
            let kind: EntityKind = speaker["kind"].as_str().unwrap().parse().unwrap();
            let empty = || Entity {
                id: made_id(kind, name),
                name: name.to_owned(),
                kind,
                names: vec![],
                roles: vec![],
                affiliations: vec![],
            };
            let entity = found.entry(gold.to_owned()).or_insert_with(empty);
            let lists = [
                (&mut entity.names, Some(name)),
                (&mut entity.roles, speaker["role"].as_str()),
                (&mut entity.affiliations, speaker["affiliation"].as_str()),
            ];
            for (list, words) in lists {
                list.extend(
                    words.map(str::to_owned).filter(|words| !list.contains(words)).into_iter().collect::<Vec<_>>(),
                );
            }
        }
        let company: Arc<[EntityId]> = found.values().map(|entity| entity.id.clone()).collect();
        for (gold, entity) in found {
            case.labels.push(gold);
            let published = record["document"]["published"].as_str().map(str::to_owned);
            let document = document(number as u8 + 1);
            case.appearances.push(Appearance { document, published, entity, company: company.clone() });
        }
    }
    vec![case]
}

#[test]
fn speakers_of_the_sample_are_put_together() {
    let cases = sample();
    let scores = score(&cases, false);
    println!("{} appearances, {scores:?}", cases[0].appearances.len());
    keeps("sample/gold.jsonl", &scores);
}

/// For each appearance the number of the entity that it was put in.
fn found(appearances: &[Appearance]) -> Vec<usize> {
    let mut out = vec![usize::MAX; appearances.len()];
    for (number, linked) in link(appearances, &[]).into_iter().enumerate() {
        linked.members.iter().for_each(|(at, _)| out[*at] = number);
    }
    out
}

/// B³ precision and recall (Bagga and Baldwin 1998) of all appearances, and the share of cases without a mistake, in
/// percent.
fn score(cases: &[Case], is_shown: bool) -> BTreeMap<&'static str, f64> {
    let (mut precision, mut recall, mut appearances, mut whole) = (0.0, 0.0, 0.0, 0.0);
    for case in cases {
        let found = found(&case.appearances);
        let mut is_whole = true;
        for at in 0..found.len() {
            let same = |other: &usize| (found[*other] == found[at], case.labels[*other] == case.labels[at]);
            let count =
                |test: fn((bool, bool)) -> bool| (0..found.len()).filter(|other| test(same(other))).count() as f64;
            let both = count(|(found, gold)| found && gold);
            precision += both / count(|(found, _)| found);
            recall += both / count(|(_, gold)| gold);
            is_whole &= both == count(|(found, gold)| found || gold);
        }
        if !is_whole && is_shown {
            println!("{}: {}: found {found:?}", case.title, case.labels.join(""));
        }
        appearances += found.len() as f64;
        whole += f64::from(u8::from(is_whole));
    }
    let f1 = 2.0 * precision * recall / (precision + recall);
    BTreeMap::from([
        ("B³", 100.0 * f1 / appearances),
        ("B³ precision", 100.0 * precision / appearances),
        ("cases", 100.0 * whole / cases.len() as f64),
    ])
}

/// Who is put together, whatever the numbers: the members of each entity by id, with its id and name.
fn shown(appearances: &[Appearance], decisions: &[Decision]) -> Vec<(EntityId, String, Vec<AppearanceId>)> {
    let linked = link(appearances, decisions).into_iter();
    let shown = linked.map(|linked| {
        let mut members: Vec<AppearanceId> = linked.members.iter().map(|(at, _)| appearances[*at].id()).collect();
        members.sort();
        (linked.id, linked.name, members)
    });
    shown.collect()
}

fn everybody() -> Vec<Appearance> {
    let mut all: Vec<Appearance> = Vec::new();
    for (number, case) in cases("train.txt").into_iter().enumerate() {
        for (at, mut appearance) in case.appearances.into_iter().enumerate() {
            // The second of a document has its own document here.
            appearance.document = Id::from_bytes([number as u8, at as u8, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]);
            all.push(appearance);
        }
    }
    all
}

#[test]
fn the_order_of_appearances_decides_nothing() {
    let all = everybody();
    let expect = shown(&all, &[]);
    assert!(expect.len() > 40);
    let mut other = all.clone();
    for step in [1, 7, 31] {
        other.rotate_left(step);
        other.reverse();
        assert_eq!(shown(&other, &[]), expect);
    }
    let ids: std::collections::BTreeSet<&EntityId> = expect.iter().map(|(id, ..)| id).collect();
    assert_eq!(ids.len(), expect.len(), "an id is one somebody's");
    assert_eq!(expect.iter().map(|(.., members)| members.len()).sum::<usize>(), all.len());
}

/// The label-like result of a few people in documents 1, 2, 3 ... under some decisions.
#[track_caller]
fn check(names: &[&str], decisions: &[(Verdict, &[u8], &[u8])], expect: &[usize]) {
    let person = |(at, name): (usize, &&str)| Appearance {
        document: document(at as u8 + 1),
        published: None,
        entity: Entity {
            id: made_id(EntityKind::Person, name),
            name: (*name).to_owned(),
            kind: EntityKind::Person,
            names: vec![(*name).to_owned()],
            roles: vec![],
            affiliations: vec![],
        },
        company: [].into(),
    };
    let all: Vec<Appearance> = names.iter().enumerate().map(person).collect();
    let ids = |documents: &[u8]| documents.iter().map(|number| all[usize::from(*number) - 1].id()).collect();
    let decisions =
        decisions.iter().map(|(verdict, one, other)| Decision { verdict: *verdict, one: ids(one), other: ids(other) });
    let linked = link(&all, &decisions.collect::<Vec<_>>());
    let of =
        |at: usize| linked.iter().position(|linked| linked.members.iter().any(|(member, _)| *member == at)).unwrap();
    let places: Vec<usize> = (0..all.len()).map(of).collect();
    let firsts: Vec<usize> =
        places.iter().map(|place| places.iter().position(|other| other == place).unwrap() + 1).collect();
    assert_eq!(firsts, expect, "{names:?}: {linked:?}");
}

#[test]
fn humans_decide() {
    use Verdict::{Apart, Same};
    let names = ["Ilse Varga", "Ilse Varga", "Mara Hale", "Ilse Varga"];
    check(&names, &[], &[1, 1, 3, 1]);
    check(&names, &[(Same, &[1], &[3])], &[1, 1, 1, 1]);
    check(&names, &[(Apart, &[2], &[1, 4])], &[1, 2, 3, 1]);
    check(&names, &[(Apart, &[2, 4], &[1])], &[1, 2, 3, 2]);
    // The newest counts.
    check(&names, &[(Apart, &[2], &[1, 4]), (Same, &[1], &[2])], &[1, 1, 3, 1]);
    check(&names, &[(Same, &[1], &[3]), (Apart, &[3], &[1, 2, 4])], &[1, 1, 3, 1]);
    // Of what does not contradict it the older one holds too.
    check(&names, &[(Same, &[1], &[3]), (Apart, &[2], &[4])], &[1, 1, 1, 4]);
    check(&names, &[(Same, &[2], &[2]), (Apart, &[1], &[1])], &[1, 1, 3, 1]);
}

#[test]
fn a_hundred_thousand_appearances_are_put_together() {
    let given = ["Ilse", "Mara", "Jory", "Ana", "Peter", "Lena", "Nils", "Rosa", "Karl", "Vera", "Oskar", "Dana"];
    let count = if cfg!(debug_assertions) { 2_000 } else { 100_000 };
    let person = |n: usize| {
        // Few family names, so that many share one.
        let family = ["Varga", "Hale", "Ostrow", "Lind", "Kazemi-Qomi", "van der Berg"][n % 6];
        let middle = char::from(b'A' + (n / 72 % 26) as u8);
        let name =
            if n.is_multiple_of(5) { family.to_owned() } else { format!("{} {middle}. {family}", given[n / 6 % 12]) };
        let entity = Entity {
            id: made_id(EntityKind::Person, &name),
            names: vec![name.clone()],
            name,
            kind: EntityKind::Person,
            roles: vec![format!("member {} of the council", n % 40)],
            affiliations: vec![format!("Town {}", n % 50)],
        };
        let mut digest = [0; 16];
        digest[..8].copy_from_slice(&(n as u64 / 3).to_be_bytes());
        let company = (0..3).map(|k| EntityId::new(format!("organisation/{}", (n / 3 + k) % 997))).collect();
        Appearance { document: Id::from_bytes(digest), published: Some("2018-02-08".into()), entity, company }
    };
    let all: Vec<Appearance> = (0..count).map(person).collect();
    let start = std::time::Instant::now();
    let linked = link(&all, &[]);
    println!("{count} appearances, {} entities, {:?}", linked.len(), start.elapsed());
    assert_eq!(linked.iter().map(|linked| linked.members.len()).sum::<usize>(), count);
}

/// Fails where a score is below its floor in corpora/floors.json.
#[track_caller]
fn keeps(file: &str, scores: &BTreeMap<&'static str, f64>) {
    let floors = std::fs::read_to_string(corpora().join("floors.json")).unwrap();
    let floors: serde_json::Value = serde_json::from_str(&floors).unwrap();
    for (measure, floor) in floors["entities"][file].as_object().unwrap() {
        let found = scores[measure.as_str()];
        assert!(found >= floor.as_f64().unwrap(), "{file}: {measure}: {found:.1}, floor {floor}");
    }
}

#[test]
fn linking_keeps_its_floors() {
    for file in ["train.txt", "floor.txt"] {
        let cases = cases(file);
        assert!(cases.len() >= 30, "{file} has {} cases", cases.len());
        // What is wrong in the floor is not looked at.
        let scores = score(&cases, file == "train.txt");
        println!("{file}: {} cases, {scores:?}", cases.len());
        keeps(&format!("entities/{file}"), &scores);
    }
}
