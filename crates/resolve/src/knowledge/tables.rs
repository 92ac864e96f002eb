//! The tables of things: which columns they have, and what a row becomes.

use std::collections::BTreeMap;

use sayso_core::{EntityId, EntityKind};

use super::index::Name;
use super::thing::{Sense, Thing, Words, entity};
use crate::tsv::{BadLine, Row, rows};

/// A table of things.
pub(super) struct Table {
    pub(super) file: &'static str,
    columns: &'static [&'static str],
    /// Sorts that a row may have.
    sorts: &'static [&'static str],
    kind: EntityKind,
}

/// In the order in which they are read: a country before those who are of it.
pub(super) const TABLES: [Table; 5] = [
    Table {
        file: "countries.tsv",
        columns: &["name", "code", "sort", "names", "adjectives", "demonyms", "people", "capital", "government"],
        sorts: &["state", "territory", "nation", "former"],
        kind: EntityKind::Country,
    },
    Table {
        file: "places.tsv",
        columns: &["name", "sort", "country", "names", "adjectives", "demonyms", "people"],
        sorts: &["region", "province", "city"],
        kind: EntityKind::Place,
    },
    Table {
        file: "bodies.tsv",
        columns: &["name", "sort", "country", "parent", "names", "government"],
        sorts: &[
            "international",
            "charity",
            "ministry",
            "office",
            "agency",
            "security",
            "military",
            "police",
            "court",
            "parliament",
            "party",
            "bank",
            "company",
            "institute",
            "church",
            "union",
        ],
        kind: EntityKind::Organisation,
    },
    Table {
        file: "groups.tsv",
        columns: &["name", "sort", "country", "parent", "names", "people"],
        sorts: &["armed", "movement", "gang", "people"],
        kind: EntityKind::Group,
    },
    Table {
        file: "outlets.tsv",
        columns: &["name", "sort", "country", "domains", "names"],
        sorts: &["agency", "newspaper", "broadcaster", "magazine", "site", "platform"],
        kind: EntityKind::Outlet,
    },
];

/// Which column gives words of which sense.
const SENSES: [(&str, Sense); 6] = [
    ("names", Sense::Name),
    ("adjectives", Sense::Adjective),
    ("demonyms", Sense::Demonym),
    ("people", Sense::People),
    ("government", Sense::Government),
    ("capital", Sense::Capital),
];

impl Table {
    /// The things of a file. `codes` leads from codes and names of countries to them, and grows.
    pub(super) fn read(
        &self,
        (file, text): (&str, &str),
        is_own: bool,
        codes: &mut BTreeMap<String, EntityId>,
    ) -> (Vec<Thing>, Vec<BadLine>) {
        let (rows, mut bad) = rows(file, text, self.columns);
        let mut things = Vec::new();
        for row in rows {
            match self.thing(&row, is_own, codes) {
                Ok(thing) => things.push(thing),
                Err(reason) => bad.push(row.bad(file, reason)),
            }
        }
        (things, bad)
    }

    fn thing(&self, row: &Row<'_>, is_own: bool, codes: &mut BTreeMap<String, EntityId>) -> Result<Thing, String> {
        let name = Words::parse(row.cells[0], Sense::Name);
        let sort = self.cell(row, "sort");
        let known = self.sorts.iter().find(|known| **known == sort);
        let sort = *known.ok_or_else(|| format!("`{sort}` is no sort; sorts are {}", self.sorts.join(", ")))?;
        let entity = entity(self.kind, &name.text);
        for known in [self.cell(row, "code"), &name.text].into_iter().filter(|_| self.kind == EntityKind::Country) {
            codes.insert(known.to_owned(), entity.clone());
        }
        let country = match self.cell(row, "country") {
            "" => Some(entity.clone()).filter(|_| self.kind == EntityKind::Country),
            code => Some(codes.get(code).cloned().ok_or_else(|| format!("`{code}` is no country of countries.tsv"))?),
        };
        let parent = Some(self.cell(row, "parent")).filter(|parent| !parent.is_empty());
        let mut thing = Thing {
            entity,
            name: name.text.clone(),
            kind: self.kind,
            sort,
            country,
            parent: parent.map(EntityId::new),
            domains: self.list(row, "domains").map(str::to_lowercase).collect(),
            is_own,
            words: vec![name],
        };
        for (column, sense) in SENSES {
            thing.words.extend(self.list(row, column).map(|part| Words::parse(part, sense)));
        }
        match thing.words.iter().find(|words| !words.are_words()) {
            Some(words) => Err(format!("`{}` is not made of words", words.text)),
            None => Ok(thing),
        }
    }

    fn cell<'a>(&self, row: &Row<'a>, column: &str) -> &'a str {
        self.columns.iter().position(|name| *name == column).map(|at| row.cells[at]).unwrap_or_default()
    }

    fn list<'a>(&self, row: &Row<'a>, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(row, column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// Every way to write these things, for the index: place of the thing, place of the words.
pub(super) fn names(things: &mut [Thing]) -> Vec<Name<(usize, usize)>> {
    let mut out = Vec::new();
    for (at, thing) in things.iter_mut().enumerate() {
        for (which, words) in thing.words.iter_mut().enumerate() {
            let Some(name) = words.take_name() else { continue };
            out.extend(name.joined().map(|name| name.of((at, which))));
            out.push(name.of((at, which)));
        }
    }
    out
}
