//! Which appearances of organisations, groups, outlets, states, places are one?
//!
//! Their names are said in full more often than people's, and many states have an organisation of the same name
//! ("Foreign Ministry"): names are compared as they are, and general ones need something besides.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use sayso_core::{EntityId, EntityKind};

use super::decisions::{Ruled, Sides, are_apart};
use super::traits::{Points, Reader, Traits};
use super::{Appearance, Group, Reason};
use crate::names::{is_acronym, is_generic, key};

const SAME_NAME: Points = 20;
const ACRONYM: Points = 10;
/// More than this joins.
const ENOUGH: Points = 0;
/// Names of one organisation beyond these are not compared.
const MOST_NAMES: usize = 24;

/// Appearances that are certainly one, and later those that joined them.
struct Unit {
    members: Group,
    kind: EntityKind,
    /// The name as written, with its key.
    name: (String, String),
    /// Its words, folded.
    words: Vec<String>,
    keys: BTreeSet<String>,
    traits: Traits,
    sides: Sides,
    known: Option<EntityId>,
    is_general: bool,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Decided(usize),
    Known(EntityId),
    Alike(EntityKind, String, (Vec<String>, Vec<Vec<String>>), Option<usize>),
}

pub(super) fn groups(
    appearances: &[&Appearance],
    others: &[usize],
    ruled: &Ruled,
    known: &BTreeSet<EntityId>,
    reader: &Reader<'_>,
) -> Vec<Group> {
    let mut units: BTreeMap<Sort, Unit> = BTreeMap::new();
    for at in others.iter().copied() {
        let unit = Unit::of(appearances[at], at, ruled, known, reader);
        let is_telling = !unit.is_general || !unit.traits.is_empty();
        let (sort, reason) = match &unit.known {
            _ if ruled.is_touched(at) => (Sort::Decided(ruled.root(at)), Reason::Decided),
            Some(id) => (Sort::Known(id.clone()), Reason::Known),
            None => {
                let said = if unit.is_general { unit.traits.signature() } else { Default::default() };
                (Sort::Alike(unit.kind, unit.name.1.clone(), said, (!is_telling).then_some(at)), Reason::SameName)
            }
        };
        match units.entry(sort) {
            std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(unit)),
            std::collections::btree_map::Entry::Occupied(mut there) => there.get_mut().take(unit, reason),
        }
    }
    let mut units: Vec<Unit> = units.into_values().collect();
    units.sort_by_cached_key(|unit| {
        let first = (!ruled.is_touched(unit.members[0].0), unit.known.is_none());
        (first, Reverse(unit.words.len()), unit.name.1.clone(), unit.kind, unit.members[0])
    });
    let mut clusters: Vec<Unit> = Vec::new();
    let mut index: HashMap<(EntityKind, String), Vec<usize>> = HashMap::new();
    for unit in units {
        let lookups = unit.lookups();
        let mut found: Vec<usize> = lookups.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let at = match best(&unit, &found, &clusters, reader) {
            Some((at, reason)) => {
                clusters[at].take(unit, reason);
                at
            }
            None => {
                clusters.push(unit);
                clusters.len() - 1
            }
        };
        for key in lookups {
            let list = index.entry(key).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
    }
    clusters.into_iter().map(|cluster| cluster.members).collect()
}

impl Unit {
    fn of(appearance: &Appearance, at: usize, ruled: &Ruled, known: &BTreeSet<EntityId>, reader: &Reader<'_>) -> Unit {
        let entity = &appearance.entity;
        let names = entity.names.iter().take(MOST_NAMES).chain([&entity.name]);
        Unit {
            members: vec![(at, Reason::First)],
            kind: entity.kind,
            name: (entity.name.clone(), solid(&entity.name)),
            words: key(&entity.name).split(' ').filter(|word| !word.is_empty()).take(16).map(str::to_owned).collect(),
            keys: names.map(|name| solid(name)).filter(|key| !key.is_empty()).collect(),
            traits: reader.traits(appearance),
            sides: ruled.sides(at),
            known: known.contains(&entity.id).then(|| entity.id.clone()),
            is_general: is_generic(&entity.name) || is_description(&entity.name),
        }
    }

