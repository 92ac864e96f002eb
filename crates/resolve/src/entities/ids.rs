//! What are they called?

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{EntityId, EntityKind};

use super::{Appearance, Group, Linked};
use crate::names::{PersonName, key};

/// The id of somebody whom the knowledge files do not name: kind and name, `person/ilse-varga`.
pub fn made_id(kind: EntityKind, name: &str) -> EntityId {
    EntityId::new(format!("{}/{}", kind.name(), slug(name)))
}

/// A name as it stands in ids: folded, at most 80 characters, with hyphens between the words.
pub(super) fn slug(name: &str) -> String {
    let letters = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let text: String = key(name).chars().take(80).map(letters).collect();
    let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join("-") }
}

/// What an id says without its kind.
pub(super) fn tail(id: &EntityId) -> &str {
    id.as_str().split_once('/').map_or(id.as_str(), |(_, tail)| tail)
}

/// Ids that knowledge files gave: those that some document gives to somebody whom it never calls so.
pub(super) fn known(appearances: &[&Appearance]) -> BTreeSet<EntityId> {
    let letters = |text: &str| -> String { key(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    let is_made = |appearance: &Appearance| {
        let entity = &appearance.entity;
        let tail = tail(&entity.id);
        // "person/varga-2", where a document has two of them.
        let bare = tail.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        let (tail, bare) = (letters(tail), letters(bare));
        let mut names = entity.names.iter().chain([&entity.name]).map(|name| letters(name));
        names.any(|name| name == tail || name == bare) || tail.is_empty()
    };
    appearances.iter().filter(|one| !is_made(one)).map(|one| one.entity.id.clone()).collect()
}

/// The groups with their ids and names, in order of the ids; `order` leads back to the places that the caller knows.
pub(super) fn named(
    appearances: &[&Appearance],
    groups: Vec<Group>,
    known: &BTreeSet<EntityId>,
    order: &[usize],
) -> Vec<Linked> {
    let mut sharing: BTreeMap<EntityId, Vec<(String, EntityKind, Group)>> = BTreeMap::new();
    for mut group in groups {
        group.sort_unstable();
        let entities = group.iter().map(|(at, _)| &appearances[*at].entity);
        let (name, kind) = fullest(entities.clone());
        let by_knowledge = entities.map(|entity| &entity.id).filter(|id| known.contains(id)).min();
        let id = by_knowledge.cloned().unwrap_or_else(|| made_id(kind, &name));
        sharing.entry(id).or_default().push((name, kind, group));
    }
    let mut taken: BTreeSet<EntityId> = sharing.keys().cloned().collect();
    let mut out = Vec::new();
    for (id, mut groups) in sharing {
        let is_shared = groups.len() > 1;
        groups.sort_by_key(|(_, _, group)| group.first().copied());
        for (name, kind, group) in groups {
            let id = if is_shared { apart(&id, appearances, &group, &mut taken) } else { id.clone() };
            let members = group.into_iter().map(|(at, reason)| (order[at], reason)).collect();
            out.push(Linked { id, name, kind, members });
        }
    }
    out.iter_mut().for_each(|linked| linked.members.sort_unstable());
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// The id with the first digits of the least document's id.
fn apart(id: &EntityId, appearances: &[&Appearance], group: &Group, taken: &mut BTreeSet<EntityId>) -> EntityId {
    let documents = group.iter().map(|(at, _)| appearances[*at].document.to_string());
    let least = documents.min().unwrap_or_default();
    let lengths = 4..=least.len();
    let numbered = (2..).map(|number: usize| format!("{}-{least}-{number}", id.as_str()));
    let digits = lengths.map(|length| format!("{}-{}", id.as_str(), &least[..length]));
    let free = digits.chain(numbered).map(EntityId::new).find(|id| !taken.contains(id));
    let free = free.unwrap_or_else(|| id.clone());
    taken.insert(free.clone());
    free
}

/// The name with the most words written out that somebody uses, of these the one that most documents use, and the kind.
fn fullest<'a>(entities: impl Iterator<Item = &'a sayso_core::Entity>) -> (String, EntityKind) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<EntityKind, usize> = BTreeMap::new();
    for entity in entities {
        *counts.entry(&entity.name).or_default() += 1;
        *kinds.entry(entity.kind).or_default() += 1;
    }
    let kind = kinds.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    let kind = kind.map_or(EntityKind::Unknown, |(kind, _)| *kind);
    let rank = |name: &str, count: usize| {
        let words = match kind {
            EntityKind::Person => {
                let name = PersonName::parse(name, |_| false);
                (name.written_out(), name.words())
            }
            _ => (name.split_whitespace().count().min(8), 0),
        };
        (words, count)
    };
    let best = counts.iter().max_by_key(|(name, count)| (rank(name, **count), std::cmp::Reverse(**name)));
    (best.map(|(name, _)| (*name).to_owned()).unwrap_or_default(), kind)
}
