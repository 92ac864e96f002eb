//! Claims that are made up, or are in the gold of a corpus, for tests.

use std::collections::BTreeMap;
use std::fs;

use sayso_core::wire::Record;
use sayso_core::{
    Act, Document, EntityKind, Form, Meta, Provenance, Score, Span, Spans, Speaker, Statement, StatementId,
    StatementParts,
};
use sayso_trace::{Account, Role};
use serde_json::Value;

use super::Chain;

/// A statement to be made, each in a document of its own.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    role: &'static str,
    of: Option<usize>,
    denies: bool,
    pub(crate) outlet: Option<String>,
    pub(crate) path: String,
    pub(crate) published: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) content: String,
}

/// A statement that goes back to another, by index.
pub(crate) fn said(role: &'static str, of: Option<usize>) -> Given {
    Given {
        role,
        of,
        denies: false,
        outlet: None,
        path: String::new(),
        published: Some("2019-05-01".to_owned()),
        speaker: Some("Jannik Orre".to_owned()),
        content: "the bow door was tied shut".to_owned(),
    }
}

impl Given {
    pub(crate) fn denying(mut self) -> Given {
        self.denies = true;
        self
    }
}

/// A claim with its documents.
pub(crate) struct Made {
    documents: BTreeMap<StatementId, (Document, Statement)>,
    pub(crate) accounts: Vec<Account>,
}

fn role(name: &str) -> Role {
    use Role::{Copy, Origin, Relay, Repeat, Report, Ring, Rumour};
    [Origin, Report, Repeat, Relay, Copy, Ring, Rumour].into_iter().find(|role| role.name() == name).unwrap()
}

fn made(at: usize, given: &Given) -> (Document, Statement) {
    let who = given.speaker.clone().unwrap_or_default();
    let text = format!("{who} said {}. {at}", given.content);
    let provenance = Provenance {
        path: Some(if given.path.is_empty() { format!("news/{at}.txt") } else { given.path.clone() }),
        outlet: given.outlet.clone().or_else(|| Some(format!("Outlet {at}"))).filter(|outlet| !outlet.is_empty()),
        ..Provenance::default()
    };
    let meta = Meta { published: given.published.clone(), ..Meta::default() };
    let document = Document::new(text.clone(), provenance, meta, Default::default(), Vec::new());
    let span = |start: usize, end: usize| Spans::new(vec![Span::of(&text, start..end).unwrap()]).unwrap();
    let content = who.len() + " said ".len();
    let source = if who.is_empty() { Spans::new(Vec::new()).unwrap() } else { span(0, who.len()) };
    let speaker = given.speaker.clone();
    let speaker =
        speaker.map(|name| Speaker { name, kind: EntityKind::Person, role: None, affiliation: None, entity: None });
    let parts = StatementParts {
        speaker,
        act: Some(Act::Assert),
        ..StatementParts::new(
            source,
            span(who.len() + 1, who.len() + 5),
            span(content, content + given.content.len()),
            Form::Indirect,
            Score::new(0.9),
        )
    };
    let statement = Statement::new(&document, parts).unwrap();
    (document, statement)
}

impl Made {
    /// A claim of these.
    pub(crate) fn new(given: Vec<Given>) -> Made {
        let all: Vec<(Document, Statement)> = given.iter().enumerate().map(|(at, one)| made(at, one)).collect();
        let account = |(one, (_, statement)): (&Given, &(Document, Statement))| Account {
            statement: statement.id(),
            denies: one.denies,
            role: role(one.role),
            of: one.of.map(|of| all[of].1.id()),
            turn: None,
        };
        let accounts = given.iter().zip(&all).map(account).collect();
        let documents = all.into_iter().map(|(document, statement)| (statement.id(), (document, statement)));
        Made { documents: documents.collect(), accounts }
    }

    /// A claim of `corpora/chains` as its index has it.
    pub(crate) fn of_corpus(name: &str) -> Made {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpora/chains");
        let read = |file: &str| fs::read_to_string(format!("{folder}/{file}")).unwrap();
        let index = read("index.jsonl");
        let mut lines = index.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let claim = lines.find(|line| line["claim"] == name).unwrap();
        let mut named: BTreeMap<String, (Document, Statement)> = BTreeMap::new();
        for line in read("gold.jsonl").lines() {
            let record: Record = serde_json::from_str(line).unwrap();
            let wire = &record.document;
            let provenance = Provenance { path: wire.path.clone(), outlet: wire.outlet.clone(), url: None };
            let meta = Meta { published: wire.published.clone(), ..Meta::default() };
            let document = Document::new(wire.text.clone(), provenance, meta, Default::default(), Vec::new());
            let statements = record.statements().unwrap();
            let ids = record.statements.iter().map(|statement| statement.id.clone());
            named.extend(ids.zip(statements.into_iter().map(|statement| (document.clone(), statement))));
        }
        let id = |value: &Value| value.as_str().and_then(|id| named.get(id)).map(|(_, statement)| statement.id());
        let account = |row: &Value| Account {
            statement: id(&row["statement"]).unwrap(),
            denies: row["stance"] == "denies",
            role: role(row["role"].as_str().unwrap()),
            of: id(&row["of"]),
            turn: None,
        };
        let mut accounts: Vec<Account> = claim["statements"].as_array().unwrap().iter().map(account).collect();
        let documents: BTreeMap<StatementId, (Document, Statement)> =
            named.into_values().map(|(document, statement)| (statement.id(), (document, statement))).collect();
        let published = |account: &Account| documents[&account.statement].0.meta().published.clone();
        accounts.sort_by_key(|account| published(account).unwrap_or_else(|| "9999".to_owned()));
        Made { documents, accounts }
    }

    pub(crate) fn chain(&self) -> Chain<'_> {
        Chain::of(&self.accounts, |id| self.documents.get(&id).map(|(document, statement)| (document, statement)))
    }
}
