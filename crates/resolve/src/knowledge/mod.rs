//! What any almanac knows: countries, bodies, groups, outlets, titles and given names, from the tables in `knowledge/`.
//!
//! The tables are for people to read and to add to; `docs/knowledge.md` says how.

mod words;
mod index;
mod thing;
mod tables;
mod titles;
mod given;
mod nouns;
mod lookup;

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{EntityId, EntityKind};

pub(crate) use thing::entity;
pub use thing::Sense;
pub use titles::{Gender, Title, TitleSort};

use crate::tsv::BadLine;
use index::Index;
use tables::TABLES;
use thing::Thing;
use titles::Titles;

/// The tables that come with sayso: name and text.
const BUNDLED: [(&str, &str); 8] = [
    ("countries.tsv", include_str!("../../../../knowledge/countries.tsv")),
    ("places.tsv", include_str!("../../../../knowledge/places.tsv")),
    ("bodies.tsv", include_str!("../../../../knowledge/bodies.tsv")),
    ("groups.tsv", include_str!("../../../../knowledge/groups.tsv")),
    ("outlets.tsv", include_str!("../../../../knowledge/outlets.tsv")),
    ("titles.tsv", include_str!("../../../../knowledge/titles.tsv")),
    ("given.tsv", include_str!("../../../../knowledge/given.tsv")),
    ("nouns.tsv", include_str!("../../../../knowledge/nouns.tsv")),
];

/// What is known of names and words, whatever the article.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// In the order in which they were read; no two of one id.
    things: Vec<Thing>,
    /// Country by code and by name.
    codes: BTreeMap<String, EntityId>,
    titles: Titles,
    given: BTreeMap<String, Option<Gender>>,
    nouns: BTreeMap<String, EntityKind>,
    // Made of the five above.
    names: Index<(usize, usize)>,
    by_title: Index<Title>,
    places: BTreeMap<EntityId, usize>,
    domains: BTreeMap<String, usize>,
}

/// Somebody, or some place, that the tables know, and what the words with which it was found say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'k> {
    /// The same in all documents: "country/united-states", "outlet/press-tv", "group/islamic-state".
    pub entity: &'k EntityId,
    /// Its usual name.
    pub name: &'k str,
    /// What it is.
    pub kind: EntityKind,
    /// The table's word for what it is, more closely: "agency", "party", "armed", "state".
    pub sort: &'k str,
    /// Its country; of a country, itself.
    pub country: Option<&'k EntityId>,
    /// What it is a part or branch of.
    pub parent: Option<&'k EntityId>,
    /// Where an outlet publishes: "presstv.ir".
    pub domains: &'k [String],
    /// How the words name it.
    pub sense: Sense,
    /// Whether the words stand for other things as well, so that only what stands around them can tell.
    pub is_unsure: bool,
}

impl Knowledge {
    /// The tables that come with sayso.
    pub fn bundled() -> Knowledge {
        let files = BUNDLED.map(|(file, text)| (file.to_owned(), text.to_owned()));
        Knowledge::empty().read(&files, false).0
    }

    /// With a user's files, named and built as the bundled ones are. Their rows are added; a row whose name a table has
    /// already takes its place, and of words that both a user's row and a bundled one claim the user's row gets them.
    /// Lines that can't be used are given back; the rest is read.
    pub fn with(self, files: impl IntoIterator<Item = (String, String)>) -> (Knowledge, Vec<BadLine>) {
        let files: Vec<(String, String)> = files.into_iter().collect();
        self.read(&files, true)
    }

    fn empty() -> Knowledge {
        Knowledge {
            things: Vec::new(),
            codes: BTreeMap::new(),
            titles: Titles::default(),
            given: BTreeMap::new(),
            nouns: BTreeMap::new(),
            names: Index::new(Vec::new()),
            by_title: Index::new(Vec::new()),
            places: BTreeMap::new(),
            domains: BTreeMap::new(),
        }
    }

    fn read(mut self, files: &[(String, String)], is_own: bool) -> (Knowledge, Vec<BadLine>) {
        let mut bad: Vec<BadLine> = files.iter().filter_map(|(file, _)| unknown(file)).collect();
        let named = |name: &str| files.iter().filter(move |(file, _)| base(file) == name).collect::<Vec<_>>();
        for table in &TABLES {
            for (file, text) in named(table.file) {
                let (things, lines) = table.read((file, text), is_own, &mut self.codes);
                bad.extend(lines);
                self.take(things);
            }
        }
        for (file, text) in named(titles::FILE) {
            bad.extend(self.titles.add(file, text));
        }
        for (file, text) in named(given::FILE) {
            bad.extend(given::add(&mut self.given, file, text));
        }
        for (file, text) in named(nouns::FILE) {
            bad.extend(nouns::add(&mut self.nouns, file, text));
        }
        self.names = Index::new(tables::names(&self.things));
        self.by_title = self.titles.index();
        self.places = self.things.iter().enumerate().map(|(at, thing)| (thing.entity.clone(), at)).collect();
        let domains = self.things.iter().enumerate();
        self.domains = domains.flat_map(|(at, thing)| thing.domains.iter().map(move |d| (d.clone(), at))).collect();
        (self, bad)
    }

    /// Adds things; those of the same id that are there go.
    fn take(&mut self, things: Vec<Thing>) {
        let new: BTreeSet<&EntityId> = things.iter().map(|thing| &thing.entity).collect();
        self.things.retain(|thing| !new.contains(&thing.entity));
        self.things.extend(things);
    }
}

/// A file's name without its folders.
fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Complains of a file that is none of the tables.
fn unknown(file: &str) -> Option<BadLine> {
    let names = BUNDLED.map(|(name, _)| name);
    let reason = || format!("no table has this name; tables are {}", names.join(", "));
    (!names.contains(&base(file))).then(|| BadLine { file: file.to_owned(), line: 1, reason: reason() })
}
