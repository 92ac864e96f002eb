//! Which appearances of people are one person?
//!
//! Names with much said of them come first and found clusters; shorter names and those of whom less is said join one of
//! them or stay by themselves. The order is that of the content, so each run gives the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use sayso_core::EntityId;

use super::decisions::{Ruled, Sides, are_apart};
use super::traits::{Evidence, Points, Reader, Traits};
use super::{Appearance, Group, Reason};
use crate::names::{Agreement, PersonName, compatible};

/// For the same full name; for one of three words or more, which few share.
const SAME_NAME: Points = 20;
const SAME_LONG_NAME: Points = 30;
/// For a shorter form that has a given name; for one with initials.
const OTHER_FORM: Points = 10;
const INITIALS: Points = 5;
/// A full name joins with more than this, and with so much more than with the next.
const ENOUGH: Points = 0;
const CLEAR: Points = 5;
/// A bare family name needs this, and so much more than with the next.
const ENOUGH_FOR_BARE: Points = 20;
const CLEAR_FOR_BARE: Points = 10;
/// Names of one person beyond these are not compared.
const MOST_NAMES: usize = 24;

/// Appearances that are certainly one, and later those that joined them.
#[derive(Clone, Default)]
struct Unit {
    members: Group,
    name: PersonName,
    /// Every name that has a given name.
    names: Vec<PersonName>,
    /// Whether a human put some of it together, so that its names may differ.
    is_decided: bool,
    traits: Traits,
    documents: BTreeSet<[u8; 16]>,
    sides: Sides,
    known: Option<EntityId>,
    /// See [`PersonName::initials`].
    initials: (u32, u32),
}

/// What is alike in all that is said of it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Decided(usize),
    Known(EntityId),
    Alike(PersonName, (Vec<String>, Vec<Vec<String>>), Option<usize>),
}

/// How a unit and a cluster hang together.
struct Tie {
    cluster: usize,
    points: Points,
    enough: Points,
    clear: Points,
    reason: Reason,
}

pub(super) fn groups(
    appearances: &[&Appearance],
    people: &[usize],
    ruled: &Ruled,
    known: &BTreeSet<EntityId>,
    reader: &Reader<'_>,
) -> Vec<Group> {
    let mut units = units(appearances, people, ruled, known, reader);
    units.sort_by_cached_key(|unit| {
        let first = (!unit.is_decided, unit.known.is_none(), Reverse(unit.name.is_full()), Reverse(unit.name.words()));
        (first, Reverse(unit.traits.richness()), unit.name.clone(), unit.traits.signature(), unit.members[0])
    });
    let mut clusters: Vec<Unit> = Vec::new();
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for unit in units {
        let mut keys: Vec<String> = unit.names.iter().chain([&unit.name]).flat_map(PersonName::blocks).collect();
        keys.sort();
        keys.dedup();
        // Two bare names of whom nothing is known stay two: they need not be looked for.
        let is_nobody = !unit.name.is_full() && unit.traits.is_empty() && unit.sides.is_empty() && unit.known.is_none();
        let found = candidates(&index, &keys);
        match best(&unit, &found, &clusters, reader) {
            Some(tie) => clusters[tie.cluster].take(unit, tie.reason),
            None => {
                if !is_nobody {
                    keys.into_iter().for_each(|key| index.entry(key).or_default().push(clusters.len()));
                }
                clusters.push(unit);
            }
        }
    }
    clusters.into_iter().map(|cluster| cluster.members).collect()
}

fn candidates(index: &HashMap<String, Vec<usize>>, keys: &[String]) -> Vec<usize> {
    let mut found: Vec<usize> = keys.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Puts together what was decided, what has one known id, and what is alike in every respect.
fn units(
    appearances: &[&Appearance],
    people: &[usize],
    ruled: &Ruled,
    known: &BTreeSet<EntityId>,
    reader: &Reader<'_>,
) -> Vec<Unit> {
    let mut parsed: HashMap<&str, PersonName> = HashMap::new();
    let mut units: BTreeMap<Sort, Unit> = BTreeMap::new();
    for at in people.iter().copied() {
        let entity = &appearances[at].entity;
        let names = entity.names.iter().take(MOST_NAMES).chain([&entity.name]);
        let mut names: Vec<PersonName> = names
            .map(|name| parsed.entry(name).or_insert_with(|| PersonName::parse(name, |_| false)).clone())
            .filter(|name| !name.is_empty())
            .collect();
        names.sort_by(|a, b| (Reverse(a.words()), a).cmp(&(Reverse(b.words()), b)));
        names.dedup();
        let name = names.first().cloned().unwrap_or_default();
        let traits = reader.traits(appearances[at]);
        let known = known.contains(&entity.id).then(|| entity.id.clone());
        let is_telling = name.is_full() || !traits.is_empty();
        let sort = match &known {
            _ if ruled.is_touched(at) => Sort::Decided(ruled.root(at)),
            Some(id) => Sort::Known(id.clone()),
            None => Sort::Alike(name.clone(), traits.signature(), (!is_telling || name.is_empty()).then_some(at)),
        };
        let reason = match sort {
            Sort::Decided(_) => Reason::Decided,
            Sort::Known(_) => Reason::Known,
            Sort::Alike(..) if name.is_full() => Reason::SameName,
            Sort::Alike(..) => Reason::Affiliation,
        };
        let documents = BTreeSet::from([*appearances[at].document.as_bytes()]);
        let (sides, initials) = (ruled.sides(at), name.initials());
        // "Boris" beside "Boris Hale" is a short form that one text allows.
        names.retain(|other| other.is_full() && compatible(other, &name) != Agreement::Given);
        let is_decided = ruled.is_touched(at);
        let members = vec![(at, Reason::First)];
        let unit = Unit { members, name, names, is_decided, traits, documents, sides, known, initials };
        match units.entry(sort) {
            std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(unit)),
            std::collections::btree_map::Entry::Occupied(mut unit_there) => unit_there.get_mut().take(unit, reason),
        }
    }
    units.into_values().collect()
}

