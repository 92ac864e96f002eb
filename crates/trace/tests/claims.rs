//! Are statements put together, and followed to where they come from?
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use sayso_core::{
    Act, Document, EntityId, EntityKind, Provenance, Score, Span, Spans, Speaker, Statement, StatementParts, TextId,
};
use sayso_core::{Form, Meta};
use sayso_model::Linker;
use sayso_trace::{
    Article, Comparer, Decision, Embedding, Memory, Names, Recall, Relations, Role, TextPair, Traced, Verdict, trace,
};

static LINKER: LazyLock<Linker> = LazyLock::new(|| Linker::bundled().unwrap());

/// A document whose text has marks: `{source} [cue] <content>`, with `!` behind the cue's bracket where it denies.
struct Given {
    document: Document,
    statements: Vec<Statement>,
}

fn given(outlet: &str, published: &str, marked: &str) -> Given {
    let (mut text, mut open, mut found): (String, usize, Vec<[Vec<Span>; 3]>) = Default::default();
    let mut denies = Vec::new();
    for c in marked.chars() {
        let role = "{[<".find(c);
        let close = "}]>".find(c);
        match (role, close, c) {
            (Some(role), ..) => {
                open = text.len();
                let is_first = found.last().is_none_or(|roles| !roles[role].is_empty());
                if is_first {
                    found.push(Default::default());
                    denies.push(false);
                }
            }
            (_, Some(role), _) => {
                found.last_mut().unwrap()[role].push(Span::of(&text, open..text.len()).unwrap());
            }
            (.., '!') => *denies.last_mut().unwrap() = true,
            _ => text.push(c),
        }
    }
    let provenance = Provenance { outlet: Some(outlet.to_owned()), ..Provenance::default() };
    let read = sayso_ingest::document(text.as_bytes(), provenance.clone()).unwrap();
    let meta = Meta { published: Some(published.to_owned()), ..read.meta().clone() };
    let document = Document::new(text.clone(), provenance, meta, read.layout().clone(), Vec::new());
    let statement = |(roles, denies): ([Vec<Span>; 3], bool)| {
        let name = roles[0].first().map(|span| text[span.range()].to_owned());
        let [source, cue, content] = roles.map(|spans| Spans::new(spans).unwrap());
        let entity = name.as_ref().map(|name| EntityId::new(format!("person/{}", name.to_lowercase())));
        let speaker =
            name.map(|name| Speaker { name, kind: EntityKind::Person, role: None, affiliation: None, entity });
        let parts = StatementParts {
            speaker,
            act: Some(if denies { Act::Deny } else { Act::Assert }),
            ..StatementParts::new(source, cue, content, Form::Indirect, Score::new(0.9))
        };
        Statement::new(&document, parts).unwrap()
    };
    let statements = found.into_iter().zip(denies).map(statement).collect();
    Given { document, statements }
}

fn traced(all: &[&Given]) -> Traced {
    decided(all, &[], &mut Memory::default())
}

fn decided(all: &[&Given], decisions: &[Decision], memory: &mut dyn Recall) -> Traced {
    let somebodies: BTreeMap<EntityId, EntityId> = all
        .iter()
        .flat_map(|given| &given.statements)
        .filter_map(|statement| statement.parts().speaker.as_ref()?.entity.clone())
        .map(|entity| (entity.clone(), entity))
        .collect();
    let article = |given: &&Given| (given.document.clone(), given.statements.clone());
    let owned: Vec<(Document, Vec<Statement>)> = all.iter().map(article).collect();
    let names = Names::default();
    let articles: Vec<Article<'_>> = owned
        .iter()
        .map(|(document, statements)| Article { document, statements, somebodies: &somebodies, names: &names })
        .collect();
    trace(&articles, &mut Comparer::new(&*LINKER, memory), decisions)
}

/// Stance and role of each statement of each claim, in the order of the claims.
fn shown(traced: &Traced) -> Vec<Vec<String>> {
    let account = |account: &sayso_trace::Account| {
        let of = if account.of.is_some() { " of another" } else { "" };
        format!("{}{}{of}", if account.denies { "denies, " } else { "" }, account.role.name())
    };
    traced.claims.iter().map(|claim| claim.accounts.iter().map(account).collect()).collect()
}

fn check(all: &[Given], expect: &[&[&str]]) {
    let forwards: Vec<&Given> = all.iter().collect();
    let backwards: Vec<&Given> = all.iter().rev().collect();
    let found = traced(&forwards);
    assert_eq!(shown(&found), expect);
    assert_eq!(found, traced(&backwards), "the order in which documents are given changes nothing");
}

