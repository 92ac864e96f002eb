//! Somebody, and the words that name somebody. Never confuse the two.

use crate::Span;
use crate::statement::named_enum;

named_enum! {
    /// What sort of somebody.
    EntityKind "kind of entity" {
        /// A human being.
        Person = "person",
        /// A company, ministry, party, court.
        Organisation = "organisation",
        /// A state, or its government by its name or capital.
        Country = "country",
        /// A place that does not speak for a state.
        Place = "place",
        /// An armed group or movement; also "officials", "residents".
        Group = "group",
        /// A newspaper, broadcaster, agency.
        Outlet = "outlet",
        /// A report, law, letter, poll.
        Document = "document",
        /// Not known.
        Unknown = "unknown",
    }
}

/// Id of an [`Entity`]: a readable slug with its kind, such as `person/ilse-varga`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(String);

impl EntityId {
    /// As given.
    pub fn new(slug: impl Into<String>) -> EntityId {
        EntityId(slug.into())
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Somebody as one document shows them, whatever the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Stable over documents where the knowledge files name it; else made of kind and name, and two documents may give one
    /// somebody two ids, or two somebodies one.
    pub id: EntityId,
    /// The fullest name that the document gives.
    pub name: String,
    /// What sort of somebody.
    pub kind: EntityKind,
    /// Every way in which the document names it, fullest first: no pronouns, no descriptions.
    pub names: Vec<String>,
    /// Offices and descriptions, in text order: "Special Envoy for Afghanistan".
    pub roles: Vec<String>,
    /// For whom it acts, in text order: "Russia".
    pub affiliations: Vec<String>,
}

/// A span that names or describes somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What sort of somebody the words suggest.
    pub kind: EntityKind,
    /// The somebody, once resolved.
    pub entity: Option<EntityId>,
}

/// The entity behind a statement's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name that the document gives.
    pub name: String,
    /// What sort of somebody.
    pub kind: EntityKind,
    /// Office or description: "Special Envoy for Afghanistan".
    pub role: Option<String>,
    /// For whom: "Russia".
    pub affiliation: Option<String>,
    /// The entity, once resolved.
    pub entity: Option<EntityId>,
}
