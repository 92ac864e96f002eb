//! Somebody in a document, whatever the words.

use sayso_core::{EntityId, EntityKind};

use crate::knowledge::Gender;
use crate::names::key;

/// Somebody in a document.
#[derive(Debug, Clone)]
pub(crate) struct Somebody {
    /// What sort of somebody.
    pub(crate) kind: EntityKind,
    /// Id and name in the knowledge files.
    pub(crate) known: Option<(EntityId, String)>,
    /// Distinct names as they stand in the text, in its order; empty for who is only described.
    pub(crate) names: Vec<String>,
    /// What it is called where it has no name: "Iranian diplomat".
    pub(crate) description: Option<String>,
    /// Offices, in text order.
    pub(crate) roles: Vec<String>,
    /// The same written out, in small letters: "governor" for "Gov.".
    pub(crate) offices: Vec<String>,
    /// For whom, in text order.
    pub(crate) affiliations: Vec<String>,
    /// Folded names of the countries of those for whom it acts: "iran" for "Iranian Armed Forces".
    pub(crate) lands: Vec<String>,
    /// Whether the text shows a man or a woman.
    pub(crate) gender: Option<Gender>,
    /// Man or woman, by a name of one word that may be a given one.
    pub(crate) seems: Option<Gender>,
    /// How much more pronouns that may stand for it are a woman's than a man's: what they and `seems` speak for.
    pub(crate) leans: f32,
    /// Whether it is several.
    pub(crate) is_plural: bool,
    /// First words of its mentions, in text order.
    pub(crate) places: Vec<usize>,
    /// Those who are meant together: "Iran and Russia".
    pub(crate) members: Vec<usize>,
}

impl Somebody {
    /// Nothing known but the first mention.
    pub(crate) fn new(kind: EntityKind, at: usize) -> Somebody {
        Somebody {
            kind,
            known: None,
            names: Vec::new(),
            description: None,
            roles: Vec::new(),
            offices: Vec::new(),
            affiliations: Vec::new(),
            lands: Vec::new(),
            gender: None,
            seems: None,
            leans: 0.0,
            is_plural: false,
            places: vec![at],
            members: Vec::new(),
        }
    }

    /// The fullest name.
    pub(crate) fn name(&self) -> &str {
        // "RUVENIA" in a dateline is no fuller than "Ruvenia".
        let is_shouted = |name: &String| name.len() > 4 && !name.contains(char::is_lowercase);
        let words = |name: &String| (name.split_whitespace().count(), !is_shouted(name), name.len());
        let canonical = self.known.as_ref().filter(|_| self.kind == EntityKind::Country).map(|(_, name)| name);
        let fullest = self.names.iter().rev().max_by_key(|name| words(name));
        canonical.or(fullest).or(self.description.as_ref()).map_or("", String::as_str)
    }

    /// Man or woman, as far as the text or its pronouns show it.
    pub(crate) fn shown(&self) -> Option<Gender> {
        /// What one pronoun that most likely stands for it speaks for.
        const SHOWN: f32 = 0.5;
        let leaning = if self.leans > 0.0 { Gender::Female } else { Gender::Male };
        self.gender.or((self.leans.abs() >= SHOWN).then_some(leaning))
    }

    /// Notes a role and for whom it is held, each once.
    pub(crate) fn note(&mut self, role: Option<String>, affiliation: Option<String>) {
        for (list, value) in [(&mut self.roles, role), (&mut self.affiliations, affiliation)] {
            if let Some(value) = value.filter(|value| !list.iter().any(|known| key(known) == key(value))) {
                list.push(value);
            }
        }
    }

    /// Another name, if it is one.
    pub(crate) fn name_also(&mut self, name: String) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    pub(crate) fn add(&mut self, name: String, at: usize) {
        self.name_also(name);
        self.places.push(at);
    }
}