#[test]
fn two_people_who_say_the_same_are_two_origins() {
    let mill = given("Vint Gazette", "2021-02-10", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    let study = given("Ostrel Daily", "2021-02-11", "{Hollen} [said] <a loaf gets a fifth dearer by the flour levy>.");
    check(&[mill, study], &[&["origin", "origin"]]);
}

#[test]
fn one_who_says_it_twice_is_one_origin() {
    let first =
        given("Vint Gazette", "2021-02-10", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    let again =
        given("Ostrel Daily", "2021-03-11", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    check(&[first, again], &[&["origin", "repeat of another"]]);
}

#[test]
fn denials_stand_beside_what_they_deny() {
    let text = "{Torv} [said] <the Corrina carried smuggled rifles to Halvern>.\n\n\
                {Hassel} [denied]! <that the Corrina carried rifles to Halvern>.\n\n{Orre} [rejected]! <the allegation>.";
    check(&[given("Harbour Mirror", "2019-05-07", text)], &[&["origin", "denies, origin", "denies, origin"]]);
}

#[test]
fn another_matter_is_another_claim() {
    let one = given("Vint Gazette", "2021-02-10", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    let other =
        given("Vint Gazette", "2021-02-11", "{Tavik} [said] <the harvest in Lurvia had drowned in August rain>.");
    check(&[one, other], &[&["origin"], &["origin"]]);
}

#[test]
fn nobody_who_is_named_is_a_rumour() {
    check(
        &[given("Vint Gazette", "2021-02-10", "It [is said] <that the Corrina was to be scrapped in June>.")],
        &[&["rumour"]],
    );
}

#[test]
fn nothing_comes_of_nothing() {
    check(&[], &[]);
    check(&[given("Vint Gazette", "2021-02-10", "It rained.")], &[]);
}

#[test]
fn copies_are_of_one_claim_however_many() {
    let text = "{Tavik} [said] <the flour levy would make every loaf in the valley a fifth dearer before the harvest was in>. The \
                bakers of Vint shut their ovens for a morning, and the queue outside the last open shop in Mill Lane went round \
                two corners while the council sat behind closed doors and the harbour bells rang for the ferry.";
    let copies: Vec<Given> = (0..600).map(|outlet| given(&format!("Paper {outlet}"), "2021-02-10", text)).collect();
    let other = given("Ostrel Daily", "2021-02-11", "{Hollen} [said] <a loaf gets a fifth dearer by the flour levy>.");
    let all: Vec<&Given> = copies.iter().chain([&other]).collect();
    let mut memory = Memory::default();
    let found = decided(&all, &[], &mut memory);
    let roles = |role| found.claims[0].accounts.iter().filter(|account| account.role == role).count();
    assert_eq!((found.claims.len(), roles(Role::Origin), roles(Role::Copy)), (1, 2, 599));
    assert_eq!(memory.related.len(), 1, "what is copied is asked of once");
}

#[test]
fn what_the_linker_said_is_remembered() {
    let mill = given("Vint Gazette", "2021-02-10", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    let study = given("Ostrel Daily", "2021-02-11", "{Hollen} [said] <a loaf gets a fifth dearer by the flour levy>.");
    let mut memory = Memory::default();
    let first = decided(&[&mill, &study], &[], &mut memory);
    assert_eq!((memory.embeddings.len(), memory.related.len()), (2, 1));
    let mut kept = Watched { memory, kept: 0 };
    assert_eq!(decided(&[&mill, &study], &[], &mut kept), first);
    assert_eq!(kept.kept, 0, "what is known is not asked again");
}

/// Counts what is kept.
struct Watched {
    memory: Memory,
    kept: usize,
}

impl Recall for Watched {
    fn embedding(&mut self, text: TextId) -> Option<Embedding> {
        self.memory.embedding(text)
    }

    fn relations(&mut self, pair: TextPair) -> Option<Relations> {
        self.memory.relations(pair)
    }

    fn keep(&mut self, embeddings: &[(TextId, Embedding)], pairs: &[(TextPair, Relations)]) {
        self.kept += embeddings.len() + pairs.len();
        self.memory.keep(embeddings, pairs);
    }
}

#[test]
fn somebody_is_told_how_far_it_is() {
    let mill = given("Vint Gazette", "2021-02-10", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    let study = given("Ostrel Daily", "2021-02-11", "{Hollen} [said] <a loaf gets a fifth dearer by the flour levy>.");
    let (names, none) = (Names::default(), BTreeMap::new());
    let articles = [&mill, &study].map(|Given { document, statements }| Article {
        document,
        statements,
        somebodies: &none,
        names: &names,
    });
    let (mut memory, mut told) = (Memory::default(), Vec::new());
    let mut comparer = Comparer::new(&*LINKER, &mut memory).between(|done, all| told.push((done, all)));
    trace(&articles, &mut comparer, &[]);
    drop(comparer);
    assert_eq!(told, [(2, 2)]);
}

#[test]
fn what_people_decide_wins() {
    let mill = given("Vint Gazette", "2021-02-10", "{Tavik} [said] <the flour levy would make a loaf a fifth dearer>.");
    let study = given("Ostrel Daily", "2021-02-11", "{Hollen} [said] <a loaf gets a fifth dearer by the flour levy>.");
    let rain = given("Vint Gazette", "2021-02-12", "{Orre} [said] <the harvest in Lurvia had drowned in August rain>.");
    let all = [&mill, &study, &rain];
    let [one, two, three] = all.map(|given| given.statements[0].id());
    let says = |verdict, one, other| Decision::Statements { verdict, one, other };
    let check = |decisions: &[Decision], expect: &[&[&str]]| {
        assert_eq!(shown(&decided(&all, decisions, &mut Memory::default())), expect, "{decisions:?}");
    };
    check(&[], &[&["origin", "origin"], &["origin"]]);
    check(&[says(Verdict::Apart, two, one)], &[&["origin"], &["origin"], &["origin"]]);
    check(&[says(Verdict::Same, one, three)], &[&["origin", "origin", "origin"]]);
    check(&[says(Verdict::Same, one, three), says(Verdict::Apart, three, two)], &[&["origin", "origin"], &["origin"]]);
    check(&[says(Verdict::Denies, three, one)], &[&["origin", "origin", "denies, origin"]]);
    // Of two on one pair the later counts.
    check(&[says(Verdict::Same, one, three), says(Verdict::Apart, three, one)], &[&["origin", "origin"], &["origin"]]);
}
