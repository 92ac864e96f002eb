//! Whom a table names, and by which words.

use sayso_core::{EntityId, EntityKind};

use super::index::Name;
use super::words::{fold, is_acronym};

/// Somebody or some place that a table has a row for.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) entity: EntityId,
    pub(super) name: String,
    pub(super) kind: EntityKind,
    pub(super) sort: &'static str,
    pub(super) country: Option<EntityId>,
    pub(super) parent: Option<EntityId>,
    pub(super) domains: Vec<String>,
    /// Whether a user's file says so, and not a bundled one.
    pub(super) is_own: bool,
    pub(super) words: Vec<Words>,
}

/// What the words of a name say beside whom they name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// "Iran", "Islamic Republic of Iran", "Press TV".
    Name,
    /// "US", "NATO", "IRNA".
    Acronym,
    /// "Iranian": what is of the country, and one of its people where no noun follows.
    Adjective,
    /// One of the people: "Spaniard", "Iranian" if it were no adjective.
    Demonym,
    /// The people: "Iranians", "Spaniards".
    People,
    /// Words for the government alone: "Kremlin", "White House", "Downing Street".
    Government,
    /// The capital, which is a place and may stand for the government: "Tehran".
    Capital,
}

/// A way to write a thing, as its table has it.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) sense: Sense,
    /// `?` before it: also something else, so that it needs more than the words.
    pub(super) is_unsure: bool,
    is_exact: bool,
    /// Until the index takes it; none if the text is not made of words.
    name: Option<Name<()>>,
}

impl Words {
    /// A cell's part, with its marks; `=` before it: only in these very capitals. In a column of names, capitals alone
    /// make an acronym.
    pub(super) fn parse(part: &str, sense: Sense) -> Words {
        let (is_unsure, part) = strip(part, '?');
        let (is_exact, text) = strip(part, '=');
        let sense = if sense == Sense::Name && is_acronym(text) { Sense::Acronym } else { sense };
        Words { text: text.to_owned(), sense, is_unsure, is_exact, name: Name::new(text, is_exact) }
    }

    /// Whether the text is made of words.
    pub(super) fn are_words(&self) -> bool {
        self.name.is_some()
    }

    /// For the index. Thousands are made when sayso starts, so that none is copied; only where a user's tables are added
    /// they are made again.
    pub(super) fn take_name(&mut self) -> Option<Name<()>> {
        self.name.take().or_else(|| Name::new(&self.text, self.is_exact))
    }
}

fn strip(part: &str, mark: char) -> (bool, &str) {
    part.strip_prefix(mark).map_or((false, part), |rest| (true, rest.trim_start()))
}

/// The id of a thing: "country/united-states".
pub(crate) fn entity(kind: EntityKind, name: &str) -> EntityId {
    let mut slug = format!("{kind}/");
    let start = slug.len();
    for c in fold(name).chars().filter(|c| !matches!(c, '\'' | '’')) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if slug.len() > start && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    EntityId::new(slug.trim_end_matches('-'))
}
