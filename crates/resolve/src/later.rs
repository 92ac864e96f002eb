//! "A survivor said that the door was tied": the name follows with his words, a sentence later.

use sayso_core::{BlockKind, EntityKind};

use crate::knowledge::Gender;
use crate::offices::is_no_office;
use crate::speakers::Scene;

/// Words from a description to the name that is given for it, at most.
const NEAR_WORDS: usize = 90;

impl Scene<'_> {
    /// Makes somebody who is only described the one whose own words follow and who is named there for the first time.
    pub(crate) fn named_later(&mut self, order: &[(usize, usize)]) {
        for (place, (word, i)) in order.iter().enumerate() {
            let Some(described) = self.speakers[*i].filter(|described| self.is_new_here(*described, *word)) else {
                continue;
            };
            let next = order[place + 1..].iter().find(|(_, other)| self.speakers[*other] != Some(described));
            let Some((_, next)) = next.filter(|(at, _)| at - word <= NEAR_WORDS) else { continue };
            let Some(named) = self.speakers[*next].filter(|named| self.is_revealed(*named, *word)) else { continue };
            if self.speaks_of_itself(*next) && self.may_be_one(described, named) {
                self.merge(described, named);
            }
        }
    }

    /// Whether nothing but a description is known of somebody who appears in the article's text here.
    fn is_new_here(&self, described: usize, word: usize) -> bool {
        let text = self.cast.phrases.text;
        let one = &self.cast.everybody[described];
        let block = text.span(&(word..word + 1)).and_then(|span| text.document.layout().block_of(span));
        let is_body = block.is_some_and(|block| block.kind == BlockKind::Body);
        one.names.is_empty() && one.kind == EntityKind::Person && !one.is_plural && is_body
    }

    /// Whether somebody is named behind a word and never before.
    fn is_revealed(&self, named: usize, at: usize) -> bool {
        let text = self.cast.phrases.text;
        let one = &self.cast.everybody[named];
        let is_title = |place: usize| {
            let block = text.span(&(place..place + 1)).and_then(|span| text.document.layout().block_of(span));
            block.is_some_and(|block| block.kind != BlockKind::Body)
        };
        one.kind == EntityKind::Person
            && !one.names.is_empty()
            && one.places.iter().all(|place| *place > at || is_title(*place))
    }

    /// Whether the words of a statement say "I" or "my".
    fn speaks_of_itself(&self, i: usize) -> bool {
        let text = self.cast.phrases.text;
        let own = ["i", "my", "me", "myself"];
        let mut words = self.quoted.iter().filter(|(_, other)| *other == i).flat_map(|(words, _)| words.clone());
        words.any(|at| text.is_any(at, &own))
    }

    /// Whether nothing speaks against it: gender, and offices of which one is not the other.
    fn may_be_one(&self, described: usize, named: usize) -> bool {
        let (one, other) = (&self.cast.everybody[described], &self.cast.everybody[named]);
        let is_same = Gender::agree(one.shown(), other.shown());
        let noun = |words: &str| words.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let holds = |role: &String| other.roles.iter().any(|own| noun(own) == noun(role));
        let belongs =
            one.affiliations.first().is_none_or(|of| other.affiliations.is_empty() || other.affiliations.contains(of));
        let is_loose = |role: &String| is_no_office(&noun(role)) || WITNESSES.contains(&noun(role).as_str());
        is_same && belongs && one.roles.iter().all(|role| other.roles.is_empty() || is_loose(role) || holds(role))
    }

    /// Everything of one who was only described is the other's.
    fn merge(&mut self, described: usize, named: usize) {
        let old = self.cast.everybody[described].clone();
        let one = &mut self.cast.everybody[named];
        one.places.extend(old.places);
        one.places.sort_unstable();
        one.gender = one.gender.or(old.gender);
        one.offices.extend(old.offices);
        if one.roles.is_empty() {
            one.roles = old.roles;
        }
        for affiliation in old.affiliations {
            one.note(None, Some(affiliation));
        }
        for place in &mut self.cast.of_mention {
            *place = place.map(|somebody| if somebody == described { named } else { somebody });
        }
        for speaker in &mut self.speakers {
            *speaker = speaker.map(|somebody| if somebody == described { named } else { somebody });
        }
        self.forget(described, named);
        self.same_headline(named, old.description.as_deref());
    }

    /// "Survivor: door was tied", above: the same.
    fn same_headline(&mut self, named: usize, description: Option<&str>) {
        let Some(noun) = description.and_then(|words| words.split_whitespace().next_back()) else { return };
        let is_same =
            |words: &str| words.split_whitespace().next_back().is_some_and(|last| last.eq_ignore_ascii_case(noun));
        for i in 0..self.speakers.len() {
            let Some(other) = self.speakers[i].filter(|other| *other != named) else { continue };
            let one = &self.cast.everybody[other];
            let is_described =
                one.names.is_empty() && one.description.as_deref().is_some_and(is_same) && !one.is_plural;
            if is_described && one.kind == EntityKind::Person {
                self.speakers[i] = Some(named);
                self.forget(other, named);
            }
        }
    }
}

/// Who was there, whatever else they are.
const WITNESSES: [&str; 16] = [
    "witness",
    "eyewitness",
    "resident",
    "passenger",
    "passer-by",
    "bystander",
    "villager",
    "local",
    "employee",
    "worker",
    "student",
    "customer",
    "spectator",
    "onlooker",
    "protester",
    "patient",
];
