//! Who is the same somebody across documents?
//!
//! A document's [`Entity`] is somebody as one document shows them. [`link`] puts those together that
//! are one, and says why. It is careful: what could be somebody else stays by itself, since two people in one cost a reader
//! more than one person in two.
//!
//! - What the knowledge files name has the same id everywhere: it always joins, and never joins another such id.
//! - Every two names of one person agree ([`compatible`](crate::names::compatible)), not only neighbouring ones.
//! - Two people with one name are told apart by whom they act for, their offices and the company they keep.
//! - A bare family name joins a full one only if something besides the name speaks for it, and for no other.
//! - What a human decided always wins, and the newest decision over older ones.

mod ids;
mod offices;
mod traits;
mod decisions;
mod people;
mod organisations;

use std::sync::Arc;

use sayso_core::{DocumentId, Entity, EntityId, EntityKind};

pub use ids::made_id;

/// Somebody in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// In which.
    pub document: DocumentId,
    /// When it was published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub published: Option<String>,
    /// As the document shows them; the id is that of this document.
    pub entity: Entity,
    /// All whom the document names, by its ids; itself among them does no harm. Some tens are enough.
    pub company: Arc<[EntityId]>,
}

/// Which appearance, whatever else is known of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppearanceId {
    /// In which document.
    pub document: [u8; 16],
    /// Its id there.
    pub entity: EntityId,
}

impl Appearance {
    /// Which one it is.
    pub fn id(&self) -> AppearanceId {
        AppearanceId { document: *self.document.as_bytes(), entity: self.entity.id.clone() }
    }
}

/// What a human decided about appearances. Those that are not there any more count for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which way.
    pub verdict: Verdict,
    /// Some appearances of one somebody.
    pub one: Vec<AppearanceId>,
    /// And some of the other.
    pub other: Vec<AppearanceId>,
}

/// Which way a human decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All of them are one.
    Same,
    /// Those of the one are one, and none of the other is.
    Apart,
}

/// Why an appearance belongs to an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is the first; the others were compared with it.
    First,
    /// A human said so.
    Decided,
    /// The knowledge files name it.
    Known,
    /// The same full name, and nothing against it.
    SameName,
    /// A fuller or shorter form of the name, or another spelling, and nothing against it.
    OtherForm,
    /// Short or general, but it acts for the same.
    Affiliation,
    /// Short, but of the same office.
    Role,
    /// Short, but in the same company.
    Company,
    /// The first letters of the name.
    Acronym,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Reason::First => "first",
            Reason::Decided => "decided",
            Reason::Known => "known",
            Reason::SameName => "same-name",
            Reason::OtherForm => "other-form",
            Reason::Affiliation => "affiliation",
            Reason::Role => "role",
            Reason::Company => "company",
            Reason::Acronym => "acronym",
        })
    }
}

/// Somebody across documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Stable: that of the knowledge files, else of kind and fullest name; if two would share it, with some digits of a
    /// document's id behind it.
    pub id: EntityId,
    /// The fullest name.
    pub name: String,
    /// What sort of somebody.
    pub kind: EntityKind,
    /// Which of the appearances, by their place in the list, in order, each with the reason.
    pub members: Vec<(usize, Reason)>,
}

/// Puts appearances together that are one somebody; every appearance is in one. The order of `appearances` changes nothing
/// but the numbers in `members`; `decisions` are the oldest first. The entities come in order of their ids.
pub fn link(appearances: &[Appearance], decisions: &[Decision]) -> Vec<Linked> {
    // By content, so that the order given does not matter.
    let mut order: Vec<usize> = (0..appearances.len()).collect();
    order.sort_by_cached_key(|at| appearances[*at].id());
    let sorted: Vec<&Appearance> = order.iter().map(|at| &appearances[*at]).collect();
    let ruled = decisions::Ruled::new(&sorted, decisions);
    let known = ids::known(&sorted);
    let traits = traits::Reader::new(&sorted);
    let people = |at: &usize| sorted[*at].entity.kind == EntityKind::Person;
    let (people, others): (Vec<usize>, Vec<usize>) = (0..sorted.len()).partition(people);
    let mut groups = people::groups(&sorted, &people, &ruled, &known, &traits);
    groups.extend(organisations::groups(&sorted, &others, &ruled, &known, &traits));
    ids::named(&sorted, groups, &known, &order)
}

/// Appearances that are one, by their place in the sorted list.
type Group = Vec<(usize, Reason)>;