impl Unit {
    /// Takes in another that is the same person.
    fn take(&mut self, other: Unit, reason: Reason) {
        let first = std::iter::once(reason).chain(other.members.iter().skip(1).map(|(_, reason)| *reason));
        self.members.extend(other.members.iter().zip(first).map(|((at, _), reason)| (*at, reason)));
        if (other.name.words(), Reverse(&other.name)) > (self.name.words(), Reverse(&self.name)) {
            self.name = other.name.clone();
        }
        for name in other.names {
            if !self.names.contains(&name) && self.names.len() < MOST_NAMES {
                self.names.push(name);
            }
        }
        self.traits.join(&other.traits);
        self.documents.extend(other.documents);
        self.sides.extend(other.sides);
        self.known = self.known.take().or(other.known);
        self.initials = (self.initials.0 | other.initials.0, self.initials.1 | other.initials.1);
        self.is_decided |= other.is_decided;
    }

    /// How the names of two agree: as the longest do, if no two of them are names of different people.
    fn agreement(&self, other: &Unit) -> Agreement {
        let main = match compatible(&self.name, &other.name) {
            Agreement::Given => Agreement::Different,
            agreement => agreement,
        };
        let pairs = || self.names.iter().flat_map(|a| other.names.iter().map(move |b| (a, b)));
        if self.is_decided || other.is_decided {
            return pairs().map(|(a, b)| compatible(a, b)).chain([main]).min().unwrap_or(main);
        }
        let has_two = main != Agreement::Different
            && (self.names.len() > 1 || other.names.len() > 1)
            && pairs().any(|(a, b)| a != b && compatible(a, b) == Agreement::Different);
        if has_two { Agreement::Different } else { main }
    }
}

/// The cluster that the unit joins, if one is good enough and clearly better than the next.
fn best(unit: &Unit, candidates: &[usize], clusters: &[Unit], reader: &Reader<'_>) -> Option<Tie> {
    let mut ties: Vec<Tie> = candidates.iter().filter_map(|at| tie(unit, *at, &clusters[*at], reader)).collect();
    // The oldest of equals, so that the order of candidates decides nothing.
    ties.sort_by_key(|tie| (Reverse(tie.points), tie.cluster));
    let next = ties.get(1).map(|tie| tie.points);
    let best = ties.into_iter().next()?;
    let is_clear = next.is_none_or(|next| best.points - next >= best.clear);
    (best.points >= best.enough && is_clear).then_some(best)
}

fn tie(unit: &Unit, at: usize, cluster: &Unit, reader: &Reader<'_>) -> Option<Tie> {
    let are_known = unit.known.is_some() && cluster.known.is_some();
    let ((first, all), (first_there, all_there)) = (unit.initials, cluster.initials);
    let begin_otherwise = all != 0 && all_there != 0 && first & all_there == 0 && first_there & all == 0;
    if are_known || begin_otherwise || are_apart(&unit.sides, &cluster.sides) {
        return None;
    }
    let agreement = unit.agreement(cluster);
    if agreement == Agreement::Different {
        return None;
    }
    let are_full = unit.name.is_full() && cluster.name.is_full();
    let is_same = are_full && agreement == Agreement::Same;
    // One text that shows two of them means two.
    if !is_same && !unit.documents.is_disjoint(&cluster.documents) {
        return None;
    }
    let evidence = reader.compare(&unit.traits, &cluster.traits);
    let base = base(unit, cluster, agreement, are_full);
    let points = base + evidence.points();
    let (enough, clear) = if are_full { (ENOUGH + 1, CLEAR) } else { (ENOUGH_FOR_BARE, CLEAR_FOR_BARE) };
    let reason = reason(unit, cluster, is_same, are_full, evidence);
    Some(Tie { cluster: at, points, enough, clear, reason })
}

fn base(unit: &Unit, cluster: &Unit, agreement: Agreement, are_full: bool) -> Points {
    match agreement {
        Agreement::Same if are_full && unit.name.words() > 2 => SAME_LONG_NAME,
        Agreement::Same if are_full => SAME_NAME,
        _ if are_full => OTHER_FORM,
        _ if !unit.name.given().is_empty() && !cluster.name.given().is_empty() => INITIALS,
        _ => 0,
    }
}

fn reason(unit: &Unit, cluster: &Unit, is_same: bool, are_full: bool, evidence: Evidence) -> Reason {
    if is_same && cluster.names.contains(&unit.name) {
        Reason::SameName
    } else if are_full {
        Reason::OtherForm
    } else {
        evidence.reason()
    }
}