    /// Where it is looked for: every name, and the letters of an acronym.
    fn lookups(&self) -> Vec<(EntityKind, String)> {
        let words = || self.words.iter().map(String::as_str);
        let small = |word: &&str| !matches!(*word, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de");
        let initials = |words: Vec<&str>| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
        let mut keys = self.keys.clone();
        if self.words.len() > 1 {
            keys.insert(initials(words().filter(small).collect()));
            keys.insert(initials(words().collect()));
        }
        keys.into_iter().map(|key| (self.kind, key)).collect()
    }

    fn take(&mut self, other: Unit, reason: Reason) {
        let first = std::iter::once(reason).chain(other.members.iter().skip(1).map(|(_, reason)| *reason));
        self.members.extend(other.members.iter().zip(first).map(|((at, _), reason)| (*at, reason)));
        let room = MOST_NAMES.saturating_sub(self.keys.len());
        self.keys.extend(other.keys.into_iter().take(room));
        self.traits.join(&other.traits);
        self.sides.extend(other.sides);
        self.known = self.known.take().or(other.known);
    }
}

/// Plural nouns with which a sentence may begin, and things that have no name: in capitals or not, many are called so.
const DESCRIPTIONS: [&str; 58] = [
    "activists",
    "aides",
    "analysts",
    "article",
    "authorities",
    "campaigners",
    "civilians",
    "critics",
    "diplomats",
    "doctors",
    "document",
    "documents",
    "economists",
    "employees",
    "experts",
    "families",
    "fighters",
    "firefighters",
    "friends",
    "insurgents",
    "investigators",
    "journalists",
    "judges",
    "law",
    "lawmakers",
    "lawyers",
    "letter",
    "locals",
    "media",
    "militants",
    "neighbors",
    "neighbours",
    "observers",
    "officers",
    "officials",
    "opponents",
    "organizers",
    "parents",
    "passengers",
    "people",
    "poll",
    "prosecutors",
    "protesters",
    "rebels",
    "relatives",
    "report",
    "reporters",
    "reports",
    "researchers",
    "residents",
    "scientists",
    "soldiers",
    "sources",
    "statement",
    "study",
    "supporters",
    "survey",
    "witnesses",
];

/// Whether the words describe and do not name: "two residents of Low Sorle", "Witnesses", "a report".
fn is_description(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else { return true };
    let is_counted = matches!(
        key(first).as_str(),
        "a" | "an"
            | "all"
            | "both"
            | "few"
            | "five"
            | "four"
            | "many"
            | "most"
            | "one"
            | "other"
            | "several"
            | "some"
            | "three"
            | "two"
    ) || first.starts_with(|c: char| c.is_ascii_digit());
    let has_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_cased = name.contains(char::is_lowercase);
    let is_small = is_cased && !name.contains(char::is_uppercase);
    let is_noun = DESCRIPTIONS.contains(&key(first).as_str()) && !words.any(has_capital);
    is_counted && is_cased || is_small || is_noun
}

/// The key without spaces: "PressTV", "Press TV".
fn solid(name: &str) -> String {
    key(name).replace(' ', "")
}

/// The cluster with the most for it; none if two have the same.
fn best(unit: &Unit, candidates: &[usize], clusters: &[Unit], reader: &Reader<'_>) -> Option<(usize, Reason)> {
    let mut ties: Vec<(Points, usize, Reason)> =
        candidates.iter().filter_map(|at| tie(unit, *at, &clusters[*at], reader)).collect();
    ties.sort_by_key(|(points, at, _)| (Reverse(*points), *at));
    let (points, at, reason) = *ties.first()?;
    let is_clear = ties.get(1).is_none_or(|(next, _, _)| *next < points);
    is_clear.then_some((at, reason))
}

fn tie(unit: &Unit, at: usize, cluster: &Unit, reader: &Reader<'_>) -> Option<(Points, usize, Reason)> {
    let are_known = unit.known.is_some() && cluster.known.is_some();
    if are_known || are_apart(&unit.sides, &cluster.sides) {
        return None;
    }
    let evidence = reader.compare(&unit.traits, &cluster.traits);
    let is_named = cluster.keys.contains(&unit.name.1) || unit.keys.contains(&cluster.name.1);
    let is_short = || is_acronym(&unit.name.0, &cluster.name.0) || is_acronym(&cluster.name.0, &unit.name.0);
    if is_named && unit.is_general {
        return evidence.is_of_one_affiliation().then_some((evidence.points(), at, Reason::Affiliation));
    }
    let (base, reason) = match () {
        () if is_named => (SAME_NAME, Reason::SameName),
        () if is_short() => (ACRONYM, Reason::Acronym),
        () => return None,
    };
    let points = base + evidence.points();
    (points > ENOUGH).then_some((points, at, reason))
}
